"""The store: nothing lost, nothing left behind, nothing in the way of readers."""

import random
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from corpus.article import Article
from extract.records import Claim, Evidence, Extraction, Relation
from kg.rdf import EvidenceError, article_iri
from kg.store import ArticleInfo, Put, Store, StoreError, default_path
from kg.store.files import ArticleFiles, decode
from kg.store.snapshots import exclusive


def some_article(number, figures=()):
    """Return an article with one claim a figure and one relation, all about names that several articles share."""
    text = f"Numero {number}: " + ", ".join(f"Ferrante conta {figure} schede" for figure in figures)
    article = Article(id=f"n{number}", text=text, source=f"n{number}.txt", title=f"Numero {number}")
    claims = []
    for figure in figures:
        start = text.index(f"conta {figure}") + len("conta ")
        span = Evidence(start=start, end=start + len(str(figure)), text=str(figure), sentence=(0, len(text)))
        claims.append(
            Claim(article=article.id, source=article.source, metric="accelerator_count", subject="Ferrante", unit="1",
                  value=Decimal(figure), low=Decimal(figure), high=Decimal(figure), kind="level", hedge="exact",
                  status="actual", evidence=span)
        )  # fmt: skip
    whole = Evidence(start=0, end=6, text="Numero", sentence=(0, 6))
    relation = Relation(article=article.id, source=article.source, relation="develops", subject="Ferrante",
                        object=f"Scheda {number % 2}", status="actual", evidence=whole)  # fmt: skip
    return article, Extraction(tuple(claims), (relation,))


def fill(path, articles):
    store = Store(path)
    with store.writing():
        for article in articles:
            store.put(*article)
    return store


# -- put, forget, read -----------------------------------------------------------------------------------------------


def test_what_is_put_is_read_back(stored, pallas, nivale):
    for article, extraction in (pallas, nivale):
        assert stored.article(article.id) == article
        assert stored.claims(article.id) == extraction.claims
        assert set(stored.relations(article.id)) == set(extraction.relations)
    assert stored.claims() == nivale[1].claims + pallas[1].claims
    assert stored.extraction("nivale").claims == nivale[1].claims


def test_the_list_of_articles_counts_what_they_state(stored):
    latest, earlier = stored.articles()
    assert latest == ArticleInfo(id="nivale", iri=article_iri("nivale").value, title="Nivale entra", outlet=None,
                                 url=None, published=latest.published, language=None, source="nivale.txt", claims=2,
                                 relations=2)  # fmt: skip
    assert (earlier.id, earlier.outlet, earlier.claims, earlier.relations) == (
        "pallas-2024", "La Gazzetta dei Chip", 5, 3)  # fmt: skip


def test_a_claim_is_found_by_its_iri_with_its_sentence(stored, pallas):
    for statement in stored.statements("pallas-2024"):
        found = stored.claim(statement.iri) or stored.relation(statement.iri)
        assert found == statement.record
        first, last = found.evidence.sentence
        assert stored.sentence(statement.iri) == pallas[0].text[first:last]


def test_unknown_nodes_give_nothing(stored):
    assert stored.claim("https://w3id.org/cifre/claim/none") is None
    assert stored.relation(article_iri("nivale").value) is None
    assert stored.article("none") is None
    assert stored.sentence("https://w3id.org/cifre/claim/none") == ""
    assert stored.claims("none") == ()


def test_the_same_article_again_changes_nothing(stored, pallas):
    before = stored.canonical_nquads()
    assert stored.put(*pallas) == Put.UNCHANGED
    assert stored.canonical_nquads() == before


def test_the_same_article_from_another_path_changes_nothing(stored, pallas):
    article, extraction = pallas
    before = stored.canonical_nquads()
    assert stored.put(replace(article, source="elsewhere.md"), extraction) == Put.UNCHANGED
    assert stored.canonical_nquads() == before


def test_a_corrected_article_replaces_the_earlier_one_whole_and_keeps_it_beside(stored, pallas):
    article, extraction = pallas
    old = ArticleFiles(stored.path).path(article.id).read_bytes()
    corrected = Extraction(extraction.claims[:1])
    assert stored.put(article, corrected) == Put.REPLACED
    assert stored.claims(article.id) == corrected.claims
    assert stored.relations(article.id) == ()
    assert [path.read_bytes() for path in ArticleFiles(stored.path).earlier(article.id)] == [old]


def test_forgetting_leaves_no_trace(store, pallas, nivale):
    store.put(*pallas)
    before = store.canonical_nquads()
    store.put(*nivale)
    store.put(nivale[0], Extraction())
    assert store.forget("nivale")
    assert store.canonical_nquads() == before
    left = [path for path in store.path.rglob("*") if "nivale" in path.name]
    assert left == []
    assert not store.forget("nivale")


def test_a_refused_article_leaves_the_store_as_it_was(stored, pallas):
    article, extraction = pallas
    before = stored.canonical_nquads()
    with pytest.raises(EvidenceError):
        stored.put(replace(article, text="Un altro testo."), extraction)
    assert stored.canonical_nquads() == before
    assert not list(stored.path.rglob("*.tmp"))


def test_every_stored_quotation_is_that_slice_of_its_article(stored):
    for statement in stored.statements():
        evidence = statement.record.evidence
        text = stored.article(statement.record.article).text
        assert text[evidence.start : evidence.end] == evidence.text


ids = st.lists(st.integers(0, 5), max_size=6, unique=True)


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    kept=st.dictionaries(st.integers(0, 4), st.lists(st.integers(1, 30), max_size=3, unique=True), max_size=4),
    forgotten=st.lists(st.integers(5, 7), max_size=2, unique=True),
    seed=st.randoms(use_true_random=False),
)
def test_order_repetition_and_what_was_forgotten_leave_no_trace(kept, forgotten, seed):
    articles = [some_article(number, figures) for number, figures in kept.items()]
    with tempfile.TemporaryDirectory() as one, tempfile.TemporaryDirectory() as other:
        plain = fill(one, articles).canonical_nquads()
        store = Store(other)
        shuffled = articles + [some_article(number, (1, 2)) for number in forgotten]
        seed.shuffle(shuffled)
        with store.writing():
            for article in shuffled + shuffled[:2]:
                store.put(*article)
        with store.writing():
            for number in forgotten:
                assert store.forget(f"n{number}")
        assert store.canonical_nquads() == plain


# -- files and index -------------------------------------------------------------------------------------------------


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
            path.write_bytes(b"not an index")
    again = Store(stored.path)
    assert again.put(pallas[0], Extraction()) == Put.REPLACED
    assert again.put(*pallas) == Put.REPLACED
    assert again.canonical_nquads() == before


def test_a_damaged_snapshot_is_published_again(stored):
    before = stored.canonical_nquads()
    for path in (stored.path / "current").resolve().iterdir():
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


# -- readers and writers ---------------------------------------------------------------------------------------------


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
from tests_store import some_article
from kg.store import Store
store = Store(sys.argv[1])
for number in range(int(sys.argv[2]), int(sys.argv[3])):
    store.put(*some_article(number, (number + 1,)))
"""


def test_two_processes_write_while_a_third_reads_and_nothing_is_lost(tmp_path):
    shutil.copy(__file__, tmp_path / "tests_store.py")
    root = Path(__file__).parents[2]
    path = tmp_path / "graph"
    writers = [
        subprocess.Popen(
            [sys.executable, "-c", _WRITER, str(path), str(first), str(first + 4)],
            env={"PYTHONPATH": f"{root}:{tmp_path}", "PATH": ""},
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


# -- queries ---------------------------------------------------------------------------------------------------------


def test_a_query_sees_all_graphs_and_knows_the_prefixes(stored):
    rows = stored.select(
        "SELECT ?name ?label WHERE { ?c cifre:metric metric:accelerator_count ; cifre:of ?e ; "
        "cifre:status status:planned ; cifre:subjectName ?name . ?e rdfs:label ?label FILTER (LANG(?label) = 'it') }"
    )
    assert rows == [{"name": "Pallas Devices", "label": "Nvidia H100"}]


def test_stats_count_claims_relations_and_entities(stored):
    stats = stored.stats()
    assert (stats.articles, stats.claims, stats.relations) == (2, 7, 5)
    assert stats.entities == 5  # Pallas Devices, Nvidia H100, Falco 2, Ada Neri, Nivale
    assert stats.quads == len(stored.canonical_nquads().splitlines())


def test_what_the_index_notes_for_itself_is_no_part_of_the_graph(stored):
    assert b'ontology#indexedStamp> "' not in stored.canonical_nquads()
    assert b"/graph/index>" not in stored.canonical_nquads()
    assert stored.query("ASK { GRAPH graph:index { ?article cifre:indexedStamp ?stamp } }")


def test_two_stores_in_random_order_are_the_same_bytes(tmp_path):
    articles = [some_article(number, (number + 1, number + 40)) for number in range(6)]
    shuffled = random.Random(5).sample(articles, len(articles))
    assert fill(tmp_path / "a", articles).canonical_nquads() == fill(tmp_path / "b", shuffled).canonical_nquads()
