"""Attacks on the query box, each on real processes: which limit it meets, and that others are answered meanwhile."""

import contextlib
import gc
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import example, given, settings
from hypothesis import strategies as st
from pyoxigraph import BlankNode, Literal, NamedNode

from corpus.article import Article
from extract.records import Extraction
from kg.cli import cli
from kg.sparql import LimitError, Pool, SparqlError, Ticket, check, limits, run, stream
from kg.sparql import worker as worker_file
from kg.sparql.pool import EngineError, Job
from kg.store import Store, StoreError

LOW = limits(time=1.0, memory=160, rows=1000, bytes=1, workers=2)
PRODUCT = "?a ?b ?c . ?d ?e ?f . ?g ?h ?i"
ANY = "(<a:a>|!<a:a>)*"
ALL = "CONCAT(STR(?c), STR(?f), STR(?i))"
TEN = "VALUES ?{0} {{ 0 1 2 3 4 5 6 7 8 9 }}"
MILLIONS = " ".join(TEN.format(name) for name in "abcdefg")  # 10^7 rows
ENDLESS = f"SELECT (COUNT(*) AS ?n) {{ {PRODUCT} }}"
LINUX = pytest.mark.skipif(sys.platform != "linux", reason="only Linux has these walls")


@pytest.fixture(name="pool")
def _pool():
    pool = Pool(LOW)
    yield pool
    pool.close()


@pytest.fixture(name="listener")
def _listener():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        listener.settimeout(0.05)
        yield listener
        with pytest.raises(TimeoutError):  # nobody has called
            listener.accept()


def ask(store, query, pool, **fields):
    """Return the outcome and the bytes of a query that is not checked before."""
    pieces = []
    job = Job(**{"query": query, "rows": pool.bounds.rows, "union": True} | fields)
    return pool.run(store, job, pieces.append), b"".join(pieces)


def count(store, pool):
    return int(ask(store, "SELECT (COUNT(*) AS ?n) { ?c a cifre:Claim }", pool)[1].split()[1])


# -- attacks ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("attack", "met"),
    [
        (ENDLESS, {"sparql_time"}),
        (f"SELECT * {{ {PRODUCT} }} ORDER BY ?i ?f", {"sparql_memory", "sparql_time"}),
        (f"SELECT (COUNT(DISTINCT {ALL}) AS ?n) {{ {PRODUCT} }}", {"sparql_memory", "sparql_time"}),
        (f"SELECT (GROUP_CONCAT(CONCAT(STR(?c), ?f)) AS ?all) {{ {PRODUCT} }}", {"sparql_memory", "sparql_time"}),
        (
            'SELECT * { BIND("x" AS ?x0) '
            + " ".join(f"BIND(CONCAT(?x{n}, ?x{n}, ?x{n}, ?x{n}) AS ?x{n + 1})" for n in range(20))
            + " }",
            {"sparql_memory"},
        ),
        (
            'SELECT * { ?s ?p ?o FILTER(REGEX(STR(?o), "((x{1000}){1000}){1000}")) }',
            {"sparql_memory", "sparql_time", None},
        ),
        (f"SELECT * {{ {PRODUCT} FILTER(REGEX({ALL}, '^(((a|b|c|.)*)*)*#never$')) }}", {"sparql_time"}),
        (f"SELECT * {{ ?s {ANY}/{ANY} ?o . ?s2 {ANY} ?o2 }} ORDER BY ?o", {"sparql_memory", "sparql_time"}),
        ("SELECT * { FILTER(" + "1+" * 20_000 + "1) }", {"sparql_memory", "sparql_time", None}),
        ("SELECT * { ?s <a:a>" + "/<a:a>" * 7_000 + " ?o }", {"sparql_memory", "sparql_time", None}),
        (f"CONSTRUCT {{ ?a ?b ?f }} WHERE {{ {PRODUCT} FILTER({ALL} = 'never') }}", {"sparql_time"}),
    ],
    ids=[
        *("product", "sort", "distinct", "group-concat", "doubling", "regex-size"),
        *("regex-steps", "paths", "sum", "path", "construct"),
    ],
)
def test_an_attack_meets_a_limit_and_others_are_answered(stored, pool, attack, met):
    found = []

    def attacker():
        try:
            stream(stored, attack, lambda piece: None, pool=pool, rows=LOW.rows)
        except SparqlError as error:
            found.append(error)

    thread = threading.Thread(target=attacker)
    thread.start()
    answered = 0
    while thread.is_alive():
        assert count(stored, pool) == 7
        answered += 1
    thread.join()
    assert answered > 0
    assert len(found) == 1, "the attack came through"
    assert getattr(found[0], "limit", None) in met, found[0]
    assert "\n" not in str(found[0])
    if isinstance(found[0], LimitError):
        assert f"(the limit is {found[0].limit.upper().replace('SPARQL', 'KG_SPARQL')})" in str(found[0])
    assert count(stored, pool) == 7


def test_ten_million_rows_are_cut_where_the_limit_is(stored):
    result = run(stored, f"SELECT * {{ {MILLIONS} }}", bounds=LOW)
    assert (len(result.rows), result.truncated) == (1000, True)


def test_a_result_that_is_too_large_says_so(stored, pool):
    with pytest.raises(LimitError, match=r"the result is larger than 1 MiB: .*KG_SPARQL_BYTES"):
        ask(stored, f"SELECT * {{ {MILLIONS} }}", pool, rows=10**7)


def test_a_result_of_3000_variables_or_with_a_name_of_40_000_letters_is_refused_before_its_first_row(stored, pool):
    many = " ".join(f"?v{n}" for n in range(3000))
    for query in (f"SELECT {many} {{ {MILLIONS} }}", f"SELECT * {{ {MILLIONS} OPTIONAL {{ VALUES ({many}) {{ }} }} }}"):
        with pytest.raises(LimitError, match=r"more than 100 variables: .*KG_SPARQL_COLUMNS"):
            stream(stored, query, pytest.fail, pool=pool, rows=10**7)
    for name in ("x" * 40_000, "x" + "\u00b7" * 40_000):
        with pytest.raises(LimitError, match=r"more than 100 letters: .*KG_SPARQL_LETTERS"):
            stream(stored, f"SELECT ?{name} {{ {MILLIONS} }}", pytest.fail, pool=pool, rows=10**7)
    assert count(stored, pool) == 7


def test_json_that_grows_far_beyond_the_rows_is_refused(stored, monkeypatch):
    names = " ".join(f"(1 AS ?{'n' * 90}{n})" for n in range(80))
    result = run(stored, f"SELECT {names} {{ {TEN.format('a')} {TEN.format('b')} }}")
    graph = run(stored, f"CONSTRUCT {{ ?s ?p '{'x' * 10_000}' }} {{ ?s ?p ?o }} LIMIT 200")
    assert min(len(result.json()), len(graph.json())) > 1 << 20
    monkeypatch.setenv("KG_SPARQL_BYTES", "1")
    with pytest.raises(LimitError, match=r"the result is larger than 1 MiB: .*KG_SPARQL_BYTES"):
        result.json()
    with pytest.raises(LimitError, match="KG_SPARQL_BYTES"):
        graph.json()


def test_rows_are_passed_on_without_being_held(stored):
    """A result of many times the memory that the process may have, and that of this one does not grow with it."""
    pool = Pool(limits(memory=32, bytes=1024))
    size = 0

    def take(piece):
        nonlocal size
        size += len(piece)
        assert len(piece) < 1 << 20

    wide = " ".join(f'("{name * 60}" AS ?w{name})' for name in "xyz")
    query = f"SELECT ?a ?b {wide} {{ {' '.join(TEN.format(name) for name in 'abcdef')} }}"
    outcome = pool.run(stored, Job(query=query, rows=10**7, union=True), take)
    pool.close()
    assert not outcome.truncated
    assert size > 150 << 20


def test_a_query_of_ten_megabytes_or_nested_20_000_deep_is_refused(stored, pool):
    with pytest.raises(LimitError, match=r"more than 50,000 characters: shorten it, .*KG_SPARQL_LENGTH"):
        run(stored, "SELECT * { ?s ?p '" + "x" * 10_000_000 + "' }")
    deep = "SELECT * WHERE " + "{" * 20_000 + "}" * 20_000
    with pytest.raises(LimitError, match=r"more than 64 nested brackets: .*KG_SPARQL_DEPTH"):
        run(stored, deep)
    with pytest.raises(SparqlError, match=r"too deep or too involved.*no setting raises it|KG_SPARQL_MEMORY|_TIME"):
        ask(stored, deep, pool)  # not even where the check lets it through
    assert count(stored, pool) == 7


@given(st.text(st.sampled_from("\"'\\\n.:<>ax-@_?1e{}# "), min_size=1, max_size=6))
@example('\\"""\n')
@example("a.")
@example('\\"')
@settings(max_examples=50, deadline=None)
def test_the_check_itself_takes_about_as_long_for_any_text(part):
    def seconds(text):
        begun = time.process_time()
        with contextlib.suppress(SparqlError):
            check((text * 50_000)[:49_000], limits(depth=50_000))
        return time.process_time() - begun

    assert seconds(part) < 50 * seconds("?s ?p 'o' . ")


# -- walls -----------------------------------------------------------------------------------------------------------


@LINUX
def test_no_query_reaches_a_listener_even_where_the_check_lets_it_through(stored, pool, listener):
    assert set(pool.walls()) >= {"filter", "memory"}
    port = listener.getsockname()[1]
    for silent in ("", "SILENT "):
        query = f"SELECT * {{ SERVICE {silent}<http://127.0.0.1:{port}/> {{ ?s ?p ?o }} }}"
        if silent:
            assert b"\n" in ask(stored, query, pool)[1]
        else:
            with pytest.raises(EngineError, match=r"failed"):
                ask(stored, query, pool)
    with pytest.raises(EngineError, match="syntax"):
        ask(stored, f"LOAD <http://127.0.0.1:{port}/>", pool)
    with pytest.raises(EngineError, match="syntax"):
        ask(stored, "INSERT DATA { <a:a> <a:a> <a:a> }", pool)


def test_no_query_reads_a_file_even_where_the_check_lets_it_through(stored, pool, tmp_path):
    file = tmp_path / "real.nt"
    file.write_text("<a:a> <a:b> 'c' .\n", encoding="utf-8")
    for clause in (
        f"FROM <{file.as_uri()}> {{ ?s ?p ?o }}",
        f"FROM NAMED <{file.as_uri()}> {{ GRAPH ?g {{ ?s ?p ?o }} }}",
    ):
        assert ask(stored, f"SELECT ?o {clause}", pool, union=False)[1] == b"?o\n"
    named = {"default_graphs": (file.as_uri(),), "named_graphs": (file.as_uri(),)}
    assert ask(stored, "SELECT ?o { ?s ?p ?o }", pool, union=False, **named)[1] == b"?o\n"


@LINUX
@pytest.mark.parametrize(
    ("attempt", "error"),
    [
        ("import socket; socket.socket()", "PermissionError"),
        ("import socket; socket.socket(socket.AF_UNIX)", "PermissionError"),
        ("import subprocess; subprocess.run(['/bin/true'])", "PermissionError"),
        ("f = open('big', 'wb'); f.write(b'x' * 200_000); f.flush()", "File too large"),
        ("bound(16 << 20); x = b'x' * (64 << 20)", "MemoryError"),
    ],
)
def test_each_wall_holds(tmp_path, attempt, error):
    code = (
        f"import sys; sys.path.insert(0, {str(Path(worker_file.__file__).parent)!r})\nfrom worker import *\nshut_in()\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code + attempt], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert done.returncode != 0
    assert error in done.stderr.splitlines()[-1]


@LINUX
def test_a_worker_knows_nothing_of_the_environment(stored, pool, monkeypatch):
    monkeypatch.setenv("KG_SERVE_TOKEN", "not for workers")
    assert count(stored, pool) == 7
    pid = pool.pids()[-1]
    assert b"not for workers" not in Path(f"/proc/{pid}/environ").read_bytes()


# -- a damaged index -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("harm", ["bytes", "lost"])
def test_a_damaged_index_is_told_as_such_and_can_be_made_again(stored, harm):
    folder = stored.pinned().folder
    assert folder is not None
    for table in folder.glob("*.sst"):
        size = table.stat().st_size
        table.unlink()  # it is shared with other stores
        if harm == "bytes":
            table.write_bytes(b"x" * size)
    with pytest.raises(
        StoreError, match="the index of the store is damaged: make it anew with kg store rebuild"
    ) as told:
        run(stored, "SELECT * { ?s ?p ?o }")
    assert str(folder) not in str(told.value)
    done = CliRunner().invoke(cli, ["store", "rebuild", "--store", str(stored.path)])
    assert done.exit_code == 0, done.output
    assert run(stored, "SELECT (COUNT(*) AS ?n) { ?c a cifre:Claim }").rows[0][0].value == "7"


# -- the pool --------------------------------------------------------------------------------------------------------


def test_where_all_are_busy_one_waits_and_is_told(stored):
    pool = Pool(limits(time=1.5, workers=1, wait=0.1))

    def slow():
        with contextlib.suppress(LimitError):
            ask(stored, ENDLESS, pool)

    thread = threading.Thread(target=slow)
    thread.start()
    while not pool._busy:
        time.sleep(0.01)
    with pytest.raises(LimitError, match=r"all 1 processes for queries are busy: try again in a moment") as caught:
        count(stored, pool)
    assert caught.value.limit == "sparql_wait"
    thread.join()
    assert count(stored, pool) == 7
    pool.close()


def test_a_query_that_is_given_up_ends_at_once(stored):
    pool = Pool(limits(time=600))
    ticket = Ticket()
    threading.Timer(0.5, ticket.cancel).start()
    with pytest.raises(SparqlError, match="given up"):
        pool.run(stored, Job(query=ENDLESS, rows=1, union=True), lambda piece: None, ticket)
    assert count(stored, pool) == 7
    pool.close()


def test_a_process_that_somebody_ends_is_replaced(stored, pool):
    assert count(stored, pool) == 7
    os.kill(pool.pids()[-1], signal.SIGKILL)
    time.sleep(0.2)
    assert count(stored, pool) == 7


def test_no_process_is_left(stored):
    pool = Pool(LOW)
    pool.warm(2)
    count(stored, pool)
    processes = [worker._process for worker in pool._idle]
    assert len(processes) == 2
    pool.close()
    assert all(process.poll() is not None for process in processes)


def test_what_is_stored_meanwhile_is_found(stored, pool):
    titles = "SELECT ?id { ?a a schema:NewsArticle ; schema:identifier ?id } ORDER BY ?id"
    assert ask(stored, titles, pool)[1] == b'?id\n"nivale"\n"pallas-2024"\n'
    stored.put(Article(id="zeta", text="Zeta.", source="z"), Extraction())
    assert ask(stored, titles, pool)[1].endswith(b'"zeta"\n')
    stored.forget("zeta")
    assert b"zeta" not in ask(stored, titles, pool)[1]


def test_a_graph_in_memory_is_asked_as_well_and_leaves_no_file(tmp_path, pool):
    from pyoxigraph import Quad
    from pyoxigraph import Store as Graph

    from kg.sparql import pool as module
    from kg.store.reading import Pinned

    graph = Graph()
    graph.add(Quad(NamedNode("a:a"), NamedNode("a:b"), Literal("c"), NamedNode("a:g")))
    pinned = Pinned(graph)
    assert ask(pinned, "SELECT ?o { ?s ?p ?o }", pool)[1] == b'?o\n"c"\n'
    path = Path(module._dumps[pinned])
    assert path.exists()
    del pinned
    gc.collect()
    assert not path.exists()
    assert run(Store(tmp_path / "none"), "SELECT ?n { entity:Nvidia schema:name ?n }").rows == ((Literal("Nvidia"),),)


TERMS = st.one_of(
    st.none(),
    st.builds(Literal, st.text(st.characters(codec="utf-8"))),
    st.builds(Literal, st.text("abc\r\n\t\\\"'é"), language=st.sampled_from(["it", "en-gb"])),
    st.builds(
        Literal,
        st.sampled_from(["1", "+01", "1.50", "1e3", "INF", "true", "x", ""]),
        datatype=st.sampled_from(["integer", "decimal", "double", "boolean", "date", "int"]).map(
            lambda name: NamedNode(f"http://www.w3.org/2001/XMLSchema#{name}")
        ),
    ),
    st.sampled_from([NamedNode("http://example.org/è?a=b#c")]),
)


EMPTY = Store("/nonexistent")


@given(st.lists(st.tuples(TERMS, TERMS), max_size=5))
@settings(max_examples=60, deadline=None)
def test_terms_come_out_of_the_process_as_the_engine_gives_them(rows):
    values = " ".join(f"({' '.join('UNDEF' if term is None else str(term) for term in row)})" for row in rows)
    query = f"SELECT * {{ VALUES (?a ?b) {{ {values} }} }}"
    assert list(run(EMPTY, query).rows) == [tuple(row) for row in EMPTY.query(query)]


def test_a_graph_comes_out_as_it_was(stored):
    result = run(stored, "CONSTRUCT { ?s ?p 'a\\nb'@it , _:x } WHERE { ?s ?p ?o } LIMIT 1")
    assert {type(triple.object) for triple in result.triples} == {Literal, BlankNode}
    assert Literal("a\nb", language="it") in {triple.object for triple in result.triples}
