"""Choose what a figure measures: from words that name a metric, the counted noun, the unit, the figure beside it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from extract.claims.context import Context
from extract.claims.continuing import continued_figures, tied_level
from extract.claims.counted import GENERIC_NOUNS, by_unit, counted, part_of
from extract.claims.currency import names_money_after
from extract.claims.draft import Draft, fits, is_currency
from extract.claims.echoes import echoes
from extract.claims.features import Features, merged, points, strongest
from extract.claims.genre import genre_features
from extract.claims.kind import COUNTS_OF_CHANGE, SHARES, goes_from_to
from extract.claims.named import trigger_features
from extract.claims.plausible import by_rate_or_name, unusual_size
from extract.claims.things import things_apart
from extract.claims.topic import topics
from extract.claims.triggers import Trigger
from extract.claims.wording import wording_features
from extract.metrics import Metric
from extract.records import Quantity

AT_ONCE = {"trigger before: at once", "trigger after: at once", "trigger: label"}
MODEL_KINDS = {"model", "model_family"}
RELATIVE = {"%", "pp", "x"}
QUESTION = 12  # words of a question that the next sentence answers


@dataclass(slots=True)
class Evidence:
    """What speaks for one metric, of each sort the best."""

    metric: Metric
    trigger: Trigger | None = None
    named: Features = field(default_factory=dict)
    counted: Features = field(default_factory=dict)
    noun: str = ""
    unit: Features = field(default_factory=dict)
    continued: Draft | None = None
    going_on: Features = field(default_factory=dict)
    hinted: Features = field(default_factory=dict)
    topic: Features = field(default_factory=dict)
    apart: Features = field(default_factory=dict)


class Reading:
    """A metric that a figure may measure, with the features that speak for it and the words that gave it."""

    def __init__(self, evidence: Evidence, features: Features, text: str) -> None:
        self.metric = evidence.metric
        self.features = features
        self.trigger = evidence.trigger
        named, going_on = points(evidence.named), points(evidence.going_on)
        best = max(named, going_on, points(evidence.counted), points(evidence.apart))
        self.continued = evidence.continued if evidence.continued and going_on >= best else None
        if evidence.noun and points(evidence.counted) >= best:
            self.cue = evidence.noun
        elif self.continued:
            self.cue = f"come «{self.continued.quantity.text}»"
        elif evidence.trigger:
            self.cue = text[evidence.trigger.start : evidence.trigger.end]
        else:
            self.cue = ""

    @property
    def unsupported(self) -> bool:
        """Whether nothing at the figure itself names the metric."""
        return bool({"no evidence", "only a hint", "only the topic"} & self.features.keys())

    @cached_property
    def points(self) -> float:
        return points(self.features)

    @property
    def strongest(self) -> str:
        """The feature that speaks most for the metric, where no word gave it."""
        return strongest(dict(sorted(self.features.items())))


def rank_metrics(ctx: Context, quantity: Quantity, earlier: Sequence[Draft]) -> list[Reading]:
    """Return the metrics that a quantity may measure, the likeliest first; ``other`` is always among them.

    Every metric collects evidence: the word that names it and stands best, hints around it, the counted noun, the unit,
    and the figure that it continues.
    """
    found: dict[str, Evidence] = {}

    def evidence(metric: Metric) -> Evidence:
        return found.setdefault(metric.id, Evidence(metric))

    hints: dict[str, float] = {}
    purposes: dict[str, float] = {}
    near = _triggers_near(ctx, quantity)
    tied = tied_level(ctx, quantity, earlier)
    if tied:  # "ricavi per 3 miliardi, in progresso del 7%": the movement names no metric of its own
        near = [t for t in near if t.form != "verb" or not tied.quantity.end <= t.start < quantity.end]
    part = part_of(ctx, quantity)
    if part:  # what names the part, "parametri attivi", names not the whole
        near = [t for t in near if not part.start <= t.start < part.end]
    fitting = [t for t in near if fits(t.metric, quantity) and not _is_mark(ctx, quantity, t)]
    for trigger in fitting:
        if trigger.form == "hint":
            hints[trigger.metric.id] = max(hints.get(trigger.metric.id, 0.0), _hint_strength(ctx, quantity, trigger))
            continue
        if trigger.form == "purpose":
            if is_currency(quantity.unit) or quantity.scaled:
                strength = _hint_strength(ctx, quantity, trigger)
                purposes[trigger.metric.id] = max(purposes.get(trigger.metric.id, 0.0), strength)
            continue
        known, features = evidence(trigger.metric), trigger_features(ctx, quantity, trigger)
        if known.trigger is None or points(features) > points(known.named):
            known.trigger, known.named = trigger, features
    for metric, noun, features in counted(ctx, quantity):
        evidence(metric).counted, evidence(metric).noun = features, noun
    for metric in by_unit(ctx, quantity):
        evidence(metric).unit = {"unit names it": 1.0}
    for metric, features in by_rate_or_name(ctx, quantity):
        evidence(metric).unit = features
    if quantity.sign and ctx.parenthesis(quantity.start) and "share_price" in {d.metric.id for d in earlier[-4:]}:
        evidence(ctx.scheme["share_price"]).unit = {"signed in brackets": 1.0}  # "giù anche Broadcom (-17,4%)"
    for draft, features in continued_figures(ctx, quantity, earlier):
        evidence(draft.metric).continued, evidence(draft.metric).going_on = draft, features
    for metric, features in things_apart(ctx, quantity):
        evidence(metric).apart = features
    for metric, features in topics(ctx, quantity):
        evidence(metric).topic = features
    for metric, features in echoes(ctx, quantity):
        evidence(metric).topic = evidence(metric).topic | features
    models = any(m.kind in MODEL_KINDS for m in ctx.mentions_in(ctx.sentence(quantity.start)))
    for metric_id, strength in hints.items():
        evidence(ctx.scheme[metric_id]).hinted = {"hint": strength}
        if metric_id == "training_cost" and models:
            evidence(ctx.scheme[metric_id]).hinted["hint: training beside a model"] = 1.0
    for metric_id, strength in purposes.items():
        if metric_id in found:
            found[metric_id].hinted["purpose of the money"] = strength
    for metric in _paragraph_hints(ctx, quantity):
        if metric.id in found:
            found[metric.id].hinted["hint in paragraph"] = 1.0
    if quantity.unit == "1" and quantity.scaled and not quantity.noun and names_money_after(ctx, quantity):
        found = {name: e for name, e in found.items() if "money" in e.metric.units}  # "… utenti e 2 miliardi di debito"
    evidence(ctx.scheme["other"])
    readings = [Reading(e, _features(ctx, quantity, e, found.values()), ctx.text) for e in found.values()]
    return sorted(readings, key=lambda r: (-r.points, r.metric.id))


def _features(ctx: Context, quantity: Quantity, evidence: Evidence, all_evidence: Iterable[Evidence]) -> Features:
    """Return what speaks for a metric as a whole."""
    metric = evidence.metric
    sorts = {
        "named": evidence.named,
        "counted": evidence.counted,
        "unit": evidence.unit,
        "going on": evidence.going_on,
        "apart": evidence.apart,
    }
    present = [sort for sort, features in sorts.items() if features]
    others = [e for e in all_evidence if e is not evidence]
    own: Features = {f"metric={metric.id}": 1.0, "prior": metric.prior}
    if quantity.unit in {"%", "pp"}:
        own["% of a metric in %" if "%" in metric.units else "% of a metric not in %"] = 1.0
    if metric.id in SHARES and is_currency(quantity.unit):
        own["money of what is a share"] = 1.0  # a stake is told in per cent, what is paid for it is another metric
    if metric.id == "other" and quantity.noun and quantity.noun not in GENERIC_NOUNS:
        known = any(e.counted for e in others)
        own["other: noun of a metric" if known else "other: noun of no metric"] = 1.0
    if evidence.going_on and not evidence.counted and any("counted: noun" in e.counted for e in others):
        own["goes on although another metric is counted"] = 1.0  # "… su 130 miliardi, e 9 di parametri attivi"
    if len(present) > 1:
        own[" and ".join(present[:2])] = 1.0
    if evidence.going_on and not evidence.named and any(AT_ONCE & set(e.named) for e in others):
        own["goes on although another is named at once"] = 1.0  # "un rosso di 4 miliardi contro 3 di ricavi"
    if not present:
        own["only a hint" if evidence.hinted else "only the topic" if evidence.topic else "no evidence"] = 1.0
    if evidence.topic and not any(e.named or e.counted or e.unit for e in all_evidence):
        own["topic where nothing is named"] = 1.0
    if metric.id in COUNTS_OF_CHANGE and goes_from_to(ctx, quantity):
        own[f"from one amount to another → {metric.id}"] = 1.0  # "da 900 persone a 700" are no layoffs
    if "counted: loosely" in evidence.counted and (evidence.named or evidence.topic):
        own["loosely counted and spoken of"] = 1.0
    if evidence.hinted and not present and quantity.noun and quantity.unit == "1":
        own["only a hint, and another noun is counted"] = 1.0
    if evidence.topic and quantity.noun and quantity.unit == "1" and not evidence.counted:
        own["topic: another noun is counted"] = 1.0
    own["of an unusual size"] = unusual_size(quantity, metric)
    own |= genre_features(ctx, quantity, metric.id) | wording_features(ctx, quantity, metric)
    if "counted: whole of this metric" in evidence.counted and (evidence.named or evidence.topic or evidence.hinted):
        own["counted: whole of this metric, spoken of"] = 1.0  # "il 4% del fatturato" in news of fines
    return merged([own, *sorts.values(), evidence.topic, evidence.hinted])


def _triggers_near(ctx: Context, quantity: Quantity) -> list[Trigger]:
    start, end = ctx.sentence(quantity.start)
    own = (quantity.number[1], quantity.end) if quantity.noun else (quantity.end, quantity.end)
    near = [t for t in ctx.triggers.within(start, end) if not own[0] <= t.start < own[1]]
    under = None if ctx.is_bullet((start, end)) else ctx.headed(quantity.start)
    if under:
        near += ctx.triggers.within(*under)
    if not any(t.form in {"noun", "verb"} for t in near):
        near += _asked(ctx, start)
    intro = ctx.introduction(quantity.start)
    return near + [t for t in ctx.triggers.within(*intro) if t.form == "noun"] if intro else near


def _asked(ctx: Context, start: int) -> list[Trigger]:
    """Return the words of a short question right before a sentence: "I ricavi? Nel 2024 erano 3 milioni"."""
    before = ctx.sentence_index(start) - 1
    if before < 0:
        return []
    span = ctx.sentences[before]
    if not ctx.text[span[0] : span[1]].rstrip('»"”* \n').endswith("?") or len(ctx.words.within(*span)) > QUESTION:
        return []
    return [t for t in ctx.triggers.within(*span) if t.form in {"noun", "verb"}]


def _is_mark(ctx: Context, quantity: Quantity, trigger: Trigger) -> bool:
    """Say whether "quota" only means the mark that a figure reaches: "toccando quota 8 miliardi"."""
    touches = 0 <= quantity.number[0] - trigger.end <= 1 or quantity.start <= trigger.start < quantity.number[0]
    return touches and ctx.text[trigger.start : trigger.end].lower() == "quota"


def _paragraph_hints(ctx: Context, quantity: Quantity) -> list[Metric]:
    start, end = ctx.paragraph(quantity.start)
    near = [t for t in ctx.triggers.within(start, end) if t.form == "hint"]
    return [t.metric for t in near if fits(t.metric, quantity)]


def _hint_strength(ctx: Context, quantity: Quantity, trigger: Trigger) -> float:
    """Return between 0.2 and 1 how near a hint is: fewer words, clauses and figures between."""
    span = (quantity.start, quantity.end)
    left, right = sorted([(trigger.start, trigger.end), span])
    between = ctx.breaks_between(left[1], right[0]) + len(ctx.quantities.within(left[1], right[0]))
    return max(0.2, 1.0 - 0.04 * ctx.words.distance(left, right) - 0.2 * between)
