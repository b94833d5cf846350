"""Word lists of this package: one entry a line in the files beside it, ``#`` begins a comment."""

from __future__ import annotations

from functools import cache
from importlib import resources


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
    """Return the words of ``<name>.txt``, of which a line may hold several.

    Examples
    --------
    >>> "inc" in words("abbreviations")
    True
    """
    return frozenset(word for line in _lines(f"{name}.txt") for word in line.split())


@cache
def phrases(name: str) -> frozenset[str]:
    """Return the lines of ``<name>.txt``, each a phrase."""
    return frozenset(_lines(f"{name}.txt"))


def _lines(file: str) -> list[str]:
    text = resources.files(__package__).joinpath("data", file).read_text(encoding="utf-8")
    stripped = (line.split("#", 1)[0].strip() for line in text.splitlines())
    return [line for line in stripped if line]
