"""What speaks for a period that a figure takes over from an earlier sentence or from another figure."""

from __future__ import annotations

import math
from collections.abc import Iterator

from extract.claims.context import Context
from extract.claims.draft import Draft
from extract.claims.kept import kept
from extract.claims.when.options import Figure, Option
from extract.claims.when.times import (
    COMPARED,
    PREPOSITIONS,
    is_compared_figure,
    is_comparison,
    is_dateline,
    is_long,
    is_origin,
    is_quarter,
    is_saying_day,
    is_told,
    is_year_ago,
    owner,
)
from extract.claims.when.verbs import tense_of, verb_of
from extract.records import TimeExpression


def of_earlier(ctx: Context, figure: Figure, option: Option, time: TimeExpression) -> Iterator[tuple[str, float]]:
    """Yield what a time of an earlier sentence is: how far back, of which sort, how the sentences are told."""
    source = f"{option.source} {option.shift}".strip()
    back = ctx.sentence_index(figure.quantity.start) - ctx.sentence_index(time.start)
    yield f"{source}: sentences back", math.log1p(back)
    if back == 1:
        yield f"{source}: the sentence before", 1.0
    own = [t for t in ctx.times.within(*ctx.sentence(figure.quantity.start)) if t.period]
    if own:
        yield f"{source}: own sentence has a time", 1.0
    between = len(ctx.times.within(time.end, ctx.sentence(figure.quantity.start)[0]))
    yield f"{source}: times between", float(min(3, between))
    yield f"{source}: {time.granularity}, {figure.metric.dated}", 1.0
    for name in _sorts(ctx, time):
        yield f"{source}: {name}", 1.0
    if ctx.is_bullet(ctx.sentence(figure.quantity.start)):
        yield f"{source}: bullet", 1.0
    if time.mod:
        yield f"{source}: {time.mod}", 1.0
    owning = owner(ctx, time)
    if owning:
        yield f"{source}: of a figure", 1.0
        if is_compared_figure(ctx, owning):
            yield f"{source}: of a compared figure", 1.0
    told = ctx.stances.at(time.start, time.end).status
    yield f"{source}: {'same' if told == figure.status else 'other'} status", 1.0
    if any(d.period == option.period and d.metric.id == figure.metric.id for d in figure.before):
        yield f"{source}: dates another of the metric", 1.0
    if any(d.period == option.period for d in figure.before[-3:]):
        yield f"{source}: dates one of the last three", 1.0


@kept
def _sorts(ctx: Context, time: TimeExpression) -> tuple[str, ...]:
    """Return of which sorts a time is, whichever figure it may date."""
    tests = {
        "quarter": is_quarter(time),
        "comparison": is_comparison(ctx, time),
        "origin": is_origin(ctx, time),
        "told": is_told(ctx, time),
        "saying": is_saying_day(ctx, time),
        "counts back": is_year_ago(time),
        "dateline": is_dateline(ctx, time),
        "opens its sentence": ctx.sentence(time.start)[0] + 12 > time.start,
    }
    return tuple(name for name, holds in tests.items() if holds)


def _paragraph(ctx: Context, figure: Figure | Draft) -> tuple[int, int]:
    return ctx.paragraph(figure.quantity.start)


def of_draft(ctx: Context, figure: Figure, option: Option, source: str) -> Iterator[tuple[str, float]]:
    """Yield how the figure whose period is taken over stands to this one."""
    other = option.draft
    assert other is not None
    same = ctx.sentence(other.quantity.start) == ctx.sentence(figure.quantity.start)
    yield f"{source}: {'same' if same else 'other'} sentence", 1.0
    told = other.stance.status if other.stance else "actual"
    yield f"{source}: {'same' if told == figure.status else 'other'} status", 1.0
    yield f"{source}: {'same' if other.metric.id == figure.metric.id else 'other'} metric", 1.0
    yield f"{source}: {'same' if other.unit == figure.quantity.unit else 'other'} unit", 1.0
    alike = other.metric.id == figure.metric.id and told == figure.status and other.unit == figure.quantity.unit
    dated = any(t.period for t in ctx.times.within(*ctx.sentence(figure.quantity.start)))
    yield f"{source}: {'alike' if alike else 'unlike'}, {'own time' if dated else 'no time'}", 1.0
    yield (
        f"{source}: {'alike' if alike else 'unlike'}, {'own time' if dated else 'no time'}, {figure.metric.dated}",
        1.0,
    )
    if alike and not dated:
        yield (
            f"{source}: alike, {'same' if _paragraph(ctx, other) == _paragraph(ctx, figure) else 'other'} paragraph",
            1.0,
        )
        here, there = (ctx.stances.at(q.start, q.end).via for q in (figure.quantity, other.quantity))
        if here:
            yield f"{source}: alike, {'same' if here == there else 'other'} source", 1.0
        yield f"{source}: alike, verb {tense_of(ctx, figure.quantity.start, figure.quantity.end)}", 1.0
    if is_compared_figure(ctx, other.quantity):
        yield f"{source}: of a compared figure", 1.0
    if is_long(option.period):
        yield f"{source}: long", 1.0
    before = {w.lower for w in ctx.words_before(figure.quantity.start, 3)}
    for word in sorted(before & COMPARED):
        yield f"{source}: after «{PREPOSITIONS.get(word, word)}»", 1.0
    own = [t for t in ctx.times.within(*ctx.sentence(figure.quantity.start)) if t.period]
    if own:
        yield f"{source}: the sentence has a time", 1.0
        between = ctx.times.within(min(other.quantity.end, figure.quantity.start), figure.quantity.start)
        if between:
            yield f"{source}: a time between", 1.0
    if same:
        left, right = other.quantity.end, figure.quantity.start
        yield f"{source}: distance", math.log1p(len(ctx.words.within(left, right)))
        yield f"{source}: breaks between", float(min(2, ctx.breaks_between(left, right)))
        mine = verb_of(ctx, figure.quantity.start, figure.quantity.end)
        its = verb_of(ctx, other.quantity.start, other.quantity.end)
        if mine is not None and its is not None:
            yield f"{source}: {'one verb' if mine == its else 'another verb'}", 1.0
    if ctx.parenthesis(figure.quantity.start) and not ctx.parenthesis(other.quantity.start):
        yield f"{source}: in brackets", 1.0
