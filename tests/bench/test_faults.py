"""Writers killed at random moments lose nothing; and the test that says so notices what is lost."""

import multiprocessing
import threading
from pathlib import Path
from random import Random

from bench.articles import stated
from bench.faults.children import ARTICLES, EXTRACTOR, made_of, read
from bench.faults.run import _Model, run
from kg.store import Store


def test_ten_writers_are_killed_and_nothing_is_lost(tmp_path: Path) -> None:
    report = run(tmp_path / "graph", kills=10, seed=Random().randrange(10**6))
    assert report.problems == []
    assert report.kills == 10
    assert report.changes > 0
    assert report.reads > 0
    # Three of four kills fall into a change; that none of ten does happens less than once in a hundred thousand runs.
    assert report.cut > 0


def test_a_lost_change_a_half_file_and_a_lost_version_are_noticed(tmp_path: Path) -> None:
    store, model = Store(tmp_path / "graph"), _Model(tmp_path / "graph")
    for change in ((1, 7), (1, 8), (2, 9)):
        store.put(*stated(*change), extractor=EXTRACTOR)
        model.begin([change])
        model.done(change)
    assert model.check() == []
    store.forget("stated-2")
    model.begin([(1, 10)])
    assert model.check() == ["article 2 is not what was acknowledged"]
    file = tmp_path / "graph" / "articles" / "stated-1.nq"
    file.write_bytes(made_of(1, 8).data[:200])
    [version] = store.versions("stated-1")
    version.file.unlink()
    assert [("not what was" in p, "versions" in p) for p in model.check()] == [
        (True, False),
        (False, True),
        (True, False),
    ]


def test_a_loss_of_the_article_that_nobody_touches_is_noticed(tmp_path: Path) -> None:
    path = tmp_path / "graph"
    store, model = Store(path), _Model(path)
    store.put(*stated(ARTICLES), extractor=EXTRACTOR)
    store.put(*stated(1), extractor=EXTRACTOR)
    for number in (ARTICLES, 1):
        model.done((number, 0))
    assert model.changeable() == {1: 0}
    assert model.check() == []
    store.forget(f"stated-{ARTICLES}")
    assert model.check() == [f"article {ARTICLES} is not what was acknowledged"]

    stop, (mine, theirs) = _OneRead(), multiprocessing.Pipe()
    read(str(path), stop, theirs)
    assert mine.recv() == (1, [f"stated-{ARTICLES}, which nobody touches, was not seen"])


class _OneRead(threading.Event):
    """Stops a reader when it has read once."""

    def wait(self, timeout: float | None = None) -> bool:
        self.set()
        return True
