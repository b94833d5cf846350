"""The pipeline that ships: it loads, reads, is free to use, and its card says what its scores are."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
import spacy
from spacy.language import Language

import extract
from extract.training import assemble, convert, evaluate, figures

ROOT = Path(__file__).parents[3]
MODEL = Path(extract.__file__).parent / "model"
TRAINING = Path(extract.__file__).parent / "training"
CARD = ROOT / "docs" / "model-card.md"
TREEBANKS = ROOT.parent / "shared" / "data"
SCORES = json.loads((TRAINING / "scores.json").read_text(encoding="utf-8"))
MEGABYTE = 1_000_000


@pytest.fixture(scope="module")
def nlp() -> Language:
    return spacy.load(MODEL)


def test_reads_sentences_parts_of_speech_features_lemmas_and_trees(nlp: Language) -> None:
    doc = nlp("La cooperativa ha venduto le tre barche. I pescatori non erano contenti.")
    assert nlp.lang == "it"
    assert [sentence[0].text for sentence in doc.sents] == ["La", "I"]
    sold = doc[3]
    assert (sold.pos_, sold.lemma_, sold.dep_) == ("VERB", "vendere", "ROOT")
    assert {child.dep_: child.text for child in sold.children}["nsubj"] == "cooperativa"
    assert {child.dep_: child.text for child in sold.children}["obj"] == "barche"
    assert doc[6].morph.get("Number") == ["Plur"]


def test_apostrophe_of_print_is_read_like_the_straight_one(nlp: Language) -> None:
    straight, printed = nlp("L'albergo dell'isola ha chiuso."), nlp("L’albergo dell’isola ha chiuso.")
    assert [(t.pos_, t.dep_, t.head.i) for t in straight] == [(t.pos_, t.dep_, t.head.i) for t in printed]


def test_licence_is_free_and_every_source_is_named_with_its_own(nlp: Language) -> None:
    assert nlp.meta["license"] == "CC BY-SA 4.0"
    licences = {source["name"]: source["license"] for source in nlp.meta["sources"]}
    named = {entry["name"] for part in ("train", "raw") for entry in convert.sources()[part]}
    assert set(licences) == named | {assemble.OWN["name"]}
    assert not [name for name, licence in licences.items() if "NC" in licence]


def test_configuration_keeps_no_path_of_where_it_was_trained(nlp: Language) -> None:
    assert not any(nlp.config["paths"].values())
    assert not re.search(r'"[^"]*/[^"]*"', (MODEL / "config.cfg").read_text(encoding="utf-8"))


def test_size_on_disk() -> None:
    assert sum(path.stat().st_size for path in MODEL.rglob("*") if path.is_file()) < 20 * MEGABYTE


STATUS = Path("/proc/self/status")


@pytest.mark.skipif(not STATUS.exists(), reason="this system does not tell a process's peak memory in /proc")
def test_memory_of_a_process_that_has_loaded_it() -> None:
    # Not getrusage: its peak starts with the memory of the process that forked this one.
    code = f"import spacy; spacy.load({str(MODEL)!r}); print(open({str(STATUS)!r}).read())"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    peak = re.search(r"VmHWM:\s+(\d+) kB", run.stdout)
    assert peak is not None
    assert int(peak.group(1)) * 1024 < 250 * MEGABYTE


def test_no_score_is_below_its_floor() -> None:
    floors = tomllib.loads((TRAINING / "floors.toml").read_text(encoding="utf-8"))
    for test, least in floors.items():
        for name, floor in least.items():
            assert SCORES[test][name] >= floor, f"{test}: {name}"


def test_card_states_the_scores_and_the_licences() -> None:
    card = CARD.read_text(encoding="utf-8")
    rows = {cells[0].strip(): cells for line in card.splitlines() if len(cells := line.strip("| ").split("|")) > 1}
    names = [name.strip() for name in rows["test set"][1:]]
    assert assemble.OWN["license"] in card
    for test in SCORES:
        stated = dict(zip(names, (cell.strip() for cell in rows[test][1:]), strict=True))
        assert stated == {name: f"{SCORES[test][name]:.1f}" for name in names}, test
    for part in convert.sources().values():
        for entry in part:
            assert entry["licence"] in card and entry["name"].split(" (")[0] in card


@pytest.mark.skipif(not TREEBANKS.is_dir(), reason="no treebanks beside the project")
def test_scores_are_those_of_the_model_that_ships(nlp: Language, tmp_path: Path) -> None:
    sentences = convert.test_sentences(TREEBANKS, "it_isdt-ud-test.conllu")[:150]
    convert.save(convert.to_docs(sentences, convert.TEST_GROUP), tmp_path / "test.spacy")
    scores = evaluate.evaluate(nlp, evaluate.read_docs(nlp, tmp_path / "test.spacy"))
    for name, margin in (("UPOS", 2.0), ("LAS", 4.0)):  # a part of the test set: near, not the same
        assert abs(scores[name] - SCORES["isdt-test"][name]) < margin


def test_subject_of_a_figure_is_that_of_its_verb() -> None:
    doc = spacy.tokens.Doc(
        spacy.blank("it").vocab,
        words=["Il", "comune", "compra", "9", "panchine"],
        heads=[1, 2, 2, 4, 2],
        deps=["det", "nsubj", "ROOT", "nummod", "obj"],
        pos=["DET", "NOUN", "VERB", "NUM", "NOUN"],
    )
    found, nearest = figures.subject(doc[3]), figures.nearest_noun(doc[3])
    assert found is not None and nearest is not None
    assert (found.text, nearest.text) == ("comune", "comune")


def test_figure_inside_the_subject_has_none_of_its_own() -> None:
    doc = spacy.tokens.Doc(
        spacy.blank("it").vocab,
        words=["9", "panchine", "mancano"],
        heads=[1, 2, 2],
        deps=["nummod", "nsubj", "ROOT"],
        pos=["NUM", "NOUN", "VERB"],
    )
    assert figures.subject(doc[0]) is None
