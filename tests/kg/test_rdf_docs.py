"""The ontology's page is as the Turtle has it, and the vocabularies keep what their specifications ask."""

import re
from collections import Counter
from dataclasses import replace
from pathlib import Path

from pyoxigraph import Literal, NamedNode

from kg.rdf import PREFIXES, article_quads, term, vocabulary_quads
from kg.rdf.docs import documentation
from kg.rdf.entities import ontology_quads
from kg.rdf.terms import BASE, units

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
    "prov:wasAttributedTo": ("cifre:Claim", "cifre:Entity"),
    "prov:hadPrimarySource": ("cifre:Claim", "cifre:Entity"),
    "qudt:hasUnit": ("cifre:Claim", None),
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
    article, extraction = pallas
    claims = tuple(replace(claim, speaker="Ada Neri", via="ANSA") for claim in extraction.claims)
    quads = article_quads(article, replace(extraction, claims=claims), known=lambda name: False)
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
    assert seen == set(USES)


# Units of QUDT's vocabulary (version 3) that are used; whoever adds one looks it up there first.
QUDT = {"PERCENT", "W", "W-HR", "FLOPS", "BYTE", "M", "M2", "KiloGM", "L", "SEC", "NUM"} | {
    f"CCY_{code}" for code in ["USD", "EUR", "GBP", "JPY", "CNY", "CHF", "KRW", "INR", "TWD", "CAD", "AED", "SAR"]
}


def test_units_are_those_of_qudt_or_our_own():
    others = {unit.iri.removeprefix(PREFIXES["unit"]) for unit in units() if unit.iri.startswith(PREFIXES["unit"])}
    assert others == QUDT
    own = {unit.code for unit in units() if not unit.iri.startswith(PREFIXES["unit"])}
    assert own == {"pp", "x", "FLOP", "token"}
    assert all(unit.iri.startswith(f"{BASE}unit/") for unit in units() if unit.code in own)


def test_an_exact_match_is_an_item_of_wikidata_and_of_one_entity():
    matches = [quad for quad in VOCABULARY if quad.predicate == term("skos:exactMatch")]
    assert len(matches) > 50
    assert [q for q in matches if not re.fullmatch(re.escape(PREFIXES["wd"]) + r"Q[1-9]\d*", q.object.value)] == []
    assert max(Counter(quad.subject for quad in matches).values()) == 1
    # Exact matches are transitive: two entities with one item would be one.
    assert [item for item, count in Counter(quad.object for quad in matches).items() if count > 1] == []
    others = (term("skos:broadMatch"), term("skos:relatedMatch"))
    apart = {(q.subject, q.object) for q in VOCABULARY if q.predicate in others}
    assert apart.isdisjoint((q.subject, q.object) for q in matches)
