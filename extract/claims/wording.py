"""How a figure is put into its sentence: as a share of a whole or a movement, near whom, how large, after which word.

None of it names a metric. It tells metrics apart that the same words may name; the weights are learnt.
"""

from __future__ import annotations

import math
from functools import lru_cache

from extract.claims.context import Context
from extract.claims.draft import is_currency
from extract.claims.features import Features
from extract.claims.kept import kept
from extract.claims.kind import OF, is_moved
from extract.claims.vocabulary import tells
from extract.metrics import Metric
from extract.records import Quantity

PERCENT = {"%", "pp"}
STEM = 6
KINDS = {
    "organisation": "firm",
    "institution": "firm",
    "unknown": "firm",
    "model": "model",
    "model_family": "model",
    "cluster": "machine",
    "supercomputer": "machine",
}
AMONG = {
    *("i", "gli", "le", "dei", "degli", "delle", "di", "in", "nei", "negli", "nelle", "su", "sui", "sulle"),
    *("tra", "fra", "presso", "da", "per", "con", "a", "ai"),
}
VERB_REACH = 8  # words before a change among which its verb stands
WHOLE = 4  # words after a share in which a name says what it is of
LIKENED = 14  # words before a figure in which it is likened to another
LARGEST = 12
JOINTS = frozenset(["il", "l'", "al", "all'", "del", "dell'", "dal", "per", "con", "di", "a"])


def wording_features(ctx: Context, quantity: Quantity, metric: Metric) -> Features:
    """Return how the wording around a figure suits a metric."""
    features: Features = {}
    if quantity.unit in PERCENT:
        shape, whole = _shape(ctx, quantity)
        features[f"%: {shape} → {metric.id}"] = 1.0
        features[f"%: {shape}, metric {'in %' if '%' in metric.units else 'not in %'}"] = 1.0
        if whole:
            features[f"%: of {whole} → {metric.id}"] = 1.0
        if shape == "of a whole":
            features[f"%: of a {'name' if _names_whole(ctx, quantity) else 'common noun'} → {metric.id}"] = 1.0
    else:
        features[f"size: {_size(quantity)} → {metric.id}"] = 1.0
        if _is_whole(ctx, quantity):
            features[f"%: whole of a share → {metric.id}"] = 1.0
    if _is_likened(ctx, quantity):
        features[f"likened → {metric.id}"] = 1.0
    if quantity.unit in PERCENT and is_moved(ctx, quantity):
        features[f"%: moved by a {_number_of_verb(ctx, quantity)} → {metric.id}"] = 1.0
    kinds = _kinds(ctx, *ctx.sentence(quantity.start))
    for kind in kinds or {"nobody"}:
        features[f"beside: {kind} → {metric.id}"] = 1.0
    if metric.subjects and grouped(metric.subjects[0]) in kinds:
        features["beside: the likeliest kind"] = 1.0
    if quantity.per:
        features[f"rate: {quantity.per} → {metric.id}"] = 1.0  # "vale 3 miliardi l'anno" is what it earns
    if quantity.unit == "1" and (quantity.noun or not quantity.scaled):
        before = [w.lower for w in ctx.words_before(quantity.start, 1)]
        if before and before[0] in AMONG:
            features[f"counted after {before[0]}: {'other' if metric.id == 'other' else 'a metric'}"] = 1.0
            features[f"beside: after {before[0]} → {metric.id}"] = 1.0
    return features


def _shape(ctx: Context, quantity: Quantity) -> tuple[str, str]:
    """Return whether a percentage moves, is a part of a whole or stands bare, with the stem of the whole."""
    after = [w.lower for w in ctx.words.after(quantity.end, 2) if w.is_word]
    if quantity.sign or is_moved(ctx, quantity):
        return "moved", ""
    if len(after) == 2 and after[0] in OF:
        return "of a whole", after[1][:STEM]
    if "di" in after[:1] or " su " in quantity.text:
        return "of a whole", ""
    before = [w.lower for w in ctx.words_before(quantity.start, 2)]
    inside = [w.lower for w in ctx.words.within(quantity.start, quantity.number[0])]
    joint = [*before, *inside][-1:]
    return (f"bare after {joint[0]}" if joint and joint[0] in JOINTS else "bare"), ""


@kept
def _number_of_verb(ctx: Context, quantity: Quantity) -> str:
    """Return whether one or many move: shares of a firm rise in the singular, goods and firms in the plural."""
    before = [w.lower for w in ctx.words.before(quantity.start, VERB_REACH, ctx.sentence(quantity.start)[0])]
    for word in reversed(before):
        if word in {"hanno", "sono", "erano", "avevano", "saranno"} or word.endswith(("ano", "ono", "anno")):
            return "plural verb"
        if word in {"ha", "è", "aveva", "era", "sarà"}:
            return "singular verb"
    return "verb of either number"


@kept
def _names_whole(ctx: Context, quantity: Quantity) -> bool:
    """Say whether a share is of a firm or what it makes, not of a market: "il 12% di Alfa", "il 12% del settore"."""
    after = ctx.words.after(quantity.end, WHOLE)
    return bool(after) and any(m.kind != "place" for m in ctx.mentions.starting(quantity.end, after[-1].end))


@kept
def _is_likened(ctx: Context, quantity: Quantity) -> bool:
    """Say whether a figure only makes another one plain: "quanto consumano 4.000 case", "pari all'acqua di 9 città"."""
    if quantity.unit != "1":
        return False
    before = [w.lower for w in ctx.words.before(quantity.number[0], LIKENED, ctx.sentence(quantity.start)[0])]
    return any(tells("comparing.tsv", "likened", word) for word in before) and not {",", "mentre"} & set(before[-2:])


@kept
def _is_whole(ctx: Context, quantity: Quantity) -> bool:
    """Say whether a figure is what the percentage before it is a part of: "il 4% dei suoi 350 mila impiegati"."""
    before = ctx.quantities.within(ctx.sentence(quantity.start)[0], quantity.start)
    if not before or before[-1].unit not in PERCENT:
        return False
    between = [w.lower for w in ctx.words.within(before[-1].end, quantity.number[0])]
    return 0 < len(between) <= 3 and between[0] in OF and not {",", ";", "("} & set(between)


def _size(quantity: Quantity) -> str:
    amounts = [abs(float(a)) for a in (quantity.value, quantity.low, quantity.high) if a is not None]
    top = max(amounts, default=0.0)
    if quantity.unit == "x" or not top:
        return quantity.unit
    power = min(LARGEST, max(-2, 2 * (math.floor(math.log10(top)) // 2)))
    return f"{'money' if is_currency(quantity.unit) else quantity.unit} 1e{power}"


def grouped(kind: str) -> str:
    """Return the coarser kind of a name: firm, model, machine, or the kind itself."""
    return KINDS.get(kind, kind)


@lru_cache(maxsize=64)
def _kinds(ctx: Context, start: int, end: int) -> frozenset[str]:
    return frozenset(grouped(m.kind) for m in ctx.mentions_in((start, end)))
