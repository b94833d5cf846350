"""The ontology says what every term means, in both languages, and no other term is used."""

import pytest
from pyoxigraph import BlankNode, NamedNode, RdfFormat, parse

from kg.rdf import PREFIXES, term, vocabulary_quads
from kg.rdf.entities import KINDS, ontology_quads
from kg.rdf.rules import rules

CIFRE = PREFIXES["cifre"]
ONTOLOGY = list(ontology_quads())


def values(subject, predicate):
    return [quad.object for quad in ONTOLOGY if quad.subject == subject and quad.predicate == term(predicate)]


def declared():
    kinds = {term("owl:Class"), term("owl:ObjectProperty"), term("owl:DatatypeProperty")}
    return {q.subject for q in ONTOLOGY if q.predicate == term("rdf:type") and q.object in kinds}


def own_terms(quads):
    """Return every term of the ontology's namespace in some quads: predicates, classes, predicates as objects."""
    nodes = {node for quad in quads for node in (quad.predicate, quad.object) if isinstance(node, NamedNode)}
    return {node for node in nodes if node.value.startswith(CIFRE)}


def test_every_declared_term_is_documented_in_both_languages():
    assert len(declared()) > 60
    for node in declared():
        for predicate in ("rdfs:label", "rdfs:comment"):
            assert sorted(o.language for o in values(node, predicate)) == ["en", "it"], (node, predicate)


def test_every_term_in_the_graph_is_declared(stored):
    used = own_terms(parse(stored.canonical_nquads(), format=RdfFormat.N_QUADS)) | own_terms(vocabulary_quads())
    assert used - declared() == set()


def test_every_term_that_the_rules_and_named_queries_use_is_declared():
    from kg.sparql import named_queries
    from kg.sparql.tokens import tokens

    texts = [text for _, text in rules()] + [query.sparql for query in named_queries().values()]
    used = {t.text.removeprefix("cifre:") for text in texts for t in tokens(text) if t.text.startswith("cifre:")}
    assert {NamedNode(CIFRE + name.rstrip(".")) for name in used} - declared() == set()


@pytest.mark.parametrize(
    ("scheme", "codes"),
    [
        ("kind", "level change ratio share"),
        ("hedge", "exact about almost over under up_to range"),
        ("status", "actual planned estimated rumoured"),
        ("role", "ceo cfo cto coo cso cdo chair president founder director board_member scientist official other"),
    ],
)
def test_the_small_vocabularies_have_every_word_of_the_contract(scheme, codes):
    found = {q.subject for q in ONTOLOGY if q.predicate == term("skos:inScheme")
             and q.object == NamedNode(f"https://w3id.org/cifre/{scheme}")}  # fmt: skip
    assert found == {term(f"{scheme}:{code}") for code in codes.split()}
    for node in found:
        assert sorted(o.language for o in values(node, "skos:prefLabel")) == ["en", "it"]
        assert len(values(node, "skos:notation")) == 1


RELATIONS = (
    "develops releases founded role located_in uses trained_on operates acquires invests_in partners_with supplies "
    "subsidiary_of competes_with version_of part_of integrated_in licensed_under sues said"
)


def test_every_relation_of_the_contract_is_a_property():
    assert {term(f"cifre:{name}") for name in RELATIONS.split()} <= declared()
    for name in ("partners_with", "competes_with"):
        assert term("owl:SymmetricProperty") in values(term(f"cifre:{name}"), "rdf:type")


def test_every_kind_of_entity_is_a_class_under_entity():
    for name in KINDS.values():
        assert term("cifre:Entity") in values(term(name), "rdfs:subClassOf")


def test_the_files_have_no_blank_nodes():
    assert not [q for q in ONTOLOGY if isinstance(q.subject, BlankNode) or isinstance(q.object, BlankNode)]
