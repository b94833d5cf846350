"""Word lists of this package: rows of the files in ``data``, and words that say something of a kind."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

DATA = Path(__file__).with_name("data")


def read_lines(name: str) -> list[list[str]]:
    """Return the rows of a vocabulary file: fields split at tabs, comments and empty lines left out."""
    lines = (DATA / name).read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if line.strip() and not line.startswith("#")]


@lru_cache(maxsize=16)
def _said(name: str, what: str) -> tuple[frozenset[str], tuple[str, ...]]:
    told = [row[1] for row in read_lines(name) if row[0] == what]
    return frozenset(told), tuple(word[:-1] for word in told if word.endswith("*"))


def tells(name: str, what: str, word: str) -> bool:
    """Say whether a word is among those of a kind in a file of two columns; there ``*`` ends a beginning of words.

    Examples
    --------
    >>> tells("leading.tsv", "office", "fondatrice"), tells("investors.tsv", "before", "società")
    (True, False)
    """
    whole, beginnings = _said(name, what)
    return word in whole or word.startswith(beginnings)
