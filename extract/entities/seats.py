"""Where firms sit: "l'azienda di Santa Clara" may be any of those that do."""

from __future__ import annotations

from functools import lru_cache

from extract.entities.entity import Entity
from extract.entities.gazetteer import Gazetteer
from extract.entities.vocabulary import rows


@lru_cache(maxsize=4)
def seated(table: Gazetteer) -> dict[str, tuple[Entity, ...]]:
    """Return by place the organisations that sit there or are described by it: "il colosso di Seattle"."""
    seats: dict[str, list[Entity]] = {}
    for firm, place in rows("seats"):
        seat, entity = table.get(place), table.get(firm)
        if entity is not None:
            seats.setdefault(seat.name if seat else place, []).append(entity)
    for entity in table.entities:
        if entity.kind != "organisation":
            continue
        places = {place for phrase in entity.descriptions if (place := place_in(phrase))}
        for place in sorted(places):
            home = table.get(place)
            if home is not None and home.kind == "place" and entity not in seats.setdefault(home.name, []):
                seats[home.name].append(entity)
    return {place: tuple(entities) for place, entities in seats.items()}


@lru_cache(maxsize=4)
def homes(table: Gazetteer) -> dict[str, frozenset[str]]:
    """Return the places of each organisation that `seated` gives."""
    found: dict[str, set[str]] = {}
    for place, entities in seated(table).items():
        for entity in entities:
            found.setdefault(entity.name, set()).add(place)
    return {name: frozenset(places) for name, places in found.items()}


def neighbours(table: Gazetteer, description: str) -> frozenset[str]:
    """Return the organisations that a description by its place fits too: those that sit where it says.

    Examples
    --------
    >>> table = Gazetteer.load()
    >>> "AMD" in neighbours(table, "l'azienda di Santa Clara"), neighbours(table, "la casa di ChatGPT")
    (True, frozenset())
    """
    home = table.get(place_in(description))
    if home is None or home.kind != "place":
        return frozenset()
    return frozenset(entity.name for entity in seated(table).get(home.name, ()))


def place_in(description: str) -> str:
    """Return what follows the last "di" of a description; empty where there is none."""
    return description.rpartition(" di ")[2] if " di " in description else ""
