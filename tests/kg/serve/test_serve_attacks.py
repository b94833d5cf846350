"""Attacks on a real server: others are answered meanwhile, the message names the limit, nothing leaks."""

import contextlib
import os
import resource
import socket
import threading
import time
from pathlib import Path

import pytest

PRODUCT = "?a ?b ?c . ?d ?e ?f . ?g ?h ?i"
DIRECT = {"Content-Type": "application/sparql-query"}
TEN = " ".join(f"VALUES ?{name} {{ 0 1 2 3 4 5 6 7 8 9 }}" for name in "abcdefg")
SECRET = "un-segreto-molto-lungo"


@pytest.fixture(scope="module")
def low(start):
    """A server with low limits and places for two queries."""
    return start(
        KG_SPARQL_TIME="1.5", KG_SPARQL_MEMORY="160", KG_SPARQL_BYTES="1", KG_SPARQL_WORKERS="2", KG_SPARQL_WAIT="0.2",
        KG_SERVE_ROWS="1000",
    )  # fmt: skip


@pytest.fixture(scope="module")
def guarded(start):
    """A server that needs a token."""
    return start("--cors", "https://example.org", KG_SERVE_TOKEN=SECRET)


@pytest.mark.parametrize(
    ("query", "status", "setting"),
    [
        (f"SELECT (COUNT(*) AS ?n) {{ {PRODUCT} }}", 503, "KG_SPARQL_TIME"),
        (f"SELECT * {{ {PRODUCT} }} ORDER BY ?i", 503, "KG_SPARQL_MEMORY"),
        (f"SELECT * {{ {TEN} }}", 503, "KG_SERVE_ROWS"),
        ("SELECT * { VALUES ?x { 1 2 } BIND('%s' AS ?y) }" % ("x" * 600_000), 413, "KG_SPARQL_LENGTH"),
        ("SELECT * { } #" + "x" * 10_000_000, 413, "KG_SPARQL_LENGTH"),
        ("SELECT " + " ".join(f"?v{n}" for n in range(3000)) + f" {{ {TEN} }}", 400, "KG_SPARQL_COLUMNS"),
        (f"SELECT (1 AS ?{'x' * 40_000}) {{ {TEN} }} LIMIT 1000", 400, "KG_SPARQL_LETTERS"),
        ("SELECT * WHERE " + "{" * 20_000 + "}" * 20_000, 400, "KG_SPARQL_DEPTH"),
    ],
    ids=["product", "sort", "ten-million-rows", "long", "ten-megabytes", "columns", "letters", "nested"],
)
def test_others_are_answered_while_an_attack_meets_its_limit(low, query, status, setting):
    replies = []
    thread = threading.Thread(target=lambda: replies.append(low.send("POST", "/sparql", query.encode(), DIRECT)))
    thread.start()
    answered = 0
    while thread.is_alive() or not answered:
        assert low.get("ASK { ?c a cifre:Claim }").text.endswith("true}")
        assert low.send("GET", "/health").status == 200
        answered += 1
    thread.join()
    assert (replies[0].status, setting in replies[0].text) == (status, True), replies[0].text
    assert replies[0].text.count("\n") == 1


def test_a_result_that_is_too_large_is_no_result(low):
    wide = f"SELECT ?a ('{'x' * 5000}' AS ?w) {{ {TEN} }} LIMIT 900"
    reply = low.send("POST", "/sparql", wide.encode(), DIRECT)
    assert (reply.status, "KG_SPARQL_BYTES" in reply.text) == (503, True)


@pytest.mark.parametrize("media", ["application/sparql-results+json", "application/sparql-results+xml"])
def test_a_result_that_grows_too_large_in_the_form_of_the_answer_is_no_result(low, media):
    names = " ".join(f"(1 AS ?{'n' * 90}{n})" for n in range(50))
    wide = f"SELECT {names} {{ {TEN} }} LIMIT 400"
    assert low.get(wide, accept="text/tab-separated-values").status == 200
    reply = low.get(wide, accept=media)
    assert (reply.status, "larger than 1 MiB" in reply.text, "KG_SPARQL_BYTES" in reply.text) == (503, True, True)


def test_a_graph_that_grows_too_large_in_the_form_of_the_answer_is_no_result(low):
    short = "CONSTRUCT { ?c <urn:%s> ?n } { ?c a cifre:Claim VALUES ?n { 1 2 3 4 5 6 } }" % ("p" * 15_000)
    assert low.get(short, accept="application/n-triples").status == 200
    reply = low.get(short, accept="application/rdf+xml")
    assert (reply.status, "KG_SPARQL_BYTES" in reply.text) == (503, True)


@pytest.mark.skipif(not hasattr(resource, "prlimit"), reason="only Linux sets limits of other processes")
def test_where_the_disk_is_full_it_says_so(start):
    server = start()
    resource.prlimit(server.process.pid, resource.RLIMIT_FSIZE, (1 << 20, 1 << 20))
    rows = f"SELECT * {{ {TEN} }} LIMIT 20000"  # as TSV smaller than what is held in memory
    wide = f"SELECT * {{ {TEN} BIND('{'x' * 500}' AS ?w) }} LIMIT 9000"
    for query, accept in ((wide, "text/tab-separated-values"), (rows, None)):
        reply = server.get(query, accept=accept)
        assert (reply.status, reply.text.count("\n")) == (503, 1), reply.text
        assert "the disk of the endpoint is full: free some space" in reply.text
    assert "the disk of the endpoint is full" in server.log.read_text(encoding="utf-8")
    assert server.get("ASK {}").status == 200


def test_where_too_many_wait_one_is_turned_away(start):
    server = start(KG_SERVE_QUEUE="1", KG_SPARQL_TIME="3")
    slow = f"SELECT (COUNT(*) AS ?n) {{ {PRODUCT} . ?j ?k ?l }}"
    replies = []
    threads = [threading.Thread(target=lambda: replies.append(server.get(slow))) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    away = next(reply for reply in replies if "wait already" in reply.text)
    assert (away.status, away.headers["retry-after"]) == (503, "5")
    assert "1 queries run or wait already: try again in a moment (the limit is KG_SERVE_QUEUE)" in away.text
    assert [reply.status for reply in replies] == [503, 503]
    assert server.get("ASK {}").status == 200


def test_where_all_places_are_taken_one_is_told_when_to_come_back(low):
    slow = f"SELECT (COUNT(*) AS ?n) {{ {PRODUCT} }}"
    replies = []
    threads = [threading.Thread(target=lambda: replies.append(low.get(slow))) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [reply.status for reply in replies] == [503] * 3
    busy = next(reply for reply in replies if "busy" in reply.text)
    assert "KG_SPARQL_WORKERS" in busy.text
    assert busy.headers["retry-after"] == "5"
    assert low.get("ASK {}").status == 200


@pytest.mark.skipif(not Path("/proc").exists(), reason="processes are told by /proc alone")
def test_a_client_that_goes_away_frees_its_place(start):
    server = start(KG_SPARQL_TIME="600", KG_SPARQL_WORKERS="1", KG_SPARQL_WAIT="60")
    with socket.create_connection(("127.0.0.1", server.port)) as client:
        query = f"SELECT (COUNT(*) AS ?n) {{ {PRODUCT} }}".replace(" ", "%20")
        client.sendall(f"GET /sparql?query={query} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
        time.sleep(1)
    assert server.get("ASK {}").status == 200


@pytest.mark.parametrize(
    "way", ["SERVICE <{}> {{ ?s ?p ?o }}", "SERVICE:x {{ ?s ?p ?o }}", "SERVICESILENT<{}>{{ ?s ?p ?o }}"]
)
def test_no_query_calls_another_machine(server, way):
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        listener.settimeout(0.05)
        address = f"http://127.0.0.1:{listener.getsockname()[1]}/"
        reply = server.get(f"PREFIX : <{address}> SELECT * {{ {way.format(address)} }}")
        assert (reply.status, "SERVICE asks another machine" in reply.text) == (400, True)
        assert server.get(f"LOAD <{address}>").status == 400
        assert server.get("ASK {}", **{"default-graph-uri": address}).status == 200
        with pytest.raises(TimeoutError):
            listener.accept()


# -- who may ask -------------------------------------------------------------------------------------------------------


def test_without_its_token_nothing_is_answered(guarded):
    ask = "/sparql?query=ASK%7B%7D"
    for headers in ({}, {"Authorization": "Bearer x"}, {"Authorization": f"Basic {SECRET}"}, {"Authorization": SECRET}):
        reply = guarded.send("GET", ask, headers=headers)
        assert (reply.status, reply.headers["www-authenticate"]) == (401, "Bearer")
    assert guarded.send("GET", "/sparql").status == 401
    assert guarded.send("GET", f"{ask}&access_token={SECRET}").status == 401
    assert guarded.send("GET", ask, headers={"Authorization": f"Bearer {SECRET}"}).status == 200
    assert guarded.send("GET", "/health").text == '{"status":"ok"}'
    assert SECRET not in guarded.log.read_text(encoding="utf-8")


def test_no_other_site_may_ask_unless_it_is_named(server, guarded):
    ask, evil = "/sparql?query=ASK%7B%7D", {"Origin": "https://evil.example"}
    assert "access-control-allow-origin" not in server.send("GET", ask, headers=evil).headers
    token = {"Authorization": f"Bearer {SECRET}"}
    assert "access-control-allow-origin" not in guarded.send("GET", ask, headers=token | evil).headers
    named = guarded.send("GET", ask, headers=token | {"Origin": "https://example.org"})
    assert named.headers["access-control-allow-origin"] == "https://example.org"
    wish = {"Origin": "https://example.org", "Access-Control-Request-Method": "POST",
            "Access-Control-Request-Headers": "authorization"}  # fmt: skip
    assert guarded.send("OPTIONS", "/sparql", headers=wish).status == 200


def test_a_page_of_another_name_that_leads_here_is_refused(server):
    reply = server.send("GET", "/sparql?query=ASK%7B%7D", headers={"Host": "evil.example:80"})
    assert (reply.status, "ask it as localhost" in reply.text) == (403, True)
    for host in ("localhost", f"localhost:{server.port}", "127.0.0.1", "[::1]:80"):
        assert server.send("GET", "/sparql?query=ASK%7B%7D", headers={"Host": host}).status == 200


# -- the page ----------------------------------------------------------------------------------------------------------


def test_the_editor_comes_from_here_alone(server):
    page = server.send("GET", "/")
    assert page.status == 200
    assert "default-src 'none'" in page.headers["content-security-policy"]
    assert "connect-src 'self'" in page.headers["content-security-policy"]
    assert "//" not in page.text.replace("<!doctype html>", "")
    for name in ("yasgui.min.js", "yasgui.min.css", "page.js", "page.css", "YASGUI-LICENSE.txt"):
        assert len(server.send("GET", f"/static/{name}").body) > 300
    assert "Permission is hereby granted" in server.send("GET", "/static/YASGUI-LICENSE.txt").text


@pytest.mark.parametrize("name", ["..%2fapp.py", "../app.py", "index.html", "%2e%2e/app.py", "x"])
def test_no_other_file_is_served(server, name):
    assert server.send("GET", f"/static/{name}").status == 404


def test_the_examples_are_the_named_queries_and_run(server):
    import json

    from kg.sparql import named_queries

    examples = json.loads(server.send("GET", "/examples.json").text)
    assert [example["name"] for example in examples] == list(named_queries())
    for example in examples:
        reply = server.send("POST", "/sparql", example["sparql"].encode(), DIRECT)
        assert reply.status == 200, reply.text
        assert "PREFIX cifre: <" in example["sparql"] or "cifre:" not in example["sparql"]


def test_a_server_that_stops_leaves_no_process(start):
    server = start()
    assert server.get("ASK {}").status == 200
    children = Path(f"/proc/{server.process.pid}/task/{server.process.pid}/children")
    pids = [int(pid) for pid in children.read_text().split()] if children.exists() else []
    server.process.terminate()
    server.process.wait(timeout=20)
    for pid in pids:
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, 0)
            pytest.fail(f"process {pid} is left")
