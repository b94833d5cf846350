"""The checks made of shapes agree with pyshacl, which reads the same shapes by the standard."""

import re
from collections import Counter
from importlib import resources
from itertools import product

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, serialize
from pyshacl import validate
from rdflib import Graph, URIRef

from kg.rdf import article_quads, term
from kg.rdf.shacl import breaches, described, shapes
from kg.rdf.shapes import article_shapes

SH = "http://www.w3.org/ns/shacl#"
TURTLE = resources.files("kg").joinpath("ontology", "shapes.ttl").read_text("utf-8")
SHAPES = Graph().parse(data=TURTLE, format="turtle")
ORDERS = {
    "the lower bound is above the upper one",
    "the period ends before it begins",
    "the period of comparison ends before it begins",
    "a stretch of text begins before it ends",
    "the confidence is from 0 to 1",
}
HEADER = f"@prefix sh: <{SH}> . @prefix ex: <http://example.org/> . ex:S a sh:NodeShape ; sh:targetClass ex:C ;"

VALUES = [
    Literal(""),
    Literal("x"),
    Literal("ricavi", language="it"),
    Literal("5", datatype=term("xsd:decimal")),
    Literal("-1.50", datatype=term("xsd:decimal")),
    Literal("3", datatype=term("xsd:integer")),
    Literal("7", datatype=term("xsd:nonNegativeInteger")),
    Literal("-7", datatype=term("xsd:nonNegativeInteger")),
    Literal("0.5", datatype=term("xsd:double")),
    Literal("1.5E0", datatype=term("xsd:double")),
    Literal("half", datatype=term("xsd:double")),
    Literal("2024-01-31", datatype=term("xsd:date")),
    Literal("1999-12-31", datatype=term("xsd:date")),
    Literal("https://example.org/", datatype=term("xsd:anyURI")),
    term("metric:revenue"),
    term("metric:Ricavi"),
    term("kind:level"),
    term("hedge:about"),
    term("status:planned"),
    term("schema:NewsArticle"),
    NamedNode("https://example.org/nothing"),
]


def said_by_checks(quads):
    return Counter((node.value, rule.messages["en"]) for node, rule in breaches(described(quads), article_shapes()))


def said_by_pyshacl(quads):
    data = Graph(bind_namespaces="none")
    data.parse(data=serialize([quad.triple for quad in quads], format=RdfFormat.N_TRIPLES), format="nt")
    _, report, _ = validate(data, shacl_graph=SHAPES, inference="none")
    return Counter(
        (
            str(report.value(result, URIRef(SH + "focusNode"))),
            next(str(m) for m in report.objects(result, URIRef(SH + "resultMessage")) if m.language == "en"),
        )
        for result in report.objects(None, URIRef(SH + "result"))
    )


def assert_agreed(quads):
    """Compare the two, but for one thing: pyshacl orders what cannot be compared, where the standard has it broken."""
    ours, theirs = said_by_checks(quads), said_by_pyshacl(quads)
    assert theirs <= ours
    assert {message for _, message in ours - theirs} <= ORDERS


def changed(quads, draw):
    """Return a graph with some of its quads left out, doubled under another node or given another object."""
    found = list(quads)
    for _ in range(draw(st.integers(1, 4))):
        place = draw(st.integers(0, len(found) - 1))
        quad = found[place]
        how = draw(st.sampled_from(["drop", "add", "change", "exchange"]))
        if how in ("drop", "change"):
            del found[place]
        if how in ("add", "change"):
            found.append(Quad(quad.subject, quad.predicate, draw(st.sampled_from(VALUES)), quad.graph_name))
        if how == "exchange":
            other = found[draw(st.integers(0, len(found) - 1))]
            found.append(Quad(quad.subject, other.predicate, other.object, quad.graph_name))
    return found


@given(st.data())
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_what_breaks_the_shapes_is_what_pyshacl_finds(nivale, data):
    quads = changed(article_quads(*nivale, known=lambda name: False), data.draw)
    assert_agreed(quads)


@pytest.mark.parametrize(
    "predicate",
    [
        "cifre:low",
        "cifre:high",
        "cifre:confidence",
        "cifre:periodStart",
        "cifre:metric",
        "schema:url",
        "cifre:evidence",
    ],
)
def test_values_of_any_kind_are_judged_as_pyshacl_judges_them(nivale, predicate):
    article, extraction = nivale
    quads = article_quads(article, extraction, known=lambda name: False)
    claim = next(quad.subject for quad in quads if quad.object == term("cifre:Claim"))
    node = quads[0].graph_name if predicate == "schema:url" else claim
    kept = [quad for quad in quads if (quad.subject, quad.predicate) != (node, term(predicate))]
    kept += [Quad(node, term(predicate), value, quads[0].graph_name) for value in VALUES]
    assert_agreed(kept)


NUMBERS = [value for value in VALUES if isinstance(value, Literal) and re.fullmatch("[0-9.E]+", value.value)]
NUMBERS += [Literal(text, datatype=term("xsd:decimal")) for text in ("-1.50", "3.0", "3", "1000000000000000000000")]
DATES = [Literal(text, datatype=term("xsd:date")) for text in ("2024-01-31", "1999-12-31", "2024-01-30")]


@pytest.mark.parametrize(
    ("low", "high", "values"),
    [("cifre:low", "cifre:high", NUMBERS), ("cifre:periodStart", "cifre:periodEnd", DATES)],
)
def test_whatever_can_be_compared_has_the_order_that_it_has_to_pyshacl(low, high, values):
    graph, node = NamedNode("https://example.org/g"), NamedNode("https://example.org/n")
    for one, other in product(values, repeat=2):
        quads = [Quad(node, term(low), one, graph), Quad(node, term(high), other, graph)]
        quads.append(Quad(node, term("rdf:type"), term("cifre:Claim"), graph))
        ours, theirs = said_by_checks(quads), said_by_pyshacl(quads)
        assert ours == theirs, (one, other)


def test_what_cannot_be_compared_is_out_of_order():
    graph, node = NamedNode("https://example.org/g"), NamedNode("https://example.org/n")
    quads = [Quad(node, term("cifre:low"), DATES[0], graph), Quad(node, term("cifre:high"), NUMBERS[0], graph)]
    quads.append(Quad(node, term("rdf:type"), term("cifre:Claim"), graph))
    assert said_by_checks(quads)[node.value, "the lower bound is above the upper one"] == 1


def test_each_shape_is_broken_by_a_graph_without_its_values():
    """A class alone, without any property: every least count of the shapes speaks."""
    graph, node = NamedNode("https://example.org/g"), NamedNode("https://example.org/n")
    for shape in article_shapes():
        quads = [Quad(node, term("rdf:type"), shape.target, graph)]
        assert said_by_checks(quads) == said_by_pyshacl(quads)
        assert said_by_checks(quads)


@pytest.mark.parametrize(
    ("said", "named"),
    [
        ("sh:closed true .", "closed"),
        ("sh:property [ sh:path ex:p ; sh:uniqueLang true ] .", "uniqueLang"),
        ("sh:property [ sh:path [ sh:inversePath ex:p ] ; sh:minCount 1 ] .", "inversePath"),
    ],
)
def test_a_constraint_that_is_not_understood_is_refused(said, named):
    with pytest.raises(ValueError, match=named):
        shapes(f"{HEADER} {said}")
