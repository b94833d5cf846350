"""Find the earlier figure that a figure goes on with: "41 miliardi, il 12% in più", "contro i 36 di un anno fa"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from extract.claims.context import Context
from extract.claims.counted import GENERIC_NOUNS
from extract.claims.draft import Draft, fits, unit_class
from extract.claims.features import Features, points
from extract.claims.kind import SHARES, is_moved
from extract.records import Quantity

RELATIVE = {"%", "pp", "x"}
REACH = 6  # figures back
COMPARED = {"contro", "rispetto", "erano", "era", "dai", "dal", "dagli", "da"}
PERCENT = {"%", "pp"}
SPLITTING = {"e", "ed", "mentre", "ma", "che", "con", ";", ":"}
CLOSE = 9  # words between a figure and one that takes it up
TO = {"a", "ad", "ai", "agli", "alle", "al", "all'", "fino"}
SAME = {"pari", "cioè", "ovvero", "ossia", "vale", "equivalenti", "equivale", "corrispondenti"}
PARTITIVES = {"ne", "gliene"}
ANAPHORS = {
    *("dato", "quota", "percentuale", "cifra", "numero", "somma", "totale", "importo", "tasso"),
    *("proporzione", "asticella", "tetto", "soglia", "quella", "quello", "quelli", "quelle"),
}


def continued_figures(ctx: Context, quantity: Quantity, earlier: Sequence[Draft]) -> Iterator[tuple[Draft, Features]]:
    """Yield, for each metric of the figures just before, the one that this figure most likely goes on with."""
    best: dict[str, tuple[float, Draft, Features]] = {}
    paragraph = ctx.paragraph(quantity.start)
    tied = tied_level(ctx, quantity, earlier)
    in_list = ctx.is_bullet(ctx.sentence(quantity.start))
    for steps, last in enumerate(reversed(earlier[-REACH:])):
        near = ctx.paragraph(last.quantity.start) == paragraph or in_list
        relative = steps == 0 and near and (quantity.unit in RELATIVE or last.quantity.unit in RELATIVE)
        if not (_same_unit(last.quantity, quantity) or relative) or not fits(last.metric, quantity):
            continue
        if quantity.unit == "1" and quantity.noun and quantity.noun not in {last.quantity.noun, *GENERIC_NOUNS}:
            continue
        features = _features(ctx, quantity, last, steps)
        features["goes on: other paragraph"] = float(not near)
        if last is tied:
            features["goes on: change right after its level"] = 1.0
        total = points(features)
        if last.metric.id not in best or total > best[last.metric.id][0]:
            best[last.metric.id] = total, last, features
    yield from (found[1:] for found in best.values())


def _same_unit(one: Quantity, other: Quantity) -> bool:
    classes = [unit_class(q.unit, scaled=q.scaled and not q.noun) for q in (one, other)]
    both_relative = {one.unit, other.unit} <= {"%", "pp"}
    return both_relative or bool(classes[0] & classes[1])


def _features(ctx: Context, quantity: Quantity, draft: Draft, steps: int) -> Features:
    """Return how likely a figure goes on with an earlier one."""
    last = draft.quantity
    same = _same_unit(last, quantity)
    same_sentence = ctx.sentence(last.start) == ctx.sentence(quantity.start)
    where = "same sentence" if same_sentence else "earlier sentence"
    features: Features = {
        f"goes on: {'same unit' if same else 'other unit'}, {where}": 1.0,
        f"goes on: from {draft.metric.id}": 1.0,
        "goes on: figures between": float(steps),
    }
    before = {w.lower for w in ctx.words_before(quantity.start, 6)}
    if same and draft.metric.id in SHARES and "quota" in before:
        features["goes on: the share spoken of"] = 1.0
    if before & COMPARED:
        features["goes on: compared"] = 1.0
    features |= _taken_up(ctx, quantity, draft)
    if draft.metric.dated == "flow":
        features[f"goes on: flow, {'same unit' if same else 'other unit'}"] = 1.0
    if not same_sentence:
        return features
    distance = ctx.words.distance((last.start, last.end), (quantity.start, quantity.end))
    features["goes on: words between"] = min(distance, 25.0)
    features["goes on: clauses between"] = float(ctx.breaks_between(last.end, quantity.start))
    if ctx.parenthesis(quantity.start) and not ctx.parenthesis(last.start):
        features["goes on: in brackets"] = 1.0
    if {"scale-inferred", "unit-inferred", "currency-inferred"} & set(quantity.flags):
        features["goes on: shares scale or unit"] = 1.0
    joint = [w.lower for w in ctx.words.within(last.end, quantity.start)]
    if 0 < len(joint) <= 3 and {"o", "oppure"} & set(joint):
        features["goes on: or"] = 1.0
    if 0 < len(joint) <= 3 and {"e", "ed"} & set(joint):
        features["goes on: and"] = 1.0
    between = [t for t in ctx.triggers.within(last.end, quantity.start) if fits(t.metric, quantity)]
    if any(t.form == "noun" for t in between):
        features["goes on: a metric named between"] = 1.0
    elif any(t.form == "verb" for t in between):
        features["goes on: a metric's verb between"] = 1.0
    relation = ctx.relation(quantity, last.start, last.end)
    if relation:
        features[f"goes on: figure is {relation}"] = 1.0
    return features


def tied_level(ctx: Context, quantity: Quantity, earlier: Sequence[Draft]) -> Draft | None:
    """Return the amount that a percentage behind it says to have changed: "5,8 miliardi, in progresso del 7%".

    A second one may follow the first: "in calo del 3% sull'anno, ma in rialzo del 5% sul trimestre".
    """
    if quantity.unit not in PERCENT or not earlier:
        return None
    last, level = earlier[-1].quantity, earlier[-1]
    if ctx.sentence(last.start) != ctx.sentence(quantity.start):
        return None
    splitting = SPLITTING
    if last.unit in RELATIVE:
        before = tied_level(ctx, last, earlier[:-1])
        if before is None:
            return None
        level, splitting = before, SPLITTING - {"e", "ed", "ma"}
    joint = [w.lower for w in ctx.words.within(last.end, quantity.number[0])]
    named = any(t.form == "noun" for t in ctx.triggers.within(last.end, quantity.start) if fits(t.metric, quantity))
    moves = bool(quantity.sign) or is_moved(ctx, quantity)
    tied = moves and len(joint) <= CLOSE and not named and not splitting & set(joint)
    return level if tied and not ctx.mentions.within(last.end, quantity.start) else None


def _taken_up(ctx: Context, quantity: Quantity, draft: Draft) -> Features:
    """Return which words take up an earlier figure: "in crescita del 7%", "contro i 20", "il dato sale al"."""
    last = draft.quantity
    start, _ = ctx.sentence(quantity.start)
    features: Features = {}
    before = {w.lower for w in ctx.words.before(quantity.start, 8, max(start, last.end))}
    if before & PARTITIVES:
        features["goes on: taken up by ne"] = 1.0
    if before & ANAPHORS:
        features["goes on: a word for the figure before"] = 1.0
    if ctx.is_bullet(ctx.sentence(quantity.start)) and ctx.is_bullet(ctx.sentence(last.start)):
        here, there = (len(ctx.quantities.within(ctx.sentence(q.start)[0], q.start)) for q in (quantity, last))
        features[f"goes on: {'same' if here == there else 'other'} place in the list"] = 1.0
    elif ctx.is_bullet(ctx.sentence(quantity.start)):
        first = not ctx.quantities.within(ctx.paragraph(last.start)[0], last.start)
        features["goes on: the list with the first figure of the lines before"] = float(first)
    if last.start < start:
        return features
    joint = [w.lower for w in ctx.words.within(last.end, quantity.number[0])]
    named = any(t.form == "noun" for t in ctx.triggers.within(last.end, quantity.start))
    if len(joint) > CLOSE or named:
        return features
    if last.unit in PERCENT and quantity.unit not in RELATIVE and set(joint[:3]) & TO:
        features["goes on: level right after its change"] = 1.0
    if set(joint) & COMPARED:
        features["goes on: compared, close"] = 1.0
    if "cui" in joint or {"quali", "quelli", "quelle", "questi", "queste"} & set(joint):
        features["goes on: of which"] = 1.0
    if set(joint) & SAME:
        features["goes on: the same otherwise put"] = 1.0
    return features
