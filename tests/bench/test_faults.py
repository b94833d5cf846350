"""Writers killed at random moments lose nothing; and the test that says so notices what is lost."""

from pathlib import Path
from random import Random

from bench.articles import stated
from bench.faults.children import EXTRACTOR, made_of
from bench.faults.run import _Model, run
from kg.store import Store


def test_ten_writers_are_killed_and_nothing_is_lost(tmp_path: Path) -> None:
    report = run(tmp_path / "graph", kills=10, seed=Random().randrange(10**6))
    assert report.problems == []
    assert report.kills == 10
    assert report.changes > 0
    assert report.reads > 0


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
