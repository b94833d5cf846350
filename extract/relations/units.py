"""Find whose part a unit is: "la divisione X di Y", "X (gruppo Y)", "Y, attraverso la sua X"."""

from __future__ import annotations

from collections.abc import Iterator

from extract.records import Mention
from extract.relations.makers import whose
from extract.relations.rules import Found
from extract.relations.view import View
from extract.relations.vocabulary import ORGS, listed


def find_units(view: View) -> Iterator[Found]:
    """Yield named divisions: "la divisione X di Y", "il ramo cloud, X", "X (gruppo Y)"."""
    for unit in view.ctx.mentions:
        if unit.kind not in ORGS | {"product"}:
            continue
        owner = _group_in_parenthesis(view, unit)
        if owner:
            yield Found("subsidiary_of", unit, owner, unit.start, owner.end)
        before = view.before(unit.start, 4)
        if before[-1:] == [","]:
            before = before[:-1]
        if not set(before[-3:]) & listed("division") or set(before[-3:]) & {",", ";", "."}:
            continue
        after = view.names((unit.end, view.sentence(unit.start)[1]), ORGS)
        if after and view.role(after[0]) == "di" and len(view.lower(unit.end, after[0].start)) <= 3:
            yield Found("part_of", unit, after[0], unit.start, after[0].end)
            continue
        parent = view.ctx.parent(unit.name)
        named = [m for m in view.ctx.mentions if m.name == parent and m.start < unit.start]
        owner = named[-1] if named else view.topic(unit.start, ORGS) if parent is None else None
        if owner and owner.name != unit.name:
            yield Found("part_of", unit, owner, unit.start, unit.end)


def _group_in_parenthesis(view: View, unit: Mention) -> Mention | None:
    if view.text[unit.end : unit.end + 2] != " (" or unit.kind == "product":
        return None
    inside = view.ctx.parenthesis(unit.end + 2)
    if inside is None:
        return None
    owners = view.names(inside, ORGS)
    words = view.lower(*inside)
    return owners[0] if len(owners) == 1 and words[:1] == ["gruppo"] and len(words) <= 4 else None


def find_own_units(view: View) -> Iterator[Found]:
    """Yield the companies through which one acts: "X, attraverso la sua Y", "tramite la controllata Y"."""
    for unit in view.ctx.mentions:
        if unit.kind not in ORGS:
            continue
        phrase = view.phrase(unit)
        words = view.before(unit.start, 4)
        through = set(words) & listed("through") or set(view.before(phrase.start, 1)) & listed("through")
        if through and (phrase.own or set(words[-2:]) & listed("division")):
            owner = whose(view, unit, phrase.start)
            if owner and owner.name != unit.name:
                yield Found("subsidiary_of", unit, owner, unit.start, unit.end)
