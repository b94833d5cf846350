"""The neighbourhood of an entity: what stands in a relation with it, and the relations among those."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from pyoxigraph import NamedNode

from kg.rdf import entity_iri
from kg.rdf.terms import code_of
from kg.store import Store
from kg.views import queries
from kg.views.entities import EntityInfo, entities

_UNDIRECTED = frozenset({"partners_with", "competes_with"})


@dataclass(frozen=True, slots=True)
class Edge:
    """A relation between two names; `status` as in a relation."""

    subject: str
    relation: str
    object: str
    status: str


@dataclass(frozen=True, slots=True)
class Neighbourhood:
    """Entities by name and the relations among them; `left_out` counts the neighbours beyond the limit."""

    nodes: tuple[EntityInfo, ...]
    edges: tuple[Edge, ...]
    left_out: int = 0
    sparql: str = ""


def neighbourhood(store: Store, name: str, *, limit: int = 30) -> Neighbourhood:
    """Return an entity, at most `limit` neighbours (those with the most relations to all of these) and their relations.

    Parameters
    ----------
    store : Store
        The graph.
    name : str
        Canonical name.
    limit : int
        How many neighbours can be drawn and still be read.
    """
    sparql = queries.filled("neighbours", entity=entity_iri(name))
    edges: dict[tuple[frozenset[str] | tuple[str, str], str], Edge] = {}
    for row in store.select(sparql):
        status, relation = (code_of(NamedNode(row[field])) for field in ("status", "predicate"))
        ends = row["subject"], row["object"]
        key = (frozenset(ends) if relation in _UNDIRECTED else ends, relation)
        # One line for what several articles state; done weighs more than planned or rumoured.
        if key not in edges or status == "actual":
            edges[key] = Edge(ends[0], relation, ends[1], status)
    weight = Counter(end for edge in edges.values() for end in (edge.subject, edge.object) if end != name)
    near = [end for end, _ in sorted(weight.items(), key=lambda item: (-item[1], item[0]))]
    shown = {name, *near[:limit]}
    kept = [edge for edge in edges.values() if edge.subject in shown and edge.object in shown]
    return Neighbourhood(
        nodes=tuple(info for info in entities(store) if info.name in shown),
        edges=tuple(sorted(kept, key=lambda e: (e.subject, e.relation, e.object))),
        left_out=len(near[limit:]),
        sparql=sparql,
    )
