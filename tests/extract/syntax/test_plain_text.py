"""Printed apostrophes, line ends and double spaces change neither trees nor names, and the text stays as written."""

from __future__ import annotations

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st
from spacy.tokens import Doc

from corpus import from_text
from extract import load
from extract.pipeline import build
from extract.syntax.plain_text import to_plain, to_written

PLAIN = "L'utile dell'azienda è salito. Nel 2024 l'editore Aldo Ferri ha speso 3 milioni di euro per l'archivio."
WRITTEN = PLAIN.replace("'", "’")
LINES = PLAIN.replace("salito. ", "salito.\n\n").replace("Aldo Ferri", "Aldo  Ferri") + "\n"


def words(doc: Doc) -> list[tuple[str, str, str, str, str]]:
    return [(t.text, t.dep_, t.head.text, t.pos_, str(t.morph)) for t in doc if not t.is_space]


@pytest.fixture(scope="module")
def plain() -> Doc:
    return build()(PLAIN)


def test_both_apostrophes_have_the_same_parse_and_the_text_stays(plain: Doc) -> None:
    written = build()(WRITTEN)
    assert written.text == WRITTEN
    assert [row[1:2] + row[3:] for row in words(written)] == [row[1:2] + row[3:] for row in words(plain)]
    assert [sentence.start for sentence in written.sents] == [sentence.start for sentence in plain.sents]


def test_line_ends_and_double_spaces_have_the_same_parse_and_names(plain: Doc) -> None:
    broken = build()(LINES)
    assert broken.text == LINES
    assert words(broken) == words(plain)
    assert len(list(broken.sents)) == len(list(plain.sents))
    assert [ent.text.split() for ent in broken.ents] == [ent.text.split() for ent in plain.ents]


def test_white_space_governs_nothing_and_hangs_on_the_word_before(plain: Doc) -> None:
    broken = build()("\n" + LINES)
    spaces = [t for t in broken if t.is_space]
    assert [t.head.i - t.i for t in spaces] == [1, -1, -1, -1]
    assert not any(list(t.children) for t in spaces)


@pytest.mark.parametrize("text", ["", "\n\n", " ", "\t\n"])
def test_a_text_without_words_stays_itself(text: str) -> None:
    doc = spacy.blank("it")(text)
    assert to_plain(doc) is doc
    assert to_written(doc) is doc


@given(st.lists(st.sampled_from(["\n", "  ", "L’eco", "sale", ".", " ", "«", "\r\n", "3,5"]), max_size=12))
def test_any_text_comes_back_as_it_was_written(parts: list[str]) -> None:
    doc = spacy.blank("it")("".join(parts))
    plain = to_plain(doc)
    assert [t.text.replace("’", "'") for t in doc if not t.is_space] == [t.text for t in plain if not t.is_space]
    assert to_written(plain) is doc
    assert doc.text == "".join(parts)


def test_evidence_quotes_the_text_as_it_is_written() -> None:
    article = from_text(WRITTEN)
    extraction = load().extract(article)
    assert extraction.quantities
    for claim in extraction.claims:
        assert article.text[claim.evidence.start : claim.evidence.end] == claim.evidence.text
