"""Find what a figure measures where the article tells it again: a headline says hardly more than the sum."""

from __future__ import annotations

from collections.abc import Iterator

from extract.claims.context import Context
from extract.claims.draft import fits
from extract.claims.features import Features
from extract.metrics import Metric
from extract.records import Quantity

NAMING = {"noun": 1.0, "verb": 0.7}
FADING = 0.07  # of what a word tells, for every word between it and the figure
MOST = 4  # places that are looked at


def echoes(ctx: Context, quantity: Quantity) -> Iterator[tuple[Metric, Features]]:
    """Yield the metrics that words name where the article tells the same amount in another sentence."""
    if quantity.value is None or quantity.unit in {"%", "pp", "x"}:
        return
    sentence = ctx.sentence(quantity.start)
    same = [
        q
        for q in ctx.quantities
        if q.value == quantity.value
        and (q.unit == quantity.unit or "1" in {q.unit, quantity.unit})
        and not sentence[0] <= q.start < sentence[1]
    ]
    strengths: dict[str, float] = {}
    for other in same[:MOST]:
        for trigger in ctx.triggers.within(*ctx.sentence(other.start)):
            if trigger.form not in NAMING or not fits(trigger.metric, quantity):
                continue
            span = (other.start, other.end)
            between = sorted([(trigger.start, trigger.end), span])
            crossed = len(ctx.quantities.within(between[0][1], between[1][0]))
            near = 1.0 - FADING * ctx.words.distance((trigger.start, trigger.end), span) - 0.3 * crossed
            strength = NAMING[trigger.form] * max(near, 0.0)
            strengths[trigger.metric.id] = max(strengths.get(trigger.metric.id, 0.0), strength)
    for metric_id, strength in strengths.items():
        if strength:
            best = strength == max(strengths.values())
            yield ctx.scheme[metric_id], {"echo: named": strength, "echo: named nearest": float(best)}
