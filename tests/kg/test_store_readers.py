"""Readers and writers: nobody waits for a reader, no reader sees half a batch, nothing is lost."""

import shutil
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
from graph_articles import fill, some_article

from kg.store import Store, StoreError
from kg.store.snapshots import exclusive


def test_a_batch_is_published_once_and_then_seen_by_every_reader(stored):
    reader = Store(stored.path)
    assert len(reader.articles()) == 2
    name = reader._snapshots.current()
    with stored.writing():
        for number in range(3):
            stored.put(*some_article(number, (5,)))
        assert len(reader.articles()) == 2
        assert reader._snapshots.current() == name
    assert len(reader.articles()) == 5


def test_an_interrupted_batch_keeps_what_was_acknowledged(stored):
    with pytest.raises(KeyboardInterrupt), stored.writing():
        stored.put(*some_article(1, (5,)))
        raise KeyboardInterrupt
    assert stored.claims("n1") != ()


def test_snapshots_that_nobody_reads_are_removed(stored):
    for number in range(4):
        stored.put(*some_article(number, (5,)))
    Store(stored.path).put(*some_article(9))
    folders = [path for path in (stored.path / "snapshots").iterdir() if path.is_dir()]
    assert len(folders) <= 2


def test_a_snapshot_stays_while_it_is_read(stored):
    reader = Store(stored.path)
    solutions = reader.query("SELECT ?s WHERE { ?s a cifre:Claim }")
    for number in range(3):
        stored.put(*some_article(number, (5,)))
    assert len(list(solutions)) == 7


def test_a_small_graph_is_read_from_a_copy_in_memory_that_says_the_same(stored):
    on_disk, in_memory = Store(stored.path), Store(stored.path, in_memory=True)
    first = in_memory.pinned()
    opened = first.store
    first.copy_to_memory().join()
    assert first.store is not opened
    assert in_memory.canonical_nquads() == on_disk.canonical_nquads()
    stored.put(*some_article(1, (5,)))
    assert in_memory.claims("n1") == on_disk.claims("n1") != ()
    assert first.claims("n1") == ()


def test_a_large_graph_is_read_from_disk(stored, monkeypatch):
    monkeypatch.setattr("kg.store.snapshots.SMALL", 1000)
    now = Store(stored.path, in_memory=True).pinned()
    opened = now.store
    now.copy_to_memory().join()
    assert now.store is opened
    assert len(now.articles()) == 2


def test_what_is_pinned_does_not_move(stored):
    now = stored.pinned()
    for number in range(4):
        stored.put(*some_article(number, (5,)))
    stored.forget("nivale")
    assert {info.id for info in now.articles()} == {"nivale", "pallas-2024"}
    assert len(now.claims()) == 7
    assert len(stored.articles()) == 5


def test_several_threads_may_write_and_read_one_store(store):
    failures = []

    def work(number):
        try:
            store.put(*some_article(number, (number + 1,)))
            assert store.claims(f"n{number}")
        except Exception as error:  # collected: a thread cannot fail a test
            failures.append(error)

    threads = [threading.Thread(target=work, args=(number,)) for number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    assert len(store.articles()) == 6


_WRITER = """
import sys
from graph_articles import some_article
from kg.store import Store
store = Store(sys.argv[1])
for number in range(int(sys.argv[2]), int(sys.argv[3])):
    store.put(*some_article(number, (number + 1,)))
"""


def test_two_processes_write_while_a_third_reads_and_nothing_is_lost(tmp_path):
    root = Path(__file__).parents[2]
    path = tmp_path / "graph"
    writers = [
        subprocess.Popen(
            [sys.executable, "-c", _WRITER, str(path), str(first), str(first + 4)],
            env={"PYTHONPATH": f"{root}:{root}/tests:{Path(__file__).parent}", "PATH": ""},
        )
        for first in (0, 4)
    ]
    seen, deadline = 0, time.monotonic() + 60
    reader = Store(path)
    while seen < 8 and time.monotonic() < deadline:
        articles = reader.articles()
        assert len(articles) >= seen, "an article that was there is gone"
        assert all((info.claims, info.relations) == (1, 1) for info in articles), "half an article was seen"
        seen = len(articles)
    assert [writer.wait(30) for writer in writers] == [0, 0]
    assert seen == 8
    assert (
        Store(path).canonical_nquads()
        == fill(tmp_path / "plain", [some_article(n, (n + 1,)) for n in range(8)]).canonical_nquads()
    )


def test_a_writer_that_waits_in_vain_says_why(stored):
    with (
        exclusive(stored.path),
        pytest.raises(StoreError, match="somebody else is writing"),
        exclusive(stored.path, wait=0.05),
    ):
        pass


def test_a_store_that_cannot_be_made_is_named(tmp_path, pallas):
    (tmp_path / "file").write_text("no folder")
    with pytest.raises(StoreError, match="cannot be written"):
        Store(tmp_path / "file" / "graph").put(*pallas)


def test_reading_inside_a_batch_sees_what_is_published(store):
    with store.writing():
        store.put(*some_article(1, (5,)))
        assert store.articles() == ()
    assert len(store.articles()) == 1


def test_a_reader_does_not_wait_for_a_writer(stored):
    with exclusive(stored.path):
        shutil.rmtree(stored.path / "articles")  # the files have moved on, and somebody is at it
        began = time.monotonic()
        assert len(Store(stored.path).articles()) == 2
        assert time.monotonic() - began < 5
    assert Store(stored.path).articles() == ()


def test_nothing_is_seen_of_a_first_batch_before_it_is_published(store):
    with store.writing():
        store.put(*some_article(1, (5,)))
        assert Store(store.path).articles() == ()
