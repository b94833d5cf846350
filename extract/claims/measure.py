"""Choose what a figure measures: from words that name a metric, the counted noun, the unit, the figure beside it."""

from __future__ import annotations

from collections.abc import Sequence

from extract.claims.context import Context
from extract.claims.draft import Draft, is_currency, unit_class
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


def choose_metric(ctx: Context, quantity: Quantity, earlier: Sequence[Draft]) -> tuple[Metric, float, str]:
    """Return the likeliest metric of a quantity, its score and the cue that gave it.

    Every candidate collects points: from the nearest word that names it, from the counted noun, from the unit, and
    from the figure before it in a list; ties go to the metric whose word is nearer.
    """
    scores: dict[str, tuple[float, str]] = {}

    def add(metric: Metric, points: float, cue: str, *, on_top: bool = False) -> None:
        old = scores.get(metric.id)
        if on_top and old:
            scores[metric.id] = (old[0] + points, old[1])
        elif old is None or points > old[0]:
            scores[metric.id] = (points, cue)

    for trigger in _triggers_near(ctx, quantity):
        fit = _unit_fit(trigger.metric, quantity)
        if fit is not None:
            points = fit + _trigger_points(ctx, quantity, trigger)
            add(trigger.metric, points, ctx.text[trigger.start : trigger.end])
    scheme = {t.id: t for t in ctx.scheme.values()}
    _add_counted(ctx, quantity, add)
    if quantity.unit in UNIT_METRICS:
        metric = scheme[UNIT_METRICS[quantity.unit]]
        add(metric, 1.6, quantity.unit)
    inherited = _inherit(ctx, quantity, earlier)
    if inherited:
        draft, points = inherited
        add(draft.metric, points, f"come «{draft.quantity.text}»")
    if not scores:
        return scheme["other"], 0.0, ""
    best = max(scores, key=lambda m: (scores[m][0], m))
    return scheme[best], *scores[best]


def _triggers_near(ctx: Context, quantity: Quantity) -> list[Trigger]:
    start, end = ctx.sentence(quantity.start)
    return [t for t in ctx.triggers if start <= t.start and t.end <= end]


def _unit_fit(metric: Metric, quantity: Quantity) -> float | None:
    """Return points for the fit of metric and unit, or None where the metric cannot have the unit."""
    units = unit_class(quantity.unit, scaled=quantity.scaled)
    if quantity.unit in {"%", "pp"}:
        return 0.5 if "%" in metric.units else 0.0
    if quantity.unit == "x":
        return 0.5 if "x" in metric.units else 0.0
    if quantity.unit == "1" and quantity.noun and "count" not in metric.units:
        return None
    return 0.3 if units & metric.units else None


def _trigger_points(ctx: Context, quantity: Quantity, trigger: Trigger) -> float:
    points = (3.0 + 0.5 * (trigger.words - 1)) if trigger.form == "noun" else 2.3
    span = (quantity.start, quantity.end)
    distance = ctx.words.distance((trigger.start, trigger.end), span)
    if trigger.end <= quantity.start:
        left, right = trigger.end, quantity.start
        points -= 0.1 * distance
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
    else:
        return points + 1.0
    points -= 1.1 * ctx.breaks_between(left, right)
    points -= 0.7 * sum(left <= q.start and q.end <= right for q in ctx.quantities)
    points -= 0.15 * ctx.text.count(",", left, right)
    return points


def _add_counted(ctx: Context, quantity: Quantity, add) -> None:  # type: ignore[no-untyped-def]
    if is_currency(quantity.unit) or quantity.unit not in {"1", "token", "%"}:
        return
    if any(m.kind in CHIP_KINDS for m in ctx.counted_names(quantity)) and quantity.unit == "1":
        add(ctx.scheme["accelerator_count"], 6.0, quantity.noun or "")
        return
    if not quantity.noun:
        return
    metrics = [m for m in ctx.finder.counted(quantity.noun) if _unit_fit(m, quantity) is not None]
    for metric in metrics:
        add(metric, 3.2, quantity.noun, on_top=True)
        if quantity.unit != "%":
            add(metric, 3.2, quantity.noun)
    if not metrics and quantity.unit == "1":
        add(ctx.scheme["other"], 3.1, quantity.noun)


def _inherit(ctx: Context, quantity: Quantity, earlier: Sequence[Draft]) -> tuple[Draft, float] | None:
    """Return the draft whose metric this figure continues, with the points of doing so."""
    if not earlier:
        return None
    last = earlier[-1]
    same_sentence = ctx.sentence(last.quantity.start) == ctx.sentence(quantity.start)
    same_paragraph = ctx.paragraph(last.quantity.start) == ctx.paragraph(quantity.start)
    same_unit = bool(
        unit_class(last.quantity.unit, scaled=last.quantity.scaled) & unit_class(quantity.unit, scaled=quantity.scaled)
    ) or (last.quantity.unit in {"%", "pp"} and quantity.unit in {"%", "pp"})
    relative = quantity.unit in {"%", "pp", "x"}
    if quantity.unit == "1" and quantity.noun and not same_unit:
        return None
    if not same_unit and not relative:
        return None
    distance = ctx.words.distance((last.quantity.start, last.quantity.end), (quantity.start, quantity.end))
    if same_sentence:
        points = 2.7 - 0.08 * distance - 0.6 * ctx.breaks_between(last.quantity.end, quantity.start)
        if ctx.parenthesis(quantity.start) and not ctx.parenthesis(last.quantity.start):
            points += 1.2
        elided = {"scale-inferred", "unit-inferred", "currency-inferred"} & set(quantity.flags)
        points += 0.8 if elided else 0.0
        if quantity.noun and last.quantity.noun != quantity.noun:
            points -= 1.5
        return last, points
    if same_paragraph or ctx.is_bullet(ctx.sentence(quantity.start)):
        return last, 1.2 if same_unit else 0.9
    return last, 0.4 if same_unit else 0.2
