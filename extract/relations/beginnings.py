"""Find founders where no verb joins them to the firm: "fondata da X e Y, …, Alfa", "la fondatrice è X", "con Y"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from extract.claims.words import Word
from extract.records import Mention
from extract.relations.reference import besides_of, talked_of
from extract.relations.rules import Found
from extract.relations.view import View
from extract.relations.vocabulary import ARTICLES, ORGS, PREPOSITIONS, listed

FIRMS = ORGS | {"unknown"}
FOUNDED = frozenset(("organisation",))
REACH = 12  # words between a founder and a partner, the company between them


def find_beginnings(view: View) -> Iterator[Found]:
    """Yield founders that stand apart from their firm, and those who founded it with somebody."""
    for word in view.cues(listed("founder") | listed("young_home"), listed("founding")):
        if word.lower in listed("founder"):
            yield from _is_founder(view, word)
            yield from _cofounder_with(view, word)
        elif word.lower in listed("young_home"):
            yield from _startup_of(view, word)
        else:
            yield from _opening(view, word)
            yield from _in_relative(view, word)
            if "fond" in word.lower:
                yield from _by_pronoun(view, word)
            yield from _with(view, word)


def _people(view: View, offset: int, end: int) -> list[Mention]:
    return [m for m in view.names((offset, end), {"person"}) if m.how != "office"]


def _found(view: View, people: list[Mention], firm: Mention | None, cue: Word) -> Iterator[Found]:
    for person in people:
        if firm is not None and person.name != firm.name and not view.denied(cue.start, cue.end):
            spans = [m for m in (person, firm) if abs(m.start - cue.start) < 400]
            start, end = min([cue.start, *(m.start for m in spans)]), max([cue.end, *(m.end for m in spans)])
            yield Found("founded", person, firm, start, end, (cue.start, cue.end))


def _own(view: View, offset: int) -> Mention | None:
    """Return the firm that a founder without one has: the subject before him in his sentence, else the topic."""
    start = view.sentence(offset)[0]
    bare = [m for m in view.names((start, offset), FOUNDED) if view.role(m) == "bare"]
    if bare:
        return bare[0]
    return view.topic(start, FOUNDED, back=1) or talked_of(view, start, FOUNDED, besides_of(view, offset))


def _is_founder(view: View, word: Word) -> Iterator[Found]:
    """ "La fondatrice è (l'imprenditrice) X", "I fondatori si chiamano X e Y", "Fondatori: X e Y"."""
    end = view.sentence(word.start)[1]
    if view.in_name(word.start):
        return
    people = _people(view, word.end, end)
    if not people:
        return
    gap = view.lower(word.end, people[0].start)
    linked = gap[:1] == [":"] or (gap[:1] and gap[0] in listed("copula")) or gap[:2] in (["si", "chiama"], SI)
    if (
        linked
        and len(gap) <= 7
        and not {",", ";", "di", "del"} & set(gap[:3])
        and not view.names((word.end, people[0].start), ORGS)
    ):
        yield from _found(view, view.joined(people[0], people, {"person"}), _own(view, word.start), word)


SI = ["si", "chiamano"]


def _cofounder_with(view: View, word: Word) -> Iterator[Found]:
    """ "X, ceo e cofondatrice (di Alfa) insieme a Y": the firm is that of X, or the named one."""
    end = view.sentence(word.start)[1]
    people = _people(view, word.end, end)
    if not people or view.role(people[0]) not in {"a", "con"}:
        return
    gap = view.lower(word.end, view.phrase(people[0]).start)
    together = {"insieme", "assieme"} & set(gap[-3:]) or view.role(people[0]) == "con"
    firms = [m for m in view.names((word.end, people[0].start), FIRMS) if view.role(m) == "di"]
    if together and len(gap) <= (8 if firms else 3) and not {",", ";", "."} & set(gap):
        yield from _found(
            view, view.joined(people[0], people, {"person"}), firms[0] if firms else _own(view, word.start), word
        )


def _startup_of(view: View, word: Word) -> Iterator[Found]:
    """ "X, la startup di Y", "la startup di Y, X, ha", "Y e la sua startup X": whose a young firm is founded it."""
    start, end = view.sentence(word.start)
    back = view.ctx.words_before(word.start, 3)
    own = bool(back) and back[-1].lower in {"sua", "propria"}
    after = view.names((word.end, end))
    if own:
        before = [m for m in view.names((start, word.start), {"person"}) if view.role(m) in {"bare", "con", "di"}]
        gap = view.lower(word.end, after[0].start) if after else ["?"]
        if before and after[0:] and after[0].kind in ORGS and gap in ([], [","], [":"], ["si", "chiama"], ["è"]):
            yield from _found(view, before[-1:], after[0], word)
        return
    if not after or after[0].kind != "person" or view.lower(word.end, after[0].start) not in (["di"], ["del"]):
        return
    named = view.ending(back[-2].start) if len(back) > 1 and back[-2].lower == "," else None
    if named is None and len(after) > 1 and view.lower(after[0].end, after[1].start) in ([","], [":"]):
        named = after[1]
    if named is not None and named.kind in FOUNDED and back[-1].lower in ARTICLES:
        yield from _found(view, after[:1], named, word)


def _opening(view: View, word: Word) -> Iterator[Found]:
    """ "Fondata nel 2021 da X e Y, rispettivamente ceo e cto, Alfa conta": the firm opens the clause after."""
    start, end = view.sentence(word.start)
    if view.lower(start, word.start) not in ([], ["«"], ["-"], ["*"], ["•"]):
        return
    people = [m for m in _people(view, word.end, end) if view.role(m) == "da"]
    if not people or view.reach(word.end, people[0].start) > 6:
        return
    group = view.joined(people[0], view.names((word.end, end), {"person"}), {"person"})
    for mention in view.names((group[-1].end, end)):
        gap = view.lower(mention.end, end)[:1]
        closed = view.before(mention.start, 1) == [","] or view.before(view.phrase(mention).start, 1) == [","]
        if closed and view.role(mention) == "bare" and gap not in ([","], ["e"]) and mention not in group:
            guessed = mention.kind == "person" and mention.how == "name" and " " not in mention.text
            firm = replace(mention, kind="organisation") if guessed else mention
            if mention.how == "anaphor" and mention.kind in ORGS:  # a paragraph of its own on whom the article is about
                firm = talked_of(view, start, FOUNDED, besides_of(view, word.start)) or firm
            if firm.kind in FIRMS | {"product"}:
                yield from _found(view, [m for m in group if m.name != firm.name], firm, word)
            return


def _in_relative(view: View, word: Word) -> Iterator[Found]:
    """ "Alfa, la startup che l'ex designer di Beta, X, ha fondato": firm before "che", person before the verb."""
    back = view.ctx.words_before(word.start, 16)
    that = next((w for w in reversed(back) if w.lower == "che"), None)
    if that is None or not back or back[-1].lower not in listed("auxiliary"):
        return
    people = [m for m in _people(view, that.end, word.start) if view.role(m) == "bare"]
    if not people or len([w for w in view.lower(people[-1].end, word.start) if w != ","]) > 2:
        return
    start = view.sentence(word.start)[0]
    before = view.names((start, that.start), FIRMS)
    if before and before[-1].how == "anaphor":  # "Alfa, la startup che": of Alfa alone
        comma = view.ctx.words_before(before[-1].start, 1)
        named = view.ending(comma[0].start) if comma and comma[0].lower == "," else None
        before = [named] if named else []
    gap = view.lower(before[-1].end, that.start) if before else ["?"]
    apposed = gap[:1] == [","] and len(gap) <= 5 and gap[-1:] and gap[-1] in listed("owned_home") | listed("home")
    if before and (gap in ([], [","]) or apposed):
        after = _people(view, word.end, view.sentence(word.start)[1])
        group = view.joined(people[0], people, {"person"})
        group = group if people[-1] in group else people[-1:]
        yield from _found(view, [*group, *_helpers(view, word, after)], before[-1], word)


def _by_pronoun(view: View, word: Word) -> Iterator[Found]:
    """ "Il ceo di Alfa è X, che l'ha fondata nel 2019 insieme a Y": the firm stands before the person."""
    start, end = view.sentence(word.start)
    back = view.before(word.start, 3)
    that = view.ctx.words_before(word.start, 3)
    if len(back) < 3 or back[:2] != ["che", "l'"] or back[2] not in listed("auxiliary"):
        return
    people = _people(view, start, that[0].start)
    if not people or view.lower(people[-1].end, that[0].start) not in ([], [","]):
        return
    firms = view.names((start, people[-1].start), FOUNDED)
    after = _people(view, word.end, end)
    yield from _found(
        view, [people[-1], *_helpers(view, word, after)], firms[-1] if firms else _own(view, word.start), word
    )


def _with(view: View, word: Word) -> Iterator[Found]:
    """ "X ha fondato Alfa con (il fratello) Y": who helps where the firm stands between."""
    start, end = view.sentence(word.start)
    people = _people(view, word.end, end)
    helpers = _helpers(view, word, people)
    firms = [m for m in view.names((word.end, end), FIRMS) if view.role(m) == "bare"]
    done = any(m.kind == "person" and view.role(m) == "bare" for m in view.names((start, word.start)))
    near = helpers and firms and firms[0].end <= helpers[0].start and view.reach(word.end, firms[0].start) <= 3
    if done and near:
        yield from _found(view, helpers, firms[0], word)


def _helpers(view: View, word: Word, people: list[Mention]) -> list[Mention]:
    if not people:
        return []
    first = people[0]
    begin = view.phrase(first).start
    back = view.ctx.words_before(begin, 6)
    joint = next((w for w in reversed(back) if PREPOSITIONS.get(w.lower) in {"con", "a"}), None)
    if joint is None or joint.start < word.end:
        return []
    between = [w for w in view.lower(joint.end, begin) if w not in ARTICLES]
    together = PREPOSITIONS[joint.lower] == "con" or view.before(joint.start, 1) in (["insieme"], ["assieme"])
    apart = {",", ";", ".", "che"} & set(view.lower(word.end, joint.start))
    if together and len(between) <= 3 and not apart and view.reach(word.end, joint.start) <= REACH:
        return view.joined(first, people, {"person"})
    return []
