"""Interval arithmetic of the calendar."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.periods import calendar

DAYS = st.dates(date(1950, 1, 1), date(2080, 12, 31))


@given(day=DAYS, unit=st.sampled_from(["day", "week", "month", "quarter", "half", "year"]))
def test_calendar_unit_holds_its_day(day: date, unit: str) -> None:
    start, end = calendar.around(day, unit)
    assert start <= day <= end


@given(day=DAYS, unit=st.sampled_from(["month", "quarter", "half", "year"]), count=st.integers(-40, 40))
def test_whole_units_stay_whole_when_shifted(day: date, unit: str, count: int) -> None:
    whole = calendar.around(day, unit)
    moved = calendar.shift(whole, count, unit)
    assert moved == calendar.around(moved[0], unit)
    assert calendar.shift(moved, -count, unit) == whole


@given(day=DAYS, unit=st.sampled_from(["week", "month", "quarter", "half", "year"]))
def test_start_middle_and_end_are_apart_and_inside(day: date, unit: str) -> None:
    start, end = whole = calendar.around(day, unit)
    parts = [calendar.narrow(whole, unit, mod) for mod in ("START", "MID", "END")]
    assert parts[0][0] == start and parts[-1][1] == end
    assert parts[0][1] < parts[1][0] <= parts[1][1] < parts[2][0]


@pytest.mark.parametrize("closing", ["01-31", "06-30", "09-30", "12-31", None])
def test_four_company_quarters_make_a_company_year(closing: str | None) -> None:
    quarters = [calendar.fiscal_months(2025, closing, first, 3) for first in (1, 4, 7, 10)]
    assert (quarters[0][0], quarters[-1][1]) == calendar.fiscal_months(2025, closing, 1, 12)
    assert all((later[0] - earlier[1]).days == 1 for earlier, later in pairwise(quarters))
    assert quarters[-1][1].year == 2025
