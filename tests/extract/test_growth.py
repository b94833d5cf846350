"""The work grows with the text: twice the text takes about twice the calls, in every component."""

from __future__ import annotations

import cProfile
import pstats
from datetime import date

import pytest
from spacy.tokens import Doc

from corpus import read, sample_folder
from extract import load

NEWS = "\n\n".join(article.text for article in read(sample_folder()))


def calls_of_components(text: str) -> dict[str, int]:
    """Return how many calls each component makes on a text."""
    nlp = load().nlp
    doc: Doc = nlp.make_doc(text)
    doc._.published, doc._.article_id, doc._.source = date(2025, 1, 1), "x", "x"
    calls = {}
    for name, component in nlp.pipeline:
        profile = cProfile.Profile()
        profile.enable()
        doc = component(doc)
        profile.disable()
        calls[name] = pstats.Stats(profile).total_calls  # type: ignore[attr-defined]
    return calls


@pytest.fixture(scope="module")
def growth() -> dict[str, float]:
    calls_of_components(NEWS[:2_000])  # what is loaded once is not counted
    small, large = calls_of_components(NEWS[:10_000]), calls_of_components(NEWS[:20_000])
    return {name: large[name] / small[name] for name in small}


def test_twice_the_text_is_about_twice_the_work(growth: dict[str, float]) -> None:
    assert {name: ratio for name, ratio in growth.items() if ratio > 2.7} == {}


@pytest.mark.parametrize(
    "piece", ["il fondo Alfa, rilevato ieri da Beta, ", "un ordine ricevuto da Alfa, cliente di Beta "]
)
def test_a_sentence_that_never_ends_is_read_in_proportion_too(piece: str) -> None:
    calls_of_components(piece * 10)
    small, large = calls_of_components(piece * 150), calls_of_components(piece * 300)
    assert {name: large[name] / small[name] for name in small if large[name] > 2.7 * small[name]} == {}
