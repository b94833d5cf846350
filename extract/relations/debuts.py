"""Find models and chips that come out where no verb has their maker: "Arriva Alfa 2, l'ultima fatica di Beta"."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from extract.claims.patterns import ANY_ENDING, Match, PatternTable
from extract.records import Mention
from extract.relations.rules import Found
from extract.relations.view import View
from extract.relations.vocabulary import MODELS, ORGS, PREPOSITIONS, read_rows

COMING = MODELS | {"chip"}
NEAR = 8  # words between what comes out and whose it is


@lru_cache(maxsize=1)
def _debuts() -> PatternTable[str]:
    return PatternTable([(pattern, form) for pattern, form in read_rows("debuts.tsv")], ANY_ENDING)


def find_debuts(view: View) -> Iterator[Found]:
    """Yield "Ecco X", "X è qui" of the firm that the sentence calls its maker, or that is known to be."""
    for match in view.matches(_debuts()):
        if view.denied(match.start, match.end):
            continue
        sentence = view.sentence(match.start)
        things = _after(view, match, sentence) if match.entry == "before" else _before(view, match)
        for thing in things:
            maker = _maker(view, thing, sentence)
            if maker is not None and maker.name != thing.name:
                start, end = min(match.start, thing.start), max(match.end, thing.end)
                yield Found("releases", maker, thing, start, end, (match.start, match.end))


def _after(view: View, match: Match[str], sentence: tuple[int, int]) -> list[Mention]:
    """Return what a cue announces that opens its sentence or the part of it after a colon: "Alfa rilancia: ecco X"."""
    before = view.before(match.start, 2)
    names = view.names((match.end, sentence[1]))
    if (before and before[-1] not in {":", "-", "–", "e", "ed", ",", "«"}) or not names or names[0].kind not in COMING:
        return []
    phrase = view.phrase(names[0])
    led = view.lower(match.start, match.end)[-1] in PREPOSITIONS  # "via libera a X"
    near = (phrase.role == "bare" or led) and not view.lower(match.end, phrase.start)
    return view.joined(names[0], names, COMING) if near else []


def _before(view: View, match: Match[str]) -> list[Mention]:
    """Return what stands right before a cue as its subject: "X è arrivato", "X è realtà"."""
    words = view.ctx.words_before(match.start, 1)
    named = view.ending(words[0].end) if words else None
    fits = named is not None and named.kind in COMING and view.role(named) == "bare"
    return [named] if named is not None and fits else []


def _maker(view: View, thing: Mention, sentence: tuple[int, int]) -> Mention | None:
    """Return whose a thing is: the firm of its apposition, else the known maker if the article names it."""
    known = view.maker(thing.name)
    if known is not None:
        return next((m for m in view.ctx.mentions if m.name == known), None)
    for org in view.names((thing.end, sentence[1]), ORGS)[:1]:
        gap = view.lower(thing.end, view.phrase(org).start)
        apposed = gap[:1] in ([","], ["("], [":"]) or gap[1:] == []
        if view.role(org) == "di" and apposed and len(gap) <= NEAR:
            return org
    before = [m for m in view.names((sentence[0], thing.start), ORGS) if view.role(m) == "bare"]
    return before[0] if len({m.name for m in before}) == 1 else None
