"""Tie every figure of an article to what it measures, whom it is about, when it holds and how sure it is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from extract.claims.confidence import estimate_confidence
from extract.claims.context import Context
from extract.claims.currency import infer_currency, is_money
from extract.claims.draft import Draft
from extract.claims.figures import is_figure
from extract.claims.kind import choose_kind
from extract.claims.pairing import Pairing, pairings, probabilities
from extract.claims.parties import FIELDS, choose_party
from extract.claims.rates import rate
from extract.claims.scope import choose_for, choose_of
from extract.claims.signs import sign
from extract.claims.status import choose_status
from extract.claims.vocabulary import read_lines
from extract.claims.when import Figure, choose_period, compared_period
from extract.records import Claim, Evidence, Quantity

_WEIGHING = frozenset(row[0] for row in read_lines("weighing.txt"))
_LATELY = 3
_ARTICLES = {"il", "lo", "la", "l'", "i", "gli", "le"}
_AROUND = _ARTICLES | {"media", "a", "di", "al", "all'", "allo", "alla", "ai", "agli", "alle"}


def assemble(ctx: Context, *, article: str, source: str) -> tuple[Claim, ...]:
    """Return the claims of an article in text order.

    Parameters
    ----------
    ctx : Context
        The article with its sentences, names, times, quantities and stances.
    article, source : str
        Its id, and where it was read from; copied into every claim.
    """
    return tuple(_claim(ctx, draft, article, source) for draft, _ in make_drafts(ctx) if draft)


def make_drafts(ctx: Context, *, everything: bool = False) -> Iterator[tuple[Draft | None, list[Pairing]]]:
    """Yield each quantity's draft (None where it is no figure) with the pairs of metric and subject that were weighed.

    `everything` weighs all metrics, as learning does.
    """
    drafts: list[Draft] = []
    sources = {ctx.gazetteer.resolve(s.via) for q in ctx.quantities if (s := ctx.stances.at(q.start, q.end)).via}
    for quantity in ctx.quantities:
        pairs = pairings(ctx, quantity, drafts, sources, everything=everything)
        draft = _draft(ctx, quantity, pairs, drafts)
        if is_figure(ctx, draft):
            drafts.append(draft)
            yield draft, pairs
        else:
            yield None, pairs


def _draft(ctx: Context, quantity: Quantity, pairs: Sequence[Pairing], earlier: list[Draft]) -> Draft:
    stance = ctx.stances.at(quantity.start, quantity.end)
    reading, subject = pairs[0].reading, pairs[0].subject
    shares = probabilities(pairs)
    draft = Draft(
        quantity=quantity,
        metric=reading.metric,
        metric_score=reading.points,
        likelihood=shares[pairs[0].key],
        metric_likelihood=sum(share for (metric, _), share in shares.items() if metric == reading.metric.id),
        unit=quantity.unit,
        unsupported=reading.unsupported,
    )
    draft.flags.extend(quantity.flags)
    draft.cues.extend([*quantity.cues, *stance.cues])
    draft.cues.append(f"metric: {reading.cue or reading.strongest}")
    draft.kind, draft.sign, kind_cue = choose_kind(ctx, quantity, reading.metric, _before(quantity, earlier))
    if kind_cue:
        draft.cues.append(f"kind: {kind_cue}")
    status = choose_status(ctx, quantity, reading.metric, draft.kind)
    if status != stance.status:
        draft.cues.append(f"status: {status}, weighed against {stance.status}")
    draft.stance = stance = replace(stance, status=status)
    if subject.text:
        draft.cues.append(f"subject: {subject.text} ({pairs[0].cue})")
    if subject.mention:
        draft.subject, draft.subject_kind = subject.mention.name, subject.mention.kind
        if ctx.sentence_index(subject.mention.start) != ctx.sentence_index(quantity.start):
            draft.flags.append("subject-inferred")
    draft.of = choose_of(ctx, draft, earlier)
    draft.for_ = choose_for(ctx, draft)
    if (field := FIELDS.get(reading.metric.id)) is not None:
        party = choose_party(ctx, draft, earlier)
        draft.of, draft.for_ = (party.name, None) if field == "of" else (None, party.name)
        if party.name:
            draft.cues.append(f"{field}: {party.name} ({party.cue})")
    draft.period, period_cue, inferred = choose_period(
        ctx, Figure(quantity, reading.metric, stance.status, draft.kind, reading.continued, earlier)
    )
    if period_cue:
        draft.cues.append(f"period: {period_cue}")
    if inferred and draft.period:
        draft.flags.append("period-inferred")
    if draft.kind in {"change", "ratio"}:
        against = compared_period(ctx, quantity, draft.period)
        if against and against.start and against.end:
            draft.vs = f"{against.start.isoformat()}/{against.end.isoformat()}"
    _set_unit(ctx, draft, earlier)
    _sign(ctx, draft, earlier)
    return draft


def _before(quantity: Quantity, earlier: Sequence[Draft]) -> Draft | None:
    """Return the figure that one goes on from: for a percentage the last percentage, whatever stands between."""
    alike = (d for d in reversed(earlier[-_LATELY:]) if quantity.unit == d.unit == "%")
    return next(alike, earlier[-1] if earlier else None)


def _set_unit(ctx: Context, draft: Draft, earlier: list[Draft]) -> None:
    if draft.unit == "1" and is_money(ctx, draft, earlier):
        draft.unit = infer_currency(ctx, draft, earlier)
        draft.flags.append("currency-inferred")


def _sign(ctx: Context, draft: Draft, earlier: Sequence[Draft]) -> None:
    sign(ctx, draft, earlier)
    q = draft.quantity
    draft.value, draft.low, draft.high = q.value, q.low, q.high
    written = (q.value or q.low or q.high or Decimal(0)) < 0
    if draft.kind == "change" and draft.sign < 0 and not written:
        draft.value = -q.value if q.value is not None else None
        draft.low = -q.high if q.high is not None else None
        draft.high = -q.low if q.low is not None else None


def _evidence(ctx: Context, quantity: Quantity) -> Evidence:
    """Return where a figure stands, without a word that only weighs it: "appena il 4%" and "in media il 4%" are 4%."""
    words = ctx.words.within(quantity.start, quantity.number[0])
    start = quantity.start
    if quantity.hedge == "exact" and words and words[0].lower in _WEIGHING:
        start = next((w.start for w in words[1:] if w.lower not in _AROUND), quantity.number[0])
    return Evidence(start=start, end=quantity.end, text=ctx.text[start : quantity.end], sentence=ctx.sentence(start))


def _claim(ctx: Context, draft: Draft, article: str, source: str) -> Claim:
    q, stance = draft.quantity, draft.stance
    assert stance is not None
    return Claim(
        article=article,
        source=source,
        metric=draft.metric.id,
        subject=draft.subject,
        of=draft.of,
        for_=draft.for_,
        kind=draft.kind,
        value=draft.value,
        low=draft.low,
        high=draft.high,
        unit=draft.unit,
        per=rate(draft),
        hedge=q.hedge,
        period=draft.period,
        vs=draft.vs,
        status=stance.status,
        speaker=stance.speaker,
        via=stance.via,
        evidence=_evidence(ctx, q),
        confidence=estimate_confidence(draft),
        direction=q.direction if draft.kind == "ratio" else None,
        flags=tuple(dict.fromkeys(draft.flags)),
        cues=tuple(dict.fromkeys(draft.cues)),
    )
