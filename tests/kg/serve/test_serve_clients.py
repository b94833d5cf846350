"""Clients that people use: rdflib, SPARQLWrapper, curl."""

import json
import shutil
import subprocess

import pytest
from rdflib import Graph, Literal, URIRef
from rdflib.plugins.stores.sparqlstore import SPARQLStore
from SPARQLWrapper import CSV, JSON, POST, TURTLE, XML, SPARQLWrapper
from SPARQLWrapper.SPARQLExceptions import QueryBadFormed

from kg.rdf import PREFIXES, term

NAMES = "SELECT ?name WHERE { entity:Nvidia schema:name ?name }"
CIFRE = PREFIXES["cifre"]


def declared(query):
    return f"PREFIX entity: <{PREFIXES['entity']}> PREFIX schema: <{PREFIXES['schema']}> {query}"


@pytest.mark.parametrize("method", ["GET", "POST", "POST_FORM"])
def test_rdflib_asks_it_as_a_store(server, method):
    graph = Graph(SPARQLStore(server.endpoint, method=method, returnFormat="json"))
    assert [tuple(row) for row in graph.query(declared(NAMES))] == [(Literal("Nvidia"),)]
    assert bool(graph.query(f"ASK {{ ?c a <{CIFRE}Claim> }}")) is True
    # Of JSON alone rdflib could read no graph, and says so in its request; by default it takes XML of both.
    graph = Graph(SPARQLStore(server.endpoint, method=method))
    made = graph.query(f"CONSTRUCT WHERE {{ ?a <{CIFRE}develops> ?o }}")
    assert [triple[1] for triple in made] == [URIRef(CIFRE + "develops")]
    assert len(set(graph.triples((None, URIRef(CIFRE + "develops"), None)))) == 1
    assert Literal("Nvidia") in set(
        graph.objects(URIRef(term("entity:Nvidia").value), URIRef(PREFIXES["schema"] + "name"))
    )


def test_rdflib_asks_one_graph(server):
    store = SPARQLStore(server.endpoint)
    claims = "SELECT ?c WHERE { ?c a <" + CIFRE + "Claim> }"
    for article, count in (("article:nivale", 2), ("article:pallas-2024", 5)):
        assert len(list(Graph(store, identifier=URIRef(term(article).value)).query(claims))) == count


@pytest.mark.parametrize("method", ["GET", POST])
def test_sparqlwrapper_takes_each_form(server, method):
    client = SPARQLWrapper(server.endpoint)
    client.setMethod(method)
    client.setQuery(NAMES)
    client.setReturnFormat(JSON)
    assert client.queryAndConvert()["results"]["bindings"][0]["name"]["value"] == "Nvidia"
    client.setReturnFormat(XML)
    assert client.queryAndConvert().toxml().count("<literal>Nvidia</literal>") == 1
    client.setReturnFormat(CSV)
    assert client.queryAndConvert().split() == [b"name", b"Nvidia"]
    client.setQuery("CONSTRUCT WHERE { ?a cifre:develops ?o }")
    client.setReturnFormat(TURTLE)
    assert len(Graph().parse(data=client.queryAndConvert(), format="turtle")) == 1


def test_sparqlwrapper_names_graphs_and_is_told_what_is_wrong(server):
    client = SPARQLWrapper(server.endpoint, defaultGraph=term("article:nivale").value, returnFormat=JSON)
    client.setQuery("SELECT (COUNT(*) AS ?n) { ?c a cifre:Claim }")
    assert client.queryAndConvert()["results"]["bindings"][0]["n"]["value"] == "2"
    client.setQuery("SELECT * WHERE { ?s foo:bar ?o }")
    with pytest.raises(QueryBadFormed, match="the prefix foo: is not declared"):
        client.query()


@pytest.mark.skipif(shutil.which("curl") is None, reason="curl is not installed (apt-get install curl)")
@pytest.mark.parametrize(
    "options",
    [
        ["--data-urlencode", f"query={NAMES}"],
        ["-G", "--data-urlencode", f"query={NAMES}"],
        ["-H", "Content-Type: application/sparql-query", "--data-binary", NAMES],
    ],
    ids=["form", "get", "direct"],
)
def test_curl_asks_it(server, options):
    command = ["curl", "-sSf", "--noproxy", "*", server.endpoint, *options]
    done = subprocess.run(command, capture_output=True, check=True)
    assert json.loads(done.stdout)["results"]["bindings"] == [{"name": {"type": "literal", "value": "Nvidia"}}]
