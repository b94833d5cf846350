"""The relations of an entity, each with its sentence and article."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from extract.records import Relation
from kg.rdf import entity_iri
from kg.store import Store
from kg.views import queries


@dataclass(frozen=True, slots=True, kw_only=True)
class RelationRow:
    """One relation with where it stands."""

    iri: str
    relation: Relation
    sentence: str
    title: str | None
    outlet: str | None
    published: date | None


def relations_of(store: Store, name: str) -> tuple[tuple[RelationRow, ...], str]:
    """Return the relations that an entity stands in, latest article first, and the query that found them."""
    sparql = queries.filled("relations", entity=entity_iri(name))
    rows = []
    for row in store.select(sparql):
        relation = store.relation(row["relation"])
        if relation is not None:
            rows.append(
                RelationRow(
                    iri=row["relation"],
                    relation=relation,
                    sentence=row["sentence"],
                    title=row.get("title"),
                    outlet=row.get("outlet"),
                    published=date.fromisoformat(row["published"]) if "published" in row else None,
                )
            )
    return tuple(rows), sparql
