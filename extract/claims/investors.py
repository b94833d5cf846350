"""Tell who puts money in from who gets it: "un round guidato da X", "i soci, fra i quali X", "sborsati da X".

What a round brings and what it values are said of the company that gets the money, whoever is named beside it.
"""

from __future__ import annotations

from functools import lru_cache

from extract.claims.context import Context, read_lines
from extract.claims.kept import kept
from extract.records import Mention

BEFORE, AFTER = 12, 5  # words around a name in which the word for its part in a round stands
STOPS = {".", ";", ":"}


@lru_cache(maxsize=2)
def _said(where: str) -> tuple[frozenset[str], tuple[str, ...]]:
    """Return the words of one side of a name: whole ones, and beginnings ("soci" is none of "società")."""
    words = [row[1] for row in read_lines("investors.tsv") if row[0] == where]
    return frozenset(words), tuple(word[:-1] for word in words if word.endswith("*"))


def _tells(word: str, where: str) -> bool:
    whole, beginnings = _said(where)
    return word in whole or word.startswith(beginnings)


@kept
def is_investor(ctx: Context, mention: Mention) -> bool:
    """Say whether the words around a name make it one of those who put money in."""
    start, end = ctx.sentence(mention.start)
    after = [w.lower for w in ctx.words.after(mention.end, AFTER, end)]
    if any(_tells(word, "after") for word in after):
        return True
    for word in reversed(ctx.words.before(mention.start, BEFORE, start)):
        if word.lower in STOPS:
            return False
        if _tells(word.lower, "before"):
            return True
    return False
