"""Find what a verb tells that the parser takes for another word: "Alfa sforna Beta", its names right beside it."""

from __future__ import annotations

from collections.abc import Iterator

from extract.claims.patterns import Match
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
    for match in view.matches(frames()):
        frame = match.entry
        if frame.form != "verb" or not DOERS & set(frame.subject):
            continue
        subject = _left(view, match)
        thing = _right(view, match) if subject is not None else None
        if subject is None or thing is None or view.denied(match.start, match.end):
            continue
        if is_participle(view.lower(match.start, match.end)[0]) or view.in_name(match.start):
            continue
        root = view.ctx.root(match.start, match.end)
        if root is None or is_verb(view.tree, root.i):
            continue
        names = view.names(view.sentence(match.start))
        for one in listed_before(view, subject, frame.subject_kinds):
            for other in view.joined(thing, names, frame.object_kinds):
                if one.name != other.name:
                    span = (match.start, match.end)
                    yield Found(frame.relation, one, other, one.start, other.end, span, frame.role, 0.7)


def _left(view: View, match: Match[Frame]) -> Mention | None:
    """Return the subject: the bare name that ends right before the verb, adverbs left out."""
    words = list(view.ctx.words_before(match.start, 4))
    while words and words[-1].lower in listed("between") and not view.in_name(words[-1].start):
        words.pop()
    named = view.ending(words[-1].end) if words else None
    fits = named is not None and named.kind in match.entry.subject_kinds - {"unknown"}
    return named if fits and named is not None and view.role(named) == "bare" else None


def _right(view: View, match: Match[Frame]) -> Mention | None:
    """Return the object: the first name after the verb, in a place that the frame has for it."""
    after = view.names((match.end, view.sentence(match.start)[1]))[:1]
    if not after or after[0].kind not in match.entry.object_kinds - {"unknown"}:
        return None
    phrase = view.phrase(after[0])
    places = {"bare" if place in {"obj", "nsubj"} else place for place in match.entry.object}
    preposition = 0 if phrase.role == "bare" else 1
    near = len(view.lower(match.end, phrase.start)) <= preposition
    return after[0] if near and phrase.role in places else None
