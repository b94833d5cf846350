"""Makes answers and abstentions: one place for what every operation returns."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any

from extract.records import number_to_json
from kg.ask import wording
from kg.ask.answer import Answer, Quote
from kg.ask.graph import Fact, Graph, quote, quote_fact
from kg.ask.match import Match
from kg.ask.query import Query
from kg.calc import Derivation
from kg.figures import Figure

_NEAREST = 3


def abstain(
    query: Query,
    graph: Graph,
    reason: str,
    *,
    nearest: Sequence[Figure] = (),
    facts: Sequence[Fact] = (),
    rows: Sequence[dict[str, Any]] = (),
    about: str = "",
) -> Answer:
    """Return an abstention with what comes nearest."""
    quotes = tuple(dict.fromkeys([*map(quote, nearest), *map(quote_fact, facts)]))[:_NEAREST]
    return Answer(
        question=query.question,
        language=query.language,
        answered=False,
        text=wording.abstention(reason, query, about, bool(quotes)),
        reason=reason,
        nearest=quotes,
        rows=tuple(rows),
        sparql=graph.queries[-1] if graph.queries else "",
        query=query,
    )


def figure_answer(
    query: Query, graph: Graph, best: Match, agreeing: Sequence[Match], others: Sequence[Match], confidence: float
) -> Answer:
    """Return a figure with its evidence, and what else the graph says in its rows."""
    claim = best.claim
    return Answer(
        question=query.question,
        language=query.language,
        answered=True,
        text=wording.figure(best.figure, query, best.asked, [m.figure for m in others]),
        value=claim.value,
        low=claim.low,
        high=claim.high,
        unit=claim.unit,
        hedge=claim.hedge,
        rows=tuple(row(m.figure) for m in (best, *agreeing, *others)) if others or agreeing else (),
        evidence=quotes(m.figure for m in (best, *agreeing)),
        sparql=sparql_of(graph, [best.figure]),
        confidence=confidence,
        query=query,
    )


def derived_answer(
    query: Query, graph: Graph, derivation: Derivation, figures: Sequence[Figure], *, note: str = ""
) -> Answer:
    """Return a derived figure with its formula and its inputs."""
    return Answer(
        question=query.question,
        language=query.language,
        answered=True,
        text=wording.derived(derivation, query, note),
        value=derivation.value,
        low=derivation.low,
        high=derivation.high,
        unit=derivation.unit,
        hedge=derivation.hedge,
        evidence=quotes(figures),
        sparql=sparql_of(graph, figures),
        derivation=derivation.to_json(),
        confidence=0.9 * derivation.confidence,
        query=query,
    )


def named_answer(
    query: Query,
    graph: Graph,
    entities: Sequence[str],
    confidence: float,
    *,
    figures: Sequence[Figure] = (),
    facts: Sequence[Fact] = (),
    value: Decimal | None = None,
    unit: str | None = None,
) -> Answer:
    """Return the names that were asked for."""
    return Answer(
        question=query.question,
        language=query.language,
        answered=True,
        text=wording.named(entities, query, figures, facts, value),
        value=value,
        low=value,
        high=value,
        unit=unit,
        hedge="exact" if value is not None else None,
        entities=tuple(entities),
        rows=tuple(row(f) for f in figures),
        evidence=tuple(dict.fromkeys([*quotes(figures), *map(quote_fact, facts)])),
        sparql=sparql_of(graph, figures, facts),
        confidence=confidence,
        query=query,
    )


def row(figure: Figure) -> dict[str, Any]:
    """Return a figure as a row of an answer."""
    claim = figure.claim
    return {
        "subject": claim.subject,
        "metric": claim.metric,
        "of": claim.of,
        "for": claim.for_,
        "kind": claim.kind,
        "value": number_to_json(claim.value),
        "low": number_to_json(claim.low),
        "high": number_to_json(claim.high),
        "unit": claim.unit,
        "hedge": claim.hedge,
        "period": claim.period.to_json() if claim.period else None,
        "status": claim.status,
        "article": claim.article,
        "outlet": figure.outlet,
        "claim": figure.iri,
    }


def quotes(figures: Iterable[Figure]) -> tuple[Quote, ...]:
    """Return the evidence of figures, each once."""
    return tuple(dict.fromkeys(quote(figure) for figure in figures))


def sparql_of(graph: Graph, figures: Iterable[Figure] = (), facts: Iterable[Fact] = ()) -> str:
    """Return the query that found the evidence; several, with a comment between them, where it took several."""
    found = [*(graph.found_by[f.iri] for f in figures if f.iri in graph.found_by), *(f.sparql for f in facts)]
    return "\n# and then\n".join(dict.fromkeys(filter(None, found)))
