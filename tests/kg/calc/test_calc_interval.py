"""Interval arithmetic never loses a possible value, and hedges come back from bounds as they went in."""

import operator
from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from kg.calc import CalculationError, Interval
from kg.calc.hedges import bounds, settle

numbers = st.decimals(min_value=-(10**9), max_value=10**9, places=4)
positive = st.decimals(min_value="0.0001", max_value=10**9, places=4)
HEDGES = ("exact", "about", "almost", "over", "under", "up_to")
OPERATIONS: list[Callable[..., object]] = [operator.add, operator.sub, operator.mul, operator.truediv]


@st.composite
def intervals_with_a_point(draw: st.DrawFn) -> tuple[Interval, Fraction]:
    low, point, high = sorted(draw(st.tuples(numbers, numbers, numbers)))
    value = draw(st.sampled_from([None, low, point, high]))
    return (
        Interval(value, draw(st.sampled_from([low, None])), draw(st.sampled_from([high, None]))),
        Fraction(point),
    )


@pytest.mark.parametrize("operation", OPERATIONS)
@given(left=intervals_with_a_point(), right=intervals_with_a_point())
def test_result_of_any_points_lies_in_the_resulting_interval(
    operation: Callable[..., object],
    left: tuple[Interval, Fraction],
    right: tuple[Interval, Fraction],
) -> None:
    if operation is operator.truediv:
        assume(right[1] != 0 and right[0].value != 0)
    result = operation(left[0], right[0])
    point = operation(left[1], right[1])
    assert isinstance(result, Interval)
    assert isinstance(point, Fraction)
    assert result.contains(point)


@given(intervals_with_a_point(), st.fractions(min_value="1/9999", max_value=9999))
def test_change_of_unit_keeps_every_point(figure: tuple[Interval, Fraction], factor: Fraction) -> None:
    assert figure[0].scale(factor).contains(figure[1] * factor)


@given(positive, positive)
def test_exact_figures_give_an_exact_result(left: Decimal, right: Decimal) -> None:
    result, hedge = settle(bounds(left, "exact") / bounds(right, "exact"), {"exact"})
    assert hedge == "exact"
    assert result.low == result.value == result.high


@given(positive, st.sampled_from(HEDGES), positive)
def test_a_hedge_survives_an_exact_divisor(value: Decimal, hedge: str, divisor: Decimal) -> None:
    assert settle(bounds(value, hedge) / bounds(divisor, "exact"), {hedge, "exact"})[1] == hedge


@given(positive, st.sampled_from(HEDGES))
def test_a_hedge_survives_the_sign_of_a_fall(value: Decimal, hedge: str) -> None:
    assert settle(bounds(-value, hedge), {hedge})[1] == hedge


def test_divisor_of_at_least_a_bound_turns_the_bound_around() -> None:
    quotient = bounds(Decimal(8), "exact") / bounds(Decimal(2), "over")
    assert (quotient.low, quotient.high) == (0, 4)
    assert settle(quotient, {"exact", "over"})[1] == "up_to"


def test_divisor_around_zero_leaves_both_sides_open() -> None:
    result = bounds(Decimal(1), "exact") / Interval(Decimal(1), Decimal(-1), Decimal(2))
    assert (result.value, result.low, result.high) == (1, None, None)


@pytest.mark.parametrize(
    ("divisor", "low", "high"), [((0, 2), "0.5", None), ((-2, 0), None, "-0.5"), ((0, None), "0", None)]
)
def test_divisor_with_zero_at_its_end_leaves_one_side_open(
    divisor: tuple[int, int | None], low: str | None, high: str | None
) -> None:
    ends = [None if end is None else Decimal(end) for end in divisor]
    result = bounds(Decimal(1), "exact") / Interval(None, *ends)
    assert (result.low, result.high) == (low and Decimal(low), high and Decimal(high))


@pytest.mark.parametrize("zero", [Interval.exact(Decimal(0)), Interval(Decimal(0), Decimal(-1), Decimal(1))])
def test_divisor_that_is_stated_as_zero_is_refused(zero: Interval) -> None:
    with pytest.raises(CalculationError, match="divisor is zero"):
        _ = bounds(Decimal(1), "exact") / zero


@pytest.mark.parametrize(
    ("value", "low", "high"), [("1", "2", "3"), (None, "3", "2"), ("NaN", None, None), ("Infinity", None, None)]
)
def test_figures_that_make_no_sense_are_refused(value: str | None, low: str | None, high: str | None) -> None:
    with pytest.raises(CalculationError):
        Interval(*(text and Decimal(text) for text in (value, low, high)))


def test_result_without_value_and_bounds_says_so() -> None:
    with pytest.raises(CalculationError, match="open on both sides"):
        settle(Interval(None, None, None), {"over"})


def test_range_over_a_minimum_becomes_a_maximum() -> None:
    figure = Interval(None, Decimal(38), Decimal(40)) / bounds(Decimal(2), "over")
    result, hedge = settle(Interval(figure.value, None, figure.high), {"range", "over"})
    assert (result.value, result.high, hedge) == (20, 20, "up_to")
