"""Find what a verb tells that the parser takes for another word: "Alfa sforna Beta", its names right beside it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from extract.records import Mention
from extract.relations.clauses import is_verb
from extract.relations.fillers import DOERS, listed_before
from extract.relations.frame import Frame, frames
from extract.relations.rules import Found
from extract.relations.view import View
from extract.relations.vocabulary import is_participle, listed


def find_adjacent(view: View) -> Iterator[Found]:
    """Yield "X verb Y" of a verb that the tree has no verb for, where nothing else stands between the names."""
    if view.ctx.parse is None:
        return
    for (start, end), matches in groupby(view.matches(frames()), key=lambda match: (match.start, match.end)):
        subject = _left(view, start)
        thing = _right(view, start, end) if subject is not None else None
        if subject is None or thing is None or not _is_misread(view, start, end):
            continue
        names = view.names(view.sentence(start))
        for frame in (match.entry for match in matches if _fits(view, match.entry, subject, thing)):
            for one in listed_before(view, subject, frame.subject_kinds):
                for other in view.joined(thing, names, frame.object_kinds):
                    if one.name != other.name:
                        yield Found(frame.relation, one, other, one.start, other.end, (start, end), frame.role, 0.7)


def _left(view: View, offset: int) -> Mention | None:
    """Return the subject: the bare name that ends right before the verb, adverbs left out."""
    words = list(view.ctx.words_before(offset, 4))
    while words and words[-1].lower in listed("between") and not view.in_name(words[-1].start):
        words.pop()
    named = view.ending(words[-1].end) if words else None
    return named if named is not None and view.role(named) == "bare" else None


def _right(view: View, start: int, end: int) -> Mention | None:
    """Return the object: the first name after the verb, nothing between but its preposition."""
    after = view.names((end, view.sentence(start)[1]))[:1]
    if not after:
        return None
    phrase = view.phrase(after[0])
    return after[0] if len(view.lower(end, phrase.start)) <= (phrase.role != "bare") else None


def _is_misread(view: View, start: int, end: int) -> bool:
    """Say whether what may be a verb is none in the tree, though it is no participle and is not denied."""
    root = view.ctx.root(start, end)
    if root is None or is_verb(view.tree, root.i) or is_participle(view.lower(start, end)[0]):
        return False
    return not view.in_name(start) and not view.denied(start, end)


def _fits(view: View, frame: Frame, subject: Mention, thing: Mention) -> bool:
    """Say whether a frame is one of a verb that has the names in its places."""
    if frame.form != "verb" or not DOERS & set(frame.subject):
        return False
    places = {"bare" if place in {"obj", "nsubj"} else place for place in frame.object}
    kinds = subject.kind in frame.subject_kinds - {"unknown"} and thing.kind in frame.object_kinds - {"unknown"}
    return kinds and view.role(thing) in places
