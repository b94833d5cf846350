"""The own annotated expressions, a gate: every category above its pinned floor, and no trap fires.

The sentences have the form that ``kg evaluate`` reads (``kg evaluate tests/gold/expressions.jsonl --show``). Those with
a `phenomenon` are written as news is and follow its shares; the others hold one expression each.
"""

import json
import tomllib
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from corpus import from_text
from extract.pipeline import load
from extract.records import span_to_json
from kg.evaluate.spans import SpanScores, score_spans

GOLD = Path(__file__).parents[1] / "gold"
LINES: list[dict[str, Any]] = [
    json.loads(line) for line in (GOLD / "expressions.jsonl").read_text(encoding="utf-8").splitlines()
]
FLOORS: dict[str, float] = tomllib.loads(GOLD.with_name("floors.toml").read_text(encoding="utf-8"))["expressions"]
CATEGORIES = ("number", "money", "percent", "multiplier", "count", "unit", "range", "hedge", "date", "trap")
# Share of the figures of real news that have the phenomenon, in per cent.
SHARES = {
    "parentheses": 11, "bullets": 11, "list": 6, "elided": 4, "spelled": 4, "scales": 4,
    "respectively": 2, "before-after": 3,
}  # fmt: skip
HEDGES = {"exact": 78, "about": 9, "over": 5, "range": 2, "up_to": 3, "almost": 2, "under": 1}


@pytest.fixture(scope="module")
def scores() -> SpanScores:
    extractor = load()
    spans = {}
    for line in LINES:
        article = from_text(line["text"], published=date.fromisoformat(line["published"]))
        spans[line["id"]] = [span_to_json(span, article="", source="") for span in extractor.spans(article)]
    return score_spans(LINES, spans)


def wrong(scores: SpanScores, category: str) -> list[str]:
    """Return what differs, for the message of a test that fails."""
    texts = {line["id"]: line["text"] for line in LINES if line["category"] == category}
    bad = [pair for pair in scores.pairs if pair.article in texts and pair.verdict not in ("right", "optional")]
    return [f"{pair.verdict} in {texts[pair.article]!r}: {pair.gold} {pair.system}" for pair in bad]


@pytest.mark.parametrize("category", CATEGORIES)
def test_category_stays_above_its_floor(scores: SpanScores, category: str) -> None:
    score = scores.categories[category]
    if category == "trap":
        assert score.system == 0, wrong(scores, category)
    else:
        assert score.right >= FLOORS[category] * score.gold, wrong(scores, category)


def test_the_whole_set_stays_above_its_floor(scores: SpanScores) -> None:
    assert scores.spans.right >= FLOORS["all"] * scores.spans.gold


def test_hardly_any_figure_found_is_none(scores: SpanScores) -> None:
    assert scores.spans.right >= FLOORS["precision"] * scores.spans.system


def test_the_floors_ask_for_what_the_project_promises() -> None:
    assert set(FLOORS) == {*CATEGORIES, "all", "precision"}
    assert FLOORS["all"] >= 0.98
    assert FLOORS["precision"] >= 0.99
    assert min(FLOORS.values()) >= 0.9


def test_the_set_is_large_and_its_spans_lie_on_words() -> None:
    sizes = Counter(line["category"] for line in LINES)
    assert set(sizes) == set(CATEGORIES)
    assert sum(sizes.values()) >= 1000
    assert sizes["trap"] >= 200
    assert len({line["text"] for line in LINES}) == len(LINES) == len({line["id"] for line in LINES})
    for line in LINES:
        for gold in line["expected"]:
            surface = line["text"][gold["start"] : gold["end"]]
            assert surface == surface.strip() != "", line["id"]


def test_news_sentences_have_the_shares_of_real_news() -> None:
    news = [line for line in LINES if "phenomenon" in line]
    figures = sum(len(line["expected"]) for line in news)
    shares: Counter[str] = Counter()
    hedges: Counter[str] = Counter()
    for line in news:
        shares[line["phenomenon"]] += len(line["expected"])
        hedges.update(gold["hedge"] for gold in line["expected"])
    assert figures >= 466  # as many as the shares were counted on
    assert {name for name, share in SHARES.items() if 100 * shares[name] / figures < share} == set()
    assert {hedge for hedge, share in HEDGES.items() if abs(100 * hedges[hedge] / figures - share) > 2.5} == set()
    money = [
        g for line in news for g in line["expected"] if line["category"] == "money" and g["unit"] not in ("%", "x")
    ]
    assert sum(gold["unit"] is None for gold in money) >= 0.15 * len(money)


def test_two_figures_of_five_share_their_sentence_with_two_more() -> None:
    expected = [line["expected"] for line in LINES if line["category"] not in ("date", "trap")]
    crowded = sum(len(golds) for golds in expected if len(golds) >= 3)
    assert 0.35 <= crowded / sum(map(len, expected)) <= 0.45
