"""The general patterns on the gold claims of real articles give the figures that a reader would expect."""

import json
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from extract.records import Claim, Evidence, Period
from kg.calc import Derivation, derivations, formula

SHARED = Path(__file__).parents[3].parent / "shared"
GOLD = SHARED / "gold" / "seeds.jsonl"
pytestmark = pytest.mark.skipif(not GOLD.exists(), reason="no gold file in ../shared/gold")


def _number(value: Any) -> Decimal | None:
    return None if value is None else Decimal(str(value))


def claim_of(line: dict[str, Any], sentence: tuple[int, int]) -> Claim:
    period = line["period"] and Period(*(d and date.fromisoformat(d) for d in line["period"].values()))
    place = line["evidence"]
    return Claim(
        article=line["article"],
        source="gold",
        evidence=Evidence(start=place["start"], end=place["end"], text=place["text"], sentence=sentence),
        value=_number(line["value"]),
        low=_number(line["low"]),
        high=_number(line["high"]),
        period=period or None,
        for_=line.get("for"),
        flags=tuple(line.get("flags") or ()),
        **{name: line[name] for name in ("metric", "subject", "unit", "kind", "hedge", "status")},
        **{name: line.get(name) for name in ("of", "per", "vs", "speaker", "via", "direction")},
    )


def gold_claims(path: Path) -> list[Claim]:
    lines = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    figures = [line for line in lines if "metric" in line]
    return [claim_of(line, (line["evidence"]["start"], line["evidence"]["end"])) for line in figures]


@pytest.fixture(scope="module")
def claims() -> list[Claim]:
    return gold_claims(GOLD)


@pytest.mark.parametrize(
    ("name", "value", "unit", "hedge"),
    [
        ("power-per-accelerator", "1500", "W", "about"),
        ("power-ratio", "5", "x", "about"),
        ("accelerators-ratio", "4", "x", "over"),
        ("implied-prior-value", "28169014084.507", "USD", "up_to"),
        ("difference-between-levels", "2100000000", "USD", "exact"),
        ("growth-between-levels", "32.8125", "%", "exact"),
        ("share-of-year-plan", "21.25", "%", "over"),
        ("parameters-ratio", "5.0625", "x", "exact"),
        ("yearly-energy", "1314000000000", "Wh", "about"),
    ],
)
def test_expected_figure_is_derived(claims: list[Claim], name: str, value: str, unit: str, hedge: str) -> None:
    found = list(derivations(formula(name), claims))
    right = [item for item in found if item.value is not None and abs(item.value - Decimal(value)) < Decimal("0.001")]
    assert [(item.unit, item.hedge) for item in right] == [(unit, hedge)], [item.filled.it for item in found]


@pytest.mark.parametrize("name", ["power-per-accelerator", "power-ratio", "accelerators-ratio", "share-of-year-plan"])
def test_nothing_else_is_derived_by_formulas_that_have_one_reading(claims: list[Claim], name: str) -> None:
    assert len(list(derivations(formula(name), claims))) == 1


def test_stated_growth_agrees_with_the_levels(claims: list[Claim]) -> None:
    assert [item.agrees for item in derivations(formula("stated-against-computed-growth"), claims)] == [True]


def test_costs_that_grow_more_slowly_lower_their_share(claims: list[Claim]) -> None:
    [found] = derivations(formula("cost-share-change"), claims)
    assert found.value is not None and found.value < 0 and found.high is not None and found.high < 0
    assert isinstance(found, Derivation)
