"""Find who holds a part of the firm that the text is about, or the whole: "X, azionista dal 2021", "è del fondo X"."""

from __future__ import annotations

from collections.abc import Iterator

from extract.claims.words import Word
from extract.records import Mention
from extract.relations.fillers import listed_before
from extract.relations.reference import besides_of, talked_of
from extract.relations.rules import Found
from extract.relations.view import View
from extract.relations.vocabulary import ARTICLES, ORGS, PREPOSITIONS, listed

HOLDERS = ORGS | {"person"}
TAIL = 5  # words between the copula of an owner and his name


def find_holders(view: View) -> Iterator[Found]:
    """Yield shareholders and owners of whom the text is about, and owners that a copula or an apposition tells."""
    for word in view.cues(listed("backer")):
        yield from _backs(view, word)
    for word in view.cues(listed("copula") | {"resta", "rimane"}):
        yield from _belongs(view, word)
    for word in view.cues(listed("whole_firm")):
        yield from _firm_of(view, word)
    for word in view.cues(stems={"partecip"}):
        yield from _takes_part(view, word)
    yield from _shares(view)


def _found(
    view: View, holder: Mention, held: Mention | None, cue: Word, relation: str = "invests_in"
) -> Iterator[Found]:
    if held is None or held.name == holder.name or view.denied(cue.start, cue.end):
        return
    ends = [m for m in (holder, held) if abs(m.start - cue.start) < 400]
    start, end = min([cue.start, *(m.start for m in ends)]), max([cue.end, *(m.end for m in ends)])
    pair = (holder, held) if relation == "invests_in" else (held, holder)
    yield Found(relation, *pair, start, end, (cue.start, cue.end), confidence=0.65)


def _meant(view: View, offset: int) -> Mention | None:
    return talked_of(view, view.sentence(offset)[0], ORGS, besides_of(view, offset))


def _is_alone(view: View, word: Word) -> bool:
    """Say whether a noun for a shareholder does not name of whom: "azionista dal 2021", but not "azionista di X"."""
    after = view.after(word.end, 2)
    if not after or PREPOSITIONS.get(after[0]) not in {"di", "in"} or after[1][0].isdigit():
        return not after or not view.in_name(view.words.after(word.end, 1, view.sentence(word.start)[1])[0].start)
    return after[1] in listed("holder_kind")


def _backs(view: View, word: Word) -> Iterator[Found]:
    """ "X, azionista dal 2021, ha", "X è anche socio", "X resta il primo azionista", "un nuovo socio, X"."""
    if not _is_alone(view, word):
        return
    words = list(view.ctx.words_before(word.start, 8))
    passed = listed("adjective") | listed("only") | listed("between") | ARTICLES | {"tra", "fra"} | listed("possessive")
    named = False
    while words and words[-1].lower in passed:
        named |= words[-1].lower in listed("adjective") | listed("only")
        words.pop()
    if named:
        names = view.names((word.end, view.sentence(word.start)[1]), HOLDERS)[:1]
        if names and view.lower(word.end, view.phrase(names[0]).start) in ([","], [":"], [",", "il"], [",", "la"]):
            yield from _found(view, names[0], _meant(view, word.start), word)
            return
    if not words:
        return
    last = words.pop()
    if last.lower in listed("holding_still"):
        that = [w.lower for w in words[-2:]] == [",", "che"]
        holder = view.ending(words[-2].start if that else last.start)
    else:
        holder = view.ending(last.start) if last.lower == "," else None
    if holder is None or holder.kind not in ORGS or holder.how in {"anaphor", "description"}:
        return
    if view.role(holder) not in ({"bare", "da"} if last.lower == "," else {"bare"}):
        return
    group = listed_before(view, holder, ORGS) if last.lower in {"sono", "restano", "rimangono"} else [holder]
    start = view.sentence(word.start)[0]
    for one in group:
        others = [m for m in view.names((start, group[0].start), ORGS) if view.role(m) == "bare"]
        held = others[-1] if others and others[-1].how != "anaphor" else _meant(view, word.start)
        yield from _found(view, one, held, word)


def _belongs(view: View, word: Word) -> Iterator[Found]:
    """ "X è del fondo Y", "X, che dal 2021 è della cinese Y", "la società è di Y": whose a firm is."""
    end = view.sentence(word.start)[1]
    owners = view.names((word.end, end))[:1]
    if not owners or owners[0].kind not in ORGS or owners[0].how == "anaphor" or view.role(owners[0]) != "di":
        return
    owner = owners[0]
    gap = view.lower(word.end, view.phrase(owner).start)
    whole = {w for w in gap if w.isdigit()} | listed("wholly")
    if set(gap[:-1]) - listed("between") - whole or not gap or PREPOSITIONS.get(gap[-1]) != "di":
        return
    if view.words.after(owner.end, 1, end) and view.after(owner.end, 1)[0] not in {
        ",",
        ".",
        "e",
        "dal",
        "da",
        "dall'",
        ";",
    }:
        return
    held = _before_copula(view, word)
    if held is not None:
        yield from _found(view, owner, held, word, "subsidiary_of")


def _before_copula(view: View, word: Word) -> Mention | None:
    """Return the firm that is the subject of a copula: right before it, before "che" and a time, or "la società"."""
    start = view.sentence(word.start)[0]
    for mention in reversed(view.names((start, word.start), ORGS)):
        times = [t for t in view.ctx.times if mention.end <= t.start and t.end <= word.start]
        inside = {w.start for t in times for w in view.words.within(t.start, t.end)}
        gap = [w for w in view.words.within(mention.end, word.start) if w.start not in inside]
        plain = [w.lower for w in gap if w.lower not in listed("between") and PREPOSITIONS.get(w.lower) != "da"]
        apposed = plain[:1] == [","] and plain[-1:] == [","] and len(plain) <= 4 and PREPOSITIONS.get(plain[1]) == "di"
        if plain in ([], [",", "che"], [",", "che", ","]) or apposed:
            if mention.how == "anaphor":
                return talked_of(view, start, ORGS, besides_of(view, word.start)) or mention
            return mention if view.role(mention) == "bare" or "che" in plain else None
    opening = view.lower(start, word.start)
    stands = len(opening) == 2 and opening[0] in {"la", "l'", "il"} and opening[1] in listed("whole_firm")
    return _meant(view, word.start) if stands else None


def _firm_of(view: View, word: Word) -> Iterator[Found]:
    """ "X, la società informatica di Y": whose firm an apposition with an article calls another."""
    back = view.ctx.words_before(word.start, 2)
    if len(back) < 2 or back[1].lower not in {"la", "l'", "il", "lo"} or back[0].lower not in {",", "("}:
        return
    held = view.ending(back[0].start)
    names = view.names((word.end, view.sentence(word.start)[1]))[:1]
    if held is None or held.kind not in ORGS or not names or names[0].kind not in ORGS or names[0].how == "anaphor":
        return
    gap = view.lower(word.end, names[0].start)
    told = {held.how, names[0].how} <= {"alias", "name"} and view.role(held) == "bare"
    whose = told and 0 < len(gap) <= 3 and PREPOSITIONS.get(gap[-1]) == "di" and not PREPOSITIONS.keys() & set(gap[:-1])
    if whose and not {",", "che", "e"} & set(gap):
        yield from _found(view, names[0], held, word, "subsidiary_of")


def _takes_part(view: View, word: Word) -> Iterator[Found]:
    """ "X partecipa al 60% in Y", "X partecipò con Z al round di Y"."""
    start, end = view.sentence(word.start)
    before = [m for m in view.names((start, word.start), HOLDERS) if view.role(m) == "bare"]
    names = view.names((word.end, end), ORGS)
    near = before and view.reach(before[-1].end, word.start) <= 1
    if not near or not names:
        return
    beside = view.joined(names[0], names, ORGS) if view.role(names[0]) == "con" else []
    rest = names[len(beside) :]
    if not rest:
        return
    gap = view.lower(beside[-1].end if beside else word.end, view.phrase(rest[0]).start)
    share = any(q.unit == "%" for q in view.ctx.quantities.within(word.end, rest[0].start))
    told = (share and view.role(rest[0]) == "in") or (listed("round") & set(gap) and view.role(rest[0]) in {"di", "in"})
    if told and len(gap) <= 9 and not {",", ";", "che"} & set(gap):
        for holder in [*listed_before(view, before[-1], HOLDERS), *beside]:
            yield from _found(view, holder, rest[0], word)


def _shares(view: View) -> Iterator[Found]:
    """ "X ha il 9%", "X è rimasta con il 9%", "a X resta il 9%": of whom the text speaks."""
    for quantity in view.ctx.quantities:
        start, end = view.sentence(quantity.start)
        if quantity.unit != "%" or view.names((quantity.end, end), ORGS)[:1]:
            continue
        after = view.after(quantity.end, 2)
        if after and after[0] not in {".", ",", ";", "e", "circa"} and after[-1] not in listed("purse"):
            continue
        names = view.names((start, quantity.start), HOLDERS)
        fronted = _fronted(view, names)
        if fronted is not None:
            yield from _found(view, *fronted[:2], fronted[2])
            continue
        if not names or names[-1].how == "anaphor" or names[-1].kind not in ORGS:
            continue
        gap = view.lower(names[-1].end, quantity.start)
        kept = gap[-2:] in (["con", "il"], ["con", "l'"]) and gap[0] in listed("holding_still")
        held = kept or (gap[:1] and gap[0] in listed("keeping"))
        cue = next(iter(view.words.within(names[-1].end, quantity.start)), None)
        if not held or len(gap) > TAIL or cue is None or {",", "che"} & set(gap) or not _of_holders(view, start, end):
            continue
        yield from _found(view, names[-1], _meant(view, quantity.start), cue)


def _fronted(view: View, names: list[Mention]) -> tuple[Mention, Mention, Word] | None:
    """Return holder, firm and verb of "X, che di Y detiene il 9%"."""
    if not names or names[-1].kind not in ORGS or view.role(names[-1]) != "di":
        return None
    held = names[-1]
    verb = view.words.after(held.end, 1, held.end + 30)
    back = view.ctx.words_before(held.start, 3)
    if len(back) < 3 or [w.lower for w in back[:2]] != [",", "che"] or not verb:
        return None
    holder = view.ending(back[0].start)
    holds = verb[0].lower.startswith(tuple(listed("holding") - listed("parting")))
    return (holder, held, verb[0]) if holder is not None and holder.kind in HOLDERS and holds else None


def _of_holders(view: View, start: int, end: int) -> bool:
    """Say whether a sentence or the one before it speaks of shareholders."""
    index = view.ctx.sentence_index(start)
    words = set(view.lower(view.ctx.sentences[max(0, index - 1)][0], end))
    return bool(words & (listed("backers_of") | listed("purse") | listed("stake") - {"%", "cento"} | listed("round")))
