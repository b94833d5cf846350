"""Find who holds a share of whom: told by a noun with its verb at some distance."""

from __future__ import annotations

from collections.abc import Iterator

from extract.claims.words import Word
from extract.records import Mention
from extract.relations.reference import besides_of, talked_of
from extract.relations.rules import Found
from extract.relations.view import View
from extract.relations.vocabulary import ORGS, listed

REACH = 8


def find_stakes(view: View) -> Iterator[Found]:
    """Yield "X detiene una quota del 27% di Y", "la partecipazione di X in Y"."""
    for word in view.cues(listed("stake")):
        sentence = view.sentence(word.start)
        after = view.names((word.end, sentence[1]), ORGS)
        owner = after[0] if len(after) > 1 and _owns(view, after[0], after[1]) else None
        held = after[1] if owner else after[0] if after else None
        if held and (view.reach(word.end, view.phrase(held).start) > REACH or view.role(held) not in {"di", "in"}):
            held = None
        if view.denied(word.start, word.end):
            continue
        holder = owner or _holder(view, word, sentence)
        if holder and (held is None or held.how == "anaphor"):
            held = _meant(view, word, holder, held)
        if held is None:
            continue
        if holder and holder.name != held.name:
            spans = [m for m in (holder, held) if sentence[0] <= m.start < sentence[1]]
            start, end = min([word.start, *(m.start for m in spans)]), max([word.end, *(m.end for m in spans)])
            yield Found("invests_in", holder, held, start, end, (word.start, word.end))


def _owns(view: View, owner: Mention, held: Mention) -> bool:
    """Say whether two names are those of "la quota di X in Y"."""
    roles = (view.role(owner), view.role(held))
    return roles == ("di", "in") and view.reach(owner.end, view.phrase(held).start) <= 2


def _meant(view: View, word: Word, holder: Mention, held: Mention | None) -> Mention | None:
    """Return of whom a share is that "del capitale", "della società" does not name: who is not the holder's like."""
    if held is None:
        after = view.after(word.end, 2)
        whole = len(after) == 2 and after[1] in listed("purse") | listed("home")
        if not whole and not (after[:1] in ([], ["."], [","], [";"]) and word.lower in listed("part")):
            return None
    elif held.name not in {m.name for m in view.names(view.sentence(word.start)) if m.how != "anaphor"}:
        return held
    start = view.sentence(word.start)[0]
    before = [m for m in view.names((start, holder.start), ORGS) if view.role(m) in {"di", "in"}]
    if before and held is not None:
        return before[-1]
    return talked_of(view, word.start, ORGS, besides_of(view, word.start) | {holder.name})


def _holder(view: View, word: Word, sentence: tuple[int, int]) -> Mention | None:
    before = [m for m in view.names((sentence[0], word.start), ORGS | {"person"}) if view.role(m) == "bare"]
    if not before:
        return None
    between = view.lower(before[-1].end, word.start)
    holds = any(w.startswith(tuple(listed("holding"))) for w in between) or between[:1] == ["ha"]
    return before[-1] if holds and len(between) <= 9 and not {";", ":"} & set(between) else None
