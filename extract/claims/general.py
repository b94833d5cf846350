"""Tell whether a sentence speaks of a kind of people, firms or things, and whether it names anybody at all.

What is said of "le imprese" or "un utente" is often said of nobody who is named, whoever was named before.
"""

from __future__ import annotations

from extract.claims.context import Context
from extract.claims.features import Features
from extract.claims.kept import kept
from extract.claims.kind import OF
from extract.claims.vocabulary import tells
from extract.records import Quantity

NEAR = 3  # words on each side of a noun that say whose it is
STEM = 6  # letters by which the forms of a noun are known
FORMS = ("one of all", "these", "all")  # of a general noun; one at hand where no word tells one of them
FORMS_OF_SUBJECT = ("one at hand", "a kind", "one of a kind", "some of a kind")


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
    nouns = ctx.general_nouns.within(start, quantity.start)
    return _form(ctx, nouns[-1].start, nouns[-1].end) if nouns else "none"


def _form(ctx: Context, start: int, end: int) -> str:
    before = [w.lower for w in ctx.words_before(start, NEAR)]
    after = ctx.words.after(end, NEAR)
    if any(tells("determiners.tsv", "own", w) for w in (*before[-2:], *(w.lower for w in after[:1]))):
        return "its own"
    if len(after) > 1 and after[0].lower in OF and (named := ctx.mentions.overlapping(after[1].start, after[1].end)):
        return "of a place" if named[0].kind == "place" else "of a name"
    if not before or not before[-1][0].isalnum():
        return "bare"
    if before[-1].isdigit():
        return "counted"
    forms = (form for form in FORMS if tells("determiners.tsv", form, before[-1]))
    return next(forms, "one at hand")


@kept
def subject_nouns(ctx: Context, quantity: Quantity) -> list[str]:
    """Return the first letters of the common nouns that are the subject of the figure's verb."""
    subjects = ctx.syntax.subject(quantity.start, quantity.end) if ctx.syntax else ()
    if not subjects or ctx.mentions.overlapping(*subjects[0]):
        return []
    words = ctx.words.within(*subjects[0])
    return [words[0].lower[:STEM]] if words else []


@kept
def form_of_subject(ctx: Context, quantity: Quantity) -> str:
    """Return how the common noun before a figure's verb is put: "le imprese" are a kind, "l'impresa" is one at hand."""
    start = ctx.syntax.subject(quantity.start, quantity.end)[0][0] if ctx.syntax else 0
    before = [w.lower for w in ctx.words_before(start, NEAR)]
    told = (form for word in reversed(before) for form in FORMS_OF_SUBJECT if tells("determiners.tsv", form, word))
    return next(told, "bare")
