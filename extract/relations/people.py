"""Find offices that relative clauses tell: "Y, che di X è direttore", "X, di cui Y è presidente", "che la dirige"."""

from __future__ import annotations

from collections.abc import Iterator

from extract.claims.patterns import Match
from extract.records import Mention
from extract.relations.offices import offices
from extract.relations.reference import talked_of
from extract.relations.rules import Found
from extract.relations.view import View
from extract.relations.vocabulary import ARTICLES, MADE, ORGS, listed

NAMED = ORGS | {"product"}
PASSED = frozenset(("e", "ed", "anche", "stato", "stata", "oggi", "pure", "tuttora", "ancora"))
WHERE = ([",", "dove"], ["dove"], [",", "in", "cui"])
RELATIVES = (["di", "cui"], ["del", "quale"], ["della", "quale"])


def find_offices_in_clauses(view: View) -> Iterator[Found]:
    """Yield offices whose company a relative clause names, or that a relative clause says of a company."""
    for match in view.matches(offices()):
        verb = _verb(view, match)
        if verb is None:
            continue
        for person, org in _after(view, match, verb) or _ends(view, verb):
            start, end = min(person.start, org.start), match.end
            span = (match.start, match.end)
            if match.entry == "founder":
                yield Found("founded", person, org, start, end, span)
            else:
                role = match.entry if match.entry != "leader" else "ceo"
                yield Found("role", person, org, start, end, span, role)
    yield from _each(view)
    yield from _at_work(view)
    yield from _led(view)


def _each(view: View) -> Iterator[Found]:
    """Yield "X e Y, rispettivamente ceo e cto (di Alfa)": the offices in turn, of the firm named or talked of."""
    for word in view.cues({"rispettivamente"}):
        start, end = view.sentence(word.start)
        people = view.names((start, word.start), {"person"})
        told = view.matches(offices()).within(word.end, end)
        group = [m for m in people if people and (m in view.joined(people[-len(told) :][0], people, {"person"}))]
        if len(told) < 2 or len(group) != len(told) or len(view.lower(group[-1].end, word.start)) > 2:
            continue
        after = view.names((told[-1].end, end), ORGS)
        named = [m for m in after if view.role(m) == "di" and view.reach(told[-1].end, m.start) <= 3]
        opened = [m for m in view.names((told[-1].end, end), NAMED) if view.role(m) == "bare"]
        before = [m for m in view.names((start, group[0].start), ORGS) if view.role(m) == "bare"]
        near = named or before or opened
        org = near[0] if near else talked_of(view, start, ORGS)
        for person, office in zip(group, told, strict=True):
            if org is not None and office.entry != "founder":
                span = (office.start, office.end)
                yield Found("role", person, org, min(person.start, org.start), office.end, span, office.entry)


def _verb(view: View, match: Match[str]) -> int | None:
    """Return where the "è" before an office begins: "è il", "è stata la", "è cofondatore e"."""
    titles = {word for office in _titles(view, match) for word in office}
    for word in reversed(view.ctx.words_before(match.start, 9)):
        if word.lower in {"è", "era", "resta", "rimane", "fu", "sarà", "diventa", "diventerà"}:
            return word.start
        passed = word.lower in ARTICLES | PASSED | listed("adjective")
        if not passed and word.lower not in titles:
            return None
    return None


def _after(view: View, match: Match[str], verb: int) -> list[tuple[Mention, Mention]]:
    """Return person and company of "X, di cui è presidente Y", where the person comes after the office."""
    names = view.names((view.sentence(verb)[0], verb), NAMED)
    after = view.names((match.end, view.sentence(verb)[1]))
    if not names or not after or after[0].kind != "person" or view.lower(match.end, after[0].start):
        return []
    gap = view.lower(names[-1].end, verb)
    return [(after[0], names[-1])] if gap[:1] == [","] and gap[1:] in RELATIVES else []


def _titles(view: View, match: Match[str]) -> list[list[str]]:
    start = view.sentence(match.start)[0]
    return [view.lower(m.start, m.end) for m in view.matches(offices()).starting(start, match.start)]


def _ends(view: View, verb: int) -> list[tuple[Mention, Mention]]:
    """Return person and company of "Y, che di X è …", "X, di cui Y è …" and "X, di cui è …"."""
    start = view.sentence(verb)[0]
    names = view.names((start, verb))
    if not names:
        return []
    last = names[-1]
    gap = view.lower(last.end, verb)
    if last.kind in NAMED and gap in WHERE:  # "Y ha lasciato X, dove era vicepresidente"
        people = [m for m in names[:-1] if m.kind == "person" and view.role(m) == "bare"]
        person = people[-1] if people else talked_of(view, start, {"person"})
        return [(person, last)] if person else []
    if last.kind in NAMED and view.role(last) == "di" and len(gap) <= 1 and len(names) > 1:
        begin = view.phrase(last).start
        words = view.ctx.words_before(begin, 3)
        that = words[-2:-1] if words and words[-1].lower not in {"che"} else words[-1:]
        if that and that[0].lower == "che":
            people = [m for m in names[:-1] if m.kind == "person" and m.end <= that[0].start]
            near = people and view.lower(people[-1].end, that[0].start).count(",") <= 2
            return [(people[-1], last)] if near else []
        return []
    if last.kind == "person" and len(gap) <= 1:
        before = view.before(view.phrase(last).start, 2)
        orgs = [m for m in names[:-1] if m.kind in NAMED and m.end <= last.start]
        if before in RELATIVES and orgs and view.lower(orgs[-1].end, last.start)[:1] == [","]:
            return [(last, orgs[-1])]
        return []
    if last.kind in NAMED and gap[:1] == [","] and gap[1:3] in RELATIVES and len(gap) <= 4:
        people = [m for m in names[:-1] if m.kind == "person" and view.role(m) == "bare"]
        person = people[-1] if people else talked_of(view, start, {"person"})
        return [(person, last)] if person else []
    return []


def _at_work(view: View) -> Iterator[Found]:
    """Yield "Y, che per X segue …", "Y, che all'X coordina …": what somebody does there."""
    for person in view.ctx.mentions:
        if person.kind != "person" or view.after(person.end, 2) != [",", "che"]:
            continue
        following = view.names((person.end, view.sentence(person.start)[1]), ORGS)
        if not following or view.role(following[0]) not in {"per", "a", "in"}:
            continue
        org = following[0]
        if len(view.lower(person.end, view.phrase(org).start)) > 3:
            continue
        after = view.after(org.end, 4)
        if any(word.startswith(tuple(listed("working"))) for word in after):
            yield Found("role", person, org, person.start, org.end, role="other", confidence=0.6)


def _led(view: View) -> Iterator[Found]:
    """Yield "Y, che la dirige", "Y, che dirige l'ufficio stampa di X", "Y, che gestisce i fondi di X"."""
    for person in view.ctx.mentions:
        if person.kind != "person":
            continue
        after = view.after(person.end, 5)
        if after[:2] != [",", "che"] or len(after) < 4:
            continue
        bound = after[2] in {"la", "lo", "ne"}
        verb = after[3] if bound else after[2]
        role = _office(verb)
        if role is None:
            continue
        if bound:
            org = talked_of(view, person.start, NAMED)
            if org is not None:
                yield Found("role", person, org, person.start, person.end, role=role, confidence=0.6)
            continue
        following = view.names((person.end, view.sentence(person.start)[1]), NAMED)
        if not following or following[0].kind in MADE:
            continue
        org = following[0]
        gap = view.lower(person.end, view.phrase(org).start)
        if view.role(org) == "di" and len(gap) <= 8 and "," not in gap[1:]:
            unit = set(gap) & (listed("unit") | listed("division"))
            yield Found(
                "role", person, org, person.start, org.end, role="director" if unit and role != "other" else "other"
            )


def _office(verb: str) -> str | None:
    if verb.startswith(("guid", "amministra", "conduc")):
        return "ceo"
    if verb.startswith("dirig"):
        return "director"
    if verb.startswith("presied"):
        return "president"
    return "other" if verb.startswith(("gestisc", "cura", "segu", "coordina")) else None
