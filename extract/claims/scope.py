"""Choose what narrows a figure: `of` (the chip, benchmark or company held) and `for` (the purpose or recipient)."""

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
THING_KINDS = {"product", "model", "model_family"}
NEAR, AT_ONCE = 6, 2  # words between a stake and the company whose it is
OF_A_COMPANY = {"stake", "funding"}
SENTENCES_BACK = 3
BOUGHT = {"di", "a", "bare"}
UNNAMED_COMPANY = {
    f"{of} {noun}"
    for of, nouns in {
        "della": ("società", "startup", "compagnia", "controllata", "holding"),
        "dell'": ("azienda", "impresa"),
        "del": ("capitale", "gruppo", "pacchetto"),
        "delle": ("azioni", "quote"),
    }.items()
    for noun in nouns
}
PURPOSE = ("addestr", "svilupp", "allen", "train", "costru", "cre")


def choose_of(ctx: Context, draft: Draft, earlier: Sequence[Draft] = ()) -> str | None:
    """Return `of` for a draft whose metric and subject are known; `earlier` are the claims before it."""
    quantity = draft.quantity
    match draft.metric.id:
        case "accelerator_count":
            return _chip(ctx, quantity) or _chip_spoken_of(ctx, quantity, earlier)
        case "benchmark_score":
            return _nearest(ctx, quantity, {"benchmark"}, None)
        case "stake":
            return _company_held(ctx, draft, earlier)
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
            return (
                recipient(ctx, quantity, draft.subject, {"in"})
                or recipient(ctx, quantity, draft.subject, {"a", "su"}, {"organisation"})
                or _funded(ctx, draft, earlier)
                or _bought_into(ctx, draft)
                or _invested_in(ctx, draft)
            )
        case "acquisition_price":
            bought = recipient(ctx, quantity, draft.subject, {"di", "per", "bare"})
            return (
                bought
                or recipient(ctx, quantity, draft.subject, {"di", "per"}, THING_KINDS)
                or recipient(ctx, quantity, draft.subject, {"a"})
                or _bought_before(ctx, draft, earlier)
            )
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


def _company_held(ctx: Context, draft: Draft, earlier: Sequence[Draft] = ()) -> str | None:
    """Return the company that a stake is in: governed by "di" or "in", that of a stake before, or the one spoken of."""
    quantity = draft.quantity
    span = (quantity.start, quantity.end)
    others = [
        m for m in ctx.mentions_in(ctx.sentence(quantity.start)) if m.kind == "organisation" and m.name != draft.subject
    ]

    def distance(m: Mention) -> tuple[int, int]:
        return ctx.words.distance((m.start, m.end), span), m.start

    # What stands behind a person's name may be a school or a former firm: only "il 27% di X" counts there.
    reach = AT_ONCE if draft.subject_kind == "person" else NEAR
    near = [m for m in others if role_of(ctx, m) in {"di", "in"} and distance(m)[0] <= reach]
    if near:
        return min(near, key=distance).name
    for other in reversed(earlier):
        if ctx.paragraph(other.quantity.start) != ctx.paragraph(quantity.start):
            break
        if other.metric.id == "stake" and other.of and other.of != draft.subject:
            return other.of
    before = [m for m in others if m.end <= quantity.start]
    after = " ".join(w.lower for w in ctx.words.after(quantity.end, 2))
    if draft.subject_kind == "person":
        return ctx.firms.get(draft.subject or "") or _most_spoken_of(ctx, quantity, draft.subject)
    if after in UNNAMED_COMPANY:
        return min(before, key=distance).name if before else _most_spoken_of(ctx, quantity, draft.subject)
    return _nearest(ctx, quantity, COMPANY_KINDS, draft.subject) or _most_spoken_of(ctx, quantity, draft.subject)


def _most_spoken_of(ctx: Context, quantity: Quantity, other_than: str | None) -> str | None:
    """Return the organisation that the text up to a figure is most about."""
    names = {m.name for m in ctx.mentions_in((0, quantity.end)) if m.kind == "organisation" and m.name != other_than}
    return max(sorted(names), key=lambda name: ctx.salience.get(name, 0.0), default=None)


def _bought_into(ctx: Context, draft: Draft) -> str | None:
    """Return the company that an investor of money for a stake puts it into: "800 milioni per una quota del 36%"."""
    triggers = ctx.triggers.within(*ctx.sentence(draft.quantity.start))
    if any(t.metric.id == "stake" and t.form == "noun" for t in triggers):
        return _company_held(ctx, draft)
    return None


def _invested_in(ctx: Context, draft: Draft) -> str | None:
    """Return the company that the text is about where shares, a round or an offer of it are spoken of."""
    quantity = draft.quantity
    start, end = ctx.paragraph(quantity.start)
    speaks = any(t.metric.id in OF_A_COMPANY and t.form == "noun" for t in ctx.triggers.within(start, end))
    return _most_spoken_of(ctx, quantity, draft.subject) if speaks and not _spent_on_things(ctx, quantity) else None


def _spent_on_things(ctx: Context, quantity: Quantity) -> bool:
    """Say whether the money of a sentence goes into a country, a field or a plant, not into a firm."""
    near = ctx.triggers.within(*ctx.sentence(quantity.start))
    return any(t.form == "purpose" for t in near) or ctx.is_bullet(ctx.sentence(quantity.start))


def _bought_before(ctx: Context, draft: Draft, earlier: Sequence[Draft]) -> str | None:
    """Return what the text before a price says is bought: "… rileva X. Il prezzo non è noto: forse 2 miliardi"."""
    quantity = draft.quantity
    paragraph = ctx.paragraph(quantity.start)
    for other in reversed(earlier):
        if ctx.paragraph(other.quantity.start) != paragraph:
            break
        if other.metric.id == "acquisition_price" and other.for_:
            return other.for_
    index = ctx.sentence_index(quantity.start)
    for back in range(index - 1, max(-1, index - 1 - SENTENCES_BACK), -1):
        span = ctx.sentences[back]
        if any(t.metric.id == "acquisition_price" for t in ctx.triggers.within(*span)):
            names = [
                m
                for m in ctx.mentions_in(span)
                if m.kind in FIRMS | THING_KINDS and m.name != draft.subject and role_of(ctx, m) in BOUGHT
            ]
            if names:
                return names[0].name
    return None


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
