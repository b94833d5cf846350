"""SPARQL that people type: what runs, what is refused and how it is said, named queries, result forms."""

import csv
import io
import json
import re
import socket

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, QueryResultsFormat, QuerySolutions, RdfFormat, parse, parse_query_results

from corpus.article import Article
from extract.records import Extraction
from kg.rdf import entity_iri, term
from kg.sparql import LimitError, SparqlError, bind, check, limits, named_queries, run, run_named
from kg.sparql.named import TYPES
from kg.sparql.tokens import tokens


def refusal(store, query):
    with pytest.raises(SparqlError) as caught:
        run(store, query)
    message = str(caught.value)
    assert "\n" not in message
    return message


# -- running ---------------------------------------------------------------------------------------------------------


def test_a_select_gives_columns_and_rows_over_all_graphs(stored):
    result = run(stored, "SELECT ?label ?value { ?c cifre:subject ?s; cifre:of ?o; cifre:value ?value . "
                         "?o rdfs:label ?label FILTER(LANG(?label)='en') } ORDER BY ?value")  # fmt: skip
    assert (result.kind, result.columns, result.truncated) == ("select", ("label", "value"), False)
    assert [tuple(t.value for t in row) for row in result.rows] == [("Nvidia H100", "4000"), ("Nvidia H100", "9000")]


def test_an_ask_answers(stored):
    assert run(stored, "ASK { ?c cifre:unheard ?x }").boolean is False
    assert run(stored, "ASK { ?c a cifre:Claim }").boolean is True


def test_a_construct_gives_a_graph(stored):
    result = run(stored, "CONSTRUCT { ?s cifre:develops ?o } WHERE { ?s cifre:develops ?o }")
    assert result.kind == "graph"
    assert [t.object for t in result.triples] == [entity_iri("Falco 2")]


def test_more_rows_than_the_limit_are_cut_and_it_says_so(stored):
    result = run(stored, "SELECT * { ?s ?p ?o }", bounds=limits(rows=5))
    assert (len(result.rows), result.truncated) == (5, True)
    graph = run(stored, "CONSTRUCT WHERE { ?s a ?o }", bounds=limits(rows=5))
    assert (len(graph.triples), graph.truncated) == (5, True)
    assert not run(stored, "SELECT * { ?s ?p ?o } LIMIT 5", bounds=limits(rows=5)).truncated


def test_ones_own_prefix_declaration_wins(stored):
    assert run(stored, "PREFIX cifre: <http://example.org/> SELECT * { ?s a cifre:Claim }").rows == ()


def test_from_names_the_graphs_that_are_asked(stored):
    count = "SELECT (COUNT(*) AS ?n) FROM {} WHERE {{ ?c a cifre:Claim }}"
    assert run(stored, count.format("article:nivale")).rows[0][0].value == "2"
    assert run(stored, count.format("<http://example.org/unknown>")).rows[0][0].value == "0"
    assert run(stored, "SELECT ?g FROM NAMED article:nivale { GRAPH ?g { ?c a cifre:Claim } }").rows[0] == (
        term("article:nivale"),
    )


# -- refusals --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("", "the query is empty"),
        ("# only a comment", "the query is empty"),
        ("SELECT ?s {\n ?s ?p", "line 2, column 7: this is not SPARQL (the query ends too early)"),
        ("SELECT ?s WHERE {\n ?s foo:bar ?o }", "line 2, column 5: the prefix foo: is not declared: add PREFIX foo:"),
        ("SELECT ?s WHRE { ?s ?p ?o }", "line 1, column 11: this is not SPARQL, near 'WHRE { ?s ?p ?o }'"),
        ("SHOW TABLES", "line 1, column 6: this is not SPARQL, near 'TABLES'"),
        ("SELECT (<http://e/f>(1) AS ?x) {}", "the query fails (The custom function <http://e/f> is not supported)"),
    ],
)
def test_a_query_that_cannot_run_is_told_where_and_why(stored, query, message):
    assert message in refusal(stored, query)


@pytest.mark.parametrize(
    "query",
    [
        "INSERT DATA { <a:a> <a:b> <a:c> }",
        "PREFIX x: <a:x> DELETE WHERE { ?s ?p ?o }",
        "clear all",
        "DROP GRAPH <a:b>",
        "CREATE GRAPH <a:b>",
        "COPY <a:a> TO <a:b>",
        "MOVE <a:a> TO <a:b>",
        "ADD <a:a> TO <a:b>",
        "WITH <a:a> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }",
        "BASE <http://e/> # note\nInsert { ?s ?p ?o } where { ?s ?p ?o }",
    ],
)
def test_an_update_is_refused_and_changes_nothing(stored, query):
    before = stored.canonical_nquads()
    assert "would change the graph: use kg ingest and kg forget" in refusal(stored, query)
    assert stored.canonical_nquads() == before


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { SERVICE <http://127.0.0.1:%d/> { ?s ?p ?o } }",
        "SELECT * { { service SILENT <http://127.0.0.1:%d/> { ?s ?p ?o } } }",
        "SELECT * { ?s ?p 'a' . SERVICE ?p { ?s ?p ?o } BIND (<http://127.0.0.1:%d/> AS ?p) }",
        "LOAD <http://127.0.0.1:%d/>",
        'SELECT * { ?s ?p "\\"" . SERVICE <http://127.0.0.1:%d/> { } }',
        "SELECT * { ?s ?p '''it's''' . SERVICE <http://127.0.0.1:%d/> { } }",
        "SELECT * { { ?s a ?t } UNION { ?s ?p cifre:.SERVICE <http://127.0.0.1:%d/> { } } }",
        "PREFIX : <http://127.0.0.1:%d/> SELECT * { SERVICE:x { ?s ?p ?o } }",
        "SELECT * { SERVICESILENT<http://127.0.0.1:%d/>{ ?s ?p ?o } }",
        "SELECT * { BIND(true AS ?x) ?s ?p true.SERVICE<http://127.0.0.1:%d/>{ ?s ?p ?o } }",
        "SELECT * { # note\rSERVICE <http://127.0.0.1:%d/> { ?s ?p ?o } }",
    ],
)
def test_no_query_calls_another_machine(stored, query):
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        listener.settimeout(0.05)
        message = refusal(stored, query % listener.getsockname()[1])
        assert "SERVICE" in message or "LOAD" in message
        with pytest.raises(TimeoutError):
            listener.accept()


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { ?s ?p 'SERVICE <http://127.0.0.1/> LOAD' } LIMIT 1",
        "# SERVICE\nSELECT * { ?s ?p ?o } LIMIT 1 # LOAD INSERT",
        "SELECT * { <http://e/service> ?load ?service } LIMIT 1",
        "PREFIX service: <http://e/> SELECT * { service:load service:delete ?o } LIMIT 1",
        'SELECT * { ?s ?p """line\nLOAD "quoted" SERVICE""" } LIMIT 1',
        "SELECT * { ?s ?p 'x'@it . FILTER (?s<?p || ?p>?s) } LIMIT 1",
    ],
)
def test_the_same_words_in_strings_names_and_comments_are_nothing(stored, query):
    run(stored, query)


def test_a_query_too_long_or_too_deep_is_refused_before_it_is_parsed(stored):
    length, depth = limits().length, limits().depth
    assert f"more than {length:,} characters" in refusal(stored, "SELECT * { } #" + "x" * length)
    deep = "{" * 20_000 + "}" * 20_000
    said = refusal(stored, "SELECT * WHERE " + deep)
    assert f"line 1, column {16 + depth}: more than {depth} nested brackets: write the query flatter" in said
    assert "KG_SPARQL_DEPTH" in said
    with pytest.raises(LimitError):
        check("SELECT * WHERE " + deep)
    calls = "STR(" * (depth + 1) + "1" + ")" * (depth + 1)
    assert "nested" in refusal(stored, f"SELECT * {{ FILTER({calls}) }}")
    run(stored, "SELECT * WHERE " + "{" * 30 + "}" * 30)


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * FROM <file:///etc/passwd> { ?s ?p ?o }",
        "SELECT * FROM NAMED <FILE:///etc/passwd> { GRAPH ?g { ?s ?p ?o } }",
        "SELECT * FROMNAMED<file:/etc/passwd> { GRAPH ?g { ?s ?p ?o } }",
        "PREFIX etc: <file:///etc/> SELECT * FROM etc:passwd { ?s ?p ?o }",
        "BASE <file:///etc/> SELECT * FROM <passwd> { ?s ?p ?o }",
        "BASE <file:///etc/> PREFIX : <x/> CONSTRUCT FROM :y WHERE { ?s ?p ?o }",
    ],
)
def test_a_file_is_no_graph(stored, query):
    assert "FROM names a file, and no files are read here" in refusal(stored, query)


@pytest.mark.parametrize("quote", ["'", '"', "'''", '"""'])
def test_a_string_without_an_end_is_refused_where_it_begins(stored, quote):
    message = refusal(stored, f"SELECT * {{ ?s ?p {quote}SERVICE")
    assert message == "line 1, column 18: the string that begins here is not closed: close it"


@given(st.text(max_size=60))
def test_tokens_cover_any_text_and_stay_where_they_are(query):
    for token in tokens(query):
        assert query[token.start : token.start + len(token.text)] == token.text


@given(st.text(st.characters(codec="utf-8"), max_size=30))
def test_whatever_is_inside_a_string_cannot_be_refused(value):
    check(f"SELECT * WHERE {{ ?s ?p {Literal(value)} }}")


# -- forms -----------------------------------------------------------------------------------------------------------

MIXED = """SELECT ?s ?text ?number ?tagged ?none WHERE {
  VALUES (?s ?text ?number ?tagged) { (entity:Nvidia "a, \\"b\\"" 2.5 "ciao"@it) }
  OPTIONAL { ?s cifre:unheard ?none }
}"""


def test_json_is_what_the_standard_says(stored):
    result = run(stored, MIXED)
    read = parse_query_results(result.json(), format=QueryResultsFormat.JSON)
    assert isinstance(read, QuerySolutions)
    assert [v.value for v in read.variables] == list(result.columns)
    assert [tuple(row[name] for name in result.columns) for row in read] == list(result.rows)
    assert json.loads(run(stored, "ASK { }").json()) == {"head": {}, "boolean": True}
    graph = json.loads(run(stored, "CONSTRUCT { entity:Nvidia rdfs:label 'x'@it } { }").json())
    assert graph[0]["object"] == {"type": "literal", "value": "x", "xml:lang": "it"}


def test_csv_is_what_the_standard_says(stored):
    text = run(stored, MIXED).csv()
    assert list(csv.reader(io.StringIO(text))) == [
        ["s", "text", "number", "tagged", "none"],
        [entity_iri("Nvidia").value, 'a, "b"', "2.5", "ciao", ""],
    ]
    assert run(stored, "ASK { }").csv() == "boolean\r\ntrue\r\n"
    with pytest.raises(SparqlError, match="not a table"):
        run(stored, "CONSTRUCT { ?s ?p ?o } { ?s ?p ?o } LIMIT 1").csv()


def test_turtle_is_read_back_the_same(stored):
    result = run(stored, "CONSTRUCT { ?s ?p ?o } WHERE { GRAPH article:nivale { ?s ?p ?o } }")
    assert {quad.triple for quad in parse(result.turtle(), format=RdfFormat.TURTLE)} == set(result.triples)
    with pytest.raises(SparqlError, match="choose table, json or csv"):
        run(stored, MIXED).turtle()


def test_a_table_is_short_texts(stored):
    assert run(stored, MIXED).table() == (
        ("s", "text", "number", "tagged", "none"), [("entity:Nvidia", 'a, "b"', "2.5", "ciao", "")])  # fmt: skip
    assert run(stored, "ASK { }").table() == (("answer",), [("true",)])
    heads, rows = run(stored, "CONSTRUCT { entity:Nvidia a cifre:Chip } { }").table()
    assert (heads, rows) == (("subject", "predicate", "object"), [("entity:Nvidia", "rdf:type", "cifre:Chip")])


# -- named queries ---------------------------------------------------------------------------------------------------


def test_there_are_enough_and_each_says_what_it_is_for():
    queries = named_queries()
    assert len(queries) >= 10
    for name, query in queries.items():
        assert re.fullmatch(r"[a-z][a-z-]*", name)
        for words in (query.title, query.description, *(p.labels for p in query.parameters)):
            assert set(words) == {"it", "en"}, name
            assert all(isinstance(text, str) and text for text in words.values()), name
        for parameter in query.parameters:
            assert parameter.type in TYPES
            assert f"?{parameter.name} " in query.sparql + " ", name


@pytest.mark.parametrize("name", list(named_queries()))
def test_its_example_runs(stored, name):
    result = run_named(stored, name, **named_queries()[name].example)
    assert result.kind == "select"
    assert result.columns


EXPECTED = {
    "figures-of": ({"who": "Pallas Devices"}, 5),
    "metric-over-time": ({"who": "Pallas Devices", "measure": "revenue"}, 2),
    "compare": ({"measure": "revenue", "measured_in": "EUR"}, 1),
    "plans": ({"who": "Pallas Devices"}, 1),
    "said-by": ({"source": "Corriere delle Macchine"}, 1),
    "chips-in-use": ({"chip": "Nvidia H100"}, 2),
    "investments": ({"target": "Pallas Devices"}, 2),
    "models-of": ({"who": "Pallas Devices"}, 1),
    "disagreements": ({"measure": "revenue"}, 1),
    "articles-about": ({"who": "Pallas Devices"}, 2),
    "neighbours": ({"who": "Pallas Devices"}, 5),
    "people-and-offices": ({"organisation": "Pallas Devices"}, 1),
    "inferred": ({"flag": "currency-inferred"}, 1),
    "in-article": ({"article": "pallas-2024"}, 5),
    "most-written-about": ({}, 3),
    "metrics-in-use": ({}, 4),
}


def test_every_query_is_tested():
    assert set(EXPECTED) == set(named_queries())


@pytest.mark.parametrize("name", list(EXPECTED))
def test_it_finds_what_the_articles_say(stored, name):
    values, rows = EXPECTED[name]
    result = run_named(stored, name, **values)
    assert len(result.rows) == rows, result.table()
    if values:
        wrong = {key: "USD" if key == "measured_in" else "nessuno" for key in values}
        assert run_named(stored, name, **wrong).rows == ()
        assert len(run_named(stored, name).rows) >= rows  # left open, it answers for all


def test_the_disagreement_names_both_sides(stored):
    row = dict(zip(*[(r := run_named(stored, "disagreements")).columns, r.rows[0]], strict=True))
    assert (row["lower"].value, row["higher"].value) == ("118000000", "120000000")
    assert (row["lowerArticle"], row["higherArticle"]) == (term("article:nivale"), term("article:pallas-2024"))


def test_a_value_stays_a_value_whatever_it_says(store):
    name = 'X" } UNION { ?s ?p ?o } #'
    article = Article(id="a", text="x", source="a")
    store.put(article, Extraction())
    assert run_named(store, "inferred", flag=name).rows == ()
    assert run_named(store, "figures-of", who=name).rows == ()
    assert run_named(store, "in-article", article=name).rows == ()


@pytest.mark.parametrize(
    ("name", "values", "message"),
    [
        ("none", {}, "there is no query named 'none': choose one of articles-about"),
        ("plans", {"whom": "x"}, "the query plans has no parameter 'whom': it has who"),
        ("metrics-in-use", {"x": "y"}, "it has none"),
    ],
)
def test_a_wrong_name_is_told_what_there_is(stored, name, values, message):
    with pytest.raises(SparqlError, match=re.escape(message)):
        run_named(stored, name, **values)


@pytest.mark.parametrize(("kind", "value"), [("date", "ieri"), ("number", "due"), ("integer", "2.5")])
def test_a_value_that_is_not_of_its_type_is_refused(kind, value):
    with pytest.raises(ValueError, match=r"."):
        TYPES[kind](value)


def test_a_bound_query_shows_its_values_and_needs_a_where():
    query = bind(
        "SELECT ?s WHERE { ?s rdfs:label ?l }",
        {"l": Literal('a "b"'), "s": NamedNode("http://e/x y".replace(" ", "_"))},
    )
    assert 'VALUES (?l ?s) { ("a \\"b\\"" <http://e/x_y>) }' in query
    with pytest.raises(SparqlError, match="WHERE"):
        bind("SELECT ?s { ?s ?p ?o }", {"s": Literal("x")})
