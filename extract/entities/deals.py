"""The two sides of a purchase: "l'acquirente", "il compratore", "la preda"."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from functools import lru_cache

from extract.entities.context import Context
from extract.entities.found import Found
from extract.entities.phrase import after_article
from extract.entities.vocabulary import fold, rows, words

_FIRMS = ("organisation", "institution", "unknown")


@lru_cache(maxsize=1)
def _sides() -> dict[str, str]:
    return {fold(row[0]): row[1] for row in rows("deal_roles")}


class Deals:
    """Who buys whom in a text: the name before a word of buying in its sentence, and the name after it.

    Parameters
    ----------
    context : Context
        The text's words.
    named : sequence of Found
        All names of the text, in text order.
    """

    def __init__(self, context: Context, named: Sequence[Found]) -> None:
        self._context = context
        self._sides: dict[str, list[tuple[int, Found]]] = {"buyer": [], "target": []}
        tokens = context.tokens
        firms = [found for found in named if found.kind in _FIRMS]
        starts = [found.first for found in firms]
        for n, token in enumerate(tokens):
            if token.key not in words("deals"):
                continue
            k = bisect_right(starts, n)
            before = firms[k - 1] if k else None
            after = firms[k] if k < len(firms) else None
            if before is None or tokens[before.first].sentence != token.sentence:
                continue
            if after is None or tokens[after.first].sentence != token.sentence:
                continue
            self._sides["buyer"].append((n, before))
            self._sides["target"].append((n, after))

    def resolve(self, n: int, at: dict[int, Found]) -> Found | None:
        """Return the side of the last purchase that the noun at word `n` stands for, None where there is none."""
        tokens = self._context.tokens
        start = after_article(tokens, n)
        if start is None or start in at:
            return None
        side = _sides().get(tokens[start].key)
        if side is None or start + 1 in at or not tokens[start].text.islower():
            return None
        met = [found for place, found in self._sides[side] if place < n]
        if not met:
            return None
        first = n if tokens[n].key in words("plain_articles") else start
        return Found(first, start + 1, met[-1].name, met[-1].kind, "anaphor", (side,), met[-1].entity)
