"""Whom a relation means that names nobody: "gliene fornisce", "ne è socio", "i suoi fornitori"."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from extract.claims.context import Span
from extract.claims.sections import section_heading
from extract.records import Mention
from extract.relations.quotes import speaks
from extract.relations.view import View
from extract.relations.vocabulary import ORGS, listed

NEAR = 4  # words before a predicate among which its pronoun stands
MAIN = 0.9
FAMILIAR = 0.45  # salience from which an article is about a name
DATIVE = frozenset(("gli", "le", "gliene", "gliel'", "glielo", "gliela", "glieli", "gliele"))
ACCUSATIVE = frozenset(("lo", "la", "li", "le", "l'"))
PRONOUNS = {
    "a": DATIVE,
    "obj": ACCUSATIVE,
    "di": frozenset(("ne",)),
    "in": frozenset(("vi", "ci")),
    "su": frozenset(("vi", "ci")),
}
"""Place of a predicate → the pronouns that fill it before a verb."""
ENCLITICS = {"a": ("rle", "rgli", "rgliene"), "obj": ("rlo", "rla", "rli", "rle"), "di": ("rne",), "in": ("rvi", "rci")}


def talked_of(view: View, offset: int, kinds: Iterable[str], besides: Collection[str] = ()) -> Mention | None:
    """Return whom the text is about before an offset, beside some names: the title's, else the last sentences' subject.

    Parameters
    ----------
    besides : collection of str
        Names that are not meant, such as those of the same clause.
    """
    kinds = frozenset(kinds)
    head = headed(view, offset, kinds)
    if head is not None and head.name not in besides:
        return head
    about = central(view, offset, kinds, besides)
    if about is not None and is_subject(view, about):
        return about
    here = view.ctx.sentence_index(offset)
    start, _ = view.ctx.paragraph(offset)
    for index in range(here - 1, max(-1, here - 3), -1):
        span = view.ctx.sentences[index]
        if span[0] < start:
            break
        bare = [m for m in view.names(span, kinds) if view.role(m) == "bare" and m.name not in besides]
        bare = [m for m in bare if not speaks(next(iter(view.after(m.end, 1)), ""))]
        if bare:
            return bare[0]
    return about


def headed(view: View, offset: int, kinds: Iterable[str]) -> Mention | None:
    """Return the name that opens the heading over an offset: "Acme: utili in calo", "Acme (Torino)"."""
    span = section_heading(view.ctx, offset)
    names = view.names(span) if span else []
    opens = names and span and not view.lower(span[0], names[0].start)
    return names[0] if opens and names[0].kind in kinds else None


def is_subject(view: View, mention: Mention) -> bool:
    """Say whether an article is about a name: no other is there more often, or it is in the title and often there."""
    weight = view.ctx.salience.get(mention.name, 0.0)
    return weight >= MAIN or (mention.name in view.ctx.title_names and weight >= FAMILIAR)


def central(view: View, offset: int, kinds: Iterable[str], besides: Collection[str] = ()) -> Mention | None:
    """Return the last mention before an offset of the name that the article is most about, None where it is of many."""
    found = [m for m in view.names((0, offset), kinds) if m.name not in besides]
    if not found:
        return None
    weight = view.ctx.salience
    best = max(found, key=lambda m: (weight.get(m.name, 0.0), -m.start))
    if weight.get(best.name, 0.0) < FAMILIAR:
        return None
    return next(m for m in reversed(found) if m.name == best.name)


def last_central(view: View, offset: int, besides: Collection[str] = ()) -> Mention | None:
    """Return the firm that an article is about, of several that it is equally about the one named last."""
    about = talked_of(view, offset, ORGS, besides)
    weight = view.ctx.salience
    if about is None or not is_subject(view, about):
        return about
    equal = [m for m in view.names((0, offset), ORGS) if m.name not in besides]
    equal = [m for m in equal if weight.get(m.name, 0.0) >= weight.get(about.name, 0.0)]
    return equal[-1] if equal else about


def pronoun_place(view: View, verb: Span, places: Iterable[str]) -> str | None:
    """Return which of a verb's places a pronoun beside it fills, None for none: "le ha venduto"."""
    before = view.before(verb[0], NEAR)
    while before and any(before[-1] in listed(kind) for kind in ("auxiliary", "being", "between")):
        before.pop()
    word = view.lower(*verb)[0]
    for place in places:
        bound = word.endswith(ENCLITICS.get(place, ("\0",)))
        if bound or (before and before[-1] in PRONOUNS.get(place, ())):
            return place
    return None


def meant_by(
    view: View, offset: int, place: str, kinds: frozenset[str], besides: Collection[str] = ()
) -> Mention | None:
    """Return whom a pronoun stands for that fills a place of the verb at an offset: "le ha venduto"."""
    found = None
    if place in {"obj", "a"}:
        told = _opening(view, offset, kinds)
        found = told[-1] if told else _joined_object(view, offset, kinds)
    return found or talked_of(view, offset, kinds, besides)


def before_colon(view: View, offset: int, kinds: frozenset[str]) -> Mention | None:
    """Return the subject of the part of a sentence before its colon: "X rilancia: ha comprato"."""
    words = list(view.ctx.words_before(offset, NEAR + 1))
    while words and words[-1].lower in listed("auxiliary") | listed("being") | listed("between") | listed("clitic"):
        words.pop()
    if not words or words[-1].lower not in {":", ";"}:
        return None
    bare = [m for m in _opening(view, offset, kinds) if view.role(m) == "bare"]
    return bare[0] if bare else None


def _opening(view: View, offset: int, kinds: frozenset[str]) -> list[Mention]:
    start = view.sentence(offset)[0]
    colons = [w for w in view.words.within(start, offset) if w.lower in {":", ";"}]
    return view.names((start, colons[-1].start), kinds - {"unknown"}) if colons else []


def _joined_object(view: View, offset: int, kinds: frozenset[str]) -> Mention | None:
    """Return the object of the verb that one is joined to: "X diffida Y e poi le fa causa"."""
    start = view.sentence(offset)[0]
    if not {"e", "ed", "ma"} & set(view.before(offset, 4)):
        return None
    found = view.names((start, offset), kinds - {"unknown"})
    apart = len({m.name for m in found}) == 2 and view.role(found[0]) == "bare"
    return found[-1] if apart and found[-1].name != found[0].name else None


def is_possessed(view: View, offset: int) -> bool:
    """Say whether a noun is somebody's: "tra i suoi clienti", "il suo principale fornitore"."""
    return bool(listed("possessive") & set(view.before(offset, 3)))


def besides_of(view: View, offset: int) -> set[str]:
    """Return the names of the sentence around an offset."""
    return {m.name for m in view.names(view.sentence(offset)) if m.how != "anaphor"}


def main_of_last(view: View, offset: int, kinds: Iterable[str], back: int = 4) -> Mention | None:
    """Return the last name of some kinds in the few sentences before an offset, whatever their paragraph."""
    index = view.ctx.sentence_index(offset)
    start = view.ctx.sentences[max(0, index - back)][0]
    found = view.names((start, view.sentence(offset)[0]), kinds)
    return found[-1] if found else None
