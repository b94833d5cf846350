"""Find every time expression of a text and date it."""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache
from typing import NamedTuple

from extract.periods import calendar
from extract.periods.calendar import Interval
from extract.periods.forms import Form
from extract.periods.grammar import Grammar
from extract.periods.instances import Context, Earlier
from extract.periods.lexer import Token, tokenise
from extract.periods.resolve import base_interval, counts_as_earlier
from extract.periods.tense import REACH, looks_ahead
from extract.records import Period, TimeExpression

_GRAIN = {"season": "span", "weekend": "span", "decade": "span", "hour": "day"}
_MEASURED = {"rispetto", "contro", "confronto"}
_NEAR = 6
_STOPS = {".", "!", "?"}
_NAMES_MONTHS = {"months", "years", "closed", "same", "reported", "date", "day"}


class _Reading(NamedTuple):
    """An expression and the tense of its clause.

    Sentences and paragraphs are counted roughly: a full stop or a line's end is enough for what follows it to be near.
    """

    form: Form
    ahead: bool | None
    sentence: int
    paragraph: int


def find_times(text: str, *, published: date | None, fiscal_year_end: str | None = None) -> tuple[TimeExpression, ...]:
    """Return the time expressions of an Italian text, in order, without overlap.

    Parameters
    ----------
    text : str
        Any text; offsets count its code points.
    published : date or None
        Relative expressions are resolved against it; without it they are found, but have no dates.
    fiscal_year_end : str or None
        ``MM-DD``, the last day of the company year. With it, "secondo trimestre fiscale", "esercizio 2025", and
        quarters without a year of their own, are read as the company counts; a calendar year named beside a quarter
        keeps the calendar. Without it all are calendar periods (those with a fiscal word carry the cue ``fiscal``).

    Returns
    -------
    tuple of TimeExpression
        `start_date` and `end_date` are the base interval, `mod` what narrows it, `period` the outcome. Granularity
        ``anaphoric`` marks what counts from another period ("un anno prima", "su base annua"); its first cue is the
        shift (``-1 year``), its dates are counted from the nearest period before it, else from `published`.

    Examples
    --------
    >>> for time in find_times("A fine luglio era salito; nel 2026 salirà ancora.", published=date(2024, 11, 2)):
    ...     print(time.text, time.start_date, time.end_date, time.mod, time.period.start)
    A fine luglio 2024-07-01 2024-07-31 END 2024-07-21
    2026 2026-01-01 2026-12-31 None 2026-01-01
    """
    tokens = tokenise(text)
    context = Context(published, fiscal_year_end)
    found = []
    for reading in _readings(text):
        context.ahead, context.sentence, context.paragraph = reading.ahead, reading.sentence, reading.paragraph
        found.append(_expression(text, tokens, reading.form, context))
    return tuple(found)


@lru_cache(maxsize=2)
def _readings(text: str) -> tuple[_Reading, ...]:
    """Return the expressions of a text as read, which every calendar that counts in it dates anew."""
    tokens = tokenise(text)
    readings = []
    seen = sentence = paragraph = 0
    for form in Grammar(tokens).forms():
        passed = tokens[seen : form.first]
        lines = sum(token.kind == "line" for token in passed)
        paragraph += lines
        sentence += lines + sum(token.norm in _STOPS for token in passed)
        seen = max(seen, form.first)
        readings.append(_Reading(form, _looks_ahead(tokens, form), sentence, paragraph))
    return tuple(readings)


def _looks_ahead(tokens: list[Token], form: Form) -> bool | None:
    if form.cues[-1:] == ("entro",):
        return True
    before = tokens[form.first - 1].norm if form.first else ""
    near = form.kind == "weekday" or before in ("di", "del", "dell'", "dello")  # "la nota di maggio": its noun's time
    return looks_ahead(tokens, form.first, form.last, reach=_NEAR if near else REACH)


def _compared(tokens: list[Token], form: Form) -> bool:
    """Say whether something is measured against the expression ("rispetto al 2019", "il 7% in più del 2019")."""
    words = [token.norm for token in tokens[max(0, form.first - 4) : form.first]]
    return bool(_MEASURED & set(words[-3:])) or words[-3:-1] in (["in", "più"], ["in", "meno"])


def _expression(text: str, tokens: list[Token], form: Form, context: Context) -> TimeExpression:
    start, end = tokens[form.first].start, tokens[form.last - 1].end
    base = base_interval(form, context)
    if base and counts_as_earlier(form, context) and not _compared(tokens, form):
        context.earlier.append(Earlier(base, form.unit, context.sentence, context.paragraph))
        del context.earlier[1:-40]  # the first is what the text reports; of the others only the near ones matter
    if base and form.kind in _NAMES_MONTHS and not form.bound and not _compared(tokens, form):
        unit = "month" if form.mod or form.unit in ("month", "season") else form.unit
        context.named = [
            *context.named[-3:],
            Earlier(calendar.narrow(base, form.unit, form.mod), unit, context.sentence, 0),
        ]
    left, right, mod, period = _bounded(form, base, context)
    return TimeExpression(
        start=start,
        end=end,
        text=text[start:end],
        start_date=left,
        end_date=right,
        mod=mod,
        period=period,
        granularity=_grain(form),
        cues=_cues(form),
    )


def _bounded(
    form: Form, base: Interval | None, context: Context
) -> tuple[date | None, date | None, str | None, Period | None]:
    """Return base interval, modifier and the period that a claim takes."""
    if form.kind == "vague":
        return _vague(form, context.published)
    mod = {"UNTIL": "BEFORE", "AFTER": "SINCE"}.get(form.bound or "", form.bound) or form.mod
    if base is None:
        return None, None, mod, None
    part = calendar.narrow(base, form.unit, form.mod)
    if form.bound == "BEFORE":
        return None, part[1], mod, Period(None, part[1])
    if form.bound == "UNTIL":
        edge = _step(part[0], -1)
        return None, edge, mod, Period(None, edge)
    if form.bound == "SINCE":
        return part[0], None, mod, Period(part[0], None)
    if form.bound == "AFTER":
        edge = _step(part[1], 1)
        return edge, None, mod, Period(edge, None)
    return base[0], base[1], mod, None if form.kind == "now" else Period(*part)


def _vague(form: Form, published: date | None) -> tuple[date | None, date | None, str, Period | None]:
    if published is None:
        return None, None, "APPROX", None
    if form.args[0] > 0:
        edge = _step(published, 1)
        return edge, None, "APPROX", Period(edge, None)
    return None, published, "APPROX", None


def _step(day: date, days: int) -> date:
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return day


def _grain(form: Form) -> str:
    if form.kind in ("shift", "adjacent", "same_as"):
        return "anaphoric"
    if form.kind in ("range", "window", "vague", "within") or (form.kind == "years" and form.args != (1,)):
        return "span"
    return _GRAIN.get(form.unit, form.unit)


def _cues(form: Form) -> tuple[str, ...]:
    first: tuple[str, ...] = ()
    if form.kind == "shift":
        first = (f"{form.args[0]:+d} {form.unit}",)
    elif form.kind == "adjacent":
        first = (f"{form.args[0]:+d} {form.unit}", "adjacent")
    elif form.kind == "ago" and form.args[0] > 0 and form.unit in ("year", "month"):
        first = (f"{-form.args[0]:+d} {form.unit}",)
    elif form.kind == "same":
        first = (f"same {form.unit}",)
    elif form.kind == "same_as" and form.year:
        first = (f"in year {form.year.value}" if form.year.how == "abs" else f"{form.year.value:+d} year",)
    elif form.kind == "now":
        first = ("now",)
    fiscal = ("fiscal",) if form.fiscal else ()
    return (*first, *fiscal, *form.cues)
