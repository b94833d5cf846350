"""What speaks for and against a period of a figure, as named features."""

from __future__ import annotations

import math
from collections.abc import Iterator

from extract.claims.context import Context
from extract.claims.features import Features
from extract.claims.network import Shipped
from extract.claims.vocabulary import DATA
from extract.claims.weights import Weights
from extract.claims.when.options import QUOTED, Figure, Option
from extract.claims.when.rules import Verdict, agrees
from extract.claims.when.taken import of_draft, of_earlier
from extract.claims.when.times import (
    LINKS,
    PREPOSITIONS,
    is_base,
    is_closed,
    is_closing_day,
    is_compared_figure,
    is_comparison,
    is_dateline,
    is_now,
    is_origin,
    is_saying_day,
    is_since_record,
    is_told,
    is_year_ago,
    owner,
    stands_now,
    starts_movement,
)
from extract.claims.when.verbs import tense_of, tree_features, verb_of
from extract.records import Period, TimeExpression

SESSION = {
    *("seduta", "sedute", "contrattazioni", "contrattazione", "dopoborsa", "preborsa", "hours", "premercato"),
    *("afterhours", "chiusura", "apertura", "avvio", "listino", "piazza", "wall", "street", "borsa", "nasdaq"),
}
RELATIVES = {"che", "cui", "quando", "dove", "mentre", "quale", "quali"}
JOINERS = {"e", "ed", "ma", "però", "poi"}


def features(ctx: Context, figure: Figure, option: Option, verdict: Verdict) -> Features:
    """Return the features of one period of a figure."""
    return dict(_all(ctx, figure, option, verdict))


def _ruled(option: Option, verdict: Verdict, figure: Figure, source: str) -> Iterator[tuple[str, float]]:
    if agrees(verdict, option):
        yield "rules: chosen", 1.0
        yield f"rules: chosen {source}", 1.0
        yield f"rules: chosen {source}, {figure.metric.dated}", 1.0
    datable = any(points > 0 for points in verdict.points.values())
    if option.source != "sentence":
        yield f"rules: {source}, {'a' if datable else 'no'} time can date", 1.0
        yield f"rules: {source}, {'a' if datable else 'no'} time can date, {figure.metric.dated}", 1.0
        yield f"rules: {source}, best points", max(verdict.points.values(), default=0.0)
    elif option.time and not option.shift:
        points = verdict.points.get(option.time.start)
        if points is None:
            yield "rules: cannot date", 1.0
        else:
            yield "rules: points", points
            best = max(verdict.points.values())
            yield "rules: points behind the best", best - points
            others = [other for start, other in verdict.points.items() if start != option.time.start]
            yield f"rules: {'one of several' if others else 'alone'}", 1.0


def _all(ctx: Context, figure: Figure, option: Option, verdict: Verdict) -> Iterator[tuple[str, float]]:
    source = f"{option.source} {option.shift}".strip()
    yield source, 1.0
    yield from _ruled(option, verdict, figure, source)
    yield f"{source}: {figure.metric.dated}", 1.0
    yield f"{source}: {figure.status}", 1.0
    if option.period is None:
        yield from _undated(ctx, figure, option)
    else:
        yield from _period(ctx, figure, option)
    compared = is_compared_figure(ctx, figure.quantity)
    if compared:
        yield f"{source}: compared", 1.0
    if stands_now(ctx, figure.quantity):
        yield f"{source}: stands now", 1.0
    if starts_movement(ctx, figure.quantity):
        yield f"{source}: where a movement starts, {figure.metric.dated}", 1.0
        yield f"{source}: where a movement starts, {figure.status}", 1.0
    if figure.metric.id in QUOTED:
        yield f"{source}: {figure.metric.id} {figure.kind}", 1.0
        for name in _of_trading(ctx, figure):
            yield f"{source}: {name}", 1.0
    if figure.kind != "level":
        yield f"{source}: {figure.kind}", 1.0
    if option.time and option.source == "sentence":
        for name in _of_time(ctx, figure, option.time, compared):
            yield name, 1.0
        for name, value in _place(ctx, figure, option.time):
            yield (f"{option.shift}: {name}" if option.shift in {"year before", "ago"} else name), value
    elif option.time:
        yield from of_earlier(ctx, figure, option, option.time)
    elif option.draft:
        yield from of_draft(ctx, figure, option, source)


def _of_trading(ctx: Context, figure: Figure) -> Iterator[str]:
    """Yield what the sentence says of the day of a price: a session, a time of its own."""
    start, end = ctx.sentence(figure.quantity.start)
    words = {w.lower for w in ctx.words.within(start, end)}
    yield f"traded, {'a session named' if words & SESSION else 'no session named'}"
    dated = any(t.period for t in ctx.times.within(start, end))
    yield f"traded, {'a time' if dated else 'no time'} in the sentence"
    yield f"traded, verb {tense_of(ctx, figure.quantity.start, figure.quantity.end)}"


def _undated(ctx: Context, figure: Figure, option: Option) -> Iterator[tuple[str, float]]:
    yield f"no period: metric={figure.metric.id}", 1.0
    yield f"no period: {figure.metric.dated}, {figure.status}", 1.0
    yield f"no period: {figure.metric.dated}, {figure.kind}", 1.0
    if option.source != "none":
        return
    times = [t for t in ctx.times.within(*ctx.sentence(figure.quantity.start)) if t.period]
    yield f"no period: {'some' if times else 'no'} time in the sentence", 1.0
    yield f"no period: {'some' if times else 'no'} time in the sentence, {figure.metric.dated}", 1.0
    if figure.continued:
        yield f"no period: goes on with {'a dated' if figure.continued.period else 'an undated'} one", 1.0
    last = figure.before[-1] if figure.before else None
    if last and ctx.sentence(last.quantity.start) == ctx.sentence(figure.quantity.start) and not last.period:
        yield "no period: after an undated one in the sentence", 1.0
    verb = verb_of(ctx, figure.quantity.start, figure.quantity.end)
    yield f"no period: verb {tense_of(ctx, figure.quantity.start, figure.quantity.end)}", 1.0
    if verb is not None and ctx.syntax:
        yield f"no period: verb {ctx.syntax.tree.words[verb][:6]}", 1.0


def _period(ctx: Context, figure: Figure, option: Option) -> Iterator[tuple[str, float]]:
    period = option.period
    assert period is not None
    place = option.source
    if ctx.published:
        when = _side(period, ctx)
        yield f"{when}, {figure.status}", 1.0
        yield f"{place}: {when}", 1.0
        yield f"{when}, verb {tense_of(ctx, figure.quantity.start, figure.quantity.end)}", 1.0
    ends = "closed" if is_closed(period) else "open start" if period.start is None else "open end"
    yield f"{place}: {ends}", 1.0
    yield f"{ends}, {figure.metric.dated}", 1.0
    yield f"{ends}, {figure.kind}", 1.0
    length = _length(period)
    yield f"{place}: {length}", 1.0
    yield f"{length}, {figure.metric.dated}", 1.0
    if figure.metric.id in QUOTED:
        yield f"{length}, quoted", 1.0
        yield f"{place}, {length}, quoted", 1.0


def _side(period: Period, ctx: Context) -> str:
    assert ctx.published is not None
    if period.start and period.start > ctx.published:
        return "to come"
    if period.end and period.end < ctx.published:
        return "over"
    return "running"


def _length(period: Period) -> str:
    if period.start is None or period.end is None:
        return "open"
    days = (period.end - period.start).days + 1
    for name, limit in (("day", 1), ("week", 14), ("month", 32), ("quarter", 96), ("half", 190), ("year", 372)):
        if days <= limit:
            return name
    return "years"


def _of_time(ctx: Context, figure: Figure, time: TimeExpression, compared: bool) -> Iterator[str]:
    """Yield what the time expression itself is, wherever it stands in the sentence."""
    tests = {
        "now": is_now(time),
        "comparison": is_comparison(ctx, time),
        f"base of a {figure.kind}": is_base(ctx, figure.quantity, time),
        "origin": is_origin(ctx, time),
        "told": is_told(ctx, time),
        "since a record": is_since_record(ctx, time),
        "dateline": is_dateline(ctx, time),
        "closing day": is_closing_day(ctx, time),
        "day of saying": time.granularity == "day" and is_saying_day(ctx, time),
        "saying": is_saying_day(ctx, time),
        "counts back": is_year_ago(time),
        "counts back, compared": is_year_ago(time) and compared,
        "anaphoric": time.granularity == "anaphoric",
        "unresolved": time.period is None and not is_now(time),
    }
    yield from (f"time: {name}" for name, holds in tests.items() if holds)
    yield f"time: {time.granularity} for {figure.metric.dated}"
    if time.mod:
        yield f"time: {time.mod}"
        yield f"time: {time.mod} for {figure.metric.dated}"
    before = [w.lower for w in ctx.words_before(time.start, 2)]
    inside = [w.lower for w in ctx.words.within(time.start, time.end)][:1]
    word = inside[0] if inside and inside[0] in PREPOSITIONS and inside[0] != "la" else before[-1] if before else "^"
    yield f"time: after «{PREPOSITIONS.get(word, 'else')}»"


def _place(ctx: Context, figure: Figure, time: TimeExpression) -> Iterator[tuple[str, float]]:
    """Yield how a time of the sentence stands to the figure: order, distance, what lies between, the tree."""
    quantity = figure.quantity
    distance = ctx.words.distance((time.start, time.end), (quantity.start, quantity.end))
    first = time.end <= quantity.start
    side = "before" if first else "after"
    left, right = (time.end, quantity.start) if first else (quantity.end, time.start)
    yield side, 1.0
    yield f"{side}: distance", math.log1p(distance)
    words = [w.lower for w in ctx.words.within(left, right)]
    yield f"{side}: figures between", float(min(3, len(ctx.quantities.within(left, right))))
    yield f"{side}: times between", float(min(2, len(ctx.times.within(left, right))))
    yield f"{side}: breaks between", float(min(2, ctx.breaks_between(left, right)))
    yield f"{side}: commas between", float(min(3, words.count(",")))
    yield f"{side}: semicolons between", float(min(1, words.count(";")))
    if RELATIVES & set(words):
        yield f"{side}: relative between", 1.0
    if distance <= 2 and set(words) <= LINKS:
        yield f"{side}: joined", 1.0
    if first and distance > 3 and ctx.sentence(time.start)[0] + 12 > time.start:
        yield "before: opens the sentence", 1.0
    if not first:
        opening = {w.lower for w in ctx.words_before(time.start, 2)}
        if opening & RELATIVES:
            yield "after: opens a relative clause", 1.0
        if opening & JOINERS:
            yield "after: opens another clause", 1.0
        following = [w.lower for w in ctx.words.after(time.end, 1)]
        if following and following[0] not in {",", ".", ";", ")", ":"}:
            yield "after: goes on", 1.0
    inner, outer = ctx.parenthesis(time.start), ctx.parenthesis(quantity.start)
    if inner or outer:
        name = "same" if inner == outer else "time in" if inner and not outer else "figure in" if not inner else "two"
        yield f"{side}: brackets {name}", 1.0
        if inner and not outer and distance <= 2:
            yield "after: brackets right behind", 1.0
    owning = owner(ctx, time)
    if owning:
        mine = owning.start == quantity.start
        yield f"owned by {'it' if mine else 'another'}", 1.0
        if not mine and is_compared_figure(ctx, owning):
            yield "owned by another that is compared", 1.0
    yield from tree_features(ctx, figure, time)


WEIGHTS = Weights(
    DATA / "when.tsv",
    "What each feature of a figure's period is worth; learnt from annotated articles: python -m bench.claims dates.",
)
NETWORK = Shipped(DATA / "when.npz")
