"""Whether a text is Italian: by the share of its function words, without a model."""

from __future__ import annotations

import csv
import re
from functools import cache
from pathlib import Path

_WORD = re.compile(r"[^\W\d_]+")

MIN_WORDS = 12
"""Fewer words than this say too little: such a text is taken as Italian, since a warning would be a guess."""

MIN_SHARE = 0.08
"""The least share of Italian function words; running Italian news has 0.33 to 0.50, a list of names or figures less."""


def looks_italian(text: str) -> bool:
    """Tell whether `text` reads as Italian.

    Counts, for each language of ``function_words.tsv``, the share of the words that are function words of it. Italian
    it is where the Italian share is at least `MIN_SHARE` and no other language has more. For a warning, not for a
    decision: a page that mixes languages gets the answer of its larger part.

    Parameters
    ----------
    text : str
        The article's text; its first 20,000 characters are looked at.

    Examples
    --------
    >>> looks_italian("Il gruppo prevede di aumentare la spesa per i data center nel corso del prossimo anno.")
    True
    >>> looks_italian("The company expects to raise its spending on data centers in the course of the next year.")
    False
    """
    words = [word.lower() for word in _WORD.findall(text[:20_000])]
    if len(words) < MIN_WORDS:
        return True
    counts = {language: sum(word in known for word in words) for language, known in function_words().items()}
    italian = counts.pop("it")
    return italian >= MIN_SHARE * len(words) and italian > max(counts.values())


@cache
def function_words() -> dict[str, frozenset[str]]:
    """Return the commonest function words of some languages, by ISO 639-1 code.

    Examples
    --------
    >>> "della" in function_words()["it"]
    True
    """
    path = Path(__file__).parent / "function_words.tsv"
    with path.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file, delimiter="\t")
        return {row["language"]: frozenset(row["words"].split()) for row in rows}
