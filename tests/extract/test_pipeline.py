from pathlib import Path

import pytest
import spacy

import extract
from corpus import from_text, read, sample_folder
from corpus.errors import CifreError
from extract.pipeline import COMPONENTS, Extractor, build, load

MODEL = Path(extract.__file__).parent / "model"
TEXT = "Reply, secondo i conti dell'anno, ha incassato 35 milioni di dollari."


def test_the_blank_pipeline_has_the_components_in_order() -> None:
    names = build("blank").pipe_names
    assert names == ["cifre_sentences", *COMPONENTS]


@pytest.mark.skipif(not MODEL.is_dir(), reason="no trained model beside the package")
def test_the_shipped_model_serves_the_same_components_and_keeps_the_sentences() -> None:
    nlp = build()
    assert nlp.pipe_names[0] == "cifre_sentences"
    assert "trainable_lemmatizer" not in nlp.pipe_names
    assert [name for name in nlp.pipe_names if name in COMPONENTS] == list(COMPONENTS)
    article = from_text("Ricavi\nNel 2024 Reply ha fatturato 2,3 miliardi di euro. L'utile non è noto.")
    doc = Extractor(nlp).read(article)
    assert [sentence.text.strip() for sentence in doc.sents] == [
        "Ricavi",
        "Nel 2024 Reply ha fatturato 2,3 miliardi di euro.",
        "L'utile non è noto.",
    ]
    (claim,) = doc._.claims
    assert (claim.metric, claim.subject) == ("revenue", "Reply")


@pytest.mark.skipif(not MODEL.is_dir(), reason="no trained model beside the package")
def test_a_parsed_text_tells_the_subject_of_a_figures_verb() -> None:
    doc = Extractor(build()).read(from_text(TEXT))
    (quantity,) = doc._.quantities
    spans = doc._.context.syntax.subject(quantity.start, quantity.end)
    assert "Reply" in [TEXT[start:end] for start, end in spans]


def test_a_model_that_is_not_there_is_named() -> None:
    with pytest.raises(CifreError, match="it_core_news_xxl"):
        build("it_core_news_xxl")


def test_the_same_article_always_gives_the_same_claims() -> None:
    article = from_text(TEXT)
    assert Extractor(build()).extract(article) == Extractor(build()).extract(article)


def test_the_model_that_ships_is_the_default_and_loaded_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("KG_MODEL", raising=False)
    assert load() is load("cifre")
    assert "parser" in load().nlp.pipe_names
    monkeypatch.setenv("KG_MODEL", "blank")
    assert "parser" not in load().nlp.pipe_names


@pytest.mark.parametrize("without", [(), ("parser",), ("parser", "morphologizer", "tok2vec")])
def test_any_italian_pipeline_serves_whatever_it_reads(without: tuple[str, ...], tmp_path: Path) -> None:
    other = spacy.load(MODEL, exclude=without)
    other.meta["name"] = "other"
    other.to_disk(tmp_path)
    (claim,) = Extractor(build(str(tmp_path))).extract(from_text(TEXT)).claims
    assert (claim.metric, int(claim.value)) == ("revenue", 35_000_000)


def test_many_articles_at_a_time_are_read_like_one() -> None:
    extractor = load("cifre")
    articles = list(read(sample_folder()))[:5]
    assert list(extractor.extract_all(articles)) == [extractor.extract(article) for article in articles]


def test_evidence_is_the_articles_own_text_where_lines_are_broken() -> None:
    article = from_text("Nel 2024 Reply\nha fatturato oltre i\n2,3 miliardi di euro.\nI conti")
    (claim,) = load().extract(article).claims
    evidence = claim.evidence
    assert evidence.text == article.text[evidence.start : evidence.end] == "oltre i\n2,3 miliardi di euro"
    assert claim.subject == "Reply"
