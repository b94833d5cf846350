"""The sample corpus: what its digests promise."""

import re
from datetime import date

import pytest

from corpus import Article, article_files, read, sample_folder
from corpus.markdown import split

ARTICLES = list(read(sample_folder()))


def test_there_are_enough_and_no_two_share_an_id() -> None:
    assert len(ARTICLES) >= 20
    assert len({article.id for article in ARTICLES}) == len(ARTICLES)


@pytest.mark.parametrize("article", ARTICLES, ids=lambda article: article.source.rsplit("/", 1)[-1])
def test_a_digest_is_complete_and_short(article: Article) -> None:
    assert article.title and article.outlet and article.language == "it"
    assert article.url is None, "a digest is nobody's page"
    assert article.published is not None and date(2023, 1, 1) <= article.published <= date(2026, 12, 31)
    assert 110 <= len(article.text.split()) <= 260
    assert len(re.findall(r"\d", article.text)) >= 8, "no figures to find"
    assert not re.search(r"\*\*|^#|\]\(|<[a-z]", article.text, re.MULTILINE), "markup is left"


def test_each_file_says_that_it_is_a_digest_and_under_what_licence() -> None:
    for path in article_files(sample_folder()):
        fields, _ = split(path.read_text("utf-8"), path.name)
        assert "written for Cifre" in fields["digest"], path.name
        assert fields["licence"] == "CC BY 4.0", path.name
        assert path.name.startswith(str(fields["published"])), path.name


def test_digests_disagree_as_news_does() -> None:
    about_llama = [article for article in ARTICLES if re.search(r"Llama 3\b", article.text)]
    assert any("70 miliardi" in article.text for article in about_llama)
    assert any("80 miliardi" in article.text for article in about_llama)
