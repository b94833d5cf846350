"""Intervals of the calendar: years, halves, quarters, months, weeks, company years, and what a modifier keeps of them.

Both ends are inclusive. A date outside what `datetime.date` can hold raises `ValueError` or `OverflowError`; the
caller treats such an expression as undated.
"""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

Interval = tuple[date, date]
_MONTHS = {"month": 1, "quarter": 3, "half": 6, "year": 12, "season": 3}
_DAYS = {"day": 1, "week": 7, "weekend": 7}


def last_day(year: int, month: int) -> date:
    """Return the last day of a month."""
    return date(year, month, monthrange(year, month)[1])


def months(year: int, month: int, count: int) -> Interval:
    """Return `count` whole months from `month` (which may lie outside 1 to 12) of `year`.

    Examples
    --------
    >>> months(2024, 12, 3)
    (datetime.date(2024, 12, 1), datetime.date(2025, 2, 28))
    """
    first, last = year * 12 + month - 1, year * 12 + month + count - 2
    return date(first // 12, first % 12 + 1, 1), last_day(last // 12, last % 12 + 1)


def shift_date(day: date, count: int, unit: str) -> date:
    """Return `day` moved by `count` units; the end of a month stays an end where the month is shorter.

    Examples
    --------
    >>> shift_date(date(2024, 3, 31), -1, "month"), shift_date(date(2025, 3, 4), 24, "month")
    (datetime.date(2024, 2, 29), datetime.date(2027, 3, 4))
    """
    if unit in _DAYS:
        return day + timedelta(days=count * _DAYS[unit])
    if unit == "hour":
        return day
    index = day.year * 12 + day.month - 1 + count * _MONTHS[unit]
    year, month = index // 12, index % 12 + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def shift(interval: Interval, count: int, unit: str) -> Interval:
    """Return the interval moved by `count` units; whole months stay whole.

    Examples
    --------
    >>> shift((date(2024, 4, 1), date(2024, 6, 30)), -1, "quarter")
    (datetime.date(2024, 1, 1), datetime.date(2024, 3, 31))
    """
    start, end = interval
    moved = shift_date(start, count, unit), shift_date(end, count, unit)
    if end == last_day(end.year, end.month) and unit in _MONTHS:
        return moved[0], last_day(moved[1].year, moved[1].month)
    return moved


def around(day: date, unit: str) -> Interval:
    """Return the calendar unit that holds `day`.

    Examples
    --------
    >>> around(date(2024, 8, 20), "half")
    (datetime.date(2024, 7, 1), datetime.date(2024, 12, 31))
    """
    if unit == "week":
        monday = day - timedelta(days=day.weekday())
        return monday, monday + timedelta(days=6)
    if unit == "weekend":
        saturday = day - timedelta(days=day.weekday()) + timedelta(days=5)
        return saturday, saturday + timedelta(days=1)
    if unit not in _MONTHS:
        return day, day
    size = _MONTHS[unit]
    return months(day.year, (day.month - 1) // size * size + 1, size)


def fiscal_months(year: int, fiscal_year_end: str | None, first: int, count: int) -> Interval:
    """Return months `first` to `first + count - 1` of the company year that is called `year` (it ends in it).

    Parameters
    ----------
    fiscal_year_end : str or None
        ``MM-DD``; only the month counts. None or ``12-31`` is the calendar year.

    Examples
    --------
    >>> fiscal_months(2026, "01-31", 4, 3)
    (datetime.date(2025, 5, 1), datetime.date(2025, 7, 31))
    """
    closing = int(fiscal_year_end[:2]) if fiscal_year_end else 12
    return months(year - 1, closing + first, count) if closing < 12 else months(year, first, count)


def narrow(interval: Interval, unit: str, mod: str | None) -> Interval:
    """Return the part of `interval` that ``START``, ``MID`` or ``END`` keeps.

    A year gives its first quarter, May to August, its last quarter; a month its thirds; a quarter, a season and a
    half theirs in whole months; anything else its thirds in days.

    Examples
    --------
    >>> narrow((date(2024, 7, 1), date(2024, 7, 31)), "month", "END")
    (datetime.date(2024, 7, 21), datetime.date(2024, 7, 31))
    >>> narrow((date(2024, 1, 1), date(2024, 12, 31)), "year", "MID")
    (datetime.date(2024, 5, 1), datetime.date(2024, 8, 31))
    """
    start, end = interval
    if mod not in ("START", "MID", "END"):
        return interval
    part = ("START", "MID", "END").index(mod)
    if unit == "month":
        cut = (start.replace(day=1), start.replace(day=11), start.replace(day=21))
        return cut[part], (start.replace(day=10), start.replace(day=20), end)[part]
    if unit == "year" and (end.year - start.year) * 12 + end.month - start.month == 11:
        offset, count = ((0, 3), (4, 4), (9, 3))[part]
        return months(start.year, start.month + offset, count)
    if unit in ("quarter", "season", "half"):
        size = 2 if unit == "half" else 1
        return months(start.year, start.month + part * size, size)
    days = (end - start).days + 1
    third = max(1, days // 3)
    if days < 3:
        return interval
    edges = (start, start + timedelta(third), end - timedelta(third - 1))
    ends = (start + timedelta(third - 1), end - timedelta(third), end)
    return edges[part], ends[part]
