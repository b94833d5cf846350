"""The recogniser that ships: what it must reach, and that the card says what it reaches."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path

import pytest
import spacy
from spacy.language import Language

import extract
from extract.training import card
from extract.training.names import score
from extract.training.names.marks import Name, Sentence, read

ROOT = Path(__file__).parents[4]
NAMES = Path(extract.__file__).parent / "training" / "names"
SCORES = json.loads((NAMES / "scores.json").read_text(encoding="utf-8"))
KIND = ROOT.parent / "shared" / "data" / "evaluation-only" / "kind_WN_test.tsv"


@pytest.fixture(scope="module")
def nlp() -> Language:
    return spacy.load(Path(extract.__file__).parent / "model")


def test_no_score_is_below_its_floor() -> None:
    floors = tomllib.loads((NAMES / "floors.toml").read_text(encoding="utf-8"))
    for test, least in floors.items():
        for name, floor in least.items():
            assert SCORES[test][name] >= floor, f"{test}: {name}"


def test_card_states_the_scores() -> None:
    text = (ROOT / "docs" / "model-card.md").read_text(encoding="utf-8")
    assert card.with_scores(text, SCORES, "names") == text


def test_recognises_invented_names_by_what_stands_around_them(nlp: Language) -> None:
    right = wanted = 0
    for sentence in score.own_texts(score.FIRST_SEED):
        found = {(n.start, n.end, n.kind) for n in score.recogniser(nlp)(sentence.text)}
        organisations = {(n.start, n.end, n.kind) for n in sentence.names if n.kind == "ORG"}
        right, wanted = right + len(found & organisations), wanted + len(organisations)
    assert right >= 0.7 * wanted


@pytest.mark.skipif(not KIND.is_file(), reason="no KIND beside the project")
def test_scores_on_kind_are_those_of_the_model_that_ships(nlp: Language) -> None:
    golds = score.read_kind(KIND)[:60]
    counts = score.counts(score.recogniser(nlp), golds, score.KIND_LABELS)
    f = score.rates(counts, ("PER", "LOC", "ORG"))[2]
    assert abs(f - SCORES["kind-test, recogniser"]["F"]) < 8.0  # a part of the test set: near, not the same


def test_a_name_counts_only_with_its_ends_and_its_kind() -> None:
    gold = Sentence("Rame parla a Lodi.", (Name(0, 4, "PER"), Name(13, 17, "LOC")))
    found = [Name(0, 4, "ORG"), Name(13, 17, "LOC"), Name(5, 10, "PRODUCT")]
    counts = score.counts(lambda _: found, [gold], score.KIND_LABELS)
    assert score.rates(counts, ("PER", "LOC", "ORG")) == (50.0, 50.0, 50.0)
    assert score.rates(counts, ("PER",)) == (0.0, 0.0, 0.0)


def test_scoring_sentences_hold_no_organisation_of_their_own() -> None:
    own = {s.text[n.start : n.end] for s in read() for n in s.names if n.kind == "ORG"}
    invented = {s.text[n.start : n.end] for s in score.own_texts(7) for n in s.names if n.kind == "ORG"}
    assert len(own & invented) <= 3  # a common word such as "Faro" may be both


def test_kind_is_read_with_the_spaces_of_print(tmp_path: Path) -> None:
    file = tmp_path / "kind.tsv"
    file.write_text("L'\tO\nEnte\tB-ORG\nAlfa\tI-ORG\n,\tO\nsi\tO\n\nA\tO\nLodi\tB-LOC\n", encoding="utf-8")
    (text,) = score.read_kind(file)
    assert text.text == "L'Ente Alfa, si\nA Lodi\n"
    assert [text.text[n.start : n.end] for n in text.names] == ["Ente Alfa", "Lodi"]
