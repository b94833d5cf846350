"""The marked sentences: well-formed, enough of them, and the held-out ones stay held out."""

from __future__ import annotations

from collections import Counter

import pytest
import spacy

from extract.training.names.corpus import to_doc
from extract.training.names.marks import KINDS, Name, Sentence, parse, read

SENTENCES = read()


def test_enough_sentences_to_train_on_and_every_kind_in_both_parts() -> None:
    train = [s for s in SENTENCES if not s.held_out]
    assert len(train) >= 1500
    for part in (train, [s for s in SENTENCES if s.held_out]):
        assert {name.kind for s in part for name in s.names} == set(KINDS)


def test_no_sentence_is_there_twice() -> None:
    assert not [text for text, times in Counter(s.text for s in SENTENCES).items() if times > 1]


def test_names_stand_where_the_marks_say() -> None:
    for sentence in SENTENCES:
        for name in sentence.names:
            marked = sentence.text[name.start : name.end]
            assert marked and marked == marked.strip()
            before, after = sentence.text[: name.start][-1:], sentence.text[name.end :][:1]
            assert not before.isalnum() and not after.isalnum(), sentence.text
        starts = [name.start for name in sentence.names]
        assert starts == sorted(starts)


def test_one_in_seven_is_held_out_by_its_text_alone() -> None:
    held_out = [s for s in SENTENCES if s.held_out]
    assert 0.1 < len(held_out) / len(SENTENCES) < 0.2
    assert [s for s in reversed(SENTENCES) if s.held_out] == held_out[::-1]
    assert not parse("La [Korvia|ORG] apre.").held_out
    assert parse("[Korvia|ORG] assume ad [Alba|LOC].").held_out


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("La [Korvia|FIRM] apre.", "none of"),
        ("La [Korvia|ORG apre.", "not closed"),
        ("La [Korvia |ORG] apre.", "spaces"),
        ("La Korvia|ORG] apre.", "not closed"),
    ],
)
def test_bad_marks_are_refused(line: str, problem: str) -> None:
    with pytest.raises(ValueError, match=problem):
        parse(line)


def test_names_become_entities_and_those_that_cut_a_word_stay_open() -> None:
    nlp = spacy.blank("it")
    doc = to_doc(nlp, [parse("La [Korvia|ORG] apre."), parse("Treno [Alba|LOC]-[Bra|LOC] fermo.")])
    assert [(ent.text, ent.label_) for ent in doc.ents] == [("Korvia", "ORG")]
    open_words = [token.text for token in doc if token.ent_iob == 0]
    assert open_words == ["Alba-Bra"]
    unclear = to_doc(nlp, [Sentence("Parla Rame.", (Name(6, 10, ""),))])
    assert [token.text for token in unclear if token.ent_iob == 0] == ["Rame"]
