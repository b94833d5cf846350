"""Find who stands in whose capital: "nel capitale figurano X e Z", "tra i soci di Y", "nel portafoglio ha Y"."""

from __future__ import annotations

from collections.abc import Iterator

from extract.claims.words import Word
from extract.records import Mention
from extract.relations.fillers import listed_before
from extract.relations.holding import HELD, OWNERS, meant, owns
from extract.relations.rules import Found
from extract.relations.view import View
from extract.relations.vocabulary import ORGS, listed


def find_in_capital(view: View) -> Iterator[Found]:
    """Yield who holds a part of a firm, told by its capital, its shareholders, the portfolio of a fund."""
    for word in view.cues({"cui"}):
        yield from _in_whose_capital(view, word)
    for word in view.cues(listed("holdings")):
        yield from _holdings(view, word)
    for word in view.cues({"capitale"}):
        if view.before(word.start, 1) == ["nel"]:
            yield from _in_capital(view, word)
    for word in view.cues(listed("backers_of")):
        yield from _among(view, word)
    for word in view.cues(listed("investor_group")):
        yield from _sold_to(view, word)
    for word in view.cues({"azioni", "titoli"}):
        yield from _bought(view, word)


def _in_whose_capital(view: View, word: Word) -> Iterator[Found]:
    """ "Y, nel cui capitale siede X": who stands there."""
    before = view.ctx.words_before(word.start, 2)
    after = view.words.after(word.end, 1, view.sentence(word.start)[1])
    if [w.lower for w in before] != [",", "nel"] or [w.lower for w in after] != ["capitale"]:
        return
    held = view.ending(before[0].start)
    names = view.names((after[0].end, view.sentence(word.start)[1]), OWNERS)
    if held is None or held.kind not in HELD or not names or view.role(names[0]) != "bare":
        return
    if view.reach(after[0].end, view.phrase(names[0]).start) <= 3:
        for holder in view.joined(names[0], names, OWNERS):
            yield from owns(view, holder, held, word)


def _holdings(view: View, word: Word) -> Iterator[Found]:
    """ "Tra le partecipate ci sono Y e Z", "nel portafoglio ha Y e Z": of whom the text speaks."""
    opening = view.before(word.start, 3)
    if not {"tra", "fra", "nel", "in"} & set(opening) or "che" in opening:
        return
    start, end = view.sentence(word.start)
    names = view.names((word.end, end))
    if not names:
        return
    gap = [w for w in view.lower(word.end, view.phrase(names[0]).start) if w not in listed("between")]
    told = gap == ["ha"] or (gap and len(gap) <= 3 and gap[0] in listed("listing") | listed("remaining"))
    if not told or names[0].kind not in HELD or view.role(names[0]) != "bare":
        return
    before = [m for m in view.names((start, word.start), ORGS) if view.role(m) == "bare"]
    holder = before[-1] if before else meant(view, word)
    if holder is None:
        return
    for held in view.joined(names[0], names, HELD):
        if held.kind in ORGS:
            yield from owns(view, holder, held, word)


def _in_capital(view: View, word: Word) -> Iterator[Found]:
    """ "Nel capitale figurano X e Z", "con X e Z già presenti nel capitale": of whom the text speaks."""
    end = view.sentence(word.start)[1]
    if listed("standing_in") & set(view.before(word.start, 2)[:1]):
        back = view.ctx.words_before(word.start, 4)
        last = view.ending(next(w.start for w in back if w.lower in {"già"} | listed("standing_in")))
        group = listed_before(view, last, OWNERS) if last is not None and last.kind in OWNERS else []
        for holder in group:
            yield from owns(view, holder, meant(view, word), word)
        return
    names = view.names((word.end, end), OWNERS)
    gap = [w for w in view.lower(word.end, view.phrase(names[0]).start) if w not in listed("between")] if names else []
    told = gap and (gap[0] in {"ci", "c'", "figurano", "figura"} or gap[-1].startswith("entrat"))
    if told and len(gap) <= 4 and view.role(names[0]) == "bare":
        for holder in view.joined(names[0], names, OWNERS):
            yield from owns(view, holder, meant(view, word), word)


def _among(view: View, word: Word) -> Iterator[Found]:
    """ "Y ha tra i propri soci X e Z", "Y conta X tra i suoi azionisti", "X, tra i primi finanziatori di Y"."""
    back = view.ctx.words_before(word.start, 6)
    among = next((w for w in reversed(back) if w.lower in {"tra", "fra", "come"}), None)
    if among is None or listed("stop") & {w.lower for w in back if w.start > among.start}:
        return
    start, end = view.sentence(word.start)
    earlier = view.names((start, among.start), HELD)
    having = next((w for w in reversed(view.ctx.words_before(among.start, 12)) if w.lower in listed("counting")), None)
    if having is not None:
        counted = view.names((having.end, among.start), OWNERS)
        following = view.names((word.end, end), OWNERS)
        near = following and view.reach(word.end, view.phrase(following[0]).start) <= 2
        if not counted and near and view.role(following[0]) == "bare":
            counted = view.joined(following[0], following, OWNERS)
        elif counted and view.reach(counted[-1].end, among.start) > 1:
            return
        bare = [m for m in earlier if m.end <= having.start and view.role(m) == "bare"]
        held = bare[-1] if bare else meant(view, word)
        for holder in counted:
            yield from owns(view, holder, held, word)
        return
    owned = view.names((word.end, end), HELD)
    if not owned or view.role(owned[0]) not in {"di", "in"} or view.reach(word.end, view.phrase(owned[0]).start) > 1:
        return
    holders = [m for m in earlier if m.kind in OWNERS]
    link = [w for w in view.lower(holders[-1].end, among.start) if w not in listed("between")] if holders else ["?"]
    if link in ([], [","], ["è"], ["era"], ["è", "stato"], ["è", "stata"], [",", "che", "è"]):
        for held in view.joined(owned[0], owned, HELD):
            yield from owns(view, holders[-1], held, word)


def _sold_to(view: View, word: Word) -> Iterator[Found]:
    """ "Azioni per 6 miliardi a un gruppo di investitori che comprende X, Z e W": of whom the text speaks."""
    start, end = view.sentence(word.start)
    after = view.words.after(word.end, 12, end)
    lower = [w.lower for w in after]
    joint = next((w for w in after if w.lower in listed("comprising")), None)
    if lower[:1] != ["di"] or not set(lower[1:3]) & listed("backers_of") | {"fondi"} & set(lower[1:3]) or not joint:
        return
    names = view.names((joint.end, end), OWNERS | {"unknown"})
    if not names or view.reach(joint.end, view.phrase(names[0]).start) > 2:
        return
    sold = listed("share") & set(view.lower(start, word.start))
    before = view.names((start, word.start), ORGS)
    held = next((m for m in reversed(before) if view.role(m) in {"di", "in"}), None) if sold else None
    held = held or next((m for m in reversed(before) if view.role(m) == "bare" and not _speaks(view, m)), None)
    held = held or meant(view, word)
    for holder in view.joined(names[0], names, OWNERS):
        yield from owns(view, holder, held, word)


def _speaks(view: View, mention: Mention) -> bool:
    return bool({"che", "riferisce", "scrive"} & set(view.after(mention.end, 2)))


def _bought(view: View, word: Word) -> Iterator[Found]:
    """ "X ha acquistato azioni per 4 miliardi": of whom the text speaks, where it does not say of whom."""
    before = view.ctx.words_before(word.start, 3)
    verb = next((w for w in reversed(before) if w.lower.startswith(tuple(listed("buying_shares")))), None)
    after = view.after(word.end, 1)
    if verb is None or {w.lower for w in before} & {"proprie"} or after not in ([], ["."], [","], ["per"]):
        return
    start = view.sentence(word.start)[0]
    names = view.names((start, verb.start), OWNERS)
    if not names or view.role(names[-1]) != "bare" or view.reach(names[-1].end, verb.start) > 2:
        return
    earlier = [m for m in names[:-1] if m.kind in ORGS and m.name != names[-1].name]
    held = earlier[-1] if earlier else meant(view, word)
    yield from owns(view, names[-1], held, word)
