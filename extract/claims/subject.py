"""Whom or what a figure may be about: the names in reach, and what speaks for each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from extract.claims.context import Context
from extract.claims.draft import Draft
from extract.claims.features import Features, points
from extract.claims.placement import place_features
from extract.claims.roles import role_of
from extract.claims.triggers import Trigger
from extract.metrics import Metric
from extract.records import Mention, Quantity

PLURAL_KINDS = {"institution": "organisation", "model_family": "model", "data_center": "cluster"}
REACH, REACH_OF_LIST = 12, 40  # sentences back in which a subject is looked for
TOPIC = 0.6  # salience from which a name is in reach wherever it stands
WE, WE_ENDINGS = {"nostro", "nostra", "nostri", "nostre", "ci"}, ("iamo", "remo", "emmo", "immo")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A name that a figure may be about (or nobody), with what speaks for it and the cue."""

    mention: Mention | None
    features: Features
    cue: str
    text: str = ""

    @property
    def name(self) -> str | None:
        return self.mention.name if self.mention else None


def kind_feature(metric: Metric, mention: Mention) -> str | None:
    """Return how well the kind of a name suits a metric's subject, or None where the metric is not said of that kind."""
    if mention.how in {"dateline", "title"}:
        return None  # where a report was written, or what it is called
    kind = PLURAL_KINDS.get(mention.kind, mention.kind)
    if mention.how == "described" and metric.id == "accelerator_count":
        return None  # the chips of a cluster without a name are its operator's
    if mention.kind == "institution" and "institution" not in metric.subjects and "organisation" in metric.subjects:
        return "institution for an organisation"
    if kind in metric.subjects:
        return f"{min(metric.subjects.index(kind), 3)}"
    if kind == "unknown":
        return "unknown"
    return "as listed" if mention.kind in metric.subjects else None


def subject_candidates(
    ctx: Context,
    quantity: Quantity,
    metric: Metric,
    trigger: Trigger | None,
    earlier: Sequence[Draft],
    sources: set[str],
) -> Iterator[Candidate]:
    """Yield the names in reach that a figure may be about, and nobody, with what speaks for each.

    Parameters
    ----------
    earlier : sequence of Draft
        The claims already made, in text order: a figure in a list keeps the subject of the one before it.
    sources : set of str
        Who says it: a source is no subject of what it reports.
    """
    here = ctx.sentence_index(quantity.start)
    counted = {m.name for m in ctx.counted_names(quantity)}
    makers = {parent for m in ctx.counted_names(quantity) for parent in [ctx.parent(m.name)] if parent}
    last = earlier[-1] if earlier else None
    funded = _funded(ctx, quantity, metric, earlier)
    in_turn = in_order(ctx, quantity)
    grammatical = ctx.syntax.subject(quantity.start, quantity.end) if ctx.syntax else ()
    nameless = has_nameless_subject(ctx, quantity)
    firm = speakers_firm(ctx, quantity)
    acting = _last_acting(ctx, quantity, metric)
    paragraph = ctx.paragraph(quantity.start)[0]
    for mention in _in_reach(ctx, quantity, here):
        there = ctx.sentence_index(mention.start)
        kind = kind_feature(metric, mention)
        if kind is None or mention.name in counted or (mention.start < quantity.end and mention.end > quantity.start):
            continue
        if mention.start >= quantity.end and metric.id == "accelerator_count" and _is_described(ctx, quantity):
            continue  # whoever is named after "un cluster di 100.000 H100" does not own it
        if _is_dateline(ctx, mention):
            continue
        features = place_features(ctx, quantity, mention, trigger, here - there)
        features[f"kind: {kind}"] = 1.0
        features[f"name how: {mention.how}"] = 1.0
        features["name: salience"] = ctx.salience.get(mention.name, 0.0)
        if there < here:
            features["earlier: salience"] = features["name: salience"]
            features["earlier: the verb has another subject"] = float(nameless)
        if mention.name == acting:
            features["name: the last one acting"] = 1.0
        if any(m.name == mention.name for m in ctx.mentions_in((paragraph, quantity.start))):
            features["name: in the paragraph before"] = 1.0
        if mention.name == firm:
            features["name: the speaker's firm"] = 1.0
        if mention is in_turn:
            features["name: in turn"] = 1.0
        if metric.undergone and trigger and trigger.form == "verb":
            features[f"undergoing: {_undergoing(ctx, mention, trigger)}"] = 1.0
        if mention.name in sources or ctx.gazetteer.resolve(mention.name) in sources:
            features["name: a source"] = 1.0
        if mention.name in makers:
            features["name: maker of what is counted"] = 1.0
        if last and last.subject == mention.name and _continues(ctx, last, quantity, metric):
            features["name: subject of the last figure"] = 1.0
            if last.metric == metric:
                features["name: subject of the last figure, same metric"] = 1.0
        if any(mention.start < end and start < mention.end for start, end in grammatical):
            features["name: grammatical subject"] = 1.0
        if mention.name == funded and here > there:
            features["name: the one who is funded"] = 1.0
        yield Candidate(mention, features, _cue(features), mention.text)
    yield from _nobody(ctx, quantity, metric)


def _in_reach(ctx: Context, quantity: Quantity, here: int) -> Iterator[Mention]:
    """Yield the names of the sentences in reach, and before those the names that most of the article is about."""
    reach = REACH_OF_LIST if ctx.is_bullet(ctx.sentences[here]) else REACH
    start = ctx.sentences[max(0, here - reach)][0]
    topics = {name for name, share in ctx.salience.items() if share >= TOPIC}
    farther = {m.name: m for m in ctx.mentions.starting(0, start) if m.name in topics}
    near = ctx.mentions.starting(start, ctx.sentences[here][1])
    named = {m.name for m in near}
    yield from (m for name, m in farther.items() if name not in named)
    yield from near


def has_nameless_subject(ctx: Context, quantity: Quantity) -> bool:
    """Say whether the figure's verb has a subject, and that is no name: "il costo", "le imprese"."""
    subjects = ctx.syntax.subject(quantity.start, quantity.end) if ctx.syntax else ()
    return bool(subjects) and not any(ctx.mentions.overlapping(start, end) for start, end in subjects)


def speakers_firm(ctx: Context, quantity: Quantity) -> str | None:
    """Return the organisation of whoever says a figure of his own side ("faremo ricavi per …"), or None."""
    speaker = ctx.stances.at(quantity.start, quantity.end).speaker
    if not speaker or not _says_we(ctx, quantity):
        return None
    return ctx.firms.get(speaker)


def _says_we(ctx: Context, quantity: Quantity) -> bool:
    start, end = ctx.sentence(quantity.start)
    return any(w.lower.endswith(WE_ENDINGS) or w.lower in WE for w in ctx.words.within(start, end))


def _last_acting(ctx: Context, quantity: Quantity, metric: Metric) -> str | None:
    """Return the last name before a figure that no preposition governs and the metric may be said of."""
    start = ctx.sentences[max(0, ctx.sentence_index(quantity.start) - 4)][0]
    for mention in reversed(ctx.mentions_in((start, quantity.start))):
        if kind_feature(metric, mention) in {"0", "1", "unknown"} and role_of(ctx, mention) == "bare":
            return mention.name
    return None


def _cue(features: Features) -> str:
    """Return the feature that speaks most for a name."""
    return max(features, key=lambda name: points({name: features[name]}), default="")


def _nobody(ctx: Context, quantity: Quantity, metric: Metric) -> Iterator[Candidate]:
    """Yield the reading that a figure is about nobody in particular, or a sector as a whole ("il mercato")."""
    nobody: Features = {
        "nobody": 1.0,
        f"nobody: said of {metric.subjects[0]}": 1.0,
        "nobody: the verb has a common noun for subject": float(has_nameless_subject(ctx, quantity)),
    }
    yield Candidate(None, nobody, "nobody")
    if "place" not in metric.subjects and "product" not in metric.subjects:
        return
    for sector in ctx.sectors.within(ctx.sentence(quantity.start)[0], quantity.start):
        distance = ctx.words.distance((sector.start, sector.end), (quantity.start, quantity.end))
        features = nobody | {
            "sector": 1.0,
            "sector: words between": min(distance, 20.0),
            "sector: clauses between": float(ctx.breaks_between(sector.end, quantity.start)),
        }
        yield Candidate(None, features, "sector", ctx.text[sector.start : sector.end])


def _funded(ctx: Context, quantity: Quantity, metric: Metric, earlier: Sequence[Draft]) -> str | None:
    """Return whose round the paragraph tells: a valuation, and the money raised before, are of the same company."""
    if metric.id not in {"funding", "valuation"}:
        return None
    paragraph = ctx.paragraph(quantity.start)
    told = [
        d for d in earlier if d.metric.id in {"funding", "valuation"} and ctx.paragraph(d.quantity.start) == paragraph
    ]
    return told[0].subject if told else None


def in_order(ctx: Context, quantity: Quantity) -> Mention | None:
    """Return the name that "rispettivamente" gives a figure: the second of two figures is the second name's."""
    start, end = ctx.sentence(quantity.start)
    words = [w for w in ctx.words.within(start, end) if w.lower == "rispettivamente"]
    if not words:
        return None
    figures = [q for q in ctx.quantities.starting(words[0].end, end) if q.unit == quantity.unit]
    names = [m for m in ctx.mentions_in((start, words[0].start)) if m.how != "anaphor" and m.kind != "place"]
    if quantity not in figures or len(names) < len(figures) or len(figures) < 2:
        return None
    listed = names[-len(figures) :]
    joints = [[w.lower for w in ctx.words.within(a.end, b.start)] for a, b in pairwise(listed)]
    joined = all(set(joint) & {",", "e", "ed"} and len(joint) <= 5 for joint in joints)
    return listed[figures.index(quantity)] if joined else None


def _is_described(ctx: Context, quantity: Quantity) -> bool:
    near = ctx.mentions.starting(ctx.sentence(quantity.start)[0], quantity.end)
    return any(m.how == "described" and m.start <= quantity.start and quantity.number[1] <= m.end for m in near)


def _undergoing(ctx: Context, mention: Mention, verb: Trigger) -> str:
    """Tell whether a name stands where the one stands who undergoes a verb: right after it, or before "che"."""
    if mention.start >= verb.end:
        near = ctx.words.distance((verb.start, verb.end), (mention.start, mention.end)) <= 3
        return "right after" if near and role_of(ctx, mention) == "bare" else "after"
    if [w.lower for w in ctx.words.after(mention.end, 2)] == [",", "che"]:
        return "before che"  # "OpenAI, che il Garante ha multato"
    return "acting institution" if role_of(ctx, mention) == "bare" and mention.kind == "institution" else "before"


def _is_dateline(ctx: Context, mention: Mention) -> bool:
    """Say whether a place only opens a report: "TAIPEI, 18 lug -", "FANO –"."""
    opens = ctx.paragraph(mention.start)[0] + 12 >= mention.start
    return mention.kind == "place" and mention.text.isupper() and opens


def _continues(ctx: Context, last: Draft, quantity: Quantity, metric: Metric) -> bool:
    """Say whether a figure goes on about the subject of the last one: same paragraph, nobody else named between."""
    same = ctx.paragraph(last.quantity.start) == ctx.paragraph(quantity.start)
    between = ctx.mentions_in((last.quantity.end, quantity.start))
    return same and not any(kind_feature(metric, m) is not None and role_of(ctx, m) == "bare" for m in between)
