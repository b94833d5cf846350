"""Find who stands behind what by a place before the verb: "Dietro X c'è Y", "alle origini di X ci sono Y e Z"."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from extract.claims.patterns import Match, PatternTable
from extract.records import Mention
from extract.relations.rules import Found, spellings
from extract.relations.view import View
from extract.relations.vocabulary import MADE, MODELS, ORGS, SITES, listed, read_rows

NEAR = 5  # words of the verb between the two


@lru_cache(maxsize=1)
def _cues() -> PatternTable[str]:
    return PatternTable([(cue, form) for pattern, form in read_rows("behind.tsv") for cue in spellings(pattern)])


def find_behind(view: View) -> Iterator[Found]:
    """Yield the founders or the maker that "dietro X c'è Y" tells, and what a thing runs on: "dentro X c'è Y"."""
    for match in view.matches(_cues()):
        sentence = view.sentence(match.start)
        names = view.names((match.end, sentence[1]))
        if len(names) < 2 or len(view.lower(match.end, names[0].start)) > 2 or view.denied(match.start, match.end):
            continue
        first, second = names[0], names[1]
        gap = view.lower(first.end, view.phrase(second).start)
        if (
            not gap
            or view.reach(first.end, view.phrase(second).start) > NEAR
            or not listed("standing") & set(gap)
            or {",", ";", ":", "che"} & set(gap)
        ):
            continue
        relation = _relation(match, first, second)
        for other in view.joined(second, names, {second.kind}) if relation else ():
            one, thing = (first, other) if relation in {"uses", "trained_on"} else (other, first)
            if one.name != thing.name:
                yield Found(relation, one, thing, match.start, other.end, (match.start, match.end), confidence=0.7)


def _relation(match: Match[str], first: Mention, second: Mention) -> str:
    """Return what the two names make of a cue, "" for nothing."""
    if match.entry == "inside":
        runs = first.kind in {"product", "cluster", "supercomputer"} and second.kind in MADE
        return "uses" if runs else ""
    if first.kind in MODELS and second.kind in SITES | {"chip"}:
        return "trained_on"
    if second.kind == "person" and first.kind in ORGS:
        return "founded"
    return "develops" if second.kind in ORGS and first.kind in MADE else ""
