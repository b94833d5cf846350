"""Ingest: each article whole or not at all, and a report of what became of it."""

from dataclasses import replace

import pytest

from corpus.article import Article
from corpus.errors import CifreError, ReadError
from extract.records import Extraction
from kg.ingest import Outcome, ingest, require_italian


def test_articles_are_stored_with_what_the_extractor_finds(store, pallas, nivale):
    found = {pallas[0].id: pallas[1], nivale[0].id: nivale[1]}
    seen = []
    report = ingest(store, [pallas[0], nivale[0]], extract=lambda a: found[a.id], on_article=seen.append)
    assert (report.added, report.unchanged, report.replaced, report.failed) == (2, 0, 0, ())
    assert tuple(seen) == report.outcomes
    assert report.outcomes[0] == Outcome(
        status="added", article="pallas-2024", source="pallas.md", title="Pallas cresce", claims=5, relations=3
    )
    assert len(store.claims()) == 7


def test_ingesting_twice_leaves_the_same_bytes(store, pallas):
    ingest(store, [pallas[0]], extract=lambda _: pallas[1])
    before = store.canonical_nquads()
    report = ingest(store, [pallas[0]], extract=lambda _: pallas[1])
    assert report.unchanged == 1
    assert store.canonical_nquads() == before


def test_a_changed_extraction_replaces_the_article(store, pallas):
    ingest(store, [pallas[0]], extract=lambda _: pallas[1])
    report = ingest(store, [pallas[0]], extract=lambda _: Extraction())
    assert report.replaced == 1
    assert store.claims() == ()


def test_one_article_that_fails_leaves_the_others(store, pallas, nivale):
    def extract(article):
        if article.id == "nivale":
            raise CifreError("nivale.txt: the sentence does not end", "mend it")
        return pallas[1]

    report = ingest(store, [nivale[0], pallas[0]], extract=extract)
    assert [(o.status, o.message) for o in report.outcomes] == [
        ("failed", "nivale.txt: the sentence does not end: mend it"),
        ("added", ""),
    ]
    assert [info.id for info in store.articles()] == ["pallas-2024"]


def test_a_claim_that_does_not_quote_its_article_stores_nothing_of_it(store, pallas):
    article, extraction = pallas
    report = ingest(
        store, [replace(article, text="Tutt'altro testo che non la riporta.")], extract=lambda _: extraction
    )
    assert "the text there is" in report.failed[0].message
    assert store.articles() == ()


def test_a_defect_that_one_article_brings_out_is_told_and_costs_no_other(store, pallas, nivale):
    def extract(article):
        if article.id == "nivale":
            raise ZeroDivisionError("by nought")
        return pallas[1]

    report = ingest(store, [nivale[0], pallas[0]], extract=extract)
    [failed] = report.failed
    assert failed.message.startswith("nivale.txt cannot be extracted (unexpected ZeroDivisionError: by nought): report")
    assert [info.id for info in store.articles()] == ["pallas-2024"]


def test_a_reader_that_fails_ends_the_run_after_what_came_before(store, pallas):
    def articles():
        yield pallas[0]
        raise ReadError("bad.md is empty", "give a file with text")

    with pytest.raises(ReadError):
        ingest(store, articles(), extract=lambda _: pallas[1])
    assert len(store.articles()) == 1


ENGLISH = "The company said that its revenue grew by a third in the last quarter, and that it would hire more people."


@pytest.mark.parametrize(
    ("article", "words"),
    [
        (Article(id="e", source="e.txt", text=ENGLISH), "does not read like Italian"),
        (Article(id="e", source="e.txt", text=ENGLISH, language="en"), r"another language \(en\)"),
        (Article(id="e", source="e.txt", text="Il ricavo cresce.", language="fr-FR"), r"another language \(fr-FR\)"),
    ],
)
def test_an_article_in_another_language_is_refused(store, article, words):
    with pytest.raises(CifreError, match=words):
        require_italian(article)
    report = ingest(store, [article], extract=lambda _: Extraction())
    assert report.failed[0].article == "e"
    assert store.articles() == ()


@pytest.mark.parametrize("language", ["it", "it-IT", "IT_it", None])
def test_an_italian_article_passes(language, pallas):
    require_italian(replace(pallas[0], language=language))


def test_the_extractor_is_recorded(store, pallas):
    ingest(store, [pallas[0]], extract=lambda _: pallas[1], extractor="prova/7")
    row = store.select("SELECT DISTINCT ?name { ?c prov:wasGeneratedBy/prov:wasAssociatedWith/schema:name ?name }")
    assert row == [{"name": "prova/7"}]
