"""Status, speaker and source of own sentences; what holds for any text."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st

import extract.sentences.pipe
import extract.stance.pipe  # noqa: F401  (registers the components)
from extract.records import Mention
from extract.sentences import split_sentences
from extract.stance import Stance, find_stances

HERE = Path(__file__).parent
CASES = [json.loads(line) for line in (HERE / "sentences.jsonl").read_text(encoding="utf-8").splitlines()]
DEV = Path(__file__).parents[3].parent / "shared" / "dev"
NAMES = {"Luca Neri": "person", "Acme": "organisation"}
FLOOR = 0.95


def mentions(text: str) -> list[Mention]:
    found = []
    for name, kind in NAMES.items():
        start = text.find(name)
        while start >= 0:
            found.append(Mention(start=start, end=start + len(name), text=name, name=name, kind=kind))
            start = text.find(name, start + 1)
    return sorted(found, key=lambda mention: mention.start)


def stance(marked: str) -> Stance:
    """Return the stance of the passage between square brackets."""
    start, end = marked.index("["), marked.index("]") - 1
    text = marked.replace("[", "").replace("]", "")
    return find_stances(text, split_sentences(text), mentions(text)).at(start, end)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:60])
def test_sentence_has_its_status_speaker_and_source(case: dict[str, Any]) -> None:
    found = stance(case["text"])
    assert (found.status, found.speaker, found.via) == (case["status"], case["speaker"], case["via"]), found.cues


def test_table_covers_every_status() -> None:
    counts = Counter(case["status"] for case in CASES)
    assert len(CASES) >= 75
    assert all(counts[status] >= 7 for status in ("actual", "planned", "estimated", "rumoured"))


@pytest.mark.parametrize(
    ("marked", "negated"),
    [
        ("La società non ha raccolto [3 miliardi].", True),
        ("La società ha raccolto [3 miliardi].", False),
        ("La società non solo ha raccolto [3 miliardi], ha anche assunto.", False),
        ("Non ha detto altro, ma ha raccolto [3 miliardi].", False),
        ("Costa non più di [3 euro].", False),
    ],
)
def test_negation_stays_in_its_clause(marked: str, negated: bool) -> None:
    assert stance(marked).negated is negated


def test_every_stance_but_a_bare_fact_names_its_cue() -> None:
    assert stance("Punta a [3 miliardi].").cues == ("punta a",)


def test_status_inside_a_passage_leaves_the_rest_of_the_sentence_out() -> None:
    text = "Il ceo Luca Neri conta di aprire tre sedi."
    stances = find_stances(text, split_sentences(text), mentions(text))
    assert stances.at(0, 16).status == "planned"
    assert stances.within(0, 16).status == "actual"


@settings(max_examples=150, deadline=None)
@given(
    text=st.one_of(
        st.text(max_size=60),
        st.lists(
            st.sampled_from(["secondo", "«", "»", ";", ":", ",", "Lo", "ha", "detto", "Acme", "12", "\n", "."])
        ).map(" ".join),
    ),
    place=st.integers(0, 80),
)
def test_any_place_of_any_text_has_a_stance(text: str, place: int) -> None:
    found = find_stances(text, split_sentences(text), mentions(text)).at(place, place + 1)
    assert found.status in ("actual", "planned", "estimated", "rumoured")


def test_component_writes_stances() -> None:
    nlp = spacy.blank("it")
    nlp.add_pipe("cifre_sentences")
    nlp.add_pipe("cifre_stance")
    assert nlp("Spenderà 3 miliardi.")._.stances.at(9, 19).status == "planned"


@pytest.mark.skipif(not DEV.exists(), reason="the shared development articles are not beside the repository")
def test_status_of_development_figures_stays_above_the_floor() -> None:
    right, articles = [], {}
    for line in (DEV / "gold.jsonl").read_text(encoding="utf-8").splitlines():
        gold = json.loads(line)
        if "metric" not in gold:
            continue
        name = gold["article"]
        if name not in articles:
            text = (DEV / "articles" / f"{name}.txt").read_text(encoding="utf-8-sig").replace("\r\n", "\n")
            articles[name] = find_stances(text, split_sentences(text), ())
        evidence = gold["evidence"]
        right.append(articles[name].at(evidence["start"], evidence["end"]).status == gold["status"])
    assert sum(right) / len(right) >= FLOOR
