"""What another extractor has read is read again, from the stored text."""

import pytest
from graph_articles import fill, restated, some_article

from corpus.errors import CifreError
from extract.records import Extraction
from kg.ingest import ingest
from kg.refresh import refresh
from kg.store import Store
from kg.store.verify import verify


@pytest.fixture
def outdated(tmp_path):
    """A store of four articles that an earlier extractor has read badly, and a fifth that is as it should be."""
    store = fill(tmp_path / "graph", [])
    articles = [some_article(number, (number + 1, number + 9))[0] for number in range(5)]
    ingest(store, articles[:4], extract=lambda _: Extraction(), extractor="prova/1")
    ingest(store, articles[4:], extract=restated, extractor="prova/2")
    return store


def read(store):
    return {info.id: info.claims for info in Store(store.path).articles()}


def test_only_what_is_outdated_is_extracted_again(outdated):
    assert outdated.outdated("prova/2") == ("n0", "n1", "n2", "n3")
    report = refresh(outdated, extract=restated, extractor="prova/2")
    assert [(o.article, o.status, o.claims) for o in report.outcomes] == [(f"n{n}", "replaced", 2) for n in range(4)]
    assert read(outdated) == dict.fromkeys(("n0", "n1", "n2", "n3", "n4"), 2)
    assert outdated.outdated("prova/2") == ()
    assert outdated.versions() == ()
    assert refresh(outdated, extract=restated, extractor="prova/2").outcomes == ()
    assert list(verify(outdated.path)) == []


def test_refreshed_is_the_same_as_ingested_anew(outdated, tmp_path):
    refresh(outdated, extract=restated, extractor="prova/2")
    anew = Store(tmp_path / "anew")
    ingest(anew, [some_article(n, (n + 1, n + 9))[0] for n in (3, 1, 4, 0, 2)], extract=restated, extractor="prova/2")
    assert anew.canonical_nquads() == outdated.canonical_nquads()


def test_what_was_done_before_a_run_was_cut_off_is_not_done_again(outdated):
    asked = []

    def cut_off(article):
        if len(asked) == 2:
            raise KeyboardInterrupt
        asked.append(article.id)
        return restated(article)

    with pytest.raises(KeyboardInterrupt):
        refresh(outdated, extract=cut_off, extractor="prova/2")
    assert read(outdated) == {"n0": 2, "n1": 2, "n2": 0, "n3": 0, "n4": 2}
    report = refresh(outdated, extract=restated, extractor="prova/2")
    assert [outcome.article for outcome in report.outcomes] == ["n2", "n3"]


def test_an_article_that_fails_stays_as_it_was_and_outdated(outdated):
    def fail(article):
        if article.id == "n2":
            raise CifreError("n2 cannot be read", "mend it")
        return restated(article)

    report = refresh(outdated, extract=fail, extractor="prova/2")
    assert [outcome.article for outcome in report.failed] == ["n2"]
    assert read(outdated)["n2"] == 0
    assert outdated.outdated("prova/2") == ("n2",)


def test_progress_is_told_of_each_article_that_is_read_again_and_each_file_of_a_rebuilt_index(outdated):
    seen = []

    def track(items):
        for item in items:
            seen.append(item)
            yield item

    refresh(outdated, extract=restated, extractor="prova/2", track=track)
    assert seen == ["n0", "n1", "n2", "n3"]
    seen.clear()
    outdated.rebuild(track=track)
    assert seen == [f"n{number}.nq" for number in range(5)]
