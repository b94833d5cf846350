"""An index of which a part is damaged: readers say so, writers make it anew, and nothing is lost."""

import shutil
from collections import defaultdict

import pytest
from click.testing import CliRunner
from graph_articles import fill, some_article

from kg.cli import cli
from kg.store import Put, Store
from kg.store.errors import DamagedIndexError
from kg.store.verify import verify

SMALL = 50_000
"""Tables up to this size stay whole: with them damaged, the index cannot even be opened, which is another matter."""


ARTICLES = [some_article(number, (number + 1, number + 9)) for number in range(8)]


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    """The folder of a store that was made at once: its articles lie in its large tables."""
    path = tmp_path_factory.mktemp("whole") / "graph"
    fill(path, ARTICLES).rebuild()
    return path


@pytest.fixture
def made(whole, tmp_path):
    """A store whose tables may be damaged: no other test has a part in them."""
    shutil.copytree(whole, tmp_path / "graph", symlinks=True)
    return Store(tmp_path / "graph")


def damage(path):
    """Flip bytes in every block of each large table, and leave its end readable."""
    tables = defaultdict(list)
    for file in path.rglob("*.sst"):
        tables[file.stat().st_ino].append(file)
    for table, *_ in tables.values():  # what is published may be other names of the same files
        size = table.stat().st_size
        if size < SMALL:
            continue
        with table.open("r+b") as file:
            for place in range(0, size * 7 // 8, 1000):
                file.seek(place)
                flipped = bytes(byte ^ 0xFF for byte in file.read(200))
                file.seek(place)
                file.write(flipped)


def kg(*arguments):
    return CliRunner().invoke(cli, [str(argument) for argument in arguments])


@pytest.mark.parametrize(
    "read",
    [
        lambda store: store.statements("n3"),
        lambda store: store.article("n3"),
        lambda store: store.select("SELECT ?s WHERE { ?s a cifre:Claim }"),
        lambda store: store.canonical_nquads(),
    ],
)
def test_a_reader_that_meets_damage_says_that_nothing_is_lost_and_what_to_do(made, read):
    made.pinned()
    damage(made.path)
    with pytest.raises(DamagedIndexError, match=r"damaged \(Corruption.*nothing is lost.*kg store rebuild"):
        read(made)


@pytest.mark.parametrize(
    ("change", "answer"),
    [
        (lambda store: store.forget("n3"), True),
        (lambda store: store.put(*some_article(3, (40,))), Put.REPLACED),
    ],
)
def test_a_writer_that_meets_damage_makes_the_index_anew(made, tmp_path, change, answer):
    other = fill(tmp_path / "other", ARTICLES)
    with made.writing():
        damage(made.path)
        assert change(made) == answer
        assert made.put(*some_article(20, (7,))) == Put.ADDED
    change(other)
    other.put(*some_article(20, (7,)))
    assert list(verify(made.path)) == []
    assert Store(made.path).canonical_nquads() == other.canonical_nquads()


def test_where_the_index_cannot_say_what_it_holds_whoever_opens_it_makes_it_anew(made):
    before = made.canonical_nquads()
    damage(made.path)
    assert Store(made.path).canonical_nquads() == before
    assert list(verify(made.path)) == []


def test_damage_is_found_by_verifying_and_mended_by_rebuilding(made):
    damage(made.path)
    done = kg("store", "verify", "--store", made.path)
    assert done.exit_code == 1
    assert "make the index anew with kg store rebuild" in done.stdout
    assert kg("store", "rebuild", "--store", made.path).exit_code == 0
    assert kg("store", "verify", "--store", made.path).exit_code == 0


def test_a_copy_to_memory_that_meets_damage_leaves_the_reads_to_the_disk(made):
    snapshot = made.pinned()
    damage(made.path)
    on_disk = snapshot.store
    snapshot.copy_to_memory().join()
    assert snapshot.store is on_disk


@pytest.mark.parametrize(
    "command",
    [
        ("articles",),
        ("ask", "quanti dipendenti ha Nivale?"),
        ("calc",),
        ("sparql", "SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }"),
        ("export", "--format", "trig"),
        ("forget", "n3"),
    ],
    ids=lambda command: command[0],
)
def test_a_store_whose_tables_were_changed_is_made_anew_by_whoever_opens_it(made, tmp_path, command):
    shutil.copytree(made.path, tmp_path / "sound", symlinks=True)
    expected = kg(*command, "--store", tmp_path / "sound")
    damage(made.path)
    found = kg(*command, "--store", made.path)
    assert (found.exit_code, found.stdout) == (expected.exit_code, expected.stdout)
    assert list(verify(made.path)) == []
