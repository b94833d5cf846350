"""Choose what narrows a figure: `of` (the chip, benchmark or margin) and `for` (the model that chips train).

Who the other party of a stake or a sum is, `parties` weighs.
"""

from __future__ import annotations

from collections.abc import Sequence

from extract.claims.context import Context
from extract.claims.counted import GENERIC_NOUNS
from extract.claims.draft import Draft
from extract.claims.roles import role_of
from extract.records import Mention, Quantity

MODEL_KINDS = {"model", "model_family"}
COMPANY_KINDS = {"organisation", "institution"}
FIRMS = COMPANY_KINDS | {"unknown"}
CHIP_WORDS = {"gpu", "gpus", "chip", "schede", "acceleratori", "processori", "unità"}
PURPOSE = ("addestr", "svilupp", "allen", "train", "costru", "cre")


def choose_of(ctx: Context, draft: Draft, earlier: Sequence[Draft] = ()) -> str | None:
    """Return `of` for a draft whose metric and subject are known; `earlier` are the claims before it."""
    quantity = draft.quantity
    match draft.metric.id:
        case "accelerator_count":
            return _chip(ctx, quantity) or _chip_spoken_of(ctx, quantity, earlier)
        case "benchmark_score":
            return _nearest(ctx, quantity, {"benchmark"}, None)
        case "margin":
            return _words_of_margin(ctx, quantity)
    return None


def choose_for(ctx: Context, draft: Draft) -> str | None:
    """Return `for` for a draft whose metric and subject are known."""
    return _trained_model(ctx, draft) if draft.metric.id == "accelerator_count" else None


def _chip(ctx: Context, quantity: Quantity) -> str | None:
    named = [m for m in ctx.counted_names(quantity) if m.kind == "chip"]
    if named:
        return named[-1].name
    sentence = ctx.sentence(quantity.start)
    near = [m for m in ctx.mentions_in(sentence) if m.kind == "chip"]
    if near:
        span = (quantity.start, quantity.end)
        return min(near, key=lambda m: ctx.words.distance((m.start, m.end), span)).name
    noun = (quantity.noun or "").lower().split()
    return "GPU" if set(noun) & CHIP_WORDS else None


def _chip_spoken_of(ctx: Context, quantity: Quantity, earlier: Sequence[Draft]) -> str:
    """Return the chip of the figures before, as in "gliene ha consegnate 150 mila"; GPU where none is named."""
    if not quantity.noun or quantity.noun in GENERIC_NOUNS:
        paragraph = ctx.paragraph(quantity.start)
        for other in reversed(earlier):
            if ctx.paragraph(other.quantity.start) != paragraph:
                break
            if other.metric.id == "accelerator_count" and other.of:
                return other.of
    return "GPU"


def _nearest(ctx: Context, quantity: Quantity, kinds: set[str], other_than: str | None) -> str | None:
    sentence = ctx.sentence(quantity.start)
    names = [m for m in ctx.mentions_in(sentence) if m.kind in kinds and m.name != other_than]
    if not names:
        return None
    span = (quantity.start, quantity.end)

    def rank(m: Mention) -> tuple[float, int]:
        before = 3 if m.end <= quantity.start else 0
        return ctx.words.distance((m.start, m.end), span) + before, m.start

    return min(names, key=rank).name


def _words_of_margin(ctx: Context, quantity: Quantity) -> str | None:
    for first, second in zip(*(ctx.words_before(quantity.start, 14)[i:] for i in (0, 1)), strict=False):
        if first.lower in {"margine", "margini"} and second.lower in {
            "lordo",
            "operativo",
            "netto",
            "lordi",
            "operativi",
        }:
            return f"margine {second.lower.replace('rdi', 'rdo').replace('ivi', 'ivo')}"
    return None


def _trained_model(ctx: Context, draft: Draft) -> str | None:
    """Return the model that chips train: named with a verb of training, or the one that the paragraph develops."""
    quantity = draft.quantity
    sentence = ctx.sentence(quantity.start)
    models = [m for m in ctx.mentions_in(sentence) if m.kind in MODEL_KINDS]
    for model in sorted(models, key=lambda m: abs(m.start - quantity.start)):
        if _purpose_before(ctx, model):
            return model.name
    if models or any(m.kind in COMPANY_KINDS for m in ctx.mentions_in(sentence) if role_of(ctx, m) == "bare"):
        return None
    return _model_in_focus(ctx, quantity)


def _purpose_before(ctx: Context, model: Mention) -> bool:
    words = [w.lower for w in ctx.words_before(model.start, 9)]
    return any(word.startswith(PURPOSE) for word in words)


def _model_in_focus(ctx: Context, quantity: Quantity) -> str | None:
    """Return the last model of the paragraph before a figure whose own sentence names nobody."""
    start, _ = ctx.paragraph(quantity.start)
    models = [m for m in ctx.mentions_in((start, quantity.start)) if m.kind in MODEL_KINDS]
    return models[-1].name if models else None


def recipient(
    ctx: Context, quantity: Quantity, subject: str | None, roles: set[str], kinds: set[str] = FIRMS
) -> str | None:
    """Return the nearest other company (or name of `kinds`) of the sentence that one of `roles` governs, or None."""
    sentence = ctx.sentence(quantity.start)
    names = [
        m
        for m in ctx.mentions_in(sentence)
        if m.name != subject and m.kind in kinds and role_of(ctx, m) in roles and not _of_another(ctx, quantity, m)
    ]
    if not names:
        return None
    span = (quantity.start, quantity.end)
    return min(
        names, key=lambda m: ctx.words.distance((m.start, m.end), span) + (4 if m.end <= quantity.start else 0)
    ).name


def _of_another(ctx: Context, quantity: Quantity, mention: Mention) -> bool:
    """Say whether a name after a figure stands in a later clause that has a figure of its own."""
    if mention.start < quantity.end or not ctx.breaks_between(quantity.end, mention.start):
        return False
    clause = ctx.clause((mention.start, mention.end))
    return any(q.unit == quantity.unit or q.scaled for q in ctx.quantities.within(*clause))
