"""What the endpoint says of itself: a SPARQL 1.1 Service Description."""

from __future__ import annotations

import pyoxigraph as ox
from pyoxigraph import BlankNode, NamedNode, Triple

from kg.serve.media import GRAPHS, TABLES, Media

_SD = "http://www.w3.org/ns/sparql-service-description#"
_IRIS = {"application/ld+json": "http://www.w3.org/ns/formats/JSON-LD"}  # W3C's list has it thus, the engine not
_TYPE = NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")


def description(endpoint: str, media: Media) -> bytes:
    """Return the description of the service at an address.

    Examples
    --------
    >>> print(description("http://localhost:8502/sparql", GRAPHS[0]).decode())  # doctest: +ELLIPSIS
    @prefix sd: <http://www.w3.org/ns/sparql-service-description#> .
    ...
    """
    service, dataset, graph = NamedNode(endpoint), BlankNode("dataset"), BlankNode("graph")
    triples = [
        Triple(service, _TYPE, _sd("Service")),
        Triple(service, _sd("endpoint"), service),
        Triple(service, _sd("supportedLanguage"), _sd("SPARQL11Query")),
        Triple(service, _sd("feature"), _sd("UnionDefaultGraph")),
        *(Triple(service, _sd("resultFormat"), NamedNode(_IRIS.get(f.type, f.format.iri))) for f in (*TABLES, *GRAPHS)),
        Triple(service, _sd("defaultDataset"), dataset),
        Triple(dataset, _TYPE, _sd("Dataset")),
        Triple(dataset, _sd("defaultGraph"), graph),
        Triple(graph, _TYPE, _sd("Graph")),
    ]
    form = media.format
    assert isinstance(form, ox.RdfFormat)
    return ox.serialize(triples, format=form, prefixes={"sd": _SD}) or b""


def _sd(name: str) -> NamedNode:
    return NamedNode(_SD + name)
