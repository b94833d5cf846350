"""What several readers of one sentence agree on."""

from __future__ import annotations

from spacy.tokens import Doc
from spacy.vocab import Vocab

from extract.training.distil import Reading, is_tree, to_doc, typographic, vote

WORDS = ["Il", "gatto", "dorme"]


def read(heads: list[int], deps: list[str], pos: str = "VERB") -> Doc:
    return Doc(
        Vocab(),
        words=WORDS,
        heads=heads,
        deps=deps,
        pos=["DET", "NOUN", pos],
        morphs=["", "", f"Number=Sing|Kind={pos}"],
        lemmas=["il", "gatto", "dormire"],
    )


def common(*docs: Doc) -> Reading | None:
    return vote([next(doc.sents) for doc in docs])


GOOD = ([1, 2, 2], ["det", "nsubj", "ROOT"])
LABEL = ([1, 2, 2], ["det", "obj", "ROOT"])
HEAD = ([2, 2, 2], ["det", "nsubj", "ROOT"])


def test_majority_wins_and_agreement_counts_heads_with_labels() -> None:
    reading = common(read(*GOOD), read(*LABEL), read(*GOOD))
    assert reading is not None
    assert (reading.heads, reading.deps) == GOOD
    assert round(reading.agreement, 2) == 0.67


def test_label_is_voted_among_those_who_gave_the_head() -> None:
    other = read([1, 0, 0], ["ROOT", "dep", "dep"])
    reading = common(read(*GOOD), read(*HEAD), other, read(*GOOD))
    assert reading is not None
    assert reading.deps[1] == "nsubj"


def test_features_come_with_the_part_of_speech_that_wins() -> None:
    reading = common(read(*GOOD, pos="AUX"), read(*GOOD), read(*GOOD))
    assert reading is not None
    assert (reading.pos[2], reading.morphs[2]) == ("VERB", "Kind=VERB|Number=Sing")


def test_heads_that_make_no_tree_are_no_reading() -> None:
    first = read([1, 1, 0], ["det", "ROOT", "obj"])
    second = read([1, 2, 2], ["det", "nsubj", "ROOT"])
    third = read([0, 2, 0], ["ROOT", "nsubj", "obj"])
    assert common(first, second, third) is None
    assert not is_tree([1, 0, 2])


def test_readings_become_one_document_with_their_sentences() -> None:
    reading = common(read(*GOOD), read(*GOOD))
    assert reading is not None
    doc = to_doc(Vocab(), [reading, reading])
    assert [sentence.text for sentence in doc.sents] == ["Il gatto dorme", "Il gatto dorme"]
    assert [token.head.i for token in doc] == [1, 2, 2, 4, 5, 5]


def test_print_changes_signs_and_keeps_the_tree() -> None:
    words = ["L'", "uomo", "disse", '"', "sì", '"']
    doc = Doc(Vocab(), words=words, heads=[1, 2, 2, 4, 2, 4], deps=["det", "nsubj", "ROOT", "punct", "obj", "punct"])
    printed = typographic(doc)
    assert [token.text for token in printed] == ["L’", "uomo", "disse", "“", "sì", "”"]
    assert [token.head.i for token in printed] == [token.head.i for token in doc]
