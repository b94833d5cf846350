"""Look-ups: the one figure that a question asks for, or why there is none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

from kg.ask.answer import Answer
from kg.ask.graph import Graph
from kg.ask.lexicon import data
from kg.ask.match import Match, match, mentioned, nominal
from kg.ask.moments import grain_of
from kg.ask.outcome import abstain, figure_answer
from kg.ask.query import Query
from kg.figures import Figure

_ORDER = ("kind", "unit", "name", "of", "status", "per", "bound", "residue", "date", "period")
"""Conditions from the first that is checked to the last: what fails last came nearest."""


def candidates(query: Query, graph: Graph, metrics: Sequence[str]) -> list[Figure]:
    """Return the figures of some metrics that name anything that the question names."""
    names = [n for name in query.names if name.slot in ("subject", "target") for n in name.names]
    if (
        query.described
        or not names
        or any(n.slot == "place" for n in query.names)
        or any(graph.kind(n) == "place" for n in names)
    ):
        return graph.figures(metrics)
    runs = [
        fact.relation.object
        for predicate in ("operates", "develops", "uses")
        for fact in graph.facts(predicate)
        if graph.same(fact.relation.subject, names) and graph.kind(fact.relation.object) in ("cluster", "supercomputer")
    ] if "cluster" in query.question.lower() or not graph.figures(metrics, names) else []  # fmt: skip
    return graph.figures(metrics, [*names, *runs])


def matches(query: Query, graph: Graph, metrics: Sequence[str]) -> list[Match]:
    """Return how each candidate fits, the fitting ones first, best first."""
    found = [match(figure, query, graph) for figure in candidates(query, graph, metrics)]
    return sorted(found, key=_preference)


def _preference(found: Match) -> tuple[float, int, float, str, int]:
    return (
        -found.score,
        -_ORDER.index(found.failed) if found.failed else 0,
        -(found.figure.published or date.min).toordinal() - found.claim.confidence,
        found.claim.article,
        found.claim.evidence.start,
    )


def lookup(query: Query, graph: Graph) -> Answer:
    """Return the answer to a question for one figure."""
    missed: list[Match] = []
    for tier in query.metrics:
        found = matches(query, graph, tier)
        fitting = [m for m in found if m.score > 0]
        if fitting:
            answer = choose(query, graph, fitting)
            if answer.answered or len(query.metrics) == 1:
                return answer
            missed += fitting
        missed += [m for m in found if not m.score]
    return _nothing(query, graph, missed)


def choose(query: Query, graph: Graph, fitting: list[Match]) -> Answer:
    """Return the figure that fits best, with what agrees and what does not; an abstention where several are as good."""
    settings = data("settings")
    best_score = max(m.score for m in fitting)
    top = [m for m in fitting if m.score >= best_score - settings["tie"]]
    top = _narrowest(query, top)
    narrowings = {m.claim.of for m in top if m.claim.of and m.claim.metric not in settings["of"]}
    if len(narrowings) > 1 and not all(agree(top[0], m) for m in top[1:]):
        return abstain(query, graph, "ambiguous", nearest=[m.figure for m in top])
    kept = _latest(query, top)
    top = kept or []
    if not top:
        return abstain(query, graph, "ambiguous", nearest=[m.figure for m in fitting])
    top.sort(
        key=lambda m: (-(m.figure.published or date.min).toordinal(), -m.claim.confidence, m.claim.hedge != "exact")
    )
    best = top[0]
    agreeing = [m for m in top[1:] if agree(best, m)]
    others = [m for m in top[1:] if not agree(best, m)]
    confidence = best.confidence
    if others:
        things = {(m.claim.subject, m.claim.metric, m.claim.of, m.claim.for_, m.claim.per) for m in top}
        newest = best.figure.published
        same_day = [m for m in others if m.figure.published == newest or m.claim.article == best.claim.article]
        if len(things) > 1 and not query.periods and _apart(best, others):
            return abstain(query, graph, "ambiguous", nearest=[m.figure for m in top])
        settled = _settled([best, *same_day]) if same_day else best
        if settled is None:
            return abstain(query, graph, "incompatible_figures", nearest=[m.figure for m in top])
        others = [m for m in [best, *others] if m is not settled]
        best = settled
        confidence *= 0.8
    if confidence < settings["least"]:
        return abstain(query, graph, "no_figure", nearest=[m.figure for m in top])
    return figure_answer(query, graph, best, agreeing, others, min(confidence, 1.0))


def _narrowest(query: Query, top: list[Match]) -> list[Match]:
    """Keep the figures of whose narrowing the question says most: "grandi imprese" before "imprese"."""
    said = [mentioned(m.claim.of, query, m.claim.subject)[0] if m.claim.of else 0 for m in top]
    return [m for m, count in zip(top, said, strict=True) if count == max(said)]


def _apart(best: Match, others: Sequence[Match]) -> bool:
    return any(
        (m.claim.of, m.claim.for_, m.claim.subject) != (best.claim.of, best.claim.for_, best.claim.subject)
        for m in others
    )


def _settled(found: list[Match]) -> Match | None:
    """Return the sharpest of figures that one true value could meet, None where no value meets all."""
    if len({m.claim.unit for m in found}) > 1:
        first = min(found, key=lambda m: (m.claim.article, m.claim.evidence.start))
        return _settled([m for m in found if m.claim.unit == first.claim.unit])
    if len(found) == 1:
        return found[0]
    lows = [m.claim.low for m in found if m.claim.low is not None]
    highs = [m.claim.high for m in found if m.claim.high is not None]
    if lows and highs and max(lows) > min(highs):
        surest = sorted(found, key=lambda m: -m.confidence)
        return surest[0] if surest[0].confidence >= 1.6 * surest[1].confidence else None
    exact = [m for m in found if m.claim.hedge == "exact"]
    return exact[0] if exact else found[0]


def _latest(query: Query, top: list[Match]) -> list[Match] | None:
    """Keep the figures of the latest time where none was asked for; None where lengths of time cannot be compared."""
    if query.periods:
        return top
    dated = [m for m in top if m.claim.period is not None]
    if not dated or all(agree(top[0], m) for m in top[1:]):
        return top
    grains = {grain_of(m.claim.period) for m in dated}
    flow = any(m.claim.metric in flows() for m in top)
    if flow and len(grains) > 1:
        return None
    undated = [m for m in top if m.claim.period is None]
    last = max(dated, key=_until)
    if undated and flow:
        return None if not all(agree(undated[0], m) for m in [*undated, last]) else top
    if undated and max((m.figure.published or date.min) for m in undated) >= _until(last):
        return undated
    return [m for m in dated if _until(m) == _until(last)]


def _until(found: Match) -> date:
    period = found.claim.period
    return (period.end or period.start or date.min) if period else date.min


def flows() -> frozenset[str]:
    """Return the metrics that add up over time, for which a quarter and a year are not comparable."""
    from extract.metrics import load_scheme

    momentary = data("settings")["momentary"]
    return frozenset(m.id for m in load_scheme().values() if m.dated == "flow" and m.id not in momentary)


def agree(one: Match, other: Match) -> bool:
    """Return whether two figures say the same, within a share that rounding explains."""
    if one.claim.unit != other.claim.unit or one.claim.kind != other.claim.kind:
        return False
    a, b = nominal(one.claim), nominal(other.claim)
    if a is None or b is None:
        return False
    return abs(a - b) <= max(abs(a), abs(b)) * Decimal(str(data("settings")["agree"]))


def _nothing(query: Query, graph: Graph, missed: list[Match]) -> Answer:
    """Return the abstention that says best what is missing."""
    missed.sort(key=lambda m: -_ORDER.index(m.failed) if m.failed else -len(_ORDER))
    nearest = [m.figure for m in missed if m.failed not in ("name", "kind", "unit")]
    unknown = [n for n in query.names if not n.known]
    if unknown:
        return abstain(query, graph, "no_such_entity", about=unknown[0].text, nearest=nearest)
    absent = [n for n in query.names if not any(x in graph.present for x in n.names) and n.slot != "source"]
    if absent:
        return abstain(query, graph, "no_such_entity", about=absent[0].text, nearest=nearest)
    if not query.names and not query.described and not query.periods and not query.residue:
        return abstain(query, graph, "not_understood")
    failed = {m.failed for m in missed if m.failed not in ("name",)}
    if not failed:
        return abstain(query, graph, "no_such_metric", nearest=nearest)
    return abstain(query, graph, "no_date" if failed == {"date"} else "no_figure", nearest=nearest)


def single(query: Query, graph: Graph, **changes: object) -> Match | None:
    """Return the one figure that a changed query finds, None where there is none or it is not clear."""
    query = replace(query, **changes)  # type: ignore[arg-type]
    for tier in query.metrics:
        fitting = [m for m in matches(query, graph, tier) if m.score > 0]
        if not fitting:
            continue
        answer = choose(query, graph, fitting)
        if not answer.answered:
            continue
        chosen = answer.evidence[0]
        return next(m for m in fitting if (m.claim.article, m.claim.evidence) == (chosen.article, chosen.evidence))
    return None
