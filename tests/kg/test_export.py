"""Exports: every form is read back by another reader with nothing lost, and is the same each time."""

import csv
import io

import networkx as nx
import pytest
import rdflib
from pyoxigraph import RdfFormat, parse

from corpus.article import Article
from corpus.errors import CifreError
from extract.records import Extraction
from kg import Store, open_graph
from kg.export import COLUMNS, FORMATS, export


def exported(store, form):
    file = io.BytesIO()
    export(store, form, file)
    assert not file.closed
    return file.getvalue()


def canonical(store):
    return set(parse(store.canonical_nquads(), format=RdfFormat.N_QUADS))


@pytest.mark.parametrize("form", FORMATS)
def test_the_same_articles_give_the_same_bytes(stored, pallas, nivale, tmp_path, form):
    other = Store(tmp_path / "other")
    other.put(*nivale)
    other.put(*pallas)
    assert exported(stored, form) == exported(other, form)


@pytest.mark.parametrize(("form", "syntax"), [("trig", RdfFormat.TRIG), ("jsonld", RdfFormat.JSON_LD)])
def test_forms_with_graphs_keep_every_quad(stored, form, syntax):
    assert set(parse(exported(stored, form), format=syntax)) == canonical(stored)


def test_turtle_keeps_every_triple_once(stored):
    triples = [quad.triple for quad in parse(exported(stored, "turtle"), format=RdfFormat.TURTLE)]
    assert len(triples) == len(set(triples))
    assert set(triples) == {quad.triple for quad in canonical(stored)}


def test_json_ld_is_read_by_rdflib(stored):
    dataset = rdflib.Dataset()
    dataset.parse(data=exported(stored, "jsonld"), format="json-ld")
    claims = list(dataset.quads((None, rdflib.RDF.type, rdflib.URIRef("https://w3id.org/cifre/ontology#Claim"), None)))
    assert len(claims) == 7


def test_graphml_is_read_back_as_the_network(stored):
    network = nx.read_graphml(io.BytesIO(exported(stored, "graphml")), force_multigraph=True)
    edge = network.edges["Pallas Devices", "Nvidia H100", "uses"]
    assert (edge["relation"], edge["articles"], edge["weight"]) == ("uses", "pallas-2024", 1)
    assert network.nodes["Falco 2"]["kind"] == "model"
    assert network.has_edge("Nvidia H100", "Nvidia Hopper")


def test_csv_has_a_claim_a_line(stored):
    rows = list(csv.DictReader(io.StringIO(exported(stored, "csv").decode("utf-8"), newline="")))
    assert tuple(rows[0]) == COLUMNS
    assert len(rows) == 7
    row = next(row for row in rows if row["text"] == "fino a 9.000")
    wanted = {"value": "9000", "low": "", "high": "9000", "period_end": "2026-12-31", "of": "Nvidia H100",
              "published": "2025-02-03", "outlet": "La Gazzetta dei Chip", "hedge": "up_to"}  # fmt: skip
    assert {name: row[name] for name in wanted} == wanted
    assert row["sentence"].endswith("fino a 9.000.")
    assert next(row for row in rows if row["hedge"] == "range")["high"] == "40000000000"


def test_a_cell_is_never_a_formula(store, make_claim):
    article = Article(id="f", text="=HYPERLINK(1) cala di 3", source="f")
    claim = make_claim(article, "cala di 3", subject="=HYPERLINK(1)", value="-3", kind="change", of="-x")
    store.put(article, Extraction((claim,)))
    row = next(csv.DictReader(io.StringIO(exported(store, "csv").decode("utf-8"), newline="")))
    assert (row["subject"], row["of"], row["value"]) == ("'=HYPERLINK(1)", "'-x", "-3")


def test_an_unknown_form_is_told_what_there_is(stored):
    with pytest.raises(CifreError, match="no export format 'xls': choose one of turtle, trig"):
        exported(stored, "xls")


@pytest.mark.filterwarnings("ignore:Dataset.default_context:DeprecationWarning")
def test_open_graph_is_a_copy_for_rdflib(stored):
    dataset = open_graph(stored.path)
    query = """SELECT ?name ?value WHERE {
      ?claim a cifre:Claim ; cifre:metric metric:revenue ; qudt:hasUnit unit:CCY_EUR ;
        cifre:subjectName ?name ; cifre:value ?value . } ORDER BY ?value"""
    rows = [(str(row["name"]), row["value"].toPython()) for row in dataset.query(query)]
    assert rows == [("Pallas Devices", 118000000), ("Pallas Devices", 120000000)]
    before = stored.canonical_nquads()
    dataset.remove((None, None, None, None))
    assert stored.canonical_nquads() == before
