"""Choose when a figure holds: the time expression that governs it, or the period that its paragraph reports on."""

from __future__ import annotations

from datetime import date

from extract.claims.context import Context
from extract.claims.draft import Draft
from extract.claims.kind import OF
from extract.metrics import Metric
from extract.records import Period, Quantity, TimeExpression

QUOTED = {"share_price", "market_capitalization"}  # of a day, not of the quarter that an article reports
REPORTING = {"quarter", "half", "year", "month", "span"}
AGAINST = {"rispetto", "contro", "sul", "sullo", "sulla", "sull'", "sui"}
OWNED = 1.6
JOINERS, RELATIVES = {"e", "ed", "ma"}, {"che", "cui", "quando", "dove"}
MULTIPLES = {"doppio", "triplo", "quadruplo", "metà", "volte"}
SUPERLATIVES = ("peggior", "miglior", "record", "massim", "minim", "alt", "bass", "prim", "maggior", "minor")
COMPARED = {"contro", "da", "dai", "dal", "dalla", "dagli", "dalle", "rispetto", "erano", "era"}
ORIGIN = ("fondat", "nat", "nacque", "chius", "quotat", "costituit", "inaugurat")
SAID = ("indicat", "stimat", "previst", "annunciat", "comunicat", "promess", "presentat", "dichiarat", "depositat")
DOCUMENTS = ("sentenz", "rapport", "studi", "comunicazion", "paper", "report", "document", "indagin", "letter")
SAYING = ("annunc", "comunic", "dett", "dich", "scritt", "pubblic", "riport", "rivel", "present", "riferit", "conferm")
DAILY = {"share_price", "market_capitalization", "fine", "funding", "investment"}
LEAD = 900  # characters: title and first paragraph, where an article says which quarter it reports
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


def choose_period(
    ctx: Context, quantity: Quantity, metric: Metric, status: str, kind: str, continued: Draft | None
) -> tuple[Period | None, str, bool]:
    """Return the period of a figure, the words that gave it, and whether it was inferred from outside its sentence.

    `continued` is the earlier figure that this one goes on with, if any.
    """
    if metric.dated == "static" and status == "actual":
        return None, "", False
    start, end = ctx.sentence(quantity.start)
    best: TimeExpression | None = None
    best_points = 0.0
    for time in ctx.times.within(start, end):
        if _can_date(ctx, quantity, time, metric, kind):
            points = _points(ctx, quantity, time)
            if points > best_points:
                best, best_points = time, points
    compared = _is_compared_figure(ctx, quantity)
    if best and not (compared and continued and _is_year_ago(best)):
        return best.period, best.text, False
    if metric.dated != "flow":
        return None, "", False
    if continued and continued.period and _carries_on(ctx, quantity, continued, status):
        if not compared:
            return continued.period, f"come «{continued.quantity.text}»", True
        if _is_long(continued.period) and _is_set_against(ctx, quantity):
            return _year_before(continued.period), f"come «{continued.quantity.text}»", True
        return None, "", False
    if best:
        return best.period, best.text, False
    return _reported(ctx, quantity, status, daily=metric.id in QUOTED)


def _is_long(period: Period) -> bool:
    """Say whether a period is a month or more, so that what it is compared with is a year before."""
    return period.start is not None and period.end is not None and (period.end - period.start).days >= 27


def _is_set_against(ctx: Context, quantity: Quantity) -> bool:
    """Say whether a figure is last year's beside this year's: "contro i 24", "(erano 10)", "dai 2,04"."""
    before = [w.lower for w in ctx.words_before(quantity.start, 3)]
    return bool(set(before) & {"contro", "rispetto", "erano", "era", "dai", "da", "dagli"}) and "dal" not in before


def _carries_on(ctx: Context, quantity: Quantity, continued: Draft, status: str) -> bool:
    """Say whether a figure keeps the period of the one it goes on with: in one sentence, or told with one status."""
    same_sentence = ctx.sentence(continued.quantity.start) == ctx.sentence(quantity.start)
    if _is_compared_figure(ctx, continued.quantity):
        return False
    return same_sentence or (continued.stance is not None and continued.stance.status == status)


def _is_year_ago(time: TimeExpression) -> bool:
    """Say whether a time expression only counts back: "un anno fa" beside a quarter is that quarter a year ago."""
    return time.granularity == "year" and not any(c.isdigit() for c in time.text)


def _year_before(period: Period) -> Period:
    def back(day: date | None) -> date | None:
        if day is None:
            return None
        return day.replace(year=day.year - 1, day=28 if (day.month, day.day) == (2, 29) else day.day)

    return Period(back(period.start), back(period.end))


def _can_date(ctx: Context, quantity: Quantity, time: TimeExpression, metric: Metric, kind: str) -> bool:
    """Say whether a time expression may date a figure: not a comparison, not the day of an announcement or founding."""
    if time.period is None and time.start_date is not None:
        return True  # "oggi" dates a figure by leaving it without a period
    if is_comparison(ctx, time):
        return False
    if kind in {"ratio", "change"} and time.start >= quantity.end and _is_base(ctx, quantity, time):
        return False
    before = [w.lower for w in ctx.words_before(time.start, 3)]
    origin = _is_origin(time, before) and metric.id not in QUOTED
    if origin or any(word.startswith(SAID + DOCUMENTS) for word in before[-2:]):
        return False
    if time.mod == "SINCE" and any(word.startswith(SUPERLATIVES) for word in before):
        return False  # "il ritmo più alto dal 2022" says nothing of when it holds
    if _is_dateline(ctx, time):
        return False
    if time.granularity == "day" and metric.id not in DAILY:
        around = [w.lower for w in [*ctx.words_before(time.start, 6), *ctx.words.after(time.end, 6)]]
        return not any(word.startswith(SAYING) for word in around)
    return True


def _is_origin(time: TimeExpression, before: list[str]) -> bool:
    """Say whether a time only tells when somebody was born, founded or listed; a quarter is closed, not founded."""
    return time.granularity in {"day", "month", "year"} and any(word.startswith(ORIGIN) for word in before)


def _is_base(ctx: Context, quantity: Quantity, time: TimeExpression) -> bool:
    """Say whether a time is what a change is measured from: "il doppio di un anno prima", "il 7% in più del 2019"."""
    between = [w.lower for w in ctx.words.within(quantity.end, time.start)]
    more = between[:1] == ["in"] and between[1:2] in (["più"], ["meno"])
    return len(between) <= 4 and (
        more or time.granularity == "anaphoric" or (quantity.unit == "x" and len(between) > 0 and set(between) <= OF)
    )


def _is_dateline(ctx: Context, time: TimeExpression) -> bool:
    """Say whether a day only dates the report: "TAIPEI, 18 lug -"."""
    start, _ = ctx.paragraph(time.start)
    after = ctx.text[time.end : time.end + 3].strip()
    return time.granularity == "day" and time.start - start < 40 and after[:1] in {"-", "–", "—", "("}


def compared_period(ctx: Context, quantity: Quantity) -> Period | None:
    """Return the period that a change is measured against ("rispetto al 2023"), or None."""
    start, end = ctx.sentence(quantity.start)
    times = [t for t in ctx.times.within(start, end) if t.period and is_comparison(ctx, t)]
    if not times:
        return None
    span = (quantity.start, quantity.end)
    return min(times, key=lambda t: ctx.words.distance((t.start, t.end), span)).period


def is_comparison(ctx: Context, time: TimeExpression) -> bool:
    """Say whether a time expression names what a figure is compared with, and not when it holds."""
    if time.granularity == "anaphoric" and {w.lower for w in ctx.words.within(time.start, time.end)} & {"base", "su"}:
        return True
    before = [w.lower for w in ctx.words_before(time.start, 3)]
    if before[-1:] and before[-1] in OF and before[-3:-1] in (["in", "più"], ["in", "meno"]):
        return True
    if before[-1:] and before[-1] in OF and before[-2:-1] and before[-2] in {"doppio", "triplo", "quadruplo", "volte"}:
        return True
    inside = [w.lower for w in ctx.words.within(time.start, time.end)][:1]
    return "rispetto" in [*before[-2:], *inside] or (bool(before) and before[-1] in AGAINST)


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
    points -= 0.55 * len(ctx.quantities.within(left, right))
    if time.start >= quantity.end:
        points -= _opening(ctx, time) if time.period else 1.5
    owner = _owner(ctx, time)
    if owner and owner.start != quantity.start:
        points -= 3.0 if _is_compared_figure(ctx, owner) else OWNED
    return points


def _opening(ctx: Context, time: TimeExpression) -> float:
    """Return the points that a time loses where it opens what follows: "…, e dal 2017 la domanda cresce"."""
    before = [w.lower for w in ctx.words_before(time.start, 2)]
    if set(before) & RELATIVES:
        return 3.0
    return 1.5 if set(before) & JOINERS else 0.0


def _owner(ctx: Context, time: TimeExpression) -> Quantity | None:
    """Return the figure that a time expression follows at once: "37,6% di un anno prima"."""
    for q in ctx.quantities.within(max(0, time.start - 200), time.start):
        gap = [w.lower for w in ctx.words.within(q.end, time.start)] if 0 <= time.start - q.end < 24 else None
        if gap is not None and set(gap) <= LINKS and len(gap) <= 2:
            return q
    return None


def _is_compared_figure(ctx: Context, quantity: Quantity) -> bool:
    """Say whether a figure is what another is compared with: "contro i 24", "dai 70", "erano 41"."""
    before = [w.lower for w in ctx.words_before(quantity.start, 3)]
    return bool(set(before) & COMPARED) or any(word in MULTIPLES for word in before)


def _reported(ctx: Context, quantity: Quantity, status: str, *, daily: bool) -> tuple[Period | None, str, bool]:
    """Return the period that an earlier sentence of the paragraph set, else the one that the article reports on."""
    start, _ = ctx.paragraph(quantity.start)
    for time in reversed(ctx.times.within(start, quantity.start)):
        if _can_report(ctx, time, status, daily=daily):
            return time.period, time.text, True
    if daily:
        return None, "", False
    for time in ctx.times.within(0, min(LEAD, quantity.start)):
        if _can_report(ctx, time, status, daily=False) and _is_quarter(time):
            return time.period, time.text, True
    return None, "", False


def _can_report(ctx: Context, time: TimeExpression, status: str, *, daily: bool) -> bool:
    future = ctx.published and time.period and time.period.start and time.period.start > ctx.published
    if future and status == "actual":
        return False
    closed = time.period is not None and time.period.start is not None and time.period.end is not None
    before = [w.lower for w in ctx.words_before(time.start, 3)]
    origin = _is_origin(time, before) or any(word.startswith(SAID + DOCUMENTS) for word in before)
    owner = _owner(ctx, time)
    if owner and _is_compared_figure(ctx, owner):
        return False
    return (
        closed and not origin and time.granularity in ({"day"} if daily else REPORTING) and not is_comparison(ctx, time)
    )


def _is_quarter(time: TimeExpression) -> bool:
    period = time.period
    if period is None or period.start is None or period.end is None:
        return False
    three_months = time.granularity == "span" and 80 <= (period.end - period.start).days <= 95
    return time.mod is None and (time.granularity in {"quarter", "half"} or three_months)
