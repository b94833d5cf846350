"""Choose whom or what a figure is about: every name in reach collects points for its place, and the best one wins."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from extract.claims.context import Context
from extract.claims.draft import Draft
from extract.claims.placement import place_points
from extract.claims.roles import role_of
from extract.claims.triggers import Trigger
from extract.metrics import Metric
from extract.records import Mention, Quantity

PLURAL_KINDS = {"institution": "organisation", "model_family": "model", "data_center": "cluster"}
REACH, REACH_OF_LIST = 12, 40  # sentences back in which a subject is looked for
GRAMMATICAL = 1.2
THRESHOLD = 0.5
KIND_SLOPE = 0.65


@dataclass(frozen=True, slots=True)
class Candidate:
    """A name that a figure may be about (or a whole sector, which has none), with its points and the cue."""

    mention: Mention | None
    points: float
    cue: str
    text: str = ""
    margin: float = 0.0

    @property
    def name(self) -> str | None:
        return self.mention.name if self.mention else None


def kind_points(metric: Metric, mention: Mention) -> float | None:
    """Return points for the kind of a name, or None where the metric is not said of that kind."""
    if mention.how in {"dateline", "title"}:
        return None  # where a report was written, or what it is called
    kind = PLURAL_KINDS.get(mention.kind, mention.kind)
    if mention.how == "described" and metric.id == "accelerator_count":
        return None  # the chips of a cluster without a name are its operator's
    if mention.kind == "institution" and "institution" not in metric.subjects and "organisation" in metric.subjects:
        return 0.8
    if kind in metric.subjects:
        return max(0.4, 2.4 - KIND_SLOPE * metric.subjects.index(kind))
    if kind == "unknown":
        return 1.2
    if mention.kind in metric.subjects:
        return 1.8
    return None


def choose_subject(
    ctx: Context,
    quantity: Quantity,
    metric: Metric,
    trigger: Trigger | None,
    earlier: Sequence[Draft],
    sources: set[str],
) -> Candidate | None:
    """Return the best candidate, or None where no name in reach fits.

    Parameters
    ----------
    earlier : sequence of Draft
        The claims already made, in text order: a figure in a list keeps the subject of the one before it.
    sources : set of str
        Who says it: a source is no subject of what it reports.
    """
    best: Candidate | None = None
    rival = 0.0
    for candidate in _candidates(ctx, quantity, metric, trigger, earlier, sources):
        if best is None or candidate.points > best.points:
            if best and best.name != candidate.name:
                rival = max(rival, best.points)
            best = candidate
        elif candidate.name != best.name:
            rival = max(rival, candidate.points)
    return replace(best, margin=best.points - rival) if best and best.points >= THRESHOLD else None


def _candidates(
    ctx: Context,
    quantity: Quantity,
    metric: Metric,
    trigger: Trigger | None,
    earlier: Sequence[Draft],
    sources: set[str],
) -> Iterator[Candidate]:
    here = ctx.sentence_index(quantity.start)
    counted = {m.name for m in ctx.counted_names(quantity)}
    makers = {parent for m in ctx.counted_names(quantity) for parent in [ctx.parent(m.name)] if parent}
    last = earlier[-1] if earlier else None
    funded = _funded(ctx, quantity, metric, earlier)
    in_turn = in_order(ctx, quantity)
    grammatical = ctx.syntax.subject(quantity.start, quantity.end) if ctx.syntax else ()
    reach = REACH_OF_LIST if ctx.is_bullet(ctx.sentences[here]) else REACH
    for mention in ctx.mentions.starting(ctx.sentences[max(0, here - reach)][0], ctx.sentences[here][1]):
        there = ctx.sentence_index(mention.start)
        if there > here:
            continue
        kind = kind_points(metric, mention)
        if kind is None or mention.name in counted or (mention.start < quantity.end and mention.end > quantity.start):
            continue
        if mention.start >= quantity.end and metric.id == "accelerator_count" and _is_described(ctx, quantity):
            continue  # whoever is named after "un cluster di 100.000 H100" does not own it
        if mention is in_turn:
            yield Candidate(mention, 12.0, "rispettivamente", mention.text)
            continue
        points, cue = place_points(ctx, quantity, mention, trigger, here - there)
        points += kind
        if metric.undergone and trigger and trigger.form == "verb":
            points += _undergoing(ctx, mention, trigger)
        if _is_dateline(ctx, mention):
            continue
        if mention.name in sources or ctx.gazetteer.resolve(mention.name) in sources:
            points -= 3.0
        if mention.name in makers:
            points -= 2.5
        if last and last.subject == mention.name and _continues(ctx, last, quantity, metric):
            points += 0.8
        points += 0.9 * ctx.salience.get(mention.name, 0.0)
        if any(mention.start < end and start < mention.end for start, end in grammatical):
            points += GRAMMATICAL
        if mention.name == funded and here > there:
            points += 1.6
        yield Candidate(mention, points, cue, mention.text)
    yield from _sectors(ctx, quantity, metric)


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


def _sectors(ctx: Context, quantity: Quantity, metric: Metric) -> Iterator[Candidate]:
    """Yield the sectors named as a whole ("i data center", "il mercato"): the subject is then nobody in particular."""
    if "place" not in metric.subjects and "product" not in metric.subjects:
        return
    for sector in ctx.sectors.within(ctx.sentence(quantity.start)[0], quantity.start):
        distance = ctx.words.distance((sector.start, sector.end), (quantity.start, quantity.end))
        points = 4.6 - 0.05 * distance - 0.9 * ctx.breaks_between(sector.end, quantity.start)
        yield Candidate(None, points, "settore", ctx.text[sector.start : sector.end])


def _is_described(ctx: Context, quantity: Quantity) -> bool:
    near = ctx.mentions.starting(ctx.sentence(quantity.start)[0], quantity.end)
    return any(m.how == "described" and m.start <= quantity.start and quantity.number[1] <= m.end for m in near)


def _undergoing(ctx: Context, mention: Mention, verb: Trigger) -> float:
    """Return points for standing where the one stands who undergoes a verb: right after it, or before "da"."""
    if mention.start >= verb.end:
        near = ctx.words.distance((verb.start, verb.end), (mention.start, mention.end)) <= 3
        return 2.5 if near and role_of(ctx, mention) == "bare" else -0.5
    if [w.lower for w in ctx.words.after(mention.end, 2)] == [",", "che"]:
        return 2.5  # "OpenAI, che il Garante ha multato"
    return -1.5 if role_of(ctx, mention) == "bare" and mention.kind == "institution" else 0.0


def _is_dateline(ctx: Context, mention: Mention) -> bool:
    """Say whether a place only opens a report: "TAIPEI, 18 lug -", "FANO –"."""
    opens = ctx.paragraph(mention.start)[0] + 12 >= mention.start
    return mention.kind == "place" and mention.text.isupper() and opens


def _continues(ctx: Context, last: Draft, quantity: Quantity, metric: Metric) -> bool:
    """Say whether a figure goes on about the subject of the last one: same paragraph, nobody else named between."""
    same = ctx.paragraph(last.quantity.start) == ctx.paragraph(quantity.start)
    between = ctx.mentions_in((last.quantity.end, quantity.start))
    return same and not any(kind_points(metric, m) is not None and role_of(ctx, m) == "bare" for m in between)
