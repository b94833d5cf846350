"""What a figure itself tells of its metric: its rate ("a milione di token"), its size, a name of a kind beside it."""

from __future__ import annotations

import math
from collections.abc import Iterator
from functools import lru_cache

from extract.claims.context import Context
from extract.claims.draft import fits, is_currency
from extract.claims.features import Features
from extract.metrics import Metric, Scheme
from extract.records import Quantity

RELATIVE = {"%", "pp", "x"}
FURTHEST = 3.0  # powers of ten beyond the usual sizes that are told apart
NEAR = 8  # words between a figure and the name beside it


def unusual_size(quantity: Quantity, metric: Metric) -> float:
    """Return how many powers of ten (at most 3) an amount lies outside the sizes that a metric usually has.

    Examples
    --------
    >>> from decimal import Decimal
    >>> from extract.metrics import load_scheme
    >>> metrics = load_scheme()
    >>> forty = Quantity(start=0, end=11, text="40 miliardi", value=Decimal(40_000_000_000), low=None, high=None,
    ...                  unit="USD", hedge="exact", kind="level")
    >>> unusual_size(forty, metrics["valuation"]), unusual_size(forty, metrics["share_price"])
    (0.0, 3.0)
    """
    amounts = [abs(float(a)) for a in (quantity.value, quantity.low, quantity.high) if a is not None]
    if metric.usual is None or quantity.unit in RELATIVE or not amounts or not max(amounts):
        return 0.0
    least, most = metric.usual
    size = max(amounts)
    return min(FURTHEST, max(0.0, math.log10(least / size), math.log10(size / most)))


def by_rate_or_name(ctx: Context, quantity: Quantity) -> Iterator[tuple[Metric, Features]]:
    """Yield the metrics that a figure's rate gives, or a name near it: a benchmark's name gives a score."""
    kinds = {
        m.kind: ctx.words.distance((m.start, m.end), (quantity.start, quantity.end))
        for m in sorted(
            ctx.mentions_in(ctx.sentence(quantity.start)),
            key=lambda m: -ctx.words.distance((m.start, m.end), (quantity.start, quantity.end)),
        )
    }
    for metric in _telling(ctx.scheme):
        if not fits(metric, quantity):
            continue
        if quantity.per in metric.rates:
            yield metric, {"rate names it": 1.0}
        beside = [(kinds[kind], kind) for kind in metric.beside if kinds.get(kind, NEAR) < NEAR]
        bare = quantity.unit in {"1", "%"} or (is_currency(quantity.unit) and not quantity.scaled)
        if beside and not quantity.noun and bare and not unusual_size(quantity, metric):
            distance, kind = min(beside)
            yield metric, {f"{kind} beside it": 1.0, f"{kind} beside it: words between": float(distance)}


@lru_cache(maxsize=4)
def _telling(scheme: Scheme) -> tuple[Metric, ...]:
    """Return the metrics that a rate or the name beside a figure can give."""
    return tuple(metric for metric in scheme.values() if metric.rates or metric.beside)
