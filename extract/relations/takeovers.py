"""Find who bought whom where the buyer is not said with it: "le acquisizioni di Y e Z", "Y, rilevata nel 2024"."""

from __future__ import annotations

from collections.abc import Iterator

from extract.claims.words import Word
from extract.relations.reference import besides_of, is_subject, last_central, talked_of
from extract.relations.rules import Found
from extract.relations.view import View
from extract.relations.vocabulary import ORGS, PREPOSITIONS, listed


def find_takeovers(view: View) -> Iterator[Found]:
    """Yield takeovers by whom the text is about."""
    for word in view.cues({"acquisizione", "acquisizioni"}):
        yield from _acquisition(view, word)
    for word in view.cues(listed("bought")):
        yield from _bought_before(view, word)


def _acquisition(view: View, word: Word) -> Iterator[Found]:
    """ "Presentando l'acquisizione di Y", "le acquisizioni di Y e Z": by whom the text is about, if nobody is near."""
    start, end = view.sentence(word.start)
    names = view.names((word.end, end))
    near = names and names[0].kind in ORGS and not view.lower(word.end, view.phrase(names[0]).start)[1:]
    if not near or view.role(names[0]) != "di" or names[0].how == "anaphor" or view.denied(word.start, word.end):
        return
    group = view.joined(names[0], names, ORGS)
    others = [m for m in view.names((start, end), ORGS) if m not in group and m.how != "anaphor"]
    by = any(PREPOSITIONS.get(w) == "da" for w in view.after(group[-1].end, 2))
    buyer = last_central(view, start, {m.name for m in group})
    if buyer is None or not is_subject(view, buyer) or by or {m.name for m in others} - {buyer.name}:
        return
    for one in group:
        yield Found("acquires", buyer, one, word.start, one.end, (word.start, word.end), confidence=0.6)


def _bought_before(view: View, word: Word) -> Iterator[Found]:
    """ "Grazie a Y, rilevata nel 2024", "la controllata Y, comprata in estate": by whom the text speaks of."""
    before = view.ctx.words_before(word.start, 1)
    bought = view.ending(before[0].start) if before and before[0].lower == "," else None
    if bought is None or bought.kind not in ORGS or bought.how in {"anaphor", "description"}:
        return
    start, end = view.sentence(word.start)
    after = view.lower(word.end, end)[:8]
    clause = after[: next((i for i, w in enumerate(after) if w in {",", ".", ";"}), len(after))]
    by = any(PREPOSITIONS.get(w) == "da" for w in clause)
    if by or listed("goods") & set(view.before(bought.start, 3)) or view.denied(word.start, word.end):
        return
    earlier = [m for m in view.names((start, bought.start), ORGS) if view.role(m) == "bare" and m.name != bought.name]
    buyer = earlier[-1] if earlier else talked_of(view, start, ORGS, besides_of(view, word.start))
    if buyer is not None and buyer.name != bought.name and view.role(bought) != "bare":
        yield Found("acquires", buyer, bought, min(bought.start, word.start), word.end, (word.start, word.end))
