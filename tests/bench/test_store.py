"""The comparison of stores: all engines give the same rows, and the goals can be missed."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from bench.store.__main__ import goals_missed
from bench.store.data import queries, rows, write
from bench.store.engines import engines
from bench.store.measure import Result
from bench.store.table import render
from corpus.errors import CifreError
from kg.sparql import named_queries
from kg.store import Store
from kg.store.verify import verify

QUERIES = queries()
OWN = Result(engine="Cifre 1", quads=100_000, load=1, memory=1, open=0.1, queries=dict.fromkeys(QUERIES, 0.001))


def test_the_generated_store_is_sound_and_every_query_finds_something(tmp_path: Path) -> None:
    count = write(tmp_path, 90_000)
    store = Store(tmp_path / "graph")
    assert store.rebuild() == []
    assert list(verify(store.path)) == []
    assert store.stats().quads == count
    found = {title: rows(store.query(query)) for title, query in QUERIES.items()}
    assert len(found) == len(named_queries())
    assert min(found.values()) > 0, found


def test_engines_agree_on_a_small_set(tmp_path: Path) -> None:
    try:
        found = engines()
    except CifreError as error:
        pytest.skip(str(error))
    write(tmp_path, 55_000)
    counts = []
    for engine in found:
        loaded = engine.load(tmp_path)
        ask = engine.open(tmp_path) if engine.open else loaded
        counts.append({title: counted(ask, query) for title, query in QUERIES.items()})
    assert len(counts) == 5
    assert None not in counts[0].values()
    assert all(count[title] in (None, counts[0][title]) for count in counts for title in QUERIES)


def counted(ask, query):
    try:
        return rows(ask(query))
    except TypeError:  # rdflib, of what it cannot sort
        return None


def test_goals_are_missed_where_they_are_missed() -> None:
    plain = replace(OWN, engine="pyoxigraph 1")
    quick = replace(OWN, engine="Cifre in memory 1", open=None)
    slow = replace(OWN, engine="rdflib Dataset 1", queries=dict.fromkeys(QUERIES, 0.06), open=None)
    assert goals_missed([OWN, quick, plain, slow]) == []
    twice = dict.fromkeys(QUERIES, 0.002)
    missed = goals_missed([replace(OWN, open=0.3, queries=twice), replace(quick, queries=twice), plain, slow])
    says = ("query takes 2.00 times", "30 times as quick", "takes 0.30 s")
    assert [words in line for words, line in zip(says, missed, strict=True)] == [True] * 3


def test_the_tables_name_engines_sizes_and_queries() -> None:
    text = render([OWN, replace(OWN, quads=5_000_000)], day=date(2025, 1, 2))
    assert "| Cifre 1 | 5,000,000 |" in text
    assert "Cifre 1, 100k | Cifre 1, 5M" in text
    assert all(f"| {title} |" in text for title in QUERIES)


def test_what_an_engine_cannot_answer_is_a_dash_and_not_compared() -> None:
    some = {title: 0.06 for title in QUERIES if title != "compare"}
    other = replace(OWN, engine="rdflib Dataset 1", queries=some, open=None)
    assert "| compare | 1.00 | – |" in render([OWN, other], day=date(2025, 1, 2))
    assert goals_missed([replace(OWN, engine="Cifre in memory 1"), other]) == []
