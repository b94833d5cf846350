"""Find the firm that a speaker means by "we": "faremo ricavi per …", "abbiamo raccolto …"."""

from __future__ import annotations

from extract.claims.context import Context
from extract.claims.kept import kept
from extract.records import Quantity

WE, WE_ENDINGS = {"nostro", "nostra", "nostri", "nostre", "ci"}, ("iamo", "remo", "emmo", "immo")


@kept
def speakers_firm(ctx: Context, quantity: Quantity) -> str | None:
    """Return the organisation of whoever says a figure of his own side ("faremo ricavi per …"), or None."""
    if not _says_we(ctx, quantity):
        return None
    speaker = ctx.stances.at(quantity.start, quantity.end).speaker
    if speaker:
        return ctx.firms.get(speaker)
    return next(iter(ctx.firms.values())) if len(ctx.firms) == 1 else None  # an interview: whoever is asked


def _says_we(ctx: Context, quantity: Quantity) -> bool:
    start, end = ctx.sentence(quantity.start)
    return any(w.lower.endswith(WE_ENDINGS) or w.lower in WE for w in ctx.words.within(start, end))
