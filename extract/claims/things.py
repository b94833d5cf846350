"""Find the thing that a bare number counts where the noun stands apart: "di GPU ne ha 3.000", "Lingue: 35"."""

from __future__ import annotations

from collections.abc import Iterator

from extract.claims.context import Context
from extract.claims.counted import GENERIC_NOUNS, measured_in
from extract.claims.features import Features, points
from extract.claims.triggers import Trigger
from extract.metrics import Metric
from extract.records import Quantity

LABEL = 40  # characters between a label and its figure
STEM = 6  # letters by which the forms of a word are known
PARTITIVES = {"ne", "gliene", "averne", "esserne", "contarne"}
ASKING = {"quanti", "quante", "quanto", "numero"}
PARTS = {"di", "dei", "delle", "degli", "d'"}
COMPARING = {"contro", "dai", "dalle", "rispetto", "invece", "erano"}


def things_apart(ctx: Context, quantity: Quantity) -> Iterator[tuple[Metric, Features]]:
    """Yield the metrics whose things a sentence names apart from a bare number, each with the best of its nouns."""
    if quantity.unit not in {"1", "%", "pp", "x"} or (quantity.noun and quantity.noun not in GENERIC_NOUNS):
        return
    best: dict[str, tuple[float, Metric, Features]] = {}
    for thing in ctx.things.within(*ctx.sentence(quantity.start)):
        if (thing.end > quantity.start and thing.start < quantity.end) or not measured_in(thing.metric, quantity):
            continue
        features = _features(ctx, quantity, thing)
        total = points(features)
        if thing.metric.id not in best or total > best[thing.metric.id][0]:
            best[thing.metric.id] = total, thing.metric, features
    yield from (found[1:] for found in best.values())


def _features(ctx: Context, quantity: Quantity, thing: Trigger) -> Features:
    """Return how the noun of a thing stands to a figure."""
    before = thing.end <= quantity.start
    left, right = (thing.end, quantity.start) if before else (quantity.end, thing.start)
    form = "%" if quantity.unit in {"%", "pp"} else "x" if quantity.unit == "x" else "amount"
    features: Features = {
        f"thing {'before' if before else 'after'}: {form}": 1.0,
        f"thing {'before' if before else 'after'}: words between": min(
            ctx.words.distance((thing.start, thing.end), (quantity.start, quantity.end)), 20.0
        ),
        f"word={ctx.words.within(thing.start, thing.end)[0].lower[:STEM]} → {thing.metric.id}": 1.0,
        "thing: clauses between": float(ctx.breaks_between(left, right)),
        "thing: figures between": float(len(ctx.quantities.within(left, right))),
    }
    if quantity.scaled:
        features["thing: scaled amount"] = 1.0
    if any(q.number[1] <= thing.start < q.end for q in ctx.quantities.overlapping(thing.start, thing.end)):
        features["thing: counted by another figure"] = 1.0
    joint = [w.lower for w in ctx.words.within(left, right)] if before else []
    if set(joint) & PARTITIVES:
        features["thing: taken up by ne"] = 1.0
    if before and len(joint) <= LABEL // 4 and ":" in joint[-1:]:
        features["thing: label"] = 1.0
    if set(joint[-3:]) & COMPARING:
        features["thing: compared"] = 1.0
    preceding = [w.lower for w in ctx.words_before(thing.start, 2)]
    if set(preceding) & ASKING:
        features["thing: asked how many"] = 1.0
    if preceding[-1:] and preceding[-1] in PARTS:
        features["thing: of the things"] = 1.0
    return features
