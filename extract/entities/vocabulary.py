"""Word lists of this package: one entry a line in the files beside it, ``#`` begins a comment."""

from __future__ import annotations

import unicodedata
from functools import cache, lru_cache
from importlib import resources

APOSTROPHES = frozenset("'’ʼ‘`´")
QUOTES = frozenset('«»“”„"‹›')


@lru_cache(maxsize=65536)
def fold(word: str) -> str:
    """Return the key of a word: lower case, without accents, with a plain apostrophe.

    Examples
    --------
    >>> fold("Jülich"), fold("’"), fold("H")
    ('julich', "'", 'h')
    """
    if word in APOSTROPHES:
        return "'"
    if word in QUOTES:
        return '"'
    decomposed = unicodedata.normalize("NFKD", word.casefold())
    return "".join(c for c in decomposed if not unicodedata.combining(c)) or word


@cache
def rows(name: str) -> tuple[tuple[str, ...], ...]:
    """Return the rows of ``<name>.tsv``: its tab-separated cells, stripped.

    Examples
    --------
    >>> rows("heads")[0][0]
    'azienda'
    """
    return tuple(tuple(cell.strip() for cell in line.split("\t")) for line in _lines(f"{name}.tsv"))


@cache
def words(name: str) -> frozenset[str]:
    """Return the words of ``<name>.txt`` as keys (see `fold`); a line may hold several.

    Examples
    --------
    >>> "inc" in words("abbreviations")
    True
    """
    return frozenset(fold(word) for line in _lines(f"{name}.txt") for word in line.split())


@cache
def stems(name: str) -> tuple[str, ...]:
    """Return the beginnings of words of one row of ``stems.tsv``.

    Examples
    --------
    >>> "fondata".startswith(stems("begun"))
    True
    """
    return next(tuple(cells[1].split()) for cells in rows("stems") if cells[0] == name)


@cache
def phrases(name: str) -> frozenset[str]:
    """Return the lines of ``<name>.txt``, each a phrase."""
    return frozenset(_lines(f"{name}.txt"))


def _lines(file: str) -> list[str]:
    text = resources.files(__package__).joinpath("data", file).read_text(encoding="utf-8")
    stripped = (line.split("#", 1)[0].strip() for line in text.splitlines())
    return [line for line in stripped if line]
