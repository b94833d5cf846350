"""Find what a verb tells once and means again: "Alfa usa i chip X, Beta gli Y, Gamma ancora gli Z"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from extract.records import Mention
from extract.relations.rules import Found
from extract.relations.view import View
from extract.relations.vocabulary import ARTICLES, MADE, ORGS, PREPOSITIONS, SITES, listed

GAPPED = {"uses", "develops", "releases", "trained_on", "operates", "acquires"}
"""Relations whose verb a list of pairs leaves out."""
CLASSES = (ORGS, MADE | SITES)
OPENINGS = ([","], [";"], ["e"], [",", "e"], [";", "e"], [",", "mentre"], [",", "invece"])
NEAR = 4  # words between the two of a pair


def find_gapped(view: View, stated: Iterable[Found]) -> Iterator[Found]:
    """Yield the pairs that follow a verb and its names, each of the kinds of the first.

    Parameters
    ----------
    stated : iterable of Found
        What the text tells with a verb.
    """
    for item in list(stated):
        if item.relation not in GAPPED or item.cue is None or item.role:
            continue
        if not item.subject.end <= item.cue[0] <= item.cue[1] <= item.object.start:
            continue
        yield from _pairs(view, item)


def _pairs(view: View, item: Found) -> Iterator[Found]:
    names = view.names((item.object.end, view.sentence(item.object.start)[1]))
    end = item.object.end
    while len(names) > 1:
        subject, thing = names[0], names[1]
        opening = view.lower(end, view.phrase(subject).start)
        alike = _alike(subject, item.subject) and _alike(thing, item.object)
        if opening not in OPENINGS or not alike or not _is_pair(view, subject, thing):
            return
        yield replace(item, subject=subject, object=thing, start=item.start, end=thing.end, confidence=0.65)
        end, names = thing.end, names[2:]


def _alike(one: Mention, other: Mention) -> bool:
    return any({one.kind, other.kind} <= kinds for kinds in CLASSES)


def _is_pair(view: View, subject: Mention, thing: Mention) -> bool:
    """Say whether nothing but articles, adverbs, nouns for wares stand between the two of a pair."""
    gap = view.lower(subject.end, thing.start)
    passed = ARTICLES | set(PREPOSITIONS) | listed("between") | listed("chips") | listed("adjective")
    passed = passed | listed("possessive") | listed("topproduct") | {",", "ancora", "piuttosto"}
    return 0 < len(gap) <= NEAR and set(gap) <= passed and gap != [","] and gap[-1] not in {"di", "del", "della"}
