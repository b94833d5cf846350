"""Tell figures worth a claim from numbers that only date or count in passing."""

from __future__ import annotations

from extract.claims.context import Context
from extract.claims.draft import Draft

WEAK = 3.0  # points under which a small bare count is none
DURATION_VERBS = ("dur", "richied", "impieg", "bast", "serv", "occorr")


def is_figure(ctx: Context, draft: Draft) -> bool:
    """Say whether a draft is a claim: durations that date another figure and weak small counts are none."""
    quantity = draft.quantity
    if quantity.unit == "s":
        if quantity.value is not None and quantity.value < 60:
            return True
        clause = ctx.clause((quantity.start, quantity.end))
        words = [w.lower for w in ctx.words.within(*clause)]
        return draft.metric.id == "duration" and any(word.startswith(DURATION_VERBS) for word in words)
    return not ("weak" in quantity.flags and (draft.metric.id == "other" or draft.metric_score < WEAK))
