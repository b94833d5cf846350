"""Choose what narrows a figure: `of` (the chip, benchmark or company held) and `for` (the purpose or recipient)."""

from __future__ import annotations

from collections.abc import Sequence

from extract.claims.context import Context
from extract.claims.draft import Draft
from extract.claims.roles import role_of
from extract.records import Mention, Quantity

MODEL_KINDS = {"model", "model_family"}
COMPANY_KINDS = {"organisation", "institution"}
CHIP_WORDS = {"gpu", "gpus", "chip", "schede", "acceleratori", "processori", "unità"}
PURPOSE = ("addestr", "svilupp", "allen", "train", "costru", "cre")


def choose_of(ctx: Context, draft: Draft) -> str | None:
    """Return `of` for a draft whose metric and subject are known."""
    quantity = draft.quantity
    match draft.metric.id:
        case "accelerator_count":
            return _chip(ctx, quantity)
        case "benchmark_score":
            return _nearest(ctx, quantity, {"benchmark"}, None)
        case "stake":
            return _nearest(ctx, quantity, COMPANY_KINDS, draft.subject)
        case "margin":
            return _words_of_margin(ctx, quantity)
    return None


def choose_for(ctx: Context, draft: Draft, earlier: Sequence[Draft]) -> str | None:
    """Return `for` for a draft whose metric and subject are known."""
    quantity = draft.quantity
    match draft.metric.id:
        case "accelerator_count":
            return _trained_model(ctx, draft)
        case "investment":
            return recipient(ctx, quantity, draft.subject, {"in", "a", "su"}) or _funded(ctx, draft, earlier)
        case "acquisition_price":
            return recipient(ctx, quantity, draft.subject, {"di", "per", "bare"})
        case "contract_value":
            return recipient(ctx, quantity, draft.subject, {"con", "da", "a"})
    return None


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


def _funded(ctx: Context, draft: Draft, earlier: Sequence[Draft]) -> str | None:
    """Return whose round the paragraph tells: "ha raccolto 180 milioni; il fondo ne mette 75"."""
    paragraph = ctx.paragraph(draft.quantity.start)
    for other in reversed(earlier):
        if ctx.paragraph(other.quantity.start) != paragraph:
            return None
        if other.metric.id == "funding" and other.subject != draft.subject:
            return other.subject
        if other.metric.id == "investment" and other.for_:
            return other.for_
    return None


def recipient(ctx: Context, quantity: Quantity, subject: str | None, roles: set[str]) -> str | None:
    """Return the nearest other company of the sentence that one of `roles` governs, or None."""
    sentence = ctx.sentence(quantity.start)
    names = [
        m
        for m in ctx.mentions_in(sentence)
        if m.name != subject and m.kind in COMPANY_KINDS | {"unknown"} and role_of(ctx, m) in roles
    ]
    if not names:
        return None
    span = (quantity.start, quantity.end)
    return min(
        names, key=lambda m: ctx.words.distance((m.start, m.end), span) + (4 if m.end <= quantity.start else 0)
    ).name
