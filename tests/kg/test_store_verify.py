"""Verifying finds whatever is not as it was written, names it, and changes nothing."""

import hashlib
import shutil
from dataclasses import replace

import pyoxigraph as ox
import pytest

from extract.records import Extraction
from kg.rdf import article_iri
from kg.store import Store, StoreError
from kg.store.files import sealed
from kg.store.snapshots import exclusive
from kg.store.verify import verify


def found(store):
    return [(finding.file, finding.article, finding.problem) for finding in verify(store.path)]


def tree(store):
    """Return the bytes of every file, but for the log that an index writes when it is opened."""
    return {
        path: path.read_bytes() for path in sorted(store.path.rglob("*")) if path.is_file() and "LOG" not in path.name
    }


def harm(store, change, name="articles/pallas-2024.nq"):
    path = store.path / name
    data = change(path.read_bytes())
    path.unlink()
    path.write_bytes(data)


def resealed(data, old, new):
    """Return a file with other words, and a checksum that fits."""
    body = data[: data.rindex(b"# sha256 ")].replace(old, new)
    return body + b"# sha256 " + hashlib.sha256(body).hexdigest().encode() + b"\n"


def test_nothing_is_wrong_with_what_was_just_written(stored, nivale):
    assert found(stored) == []
    stored.put(replace(nivale[0], text="Un altro testo."), Extraction())
    stored.forget("pallas-2024")
    assert found(stored) == []


@pytest.mark.parametrize(
    "change",
    [
        lambda data: data[:500],
        lambda data: data[:-1],
        lambda data: b"",
        lambda data: data.replace(b"Novara", b"Ferrara"),
        lambda data: b"\n".join(data.split(b"\n")[1:]),
    ],
)
def test_a_file_that_is_cut_or_changed_is_named_with_what_to_do(stored, change):
    harm(stored, change)
    [finding] = verify(stored.path)
    assert (finding.file, finding.article) == ("articles/pallas-2024.nq", "pallas-2024")
    assert "checksum" in finding.message
    assert "ingest the article again" in finding.remedy


def test_a_file_that_is_sealed_but_no_nquads_is_damaged(stored):
    harm(stored, lambda data: resealed(data, b" .\n", b"\n"))
    assert found(stored) == [("articles/pallas-2024.nq", "pallas-2024", "damaged file")]


def test_a_file_under_another_name_is_told(stored):
    shutil.copy(stored.path / "articles" / "nivale.nq", stored.path / "articles" / "copia.nq")
    assert ("articles/copia.nq", "nivale", "misnamed file") in found(stored)


def test_a_quotation_that_is_not_in_the_text_is_told(stored):
    harm(stored, lambda data: resealed(data, b'exact> "4.000"', b'exact> "5.000"'))
    assert ("articles/pallas-2024.nq", "pallas-2024", "wrong evidence") in found(stored)


@pytest.mark.parametrize("more", [True, False])
def test_an_index_that_says_more_or_less_than_the_file_is_told_and_rebuilt(stored, more):
    index = ox.Store(str(stored.path / "index"))
    node = article_iri("nivale")
    quad = next(index.quads_for_pattern(None, None, None, node))
    index.remove(quad)
    if more:
        index.add(ox.Quad(quad.subject, quad.predicate, ox.Literal("anything"), node))
    index.flush()
    del index
    assert found(stored) == [("articles/nivale.nq", "nivale", "index")]
    assert stored.rebuild() == []
    assert found(stored) == []


def test_an_article_without_a_file_and_a_file_without_an_index_are_told(stored):
    (stored.path / "articles" / "nivale.nq").unlink()
    assert ("articles/nivale.nq", None, "index") in found(stored)
    Store(stored.path).articles()
    assert found(stored) == []
    shutil.rmtree(stored.path / "index")
    assert ("index", None, "index") in found(stored)


def test_a_published_snapshot_that_cannot_be_read_is_told_and_rebuilt(stored):
    for path in (stored.path / "current").resolve().iterdir():
        path.unlink()
        path.write_bytes(b"not a snapshot")
    assert found(stored) == [("current", None, "index")]
    before = Store(stored.path).canonical_nquads()
    assert stored.rebuild() == []
    assert found(stored) == []
    assert Store(stored.path).canonical_nquads() == before


def test_a_damaged_earlier_version_is_told(stored, nivale):
    stored.put(replace(nivale[0], text="Un altro testo."), Extraction())
    [version] = stored.versions("nivale")
    name = version.file.relative_to(stored.path).as_posix()
    harm(stored, lambda data: data[:200], name)
    assert found(stored) == [(name, None, "damaged version")]


def test_what_a_writer_left_is_told_and_the_next_writer_clears_it_away(stored):
    (stored.path / "articles" / "nivale.tmp").write_bytes(b"half")
    assert found(stored) == [("articles/nivale.tmp", None, "unfinished")]
    stored.put(stored.article("nivale"), Extraction())
    assert found(stored) == []


def test_verifying_changes_nothing(stored):
    harm(stored, lambda data: data[:500])
    before = tree(stored)
    assert found(stored) != []
    assert tree(stored) == before


def test_rebuilding_leaves_damaged_files_out_and_names_them(stored):
    harm(stored, lambda data: data[:500])
    [error] = stored.rebuild()
    assert "pallas-2024.nq is damaged" in str(error)
    assert not sealed((stored.path / "articles" / "pallas-2024.nq").read_bytes())


def test_a_folder_without_a_store_is_an_error(tmp_path):
    with pytest.raises(StoreError, match="there is no store in"):
        list(verify(tmp_path))


def test_verifying_waits_for_no_reader_but_for_the_writer(stored):
    reader = Store(stored.path)
    assert reader.articles()
    assert found(stored) == []
    with exclusive(stored.path), pytest.raises(StoreError, match="somebody else is writing"):
        list(verify(stored.path, wait=0.1))
