"""The words of status and attribution, read once from the TSV files of this folder."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from extract.periods.lexer import tokenise
from extract.periods.lexicon import read_rows

_HERE = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Cue:
    """One line of ``cues.tsv``: words that make a figure a plan, an estimate or a rumour."""

    words: tuple[frozenset[str], ...]
    status: str
    strength: int
    sentence_wide: bool


@cache
def table(name: str) -> dict[str, str]:
    """Return word → class of a two-column file (``verbs.tsv``, ``speech.tsv``, ``sources.tsv``)."""
    return {row[0]: row[1] for row in read_rows(name, _HERE)}


@cache
def closed(kind: str, name: str = "words.tsv") -> frozenset[str]:
    """Return the words of a class of ``words.tsv`` or of another file of its form."""
    return frozenset(row[1] for row in read_rows(name, _HERE) if row[0] == kind)


@cache
def outlets() -> dict[str, tuple[tuple[tuple[str, ...], str, str], ...]]:
    """Return first word → (words, name, class) of the outlets and research houses, longest first."""
    found: dict[str, list[tuple[tuple[str, ...], str, str]]] = {}
    for name, kind in table("outlets.tsv").items():
        words = tuple(token.text.replace("’", "'") for token in tokenise(name))
        found.setdefault(words[0], []).append((words, name, kind))
    return {first: tuple(sorted(rows, key=lambda row: -len(row[0]))) for first, rows in found.items()}


@cache
def cues() -> tuple[dict[str, tuple[Cue, ...]], tuple[tuple[str, Cue], ...]]:
    """Return the cues by their first word, and those whose first word is a beginning (``licenziament*``)."""
    by_word: dict[str, list[Cue]] = {}
    by_start: list[tuple[str, Cue]] = []
    for pattern, status, strength, scope in read_rows("cues.tsv", _HERE):
        words = tuple(frozenset(part.split("|")) for part in pattern.split())
        cue = Cue(words, status, int(strength), scope == "sentence")
        for first in words[0]:
            if first.endswith("*"):
                by_start.append((first[:-1], cue))
            else:
                by_word.setdefault(first, []).append(cue)
    return {first: tuple(rows) for first, rows in by_word.items()}, tuple(by_start)


def fits(word: str, allowed: frozenset[str]) -> bool:
    """Say whether a word is one of a cue's alternatives.

    Examples
    --------
    >>> fits("licenziamenti", frozenset({"tagli", "licenziament*"}))
    True
    """
    return word in allowed or any(form.endswith("*") and word.startswith(form[:-1]) for form in allowed)
