"""The ontology's page is as the Turtle has it, and the vocabularies keep what their specifications ask."""

from collections import Counter
from pathlib import Path

from pyoxigraph import Literal, NamedNode

from kg.rdf import PREFIXES, article_quads, term, vocabulary_quads
from kg.rdf.docs import documentation
from kg.rdf.entities import ontology_quads

PAGE = Path(__file__).parents[2] / "docs" / "ontology.md"
VOCABULARY = list(vocabulary_quads())


def test_the_page_is_made_from_the_ontology():
    made = "run: python -m kg.rdf.docs > docs/ontology.md"
    assert PAGE.read_text(encoding="utf-8") == documentation() + "\n", made


def test_the_page_has_every_term_of_the_ontology():
    terms = {q.subject for q in ontology_quads() if q.predicate == term("rdfs:comment")}
    assert len(terms) > 60
    headings = {line.removeprefix("### ") for line in documentation().splitlines() if line.startswith("### ")}
    assert {f"cifre:{node.value.removeprefix(PREFIXES['cifre'])}" for node in terms} <= headings


def test_concepts_keep_the_integrity_of_skos():
    classes = (term("skos:Concept"), term("cifre:Metric"))
    concepts = {q.subject for q in VOCABULARY if q.predicate == term("rdf:type") and q.object in classes}
    preferred = Counter()
    words = {}
    for quad in VOCABULARY:
        if isinstance(quad.object, Literal) and quad.predicate in (term("skos:prefLabel"), term("skos:altLabel")):
            if quad.predicate == term("skos:prefLabel"):
                preferred[quad.subject, quad.object.language] += 1
            words.setdefault((quad.subject, quad.object), set()).add(quad.predicate)
    assert len(concepts) > 50
    assert max(preferred.values()) == 1, "one preferred label a language"
    assert [label for label, kinds in words.items() if len(kinds) > 1] == [], "no label is preferred and alternative"
    schemes = Counter(q.subject for q in VOCABULARY if q.predicate == term("skos:inScheme"))
    assert {concept for concept in concepts if schemes[concept] != 1} == set()


# What the specifications have: property, class of its subject, class or datatype of its object.
USES = {
    "prov:used": ("prov:Activity", "schema:NewsArticle"),
    "prov:wasAssociatedWith": ("prov:Activity", "prov:SoftwareAgent"),
    "prov:wasGeneratedBy": (None, "prov:Activity"),
    "oa:hasSource": ("oa:SpecificResource", None),
    "oa:hasSelector": ("oa:SpecificResource", None),
    "oa:start": ("oa:TextPositionSelector", "xsd:nonNegativeInteger"),
    "oa:end": ("oa:TextPositionSelector", "xsd:nonNegativeInteger"),
    "oa:exact": ("oa:TextQuoteSelector", "xsd:string"),
    "oa:prefix": ("oa:TextQuoteSelector", "xsd:string"),
    "oa:suffix": ("oa:TextQuoteSelector", "xsd:string"),
    "schema:headline": ("schema:NewsArticle", "xsd:string"),
    "schema:datePublished": ("schema:NewsArticle", "xsd:date"),
    "schema:articleBody": ("schema:NewsArticle", "xsd:string"),
    "schema:url": ("schema:NewsArticle", "xsd:anyURI"),
}


def test_terms_of_others_are_used_as_their_specifications_say(pallas):
    quads = article_quads(*pallas, known=lambda name: False)
    types = {}
    for quad in quads:
        if quad.predicate == term("rdf:type"):
            types.setdefault(quad.subject, set()).add(quad.object)
    seen = set()
    for quad in quads:
        for name, (subject, value) in USES.items():
            if quad.predicate != term(name):
                continue
            seen.add(name)
            assert subject is None or term(subject) in types[quad.subject], (name, quad)
            if value and isinstance(quad.object, Literal):
                assert quad.object.datatype == term(value), (name, quad)
            elif value:
                assert isinstance(quad.object, NamedNode)
                assert term(value) in types[quad.object], (name, quad)
    assert len(seen) > 10
