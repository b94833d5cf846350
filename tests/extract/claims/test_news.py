"""Claims and relations of the project's annotated articles: no score may fall below its floor."""

from __future__ import annotations

import tomllib
from functools import lru_cache
from pathlib import Path

import pytest

from bench.claims.gold import HALVES
from bench.claims.reliability import above, outcomes
from bench.claims.score import HalfScores, score_half

FLOORS = tomllib.loads((Path(__file__).parents[2] / "floors.toml").read_text(encoding="utf-8"))["news"]


@lru_cache(maxsize=2)
def scored(half: str) -> HalfScores:
    return score_half(half)


@pytest.mark.parametrize("half", HALVES)
def test_no_level_falls_below_its_floor(half: str) -> None:
    scores = scored(half).scores.to_json()
    floors = FLOORS[half]["levels"]
    assert {level: scores[level]["f1"] for level in floors if scores[level]["f1"] < floors[level]} == {}


@pytest.mark.parametrize("half", HALVES)
def test_no_metric_falls_below_its_floor(half: str) -> None:
    metrics, floors = scored(half).scores.metrics, FLOORS[half]["metrics"]
    assert {name: metrics[name]["claims"].f1 for name in floors if metrics[name]["claims"].f1 < floors[name]} == {}


@pytest.mark.parametrize("half", HALVES)
def test_no_phenomenon_falls_below_its_floor(half: str) -> None:
    found, floors = scored(half).phenomena, FLOORS[half]["phenomena"]
    assert {name: found[name].recall for name in floors if found[name].recall < floors[name]} == {}


@pytest.mark.parametrize("half", HALVES)
def test_of_the_claims_that_are_said_to_be_sure_few_are_wrong(half: str) -> None:
    share, right = above(outcomes(scored(half).scores.pairs))
    assert right >= FLOORS[half]["sure_right"]
    assert share >= FLOORS[half]["sure_share"]


def test_every_claim_has_its_cues() -> None:
    pairs = [pair for half in HALVES for pair in scored(half).scores.pairs if pair.system]
    assert all(pair.system and pair.system["cues"] for pair in pairs)
