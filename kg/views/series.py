"""Figures over time: points with their bounds, in a unit that suits them all."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from extract.records import Claim, Period
from kg.figures import Figure
from kg.views.scales import Scale, scale
from kg.views.wording import figure_text, period_text


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """One figure as it is drawn.

    Parameters
    ----------
    day : date
        The middle of its period, the end that it has, or its article's day.
    start, end : date
        Its period, an open side closed at the other; both `day` where it has none.
    value, low, high : float or None
        In the series' unit; `value` is the middle of a range; a bound is None where it is open or the value itself.
    bound : str
        ``exact between at_least at_most``: what the wording says of the value.
    """

    iri: str
    subject: str
    day: date
    start: date
    end: date
    value: float
    low: float | None
    high: float | None
    bound: str
    status: str
    text: str
    period: str
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """Points that share kind, unit and rate, and how many figures could not be drawn with them."""

    points: tuple[Point, ...]
    unit: str
    kind: str
    label: str
    left_out: int = 0


def series(figures: Iterable[Figure], lang: str = "it") -> Series | None:
    """Return the largest group of figures of one metric, kind, unit and rate as points, None where none has a day.

    Figures of different units never share an axis.
    """
    rows = [figure for figure in figures if _day(figure) is not None and _middle(figure.claim) is not None]
    groups = Counter(_group(figure.claim) for figure in rows)
    if not groups:
        return None
    # The first of the largest: levels before changes where there are as many.
    chosen = max(groups, key=lambda group: (groups[group], group[1] == "level"))
    members = [figure for figure in rows if _group(figure.claim) == chosen]
    fitting = scale([abs(_middle(figure.claim) or Decimal(0)) for figure in members], chosen[2], lang)
    points = tuple(_point(figure, fitting, lang) for figure in members)
    return Series(
        points=tuple(sorted(points, key=lambda p: (p.subject, p.day))),
        unit=chosen[2],
        kind=chosen[1],
        label=fitting.label,
        left_out=len(rows) - len(members),
    )


def _group(claim: Claim) -> tuple[str, str, str, str | None]:
    return claim.metric, claim.kind, claim.unit, claim.per


def _day(figure: Figure) -> date | None:
    period: Period | None = figure.claim.period
    if period and period.start and period.end:
        return period.start + (period.end - period.start) / 2
    return (period and (period.end or period.start)) or figure.published


def _middle(claim: Claim) -> Decimal | None:
    if claim.value is not None:
        return claim.value
    if claim.low is not None and claim.high is not None:
        return (claim.low + claim.high) / 2
    return claim.low if claim.low is not None else claim.high


def _point(figure: Figure, fitting: Scale, lang: str) -> Point:
    claim, day, middle = figure.claim, _day(figure), _middle(figure.claim)
    assert day is not None
    assert middle is not None
    period = claim.period
    start, end = (period.start, period.end) if period else (None, None)
    if claim.low is None and claim.high is None:
        bound = "exact"
    elif claim.high is None:
        bound = "at_least"
    elif claim.low is None:
        bound = "at_most"
    else:
        bound = "exact" if claim.low == claim.high else "between"
    between = bound == "between"
    return Point(
        iri=figure.iri,
        subject=claim.subject or "–",
        day=day,
        start=start or end or day,
        end=end or start or day,
        value=float(middle / fitting.factor),
        low=float(claim.low / fitting.factor) if between and claim.low is not None else None,
        high=float(claim.high / fitting.factor) if between and claim.high is not None else None,
        bound=bound,
        status=claim.status,
        text=figure_text(claim, lang),
        period=period_text(claim.period, lang),
        source=figure.outlet or figure.title or figure.article,
    )
