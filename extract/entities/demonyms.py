"""Adjectives of origin: "torinese", "cinesi", "statunitense"."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from extract.entities.vocabulary import fold, rows

_SOFT = ("ic", "iac", "grec", "belg")  # ends of stems: "elvetici", "greci", but "tedeschi"
PLURALS = {"o": "i", "a": "e", "e": "i"}


@dataclass(frozen=True, slots=True)
class Origin:
    """Where somebody is from: ISO 3166 country, and the place of the gazetteer where it is narrower."""

    country: str
    place: str | None = None


def origin_of(key: str) -> Origin | None:
    """Return what an adjective of origin says; the key is a folded word.

    Examples
    --------
    >>> origin_of("torinese"), origin_of("cinesi"), origin_of("rapido")
    (Origin(country='IT', place='Turin'), Origin(country='CN', place=None), None)
    """
    return _origins().get(key)


@lru_cache(maxsize=1)
def _origins() -> dict[str, Origin]:
    origins = {}
    for row in rows("demonyms"):
        origin = Origin(row[2], row[3] if len(row) > 3 and row[3] else None)
        for ending in row[1].split():
            origins[fold(row[0] + ending)] = origin
            origins[fold(plural(row[0], ending))] = origin
    return origins


def plural(stem: str, ending: str) -> str:
    """Return the plural of an adjective of origin, which keeps the sound of its c or g.

    Examples
    --------
    >>> plural("tedesc", "a"), plural("cines", "e"), plural("belg", "a"), plural("grec", "o")
    ('tedesche', 'cinesi', 'belghe', 'greci')
    """
    hard = stem[-1] in "cg" and (ending == "a" or not stem.endswith(_SOFT))
    return stem + ("h" if hard else "") + PLURALS[ending]
