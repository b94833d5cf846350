"""How a word that names a metric stands to a figure: before or after it, how near, and whose it is."""

from __future__ import annotations

from extract.claims.context import Context
from extract.claims.counted import GENERIC_NOUNS
from extract.claims.draft import fits
from extract.claims.features import Features
from extract.claims.genre import article_genres
from extract.claims.kind import OF
from extract.claims.placement import PARTICIPLE
from extract.claims.roles import role_of
from extract.claims.triggers import Trigger
from extract.claims.wording import grouped
from extract.records import Quantity

NAMING_FORMS = {"noun", "verb"}
LABEL = 30  # characters between the words of a label and its figure
COMPLEMENT = 25  # characters after a word within which its complement begins
STEM = 6  # letters by which the forms of a word are known
AFTER_IT = {"di", "d'", "del", "dei", "delle", "della", "dell'", "degli", "in", "per", "come"}
PARTING = {",", ";", ":", "e", "(", ")"}


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
    between = [t for t in ctx.triggers.within(left, right) if t.metric != trigger.metric and fits(t.metric, quantity)]
    rivals = {t.form for t in between}
    features["trigger: rival noun between"] = float("noun" in rivals)
    if trigger.form == "noun" and trigger.end <= quantity.start and "verb" in rivals:
        own = any(t.metric == trigger.metric and t.form == "verb" for t in ctx.triggers.within(left, right))
        features["trigger: rival verb between"] = float(not own)  # "un finanziamento che la valuta 3 miliardi"
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
        if len(joint) > 2 or PARTING & set(joint):
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
