"""Find who holds an office and who founded what by a title: "il ceo di X, Y", "Y, ceo di X", "il fondatore Y"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

from extract.claims.patterns import Match, PatternTable
from extract.records import Mention
from extract.relations.affiliations import find_affiliations, find_guidance, known_office
from extract.relations.employers import appointing, employer_after, government_of, guess_employer, having
from extract.relations.ministries import find_ministry
from extract.relations.office_holders import holder_of_clause, holders_beside, known_holder, may_hold, spoken_of
from extract.relations.rules import Found
from extract.relations.view import View
from extract.relations.vocabulary import PREPOSITIONS, read_rows

STANDING = {"office", "description", "anaphor"}
"""How phrases are found that stand for a person: "l'ad di X ha detto"."""


@lru_cache(maxsize=1)
def offices() -> PatternTable[str]:
    """Return the offices of ``roles.tsv``, to be found in a text."""
    return PatternTable([(pattern, role) for pattern, role in read_rows("roles.tsv")])


def find_roles(view: View) -> Iterator[Found]:
    """Yield offices and founders, those whose company is named first: they rule out a guess for the same person."""
    stated: set[tuple[str, str]] = set()
    guessed: list[Found] = []
    for match in view.matches(offices()):
        for item, is_stated in _read_office(view, match):
            if is_stated:
                stated.add((item.subject.name, item.role or item.relation))
                yield item
            else:
                guessed.append(item)
    for item in find_guidance(view):
        stated.add((item.subject.name, item.role or ""))
        yield item
    for item in find_affiliations(view):
        if item.subject.name not in {name for name, _ in stated}:
            yield item
    yield from (item for item in guessed if (item.subject.name, item.role or item.relation) not in stated)


def _read_office(view: View, match: Match[str]) -> Iterator[tuple[Found, bool]]:
    sentence = view.sentence(match.start)
    if match.end > sentence[1] or _is_preposition(view, match):
        return
    names = view.names(sentence)
    org, refused = employer_after(view, match, names)
    org = find_ministry(view, match) or org
    if org is not None and org.text == "Consiglio":  # of ministers, which is a country's
        return
    holder = next((m for m in names if m.how in STANDING and m.start <= match.start < m.end), None)
    if holder is not None and holder.kind == "person" and org is not None:
        holder = holder if may_hold(view, holder, org) else known_holder(view, match, org)
        yield from _told(view, match, [holder] if holder else [], org, stated=True)
        return
    people = holders_beside(view, match, names, org)
    if org is None and not people:
        people, org = holder_of_clause(view, match, names)
    if not people and org is not None:
        known = known_holder(view, match, org)
        people = [known] if known else []
    if not people and not refused:
        people = spoken_of(view, match, org)
    if not people:
        return
    stated = org is not None
    if org is None and not refused:
        org = having(view, match, names) or appointing(view, match, people[0], names)
        org = org or government_of(view, match, people[0]) or guess_employer(view, match, people[0])
    if org is None:
        return
    yield from _told(view, match, people, org, stated=stated)


def _told(
    view: View, match: Match[str], people: Sequence[Mention], org: Mention, *, stated: bool
) -> Iterator[tuple[Found, bool]]:
    """Yield the office of each of some people, with whether its company is named with it."""
    sentence = view.sentence(match.start)
    for person in people:
        ends = [m for m in (person, org if stated else person) if sentence[0] <= m.start < sentence[1]]
        start, end = min([match.start, *(m.start for m in ends)]), max([match.end, *(m.end for m in ends)])
        if match.entry == "founder":
            yield Found("founded", person, org, start, end, (match.start, match.end)), stated
        else:
            role = match.entry if match.entry != "leader" else known_office(view, person, org) or "ceo"
            if (
                view.lower(match.start, match.end) == ["capo"]
                and stated
                and view.lower(match.end, view.phrase(org).start)[1:]
            ):
                role = "other"  # "capo della sicurezza di X"
            yield Found("role", person, org, start, end, (match.start, match.end), role), stated


def _is_preposition(view: View, match: Match[str]) -> bool:
    """Say whether "ad" is no office: "ad Atlanta", but "l'ad", "ad di X", "AD"."""
    if view.text[match.start : match.end] != "ad":
        return False
    before, after = view.before(match.start, 1), view.after(match.end, 1)
    if PREPOSITIONS.get(after[0] if after else "") == "di":
        return False
    return not before or not (before[0].endswith("'") or before[0] in {"ex", "nuovo", "nuova", "attuale", "e", "("})
