"""The periods that a figure may have: of the times around it, of the figure before, a year earlier, or none."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from extract.claims.context import Context
from extract.claims.draft import Draft
from extract.claims.when.times import is_closed, is_long, is_quarter, is_year_ago, year_before
from extract.metrics import Metric
from extract.records import Period, Quantity, TimeExpression

QUOTED = {"share_price", "market_capitalization"}  # of a day, not of the quarter that an article reports
LEAD = 900  # characters: title and first paragraph, where an article says which quarter it reports
EARLIER = 5  # times of the paragraph before the sentence that are looked at
SERIES = 8  # figures before in which one of the same sort is looked for
GROWTH = ("annuo", "annua", "cagr", "composto")


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure that is to be dated, with what is known of it.

    `continued` is the earlier figure that it goes on with, if any; `before` are the figures of the article so far.
    """

    quantity: Quantity
    metric: Metric
    status: str
    kind: str
    continued: Draft | None
    before: Sequence[Draft]


@dataclass(frozen=True, slots=True)
class Option:
    """A period that a figure may have, and where it is taken from.

    `source` is ``none``, ``sentence``, ``paragraph``, ``heading``, ``lead``, ``goes on`` (the figure that it
    continues), ``previous`` (the figure before), ``series`` (the last one of its sort), ``published``; `shift` says
    what was made of it: ``year before``, ``growth``, ``part`` or nothing. `time` is the time expression, `draft` the
    other figure, where there is one.
    """

    source: str
    period: Period | None
    text: str = ""
    shift: str = ""
    time: TimeExpression | None = None
    draft: Draft | None = None

    @property
    def inferred(self) -> bool:
        """Whether the period is not in the figure's own sentence."""
        return self.period is not None and self.source not in {"none", "sentence"}


def options(ctx: Context, figure: Figure) -> list[Option]:
    """Return every period that a figure may have; the first is none at all."""
    found = [Option("none", None)]
    start, end = ctx.sentence(figure.quantity.start)
    own = ctx.times.within(start, end)
    found += [Option("sentence", time.period, time.text, time=time) for time in own]
    found += _of_lists(ctx, figure, own)
    found += _growth(ctx, figure, own)
    context = list(_around(ctx, figure.quantity, start))
    found += context
    found += _of_figures(figure)
    found += [
        replace(option, period=year_before(option.period), shift="year before")
        for option in found
        if option.period and is_long(option.period) and not option.shift and _is_reported(option)
    ]
    reported = next((o for o in context if o.time and is_quarter(o.time) and o.period), None)
    for time in own:
        if is_year_ago(time) and reported and reported.period:
            found.append(Option("sentence", year_before(reported.period), time.text, "ago", time=time))
    if ctx.published and figure.metric.id in QUOTED:
        for days in (0, 1):
            day = ctx.published - timedelta(days=days)
            found.append(Option("published", Period(day, day), "published", str(days)))
    return found


def _is_reported(option: Option) -> bool:
    return option.source in {"goes on", "previous"} or bool(option.time and is_quarter(option.time))


def _around(ctx: Context, quantity: Quantity, sentence: int) -> Iterator[Option]:
    """Yield the times of the paragraph, of the heading of a list, and of title and lead."""
    start, _ = ctx.paragraph(quantity.start)
    earlier = list(reversed(ctx.times.within(start, sentence)))[:EARLIER]
    yield from (Option("paragraph", time.period, time.text, time=time) for time in earlier if time.period)
    heading = ctx.heading(quantity.start)
    if heading:
        yield from (
            Option("heading", time.period, time.text, time=time) for time in ctx.times.within(*heading) if time.period
        )
    seen: set[tuple[date | None, date | None]] = set()
    for time in ctx.times.within(0, min(LEAD, start)):
        if time.period and is_closed(time.period) and (time.period.start, time.period.end) not in seen:
            seen.add((time.period.start, time.period.end))
            yield Option("lead", time.period, time.text, time=time)


def _of_figures(figure: Figure) -> Iterator[Option]:
    if figure.continued and figure.continued.period:
        text = f"come «{figure.continued.quantity.text}»"
        yield Option("goes on", figure.continued.period, text, draft=figure.continued)
    last = figure.before[-1] if figure.before else None
    if last and last.period and last is not figure.continued:
        yield Option("previous", last.period, f"come «{last.quantity.text}»", draft=last)
    alike = next((d for d in reversed(figure.before[-SERIES:]) if _is_alike(d, figure)), None)
    if alike and alike.period and alike is not last and alike is not figure.continued:
        yield Option("series", alike.period, f"come «{alike.quantity.text}»", draft=alike)


def _is_alike(draft: Draft, figure: Figure) -> bool:
    same = draft.metric.id == figure.metric.id and draft.unit == figure.quantity.unit
    return same and draft.stance is not None and draft.stance.status == figure.status


def _growth(ctx: Context, figure: Figure, own: Sequence[TimeExpression]) -> Iterator[Option]:
    """Yield the years over which a yearly growth runs: from the first year that the sentence names to the last."""
    near = [w.lower for w in [*ctx.words_before(figure.quantity.start, 8), *ctx.words.after(figure.quantity.end, 5)]]
    ends = [t.period.end for t in own if t.period and t.period.end]
    if figure.quantity.unit != "%" or not set(near) & set(GROWTH) or len(ends) < 2:
        return
    starts = [t.period.start or t.period.end for t in own if t.period and (t.period.start or t.period.end)]
    first, last = min(day for day in starts if day), max(ends)
    yield Option("sentence", Period(first.replace(month=1, day=1), last), own[-1].text, "growth", time=own[-1])


def _of_lists(ctx: Context, figure: Figure, own: Sequence[TimeExpression]) -> Iterator[Option]:
    """Yield the year of a figure that is one of as many as the years: "per i due esercizi successivi 32 e 73"."""
    _, end = ctx.sentence(figure.quantity.start)
    for time in own:
        period = time.period
        if period is None or period.start is None or period.end is None:
            continue
        years = round((period.end - period.start).days / 365.25)
        after = [q for q in ctx.quantities.within(time.end, end) if q.unit in {figure.quantity.unit, "1"}]
        if 2 <= years <= 6 and len(after) >= years and figure.quantity in after[:years] and years == len(after[:years]):
            place = after.index(figure.quantity)
            first = period.start.replace(year=period.start.year + place)
            last = first.replace(year=first.year + 1) - timedelta(days=1)
            yield Option("sentence", Period(first, last), time.text, "part", time=time)
