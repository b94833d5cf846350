"""Does a figure hold for the time that a question asks about?"""

from __future__ import annotations

import re
from datetime import date

from extract.metrics import load_scheme
from extract.records import Claim, Period
from kg.ask.graph import Graph
from kg.ask.lexicon import data
from kg.ask.query import Asked, Query
from kg.ask.times import find_asked
from kg.figures import Figure

_VS = re.compile(r"(\d{4}-\d\d-\d\d)?/(\d{4}-\d\d-\d\d)?")


def periods_fit(figure: Figure, query: Query, graph: Graph) -> tuple[float, Asked | None]:
    """Return how well a figure's period fits the times asked about: one is its own, others what it is compared to."""
    if not query.periods:
        return 1, None
    readings = [query.periods]
    if any(asked.relative for asked in query.periods) and figure.published:
        readings.append(_reread(query, figure.published, None))
    end = next((e for n in query.names for c in n.names if (e := graph.fiscal_year_end(c))), None)
    if end:
        readings.append(_reread(query, figure.published, end))
    best: tuple[float, Asked | None] = (0, None)
    for number, periods in enumerate(readings):
        if not periods:
            continue
        fits_ = [period_fit(figure.claim, asked, figure.published) for asked in periods]
        value = max(fits_)
        asked = periods[fits_.index(value)]
        if len(periods) > 1 and value and not _others_fit(figure.claim, periods, asked):
            value = 0
        value *= 1 if number == 0 or any(p.relative for p in query.periods) else 0.9
        if value > best[0]:
            best = (value, asked)
    return best


def _reread(query: Query, anchor: date | None, fiscal: str | None) -> tuple[Asked, ...]:
    return tuple(asked for asked, _, _ in find_asked(query.question, query.language, anchor, fiscal))


def _others_fit(claim: Claim, periods: tuple[Asked, ...], first: Asked) -> bool:
    found = _VS.fullmatch(claim.vs or "")
    if not found:
        return False
    start, end = (date.fromisoformat(found[i]) if found[i] else None for i in (1, 2))
    return all(overlap(Period(start, end), asked) > 0.6 for asked in periods if asked is not first)


def period_fit(claim: Claim, asked: Asked, published: date | None) -> float:
    """Return how well a figure's period is the one asked about.

    A year never answers for a quarter, nor a quarter for a year; something dated within the time asked does where it
    happens at a moment (a round, a head count), not where it adds up over time (revenue).
    """
    if asked.start is None and asked.end is None:
        return 0
    dated = load_scheme()[claim.metric].dated
    momentary = dated != "flow" or claim.metric in data("settings")["momentary"]
    period = claim.period
    if period is None or (period.start is None and period.end is None):
        if dated == "static":
            return 0.8
        if not momentary or published is None or not _inside(published, published, asked):
            return 0
        return 0.6
    if asked.grain.startswith("some "):
        part = asked.grain.removeprefix("some ")
        if period.start is None or period.end is None or not _inside(period.start, period.end, asked):
            return 0
        return 1.0 if part == "period" or grain_of(period) == part else 0
    if period.start is None or period.end is None:
        return _open_fit(period, asked)
    if asked.start is None or asked.end is None:
        return 0.8 if _inside(period.start, period.end, asked) and momentary else 0
    share = overlap(period, asked)
    if share >= 0.9:
        return 1
    if share >= 0.6:
        return 0.85
    if momentary and _inside(period.start, period.end, asked):
        return 0.9
    return 0


def _open_fit(period: Period, asked: Asked) -> float:
    if period.end is not None:  # due by then
        if asked.start is None and asked.end is not None:
            return 1.0 if abs((asked.end - period.end).days) <= 31 else 0
        return 0.9 if asked.start and asked.end and asked.start <= period.end <= asked.end else 0
    if period.start is not None:
        if asked.end is None and asked.start is not None:
            return 1.0 if abs((asked.start - period.start).days) <= 31 else 0
        return 0.6 if asked.start and asked.start == period.start else 0
    return 0


def _inside(start: date, end: date, asked: Asked) -> bool:
    return (asked.start is None or asked.start <= start) and (asked.end is None or end <= asked.end)


def overlap(period: Period, asked: Asked) -> float:
    """Return the share that two intervals have in common; 0 with an open side."""
    if not (period.start and period.end and asked.start and asked.end):
        return 0
    common = (min(period.end, asked.end) - max(period.start, asked.start)).days + 1
    union = (max(period.end, asked.end) - min(period.start, asked.start)).days + 1
    return max(0, common) / union


def grain_of(period: Period | None) -> str | None:
    """Return the length of a period as a word, None for an open or odd one."""
    if period is None or period.start is None or period.end is None:
        return None
    days = (period.end - period.start).days + 1
    for name, low, high in (
        ("day", 1, 1),
        ("week", 5, 8),
        ("month", 20, 31),
        ("quarter", 80, 100),
        ("half", 170, 190),
        ("year", 350, 372),
    ):
        if low <= days <= high:
            return name
    return "span"
