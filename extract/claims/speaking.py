"""Find the firm that a speaker means by "we": "faremo ricavi per …", "abbiamo raccolto …"."""

from __future__ import annotations

from extract.claims.context import Context
from extract.claims.kept import kept
from extract.records import Quantity

WE, WE_ENDINGS = {"nostro", "nostra", "nostri", "nostre", "ci"}, ("iamo", "remo", "emmo", "immo")


@kept
def who_speaks(ctx: Context, quantity: Quantity) -> tuple[str | None, str | None]:
    """Return who says a figure, and the firm that is his; None where nobody is named, or the firm is not told."""
    speaker = ctx.stances.at(quantity.start, quantity.end).speaker
    return speaker, ctx.firms.get(speaker) if speaker else None


@kept
def speakers_firm(ctx: Context, quantity: Quantity) -> str | None:
    """Return the organisation of whoever says a figure of his own side ("faremo ricavi per …"), or None."""
    if not _says_we(ctx, quantity):
        return None
    speaker, firm = who_speaks(ctx, quantity)
    if speaker:
        return firm
    return next(iter(ctx.firms.values())) if len(ctx.firms) == 1 else None  # an interview: whoever is asked


def _says_we(ctx: Context, quantity: Quantity) -> bool:
    start, end = ctx.sentence(quantity.start)
    return any(w.lower.endswith(WE_ENDINGS) or w.lower in WE for w in ctx.words.within(start, end))
