"""Find relations by phrases whose names stand in a known order: "nel capitale di Y è entrato X", "X fa tremare Y"."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from extract.claims.patterns import Match
from extract.records import Mention
from extract.relations.arguments import antecedent, relative
from extract.relations.fillers import listed_before
from extract.relations.frame import Frame, wordings
from extract.relations.reference import besides_of, talked_of
from extract.relations.rules import Found
from extract.relations.sides import apposed_to, objects_behind, subjects_before
from extract.relations.view import View
from extract.relations.vocabulary import listed

LOOSE = 3  # words between a subject and a phrase
OPENING = 5  # words before a phrase whose subject comes after it: "Dopo aver messo le mani su Y, X"


def find_by_wording(view: View) -> Iterator[Found]:
    """Yield the relations that a phrase of ``wordings.tsv`` tells of the names in its places."""
    for match in view.matches(wordings()):
        tried = match.entry.relation != "competes_with" and listed("attempt") & set(view.before(match.start, 3))
        if match.end > view.sentence(match.start)[1] or tried:
            continue
        needs = match.entry.needs
        near = {*view.before(match.start, 8), *view.after(match.end, 12)}
        if (needs and not listed(needs) & near) or view.denied(match.start, match.end):
            continue
        for one, other in _pairs(view, match):
            of_house = match.entry.relation == "supplies" and view.ctx.parent(one.name) == other.name
            if one.name != other.name and not of_house and view.ctx.parent(other.name) != one.name:
                spans = [m for m in (one, other) if abs(m.start - match.start) < 400]
                start, end = min([match.start, *(m.start for m in spans)]), max([match.end, *(m.end for m in spans)])
                yield Found(match.entry.relation, one, other, start, end, (match.start, match.end), confidence=0.65)


def _pairs(view: View, match: Match[Frame]) -> list[tuple[Mention, Mention]]:
    """Return the names of both places; of a place that only the other gives, those of whom the text speaks."""
    frame = match.entry
    kinds = frame.subject_kinds - {"unknown"}, frame.object_kinds - {"unknown"}
    first, second = frame.subject, frame.object
    if second == ("each",):
        group = _fill(view, match, first, kinds[0], ())
        return [(group[0], other) for other in group[1:]]
    ends: list[list[Mention]] = [[], []]
    order = (1, 0) if first[0][0] in "~?" or (second[0][0] == ">" and "bare" in first[0]) else (0, 1)
    for index in order:
        taken = {m.name for m in ends[1 - index]}
        passing = {place[1:].rstrip("!") for place in (second, first)[index] if place[0] == ">"}
        ends[index] = _fill(view, match, (first, second)[index], kinds[index], taken, passing, ends[1 - index])
    return [(one, other) for one in ends[0] for other in ends[1]]


def _fill(
    view: View,
    match: Match[Frame],
    wanted: tuple[str, ...],
    kinds: frozenset[str],
    taken: Collection[str],
    passing: Collection[str] = (),
    others: list[Mention] | None = None,
) -> list[Mention]:
    """Return the names of the first place that has any.

    ``<role`` is before the phrase, ``<,`` the name that it is apposed to, ``>role`` after it (``>role!`` at once),
    ``~`` whom the clause around it is about, ``?`` whom the text is about.
    """
    for place in wanted:
        side, role = place[0], place[1:]
        if side == "<" and role == ",":
            found = apposed_to(view, match.start, kinds)
            if found and view.lower(match.start, match.end)[0].startswith(("entramb", "tutt")):
                found = listed_before(view, found[0], kinds)
        elif side == "<" and role == "bare":
            found = _subject(view, match, kinds, others or [])
        elif side == "<":
            found = _before(view, match, role, kinds)
        elif side == ">":
            found = objects_behind(view, match.end, {role.rstrip("!")}, kinds, taken, passing)
            if found and role.endswith("!") and view.reach(match.end, view.phrase(found[0]).start) > 0:
                found = []
        elif side == "~":
            found = _clause(view, match, kinds, taken, others or [])
        else:
            meant = None if set(taken) == set() else talked_of(view, match.start, kinds, besides_of(view, match.start))
            found = [meant] if meant is not None else []
        found = [m for m in found if m.name not in taken]
        if found:
            return found
    return []


def _subject(view: View, match: Match[Frame], kinds: frozenset[str], others: list[Mention]) -> list[Mention]:
    """Return whom a phrase is said of: before it, before its "che", or after the clause that it opens."""
    that = relative(view, match.start)
    if that is not None:
        head = antecedent(view, that, kinds)
        if head is not None:
            return [head]
        if not view.in_name(that - 2):
            return []
    found = subjects_before(view, match.start, kinds, LOOSE)
    start, end = view.sentence(match.start)
    if found or view.names((start, match.start)):
        return found
    opening = view.lower(start, match.start)
    last = max([match.end, *(m.end for m in others)])
    after = [m for m in view.names((last, end)) if view.role(m) == "bare"][:1]
    if len(opening) <= OPENING and after and after[0].kind in kinds:
        gap = view.lower(last, view.phrase(after[0]).start)
        if gap[-1:] in ([","], [":"]) and len(gap) <= OPENING:
            return [after[0]]
    meant = talked_of(view, match.start, kinds, {m.name for m in others}) if len(opening) <= 2 else None
    return [meant] if meant is not None else []


def _before(view: View, match: Match[Frame], role: str, kinds: frozenset[str]) -> list[Mention]:
    """Return the names of a list before a phrase that a preposition governs: "tra X e Y è guerra", "a X lo procura"."""
    start = view.sentence(match.start)[0]
    for mention in reversed(view.names((start, match.start))):
        far = view.reach(mention.end, match.start) > OPENING or (listed("stop") | {",", "e"}) & set(
            view.lower(mention.end, match.start)
        )
        if far:
            return []
        if role in {view.role(mention), "any"} and mention.kind in kinds:
            group = [m for m in view.names((start, match.start), kinds) if view.role(m) == view.role(mention)]
            return listed_before(view, mention, kinds) if len(group) > 1 else [mention]
    return []


def _clause(
    view: View, match: Match[Frame], kinds: frozenset[str], taken: Collection[str], others: list[Mention]
) -> list[Mention]:
    """Return whom the clause around "sua controllata" is about: its subject before, else after it, else the text's."""
    start, end = view.sentence(match.start)
    first = min([match.start, *(m.start for m in others)])
    before = [m for m in view.names((start, first), kinds) if view.role(m) == "bare" and m.name not in taken]
    if before:
        return before[-1:]
    last = max([match.end, *(m.end for m in others)])
    after = view.names((last, end), kinds)[:1]
    if after and view.role(after[0]) == "bare" and "," in view.before(view.phrase(after[0]).start, 1):
        return after
    if view.names((start, first), kinds):
        return []
    meant = talked_of(view, match.start, kinds, {*taken, *besides_of(view, match.start)})
    return [meant] if meant is not None else []
