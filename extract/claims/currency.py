"""Infer a currency that is not written: from the figure beside it, the article's only one, the subject's own."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from extract.claims.context import Context
from extract.claims.draft import Draft, is_currency


def infer_currency(ctx: Context, draft: Draft, earlier: Sequence[Draft]) -> str | None:
    """Return an ISO 4217 code, or None where nothing tells it."""
    sentence = ctx.sentence(draft.quantity.start)
    beside = [q for q in ctx.quantities.starting(*sentence) if is_currency(q.unit)]
    if beside:
        return min(beside, key=lambda q: abs(q.start - draft.quantity.start)).unit
    if earlier and is_currency(earlier[-1].unit) and earlier[-1].subject == draft.subject:
        return earlier[-1].unit
    if len(set(ctx.currencies)) == 1:
        return ctx.currencies[0]
    return (ctx.currency_of(draft.subject) if draft.subject else None) or _most_written(ctx)


def _most_written(ctx: Context) -> str | None:
    return max(Counter(ctx.currencies).items(), key=lambda item: (item[1], item[0]))[0] if ctx.currencies else None
