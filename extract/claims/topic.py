"""What is being spoken of where a figure's own sentence does not say: the sentence before, the heading, the title.

"La multa è arrivata ieri. A luglio ne era stata inflitta una da 90 milioni": the second sentence names no metric.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache

from extract.claims.context import Context, Span
from extract.claims.counted import GENERIC_NOUNS, measured_in
from extract.claims.draft import fits
from extract.claims.features import Features, merged
from extract.claims.triggers import Trigger
from extract.claims.words import Words
from extract.metrics import Metric
from extract.records import Quantity

REACH = 3  # sentences back
AHEAD = 2  # sentences after a headline
NAMING = {"noun", "verb"}


def topics(ctx: Context, quantity: Quantity) -> Iterator[tuple[Metric, Features]]:
    """Yield the metrics that the text around a figure speaks of, with where it does."""
    index = ctx.sentence_index(quantity.start)
    paragraph = ctx.paragraph(quantity.start)
    found: dict[str, list[Features]] = {}
    for back in range(1, min(REACH, index) + 1):
        span = ctx.sentences[index - back]
        where = "same paragraph" if span[0] >= paragraph[0] else "paragraph before"
        for metric_id, form in _named(ctx, span, quantity).items():
            features: Features = {f"topic: {form} in {where}": 1.0, "topic: sentences back": float(back - 1)}
            found.setdefault(metric_id, [features])
    if index == 0:  # a headline tells what the lines below it say again
        for span in ctx.sentences[1 : 1 + AHEAD]:
            for metric_id, form in _named(ctx, span, quantity).items():
                found.setdefault(metric_id, [{f"topic: {form} below the headline": 1.0}])
    elsewhere = {"heading": ctx.heading(quantity.start), "first line": ctx.sentences[0] if index else None}
    for where, place in elsewhere.items():
        for metric_id, form in _named(ctx, place, quantity).items() if place else ():
            found.setdefault(metric_id, []).append({f"topic: {form} in {where}": 1.0})
    for metric_id, form in _titled(ctx, quantity).items():
        found.setdefault(metric_id, []).append({f"topic: {form} in title": 1.0})
    weights, listed = _weights(ctx), ctx.is_bullet(ctx.sentence(quantity.start))
    for metric_id, parts in found.items():
        features = merged([*parts, {"topic: share of the article": weights.get(metric_id, 0.0)}])
        if listed:  # an item says little itself: "- Milano: 34 milioni"
            features |= {f"{name}, for a list": value for name, value in features.items()}
        yield ctx.scheme[metric_id], features


def _named(ctx: Context, span: Span, quantity: Quantity) -> dict[str, str]:
    return _forms(ctx.triggers.within(*span), ctx.things.within(*span), quantity)


def _forms(triggers: Sequence[Trigger], things: Sequence[Trigger], quantity: Quantity) -> dict[str, str]:
    """Return for each metric that fits whether nouns, verbs or only things that it counts name it."""
    forms: dict[str, str] = {}
    for trigger in triggers:
        names = trigger.form in NAMING and trigger.metric.id != "other" and fits(trigger.metric, quantity)
        if names and forms.get(trigger.metric.id) != "noun":
            forms[trigger.metric.id] = trigger.form
    if not quantity.noun or quantity.noun in GENERIC_NOUNS:
        for thing in things:
            if measured_in(thing.metric, quantity):
                forms.setdefault(thing.metric.id, thing.form)
    return forms


def _titled(ctx: Context, quantity: Quantity) -> dict[str, str]:
    return _forms(*_title_triggers(ctx), quantity) if ctx.title else {}


@lru_cache(maxsize=8)
def _title_triggers(ctx: Context) -> tuple[tuple[Trigger, ...], tuple[Trigger, ...]]:
    title = Words(ctx.title or "")
    return ctx.finder.find(title), ctx.finder.things(title)


@lru_cache(maxsize=8)
def _weights(ctx: Context) -> dict[str, float]:
    """Return for each metric its share of the article's naming nouns."""
    counts = Counter(t.metric.id for t in ctx.triggers if t.form == "noun")
    total = sum(counts.values()) or 1
    return {metric_id: count / total for metric_id, count in counts.items()}
