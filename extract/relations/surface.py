"""Read a verb of ``frames.tsv`` by the order of the words alone, where the tree has not told who does it to whom.

The parser takes many a verb of a headline for a noun ("X compra Y"), and many an object after "che" for the subject.
"""

from __future__ import annotations

from collections.abc import Iterator

from extract.claims.patterns import Match
from extract.records import Mention
from extract.relations.frame import Frame
from extract.relations.reference import ACCUSATIVE, meant_by, pronoun_place
from extract.relations.rules import Found
from extract.relations.sides import CLOSE, apposed_to, objects_behind, subjects_before
from extract.relations.view import View
from extract.relations.vocabulary import ARTICLES, PREPOSITIONS, is_participle, listed

READ = {"invests_in", "acquires", "subsidiary_of", "supplies", "competes_with", "integrated_in", "part_of"}
"""Relations whose verbs are read so; those of others have too many uses."""
GERUND = ("ando", "endo")
UNBOUND = ("are", "ere", "ire", "rsi", *GERUND)


def read_surface(view: View, match: Match[Frame]) -> Iterator[Found]:
    """Yield what a verb tells whose subject and object stand right before and after it."""
    if match.entry.relation in READ and not _has_no_places(match.entry):
        yield from _nouns(view, match) if match.entry.form == "noun" else _verbs(view, match)


def _has_no_places(frame: Frame) -> bool:
    """Say whether the words around a predicate do not tell its places: of a noun they tell who is called so."""
    same = "same" in {*frame.subject, *frame.object}
    return same != (frame.form == "noun") or frame.form not in {"noun", "verb"} or "each" in frame.object


def _nouns(view: View, match: Match[Frame]) -> Iterator[Found]:
    """Yield "socio di Y dal 2023, X ha", "X, fornitore di Y", "il rivale di Y, X,", "è X il compratore di Y"."""
    frame = match.entry
    turned = "same" in frame.object
    kinds, other_kinds = frame.subject_kinds - {"unknown"}, frame.object_kinds - {"unknown"}
    places = frame.subject if turned else frame.object
    others = objects_behind(view, match.end, set(places), kinds if turned else other_kinds)
    kinds = other_kinds if turned else kinds
    if not others or others[0].how == "anaphor":
        return
    so_called = apposed_to(view, match.start, kinds) or _after_copula(view, match, kinds)
    so_called = so_called or _after_comma(view, match, others[-1], kinds)
    for one in so_called:
        for other in others:
            if one.name != other.name and one.how != "anaphor":
                yield _found(match, *((other, one) if turned else (one, other)))


def _after_copula(view: View, match: Match[Frame], kinds: frozenset[str]) -> list[Mention]:
    """Return X of "è X il primo cliente di Y"."""
    words = list(view.ctx.words_before(match.start, 3))
    while words and words[-1].lower in ARTICLES | listed("adjective") | listed("only"):
        words.pop()
    named = view.ending(words[-1].end) if words else None
    told = named is not None and view.before(view.phrase(named).start, 1)[:1]
    return [named] if named is not None and named.kind in kinds and told and told[0] in listed("copula") else []


def _after_comma(view: View, match: Match[Frame], last: Mention, kinds: frozenset[str]) -> list[Mention]:
    """Return X of "il fornitore di Y, X, ha", and of "socio di Y dal 2023, X ha" at the head of a sentence."""
    start, end = view.sentence(match.start)
    opening = [w for w in view.lower(start, match.start) if w not in listed("adjective") | listed("only") | ARTICLES]
    article = view.before(match.start, 1)[:1]
    after = view.names((last.end, end))[:1]
    if not after or after[0].kind not in kinds or opening[:-1]:
        return []
    gap = view.lower(last.end, view.phrase(after[0]).start)
    commas = gap.count(",") == 1 and gap[-1] == "," and view.reach(last.end, after[0].start) <= CLOSE
    closed = view.after(after[0].end, 1) in ([","], ["("])
    definite = bool(article) and article[0] in {"il", "la", "l'", "lo"}
    return after if commas and (closed if definite else not opening) else []


def _verbs(view: View, match: Match[Frame]) -> Iterator[Found]:
    """Yield what a verb tells by its voice and the names beside it."""
    frame = match.entry
    word = view.lower(match.start, match.end)[0]
    before = view.before(match.start, 4)
    while before and before[-1] in listed("between") | {"si"}:
        before.pop()
    helped = bool(before) and before[-1] in listed("auxiliary")
    if helped:
        before.pop()
    last = before[-1] if before else ""
    participle = is_participle(word) and not helped
    putting = word.startswith(tuple(listed("putting")))  # what is put where has many uses
    if putting:
        return
    if word.endswith(GERUND):
        yield from _opening(view, match)
    if word.endswith(UNBOUND):
        return
    cited = last in ACCUSATIVE and not participle and "obj" in frame.object
    if not cited and (last in ARTICLES or last in PREPOSITIONS or last in listed("possessive")):
        return  # a noun: "la compra", "di acquisto"
    if participle and "da" in frame.subject:
        return  # "acquistata da X" is what X bought, not whom it supplies
    passive = participle and not word.startswith(tuple(listed("intransitive")))
    subjects = _place(view, match, frame.subject, frame.subject_kinds, passive=passive)
    if not subjects and not cited:
        return
    taken = {m.name for m in subjects}
    objects = [] if cited else _place(view, match, frame.object, frame.object_kinds, passive=passive, taken=taken)
    if cited and not subjects:
        subjects = objects_behind(view, match.end, {"bare"}, frame.subject_kinds - {"unknown"})
        besides = {m.name for m in subjects}
        place = pronoun_place(view, (match.start, match.end), frame.object)
        kinds = frame.object_kinds - {"unknown"}
        meant = meant_by(view, match.start, place, kinds, besides) if place is not None else None
        objects = [meant] if meant else []
    elif cited:
        start = view.sentence(match.start)[0]
        objects = [m for m in view.names((start, subjects[0].start), frame.object_kinds) if view.role(m) == "bare"][-1:]
    for one in subjects:
        for other in objects:
            if one.name != other.name and other.how != "anaphor":
                yield _found(match, one, other)


def _opening(view: View, match: Match[Frame]) -> Iterator[Found]:
    """Yield "comprando Y, X entra": a gerund at the head of its sentence, whose subject comes after it."""
    frame = match.entry
    start, end = view.sentence(match.start)
    objects = objects_behind(view, match.end, {"bare"}, frame.object_kinds - {"unknown"})
    if "obj" not in frame.object or "subj" not in frame.subject or not objects or view.lower(start, match.start):
        return
    after = view.names((objects[-1].end, end))[:1]
    gap = view.lower(objects[-1].end, view.phrase(after[0]).start) if after else []
    if after and after[0].kind in frame.subject_kinds and gap[-1:] == [","] and gap.count(",") == 1:
        for other in objects:
            yield _found(match, after[0], other)


def _place(
    view: View,
    match: Match[Frame],
    wanted: tuple[str, ...],
    kinds: frozenset[str],
    *,
    passive: bool,
    taken: set[str] | frozenset[str] = frozenset(),
) -> list[Mention]:
    """Return the names of the first place that has any, as the order of words gives them."""
    kinds = kinds - {"unknown"}
    for place in wanted:
        if place in {"nsubj", "obj" if passive else "subj"}:
            found = subjects_before(view, match.start, kinds)
        elif place == "subj":
            found = objects_behind(view, match.end, {"da"}, kinds, taken)
        elif place == "obj":
            found = objects_behind(view, match.end, {"bare"}, kinds, taken)
        else:
            found = objects_behind(view, match.end, {place}, kinds, taken)
        found = [m for m in found if m.name not in taken]
        if found:
            return found
    return []


def _found(match: Match[Frame], one: Mention, other: Mention) -> Found:
    near = [m for m in (one, other) if abs(m.start - match.start) < 400]
    start, end = min([match.start, *(m.start for m in near)]), max([match.end, *(m.end for m in near)])
    return Found(match.entry.relation, one, other, start, end, (match.start, match.end), confidence=0.65)
