"""Claims by their node, by what they are about, and side by side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extract.records import Claim, Evidence
from kg.figures import Figure, FigureTable, Filter, figures
from kg.store import Store


def claim_figure(store: Store, iri: str) -> Figure | None:
    """Return a claim with its sentence and article, None for a node that is no claim."""
    claim = store.claim(iri)
    article = store.article(claim.article) if claim else None
    if claim is None or article is None:
        return None
    return Figure(
        iri=iri,
        claim=claim,
        sentence=store.sentence(iri),
        article=article.id,
        title=article.title,
        outlet=article.outlet,
        url=article.url,
        published=article.published,
    )


def compare(store: Store, filter: Filter, subjects: Sequence[str]) -> FigureTable:
    """Return the figures of a filter for each of several subjects, one after the other; for any without subjects.

    The query of the table holds one query a subject, each of which can be run as it stands.
    """
    if not subjects:
        return figures(store, filter)
    tables = [figures(store, replace(filter, subject=subject)) for subject in dict.fromkeys(subjects)]
    rows = {row.iri: row for table in tables for row in table.rows}
    return FigureTable(tuple(rows.values()), "\n".join(table.sparql for table in tables))


def figures_about(store: Store, name: str) -> FigureTable:
    """Return the figures that have an entity as subject, or that count it, hold it or are for it."""
    filters = Filter(subject=name), Filter(of=name), Filter(for_=name)
    tables = [figures(store, filter) for filter in filters]
    rows = {row.iri: row for table in tables for row in table.rows}
    return FigureTable(tuple(rows.values()), "\n".join(table.sparql for table in tables if table.rows))


def claim_at(store: Store, article_id: str, evidence: Evidence) -> str | None:
    """Return the node of the claim that stands at a place of an article, None where none does."""
    for statement in store.statements(article_id):
        found = statement.record.evidence
        if isinstance(statement.record, Claim) and (found.start, found.end) == (evidence.start, evidence.end):
            return statement.iri
    return None
