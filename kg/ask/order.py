"""Lists, counts, the most and the least, and which of two."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

from extract.metrics import load_scheme
from kg.ask.answer import Answer
from kg.ask.graph import Graph, canonical, described
from kg.ask.lexicon import data
from kg.ask.lookup import flows, single
from kg.ask.match import Match, match, nominal, same_thing
from kg.ask.moments import grain_of
from kg.ask.outcome import abstain, named_answer
from kg.ask.query import Bound, Name, Query
from kg.figures import Figure

_OWNERS = ("organisation", "institution", "person", None)
"""Kinds that can own a cluster; None for a name that no table knows."""

_SUBJECTS = {
    "organisation": ("organisation", "institution"),
    "model": ("model", "model_family"),
    "chip": ("chip",),
    "person": ("person",),
}


def owners_of_described(query: Query, graph: Graph) -> Answer:
    """Answer who has a thing that is called by its size: who operates it, or has as many chips."""
    thing = query.described[0]
    facts = [
        f for f in (*graph.facts("operates"), *graph.facts("develops"))
        if f.relation.status != "rumoured"
        and (other := described(f.relation.object)) and same_thing(thing, other, graph)
    ]  # fmt: skip
    entities = {canonical(f.relation.subject): f.relation.subject for f in facts}
    figures: list[Figure] = []
    if thing.unit == "1":
        asked = replace(
            query, names=_chips(thing.of), described=(), bounds=(Bound("equal", thing.number),), relation=None
        )
        found = _about_anyone(asked, graph, ("accelerator_count",))
        exact = [m for m in found if m.claim.hedge in ("exact", "about", "almost")] or found
        for m in exact:
            owner = _owner(m.figure, graph)
            if owner and graph.kind(owner) in _OWNERS:
                entities.setdefault(canonical(owner), owner)
                figures.append(m.figure)
    if not entities:
        return abstain(query, graph, "no_figure")
    surest = max([f.relation.confidence for f in facts] + [f.claim.confidence for f in figures])
    return named_answer(query, graph, list(entities.values()), surest, figures=figures, facts=facts)


def listing(query: Query, graph: Graph) -> Answer:
    """Answer with all subjects whose figure passes the question's bounds."""
    query = _with_chips(query, graph)
    if not query.metrics or not query.bounds:
        return abstain(query, graph, "not_understood")
    found = _about_anyone(query, graph, query.metrics[0])
    entities: dict[str, str] = {}
    figures: list[Figure] = []
    for m in found:
        owner = _owner(m.figure, graph)
        if owner is None or not _wanted(owner, query, graph) or m.confidence < data("settings")["least"]:
            continue
        entities.setdefault(canonical(owner), owner)
        figures.append(m.figure)
    if query.operation == "count" and found:
        return named_answer(
            query, graph, list(entities.values()), 0.7, figures=figures, value=Decimal(len(entities)), unit="1"
        )
    if not entities:
        return abstain(query, graph, "no_figure")
    return named_answer(
        query, graph, list(entities.values()), min(f.claim.confidence for f in figures), figures=figures
    )


def rank(query: Query, graph: Graph) -> Answer:
    """Answer with the subject that has most or least; only among figures that can be compared."""
    query = replace(_with_chips(query, graph), status=query.status or "actual")
    if not query.metrics:
        return abstain(query, graph, "not_understood")
    owners = [n for n in query.names if any(graph.kind(x) in ("organisation", "institution") for x in n.names)]
    asked = replace(query, names=tuple(n for n in query.names if n not in owners))
    for tier in query.metrics:
        found = [m for m in _about_anyone(asked, graph, tier) if _wanted(m.claim.subject or "", query, graph)]
        found = [m for m in found if not owners or _made_by(m.claim.subject, owners, graph)]
        found = [m for m in found if not (m.claim.of and m.score < 0.7)]
        if found:
            return _extreme(query, graph, found)
    return abstain(query, graph, "no_figure")


def _extreme(query: Query, graph: Graph, found: Sequence[Match]) -> Answer:
    latest: dict[str, Match] = {}
    for m in sorted(found, key=lambda m: (_day(m), m.confidence)):
        latest[canonical(m.claim.subject or "")] = m
    rows = list(latest.values())
    near = [m.figure for m in rows]
    if len(rows) < 2:
        return abstain(query, graph, "no_figure", nearest=near)
    if len({m.claim.unit for m in rows}) > 1 or len({m.claim.per for m in rows}) > 1:
        return abstain(query, graph, "incompatible_figures", nearest=near)
    if not query.periods and rows[0].claim.metric in flows() and len({grain_of(m.claim.period) for m in rows}) > 1:
        return abstain(query, graph, "incompatible_figures", nearest=near)
    sign = -1 if query.direction < 0 else 1
    rows.sort(key=lambda m: -sign * (nominal(m.claim) or Decimal(0)))
    first, second = nominal(rows[0].claim), nominal(rows[1].claim)
    if first is None or second is None or first == second or not _surely(rows[0], rows[1], sign):
        return abstain(query, graph, "incompatible_figures", nearest=near)
    name = rows[0].claim.subject or ""
    return named_answer(query, graph, [name], rows[0].confidence * 0.95, figures=[m.figure for m in rows[:10]])


def _surely(best: Match, other: Match, sign: int) -> bool:
    """Return whether the wording leaves no doubt which is more: "oltre 5" is more than 4, but perhaps than 6."""
    if sign > 0:
        reach = other.claim.high if other.claim.hedge != "over" else nominal(other.claim)
        floor = best.claim.low if best.claim.low is not None else nominal(best.claim)
        return (
            reach is not None
            and floor is not None
            and (floor > reach or (floor == reach and best.claim.hedge == "over"))
        )
    reach = other.claim.low if other.claim.low is not None else nominal(other.claim)
    ceiling = best.claim.high if best.claim.high is not None else nominal(best.claim)
    return reach is not None and ceiling is not None and ceiling < reach


def compare(query: Query, graph: Graph) -> Answer:
    """Answer which of the named has more, or less."""
    query = _with_chips(query, graph)
    chips = [n for n in query.names if any(graph.kind(x) == "chip" for x in n.names)]
    others = [n for n in query.names if n not in chips]
    unknown = next((n for n in others if not n.known), None)
    if unknown:
        return abstain(query, graph, "no_such_entity", about=unknown.text)
    found: list[Match] = []
    for name in others:
        one = single(query, graph, names=(replace(name, slot="subject"), *chips), operation="lookup", answer_kinds=())
        if one is None:
            return abstain(query, graph, "no_figure", about=name.text, nearest=[m.figure for m in found])
        found.append(one)
    if len(found) < 2:
        return abstain(query, graph, "not_understood")
    if len({m.claim.unit for m in found}) > 1:
        return abstain(query, graph, "incompatible_figures", nearest=[m.figure for m in found])
    sign = -1 if query.direction < 0 else 1
    found.sort(key=lambda m: (-sign * (nominal(m.claim) or Decimal(0)), m.claim.hedge != "over"))
    if not _surely(found[0], found[1], sign):
        return abstain(query, graph, "incompatible_figures", nearest=[m.figure for m in found])
    winner = found[0].claim.subject or ""
    return named_answer(query, graph, [winner], found[0].confidence * 0.95, figures=[m.figure for m in found])


def _about_anyone(query: Query, graph: Graph, metrics: Sequence[str]) -> list[Match]:
    """Return the figures that fit whatever their subject is; names narrow what is counted."""
    found = []
    for figure in graph.figures(metrics):
        claim = figure.claim
        if claim.subject is None or claim.kind not in ("level", "share"):
            continue
        # The subject is what is asked for: it stands in for a name of the question.
        anyone = Name(claim.subject, (claim.subject,), "subject", 0)
        one = match(figure, replace(query, names=(anyone, *query.names), answer_kinds=()), graph)
        if one.score > 0:
            found.append(one)
    return found


def _owner(figure: Figure, graph: Graph) -> str | None:
    """Return who a figure is about; for a cluster, who operates it."""
    subject = figure.claim.subject
    if subject is None or graph.kind(subject) not in ("cluster", "supercomputer"):
        return subject
    for predicate in ("operates", "develops"):
        for fact in graph.facts(predicate):
            if fact.relation.object == subject:
                return fact.relation.subject
    return None if described(subject) else subject


def _wanted(name: str, query: Query, graph: Graph) -> bool:
    kinds = [k for k in query.answer_kinds if k in _SUBJECTS]
    if not kinds:
        return True
    kind = graph.kind(name)
    if kind is None:  # a name that no table knows is what its figure is usually said of
        said_of = [load_scheme()[metric].subjects[0] for tier in query.metrics for metric in tier]
        return bool(set(kinds) & {*said_of, "organisation"})
    return any(kind in _SUBJECTS[k] for k in kinds)


def _made_by(name: str | None, owners: Sequence[Name], graph: Graph) -> bool:
    makers = [f.relation.subject for p in ("develops", "releases") for f in graph.facts(p) if f.relation.object == name]
    return all(any(graph.same(maker, owner.names) for maker in makers) for owner in owners)


def _with_chips(query: Query, graph: Graph) -> Query:
    """Read "più di 50.000 H100" as a count of chips where no metric is named."""
    if query.metrics or not any(any(graph.kind(x) == "chip" for x in n.names) for n in query.names):
        return query
    return replace(query, metrics=(("accelerator_count",),))


def _chips(names: Sequence[str]) -> tuple[Name, ...]:
    return (Name(names[0], tuple(names), "subject", 0),) if names else ()


def _day(found: Match) -> date:
    period = found.claim.period
    return (period.end if period and period.end else None) or found.figure.published or date.min
