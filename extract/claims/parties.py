"""Weigh who the other party of a figure is: whose the shares are, whom an investment goes to, what is bought.

Each name in reach is weighed by where it stands, by how it is governed and by what the claims before say of it; that
there is no other party, or one without a name, is weighed beside them. What each feature is worth is learnt from
annotated articles (``python -m bench.claims parties``).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extract.claims.antecedents import antecedents
from extract.claims.context import Context
from extract.claims.draft import Draft, is_currency
from extract.claims.features import Features
from extract.claims.investors import is_investor
from extract.claims.roles import PREPOSITIONS, role_of
from extract.claims.subject import NEVER
from extract.claims.topicality import topicality
from extract.claims.vocabulary import DATA
from extract.claims.weights import Weights
from extract.records import Mention

FIELDS = {"stake": "of", "investment": "for", "contract_value": "for", "acquisition_price": "for"}
"""The metrics that have another party, and the field of the claim that names it."""
WEIGHTS = Weights(
    DATA / "parties.tsv",
    "What each feature of a figure's other party is worth; learnt: python -m bench.claims parties.",
)
KINDS = {
    *("organisation", "institution", "unknown", "product", "model", "model_family"),
    *("cluster", "supercomputer", "data_center", "place"),
}
REACH = 8  # sentences back
TOPIC = 0.5  # salience from which a name is in reach wherever it stands
STEPS = (0, 1, 2, 4, 7, 12)  # words between a name and the figure, in steps
LATELY = 4  # claims back
ENCLITIC = ("arla", "erla", "irla", "arlo", "erlo", "irlo", "arne", "erne", "irne")
UNNAMED = {
    f"{of} {noun}"
    for of, nouns in {
        "della": ("società", "startup", "start-up", "compagnia", "controllata", "holding", "banca"),
        "dell'": ("azienda", "impresa"),
        "del": ("capitale", "gruppo", "pacchetto", "colosso", "produttore"),
        "delle": ("azioni", "quote"),
    }.items()
    for noun in nouns
}
OF_ONE = {"funding", "valuation", "market_capitalization", "revenue"}


@dataclass(frozen=True, slots=True)
class Party:
    """A name that may be the other party, or nobody, with what speaks for it."""

    name: str | None
    features: Features

    @property
    def points(self) -> float:
        return sum(WEIGHTS.now.get(name, 0.0) * value for name, value in self.features.items())

    @property
    def cue(self) -> str:
        """The feature that speaks most for it."""
        return max(self.features, key=lambda name: WEIGHTS.now.get(name, 0.0) * self.features[name], default="")


def choose_party(ctx: Context, draft: Draft, earlier: Sequence[Draft]) -> Party:
    """Return the other party of a draft whose metric, one of `FIELDS`, and subject are known."""
    return max(parties(ctx, draft, earlier), key=lambda party: party.points)


def parties(ctx: Context, draft: Draft, earlier: Sequence[Draft]) -> list[Party]:
    """Return nobody and the names in reach, each with its features; those of the metric itself stand beside."""
    metric = draft.metric.id
    found = [Party(None, _with_metric(metric, _nobody(ctx, draft)))]
    reach = list(_in_reach(ctx, draft))
    firms = [ctx.salience.get(m.name, 0.0) for m, _ in reach if m.kind not in {"place", "unknown"}]
    most = max(firms, default=0.0)
    around = _around(ctx, draft)
    for mention, antecedent in reach:
        features = dict.fromkeys(_of_name(ctx, draft, mention, earlier), 1.0)
        features["salience"] = salience = ctx.salience.get(mention.name, 0.0)
        features["the most spoken of"] = float(salience == most)
        back = ctx.sentence_index(draft.quantity.start) != ctx.sentence_index(mention.start)
        for word in around:
            features[f"{word}, {'another sentence' if back else 'this sentence'}"] = 1.0
            if salience == most:
                features[f"{word}, the most spoken of"] = 1.0
        found.append(Party(mention.name, _with_metric(metric, features) | antecedent))
    return found


def _around(ctx: Context, draft: Draft) -> list[str]:
    """Return what the words around a figure say of its other party, whoever that is."""
    quantity = draft.quantity
    start, end = ctx.sentence(quantity.start)
    found = []
    after = [w.lower for w in ctx.words.after(quantity.end, 2, end)]
    if " ".join(after) in UNNAMED:
        found.append("one without a name follows")
    elif after[:1] and after[0] in PREPOSITIONS:
        found.append(f"followed by {PREPOSITIONS[after[0]]}")
    elif not after or not after[0].isalpha():
        found.append("followed by nothing")
    if any(w.lower.endswith(ENCLITIC) for w in ctx.words.within(start, end)):
        found.append("taken up by a pronoun")
    return found


def _with_metric(metric: str, features: Features) -> Features:
    return features | {f"{metric}: {name}": value for name, value in features.items()}


def _in_reach(ctx: Context, draft: Draft) -> Iterator[tuple[Mention, Features]]:
    quantity = draft.quantity
    here = ctx.sentence_index(quantity.start)
    last = min(here + 1, len(ctx.sentences) - 1) if here == 0 else here  # a headline's names come after it
    start, end = ctx.sentences[max(0, here - REACH)][0], ctx.sentences[last][1]
    topics = {m.name: m for m in ctx.mentions.starting(0, start) if ctx.salience.get(m.name, 0.0) >= TOPIC}
    for mention in [*topics.values(), *ctx.mentions.starting(start, end)]:
        if mention.how in NEVER or mention.kind not in KINDS:
            continue
        if mention.how == "anaphor":
            yield from (each for each in antecedents(ctx, mention) if each[0].name != draft.subject)
        elif mention.name != draft.subject:
            yield mention, {}


def _nobody(ctx: Context, draft: Draft) -> Features:
    quantity = draft.quantity
    sentence = ctx.sentence(quantity.start)
    names = [m for m in ctx.mentions_in(sentence) if m.kind in KINDS - {"place"} and m.name != draft.subject]
    after = [w.lower for w in ctx.words.after(quantity.end, 3, sentence[1])]
    features = {
        "nobody": 1.0,
        f"nobody: subject is a {draft.subject_kind}": 1.0,
        f"nobody: {min(len(names), 2)} other names in the sentence": 1.0,
        "nobody: list item": float(ctx.is_bullet(sentence)),
        "nobody: a purpose in the sentence": float(any(t.form == "purpose" for t in ctx.triggers.within(*sentence))),
        "nobody: a sector in the sentence": float(bool(ctx.sectors.within(*sentence))),
        f"nobody: {'money' if is_currency(draft.unit) else draft.unit}": 1.0,
    }
    features |= {f"nobody: followed by {PREPOSITIONS[word]}": 1.0 for word in after[:1] if word in PREPOSITIONS}
    return features


def _of_name(ctx: Context, draft: Draft, mention: Mention, earlier: Sequence[Draft]) -> Iterator[str]:
    quantity = draft.quantity
    span = quantity.start, quantity.end
    role = role_of(ctx, mention)
    back = ctx.sentence_index(quantity.start) - ctx.sentence_index(mention.start)
    yield "name"
    yield f"how: {mention.how}"
    yield f"kind: {mention.kind}"
    if back < 0:
        yield f"under the headline: {role}"
    elif back == 0:
        side = "before" if mention.end <= quantity.start else "after"
        between = ctx.words.distance((mention.start, mention.end), span)
        far = next((str(step) for step in STEPS if between <= step), "more")
        clauses = ctx.breaks_between(min(mention.end, span[1]), max(mention.start, span[0]))
        yield f"{side}: {role}"
        yield f"{side}: {role}, {far} words"
        yield f"{side}: {far} words"
        yield f"{side}: {'another' if clauses else 'its'} clause"
        figures = ctx.quantities.within(
            *sorted((mention.end, span[0]) if side == "before" else (span[1], mention.start))
        )
        yield f"{side}: {min(len(figures), 2)} figures between"
        if (ctx.parenthesis(mention.start) is None) != (ctx.parenthesis(quantity.start) is None):
            yield f"{side}: only one in brackets"
        if side == "after" and draft.unit == "%" and role == "di" and between <= 2:
            yield "a share of it"
    else:
        same = ctx.paragraph(mention.start) == ctx.paragraph(quantity.start)
        yield f"{min(back, 4)} sentences back"
        yield f"{'same' if same else 'other'} paragraph"
        yield f"{'same' if same else 'other'} paragraph: {role}"
        yield from topicality(ctx, quantity.start).of(mention.name)
    if ctx.syntax and ctx.syntax.is_subject(mention.start, mention.end):
        yield f"a subject, {'here' if back == 0 else 'before'}"
    yield from _by_verb(ctx, draft, mention, role)
    yield from _by_earlier(ctx, draft, mention, earlier)
    yield from _by_what_is_known(ctx, draft, mention)


def _by_verb(ctx: Context, draft: Draft, mention: Mention, role: str) -> Iterator[str]:
    """Yield whether the name stands beside a word of the metric: "rilevare X", "una quota di X"."""
    start, end = ctx.sentence(mention.start)
    for trigger in ctx.triggers.within(start, end):
        if trigger.metric == draft.metric and trigger.end <= mention.start:
            between = ctx.words.distance((trigger.start, trigger.end), (mention.start, mention.end))
            if between <= 4 and not ctx.mentions.within(trigger.end, mention.start):
                yield f"after its {trigger.form}: {role}"
    words = [w.lower for w in ctx.words.within(*ctx.sentence(draft.quantity.start)) if w.end <= draft.quantity.start]
    if "ne" in words[-6:]:
        yield f"taken up by ne: {'here' if mention.start >= ctx.sentence(draft.quantity.start)[0] else 'before'}"
    follows = [w.lower for w in ctx.words.after(mention.end, 2, end)]
    if follows == [",", "che"] or follows[:1] == ["che"]:
        yield "its relative clause"


def _by_earlier(ctx: Context, draft: Draft, mention: Mention, earlier: Sequence[Draft]) -> Iterator[str]:
    """Yield what the claims before say of the name: the party of another deal, whose round or value was told."""
    paragraph = ctx.paragraph(draft.quantity.start)
    same = [d for d in earlier if ctx.paragraph(d.quantity.start) == paragraph]
    for where, claims in (("same paragraph", same), ("before", earlier[-LATELY:])):
        deals = [d for d in claims if d.metric.id in FIELDS and (d.of or d.for_)]
        if deals and mention.name in {deals[-1].of, deals[-1].for_}:
            yield f"party of the last deal, {where}"
        if any(mention.name in {d.of, d.for_} for d in deals):
            yield f"party of a deal, {where}"
        if any(d.subject == mention.name and d.metric.id in OF_ONE for d in claims):
            yield f"its round or value was told, {where}"
        if any(d.subject == mention.name and d.metric.id in FIELDS for d in claims):
            yield f"it made a deal, {where}"
    if earlier and earlier[-1].subject == mention.name:
        yield "the last figure was about it"


def _by_what_is_known(ctx: Context, draft: Draft, mention: Mention) -> Iterator[str]:
    subject = draft.subject or ""
    if is_investor(ctx, mention):
        yield "an investor"
    if ctx.parent(subject) == mention.name:
        yield "owner of the subject"
    if ctx.parent(mention.name) == subject:
        yield "owned by the subject"
    if ctx.firms.get(subject) == mention.name:
        yield "firm of the subject"
    if mention.name in ctx.title_names:
        yield "in the first line"
