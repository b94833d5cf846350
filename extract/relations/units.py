"""Find whose part a unit is: "la divisione X di Y", "X (gruppo Y)", "Y, attraverso la sua X"."""

from __future__ import annotations

from collections.abc import Iterator

from extract.records import Mention
from extract.relations.makers import whose
from extract.relations.reference import talked_of
from extract.relations.rules import Found
from extract.relations.view import View
from extract.relations.vocabulary import ARTICLES, ORGS, PREPOSITIONS, listed


def find_units(view: View) -> Iterator[Found]:
    """Yield named divisions: "la divisione X di Y", "il ramo cloud, X", "X (gruppo Y)"."""
    for unit in view.ctx.mentions:
        if unit.kind not in ORGS | {"product"}:
            continue
        owner = _group_in_parenthesis(view, unit) or _of_arm(view, unit)
        if owner:
            yield Found("subsidiary_of", unit, owner, unit.start, owner.end)
        before = view.before(unit.start, 4)
        if before[-1:] == [","]:
            before = before[:-1]
        whole = _whole(view, unit)
        if whole:
            yield Found("part_of", unit, whole, unit.start, whole.end)
            continue
        told = _is_called(before[-3:])
        relation = "subsidiary_of" if told and "controllata" in before[-3:] else "part_of"
        if not told and not _is_apposed(view, unit):
            continue
        after = view.names((unit.end, view.sentence(unit.start)[1]), ORGS)
        if after and view.role(after[0]) == "di" and len(view.lower(unit.end, after[0].start)) <= 3:
            yield Found(relation, unit, after[0], unit.start, after[0].end)
            continue
        if told and "controllata" in before[-3:]:
            beside = [m for m in view.names((view.sentence(unit.start)[0], unit.start), ORGS) if m.name != unit.name]
            beside = [m for m in beside if view.role(m) == "bare" and not view.ctx.parenthesis(m.start)]
            if beside:  # "X, con la controllata Y"
                yield Found(relation, unit, beside[-1], beside[-1].start, unit.end)
                continue
        parent = view.ctx.parent(unit.name)
        named = [m for m in view.ctx.mentions if m.name == parent and m.start < unit.start]
        owner = named[-1] if named else None
        if owner is None and parent is None:
            owner = view.topic(unit.start, ORGS)
            if owner is None and "controllata" not in before:
                owner = talked_of(view, unit.start, ORGS, {unit.name})
        if owner and owner.name != unit.name:
            yield Found(relation, unit, owner, unit.start, unit.end)


def _is_called(before: list[str]) -> bool:
    """Say whether words call what follows a division: "la divisione cloud X", but not "la divisione di X"."""
    at = next((i for i, word in enumerate(before) if word in listed("division")), None)
    others = PREPOSITIONS.keys() | listed("clause") | {",", ";", ".", "c'"}
    return at is not None and not others & set(before) - set(before[:at])


def _whole(view: View, unit: Mention) -> Mention | None:
    """Return the institution whose office or laboratory is named: "l'Osservatorio X del Politecnico di Milano"."""
    if unit.text.split()[0].lower() not in listed("unit") or " " not in unit.text:
        return None
    after = view.names((unit.end, view.sentence(unit.start)[1]), ORGS)
    owned = after and view.role(after[0]) == "di" and len(view.lower(unit.end, after[0].start)) <= 1
    return after[0] if owned else None


def _is_apposed(view: View, unit: Mention) -> bool:
    """Say whether a name is a division of somebody not named: "X, la divisione che produce", "X, il ramo cloud"."""
    after = view.after(unit.end, 4)
    if after[:1] != [","] or len(after) < 4 or after[1] not in ARTICLES or unit.kind == "product":
        return False
    return after[2] in listed("division") - {"controllata"} and PREPOSITIONS.get(after[3]) != "di"


def _group_in_parenthesis(view: View, unit: Mention) -> Mention | None:
    if view.text[unit.end : unit.end + 2] != " (" or unit.kind == "product":
        return None
    inside = view.ctx.parenthesis(unit.end + 2)
    if inside is None:
        return None
    owners = view.names(inside, ORGS)
    words = view.lower(*inside)
    return owners[0] if len(owners) == 1 and words[:1] == ["gruppo"] and len(words) <= 4 else None


def _of_arm(view: View, unit: Mention) -> Mention | None:
    """Return whose arm a name is called: "X, il braccio di venture capital di Y", "X (il fondo di Y)"."""
    after = view.names((unit.end, view.sentence(unit.start)[1]))
    if not after or after[0].kind not in ORGS or after[0].how == "anaphor" or unit.kind == "product":
        return None
    gap = view.lower(unit.end, after[0].start)
    called = gap[:1] in ([","], ["("]) and 3 < len(gap) <= 8 and gap[1] in ARTICLES
    arm = called and gap[2] in listed("arm") and PREPOSITIONS.get(gap[-1]) == "di" and not {",", "che"} & set(gap[1:])
    return after[0] if arm else None


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
