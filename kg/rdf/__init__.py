"""Records ↔ RDF: one named graph an article, IRIs made from content, no blank nodes.

`article_quads` writes an article with all that it states; `read_article`, `read_claim` and `read_relation` are its
inverse; `direct_edges` adds what the rules of ``kg/ontology/rules`` draw; `vocabulary_quads` are the graphs that no
article owns (entities, metrics, units, the ontology). The terms are documented in ``kg/ontology/cifre.ttl``.
"""

from kg.rdf.entities import kind_class, known_names, resolve_name, vocabulary_quads, vocabulary_stamp
from kg.rdf.read import (
    Statement,
    grouped,
    read_article,
    read_claim,
    read_extraction,
    read_extractor,
    read_relation,
    read_statements,
)
from kg.rdf.rules import direct_edges
from kg.rdf.shapes import ShapeError, check_shapes
from kg.rdf.terms import PREFIXES, article_iri, entity_iri, term, unit_code, unit_iri
from kg.rdf.write import EvidenceError, article_quads, default_extractor

__all__ = [
    "PREFIXES",
    "EvidenceError",
    "ShapeError",
    "Statement",
    "article_iri",
    "article_quads",
    "check_shapes",
    "default_extractor",
    "direct_edges",
    "entity_iri",
    "grouped",
    "kind_class",
    "known_names",
    "read_article",
    "read_claim",
    "read_extraction",
    "read_extractor",
    "read_relation",
    "read_statements",
    "resolve_name",
    "term",
    "unit_code",
    "unit_iri",
    "vocabulary_quads",
    "vocabulary_stamp",
]
