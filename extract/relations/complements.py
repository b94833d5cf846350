"""What a noun for a firm deals in, between the noun and the firm's name: "la startup di intelligenza artificiale X"."""

from __future__ import annotations

from collections.abc import Sequence

from extract.claims.words import Word
from extract.relations.vocabulary import ARTICLES, PREPOSITIONS, listed

LONGEST = 4  # words of what a firm deals in


def after_complement(back: Sequence[Word], i: int) -> int | None:
    """Return the index of a firm's noun whose complement ends at `i`, None where none does.

    Parameters
    ----------
    back : sequence of Word
        Words before a name, the nearest first.
    """
    for n in range(i, min(i + LONGEST, len(back) - 1)):
        word = back[n]
        if word.lower in {"di", "per"} and n > i and not word.capital:
            return n + 1 if back[n + 1].lower in listed("home") | listed("seated_home") else None
        if not word.is_word or word.capital or word.lower in ARTICLES or word.lower in PREPOSITIONS.keys() - {"e"}:
            return None
    return None
