"""The files are the truth: whatever is lost beside them is made from them, and what is damaged in them is named."""

import shutil
from pathlib import Path

import pytest
from graph_articles import fill, some_article

from corpus.article import Article
from extract.records import Extraction
from kg.rdf import article_iri
from kg.store import Put, Store, StoreError, default_path
from kg.store.files import ArticleFiles, decode


def test_reading_does_not_make_a_folder(tmp_path):
    store = Store(tmp_path / "none")
    assert store.articles() == ()
    assert store.stats().articles == 0
    assert not store.path.exists()


def test_the_folder_is_chosen_by_the_environment(monkeypatch, tmp_path):
    monkeypatch.setenv("KG_STORE", str(tmp_path / "news"))
    assert default_path() == Store().path == tmp_path / "news"
    monkeypatch.delenv("KG_STORE")
    assert default_path() == Path(".cifre")


@pytest.mark.parametrize("lost", [["index"], ["snapshots"], ["current"], ["index", "snapshots", "current"]])
def test_the_files_are_all_that_is_needed(stored, lost):
    before = stored.canonical_nquads()
    for name in lost:
        path = stored.path / name
        path.unlink() if path.is_symlink() else shutil.rmtree(path)
    assert Store(stored.path).canonical_nquads() == before


def test_a_damaged_index_is_made_again(stored, pallas):
    before = stored.canonical_nquads()
    for path in (stored.path / "index").iterdir():
        if path.is_file():
            path.unlink()
            path.write_bytes(b"not an index")
    again = Store(stored.path)
    assert again.put(pallas[0], Extraction()) == Put.REPLACED
    assert again.put(*pallas) == Put.REPLACED
    assert again.canonical_nquads() == before


def test_a_damaged_snapshot_is_published_again(stored):
    before = stored.canonical_nquads()
    for path in (stored.path / "current").resolve().iterdir():
        path.unlink()
        path.write_bytes(b"not a snapshot")
    assert Store(stored.path).canonical_nquads() == before


def test_files_that_others_add_and_remove_are_noticed(stored, tmp_path):
    other = fill(tmp_path / "other", [some_article(1, (7,)), some_article(2, (9,))])
    shutil.copy(other.path / "articles" / "n1.nq", stored.path / "articles")
    (stored.path / "articles" / "nivale.nq").unlink()
    again = Store(stored.path)
    assert {info.id for info in again.articles()} == {"pallas-2024", "n1"}
    assert len(again.claims("n1")) == 1
    assert Store(stored.path).canonical_nquads() == again.canonical_nquads()


def test_a_crash_between_file_and_index_is_made_good(stored, pallas, nivale):
    """The file is renamed first: whoever opens the store next finds the article indexed as it is in the file."""
    new = Extraction(nivale[1].claims[:1])
    elsewhere = Store(stored.path.parent / "elsewhere")
    elsewhere.put(nivale[0], new)
    data = (elsewhere.path / "articles" / "nivale.nq").read_bytes()
    ArticleFiles(stored.path).write("nivale", data)
    assert Store(stored.path).claims("nivale") == new.claims


@pytest.mark.parametrize(
    "harm", [lambda data: data[: len(data) // 2], lambda data: data.replace(b"120", b"121", 1), lambda data: b""]
)
def test_a_damaged_article_file_is_named(stored, harm):
    path = stored.path / "articles" / "pallas-2024.nq"
    path.write_bytes(harm(path.read_bytes()))
    with pytest.raises(StoreError, match=r"pallas-2024\.nq is damaged.*ingest the article again"):
        Store(stored.path).articles()


def test_a_damaged_article_can_be_ingested_again(stored, pallas):
    before = stored.canonical_nquads()
    path = stored.path / "articles" / "pallas-2024.nq"
    path.write_bytes(path.read_bytes()[:-50])
    again = Store(stored.path)
    assert again.put(*pallas) == Put.REPLACED
    assert again.canonical_nquads() == before


def test_a_file_is_sealed_and_sorted(stored):
    path = stored.path / "articles" / "pallas-2024.nq"
    lines = path.read_bytes().splitlines()
    assert lines[-1].startswith(b"# sha256 ")
    assert lines[:-1] == sorted(lines[:-1])
    graph, quads = decode(path)
    assert graph == article_iri("pallas-2024")
    assert len(quads) == len(lines) - 1


@pytest.mark.parametrize(
    "article_id", ["https://example.org/a?b=1", "../../etc/passwd", "NEWS", "news", "è", "x" * 300, "..", "a\nb"]
)
def test_any_id_has_a_file_of_its_own_inside_the_store(store, article_id):
    article = Article(id=article_id, text="Testo.", source="s")
    assert store.put(article, Extraction()) == Put.ADDED
    assert store.article(article_id) == article
    assert [path.parent for path in store.path.rglob("*.nq")] == [store.path / "articles"]
    assert store.forget(article_id)


def test_ids_that_differ_in_case_only_have_different_files_on_any_file_system(store):
    assert store._files.path("NEWS").name.lower() != store._files.path("news").name.lower()


def test_the_users_own_metrics_are_in_the_graph(stored, tmp_path, monkeypatch):
    own = tmp_path / "own.ttl"
    own.write_text(
        "@prefix metric: <https://w3id.org/cifre/metric/> . @prefix skos: <http://www.w3.org/2004/02/skos/core#> ."
        'metric:patents a skos:Concept ; skos:notation "patents" ; skos:prefLabel "brevetti"@it .'
    )
    query = "ASK { GRAPH graph:metrics { metric:patents skos:prefLabel 'brevetti'@it } }"
    assert not stored.query(query)
    monkeypatch.setenv("KG_METRICS", str(own))
    assert Store(stored.path).query(query)
    monkeypatch.delenv("KG_METRICS")
    assert not Store(stored.path).query(query)
