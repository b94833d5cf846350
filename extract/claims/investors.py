"""Tell who puts money in from who gets it: "un round guidato da X", "i soci, fra i quali X", "sborsati da X".

What a round brings and what it values are said of the company that gets the money, whoever is named beside it.
"""

from __future__ import annotations

from extract.claims.context import Context
from extract.claims.kept import kept
from extract.claims.vocabulary import tells
from extract.records import Mention

WORDS = "investors.tsv"
BEFORE, AFTER = 12, 5  # words around a name in which the word for its part in a round stands
STOPS = {".", ";", ":"}


@kept
def is_investor(ctx: Context, mention: Mention) -> bool:
    """Say whether the words around a name make it one of those who put money in."""
    start, end = ctx.sentence(mention.start)
    after = [w.lower for w in ctx.words.after(mention.end, AFTER, end)]
    if any(tells(WORDS, "after", word) for word in after):
        return True
    for word in reversed(ctx.words.before(mention.start, BEFORE, start)):
        if word.lower in STOPS:
            return False
        if tells(WORDS, "before", word.lower):
            return True
    return False
