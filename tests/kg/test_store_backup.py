"""Backing up and restoring: byte for byte, whole or not at all."""

import io
import shutil
import tarfile
from dataclasses import replace

import pytest

from extract.records import Extraction
from kg.store import Store, StoreError
from kg.store.backup import backup, restore
from kg.store.errors import DamagedFileError
from kg.store.verify import verify


def files(path):
    """Return what is precious: article files and versions, by name."""
    return {p.relative_to(path).as_posix(): p.read_bytes() for p in sorted(path.rglob("*.nq"))}


@pytest.fixture
def versioned(stored, nivale):
    """A store in which an article has been corrected."""
    stored.put(replace(nivale[0], text="Un altro testo."), Extraction())
    return stored


@pytest.fixture
def archive(versioned, tmp_path):
    path = tmp_path / "copia.tar.gz"
    assert backup(versioned.path, path) == 4  # two articles, a version, the note of the format
    return path


def test_what_is_restored_is_what_was_backed_up(versioned, archive, tmp_path):
    again = Store(tmp_path / "altrove")
    assert restore(again.path, archive) == 4
    assert files(again.path) == files(versioned.path)
    assert again.canonical_nquads() == versioned.canonical_nquads()
    assert [v.stored for v in again.versions()] == [v.stored for v in versioned.versions()]
    assert list(verify(again.path)) == []


def test_a_store_with_articles_is_replaced_only_where_that_is_said(versioned, archive, pallas):
    before = files(versioned.path)
    versioned.forget("nivale")
    versioned.put(replace(pallas[0], id="altro", text="Altro."), Extraction())
    changed = files(versioned.path)
    with pytest.raises(StoreError, match="has articles already"):
        restore(versioned.path, archive)
    assert files(versioned.path) == changed
    restore(versioned.path, archive, replace=True)
    assert files(versioned.path) == before
    assert {info.id for info in Store(versioned.path).articles()} == {"pallas-2024", "nivale"}
    Store(versioned.path).rebuild()
    assert list(verify(versioned.path)) == []


def test_an_archive_is_replaced_only_where_that_is_said(versioned, archive):
    with pytest.raises(StoreError, match="is there already"):
        backup(versioned.path, archive)
    versioned.forget("nivale")
    assert backup(versioned.path, archive, replace=True) == 2


@pytest.mark.parametrize("pattern", ["articles/nivale.nq", "versions/nivale/*.nq"])
def test_a_damaged_file_is_not_backed_up_and_the_former_archive_stays(versioned, archive, pattern):
    before = archive.read_bytes()
    [file] = versioned.path.glob(pattern)
    whole = file.read_bytes()
    file.unlink()  # the article and its version may be one file under two names
    file.write_bytes(whole[: len(whole) // 2])
    with pytest.raises(DamagedFileError, match=rf"{file.name} is damaged .* nothing was backed up: mend"):
        backup(versioned.path, archive, replace=True)
    assert archive.read_bytes() == before
    assert list(archive.parent.glob("*.partial")) == []
    file.write_bytes(whole)
    assert backup(versioned.path, archive, replace=True) == 4


def entries(archive, *, without=(), extra=()):
    """Write an archive again with some of its entries left out and others added before the last."""
    with tarfile.open(archive) as old:
        kept = [(entry, old.extractfile(entry).read()) for entry in old if entry.name not in without]
    kept[-1:-1] = [(tarfile.TarInfo(name), data) for name, data in extra]
    with tarfile.open(archive, "w:gz") as new:
        for entry, data in kept:
            entry.size = len(data)
            new.addfile(entry, io.BytesIO(data))


@pytest.mark.parametrize(
    "harm",
    [
        lambda path: path.write_bytes(path.read_bytes()[:-200]),
        lambda path: path.write_bytes(path.read_bytes()[:20]),
        lambda path: path.write_bytes(b""),
        lambda path: path.write_bytes(b"no archive at all"),
        lambda path: entries(path, without=["articles/nivale.nq"]),
        lambda path: entries(path, without=["SHA256SUMS"]),
        lambda path: entries(path, extra=[("articles/../../fuori.nq", b"x")]),
        lambda path: entries(path, extra=[("index/CURRENT", b"x")]),
        lambda path: entries(path, extra=[("articles/uno.nq", b"x")]),
    ],
)
def test_a_damaged_or_foreign_archive_is_refused_and_nothing_is_touched(stored, archive, tmp_path, harm):
    harm(archive)
    before = files(stored.path)
    with pytest.raises(StoreError, match="is no whole backup of a store"):
        restore(stored.path, archive, replace=True)
    assert files(stored.path) == before
    assert list(verify(stored.path)) == []
    assert not (tmp_path / "fuori.nq").exists()


@pytest.mark.parametrize("moved", [(), ("articles",), ("articles", "versions")])
def test_a_restore_that_was_killed_is_finished_by_whoever_opens_the_store(versioned, archive, tmp_path, moved):
    """Everything is unpacked and checked; the folders were being moved into place."""
    wanted = files(versioned.path)
    other = Store(tmp_path / "altro")
    other.put(versioned.article("pallas-2024"), Extraction())
    unpacked = other.path / "restore"
    for name in ("articles", "versions"):
        shutil.copytree(versioned.path / name, unpacked / name)
    for name in moved:
        shutil.rmtree(other.path / name, ignore_errors=True)
        (unpacked / name).rename(other.path / name)
    assert len(Store(other.path).articles()) >= 1
    with Store(other.path).writing():
        pass
    assert files(other.path) == wanted
    assert list(verify(other.path)) == []


def test_a_restore_that_was_killed_while_it_unpacked_has_done_nothing(stored):
    before = stored.canonical_nquads()
    (stored.path / "restore.partial" / "articles").mkdir(parents=True)
    with stored.writing():
        pass
    assert Store(stored.path).canonical_nquads() == before
    assert list(verify(stored.path)) == []


def test_there_must_be_something_to_back_up_and_to_restore(tmp_path):
    with pytest.raises(StoreError, match="there is no store in"):
        backup(tmp_path / "none", tmp_path / "a.tar.gz")
    with pytest.raises(StoreError, match="there is no archive"):
        restore(tmp_path / "none", tmp_path / "a.tar.gz")
    assert list(tmp_path.iterdir()) == []
