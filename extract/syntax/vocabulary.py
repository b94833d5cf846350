"""The word lists of the repairs, one entry a line in ``data/``."""

from __future__ import annotations

from functools import cache, lru_cache
from pathlib import Path

DATA = Path(__file__).with_name("data")


@cache
def entries(name: str) -> frozenset[str]:
    """Return the lines of a word list, comments and empty lines left out."""
    lines = (DATA / name).read_text(encoding="utf-8").splitlines()
    return frozenset(line.strip() for line in lines if line.strip() and not line.startswith("#"))


@lru_cache(maxsize=10_000)
def is_form(word: str, name: str) -> bool:
    """Say whether a word is a form of one in a list of stems: a stem with an ending of ``endings.txt``.

    Forms rather than lemmas: a verb that opens its sentence, before its subject, has a wrong lemma too often.

    Examples
    --------
    >>> is_form("mancheranno", "subject_after.txt"), is_form("mancanza", "subject_after.txt")
    (True, False)
    """
    stems = entries(name)
    endings = entries("endings.txt")
    return any(word[:cut] in stems and word[cut:] in endings for cut in range(1, len(word)))
