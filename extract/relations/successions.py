"""Find who takes or leaves an office of somebody else: "Y, che prende il posto di X", "X, sostituito da Y"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import lru_cache

from extract.claims.patterns import ANY_ENDING, Match, PatternTable
from extract.records import Mention
from extract.relations.rules import Found, spellings
from extract.relations.view import View
from extract.relations.vocabulary import read_rows

NEAR = 6  # words between a cue and the two that it joins


@lru_cache(maxsize=1)
def _cues() -> PatternTable[str]:
    rows = read_rows("successions.tsv")
    return PatternTable([(cue, form) for pattern, form in rows for cue in spellings(pattern)], ANY_ENDING)


def find_successions(view: View, stated: Iterable[Found]) -> Iterator[Found]:
    """Yield for each of two who follow one another the office that is stated of the other one.

    Parameters
    ----------
    stated : iterable of Found
        The offices that the text gives otherwise.
    """
    held: dict[str, Found] = {}
    for item in stated:
        if item.relation == "role" and item.role not in {"other", "board_member"}:
            held.setdefault(item.subject.name, item)
    for match in view.matches(_cues()) if held else ():
        one, other = _pair(view, match) or (None, None)
        if one is None or other is None:
            continue
        for person, known in ((one, held.get(other.name)), (other, held.get(one.name))):
            near = known is not None and view.ctx.paragraph(known.start) == view.ctx.paragraph(match.start)
            if known is not None and near and person.name not in held:
                start, end = min(person.start, match.start), max(person.end, match.end)
                yield replace(
                    known, subject=person, start=start, end=end, cue=(match.start, match.end), confidence=0.65
                )


def _pair(view: View, match: Match[str]) -> tuple[Mention, Mention] | None:
    """Return the two whom a cue joins: one before it in its sentence or the last of the one before, one after it."""
    start, end = view.sentence(match.start)
    after = view.names((match.end, end), {"person"})[:1]
    before = [m for m in view.names((start, match.start), {"person"}) if view.role(m) in {"bare", "di", "a"}]
    if not before and match.entry == "told":
        index = view.ctx.sentence_index(match.start)
        last = view.ctx.sentences[index - 1] if index else (0, 0)
        before = view.names(last, {"person"})
    if not after or not before or len(view.lower(match.end, after[0].start)) > NEAR:
        return None
    role = view.role(after[0])
    by = {"passive": {"da"}, "active": {"bare", "di", "a"}, "told": {"bare"}}[match.entry]
    if role not in by or before[-1].name == after[0].name:
        return None
    return before[-1], after[0]
