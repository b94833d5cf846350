"""``kg serve``: where it listens, and what it refuses to do."""

import shutil
import socket
import sys

import pytest
from click.testing import CliRunner
from store_copies import copy_store

from kg.cli import cli
from kg.serve.media import GRAPHS, TABLES, choose
from kg.serve.server import serve
from kg.store import Store


def refused(*options, **environment):
    done = CliRunner(env=environment).invoke(cli, ["serve", *options])
    assert done.exit_code != 0
    return done.output


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.0.2.1", "example.org"])
def test_other_machines_are_served_with_a_token_alone(original, host):
    assert "no token is set: set KG_SERVE_TOKEN" in refused("--host", host, "--store", str(original))


def test_with_a_token_other_machines_are_served_under_any_name(start):
    server = start("--host", "0.0.0.0", KG_SERVE_TOKEN="lungo-e-segreto")
    headers = {"Authorization": "Bearer lungo-e-segreto", "Host": "grafo.example.org"}
    assert server.send("GET", "/sparql?query=ASK%7B%7D", headers=headers).status == 200
    assert server.send("GET", "/sparql?query=ASK%7B%7D", headers={"Host": "localhost"}).status == 401


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux has all of 127.0.0.0/8")
def test_by_default_it_listens_on_this_machines_own_address_alone(server, start):
    everywhere = start("--host", "0.0.0.0", KG_SERVE_TOKEN="lungo-e-segreto")
    with socket.create_connection(("127.0.0.2", everywhere.port)):
        pass
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.2", server.port))
    with socket.create_connection(("127.0.0.1", server.port)):
        pass


def test_a_store_that_can_no_longer_be_read_is_told(start, original, tmp_path):
    store = copy_store(original, tmp_path / "graph")
    server = start(store=store.path)
    assert server.send("GET", "/health").status == 200
    (store.path / "articles" / "nivale.nq").write_text("<a:a> <a:b> 'broken", encoding="utf-8")
    for made in ("index", "snapshots"):
        shutil.rmtree(store.path / made)
    (store.path / "current").unlink()
    reply = server.send("GET", "/health")
    assert (reply.status, reply.text) == (503, '{"status":"the store cannot be read"}')
    assert "nivale.nq is damaged" in server.log.read_text(encoding="utf-8")
    query = server.get("ASK {}")
    assert (query.status, "is damaged" in query.text) == (503, True)


def test_an_index_that_is_damaged_says_what_to_do(start, original, tmp_path):
    store = copy_store(original, tmp_path / "graph")
    server = start(store=store.path)
    assert server.send("GET", "/health").status == 200
    for table in (store.path / "current").resolve().glob("*.sst"):
        table.unlink()
    reply = server.get("SELECT * { ?s ?p ?o }")
    assert (reply.status, reply.text.count("\n")) == (503, 1)
    assert "the index of the store is damaged: make it anew with kg store rebuild" in reply.text


def test_an_address_that_is_taken_is_told(original):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        assert f"cannot listen on 127.0.0.1, port {port} (Address already in use): choose another" in refused(
            "--port", str(port), "--store", str(original)
        )


@pytest.mark.parametrize("host", ["no.such.host.invalid", "256.256.256.256"])
def test_an_address_that_there_is_not_is_told(original, monkeypatch, host):
    monkeypatch.setenv("KG_SERVE_TOKEN", "x")
    with pytest.raises(Exception, match="cannot listen on"):
        serve(Store(original), host=host, port=0)


def test_a_setting_that_is_none_is_told(original):
    assert "KG_SERVE_PORT is 'molti': give it a whole number" in refused(
        "--store", str(original), KG_SERVE_PORT="molti"
    ) + str(CliRunner(env={"KG_SERVE_PORT": "molti"}).invoke(cli, ["serve"]).exception)


@pytest.mark.parametrize("offered", [TABLES, GRAPHS])
@pytest.mark.parametrize("accept", ["", ",", ";", "*/*", "*/*;q=x, */*", "a" * 10_000 + ", */*"])
def test_a_header_that_says_nothing_is_taken_as_anything(offered, accept):
    assert choose(accept, offered) in offered
