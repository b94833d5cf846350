"""Choose what a figure measures: from words that name a metric, the counted noun, the unit, the figure beside it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from extract.claims.context import Context
from extract.claims.draft import Draft, is_currency, unit_class
from extract.claims.kind import OF, SHARES
from extract.claims.triggers import Trigger
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
    "token": "context_length",
}
CHIP_KINDS = {"chip"}
MODEL_KINDS = {"model", "model_family"}
RELATIVE = {"%", "pp", "x"}
STEP = 0.25  # points lost for every figure between one and the one it goes on with
LABEL = 30  # characters between the words of a label and its figure
GENERIC_NOUNS = {"unità", "pezzi", "esemplari"}


@dataclass(frozen=True, slots=True)
class Reading:
    """A metric that a figure may measure, with its points, the words that gave it and their place."""

    metric: Metric
    points: float
    cue: str = ""
    trigger: Trigger | None = None
    continued: Draft | None = None


def rank_metrics(ctx: Context, quantity: Quantity, earlier: Sequence[Draft]) -> list[Reading]:
    """Return the metrics that a quantity may measure, the likeliest first; ``other`` where nothing tells.

    Every candidate collects points: from the nearest word that names it, from hints around it, from the counted noun,
    from the unit, and from the figure that it continues.
    """
    best: dict[str, Reading] = {}

    def add(reading: Reading) -> None:
        old = best.get(reading.metric.id)
        if old is None or reading.points > old.points:
            best[reading.metric.id] = reading

    hints = {metric.id: 0.3 for metric in _paragraph_hints(ctx, quantity)}
    for trigger in _triggers_near(ctx, quantity):
        fit = _unit_fit(trigger.metric, quantity)
        if fit is None or _is_mark(ctx, quantity, trigger):
            continue
        points = _trigger_points(ctx, quantity, trigger)
        if trigger.form == "hint":
            hints[trigger.metric.id] = max(hints.get(trigger.metric.id, 0.0), min(0.9, 0.4 + 0.25 * points), 0.2)
        else:
            add(Reading(trigger.metric, fit + points, ctx.text[trigger.start : trigger.end], trigger))
    for reading in _counted(ctx, quantity):
        old = best.get(reading.metric.id)
        add(replace(reading, points=reading.points + (min(1.5, max(0.0, old.points)) if old else 0.0)))
    if quantity.unit in UNIT_METRICS:
        add(Reading(ctx.scheme[UNIT_METRICS[quantity.unit]], 1.6, quantity.unit))
    if quantity.sign and ctx.parenthesis(quantity.start) and "share_price" in {d.metric.id for d in earlier[-4:]}:
        add(Reading(ctx.scheme["share_price"], 3.6, quantity.text))  # "giù anche Broadcom (-17,4%)"
    inherited = _inherit(ctx, quantity, earlier)
    if inherited:
        draft, points = inherited
        known = best.get(draft.metric.id)
        if known:
            points = max(known.points, points) + 0.5
        add(Reading(draft.metric, points, f"come «{draft.quantity.text}»", continued=draft))
    if "training_cost" in hints and any(m.kind in MODEL_KINDS for m in ctx.mentions_in(ctx.sentence(quantity.start))):
        hints["training_cost"] += 0.9  # money beside a model, where its training is spoken of
    for hinted, points in hints.items():
        old = best.get(hinted)
        if old:
            best[hinted] = replace(old, points=old.points + points)
        elif points > 0.3:
            best[hinted] = Reading(ctx.scheme[hinted], 0.3 + 0.8 * points)
    ranked = sorted(best.values(), key=lambda r: (-r.points, r.metric.id))
    return ranked or [Reading(ctx.scheme["other"], 0.0)]


def _triggers_near(ctx: Context, quantity: Quantity) -> list[Trigger]:
    start, end = ctx.sentence(quantity.start)
    own = (quantity.number[1], quantity.end) if quantity.noun else (quantity.end, quantity.end)
    near = [t for t in ctx.triggers.within(start, end) if not own[0] <= t.start < own[1]]
    intro = ctx.introduction(quantity.start)
    return near + [t for t in ctx.triggers.within(*intro) if t.form == "noun"] if intro else near


def _is_mark(ctx: Context, quantity: Quantity, trigger: Trigger) -> bool:
    """Say whether "quota" only means the mark that a figure reaches: "toccando quota 8 miliardi"."""
    touches = 0 <= quantity.number[0] - trigger.end <= 1 or quantity.start <= trigger.start < quantity.number[0]
    return touches and ctx.text[trigger.start : trigger.end].lower() == "quota"


def _paragraph_hints(ctx: Context, quantity: Quantity) -> list[Metric]:
    start, end = ctx.paragraph(quantity.start)
    near = [t for t in ctx.triggers.within(start, end) if t.form == "hint"]
    return [t.metric for t in near if _unit_fit(t.metric, quantity) is not None]


def _unit_fit(metric: Metric, quantity: Quantity) -> float | None:
    """Return points for the fit of metric and unit, or None where the metric cannot have the unit."""
    units = unit_class(quantity.unit, scaled=quantity.scaled)
    if quantity.unit in {"%", "pp"}:
        if "%" in metric.units:
            return 0.5
        return None if metric.dated == "static" else -0.4
    if quantity.unit == "x":
        return 0.5 if "x" in metric.units else 0.0
    if quantity.unit == "1" and quantity.noun and "count" not in metric.units:
        return None
    return 0.3 if units & metric.units else None


def _trigger_points(ctx: Context, quantity: Quantity, trigger: Trigger) -> float:
    points = trigger.metric.prior + {"noun": 3.0, "verb": 2.3, "hint": 2.0}[trigger.form]
    points += 0.5 * (trigger.words - 1) if trigger.form != "hint" else 0.0
    span = (quantity.start, quantity.end)
    distance = ctx.words.distance((trigger.start, trigger.end), span)
    if ctx.sentence(trigger.start) != ctx.sentence(quantity.start):
        return points - 0.9  # the line that introduces a list: "Prezzi per milione di token:"
    if trigger.end <= quantity.start:
        left, right = trigger.end, quantity.start
        points -= 0.1 * distance
        if trigger.form == "verb" and distance <= 1:
            points += 0.8  # "la valuta 157 miliardi": the figure is the verb's own object
        label = ctx.text[left:right].rstrip()
        if label.endswith(":") and len(label) <= LABEL:
            points += 1.4  # "Clienti: oltre 320", "Capex 2025: 70 miliardi"
    elif trigger.start >= quantity.end:
        left, right = quantity.end, trigger.start
        joined = [w.lower for w in ctx.words.within(left, right)]
        of_it = joined[:1] and joined[0] in {
            "di",
            "d'",
            "del",
            "dei",
            "delle",
            "della",
            "dell'",
            "degli",
            "in",
            "per",
            "come",
        }
        points += (0.6 if of_it else -0.6) - 0.18 * distance
        points -= 1.0 if {"e", ",", "ma"} & set(joined) else 0.0
    else:
        return points + 1.0
    if quantity.noun and quantity.noun not in GENERIC_NOUNS and quantity.unit == "1":
        points -= 1.2  # it counts something else than the word names
    points -= 1.1 * ctx.breaks_between(left, right)
    points -= 0.7 * len(ctx.quantities.within(left, right))
    points -= 0.15 * ctx.text.count(",", left, right)
    return points


def _counted(ctx: Context, quantity: Quantity) -> Iterator[Reading]:
    """Yield what the counted noun tells: chips by name, users, employees … and ``other`` for a noun of no metric."""
    if is_currency(quantity.unit) or quantity.unit not in {"1", "token", "%"}:
        return
    if quantity.unit == "1" and any(m.kind in CHIP_KINDS for m in ctx.counted_names(quantity)):
        yield Reading(ctx.scheme["accelerator_count"], 6.0, quantity.noun or "")
        return
    noun = quantity.noun or _whole(ctx, quantity) or _counted_before(ctx, quantity)
    if not noun or noun in GENERIC_NOUNS:
        return
    fitting = [m for m in ctx.finder.counted(noun) if _unit_fit(m, quantity) is not None]
    metrics = [m for m in fitting if "%" in m.units or quantity.unit != "%"]
    for metric in metrics:
        yield Reading(metric, 3.2 if quantity.unit != "%" else 2.4, noun)
    if not metrics and quantity.noun and quantity.unit != "token":
        yield Reading(ctx.scheme["other"], 3.1 if quantity.unit == "1" else 2.0, noun)


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
        return after[1].lower
    return None


def _inherit(ctx: Context, quantity: Quantity, earlier: Sequence[Draft]) -> tuple[Draft, float] | None:
    """Return the draft whose metric this figure continues, with the points of doing so."""
    paragraph = ctx.paragraph(quantity.start)
    in_list = ctx.is_bullet(ctx.sentence(quantity.start))
    for steps, last in enumerate(reversed(earlier[-6:])):
        near = ctx.paragraph(last.quantity.start) == paragraph or in_list
        relative = quantity.unit in RELATIVE or (
            last.quantity.unit in RELATIVE and _unit_fit(last.metric, quantity) is not None
        )
        relative = relative and steps == 0
        if near and (_same_unit(last.quantity, quantity) or relative):
            points = _continuing(ctx, quantity, last) - STEP * steps
            return (last, points) if points > 0.0 else None
    return None


def _same_unit(one: Quantity, other: Quantity) -> bool:
    classes = [unit_class(q.unit, scaled=q.scaled and not q.noun) for q in (one, other)]
    both_relative = {one.unit, other.unit} <= {"%", "pp"}
    return both_relative or bool(classes[0] & classes[1])


def _continuing(ctx: Context, quantity: Quantity, draft: Draft) -> float:
    """Return the points of reading a figure as going on with an earlier one."""
    last = draft.quantity
    if quantity.unit == "1" and quantity.noun and quantity.noun not in {last.noun, *GENERIC_NOUNS}:
        return -1.0
    same = _same_unit(last, quantity)
    distance = ctx.words.distance((last.start, last.end), (quantity.start, quantity.end))
    if ctx.sentence(last.start) != ctx.sentence(quantity.start):
        if same and draft.metric.id in SHARES and "quota" in {w.lower for w in ctx.words_before(quantity.start, 6)}:
            return 4.0  # "la quota scende al 15%" goes on with the share that was spoken of
        return 1.3 if same else 0.9 if draft.metric.dated == "flow" else -1.0
    points = 2.8 - 0.07 * distance - 0.5 * ctx.breaks_between(last.end, quantity.start)
    if ctx.parenthesis(quantity.start) and not ctx.parenthesis(last.start):
        points += 1.2
    elif not same and draft.metric.dated != "flow" and distance > 3:
        points -= 1.2
    if {"scale-inferred", "unit-inferred", "currency-inferred"} & set(quantity.flags):
        points += 0.8
    joint = [w.lower for w in ctx.words.within(last.end, quantity.start)]
    if 0 < len(joint) <= 3 and {"o", "oppure"} & set(joint):
        points += 1.5
    between = ctx.triggers.within(last.end, quantity.start)
    fitting = [t for t in between if _unit_fit(t.metric, quantity) is not None]
    if any(t.form == "noun" for t in fitting):
        points -= 1.6
    elif any(t.form == "verb" and len(ctx.words.within(t.end, quantity.start)) <= 1 for t in fitting):
        points -= 1.2
    return points
