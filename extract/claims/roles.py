"""Tell the role of a name from the preposition before it: "della startup francese Mistral" is a "di"."""

from __future__ import annotations

from functools import lru_cache

from extract.claims.context import Context
from extract.claims.kept import kept
from extract.claims.vocabulary import read_lines
from extract.claims.words import Word
from extract.records import Mention

PREPOSITIONS = {
    **dict.fromkeys(["di", "del", "dello", "della", "dell'", "dei", "degli", "delle", "d'"], "di"),
    **dict.fromkeys(["a", "ad", "al", "allo", "alla", "all'", "ai", "agli", "alle"], "a"),
    **dict.fromkeys(["da", "dal", "dallo", "dalla", "dall'", "dai", "dagli", "dalle"], "da"),
    **dict.fromkeys(["in", "nel", "nello", "nella", "nell'", "nei", "negli", "nelle"], "in"),
    **dict.fromkeys(["con", "col", "coi"], "con"),
    **dict.fromkeys(["su", "sul", "sullo", "sulla", "sull'", "sui", "sugli", "sulle"], "su"),
    **dict.fromkeys(["per"], "per"),
    **dict.fromkeys(["tra", "fra", "cui", "quali"], "tra"),  # "clienti tra cui A", "clienti quali A"
    **dict.fromkeys(["come"], "come"),
    **dict.fromkeys(["contro"], "contro"),
    **dict.fromkeys(["presso"], "in"),
    **dict.fromkeys(["tramite", "attraverso"], "con"),
    **dict.fromkeys(["verso"], "a"),
    **dict.fromkeys(["dopo", "senza", "sotto"], "dopo"),
    **dict.fromkeys(["secondo", "riporta", "scrive", "riferisce"], "secondo"),
}
GOES_ON = ([], *([sign] for sign in (",", "e", "ed", "o", ".", ";", ":", ")")))  # after a name of a list with commas
BEFORE_LISTED = {"tra", "fra"}
ARTICLES = {"il", "lo", "la", "l'", "i", "gli", "le", "un", "uno", "una", "un'"}


@lru_cache(maxsize=1)
def links() -> frozenset[str]:
    """Return the nouns of kind and adjectives that stand beside a name: "società", "chip", "francese"."""
    return frozenset(word for row in read_lines("links.txt") for word in row[0].split())


@kept
def role_of(ctx: Context, mention: Mention) -> str:
    """Return the preposition that governs a name ("di", "a", "da", …), or "bare" where none does.

    Articles and nouns of kind are passed over: in "della startup francese Mistral" it is "di".
    """
    for word in reversed(ctx.words_before(mention.start, 6)):
        if word.lower in PREPOSITIONS:
            relative = word.lower == "cui" and not BEFORE_LISTED & {w.lower for w in ctx.words_before(word.start, 1)}
            return "bare" if relative else PREPOSITIONS[word.lower]
        if word.lower in {"e", "ed", ","}:
            return _role_in_list(ctx, mention, word)
        if word.lower not in ARTICLES and word.lower not in links():
            return "bare"
    return "bare"


def _role_in_list(ctx: Context, mention: Mention, joint: Word) -> str:
    """Return the role of the name that a list joins this one to: "fornitore di A e B"."""
    for other in reversed(ctx.mentions.within(max(0, joint.start - 120), joint.start)):
        if other.end <= joint.start and not ctx.text[other.end : joint.start].strip():
            role = role_of(ctx, other)
            goes_on = [w.lower for w in ctx.words.after(mention.end, 1)] in GOES_ON
            return role if joint.lower != "," or (role in {"di", "con", "tra"} and goes_on) else "bare"
    return "bare"


@kept
def is_former(ctx: Context, mention: Mention) -> bool:
    """Say whether a name is only what something was before: "due ex DeepMind", "una ex fabbrica della Olivetti"."""
    words = [w.lower for w in ctx.words_before(mention.start, 5)]
    return "ex" in words and "," not in words[words.index("ex") :]
