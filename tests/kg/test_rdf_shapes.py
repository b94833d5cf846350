"""What breaks the model is not stored, and is told in words: one broken article for each shape."""

import re
from dataclasses import replace
from datetime import date
from decimal import Decimal
from importlib import resources

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad
from rdflib import Graph

from extract.records import Extraction, Period
from kg.rdf import ShapeError, article_iri, article_quads, check_shapes, term
from kg.store import Store

SHAPES = Graph().parse(
    data=resources.files("kg").joinpath("ontology", "shapes.ttl").read_text("utf-8"), format="turtle"
)


def quads_of(pair):
    return article_quads(*pair, known=lambda name: False)


def test_the_articles_of_the_tests_have_their_shapes(pallas, nivale):
    check_shapes(quads_of(pallas))
    check_shapes(quads_of(nivale))


def test_an_article_that_states_nothing_has_its_shape(pallas):
    check_shapes(quads_of((pallas[0], Extraction())))


@pytest.mark.parametrize(
    ("change", "english", "italian"),
    [
        ({"low": Decimal(5), "high": Decimal(3)}, "the lower bound is above", "l'estremo inferiore supera"),
        ({"value": None, "low": None, "high": None}, "a value, or one bound", "un valore o almeno un estremo"),
        ({"kind": "guess"}, "the kind of a claim is level", "il genere di una cifra è level"),
        ({"hedge": "maybe"}, "the hedge is exact", "la cautela è exact"),
        ({"status": "wished"}, "the status is actual", "lo stato è actual"),
        ({"metric": "Ricavi"}, "one metric, written like revenue", "una sola metrica"),
        ({"confidence": 1.5}, "the confidence is from 0 to 1", "la confidenza va da 0 a 1"),
        ({"subject": ""}, "the name of the subject is not empty", "il nome del soggetto non è vuoto"),
        (
            {"period": Period(date(2025, 1, 2), date(2025, 1, 1))},
            "ends before it begins",
            "finisce prima di cominciare",
        ),
        ({"vs": "2025-01-02/2025-01-01"}, "period of comparison ends before", "periodo di confronto finisce prima"),
    ],
)
def test_a_claim_that_breaks_a_rule_is_not_stored_and_is_quoted(tmp_path, nivale, change, english, italian):
    article, extraction = nivale
    claim = extraction.claims[0]
    broken = replace(claim, **change)
    store = Store(tmp_path / "graph")
    with pytest.raises(ShapeError) as caught:
        store.put(article, Extraction((broken, *extraction.claims[1:]), extraction.relations))
    message = str(caught.value)
    assert message.startswith(f"«{claim.evidence.text}»: ")
    assert english in message
    assert "\n" not in message
    assert italian in caught.value.messages["it"]
    assert store.articles() == ()


def without(quads, node, predicate):
    return [q for q in quads if not (q.predicate == term(predicate) and (node is None or q.subject == node))]


@pytest.mark.parametrize(
    ("predicate", "english"),
    [
        ("schema:identifier", "an article has one identifier"),
        ("schema:articleBody", "an article has one text"),
        ("qudt:hasUnit", "a claim has one unit"),
        ("cifre:article", "a statement stands in one article"),
        ("cifre:evidence", "a statement stands on words of the article"),
        ("cifre:sentence", "a statement stands in a sentence of the article"),
        ("prov:wasGeneratedBy", "a statement says which extraction made it"),
        ("cifre:predicate", "a relation has one predicate"),
        ("cifre:objectName", "a relation has an object with a name"),
        ("oa:hasSource", "a stretch of text is of one article"),
        ("oa:hasSelector", "a stretch of text has a position and a quotation"),
        ("oa:start", "a stretch of text begins before it ends"),
        ("oa:end", "a stretch of text has one end"),
        ("oa:exact", "a quotation has exact words"),
    ],
)
def test_what_is_missing_is_told(pallas, predicate, english):
    with pytest.raises(ShapeError, match=re.escape(english)):
        check_shapes(without(quads_of(pallas), None, predicate))


def test_a_second_text_is_told(pallas):
    node = article_iri(pallas[0].id)
    with pytest.raises(ShapeError, match="an article has one text"):
        check_shapes([*quads_of(pallas), Quad(node, term("schema:articleBody"), Literal("x"), node)])


def test_each_rule_speaks_both_languages():
    message, path = (next(p for p in set(SHAPES.predicates()) if p.endswith(f"shacl#{n}")) for n in ("message", "path"))
    shapes = set(SHAPES.subjects(path))
    assert len(shapes) > 20
    for shape in shapes:
        assert sorted(text.language for text in SHAPES.objects(shape, message)) == ["en", "it"], shape


def test_the_shapes_name_terms_that_the_ontology_has(pallas, nivale):
    from kg.rdf.entities import ontology_quads

    declared = {quad.subject.value for quad in ontology_quads()}
    for node in set(SHAPES.objects()):
        if str(node).startswith("https://w3id.org/cifre/ontology#"):
            assert str(node) in declared


@given(
    st.decimals(allow_nan=False, allow_infinity=False, places=3),
    st.decimals(allow_nan=False, allow_infinity=False, places=3),
)
@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_bounds_are_in_order_or_refused(nivale, low, high):
    article, extraction = nivale
    claim = replace(extraction.claims[0], value=None, low=low, high=high, hedge="range")
    quads = quads_of((article, Extraction((claim,))))
    if low <= high:
        check_shapes(quads)
    else:
        with pytest.raises(ShapeError, match="lower bound"):
            check_shapes(quads)


def test_a_node_that_is_no_statement_is_named(pallas):
    with pytest.raises(
        ShapeError, match=r"^article:pallas-2024: an article has one identifier: extract the article again"
    ):
        check_shapes(
            without(
                quads_of((pallas[0], Extraction())), NamedNode(article_iri(pallas[0].id).value), "schema:identifier"
            )
        )
