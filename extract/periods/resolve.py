"""Turn forms into dates: against the day of publication, the clause's tense, and the periods named before."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

from extract.periods import calendar
from extract.periods.calendar import Interval
from extract.periods.forms import Form, Year
from extract.periods.instances import Context, antecedent, choose, company_calendar, company_year, year_of

_REPORTED = ("quarter", "half", "year", "span", "month")
_LOOSE = {"vague", "now", "window", "ago", "weekday", "weekdate", "shift", "adjacent", "same_as"}
_MIDWEEK = 3
_FAR = 60  # months, or years, over which "tre mesi prima" still counts from what the sentence names
_WHOLE = ("quarter", "half", "year", "span")


def base_interval(form: Form, context: Context) -> Interval | None:
    """Return the dates that a form names, before modifier and bound; None where they depend on what is not known."""
    try:
        return _READERS[form.kind](form, context)
    except (ValueError, OverflowError):
        return None


def _date(form: Form, context: Context) -> Interval | None:
    day = date(*form.args)
    return day, day


def _day(form: Form, context: Context) -> Interval | None:
    month, number, *weekday = form.args

    def make(year: int) -> Interval:
        day = date(year, month, number)
        if weekday and form.year is None and day.weekday() != weekday[0]:
            raise ValueError("another year: the weekday does not fall on that day")
        return day, day

    return _in_year(make, form, context, whole=False)


def _in_year(
    make: Callable[[int], Interval], form: Form, context: Context, *, whole: bool, calendar_of: str | None = None
) -> Interval | None:
    if form.year is None or (form.year.how == "bare" and context.ahead is False):
        return choose(make, form, context, whole=whole)  # "gli ultimi mesi dell'anno" told in the past are over
    year = year_of(form.year, context, calendar_of)
    return None if year is None else make(year)


def _months(form: Form, context: Context) -> Interval | None:
    first, count = form.args
    company = company_calendar(form, context)

    def make(year: int) -> Interval:
        return calendar.fiscal_months(year, company, first, count)

    whole = form.unit in ("quarter", "half", "span", "year")
    return _in_year(make, form, context, whole=whole, calendar_of=company)


def _years(form: Form, context: Context) -> Interval | None:
    company = company_calendar(form, context)
    year = year_of(form.year, context, company) if form.year else None
    if year is None:
        return None
    start = calendar.fiscal_months(year, company, 1, 12)[0]
    return start, calendar.fiscal_months(year + form.args[0] - 1, company, 1, 12)[1]


def _weekday(form: Form, context: Context) -> Interval | None:
    today = context.published
    if today is None:
        return None
    back = (today.weekday() - form.args[0]) % 7
    if form.pull > 0 or (context.ahead and form.pull == 0):
        day = today + timedelta(days=(-back) % 7 or (7 if form.pull else 0))
    else:
        day = today - timedelta(days=back or (7 if form.pull else 0))
    return day, day


def _weekend(form: Form, context: Context) -> Interval | None:
    """``nel weekend``: the one that tense says; without a verb to go by, the nearer."""
    today = context.published
    if today is None:
        return None
    coming = calendar.around(today, "weekend")
    ahead = context.ahead if context.ahead is not None else today.weekday() >= _MIDWEEK
    return coming if ahead or today >= coming[0] else calendar.shift(coming, -1, "week")


def _weekdate(form: Form, context: Context) -> Interval | None:
    """``venerdì 12``: the nearest day of that number that falls on that weekday."""
    today = context.published
    if today is None:
        return None
    weekday, number = form.args
    best = None
    for offset in range(-6, 7):
        month = today.year * 12 + today.month - 1 + offset
        try:
            day = date(month // 12, month % 12 + 1, number)
        except ValueError:
            continue
        nearer = best is None or abs((day - today).days) < abs((best - today).days)
        if day.weekday() == weekday and nearer:
            best = day
    return (best, best) if best else None


def _fixed_day(form: Form, context: Context) -> Interval | None:
    today = context.published
    if today is None:
        return None
    step = 1 if form.pull > 0 or (form.pull == 0 and context.ahead) else -1
    for offset in range(3):
        month = today.year * 12 + today.month - 1 + offset * step
        try:
            day = date(month // 12, month % 12 + 1, form.args[0])
        except ValueError:
            continue
        if (day - today).days * step > 0:
            return day, day
    return None


def _offset(form: Form, context: Context) -> Interval | None:
    today = context.published
    if today is None:
        return None
    step = form.args[0]
    if form.unit == "decade":
        first = (today.year - 1) // 10 * 10 + 1
        return date(first, 1, 1), date(first + 9, 12, 31)
    company = company_calendar(form, context)
    if form.unit == "year" and company:
        return calendar.fiscal_months(company_year(today, company) + step, company, 1, 12)
    if form.unit in ("quarter", "half") and company:
        size = 3 if form.unit == "quarter" else 6
        closing = int(company[:2]) % size
        month = today.year * 12 + today.month - 1 - closing
        month = month // size * size + closing + step * size
        return calendar.months(month // 12, month % 12 + 1, size)
    if form.unit == "weekend":
        return calendar.shift(calendar.around(today, "weekend"), step, "week")
    return calendar.around(calendar.shift_date(today, step, form.unit), form.unit)


def _ago(form: Form, context: Context) -> Interval | None:
    if context.published is None:
        return None
    return calendar.around(calendar.shift_date(context.published, -form.args[0], form.unit), form.unit)


def _window(form: Form, context: Context) -> Interval | None:
    today = context.published
    if today is None:
        return None
    sign, count = form.args
    edge = calendar.shift_date(today, sign * count, form.unit)
    return (today, edge) if sign > 0 else (edge, today)


def _undated(form: Form, context: Context) -> Interval | None:
    return None


def _now(form: Form, context: Context) -> Interval | None:
    return (context.published, context.published) if context.published else None


def _shift(form: Form, context: Context) -> Interval | None:
    earlier = antecedent(context, form.unit)
    count = form.args[0]
    if form.unit == "span":
        return _as_long(earlier.interval, count) if earlier else None
    named = [one for one in context.named if one.sentence == context.sentence]
    if named and (form.unit == "month" or (form.unit == "year" and named[-1].unit == "month")) and abs(count) < _FAR:
        return calendar.shift(named[-1].interval, count, form.unit)
    if earlier and not (form.unit in ("quarter", "month") and earlier.unit == "year"):
        return calendar.shift(earlier.interval, count, form.unit)
    if context.published is None:
        return None
    if form.unit in ("quarter", "half"):
        done = _offset(replace(form, kind="offset", args=(-1,)), context)
        return calendar.shift(done, count, form.unit) if done else None
    return calendar.around(calendar.shift_date(context.published, count, form.unit), form.unit)


def _as_long(interval: Interval, count: int) -> Interval:
    """``il periodo precedente``: as long as the one that it counts from, right before or after it."""
    (start, end), next_day = interval, interval[1] + timedelta(days=1)
    if start.day == next_day.day == 1:
        months = (next_day.year - start.year) * 12 + next_day.month - start.month
        return calendar.shift(interval, count * months, "month")
    length = count * (next_day - start)
    return start + length, end + length


def _adjacent(form: Form, context: Context) -> Interval | None:
    """``i tre anni successivi``: the years that follow on the period of the text."""
    earlier = antecedent(context, form.unit)
    if earlier is None:
        return None
    count, (start, end) = form.args[0], earlier.interval
    if count > 0:
        first = end + timedelta(days=1)
        return first, calendar.shift_date(first, count, form.unit) - timedelta(days=1)
    return calendar.shift_date(start, count, form.unit), start - timedelta(days=1)


def _same(form: Form, context: Context) -> Interval | None:
    fits = [one for one in context.earlier if form.unit in (one.unit, "span")]
    if form.fiscal:
        fits = []
    near = [one for one in fits if one.paragraph == context.paragraph] or fits[:1]
    if near:
        return near[-1].interval
    if form.unit in ("span", "week") or context.published is None:
        return None
    step = -1 if form.unit in ("quarter", "half") or form.fiscal else 0
    return _offset(replace(form, kind="offset", args=(step,)), context)


def _reported(form: Form, context: Context) -> Interval | None:
    """``nei sei mesi``: the half that the text has named, else the last one that is over; a year likewise."""
    near = [one for one in context.earlier if one.unit == form.unit and one.paragraph == context.paragraph]
    named = near or [one for one in context.earlier[:1] if one.unit == form.unit]
    if named:
        return named[-1].interval
    return _offset(replace(form, kind="offset", args=(-1,)), context)


def _same_as(form: Form, context: Context) -> Interval | None:
    earlier = antecedent(context, "year")
    year = year_of(form.year, context, None) if form.year else None
    if earlier is None or year is None:
        return None
    return calendar.shift(earlier.interval, year - earlier.interval[1].year, "year")


def _closed(form: Form, context: Context) -> Interval | None:
    inner = base_interval(replace(form.inner, pull=form.inner.pull), context) if form.inner else None
    if inner is None:
        return None
    count = form.args[0]
    early = form.inner is not None and form.inner.mod == "START"
    return calendar.months(inner[1].year, inner[1].month - count + 1 - early, count)


def _within(form: Form, context: Context) -> Interval | None:
    inner = base_interval(form.inner, context) if form.inner else None
    if inner is None:
        return None
    order, days = form.args
    start = inner[0] + timedelta(days=(order - 1) * days)
    end = inner[1] if days == 15 and order == 2 else min(inner[1], start + timedelta(days=days - 1))
    return (start, end) if start <= end else None


def _range(form: Form, context: Context) -> Interval | None:
    """Resolve the side that names its year first; the other side lies next to it."""
    if form.inner is None or form.other is None:
        return None
    one, two = base_interval(form.inner, context), base_interval(form.other, context)
    if form.inner.kind == "now":
        today = context.published
        return (today, two[1]) if today and two and today <= two[1] else None
    if two and form.inner.year is None:
        near, last = two[0].year, two[1]
        one = _beside(form.inner, context, range(near, near - 3, -1), lambda span: span[0] <= last) or one
    elif one and form.other.year is None:
        first = one[0]
        two = _beside(form.other, context, range(first.year, first.year + 3), lambda span: span[1] >= first) or two
    return (one[0], two[1]) if one and two and one[0] <= two[1] else None


def _beside(form: Form, context: Context, years: range, fits: Callable[[Interval], bool]) -> Interval | None:
    """Return the first instance among `years` of a month, quarter or day without a year that fits the other side."""
    if form.kind not in ("months", "day"):
        return None
    for year in years:
        made = base_interval(replace(form, year=Year("abs", year)), context)
        if made and fits(made):
            return made
    return None


_READERS: dict[str, Callable[[Form, Context], Interval | None]] = {
    "date": _date,
    "day": _day,
    "months": _months,
    "years": _years,
    "weekday": _weekday,
    "weekdate": _weekdate,
    "weekend": _weekend,
    "fixed_day": _fixed_day,
    "offset": _offset,
    "ago": _ago,
    "window": _window,
    "vague": _undated,
    "now": _now,
    "shift": _shift,
    "adjacent": _adjacent,
    "same": _same,
    "same_as": _same_as,
    "reported": _reported,
    "closed": _closed,
    "within": _within,
    "range": _range,
}


def counts_as_earlier(form: Form, context: Context) -> bool:
    """Say whether later words such as "l'anno prima" may count from this expression."""
    if form.fiscal and context.fiscal_year_end is None:
        return False
    if form.bound or form.kind in _LOOSE:
        return False
    return (form.unit in _REPORTED and form.kind != "offset") or (form.kind == "offset" and form.unit in _WHOLE)
