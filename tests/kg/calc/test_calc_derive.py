"""Deriving: what fits, what is refused and why, what a reader is told."""

import json
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from extract.records import Claim, Period
from kg.calc import PreconditionFailed, UnitMismatch, candidates, derivations, derive, formula
from kg.calc.balance import check_result
from kg.calc.examples import example_claim
from kg.calc.units import unit

Q3, Q3_BEFORE = "2031-07-01/2031-09-30", "2030-07-01/2030-09-30"
YEAR, YEAR_BEFORE = "2031-01-01/2031-12-31", "2030-01-01/2030-12-31"


def revenue(value: int, period: str | None = YEAR, **fields: Any) -> Claim:
    given = {
        "metric": "revenue",
        "unit": "EUR",
        "subject": "Alcor",
        "value": value,
        "period": period,
        "start": value % 97,
    }
    return example_claim(**(given | fields))


def growth(value: int, period: str | None = YEAR, **fields: Any) -> Claim:
    return revenue(value, period, **({"kind": "change", "unit": "%"} | fields))


def test_currencies_do_not_mix() -> None:
    pair = {"later": revenue(9), "earlier": revenue(7, YEAR_BEFORE, unit="USD")}
    with pytest.raises(PreconditionFailed, match=r"break the rule same in .*unit"):
        derive(formula("growth-between-levels"), pair)
    assert not list(candidates(formula("growth-between-levels"), pair.values()))


def test_units_that_do_not_balance_are_a_named_error() -> None:
    with pytest.raises(UnitMismatch, match="USD and EUR cannot be added"):
        check_result(formula("difference-between-levels"), {"later": unit("USD"), "earlier": unit("EUR")}, unit("USD"))
    with pytest.raises(UnitMismatch, match="W·s/accelerator"):
        check_result(
            formula("power-per-accelerator"), {"power": unit("Wh"), "count": unit("1", "accelerator_count")}, unit("W")
        )
    with pytest.raises(UnitMismatch, match="parrot"):
        unit("parrot")


def test_claim_that_does_not_fit_is_refused_with_its_text_and_field() -> None:
    with pytest.raises(PreconditionFailed, match="power: the claim «5» of example has another metric"):
        derive(formula("yearly-energy"), {"power": example_claim(metric="energy", unit="Wh", value=5)})
    with pytest.raises(PreconditionFailed, match="give a claim for each of power"):
        derive(formula("yearly-energy"), {})


def test_zero_divisor_breaks_the_precondition() -> None:
    with pytest.raises(PreconditionFailed, match="earlier > 0 does not hold"):
        derive(formula("growth-between-levels"), {"later": revenue(9), "earlier": revenue(0, YEAR_BEFORE)})
    assert not list(derivations(formula("growth-between-levels"), [revenue(9), revenue(0, YEAR_BEFORE)]))


def test_precondition_that_bounds_leave_open_is_said() -> None:
    pair = {"later": revenue(9), "earlier": revenue(6, YEAR_BEFORE, hedge="up_to")}
    result = derive(formula("growth-between-levels"), pair)
    assert [(item.text, item.certain) for item in result.preconditions] == [("earlier > 0", False)]
    assert "other.precondition" in {caveat.code for caveat in result.caveats}
    assert (result.value, result.low, result.high, result.hedge) == (50, 50, None, "over")


def test_bounds_that_pull_apart_leave_the_stated_ratio_with_a_caveat() -> None:
    more = example_claim(metric="accelerator_count", of="Nvidia L40S", subject="Alcor", value=900, hedge="over")
    fewer = example_claim(metric="accelerator_count", of="Nvidia L40S", subject="Mizar", value=300, hedge="over")
    result = derive(formula("accelerators-ratio-between"), {"more": more, "fewer": fewer})
    assert (result.value, result.low, result.high) == (3, None, None)
    assert "other.open" in {caveat.code for caveat in result.caveats}


def test_names_give_the_count_only_where_they_hold_one() -> None:
    named = example_claim(metric="power", unit="W", value=9_000_000, subject="supercomputer da oltre 6mila Nvidia L40S")
    assert derive(formula("power-per-accelerator"), {"power": named}).hedge == "up_to"
    for subject in ("Alcor", "data center da 100 MW", "cluster di Alcor", "data center da 2 miliardi di euro", None):
        claim = example_claim(metric="power", unit="W", value=9_000_000, subject=subject)
        assert not list(candidates(formula("power-per-accelerator"), [claim])), subject


def test_same_figure_repeated_in_an_article_is_used_once() -> None:
    claims = [revenue(9), revenue(9, start=50, sentence=3), revenue(6, YEAR_BEFORE)]
    assert len(list(candidates(formula("growth-between-levels"), claims))) == 1
    claims.append(revenue(9, article="another"))
    assert len(list(candidates(formula("growth-between-levels"), claims))) == 2


def test_unsaid_subjects_are_one_in_a_sentence_and_unsaid_periods_in_an_article() -> None:
    share = formula("cost-share-change")
    costs = {"metric": "operating_cost", "period": None}
    assert list(candidates(share, [growth(8, None, subject=None), growth(5, subject=None, **costs)]))
    assert not list(candidates(share, [growth(8, None, subject=None), growth(5, subject=None, sentence=2, **costs)]))
    assert list(candidates(share, [growth(8, None), growth(5, sentence=2, **costs)]))
    assert not list(candidates(share, [growth(8, None), growth(5, article="another", **costs)]))


def test_growth_against_a_rival_implies_no_earlier_value() -> None:
    implied = formula("implied-prior-value")
    assert list(candidates(implied, [revenue(60), growth(20, vs=YEAR_BEFORE)]))
    assert not list(candidates(implied, [revenue(60), growth(20, vs="Mizar")]))
    [result] = derivations(implied, [revenue(60), growth(20)])
    assert result.period is None
    assert "other.before" in {caveat.code for caveat in result.caveats}


def test_implied_value_is_dated_to_the_period_before() -> None:
    [result] = derivations(formula("implied-prior-value"), [revenue(60), growth(20, vs=YEAR_BEFORE)])
    assert (result.value, result.period) == (50, Period(date(2030, 1, 1), date(2030, 12, 31)))


def test_fall_of_a_hundred_percent_implies_nothing() -> None:
    assert not list(derivations(formula("implied-prior-value"), [revenue(60), growth(-100, vs=YEAR_BEFORE)]))


@pytest.mark.parametrize(("stated", "agrees"), [(50, True), (49, True), (70, False)])
def test_stated_growth_is_held_against_the_levels_with_rounding(stated: int, agrees: bool) -> None:
    claims = [revenue(9_100_000_000, Q3), revenue(6_100_000_000, Q3_BEFORE), growth(stated, Q3, vs=Q3_BEFORE)]
    [result] = derivations(formula("stated-against-computed-growth"), claims)
    assert result.agrees is agrees
    assert f"verdict.{'agrees' if agrees else 'differs'}" in {caveat.code for caveat in result.caveats}


def test_plan_is_shared_by_its_own_quarters_only() -> None:
    plan = revenue(40, status="planned")
    share = formula("share-of-year-plan")
    assert [d.value for d in derivations(share, [revenue(10, Q3), plan])] == [Decimal(25)]
    assert not list(candidates(share, [revenue(10, Q3_BEFORE), plan]))
    assert not list(candidates(share, [revenue(10, Q3), revenue(40)]))


def test_search_stays_in_one_article_and_a_question_may_go_further() -> None:
    ratio = formula("parameters-ratio")
    claims = [
        example_claim(metric="parameter_count", value=n, subject=name, article=name)
        for name, n in (("Orsa 1", 40), ("Orsa 2", 10))
    ]
    assert not list(candidates(ratio, claims))
    both = [d.value for d in derivations(ratio, claims, everywhere=True)]
    assert both == [4, Decimal("0.25")]


def test_power_is_not_divided_by_one_of_several_counts() -> None:
    power = example_claim(metric="power", unit="W", value=8000, subject="Alcor", start=9)
    counts = [example_claim(metric="accelerator_count", value=n, subject="Alcor", start=n) for n in (4, 8)]
    divide = formula("power-per-accelerator-counted")
    assert [d.value for d in derivations(divide, [power, counts[0]])] == [2000]
    assert not list(candidates(divide, [power, *counts]))


def test_status_confidence_and_evidence_come_from_the_inputs() -> None:
    [result] = derivations(formula("share-of-year-plan"), [revenue(10, Q3), revenue(40, status="planned")])
    assert result.status == "planned"
    assert result.inputs["part"].evidence.text == "10"
    data = json.loads(json.dumps(result.to_json(), ensure_ascii=False))
    assert data["formula"] == "share-of-year-plan"
    assert [item["name"] for item in data["inputs"]] == ["part", "plan"]
    assert all(item["claim"].startswith("https://") and item["evidence"]["text"] for item in data["inputs"])
    assert {"code", "it", "en"} == set(data["caveats"][0])


def test_many_claims_are_joined_and_not_tried_pair_by_pair() -> None:
    claims = [
        revenue(number + 1, period, subject=f"Firm {number}", article=f"a{number}")
        for number in range(1500)
        for period in (YEAR, YEAR_BEFORE)
    ]
    assert len(list(candidates(formula("growth-between-levels"), claims))) == 1500
