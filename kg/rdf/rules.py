"""Direct edges: what the SPARQL rules of ``ontology/rules`` add to an article's graph."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from importlib import resources

from pyoxigraph import NamedNode, Quad, QueryTriples, Store

from kg.rdf.terms import PREFIXES


@cache
def rules() -> tuple[tuple[str, str], ...]:
    """Return name and text of each rule, a SPARQL CONSTRUCT over one article's graph."""
    folder = resources.files("kg").joinpath("ontology/rules")
    files = sorted((f for f in folder.iterdir() if f.name.endswith(".rq")), key=lambda f: f.name)
    return tuple((file.name.removesuffix(".rq"), file.read_text(encoding="utf-8")) for file in files)


def direct_edges(quads: Iterable[Quad], graph: NamedNode) -> list[Quad]:
    """Return the edges that the rules draw from an article's quads, in that article's graph."""
    store = Store()
    store.extend(Quad(quad.subject, quad.predicate, quad.object) for quad in quads)
    edges: set[Quad] = set()
    for _, rule in rules():
        result = store.query(rule, prefixes=PREFIXES)
        if not isinstance(result, QueryTriples):
            raise TypeError("a rule must be a CONSTRUCT query")
        edges.update(Quad(t.subject, t.predicate, t.object, graph) for t in result)
    return sorted(edges, key=str)
