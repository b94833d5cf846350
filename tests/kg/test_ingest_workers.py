"""Extraction in several processes: the same graph, and a process that dies takes one article with it."""

from dataclasses import replace

import pytest
from graph_articles import restated, some_article

from kg.ingest import ingest
from kg.store import Store
from kg.store.verify import verify


def articles(broken=()):
    """Yield eight articles; some say that they are broken."""
    for number in range(8):
        article = some_article(number, (number + 1,))[0]
        yield replace(article, text=f"{article.text} {dict(broken).get(number, '')}".rstrip(), language="it")


@pytest.mark.parametrize("workers", [2, 3])
def test_the_graph_and_the_outcomes_are_the_same_with_any_number_of_workers(tmp_path, workers):
    alone, several = Store(tmp_path / "alone"), Store(tmp_path / "several")
    one = ingest(alone, articles(), extract=restated)
    other = ingest(several, articles(), extract=restated, workers=workers)
    assert one == other
    assert len(one.of("added")) == 8
    assert alone.canonical_nquads() == several.canonical_nquads()


def test_a_worker_that_is_killed_and_articles_that_fail_are_a_line_each_and_nothing_else_is_lost(store):
    broken = {2: "guasto", 4: "fine", 5: "difetto"}
    report = ingest(store, articles(broken.items()), extract=restated, workers=2)
    assert [outcome.article for outcome in report.outcomes] == [f"n{number}" for number in range(8)]
    assert [outcome.article for outcome in report.failed] == ["n2", "n4", "n5"]
    mended, killed, defect = (outcome.message for outcome in report.failed)
    assert mended == "n2.txt is broken: mend it"
    assert killed.startswith("n4.txt: the process that read it has died (signal 9): run it again")
    assert defect.startswith("n5.txt cannot be extracted (unexpected ZeroDivisionError: by nought): report it")
    assert {info.id for info in store.articles()} == {"n0", "n1", "n3", "n6", "n7"}
    assert list(verify(store.path)) == []


def test_articles_are_read_a_few_ahead_only(store):
    read = []

    def lazily():
        for article in articles():
            read.append(article.id)
            yield article

    ahead = []
    ingest(
        store,
        (replace(a, id=f"n{k}{a.id[1:]}") for k in range(4) for a in lazily()),
        extract=restated,
        workers=2,
        on_article=lambda _: ahead.append(len(read) - len(ahead)),
    )
    assert len(ahead) == 32
    assert max(ahead) <= 10


def test_an_article_that_is_stored_and_up_to_date_is_not_extracted_again(store):
    def refuse(article):
        raise AssertionError(article.id)

    ingest(store, articles(), extract=restated, extractor="prova/1")
    again = ingest(store, articles(), extract=refuse, extractor="prova/1", skip_current=True)
    assert [(o.status, o.claims, o.relations) for o in again.outcomes] == [("unchanged", 1, 1)] * 8
    newer = ingest(store, articles(), extract=restated, extractor="prova/2", skip_current=True)
    assert newer.replaced == 8
    corrected = (replace(article, title="Corretto") for article in articles())
    assert ingest(store, corrected, extract=restated, extractor="prova/2", skip_current=True).replaced == 8
