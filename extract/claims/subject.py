"""Whom or what a figure may be about: the names in reach, and what speaks for each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from extract.claims.antecedents import antecedents
from extract.claims.context import Context
from extract.claims.draft import Draft
from extract.claims.features import Features, merged, points
from extract.claims.general import form_of_subject, general_features, kind_spoken_of, subject_nouns
from extract.claims.in_turn import in_order
from extract.claims.investors import is_investor
from extract.claims.kept import kept
from extract.claims.measure import Reading
from extract.claims.placement import own_subject, place_features
from extract.claims.reporting import reporting_features
from extract.claims.roles import is_former, role_of
from extract.claims.sections import section_heading
from extract.claims.speaking import speakers_firm, who_speaks
from extract.claims.topicality import CLASSES, topicality
from extract.claims.triggers import Trigger
from extract.metrics import Metric
from extract.records import Mention, Quantity

PLURAL_KINDS = {"institution": "organisation", "model_family": "model", "data_center": "cluster"}
NEVER = {"dateline", "byline", "title"}  # where a report was written, by whom, or what it is called
REACH, REACH_OF_LIST = 12, 40  # sentences back in which a subject is looked for
TOPIC = 0.6  # salience from which a name is in reach wherever it stands


@dataclass(frozen=True, slots=True)
class Candidate:
    """A name that a figure may be about (or nobody), with what speaks for it whatever the figure measures."""

    mention: Mention | None
    parts: tuple[Features, ...]
    text: str = ""
    points: float = 0.0

    @property
    def features(self) -> Features:
        return merged(self.parts)

    @property
    def name(self) -> str | None:
        return self.mention.name if self.mention else None


@dataclass(frozen=True, slots=True)
class Standing:
    """What a name is in its article, whichever figure asks: its features and their points, its canonical name."""

    features: Features
    points: float
    canonical: str


@kept
def _standing(ctx: Context, mention: Mention) -> Standing:
    features = reporting_features(ctx, mention) | {
        f"name how: {mention.how}": 1.0,
        "name: salience": ctx.salience.get(mention.name, 0.0),
        "name: what somebody was of before": float(is_former(ctx, mention)),
    }
    return Standing(features, points(features), ctx.gazetteer.resolve(mention.name))


class Subjects:
    """The names in reach of one figure, and nobody; each can be asked how it suits a metric.

    Parameters
    ----------
    earlier : sequence of Draft
        The claims already made, in text order: a figure in a list keeps the subject of the one before it.
    sources : set of str
        Who says it: a source is no subject of what it reports.
    """

    def __init__(self, ctx: Context, quantity: Quantity, earlier: Sequence[Draft], sources: set[str]) -> None:
        self._ctx, self._quantity = ctx, quantity
        self._earlier = earlier
        self._last = earlier[-1] if earlier else None
        self._counted = {m.name for m in ctx.counted_names(quantity)}
        self._is_described = _is_described(ctx, quantity)
        self._acting: dict[frozenset[str], str | None] = {}
        self._own = own_subject(ctx, quantity)
        self._here = ctx.sentence_index(quantity.start)
        self._in_turn = in_order(ctx, quantity)
        named = list(self._named(sources))
        in_turn = [c for c in named if c.mention and (c.mention.start, c.mention.end) == self._in_turn]
        self.candidates = in_turn or [*named, *self._nobody(sources)]

    def _named(self, sources: set[str]) -> Iterator[Candidate]:
        ctx, quantity = self._ctx, self._quantity
        makers = {parent for name in self._counted for parent in [ctx.parent(name)] if parent}
        grammatical = ctx.syntax.subject(quantity.start, quantity.end) if ctx.syntax else ()
        nameless = bool(subject_nouns(ctx, quantity))
        firm = speakers_firm(ctx, quantity)
        speaker, theirs = who_speaks(ctx, quantity)
        general = kind_spoken_of(ctx, quantity)
        paragraph = ctx.paragraph(quantity.start)[0]
        topics = topicality(ctx, quantity.start)
        in_paragraph = [m for m in ctx.mentions_in((paragraph, quantity.start)) if m.how not in NEVER]
        paragraph_names = {m.name for m in in_paragraph}
        for mention, found in _mentions(ctx, quantity, self._here):
            if mention.name in self._counted or (mention.start < quantity.end and mention.end > quantity.start):
                continue
            if mention.how in NEVER or _is_dateline(ctx, mention):
                continue
            back = self._here - ctx.sentence_index(mention.start)
            standing = _standing(ctx, mention)
            salience = standing.features["name: salience"]
            features = place_features(ctx, quantity, mention, back, self._own) | {
                "earlier: salience": salience if back > 0 else 0.0,
                "earlier: the verb has another subject": float(back > 0 and nameless),
                "earlier: out of reach": float(back > REACH),
                "name: in the paragraph before": float(mention.name in paragraph_names),
                "name: the speaker's firm": float(mention.name == firm),
                "name: who speaks": float(mention.name == speaker),
                "name: firm of who speaks": float(mention.name == theirs),
                "name: in turn": float((mention.start, mention.end) == self._in_turn),
                "name: a source": float(mention.name in sources or standing.canonical in sources),
                "name: maker of what is counted": float(mention.name in makers),
                "name: grammatical subject": float(
                    any(mention.start < end and start < mention.end for start, end in grammatical)
                ),
            }
            kind = CLASSES.get(mention.kind, mention.kind)
            where = "earlier" if back > 0 else "before" if mention.end <= quantity.start else "after"
            features[f"name {where}: a kind {general} in the clause, {kind}"] = 1.0
            if back or mention.how == "anaphor":
                features |= topics.of(mention.name)
            if back > 0 and nameless:
                features[f"earlier: the verb's noun is {form_of_subject(ctx, quantity)}"] = 1.0
            if back > 0 and mention.name not in paragraph_names:
                others = any(CLASSES.get(m.kind, m.kind) == kind for m in in_paragraph)
                features[f"earlier: the paragraph names {'another' if others else 'none'} of its kind"] = 1.0
            parts = (features, standing.features, found) if found else (features, standing.features)
            total = points(features) + standing.points + (points(found) if found else 0.0)
            yield Candidate(mention, parts, mention.text, total)

    def _nobody(self, sources: set[str]) -> Iterator[Candidate]:
        """Yield the readings that a figure is about nobody in particular, or a sector as a whole ("il mercato")."""
        ctx, quantity = self._ctx, self._quantity
        sentence = ctx.sentence(quantity.start)
        nouns = subject_nouns(ctx, quantity)
        nobody: Features = {
            "nobody": 1.0,
            "nobody: the verb has a common noun for subject": float(bool(nouns)),
            "nobody: a source in the sentence": float(any(m.name in sources for m in ctx.mentions_in(sentence))),
            **{f"nobody: subject is {noun}": 1.0 for noun in nouns},
        }
        if nouns:
            nobody[f"nobody: its verb's noun is {form_of_subject(ctx, quantity)}"] = 1.0
        nobody |= general_features(ctx, quantity)
        if self._last:
            about = "nobody" if self._last.subject is None else "somebody"
            nobody[f"nobody: the last, {_nearness(ctx, self._last.quantity, quantity)}, was about {about}"] = 1.0
        yield Candidate(None, (nobody,), "", points(nobody))
        for sector in ctx.sectors.within(sentence[0], quantity.start):
            distance = ctx.words.distance((sector.start, sector.end), (quantity.start, quantity.end))
            features = nobody | {
                "sector": 1.0,
                "sector: words between": min(distance, 20.0),
                "sector: clauses between": float(ctx.breaks_between(sector.end, quantity.start)),
            }
            yield Candidate(None, (features,), ctx.text[sector.start : sector.end], points(features))

    def suits(self, candidate: Candidate, reading: Reading) -> Features | None:
        """Return how a candidate suits a metric and the words that gave it; None where the two exclude each other."""
        mention, metric, trigger = candidate.mention, reading.metric, reading.trigger
        if mention is None:
            features: Features = {
                f"nobody: said of {metric.subjects[0]}": 1.0,
                f"of nobody: {metric.id}": 1.0,
                f"nobody, its verb has {self._own}": 1.0,
            }
            features |= self._going_on(None, reading)
            if "sector" in candidate.parts[0]:
                features[f"sector: {'fits' if {'place', 'product'} & set(metric.subjects) else 'does not fit'}"] = 1.0
            return features
        ctx, quantity = self._ctx, self._quantity
        beside = mention.how == "described" or mention.start >= quantity.end
        if metric.id == "accelerator_count" and self._is_described and beside:
            return None  # whoever is named after "un cluster di 100.000 H100" does not own it
        if metric.id == "stake" and [w.lower for w in ctx.words.within(quantity.end, mention.start)] == ["di"]:
            return None  # "il 12% di Alfa": Alfa is held
        features = {_kind_name(metric, mention.kind): 1.0, f"of a {mention.kind}: {metric.id}": 1.0}
        features |= self._going_on(mention.name, reading)
        if mention.name == self._last_acting(metric):
            features["name: the last one acting"] = 1.0
        if trigger and trigger.end <= mention.start and role_of(ctx, mention) == "di":
            near = ctx.words.distance((trigger.start, trigger.end), (mention.start, mention.end)) <= 4
            features["name: of the metric's noun"] = float(near)
        if metric.id in {"funding", "valuation"} and is_investor(ctx, mention):
            features[f"an investor: {metric.id}"] = 1.0
        if metric.undergone and trigger and trigger.form == "verb":
            features[f"undergoing: {_undergoing(ctx, mention, trigger)}"] = 1.0
        last = self._last
        if last and last.subject == mention.name:
            features["name: the last figure was about it"] = 1.0
        if last and last.subject == mention.name and _continues(ctx, last, quantity, metric):
            features["name: subject of the last figure"] = 1.0
            features["name: subject of the last figure, same metric"] = float(last.metric == metric)
        if (
            mention.name == _funded(ctx, quantity, metric, self._earlier)
            and ctx.sentence(mention.start)[1] <= quantity.start
        ):
            features["name: the one who is funded"] = 1.0
        return features

    def _going_on(self, name: str | None, reading: Reading) -> Features:
        """Return whether the figure that this one goes on with is about the same name."""
        if reading.continued is None:
            return {}
        near = self._ctx.sentence(reading.continued.quantity.start) == self._ctx.sentence(self._quantity.start)
        same = "the same subject" if reading.continued.subject == name else "another subject"
        where = "same sentence" if near else "earlier sentence"
        return {f"goes on: {same if name else same.replace('subject', 'nobody')}, {where}": 1.0}

    def _last_acting(self, metric: Metric) -> str | None:
        """Return the last name before the figure that no preposition governs and the metric may be said of."""
        key = _foremost(metric)
        if key not in self._acting:
            ctx, quantity = self._ctx, self._quantity
            start = ctx.sentences[max(0, self._here - 4)][0]
            names = (
                m.name
                for m in reversed(ctx.mentions_in((start, quantity.start)))
                if kind_feature(metric, m) in {"0", "1", "unknown"} and role_of(ctx, m) == "bare" and m.how not in NEVER
            )
            self._acting[key] = next(names, None)
        return self._acting[key]


def kind_feature(metric: Metric, mention: Mention) -> str:
    """Return how well the kind of a name suits a metric: its place among the metric's kinds, or that it has none."""
    return _kind_feature(metric, mention.kind)


@lru_cache(maxsize=500)
def _foremost(metric: Metric) -> frozenset[str]:
    return frozenset(metric.subjects[:2])


@lru_cache(maxsize=5000)
def _kind_name(metric: Metric, kind: str) -> str:
    return f"kind: {_kind_feature(metric, kind)}"


@lru_cache(maxsize=5000)
def _kind_feature(metric: Metric, written: str) -> str:
    kind = PLURAL_KINDS.get(written, written)
    if written == "institution" and "institution" not in metric.subjects and "organisation" in metric.subjects:
        return "institution for an organisation"
    if kind in metric.subjects:
        return f"{min(metric.subjects.index(kind), 3)}"
    if kind == "unknown":
        return "unknown"
    return "as listed" if written in metric.subjects else f"unlisted {kind}"


def _mentions(ctx: Context, quantity: Quantity, here: int) -> Iterator[tuple[Mention, Features]]:
    """Yield the mentions in reach; an anaphor as each name that it may stand for."""
    for mention in _in_reach(ctx, quantity, here):
        if mention.how == "anaphor":
            yield from antecedents(ctx, mention)
        else:
            yield mention, {}


def _in_reach(ctx: Context, quantity: Quantity, here: int) -> Iterator[Mention]:
    """Yield the names of the sentences in reach, and before those the names that most of the article is about."""
    reach = REACH_OF_LIST if ctx.is_bullet(ctx.sentences[here]) else REACH
    start = ctx.sentences[max(0, here - reach)][0]
    topics = {name for name, share in ctx.salience.items() if share >= TOPIC}
    farther = {m.name: m for m in ctx.mentions.starting(0, start) if m.name in topics}
    section = section_heading(ctx, quantity.start)
    farther |= {m.name: m for m in ctx.mentions_in(section)} if section and section[1] <= start else {}
    under = ctx.headed(quantity.start)
    near = ctx.mentions.starting(start, under[1] if under else ctx.sentences[here][1])
    named = {m.name for m in near}
    yield from (m for name, m in farther.items() if name not in named)
    yield from near


def _nearness(ctx: Context, last: Quantity, quantity: Quantity) -> str:
    if ctx.sentence(last.start) == ctx.sentence(quantity.start):
        return "in the sentence"
    return "in the paragraph" if ctx.paragraph(last.start) == ctx.paragraph(quantity.start) else "before"


def _funded(ctx: Context, quantity: Quantity, metric: Metric, earlier: Sequence[Draft]) -> str | None:
    """Return whose round the paragraph tells: a valuation, and the money raised before, are of the same company."""
    if metric.id not in {"funding", "valuation"}:
        return None
    paragraph = ctx.paragraph(quantity.start)
    told = [
        d for d in earlier if d.metric.id in {"funding", "valuation"} and ctx.paragraph(d.quantity.start) == paragraph
    ]
    return told[0].subject if told else None


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


@kept
def _is_dateline(ctx: Context, mention: Mention) -> bool:
    """Say whether a place only opens a report: "TAIPEI, 18 lug -", "FANO –"."""
    opens = ctx.paragraph(mention.start)[0] + 12 >= mention.start
    return mention.kind == "place" and mention.text.isupper() and opens


def _continues(ctx: Context, last: Draft, quantity: Quantity, metric: Metric) -> bool:
    """Say whether a figure goes on about the subject of the last one: same paragraph, nobody else named between."""
    same = ctx.paragraph(last.quantity.start) == ctx.paragraph(quantity.start)
    between = ctx.mentions_in((last.quantity.end, quantity.start))
    return same and not any(_fits(metric, m) and role_of(ctx, m) == "bare" for m in between)


def _fits(metric: Metric, mention: Mention) -> bool:
    return mention.how not in NEVER and not kind_feature(metric, mention).startswith("unlisted")
