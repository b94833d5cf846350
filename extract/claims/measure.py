"""Choose what a figure measures: from words that name a metric, the counted noun, the unit, the figure beside it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from extract.claims.context import Context
from extract.claims.continuing import continued_figures, tied_level
from extract.claims.counted import GENERIC_NOUNS, by_unit, counted
from extract.claims.draft import Draft, fits, is_currency
from extract.claims.echoes import echoes
from extract.claims.features import Features, merged, points
from extract.claims.genre import article_genres, genre_features
from extract.claims.kind import COUNTS_OF_CHANGE, OF, SHARES, goes_from_to
from extract.claims.placement import PARTICIPLE
from extract.claims.plausible import by_rate_or_name, unusual_size
from extract.claims.roles import role_of
from extract.claims.things import things_apart
from extract.claims.topic import topics
from extract.claims.triggers import Trigger
from extract.claims.wording import grouped, wording_features
from extract.metrics import Metric
from extract.records import Quantity

AT_ONCE = {"trigger before: at once", "trigger after: at once", "trigger: label"}
NAMING_FORMS = {"noun", "verb"}
MODEL_KINDS = {"model", "model_family"}
RELATIVE = {"%", "pp", "x"}
LABEL = 30  # characters between the words of a label and its figure
COMPLEMENT = 25  # characters after a word within which its complement begins
STEM = 6  # letters by which the forms of a word are known
AFTER_IT = {"di", "d'", "del", "dei", "delle", "della", "dell'", "degli", "in", "per", "come"}


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


def rank_metrics(ctx: Context, quantity: Quantity, earlier: Sequence[Draft]) -> list[Reading]:
    """Return the metrics that a quantity may measure, the likeliest first; ``other`` is always among them.

    Every metric collects evidence: the word that names it and stands best, hints around it, the counted noun, the unit,
    and the figure that it continues.
    """
    found: dict[str, Evidence] = {}

    def evidence(metric: Metric) -> Evidence:
        return found.setdefault(metric.id, Evidence(metric))

    hints: dict[str, float] = {}
    hinting: dict[str, Features] = {}
    purposes: dict[str, float] = {}
    near = _triggers_near(ctx, quantity)
    tied = tied_level(ctx, quantity, earlier)
    if tied:  # "ricavi per 3 miliardi, in progresso del 7%": the movement names no metric of its own
        near = [t for t in near if t.form != "verb" or not tied.quantity.end <= t.start < quantity.end]
    fitting = [t for t in near if fits(t.metric, quantity) and not _is_mark(ctx, quantity, t)]
    for trigger in fitting:
        if trigger.form == "hint":
            strength = _hint_strength(ctx, quantity, trigger)
            hints[trigger.metric.id] = max(hints.get(trigger.metric.id, 0.0), strength)
            words = hinting.setdefault(trigger.metric.id, {})
            name = f"hint={ctx.words.within(trigger.start, trigger.end)[0].lower[:STEM]} → {trigger.metric.id}"
            words[name] = max(words.get(name, 0.0), strength)
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
        evidence(ctx.scheme[metric_id]).hinted = {"hint": strength} | hinting[metric_id]
        if metric_id == "training_cost" and models:
            evidence(ctx.scheme[metric_id]).hinted["hint: training beside a model"] = 1.0
    for metric_id, strength in purposes.items():
        if metric_id in found:
            found[metric_id].hinted["purpose of the money"] = strength
    for metric in _paragraph_hints(ctx, quantity):
        if metric.id in found:
            found[metric.id].hinted["hint in paragraph"] = 1.0
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
    own: Features = {f"metric={metric.id}": 1.0, "prior": metric.prior}
    if quantity.unit in {"%", "pp"}:
        own["% of a metric in %" if "%" in metric.units else "% of a metric not in %"] = 1.0
    if metric.id in SHARES and is_currency(quantity.unit):
        own["money of what is a share"] = 1.0  # a stake is told in per cent, what is paid for it is another metric
    if metric.id == "other" and quantity.noun and quantity.noun not in GENERIC_NOUNS:
        known = any(e.counted for e in all_evidence if e is not evidence)
        own["other: noun of a metric" if known else "other: noun of no metric"] = 1.0
    if len(present) > 1:
        own[" and ".join(present[:2])] = 1.0
    others = [e for e in all_evidence if e is not evidence]
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
    intro = ctx.introduction(quantity.start)
    return near + [t for t in ctx.triggers.within(*intro) if t.form == "noun"] if intro else near


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


def trigger_features(ctx: Context, quantity: Quantity, trigger: Trigger) -> Features:
    """Return how a word that names a metric stands to a figure."""
    features: Features = {f"trigger: {trigger.form}": 1.0, "trigger: more words": trigger.words - 1.0}
    stem = ctx.words.within(trigger.start, trigger.end)[0].lower[:STEM]
    if trigger.form != "hint":
        features[f"word={stem} → {trigger.metric.id}"] = 1.0
        features |= _complement(ctx, trigger)
    span, joined = (quantity.start, quantity.end), list[str]()
    distance = ctx.words.distance((trigger.start, trigger.end), span)
    named = {t.metric.id for t in ctx.triggers.starting(trigger.start, trigger.end) if t.form in NAMING_FORMS}
    features["trigger: names several metrics"] = min(max(len(named) - 1.0, 0.0), 4.0)
    if ctx.sentence(trigger.start) != ctx.sentence(quantity.start):
        under = trigger.start > quantity.end
        features["trigger: under the headline" if under else "trigger: introduces the list"] = 1.0
        return features
    if trigger.end <= quantity.start:
        left, right = trigger.end, quantity.start
        features["trigger before: words between"] = min(distance, 20.0)
        if trigger.form == "noun" and distance <= 2 and "," not in ctx.text[left:right]:
            features["trigger before: at once"] = 1.0  # "ricavi per 3 miliardi", "una multa da 90 milioni"
        if trigger.form == "verb" and distance <= 1:
            features["trigger: verb right before"] = 1.0  # "la valuta 157 miliardi"
        label = ctx.text[left:right].rstrip()
        if label.endswith(":") and len(label) <= LABEL:
            features["trigger: label"] = 1.0  # "Clienti: oltre 320", "Capex 2025: 70 miliardi"
    elif trigger.start >= quantity.end:
        left, right = quantity.end, trigger.start
        joined = [w.lower for w in ctx.words.within(left, right)]
        features["trigger after: by a preposition" if joined and joined[0] in AFTER_IT else "trigger after"] = 1.0
        if trigger.form == "verb":
            done = ctx.text[trigger.start : trigger.end].lower().endswith(PARTICIPLE)
            features["trigger after: participle" if done else "trigger after: verb"] = 1.0
        if trigger.form == "noun" and distance == 1 and joined[0] in OF:
            features["trigger after: at once"] = 1.0  # "3 miliardi di ricavi"
        features["trigger after: words between"] = min(distance, 12.0)
        features["trigger after: a joint between"] = float(bool({"e", ",", "ma"} & set(joined)))
    else:
        features["trigger inside"] = 1.0
        return features
    touches = distance == 0 and trigger.start >= quantity.end
    features["trigger after: touches"] = float(touches)  # "37 miliardi attivi"
    if quantity.unit == "%" and trigger.form == "noun" and joined[:1] and joined[0] in OF and len(joined) == 1:
        features["trigger: the whole of the share"] = 1.0  # "il 4% del fatturato": in news of fines, no revenue
        for genre in article_genres(ctx):
            features[f"trigger: the whole of the share, {genre}"] = 1.0
    if quantity.noun and quantity.noun not in GENERIC_NOUNS and quantity.unit == "1" and not touches:
        same = stem in quantity.noun
        features["trigger: the same noun is counted" if same else "trigger: another noun is counted"] = 1.0
    features["trigger: clauses between"] = float(ctx.breaks_between(left, right))
    features["trigger: figures between"] = float(len(ctx.quantities.within(left, right)))
    features["trigger: commas between"] = float(ctx.text.count(",", left, right))
    if trigger.form == "noun":
        features |= _told_by_another(ctx, quantity, trigger)
    rivals = [t for t in ctx.triggers.within(left, right) if t.form == "noun" and t.metric != trigger.metric]
    features["trigger: rival noun between"] = float(any(fits(t.metric, quantity) for t in rivals))
    relation = ctx.relation(quantity, trigger.start, trigger.end)
    if relation:
        features[f"trigger {'verb' if trigger.form == 'verb' else 'noun'} is {relation}"] = 1.0
    return features


def _told_by_another(ctx: Context, quantity: Quantity, trigger: Trigger) -> Features:
    """Return whether another figure has the words of a metric: "2 milioni di utenti, pagata 300 milioni"."""
    features: Features = {}
    for other in ctx.quantities.overlapping(trigger.start - COMPLEMENT, trigger.end + COMPLEMENT):
        if other is quantity or other.start == quantity.start:
            continue
        if other.number[1] <= trigger.start < other.end:
            features["trigger: counted by another figure"] = 1.0
            continue
        left, right = sorted([(trigger.start, trigger.end), (other.start, other.end)])
        joint = [w.lower for w in ctx.words.within(left[1], right[0])]
        if len(joint) > 2 or {",", ";", ":", "e", "(", ")"} & set(joint):
            continue
        side = "after it" if other.start >= trigger.end else "before it"
        features[f"trigger: another figure at once {side}"] = 1.0
        if other.unit != quantity.unit:
            features[f"trigger: another figure at once {side}, of another unit"] = 1.0
    return features


def _complement(ctx: Context, trigger: Trigger) -> Features:
    """Return whose or of what the words of a metric are, by preposition and kind: "la quota in X", "il valore di X"."""
    for mention in ctx.mentions.starting(trigger.end, trigger.end + COMPLEMENT):
        if mention.end <= ctx.sentence(trigger.start)[1] and len(ctx.words.within(trigger.end, mention.start)) <= 3:
            return {f"complement: {role_of(ctx, mention)} {grouped(mention.kind)} → {trigger.metric.id}": 1.0}
    return {}
