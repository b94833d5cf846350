"""What a holding is told by: the share, the verb, of whom it is where the sentence does not name it."""

from __future__ import annotations

from collections.abc import Iterator

from extract.claims.words import Word
from extract.records import Mention, Quantity
from extract.relations.reference import besides_of, talked_of
from extract.relations.rules import Found
from extract.relations.view import View
from extract.relations.vocabulary import ORGS, PREPOSITIONS, is_participle, listed

OWNERS = ORGS | {"person"}
HELD = ORGS | {"unknown"}
NEAR = 5  # words between a verb of holding and what is held
WHOLE = 80  # percent from which a holding makes a subsidiary


def meant(view: View, word: Word) -> Mention | None:
    """Return of whom a sentence speaks that does not name it: whom the one before is about, else the text."""
    start = view.sentence(word.start)[0]
    besides = besides_of(view, word.start)
    topic = view.topic(start, ORGS, back=1)
    return topic if topic and topic.name not in besides else talked_of(view, start, ORGS, besides)


def share_after(view: View, offset: int) -> Quantity | None:
    """Return the percentage that follows an offset at once: "detiene (circa) il 9%", "ha una quota del 9%"."""
    end = view.sentence(offset)[1]
    for quantity in view.ctx.quantities.within(offset, end):
        gap = view.lower(offset, quantity.start)
        if len(gap) > NEAR or (listed("stop") | {",", "e"}) & set(gap):
            return None
        return quantity if quantity.unit == "%" and _is_held(view, quantity) else None
    return None


def _is_held(view: View, quantity: Quantity) -> bool:
    """Say whether a percentage is one of a company: "il 9% (del capitale)", but not "il 9% del mercato"."""
    after = view.after(quantity.end, 2)
    if not after or PREPOSITIONS.get(after[0]) != "di":
        return True
    return after[-1] in listed("purse") | listed("home") | listed("share") or named_after(view, quantity) is not None


def named_after(view: View, quantity: Quantity) -> Mention | None:
    following = view.names((quantity.end, view.sentence(quantity.start)[1]), HELD)
    if following and view.role(following[0]) == "di" and view.reach(quantity.end, following[0].start) <= 3:
        return following[0]
    return None


def owns(
    view: View, holder: Mention, held: Mention | None, cue: Word, quantity: Quantity | None = None
) -> Iterator[Found]:
    """Yield a holding; one of nearly the whole makes a subsidiary."""
    if held is None or holder.name == held.name or view.denied(cue.start, cue.end):
        return
    whole = quantity is not None and (quantity.value or quantity.low or 0) >= WHOLE and holder.kind in ORGS
    one, other = (held, holder) if whole else (holder, held)
    spans = [m for m in (one, other) if abs(m.start - cue.start) < 400]
    start, end = min([cue.start, *(m.start for m in spans)]), max([cue.end, *(m.end for m in spans)])
    yield Found("subsidiary_of" if whole else "invests_in", one, other, start, end, (cue.start, cue.end))


def verb_after(view: View, offset: int) -> Word | None:
    """Return the verb of holding that a pronoun or a name stands before."""
    holding = tuple(listed("holding") - listed("parting"))
    had: Word | None = None
    for after in view.words.after(offset, 5, view.sentence(max(0, offset - 1))[1]):
        if after.lower in listed("auxiliary"):
            had = after
        elif after.lower not in listed("between"):
            held = after.lower.startswith(holding)
            return after if held else None if had is None or is_participle(after.lower) else had
    return had
