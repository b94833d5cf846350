"""Tell amounts of money whose currency is not written, and infer it.

"Ha promesso 500 miliardi": a large number without a noun is money unless something counted stands by it. The currency
comes from the parallel figure, the article's only currency, the subject's own.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from decimal import Decimal
from functools import lru_cache

from extract.claims.context import Context, read_lines
from extract.claims.draft import Draft, is_currency
from extract.claims.words import Word
from extract.metrics import Metric
from extract.records import Quantity

LARGE = 1_000_000
_NEAR = 8
_LATELY = 4
_MOST_RATIO = 300
_OF_MODELS = {"parameter_count", "active_parameter_count", "training_tokens", "context_length"}
_HOME = "EUR"
"""The currency of Italian news that writes none."""
_THEM = ("ate", "ite", "ute", "tte", "ste", "rse", "ese")
_COUNTED_THINGS = {"unità", "pezzi", "esemplari", "volte", "copie"}


@lru_cache(maxsize=1)
def _plausible() -> dict[str, tuple[Decimal, Decimal]]:
    """Return the least amount of money and the largest count that a metric has in news."""
    return {metric: (Decimal(least), Decimal(most)) for metric, least, most in read_lines("plausible.tsv")}


def is_money(ctx: Context, draft: Draft, earlier: Sequence[Draft]) -> bool:
    """Say whether a number without a unit is an amount of money.

    It is one of a metric that only money has, unless too small for that; or a large number that counts nothing.
    """
    quantity, metric = draft.quantity, draft.metric
    if quantity.noun:
        return False
    size = _size(quantity)
    least, most = _plausible().get(metric.id, (Decimal(0), Decimal("Infinity")))
    if not (quantity.scaled and size >= LARGE):
        return _is_of_money(metric) and size >= least
    if metric.id in _OF_MODELS:
        return False
    if size > most:
        return True
    return not _is_counted(ctx, quantity, metric, earlier)


def _size(quantity: Quantity) -> Decimal:
    return max(abs(quantity.low or Decimal(0)), abs(quantity.high or Decimal(0)))


def _is_of_money(metric: Metric) -> bool:
    return "money" in metric.units and "count" not in metric.units


def _is_counted(ctx: Context, quantity: Quantity, metric: Metric, earlier: Sequence[Draft]) -> bool:
    """Say whether a large number without a noun counts things: their name stands before it, or it goes on with them."""
    start, _ = ctx.clause((quantity.start, quantity.end))
    before = [w for w in ctx.words_before(quantity.start, _NEAR) if w.start >= start]
    things = [w.start for k, w in enumerate(before) if _is_thing(ctx, w.lower) and not _is_paid(before[k + 1 :])]
    floor = before[0].start if before else quantity.start
    named = [t for t in ctx.triggers.within(floor, quantity.start) if t.form != "hint"]
    money = [t.start for t in named if _is_of_money(t.metric)]
    if len(before) > 1 and before[-1].lower.endswith(_THEM) and "ne" in [w.lower for w in before[-4:-1]]:
        return True  # "ne hanno condotte un milione": things of feminine gender are no euros
    if things or money:
        return max(things, default=-1) > max(money, default=-1)
    opening = ctx.words.within(*ctx.sentence(quantity.start))[:2]
    if len(opening) == 2 and opening[0].lower in {"i", "gli", "le"} and _is_thing(ctx, opening[1].lower):
        return True  # "Le unità vendute finora superano i due milioni"
    if any(t.metric == metric and not _is_of_money(metric) for t in named):
        return True
    for last in reversed(earlier[-_LATELY:]):
        if last.unit != "1" or not last.quantity.scaled:
            continue
        beside = abs(ctx.sentence_index(last.quantity.start) - ctx.sentence_index(quantity.start)) <= 1
        one, other = _size(last.quantity), _size(quantity)
        alike = one > 0 and max(one, other) <= _MOST_RATIO * min(one, other)
        if alike and ((beside and (last.quantity.noun or last is earlier[-1])) or last.metric == metric):
            return not (_is_of_money(metric) and last.metric != metric and not beside)
    return False


@lru_cache(maxsize=1)
def _money_verbs() -> tuple[str, ...]:
    return tuple(row[0] for row in read_lines("money_verbs.txt"))


def _is_paid(between: Sequence[Word]) -> bool:
    """Say whether a verb of money or a comma parts a thing from its number ("giù i chip, Alfa brucia 9 miliardi")."""
    return any(word.lower == "," or word.lower.startswith(_money_verbs()) for word in between)


def _is_thing(ctx: Context, word: str) -> bool:
    return word in _COUNTED_THINGS or bool(ctx.finder.counted(word))


def infer_currency(ctx: Context, draft: Draft, earlier: Sequence[Draft]) -> str:
    """Return an ISO 4217 code."""
    place = draft.quantity.start
    start, end = ctx.sentence(place)
    beside = [(abs(q.start - place), q.unit) for q in ctx.quantities.starting(start, end) if is_currency(q.unit)]
    beside += [
        (abs(d.quantity.start - place), d.unit)
        for d in earlier
        if start <= d.quantity.start < end and is_currency(d.unit)
    ]
    if beside:
        return min(beside)[1]
    if earlier and is_currency(earlier[-1].unit) and earlier[-1].subject == draft.subject:
        return earlier[-1].unit
    if len(set(ctx.currencies)) == 1:
        return ctx.currencies[0]
    own = ctx.currency_of(draft.subject) if draft.subject else None
    return own or _in_paragraph(ctx, place, earlier) or _most_written(ctx)


def _in_paragraph(ctx: Context, place: int, earlier: Sequence[Draft]) -> str | None:
    """Return the currency of the last amount before `place` in its paragraph, or None."""
    start, _ = ctx.paragraph(place)
    for draft in reversed(earlier):
        if draft.quantity.start < start:
            return None
        if is_currency(draft.unit):
            return draft.unit
    return None


def _most_written(ctx: Context) -> str:
    return max(Counter(ctx.currencies).items(), key=lambda item: (item[1], item[0]))[0] if ctx.currencies else _HOME
