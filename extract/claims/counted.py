"""What the counted noun of a figure, the whole of a share or the unit tells of its metric."""

from __future__ import annotations

from collections.abc import Iterator

from extract.claims.context import Context
from extract.claims.draft import fits, is_currency
from extract.claims.features import Features
from extract.claims.kind import OF
from extract.claims.plausible import unusual_size
from extract.metrics import Metric
from extract.records import Quantity

# What a unit measures where no word says it.
UNIT_METRICS = {
    "W": "power",
    "Wh": "energy",
    "FLOP": "training_compute",
    "FLOP/s": "compute_performance",
    "m2": "area",
    "L": "water",
    "kg": "emissions",
    "B": "memory",
    "m": "process_node",
    "s": "duration",
}
TOKEN_METRICS = ("context_length", "training_tokens")
GENERIC_NOUNS = {"unità", "pezzi", "esemplari"}
CHIP_KINDS = {"chip"}


def counted(ctx: Context, quantity: Quantity) -> Iterator[tuple[Metric, str, Features]]:
    """Yield what the counted noun tells: chips by name, users, employees … and ``other`` for a noun of no metric."""
    if is_currency(quantity.unit) or quantity.unit not in {"1", "token", "%"}:
        return
    if quantity.unit == "1" and any(m.kind in CHIP_KINDS for m in ctx.counted_names(quantity)):
        yield ctx.scheme["accelerator_count"], quantity.noun or "", {"counted: chip by name": 1.0}
        return
    sort = "counted: noun" if quantity.unit == "1" else f"counted: noun with {quantity.unit}"
    noun = quantity.noun
    if not noun:
        noun, sort = _whole(ctx, quantity), "counted: whole of a share"
    if not noun:
        noun, sort = _counted_before(ctx, quantity), "counted: noun before"
    if not noun or noun in GENERIC_NOUNS:
        return
    metrics = [m for m in ctx.finder.counted(noun) if _measured_in(m, quantity)]
    for metric in ctx.finder.whole(noun) if sort == "counted: whole of a share" else ():
        if _measured_in(metric, quantity):
            yield metric, noun, {"counted: whole of this metric": 1.0}
    for metric in metrics:
        yield metric, noun, {sort: 1.0, "counted: several metrics": float(len(metrics) > 1)}
    for metric in ctx.finder.loosely_counted(noun):
        if metric not in metrics and _measured_in(metric, quantity):
            yield metric, noun, {"counted: loosely": 1.0}


def _measured_in(metric: Metric, quantity: Quantity) -> bool:
    return fits(metric, quantity) and ("%" in metric.units or quantity.unit != "%")


def _counted_before(ctx: Context, quantity: Quantity) -> str | None:
    """Return the counted noun that stands before its bare number: "porterà i server a 9.500"."""
    if quantity.unit != "1" or quantity.scaled or ctx.parenthesis(quantity.start):
        return None
    before = [w.lower for w in ctx.words_before(quantity.start, 4)]
    nouns = [word for word in before if ctx.finder.counted(word)]
    return nouns[-1] if nouns and not {",", ";", ":"} & set(before) else None


def _whole(ctx: Context, quantity: Quantity) -> str | None:
    """Return the noun of the whole that a percentage is of: "l'8% delle imprese"."""
    if quantity.unit == "%" and " su " in quantity.text:
        return quantity.text  # "un'impresa su quattro"
    after = ctx.words.after(quantity.end, 2)
    if quantity.unit == "%" and len(after) == 2 and after[0].lower in OF and after[1].is_word:
        return f"{after[0].lower} {after[1].lower}"
    return None


def by_unit(ctx: Context, quantity: Quantity) -> Iterator[Metric]:
    """Yield the metrics that a unit of their own names."""
    if quantity.unit == "token":
        yield from (ctx.scheme[name] for name in TOKEN_METRICS if not unusual_size(quantity, ctx.scheme[name]))
    elif quantity.unit in UNIT_METRICS:
        yield ctx.scheme[UNIT_METRICS[quantity.unit]]
