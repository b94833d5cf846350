"""Derived answers: the inputs are looked up like questions of their own, the registry's formula does the rest."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from corpus.errors import CifreError
from extract.records import Period
from kg.ask.answer import Answer
from kg.ask.graph import Graph
from kg.ask.lookup import candidates, lookup, single
from kg.ask.match import Match, match, nominal
from kg.ask.moments import grain_of, overlap
from kg.ask.outcome import abstain, derived_answer
from kg.ask.query import Asked, Name, Query
from kg.calc import derive, formula

_RATIOS = {
    "power": ("power-ratio",),
    "accelerator_count": ("accelerators-ratio", "accelerators-ratio-between"),
    "parameter_count": ("parameters-ratio",),
    "active_parameter_count": ("parameters-ratio",),
}
"""Formulas of the registry for "how many times", by metric."""


def calculate(query: Query, graph: Graph) -> Answer:
    """Return the answer to a question for a derived figure."""
    plain = replace(query, operation="lookup", formula=None, unit=None)
    unknown = next((n for n in query.names if not n.known), None)
    if unknown:
        return abstain(query, graph, "no_such_entity", about=unknown.text)
    answer = {
        "power-per-accelerator": _per_accelerator,
        "cost-per-accelerator": _cost_per_accelerator,
        "times": _times,
        "implied-prior-value": _implied_prior,
        "difference": _difference,
        "share-of-plan": _share_of_plan,
        "yearly-energy": _yearly_energy,
        "annualised": _annualised,
        "revenue-per-user": _revenue_per_user,
    }[query.formula or ""](plain, graph)
    if answer is not None:
        return replace(answer, query=query)
    near = [f for tier in query.metrics[:1] for f in candidates(plain, graph, tier)] if query.names else []
    return abstain(query, graph, "no_figure", nearest=near)


def _derived(query: Query, graph: Graph, names: Sequence[str], inputs: Mapping[str, Match]) -> Answer | None:
    """Return the result of the first formula that takes the inputs."""
    for name in names:
        try:
            result = derive(
                formula(name),
                {k: m.claim for k, m in inputs.items()},
                iris={m.claim: m.figure.iri for m in inputs.values()},
            )
        except CifreError:
            continue
        return derived_answer(query, graph, result, [m.figure for m in inputs.values()])
    return None


def _per_accelerator(query: Query, graph: Graph) -> Answer | None:
    chips, others = _split(query, graph)
    names = tuple(others) if others else () if query.described else chips
    power = single(query, graph, metrics=(("power",),), names=names, per=None, kind=None)
    if power is None:
        return None
    answer = _derived(query, graph, ["power-per-accelerator"], {"power": power})
    if answer or not others:
        return answer
    count = single(query, graph, metrics=(("accelerator_count",),), names=(*others, *chips), per=None, kind=None)
    if count is None or not _told_together(power, count):
        return None
    return _derived(query, graph, ["power-per-accelerator-counted"], {"power": power, "count": count})


def _told_together(one: Match, other: Match) -> bool:
    """Say whether one sentence states both figures: apart, they may be of two plants of one owner."""
    return one.claim.article == other.claim.article and one.claim.evidence.sentence == other.claim.evidence.sentence


def _cost_per_accelerator(query: Query, graph: Graph) -> Answer | None:
    chips, others = _split(query, graph)
    cost = single(
        query,
        graph,
        metrics=(("cost",), ("capital_expenditure",), ("investment",)),
        names=tuple(others),
        per=None,
        kind=None,
    )
    if cost is None:
        return None
    answer = _derived(query, graph, ["cost-per-accelerator"], {"cost": cost})
    if answer or not others:
        return answer
    count = single(query, graph, metrics=(("accelerator_count",),), names=(*others, *chips), per=None, kind=None)
    if count is None or not _told_together(cost, count):
        return None
    return _derived(query, graph, ["cost-per-accelerator-counted"], {"cost": cost, "count": count})


def _times(query: Query, graph: Graph) -> Answer | None:
    """Return a ratio that somebody states, else the ratio of two figures."""
    stated = lookup(replace(query, kind="ratio"), graph)
    if stated.answered:
        return stated
    chips, others = _split(query, graph)
    things: list[Query] = [replace(query, described=(thing,), names=()) for thing in query.described]
    shared: list[Name] = []
    if len(others) + len(things) > 2:
        shared = [n for n in others if n.slot == "subject" and not any(graph.kind(x) == "model" for x in n.names)][:1]
    things += [
        replace(query, described=(), names=(replace(n, slot="target" if n.slot == "vs" else n.slot), *shared, *chips))
        for n in others
        if n not in shared
    ]
    if len(things) != 2:
        return None
    for tier in query.metrics:
        for metric in tier:
            if metric not in _RATIOS:
                continue
            found = [single(thing, graph, kind=None, metrics=((metric,),)) for thing in things]
            if found[0] is None or found[1] is None:
                continue
            high, low = sorted((found[0], found[1]), key=lambda m: -(nominal(m.claim) or 0))
            for names in (("larger", "smaller"), ("more", "fewer")):
                answer = _derived(query, graph, _RATIOS[metric], dict(zip(names, (high, low), strict=True)))
                if answer:
                    return answer
    return None


def _implied_prior(query: Query, graph: Graph) -> Answer | None:
    loose = replace(query, periods=(), kind=None, status=None, direction=0, residue=())
    for tier in query.metrics:
        levels = _fitting(loose, graph, tier)
        changes = _fitting(replace(loose, kind="change"), graph, tier)
        for change in changes:
            if query.periods and not _against(change, query.periods):
                continue
            for level in levels:
                if level.claim.period is None or level.claim.period != change.claim.period:
                    continue
                answer = _derived(query, graph, ["implied-prior-value"], {"level": level, "growth": change})
                if answer:
                    return answer
    return None


def _against(change: Match, periods: Sequence[Asked]) -> bool:
    """Return whether a change is measured against one of the times asked about."""
    start, _, end = (change.claim.vs or "").partition("/")
    try:
        asked = Asked(date.fromisoformat(start), date.fromisoformat(end), "span", "")
    except ValueError:
        return False
    return any(overlap(Period(p.start, p.end), asked) > 0.8 for p in periods)


def _difference(query: Query, graph: Graph) -> Answer | None:
    """Return the difference of two levels of one thing at two times."""
    loose = replace(query, periods=(), kind=None, status=None, direction=0, residue=())
    for tier in query.metrics:
        levels = [m for m in _fitting(loose, graph, tier) if m.claim.period]
        pairs = _two_times(levels, query.periods)
        for earlier, later in pairs:
            answer = _derived(query, graph, ["difference-between-levels"], {"later": later, "earlier": earlier})
            if answer:
                return answer
    return None


def _two_times(levels: Sequence[Match], periods: Sequence[Asked]) -> list[tuple[Match, Match]]:
    if len(periods) == 1 and periods[0].grain == "span":
        span = periods[0]
        firsts = [m for m in levels if m.claim.period and m.claim.period.start == span.start]
        lasts = [m for m in levels if m.claim.period and m.claim.period.end == span.end]
    elif len(periods) == 2:
        ordered = sorted(periods, key=lambda p: p.start or date.min)
        firsts, lasts = ([m for m in levels if m.claim.period and overlap(m.claim.period, p) > 0.9] for p in ordered)
    else:
        return []
    return [
        (a, b) for a in firsts for b in lasts if grain_of(a.claim.period) == grain_of(b.claim.period) and a is not b
    ]


def _share_of_plan(query: Query, graph: Graph) -> Answer | None:
    loose = replace(query, kind=None, status=None, residue=(), direction=0, per=None)
    quarters = tuple(p for p in query.periods if p.grain in ("quarter", "half", "month"))
    if len(quarters) != 1:
        return None
    for tier in query.metrics:
        for metric in tier:
            parts = _fitting(replace(loose, periods=quarters, status="actual"), graph, (metric,))
            plans = _fitting(replace(loose, periods=(), status="planned"), graph, (metric,))
            for part in parts:
                for plan in plans:
                    answer = _derived(query, graph, ["share-of-year-plan"], {"part": part, "plan": plan})
                    if answer:
                        return answer
    return None


def _yearly_energy(query: Query, graph: Graph) -> Answer | None:
    stated = lookup(replace(query, metrics=(("energy",),)), graph)
    if stated.answered:
        return stated
    return yearly_energy(query, graph)


def yearly_energy(query: Query, graph: Graph) -> Answer | None:
    """Return a year's energy of a power that is stated."""
    power = single(query, graph, metrics=(("power",),), per=None, periods=(), kind=None, unit=None)
    return _derived(query, graph, ["yearly-energy"], {"power": power}) if power else None


def _annualised(query: Query, graph: Graph) -> Answer | None:
    found = single(query, graph, kind=None)
    return _derived(query, graph, ["annualised-rate"], {"quarter": found}) if found else None


def _revenue_per_user(query: Query, graph: Graph) -> Answer | None:
    revenue = single(query, graph, metrics=(("revenue",),), kind=None, per=None)
    users = single(query, graph, metrics=(("users",),), kind=None, periods=(), per=None)
    if revenue is None or users is None:
        return None
    return _derived(query, graph, ["revenue-per-user"], {"revenue": revenue, "users": users})


def growth(query: Query, graph: Graph) -> Answer | None:
    """Return the growth between two levels a year apart, where no change is stated."""
    if query.unit == "money":
        return None
    loose = replace(query, kind=None, status=None, direction=0, residue=(), unit=None)
    for tier in query.metrics:
        later = _fitting(loose, graph, tier) if query.periods else []
        earlier = [m for m in _fitting(replace(loose, periods=()), graph, tier) if m.claim.period]
        for a in later:
            for b in earlier:
                answer = _derived(query, graph, ["growth-between-levels"], {"later": a, "earlier": b})
                if answer and (answer.value or 0) * (query.direction or 1) > 0:
                    return answer
    return None


def _fitting(query: Query, graph: Graph, metrics: Sequence[str]) -> list[Match]:
    found = [match(figure, query, graph) for figure in candidates(query, graph, metrics)]
    kept = [m for m in found if m.score > 0.5]
    return sorted(kept, key=lambda m: (-m.confidence, -(m.figure.published or date.min).toordinal()))


def _split(query: Query, graph: Graph) -> tuple[tuple[Name, ...], list[Name]]:
    """Return the chips that are named, and the other names."""
    chips = tuple(n for n in query.names if any(graph.kind(x) == "chip" for x in n.names))
    return chips, [n for n in query.names if n not in chips and n.slot != "source"]
