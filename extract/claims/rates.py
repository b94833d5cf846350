"""The denominator of a claim: as written, else what its metric is always per."""

from __future__ import annotations

from extract.claims.draft import Draft, is_currency

_ALWAYS = {"share_price": "share", "price": "unit"}


def rate(draft: Draft) -> str | None:
    """Return what a claim is per: a share price is per share, a price without another denominator per unit."""
    if draft.quantity.per is not None:
        return draft.quantity.per
    single = draft.kind == "level" and is_currency(draft.unit) and not draft.quantity.scaled
    return _ALWAYS.get(draft.metric.id) if single else None
