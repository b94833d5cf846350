"""The structured query: figures by metric, subject, period and more, each with its sentence, and the SPARQL."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from pyoxigraph import Literal

from extract.records import Claim
from kg.rdf import article_iri, entity_iri, unit_iri
from kg.rdf.terms import coded, compact, date_literal, number_literal
from kg.store import Readable


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """What a figure must be to be found; None asks nothing.

    Parameters
    ----------
    metric, unit, kind, status, hedge : str or None
        Words of the vocabulary (``revenue``, ``USD``, ``level``, ``planned``, ``over``).
    subject, of, for_ : str or None
        Canonical names; `of` and `for_` also as free text, exactly as the claim has it.
    start, end : date or None
        The figure's period overlaps these days. One without a period counts by its article's date, unless `dated`.
    dated : bool
        Only figures that have a period themselves.
    article : str or None
        Id of the article.
    text : str or None
        Part of the sentence, in any case.
    value_min, value_max : Decimal or None
        The interval that the figure allows meets this one, in base units.
    parts : bool
        With `subject`, also its units, subsidiaries and products (what has it as parent, at any depth), not its models.

    Examples
    --------
    >>> Filter(metric="revenue", subject="Nvidia", start=date(2025, 1, 1)).unit is None
    True
    """

    metric: str | None = None
    subject: str | None = None
    of: str | None = None
    for_: str | None = None
    start: date | None = None
    end: date | None = None
    unit: str | None = None
    kind: str | None = None
    status: str | None = None
    hedge: str | None = None
    article: str | None = None
    text: str | None = None
    value_min: Decimal | None = None
    value_max: Decimal | None = None
    dated: bool = False
    parts: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One claim with where it stands."""

    iri: str
    claim: Claim
    sentence: str
    article: str
    title: str | None
    outlet: str | None
    url: str | None
    published: date | None


@dataclass(frozen=True, slots=True)
class FigureTable:
    """Figures by metric, subject and time, and the query that found them."""

    rows: tuple[Figure, ...]
    sparql: str


def figures(store: Readable, filter: Filter | None = None) -> FigureTable:
    """Return the figures that a filter lets through, ordered by metric, subject, time and place in the article."""
    sparql = figures_query(filter or Filter())
    now = store.pinned()
    found = now.select(sparql)
    claims = now.claims_of(row["claim"] for row in found)
    rows = (
        Figure(
            iri=row["claim"],
            claim=claim,
            sentence=row["sentence"],
            article=row["id"],
            title=row.get("title"),
            outlet=row.get("outlet"),
            url=row.get("url"),
            published=date.fromisoformat(row["published"]) if "published" in row else None,
        )
        for row, claim in zip(found, claims, strict=True)
        if claim is not None
    )
    return FigureTable(tuple(rows), sparql)


def figures_query(filter: Filter) -> str:
    """Return the SPARQL of a filter: a query that anyone can run again as it stands.

    Examples
    --------
    >>> print(figures_query(Filter(metric="users", subject="ChatGPT")).splitlines()[6].strip())
    ?claim cifre:subject entity:ChatGPT .
    """
    metric = compact(coded("metric", filter.metric)) if filter.metric else "?metric"
    patterns = "".join(f"  {line}\n" for line in _patterns(filter))
    filters = "".join(f"  {line}\n" for line in _filters(filter))
    return f"""SELECT ?claim ?id ?title ?outlet ?url ?published ?metric ?subject ?value ?low ?high ?start ?end ?sentence
WHERE {{
  ?claim a cifre:Claim ;
    cifre:metric {metric} ;
    cifre:article ?article ;
    cifre:evidence/oa:hasSelector/oa:start ?position .
{patterns}  ?claim cifre:sentence/oa:hasSelector/oa:exact ?sentence .
  ?article schema:identifier ?id .
  OPTIONAL {{ ?article schema:headline ?title }}
  OPTIONAL {{ ?article cifre:outlet ?outlet }}
  OPTIONAL {{ ?article schema:url ?url }}
  OPTIONAL {{ ?article schema:datePublished ?published }}
  OPTIONAL {{ ?claim cifre:subjectName ?subject }}
  OPTIONAL {{ ?claim cifre:value ?value }}
  OPTIONAL {{ ?claim cifre:low ?low }}
  OPTIONAL {{ ?claim cifre:high ?high }}
  OPTIONAL {{ ?claim cifre:periodStart ?start }}
  OPTIONAL {{ ?claim cifre:periodEnd ?end }}
{filters}}}
ORDER BY ?metric ?subject (COALESCE(?start, ?end, ?published)) ?id ?position ?claim
"""


def _patterns(filter: Filter) -> Iterator[str]:
    if filter.subject is not None:
        node = compact(entity_iri(filter.subject))
        if filter.parts:
            yield "?claim cifre:subject ?part ."
            yield f"FILTER (?part = {node} || EXISTS {{"
            yield f"  ?part cifre:parent+ {node} ; a ?class ."
            yield "  VALUES ?class { cifre:Organisation cifre:Institution cifre:Product }"
            yield "})"
        else:
            yield f"?claim cifre:subject {node} ."
    for predicate, name in (("cifre:ofName", filter.of), ("cifre:forName", filter.for_)):
        if name is not None:
            yield f"?claim {predicate} {compact(Literal(name))} ."
    for word, value in (("kind", filter.kind), ("status", filter.status), ("hedge", filter.hedge)):
        if value is not None:
            yield f"?claim cifre:{word} {compact(coded(word, value))} ."
    if filter.unit is not None:
        yield f"?claim qudt:hasUnit {compact(unit_iri(filter.unit))} ."
    if filter.article is not None:
        yield f"?claim cifre:article {compact(article_iri(filter.article))} ."


def _filters(filter: Filter) -> Iterator[str]:
    if filter.metric:
        yield f"BIND ({compact(coded('metric', filter.metric))} AS ?metric)"
    if filter.text:
        yield f"FILTER (CONTAINS(LCASE(?sentence), LCASE({compact(Literal(filter.text))})))"
    if filter.dated:
        yield "FILTER (BOUND(?start) || BOUND(?end))"
    # An open side reaches as far as anyone asks; only a figure without any period takes its article's day.
    undated = "!BOUND(?start) && !BOUND(?end)"
    if filter.start:
        day = compact(date_literal(filter.start))
        yield f"FILTER (IF({undated}, ?published >= {day}, !BOUND(?end) || ?end >= {day}))"
    if filter.end:
        day = compact(date_literal(filter.end))
        yield f"FILTER (IF({undated}, ?published <= {day}, !BOUND(?start) || ?start <= {day}))"
    if filter.value_min is not None:
        yield f"FILTER (!BOUND(?high) || ?high >= {compact(number_literal(filter.value_min)[0])})"
    if filter.value_max is not None:
        yield f"FILTER (!BOUND(?low) || ?low <= {compact(number_literal(filter.value_max)[0])})"
