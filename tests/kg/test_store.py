"""The store: what is put is read back, what is forgotten leaves no trace."""

import random
import tempfile
from dataclasses import replace

import pytest
from graph_articles import fill, some_article
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from extract.records import Extraction
from kg.rdf import EvidenceError, article_iri
from kg.store import ArticleInfo, Put
from kg.store.files import ArticleFiles


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


def corrected(article):
    """Return the article with a sentence at its end."""
    return replace(article, text=article.text + "\nLa società ha rettificato i dati.")


def test_a_corrected_article_replaces_the_earlier_one_whole_and_keeps_it_beside(stored, pallas):
    article, extraction = pallas
    old = ArticleFiles(stored.path).path(article.id).read_bytes()
    fewer = Extraction(extraction.claims[:1])
    assert stored.put(corrected(article), fewer) == Put.REPLACED
    assert stored.claims(article.id) == fewer.claims
    assert stored.relations(article.id) == ()
    assert [path.read_bytes() for path in ArticleFiles(stored.path).earlier(article.id)] == [old]
    [version] = stored.versions()
    assert (version.number, version.stored.article, version.stored.claims) == (1, article, 5)
    assert stored.versions(article.id) == (version,)
    assert stored.versions("nivale") == ()


def test_versions_are_numbered_as_they_were_written(stored, nivale):
    for words in ("Prima.", "Seconda.", "Prima."):
        stored.put(replace(nivale[0], text=f"Testo. {words}"), Extraction())
    texts = [version.stored.article.text for version in stored.versions("nivale")]
    assert texts == [nivale[0].text, "Testo. Prima.", "Testo. Seconda."]


def test_no_version_is_kept_where_only_what_is_read_from_an_article_has_changed(stored, pallas):
    assert stored.put(pallas[0], Extraction()) == Put.REPLACED
    assert stored.versions() == ()


def test_forgetting_leaves_no_trace(store, pallas, nivale):
    store.put(*pallas)
    before = store.canonical_nquads()
    store.put(*nivale)
    store.put(corrected(nivale[0]), Extraction())
    assert store.versions() != ()
    assert store.forget("nivale")
    assert store.versions() == ()
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
        store = fill(other, [])
        shuffled = articles + [some_article(number, (1, 2)) for number in forgotten]
        seed.shuffle(shuffled)
        with store.writing():
            for article in shuffled + shuffled[:2]:
                store.put(*article)
        with store.writing():
            for number in forgotten:
                assert store.forget(f"n{number}")
        assert store.canonical_nquads() == plain


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
