"""Find what is presented by its name: "Si chiama Alfa ed è l'ultimo robot di Beta", "il suo sistema si chiama Alfa"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from extract.claims.words import Word
from extract.records import Mention
from extract.relations.reference import talked_of
from extract.relations.rules import Found
from extract.relations.view import View
from extract.relations.vocabulary import MADE, ORGS, listed

CALLED = {"chiama", "chiamano", "chiamerà", "chiamava"}
NAMING = {"denominati", "denominate", "chiamati", "chiamate", "battezzati", "battezzate"}
NAMED_SO = ("chiamat", "battezzat", "ribattezzat", "denominat")
NEAR, REACH = 6, 12  # words of a noun beside the verb; of the owner beside the noun
NAMED = MADE | {"unknown", "person", "place", "organisation"}


def find_called(view: View) -> Iterator[Found]:
    """Yield who makes what is only called by its name: of whom the noun is, else of whom the text tells."""
    for word in view.cues(NAMING):
        yield from _several(view, word)
    for word in view.cues(stems=NAMED_SO):
        if word.lower.endswith(("o", "a")):
            yield from _of_maker(view, word)
    for word in view.cues(CALLED):
        if view.before(word.start, 1) != ["si"]:
            continue
        start, end = view.sentence(word.start)
        named = view.names((word.end, end))
        if not named or named[0].kind not in NAMED or view.reach(word.end, view.phrase(named[0]).start) > 0:
            continue
        thing = named[0]
        before = [w for w in view.ctx.words_before(word.start, NEAR) if w.start >= start]
        after = view.words.after(thing.end, NEAR, end)
        noun = next((w for w in [*reversed(before), *after] if w.lower in listed("thing_made")), None)
        if noun is None:
            continue
        made = thing if thing.kind in MADE else replace(thing, kind="product")
        owner = _owner(view, noun, thing, end) or talked_of(view, word.start, ORGS, {thing.name})
        maker = view.maker(made.name)
        if owner is not None and owner.name != made.name and maker in {None, owner.name}:
            first = min(noun.start, word.start)
            yield Found("develops", owner, made, first, thing.end, (word.start, word.end))


def _several(view: View, word: Word) -> Iterator[Found]:
    """Yield "questi modelli, denominati A, B e C": of whom the sentence is, else of whom the text tells."""
    start, end = view.sentence(word.start)
    back = [w for w in view.ctx.words_before(word.start, NEAR) if w.start >= start]
    noun = next((w for w in reversed(back) if w.lower in listed("thing_made")), None)
    named = view.names((word.end, end))
    if noun is None or len(view.lower(noun.end, word.start)) > 2 or not named or view.lower(word.end, named[0].start):
        return
    if named[0].kind not in NAMED:
        return
    things = view.joined(named[0], named, NAMED)
    before = [m for m in view.names((start, noun.start), ORGS) if view.role(m) == "bare"]
    owner = before[-1] if before else talked_of(view, start, ORGS, {m.name for m in things})
    for thing in things:
        made = thing if thing.kind in MADE else replace(thing, kind="product")
        if owner is not None and owner.name != made.name and view.maker(made.name) in {None, owner.name}:
            first = min(owner.start, noun.start) if before else noun.start
            yield Found("develops", owner, made, first, thing.end, (word.start, word.end))


def _of_maker(view: View, word: Word) -> Iterator[Found]:
    """Yield "il chip di X, chiamato A", "il suo software, ribattezzato A"."""
    start, end = view.sentence(word.start)
    if view.before(word.start, 1) != [","]:
        return
    named = view.names((word.end, end))[:1]
    if not named or named[0].kind not in NAMED - {"place"} or view.lower(word.end, named[0].start):
        return
    back = [w for w in view.ctx.words_before(word.start, NEAR) if w.start >= start]
    noun = next((w for w in reversed(back) if w.lower in listed("thing_made") | listed("topproduct")), None)
    owners = view.names((noun.end, word.start), ORGS) if noun else []
    own = noun is not None and bool(listed("possessive") & set(view.before(noun.start, 2)))
    owner = owners[0] if owners and view.role(owners[0]) == "di" else None
    if owner is None and own:
        before = [m for m in view.names((start, word.start), ORGS) if view.role(m) == "bare"]
        owner = before[-1] if before else talked_of(view, start, ORGS, {named[0].name})
    made = named[0] if named[0].kind in MADE else replace(named[0], kind="product")
    if owner is not None and owner.name != made.name and view.maker(made.name) in {None, owner.name}:
        yield Found("develops", owner, made, min(owner.start, word.start), made.end, (word.start, word.end))


def _owner(view: View, noun: Word, thing: Mention, end: int) -> Mention | None:
    """Return whose the thing is where it is said: "il sistema di Beta si chiama", "è l'ultimo telefono di Beta"."""
    for org in view.names((noun.end, end), ORGS):
        between = view.lower(noun.end, view.phrase(org).start)
        if org.name != thing.name and len(between) <= REACH and not {",", ";", "che"} & set(between[:-1]):
            return org if view.role(org) in {"di", "da"} else None
    return None
