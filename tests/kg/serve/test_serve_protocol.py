"""The conditions of the SPARQL 1.1 Protocol for queries, each over HTTP against a real server."""

import csv
import io
import json
from urllib.parse import quote, urlencode

import pytest
from pyoxigraph import NamedNode, QueryResultsFormat, RdfFormat, parse, parse_query_results

from kg.rdf import term

FORM, DIRECT = "application/x-www-form-urlencoded", "application/sparql-query"
CLAIMS = "SELECT (COUNT(*) AS ?n) WHERE { ?c a cifre:Claim }"
PALLAS, NIVALE = term("article:pallas-2024").value, term("article:nivale").value
GRAPHS = "SELECT DISTINCT ?g WHERE { GRAPH ?g { ?c a cifre:Claim } }"


def number(reply):
    assert reply.status == 200, reply.text
    return int(json.loads(reply.text)["results"]["bindings"][0]["n"]["value"])


def graphs(reply):
    assert reply.status == 200, reply.text
    return {row["g"]["value"] for row in json.loads(reply.text)["results"]["bindings"]}


def post(server, body, media=FORM, path="/sparql", **headers):
    data = body if isinstance(body, bytes) else body.encode()
    return server.send("POST", path, data, ({"Content-Type": media} if media else {}) | headers)


# -- the three ways to send a query ------------------------------------------------------------------------------------


def test_a_query_by_get(server):
    assert number(server.get(CLAIMS)) == 7


def test_a_query_by_post_as_a_form(server):
    assert number(post(server, urlencode({"query": CLAIMS}))) == 7
    assert number(post(server, urlencode({"query": CLAIMS}), f"{FORM}; charset=UTF-8")) == 7


def test_a_query_by_post_as_it_is(server):
    assert number(post(server, CLAIMS, DIRECT)) == 7
    assert number(post(server, CLAIMS, f"{DIRECT}; charset=utf-8")) == 7


def test_letters_beyond_ascii_arrive_by_each_way(server):
    query = "SELECT ?x WHERE { BIND('perché €' AS ?x) }"
    for reply in (server.get(query), post(server, urlencode({"query": query})), post(server, query, DIRECT)):
        assert json.loads(reply.text)["results"]["bindings"][0]["x"]["value"] == "perché €"


# -- the graphs that are asked -----------------------------------------------------------------------------------------


def test_without_any_all_graphs_together_are_asked(server):
    assert number(server.get(CLAIMS)) == 7


@pytest.mark.parametrize("way", ["get", "form", "direct"])
def test_default_graphs_by_each_way(server, way):
    def ask(query, **parameters):
        if way == "get":
            return server.get(query, **parameters)
        if way == "form":
            return post(server, urlencode({"query": query} | parameters, doseq=True))
        return post(server, query, DIRECT, "/sparql?" + urlencode(parameters, doseq=True))

    assert number(ask(CLAIMS, **{"default-graph-uri": NIVALE})) == 2
    assert number(ask(CLAIMS, **{"default-graph-uri": PALLAS})) == 5
    assert number(ask(CLAIMS, **{"default-graph-uri": [PALLAS, NIVALE]})) == 7
    assert number(ask(CLAIMS, **{"default-graph-uri": "http://example.org/none"})) == 0
    assert graphs(ask(GRAPHS, **{"named-graph-uri": [PALLAS, NIVALE]})) == {PALLAS, NIVALE}
    assert graphs(ask(GRAPHS, **{"named-graph-uri": NIVALE})) == {NIVALE}
    both = f"SELECT (COUNT(*) AS ?n) WHERE {{ ?c a cifre:Claim . GRAPH <{NIVALE}> {{ ?d a cifre:Claim }} }}"
    assert number(ask(both, **{"default-graph-uri": PALLAS, "named-graph-uri": NIVALE})) == 10


def test_graphs_that_a_form_leaves_in_the_address_are_asked(server):
    def ask(address, **body):
        return post(server, urlencode({"query": CLAIMS} | body), FORM, "/sparql?" + urlencode(address))

    assert number(ask({"default-graph-uri": NIVALE})) == 2
    assert number(ask({"default-graph-uri": NIVALE}, **{"default-graph-uri": PALLAS})) == 7
    named = post(server, urlencode({"query": GRAPHS}), FORM, "/sparql?" + urlencode({"named-graph-uri": PALLAS}))
    assert graphs(named) == {PALLAS}
    assert ask({"default-graph-uri": "file:///etc/passwd"}).status == 400


def test_the_requests_graphs_count_before_those_of_the_query(server):
    claims = f"SELECT (COUNT(*) AS ?n) FROM <{PALLAS}> WHERE {{ ?c a cifre:Claim }}"
    assert number(server.get(claims)) == 5
    assert number(server.get(claims, **{"default-graph-uri": NIVALE})) == 2
    named = f"SELECT DISTINCT ?g FROM NAMED <{PALLAS}> WHERE {{ GRAPH ?g {{ ?c a cifre:Claim }} }}"
    assert graphs(server.get(named, **{"named-graph-uri": NIVALE})) == {NIVALE}
    assert graphs(server.get(named, **{"default-graph-uri": NIVALE})) == set()


@pytest.mark.parametrize("name", ["default-graph-uri", "named-graph-uri"])
@pytest.mark.parametrize(
    ("iri", "problem"), [("file:///etc/passwd", "names a file"), ("not an iri", "which is no IRI")]
)
def test_what_is_no_graph_is_refused(server, name, iri, problem):
    reply = server.get(CLAIMS, **{name: iri})
    assert (reply.status, problem in reply.text) == (400, True)


# -- bad requests ------------------------------------------------------------------------------------------------------

TWICE = urlencode([("query", "ASK {}"), ("query", "ASK {}")])
BAD = {
    "a syntax error by GET": ("GET", f"/sparql?query={quote('SELECT * WHERE {')}", None, None, 400),
    "a syntax error by form": ("POST", "/sparql", FORM, urlencode({"query": "SELEKT *"}), 400),
    "a syntax error as it is": ("POST", "/sparql", DIRECT, "ASK", 400),
    "an empty query": ("GET", "/sparql?query=", None, None, 400),
    "two queries by GET": ("GET", f"/sparql?{TWICE}", None, None, 400),
    "two queries by form": ("POST", "/sparql", FORM, TWICE, 400),
    "a query in body and address": ("POST", "/sparql?query=ASK%7B%7D", DIRECT, "ASK {}", 400),
    "a query in form and address": ("POST", "/sparql?query=ASK%7B%7D", FORM, "query=ASK%7B%7D", 400),
    "no query by GET": ("GET", "/sparql?default-graph-uri=http%3A%2F%2Fexample.org%2F", None, None, 400),
    "no query by form": ("POST", "/sparql", FORM, "x=y", 400),
    "an empty form": ("POST", "/sparql", FORM, "", 400),
    "an empty body": ("POST", "/sparql", DIRECT, "", 400),
    "an update in a query by GET": ("GET", f"/sparql?query={quote('CLEAR ALL')}", None, None, 400),
    "an update in a query by form": (
        "POST",
        "/sparql",
        FORM,
        urlencode({"query": "INSERT DATA { <a:a> a <a:b> }"}),
        400,
    ),
    "an update in a query as it is": ("POST", "/sparql", DIRECT, "DROP ALL", 400),
    "an update by GET": ("GET", f"/sparql?update={quote('CLEAR ALL')}", None, None, 400),
    "an update by form": ("POST", "/sparql", FORM, urlencode({"update": "CLEAR ALL"}), 400),
    "an update as it is": ("POST", "/sparql", "application/sparql-update", "CLEAR ALL", 415),
    "graphs of an update": ("GET", "/sparql?query=ASK%7B%7D&using-graph-uri=a%3Ab", None, None, 400),
    "bytes that are not UTF-8 by GET": ("GET", "/sparql?query=ASK%20%7B%20%3Fs%20%3Fp%20%22%E9%22%7D", None, None, 400),
    "bytes that are not UTF-8 by form": ("POST", "/sparql", FORM, b"query=ASK%7B%7D%E9", 400),
    "bytes that are not UTF-8 as they are": ("POST", "/sparql", DIRECT, "ASK { ?s ?p 'è' }".encode("utf-16"), 400),
    "another encoding": ("POST", "/sparql", f"{DIRECT}; charset=iso-8859-1", "ASK {}", 415),
    "another media type": ("POST", "/sparql", "text/plain", "ASK {}", 415),
    "a media type for parts": ("POST", "/sparql", "multipart/form-data; boundary=x", "--x--", 415),
    "no media type": ("POST", "/sparql", None, "query=ASK%7B%7D", 415),
    "PUT": ("PUT", "/sparql?query=ASK%7B%7D", DIRECT, "ASK {}", 405),
    "DELETE": ("DELETE", "/sparql", None, None, 405),
    "PATCH": ("PATCH", "/sparql", DIRECT, "ASK {}", 405),
    "an address that is not there": ("GET", "/query?query=ASK%7B%7D", None, None, 404),
    "SERVICE": ("POST", "/sparql", DIRECT, "ASK { SERVICE <http://127.0.0.1/> {} }", 400),
    "a file as a graph": ("POST", "/sparql", DIRECT, "ASK FROM <file:///etc/passwd> {}", 400),
    "far too many parameters": ("GET", "/sparql?" + "a=b&" * 2000 + "query=ASK%7B%7D", None, None, 400),
    "a query that is too long in the address": ("GET", "/sparql?query=ASK%7B%7D%23" + "x" * 60_000, None, None, 414),
    "a query that is too long in a form": ("POST", "/sparql", FORM, "query=ASK%7B%7D%23" + "x" * 60_000, 413),
    "a query of ten megabytes": ("POST", "/sparql", DIRECT, "ASK {} #" + "x" * 10_000_000, 413),
}


@pytest.mark.parametrize("condition", list(BAD))
def test_a_bad_request_is_told_on_one_line(server, condition):
    method, path, media, body, status = BAD[condition]
    data = None if body is None else body if isinstance(body, bytes) else body.encode()
    reply = server.send(method, path, data, {"Content-Type": media} if media else {})
    assert (reply.status, reply.media) == (status, "text/plain"), reply.text
    assert reply.text.count("\n") == 1
    assert reply.text.endswith("\n")
    assert len(reply.text) < 300
    if status == 405:
        assert {"GET", "POST"} <= set(reply.headers["allow"].replace(" ", "").split(","))


@pytest.mark.parametrize("encoding", ["gzip", "deflate", "br"])
def test_a_request_that_is_encoded_is_told_how_to_come(server, encoding):
    reply = post(server, "ASK {}", DIRECT, **{"Content-Encoding": encoding})
    assert (reply.status, reply.headers["accept-encoding"]) == (415, "identity")
    assert f"the content encoding is {encoding}: send it as it is" in reply.text
    assert post(server, "ASK {}", DIRECT, **{"Content-Encoding": "identity"}).status == 200


def test_nothing_of_it_has_changed_the_graph(server):
    assert number(server.get(CLAIMS)) == 7


# -- forms of an answer ------------------------------------------------------------------------------------------------

TABLE = """SELECT ?a ?b ?c WHERE { VALUES (?a ?b ?c) {
  (entity:Nvidia "un \\"testo\\", con\\nrighe"@it 2.50) (UNDEF 1e3 true) (<http://example.org/è> "" UNDEF) } }"""
RESULTS = {
    "application/sparql-results+json": QueryResultsFormat.JSON,
    "application/sparql-results+xml": QueryResultsFormat.XML,
    "text/tab-separated-values": QueryResultsFormat.TSV,
}


@pytest.mark.parametrize("media", list(RESULTS))
def test_a_table_in_each_form_says_the_same(server, media):
    reply = server.get(TABLE, accept=media)
    assert (reply.status, reply.media) == (200, media)
    assert int(reply.headers["content-length"]) == len(reply.body)
    rows = [tuple(row) for row in parse_query_results(reply.body, format=RESULTS[media])]
    assert [tuple(None if value is None else value.value for value in row) for row in rows] == [
        (term("entity:Nvidia").value, 'un "testo", con\nrighe', "2.5"),
        (None, rows[1][1].value, "true"),
        ("http://example.org/è", "", None),
    ]
    assert float(rows[1][1].value) == 1000
    assert (rows[0][1].language, rows[0][2].datatype.value.rpartition("#")[2]) == ("it", "decimal")


def test_a_table_as_csv(server):
    reply = server.get(TABLE, accept="text/csv")
    assert reply.headers["content-type"] == "text/csv; charset=utf-8"
    rows = list(csv.reader(io.StringIO(reply.text, newline="")))
    assert rows[:2] == [["a", "b", "c"], [term("entity:Nvidia").value, 'un "testo", con\nrighe', "2.5"]]
    assert len(rows) == 4


@pytest.mark.parametrize("media", list(RESULTS)[:2])
def test_an_answer_yes_or_no(server, media):
    for query, answer in (("ASK { ?c a cifre:Claim }", True), ("ASK { ?c a cifre:Unheard }", False)):
        reply = server.get(query, accept=media)
        assert reply.media == media
        assert bool(parse_query_results(reply.body, format=RESULTS[media])) is answer


def test_yes_or_no_as_csv_and_tsv(server):
    for media in ("text/csv", "text/tab-separated-values"):
        assert server.get("ASK {}", accept=media).text.split() in (["true"], ["boolean", "true"])


RDF = {
    "text/turtle": RdfFormat.TURTLE,
    "application/n-triples": RdfFormat.N_TRIPLES,
    "application/ld+json": RdfFormat.JSON_LD,
    "application/rdf+xml": RdfFormat.RDF_XML,
}


@pytest.mark.parametrize("query", [f"CONSTRUCT WHERE {{ <{NIVALE}> ?p ?o }}", f"DESCRIBE <{NIVALE}>"])
@pytest.mark.parametrize("media", list(RDF))
def test_a_graph_in_each_form_says_the_same(server, original, query, media):
    from kg.store import Store

    expected = {quad.triple for quad in Store(original).reader().quads_for_pattern(NamedNode(NIVALE), None, None, None)}
    reply = server.get(query, accept=media)
    assert (reply.status, reply.media) == (200, media)
    assert {quad.triple for quad in parse(reply.body, format=RDF[media])} == expected
    assert len(expected) > 3


@pytest.mark.parametrize(
    ("accept", "table", "graph"),
    [
        (None, "application/sparql-results+json", "text/turtle"),
        ("*/*", "application/sparql-results+json", "text/turtle"),
        ("application/json", "application/sparql-results+json", "application/ld+json"),
        ("application/xml", "application/sparql-results+xml", "application/rdf+xml"),
        ("text/*", "text/csv", "text/turtle"),
        ("text/csv;q=0.3, application/sparql-results+xml;q=0.8, text/turtle;q=0.2, application/n-triples;q=0.9",
         "application/sparql-results+xml", "application/n-triples"),
        ("application/sparql-results+json;q=0, */*;q=0.1, text/turtle;q=0", "application/sparql-results+xml",
         "application/n-triples"),
        ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", "application/sparql-results+xml",
         "application/rdf+xml"),
    ],
)  # fmt: skip
def test_the_client_chooses_the_form(server, accept, table, graph):
    assert server.get("SELECT * { }", accept=accept).media == table
    assert server.get("ASK { }", accept=accept).media == table
    assert server.get("CONSTRUCT WHERE { }", accept=accept).media == graph


CONTROL, NAMELESS = "'a\\u0001b'", "<http://example.org/1>"


@pytest.mark.parametrize(
    ("query", "media"),
    [
        ("CONSTRUCT { <a:a> <a:b> <<( <a:a> <a:b> 'c' )>> } WHERE { }", "application/ld+json"),
        (f"CONSTRUCT {{ <a:a> <a:b> {CONTROL} }} WHERE {{ }}", "application/rdf+xml"),
        (f"CONSTRUCT {{ <a:a> {NAMELESS} 'c' }} WHERE {{ }}", "application/rdf+xml"),
        (f"SELECT ({CONTROL} AS ?x) {{ }}", "application/sparql-results+xml"),
        ("SELECT ('a\\uFFFEb' AS ?x) { }", "application/sparql-results+xml"),
    ],
)
def test_a_form_that_cannot_hold_the_answer_is_told(server, query, media):
    reply = server.get(query, accept=media)
    assert (reply.status, reply.text.count("\n")) == (406, 1), reply.text
    assert f"{media} cannot hold this answer (" in reply.text
    assert "choose another form" in reply.text
    assert server.get(query).status == 200


@pytest.mark.parametrize("query", ["SELECT * { }", "ASK { }", "CONSTRUCT WHERE { }"])
def test_a_form_that_there_is_not_is_told(server, query):
    reply = server.get(query, accept="image/png")
    assert reply.status == 406
    assert "accept one of" in reply.text
    assert server.get("SELECT * {}", accept="text/turtle").status == 406


def test_head_says_what_get_would(server):
    reply = server.send("HEAD", "/sparql?query=ASK%7B%7D")
    assert (reply.status, reply.media, reply.body) == (200, "application/sparql-results+json", b"")


# -- the service itself ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("media", list(RDF))
def test_without_a_query_the_service_describes_itself(server, media):
    sd = "http://www.w3.org/ns/sparql-service-description#"
    reply = server.get(accept=media)
    assert reply.media == media
    found = {quad.triple for quad in parse(reply.body, format=RDF[media])}
    service = NamedNode(server.endpoint)
    said = {(triple.predicate.value.removeprefix(sd), triple.object) for triple in found if triple.subject == service}
    assert ("endpoint", service) in said
    assert ("supportedLanguage", NamedNode(sd + "SPARQL11Query")) in said
    assert ("feature", NamedNode(sd + "UnionDefaultGraph")) in said
    assert len([name for name, _ in said if name == "resultFormat"]) == 8


def test_a_browser_is_led_to_the_editor(server):
    reply = server.get(accept="text/html,application/xhtml+xml,*/*;q=0.8")
    assert (reply.status, reply.headers["location"]) == (303, f"http://127.0.0.1:{server.port}/")
