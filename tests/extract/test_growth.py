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


def calls_of_components(length: int) -> dict[str, int]:
    """Return how many calls each component makes on so many characters of real prose."""
    nlp = load().nlp
    doc: Doc = nlp.make_doc(NEWS[:length])
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
    calls_of_components(2_000)  # what is loaded once is not counted
    small, large = calls_of_components(10_000), calls_of_components(20_000)
    return {name: large[name] / small[name] for name in small}


def test_twice_the_text_is_about_twice_the_work(growth: dict[str, float]) -> None:
    assert {name: ratio for name, ratio in growth.items() if ratio > 2.7} == {}
