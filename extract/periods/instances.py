"""What decides the year of an expression that names none: tense, an adjective, the company's calendar, the text."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from extract.periods.calendar import Interval
from extract.periods.forms import Form, Year

_REPORTED = 100  # days within which a quarter's results are given
_LOOKS_BACK = 3


@dataclass(frozen=True, slots=True)
class Earlier:
    """A period named before in the text: what "l'anno prima" may count from."""

    interval: Interval
    unit: str
    sentence: int
    paragraph: int


@dataclass(slots=True)
class Context:
    """What is known where an expression stands."""

    published: date | None
    fiscal_year_end: str | None
    ahead: bool | None = None
    sentence: int = 0
    paragraph: int = 0
    earlier: list[Earlier] = field(default_factory=list)
    named: list[Earlier] = field(default_factory=list)  # months and parts of years, as their modifiers narrow them


def company_calendar(form: Form, context: Context) -> str | None:
    """Return the company calendar where it counts: fiscal words, or a quarter without a year of its own.

    Months that are named are those of everybody's calendar.
    """
    named = bool({"mesi", "natalizio"} & set(form.cues))
    bare = (
        not named
        and form.unit in ("quarter", "half")
        and form.kind in ("months", "offset", "same")
        and form.year is None
    )
    fiscal = form.fiscal or (form.year is not None and form.year.fiscal)
    return context.fiscal_year_end if fiscal or bare else None


def company_year(day: date, fiscal_year_end: str | None) -> int:
    closing = int(fiscal_year_end[:2]) if fiscal_year_end else 12
    return day.year + (day.month > closing)


def year_of(year: Year, context: Context, fiscal_year_end: str | None) -> int | None:
    if year.how == "abs":
        return year.value
    if year.how in ("rel", "bare"):
        return company_year(context.published, fiscal_year_end) + year.value if context.published else None
    earlier = antecedent(context, "year")
    if earlier:
        return earlier.interval[1].year + year.value
    return context.published.year + year.value if context.published else None


def choose(make: Callable[[int], Interval], form: Form, context: Context, *, whole: bool) -> Interval | None:
    """Return the instance that tense or an adjective picks; `whole` asks for one that was over when it is past."""
    today = context.published
    if today is None:
        return None
    instances = [found for year in range(today.year - 2, today.year + 4) if (found := _safe(make, year))]
    if form.pull < 0:
        return _last(instances, lambda span: span[1] < today)
    if form.pull > 0:
        return _first(instances, lambda span: span[0] > today)
    if context.ahead:
        coming = _first(instances, lambda span: span[1] >= today)
        ended = _last(instances, lambda span: span[1] < today)
        if (
            form.unit == "quarter"
            and ended
            and coming
            and (today - ended[1]).days < _REPORTED < (coming[0] - today).days
        ):
            return ended  # what is expected of the quarter whose results are due
        return coming
    past = _last(instances, lambda span: (span[1] if whole else span[0]) <= today)
    if context.ahead is None and past:
        # no verb to go by: the nearer one, with news looking back three times as readily as ahead
        coming = _first(instances, lambda span: span[1] >= today)
        since, until = (today - past[1]).days, (coming[0] - today).days if coming else 999
        return coming if since > _LOOKS_BACK * max(until, 0) else past
    return past


def _safe(make: Callable[[int], Interval], year: int) -> Interval | None:
    try:
        return make(year)
    except (ValueError, OverflowError):
        return None


def _last(instances: list[Interval], fits: Callable[[Interval], bool]) -> Interval | None:
    return next((span for span in reversed(instances) if fits(span)), None)


def _first(instances: list[Interval], fits: Callable[[Interval], bool]) -> Interval | None:
    return next((span for span in instances if fits(span)), None)


def antecedent(context: Context, unit: str) -> Earlier | None:
    """Return the period that "l'anno prima" counts from: of the sentence, the paragraph, else the reported one."""
    fits = [one for one in context.earlier if unit != "quarter" or one.unit in ("quarter", "span", "year")]
    for near in (
        [one for one in fits if one.sentence == context.sentence],
        [one for one in fits if one.paragraph == context.paragraph],
    ):
        if near:
            return near[-1]
    return next((one for one in fits if one.unit in ("quarter", "half")), None)
