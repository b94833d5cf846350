"""Tell whether a sentence speaks of a kind of people, firms or things, and whether it names anybody at all.

What is said of "le imprese" or "un utente" is often said of nobody who is named, whoever was named before.
"""

from __future__ import annotations

from extract.claims.context import Context
from extract.claims.features import Features
from extract.claims.kept import kept
from extract.claims.vocabulary import tells
from extract.records import Quantity

OF = frozenset({"di", "del", "dell'", "della", "dello", "dei", "degli", "delle"})
NEAR = 3  # words on each side of a noun that say whose it is


def general_features(ctx: Context, quantity: Quantity) -> Features:
    """Return what speaks for nobody in particular: that sentence and paragraph name nobody, "chi", "si"."""
    sentence, paragraph = ctx.sentence(quantity.start), ctx.paragraph(quantity.start)
    names = ctx.mentions_in(sentence)
    clause = {w.lower for w in ctx.words.within(*ctx.clause((quantity.start, quantity.end)))}
    return {
        "nobody: no name in the sentence": float(all(m.kind == "place" for m in names)),
        "nobody: a place in the sentence": float(any(m.kind == "place" for m in names)),
        "nobody: no name in the paragraph before": float(not ctx.mentions.starting(paragraph[0], quantity.start)),
        "nobody: chi": float("chi" in clause),
        "nobody: si": float("si" in clause),
    }


@kept
def kind_spoken_of(ctx: Context, quantity: Quantity) -> str:
    """Return how the last noun of a kind before a figure is put in its clause, or ``none`` where there is none.

    "le imprese" are ``all``, "un'impresa" is ``one of all``, "questa impresa" and "la sua impresa" are not.
    """
    start, _ = ctx.clause((quantity.start, quantity.end))
    nouns = ctx.kinds.within(start, quantity.start)
    return _form(ctx, nouns[-1].start, nouns[-1].end) if nouns else "none"


def _form(ctx: Context, start: int, end: int) -> str:
    before = [w.lower for w in ctx.words_before(start, NEAR)]
    after = ctx.words.after(end, NEAR)
    if any(tells("general.tsv", "own", w) for w in (*before[-2:], *(w.lower for w in after[:1]))):
        return "its own"
    if len(after) > 1 and after[0].lower in OF and (named := ctx.mentions.overlapping(after[1].start, after[1].end)):
        return "of a place" if named[0].kind == "place" else "of a name"
    if not before or not before[-1][0].isalnum():
        return "bare"
    if before[-1].isdigit():
        return "counted"
    forms = (form for form in ("one of all", "these", "all") if tells("general.tsv", form, before[-1]))
    return next(forms, "one at hand")
