"""What plain rules say of a figure's period: which times may date it, and how well each is placed.

The learnt weights take this as one voice among others: on few examples it holds them to the grammar.
"""

from __future__ import annotations

from dataclasses import dataclass

from extract.claims.context import Context
from extract.claims.when.options import QUOTED, Figure, Option
from extract.claims.when.times import (
    LINKS,
    is_base,
    is_closed,
    is_closing_day,
    is_compared_figure,
    is_comparison,
    is_dateline,
    is_now,
    is_origin,
    is_quarter,
    is_saying_day,
    is_since_record,
    is_told,
    is_year_ago,
    owner,
)
from extract.records import Quantity, TimeExpression

OWNED = 1.6
JOINERS, RELATIVES = {"e", "ed", "ma"}, {"che", "cui", "quando", "dove"}
DAILY = QUOTED | {"fine", "funding", "investment"}
REPORTING = {"quarter", "half", "year", "month", "span"}


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the rules say of one figure: points of the times that may date it, and the period that they would choose."""

    points: dict[int, float]  # by the time's offset
    source: str
    start: int  # offset of the chosen time, -1 where another figure's period or none is chosen


def judge(ctx: Context, figure: Figure) -> Verdict:
    """Return what the rules say."""
    quantity, metric = figure.quantity, figure.metric
    times = ctx.times.within(*ctx.sentence(quantity.start))
    points = {t.start: place(ctx, quantity, t) for t in times if can_date(ctx, figure, t)}
    best = max(points, key=lambda start: points[start], default=-1)
    if best >= 0 and points[best] <= 0:
        best = -1
    if metric.dated == "static" and figure.status == "actual":
        return Verdict(points, "none", -1)
    compared = is_compared_figure(ctx, quantity)
    time = next((t for t in times if t.start == best), None)
    if time and not (compared and figure.continued and is_year_ago(time)):
        return Verdict(points, "sentence", best)
    if metric.dated != "flow":
        return Verdict(points, "none", -1)
    if figure.continued and figure.continued.period:
        return Verdict(points, "goes on year before" if compared else "goes on", -1)
    daily = metric.id in QUOTED
    start, _ = ctx.paragraph(quantity.start)
    for earlier in reversed(ctx.times.within(start, quantity.start)):
        if can_report(ctx, figure, earlier, daily=daily):
            return Verdict(points, "paragraph", earlier.start)
    if not daily:
        for earlier in ctx.times.within(0, min(900, quantity.start)):
            if can_report(ctx, figure, earlier, daily=False) and is_quarter(earlier):
                return Verdict(points, "lead", earlier.start)
    return Verdict(points, "none", -1)


def agrees(verdict: Verdict, option: Option) -> bool:
    """Say whether an option is what the rules would choose."""
    if (option.source == "sentence" and option.shift) or verdict.source == "none":
        return verdict.source == option.source
    if option.time:
        return (
            verdict.source in {"sentence", "paragraph", "lead"}
            and verdict.start == option.time.start
            and not option.shift
        )
    return verdict.source == f"{option.source} {option.shift}".strip()


def can_date(ctx: Context, figure: Figure, time: TimeExpression) -> bool:
    """Say whether a time of the sentence may date a figure: no comparison, no day of an announcement or founding."""
    if is_now(time):
        return True
    if is_comparison(ctx, time) or is_since_record(ctx, time) or is_told(ctx, time) or is_dateline(ctx, time):
        return False
    if is_closing_day(ctx, time):
        return False
    if figure.kind in {"ratio", "change"} and is_base(ctx, figure.quantity, time):
        return False
    if is_origin(ctx, time) and figure.metric.id not in QUOTED:
        return False
    return not (time.granularity == "day" and figure.metric.id not in DAILY and is_saying_day(ctx, time))


def can_report(ctx: Context, figure: Figure, time: TimeExpression, *, daily: bool) -> bool:
    """Say whether a time of an earlier sentence may hold on: closed, of a reporting kind, no founding or comparison."""
    future = ctx.published and time.period and time.period.start and time.period.start > ctx.published
    if (future and figure.status == "actual") or not is_closed(time.period):
        return False
    if is_origin(ctx, time) or is_told(ctx, time) or is_comparison(ctx, time):
        return False
    owning = owner(ctx, time)
    if owning and is_compared_figure(ctx, owning):
        return False
    return time.granularity in ({"day"} if daily else REPORTING)


def place(ctx: Context, quantity: Quantity, time: TimeExpression) -> float:
    """Return points for how near a time of the sentence stands to a figure, and for what lies between."""
    distance = ctx.words.distance((time.start, time.end), (quantity.start, quantity.end))
    if time.end <= quantity.start:
        left, right = time.end, quantity.start
        points = 3.0 - 0.08 * distance
        if distance > 6 and ctx.sentence(time.start)[0] + 12 > time.start:
            points += 0.4  # an opening adverbial holds for its whole sentence
        if distance <= 1 and ctx.parenthesis(quantity.start):
            points += 0.5
    else:
        left, right = quantity.end, time.start
        points = 3.0 - 0.12 * distance
        between = {w.lower for w in ctx.words.within(left, right)}
        if distance <= 2 and between <= LINKS:
            points += 1.0
        points -= _opening(ctx, time) if time.period else 1.5
    points -= 0.9 * ctx.breaks_between(left, right)
    points -= 0.55 * len(ctx.quantities.within(left, right))
    owning = owner(ctx, time)
    if owning and owning.start != quantity.start:
        points -= 3.0 if is_compared_figure(ctx, owning) else OWNED
    return points


def _opening(ctx: Context, time: TimeExpression) -> float:
    """Return the points that a time loses where it opens what follows: "…, e dal 2017 la domanda cresce"."""
    before = [w.lower for w in ctx.words_before(time.start, 2)]
    if set(before) & RELATIVES:
        return 3.0
    return 1.5 if set(before) & JOINERS else 0.0
