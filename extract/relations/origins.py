"""Find where somebody sits by an adjective of origin: "la parigina X", "X, il gruppo tedesco", "l'azienda milanese"."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from extract.entities import Gazetteer
from extract.entities.demonyms import origin_of
from extract.records import Mention
from extract.relations.joints import JOINTS
from extract.relations.reference import central, is_subject
from extract.relations.rules import Found
from extract.relations.view import View
from extract.relations.vocabulary import ARTICLES, ORGS, PREPOSITIONS, key, listed


def find_origins(view: View) -> Iterator[Found]:
    """Yield adjectives of a city: "la parigina Lumenia", "X, la società milanese"."""
    for word in view.words.items:
        if word.capital or not word.is_word:
            continue
        origin = origin_of(key(word.lower))
        if origin is None:
            continue
        seat = origin.place or _countries(view.ctx.gazetteer).get(origin.country)
        holder = _of_origin(view, word.start, word.end)
        if holder is None or holder.how in {"anaphor", "description"}:
            meant = stood_for(view, word.start, word.end, holder, origin.country)
            holder = meant or (holder if origin.place or _is_apposed(view, word.start, holder) else None)
        if holder is None or seat is None or holder.name == seat:
            continue
        place = Mention(
            start=word.start,
            end=word.end,
            text=view.text[word.start : word.end],
            name=seat,
            kind="place",
            how="origin",
            cues=(word.lower,),
        )
        start, end = min(holder.start, place.start), max(holder.end, place.end)
        yield Found("located_in", holder, place, start, end)


def stood_for(view: View, start: int, end: int, read: Mention | None, country: str) -> Mention | None:
    """Return whom "il gruppo pisano", "l'azienda di Lodi" stands for, None where that is not plain.

    Who the phrase was read as, if from there as far as is known; else whom the last sentence or the text is about.
    """
    offset = read.start if read else start
    first = view.sentence(offset)[0]
    if first == 0 or not _is_definite(view, start) or _is_named(view, end):
        return None
    if read is None and any(view.role(m) != "secondo" for m in view.names((first, start), ORGS)):
        return None
    last = view.ctx.sentence_index(offset) - 1
    before = view.names(view.ctx.sentences[last], ORGS) if last >= 0 and first > view.ctx.paragraph(offset)[0] else []
    about = central(view, offset, ORGS)
    one = before[0] if len({m.name for m in before}) == 1 else view.topic(offset, ORGS, back=1)
    wanted = [read, one, about if about is not None and is_subject(view, about) else None]
    return next((m for m in wanted if m is not None and _may_be_from(view, m, country)), None)


def _is_apposed(view: View, offset: int, read: Mention | None) -> bool:
    """Say whether a phrase that was read as a name stands beside it: "X, il gruppo tedesco"."""
    before = view.names((view.sentence(offset)[0], read.start), ORGS) if read else []
    return bool(before) and read is not None and before[-1].name == read.name and _gap(view, before[-1], read) == [","]


def _gap(view: View, one: Mention, other: Mention) -> list[str]:
    return [w for w in view.lower(one.end, other.start) if w not in ARTICLES]


def _is_definite(view: View, offset: int) -> bool:
    """Say whether a noun before an offset, with an article, stands for somebody: "il più grande produttore"."""
    before = view.before(offset, 6)
    while before and before[-1] not in listed("home") | listed("seated_home"):
        if len(before) < 5:
            return False
        before.pop()
    before = before[:-1]
    while before and (before[-1] in listed("adjective") | listed("degree")):
        before.pop()
    word = before[-1] if before else ""
    opening = word in ARTICLES or PREPOSITIONS.get(word, word) != word
    return opening and word not in {"un", "uno", "una", "un'"} and before[-2:-1] != [","]


def _is_named(view: View, offset: int) -> bool:
    """Say whether the name of a phrase follows it: "il gruppo tedesco X", "la startup cinese di robot X"."""
    after = view.names((offset, view.sentence(offset - 1)[1]))
    gap = view.lower(offset, after[0].start) if after else ["?"]
    return gap == [] or (len(gap) <= 4 and gap[0] in {"di", "dei", "del", "delle"} and gap[-1] not in PREPOSITIONS)


def _may_be_from(view: View, firm: Mention, country: str) -> bool:
    """Say whether a firm may sit in a country: it is not known to sit in another, and is no outlet or authority."""
    known = view.ctx.gazetteer.get(firm.name)
    return firm.kind == "organisation" and (known is None or known.country in {None, "", country})


@lru_cache(maxsize=2)
def _countries(gazetteer: Gazetteer) -> dict[str, str]:
    """Return the name of each country by its code: of the places, those that lie in no other."""
    entities = gazetteer.entities
    return {e.country: e.name for e in entities if e.kind == "place" and e.country and not e.parent}


def _of_origin(view: View, start: int, end: int) -> Mention | None:
    """Return whom an adjective of origin is said of: the name after it, or that of the noun before it."""
    sentence = view.sentence(start)
    before = view.before(start, 1)
    noun = before[:1] and before[0] in listed("home")
    for mention in view.names(sentence):
        if mention.kind in ORGS and mention.start <= start and end <= mention.end:
            return mention if noun else None
    if view.before(start, 3) in ([",", "che", "è"], [",", "che", "era"]):
        named = view.ending(view.ctx.words_before(start, 3)[0].start)
        return named if named is not None and named.kind in ORGS else None
    following = view.names((end, sentence[1]), ORGS)[:1]
    gap = view.lower(end, following[0].start) if following else []
    if following and not gap and set(view.before(start, 4)[-4:-1]) & listed("home"):
        return following[0]  # "il fondo pensione canadese X"
    if noun and following and gap[:1] == ["di"] and len(gap) <= 3 and all(w not in PREPOSITIONS for w in gap[1:]):
        called = gap[-1].isalpha() and gap[-1] not in JOINTS
        return following[0] if called else None  # "la startup britannica di droni X"
    if not noun and before[:1] and before[0] not in ARTICLES | set(PREPOSITIONS):
        return None
    for mention in view.names((end, sentence[1])):
        if noun and mention.kind in ORGS and view.lower(end, mention.start) == [","]:
            return mention  # "un gruppo veronese, X,"
        if view.phrase(mention).start > start:
            break
        return mention if mention.kind in ORGS else None
    apposed = [m for m in view.names((sentence[0], start)) if m.kind in ORGS]
    if noun and apposed and view.lower(apposed[-1].end, start)[:1] == [","]:
        return apposed[-1] if len(view.lower(apposed[-1].end, start)) <= 4 else None
    return None
