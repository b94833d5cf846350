"""What the graph says of entities, metrics, units and its own terms: graphs that no article owns."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Iterator
from functools import cache
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, parse

from extract.metrics import METRICS_FILE
from extract.metrics.scheme import USER_FILE_SETTING
from kg.rdf.terms import (
    ENTITIES_GRAPH,
    METRICS_GRAPH,
    ONTOLOGY_GRAPH,
    PREFIXES,
    UNITS_GRAPH,
    A,
    entity_iri,
    term,
    units,
)

if TYPE_CHECKING:
    from extract.entities.gazetteer import Entity, Gazetteer

KINDS: dict[str, str] = {
    "organisation": "cifre:Organisation",
    "institution": "cifre:Institution",
    "person": "cifre:Person",
    "model": "cifre:Model",
    "model_family": "cifre:ModelFamily",
    "chip": "cifre:Chip",
    "supercomputer": "cifre:Supercomputer",
    "cluster": "cifre:Cluster",
    "product": "cifre:Product",
    "place": "cifre:Place",
    "benchmark": "cifre:Benchmark",
}
"""Classes of the ontology, by the kinds that extraction tells apart."""


def kind_class(kind: str | None) -> NamedNode:
    """Return the class of a kind of entity; ``cifre:Entity`` where the kind is not known.

    Examples
    --------
    >>> kind_class("chip").value, kind_class("unknown").value
    ('https://w3id.org/cifre/ontology#Chip', 'https://w3id.org/cifre/ontology#Entity')
    """
    return term(KINDS.get(kind or "", "cifre:Entity"))


def entity_quads(name: str, kind: str | None, *, graph: NamedNode) -> Iterator[Quad]:
    """Yield what is known of an entity that only an article names."""
    node = entity_iri(name)
    for cls in {term("cifre:Entity"), kind_class(kind)}:
        yield Quad(node, A, cls, graph)
    yield Quad(node, term("schema:name"), Literal(name), graph)
    yield Quad(node, term("rdfs:label"), Literal(name), graph)


def gazetteer_quads(entities: Iterable[Entity]) -> Iterator[Quad]:
    """Yield the graph of entities: kind, names, labels in both languages, owner or family, country, Wikidata."""
    graph = ENTITIES_GRAPH
    for entity in entities:
        node = entity_iri(entity.name)
        for cls in (term("cifre:Entity"), kind_class(entity.kind)):
            yield Quad(node, A, cls, graph)
        yield Quad(node, term("schema:name"), Literal(entity.name), graph)
        yield Quad(node, term("rdfs:label"), Literal(entity.name, language="en"), graph)
        yield Quad(node, term("rdfs:label"), Literal(entity.label_it or entity.name, language="it"), graph)
        for alias in entity.aliases:
            yield Quad(node, term("skos:altLabel"), Literal(alias), graph)
        if entity.parent:
            yield Quad(node, term("cifre:parent"), entity_iri(entity.parent), graph)
        if entity.country:
            yield Quad(node, term("cifre:country"), Literal(entity.country), graph)
        if entity.wikidata:
            yield Quad(node, term("skos:exactMatch"), NamedNode(PREFIXES["wd"] + entity.wikidata), graph)


def unit_quads() -> Iterator[Quad]:
    """Yield the graph of units: names in both languages, symbol, and the contract's code as notation."""
    graph = UNITS_GRAPH
    for unit in units():
        node = NamedNode(unit.iri)
        kind = "qudt:CurrencyUnit" if "/CCY_" in unit.iri else "qudt:Unit"
        yield Quad(node, A, term(kind), graph)
        yield Quad(node, term("skos:notation"), Literal(unit.code), graph)
        yield Quad(node, term("rdfs:label"), Literal(unit.it, language="it"), graph)
        yield Quad(node, term("rdfs:label"), Literal(unit.en, language="en"), graph)
        if unit.symbol:
            yield Quad(node, term("qudt:symbol"), Literal(unit.symbol), graph)


def ontology_quads() -> Iterator[Quad]:
    """Yield the ontology and the scheme of metrics, as their Turtle files state them."""
    ontology = Path(str(resources.files("kg"))) / "ontology" / "cifre.ttl"
    for path, graph in ((ontology, ONTOLOGY_GRAPH), *((path, METRICS_GRAPH) for path in _metrics_files())):
        for quad in parse(path.read_bytes(), format=RdfFormat.TURTLE):
            yield Quad(quad.subject, quad.predicate, quad.object, graph)


def vocabulary_quads() -> list[Quad]:
    """Return every quad that is in a graph before its first article."""
    return [*ontology_quads(), *unit_quads(), *gazetteer_quads(_gazetteer().entities)]


@cache
def known_names() -> frozenset[str]:
    """Return the canonical names that the graph of entities describes."""
    return frozenset(entity.name for entity in _gazetteer().entities)


def resolve_name(text: str) -> str:
    """Return the canonical name of an alias; a text that the table does not know stays as it is.

    Examples
    --------
    >>> resolve_name("Ansa")
    'ANSA'
    """
    return _gazetteer().resolve(text)


def vocabulary_stamp() -> str:
    """Return a digest of all files that `vocabulary_quads` and the rules are made from; it changes when they do."""
    root = Path(str(resources.files("kg"))) / "ontology"
    code = Path(__file__).parent
    files = [*sorted(root.rglob("*.*")), *_metrics_files(), _gazetteer_file(), *sorted(code.glob("*.py"))]
    digest = hashlib.sha256()
    for path in files:
        digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:16]


def _metrics_files() -> tuple[Path, ...]:
    """Return the shipped scheme and the user's own, as `extract.metrics` reads them."""
    setting = os.environ.get(USER_FILE_SETTING)
    return (METRICS_FILE, Path(setting)) if setting else (METRICS_FILE,)


def _gazetteer_file() -> Path:
    return Path(str(resources.files("extract"))) / "entities" / "gazetteer.jsonl"


def _gazetteer() -> Gazetteer:
    # Imported late: the table is large, and only a rebuilt index or a new article needs it.
    from extract.entities.gazetteer import Gazetteer as Table

    return Table.load()
