"""Choose when a figure holds: the time expression that governs it, or the period that its paragraph reports on."""

from __future__ import annotations

from extract.claims.context import Context
from extract.claims.kind import OF
from extract.metrics import Metric
from extract.records import Period, Quantity, TimeExpression

REPORTING = {"quarter", "half", "year", "month", "span"}
AGAINST = {"rispetto", "contro", "sul", "sullo", "sulla", "sull'", "sui", "su", "dal", "dallo", "dall'", "dai"}
LINKS = OF | {
    "in",
    "nel",
    "nello",
    "nell'",
    "nei",
    "negli",
    "a",
    "al",
    "all'",
    "alla",
    "per",
    "il",
    "lo",
    "la",
    "l'",
    ",",
    "(",
}


def choose_period(ctx: Context, quantity: Quantity, metric: Metric, status: str) -> tuple[Period | None, str, bool]:
    """Return the period of a figure, the words that gave it, and whether it was inferred from outside its sentence."""
    start, end = ctx.sentence(quantity.start)
    own = [t for t in ctx.times if start <= t.start and t.end <= end and not is_comparison(ctx, t)]
    if metric.dated == "static" and status == "actual":
        return None, "", False
    best: TimeExpression | None = None
    best_points = 0.0
    for time in own:
        points = _points(ctx, quantity, time)
        if points > best_points:
            best, best_points = time, points
    if best:
        return best.period, best.text, False
    if metric.dated != "flow" or own:
        return None, "", False
    return _reported(ctx, quantity)


def compared_period(ctx: Context, quantity: Quantity) -> Period | None:
    """Return the period that a change is measured against ("rispetto al 2023"), or None."""
    start, end = ctx.sentence(quantity.start)
    times = [t for t in ctx.times if start <= t.start and t.end <= end and t.period and is_comparison(ctx, t)]
    if not times:
        return None
    span = (quantity.start, quantity.end)
    return min(times, key=lambda t: ctx.words.distance((t.start, t.end), span)).period


def is_comparison(ctx: Context, time: TimeExpression) -> bool:
    """Say whether a time expression names what a figure is compared with, and not when it holds."""
    if time.granularity == "anaphoric" and any("shift" in cue or "annua" in cue for cue in time.cues):
        before = [w.lower for w in ctx.words_before(time.start, 3)]
        return not (before and before[-1] in OF)
    before = [w.lower for w in ctx.words_before(time.start, 3)]
    inside = [w.lower for w in ctx.words.within(time.start, time.end)][:1]
    return "rispetto" in [*before[-2:], *inside] or (
        bool(before) and before[-1] in {"rispetto", "contro", "sul", "sullo", "sull'"}
    )


def _points(ctx: Context, quantity: Quantity, time: TimeExpression) -> float:
    span = (quantity.start, quantity.end)
    distance = ctx.words.distance((time.start, time.end), span)
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
    points -= 0.9 * ctx.breaks_between(left, right)
    points -= 0.55 * sum(left <= q.start and q.end <= right for q in ctx.quantities)
    return points


def _reported(ctx: Context, quantity: Quantity) -> tuple[Period | None, str, bool]:
    """Return the period that an earlier sentence of the paragraph set, the nearest first."""
    start, _ = ctx.paragraph(quantity.start)
    for time in reversed(ctx.times):
        stands_before = start <= time.start < time.end <= quantity.start
        if stands_before and time.period and time.granularity in REPORTING and not is_comparison(ctx, time):
            return time.period, time.text, True
    return None, "", False
