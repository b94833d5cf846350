"""Definite phrases such as "la startup francese", "il gruppo di Torino": what they say, not yet who it is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from extract.entities.context import Context
from extract.entities.demonyms import Origin, origin_of
from extract.entities.found import Found
from extract.entities.tokens import Token, keys_of
from extract.entities.vocabulary import phrases, rows, words

_DI = frozenset(("di", "del", "della", "dei", "delle", "dello", "degli"))
_INFINITIVES = ("are", "ere", "ire", "rre", "arsi", "ersi", "irsi", "arlo", "arla")
_ADJECTIVE = re.compile(r"(?:al|il|ar|nt|es|ic|iv|ari|ori|at|it|ut|ot|ott|os|an|in|ern|ar|or)[aeio]$")
_LED = frozenset(["guidato", "guidata", "fondato", "fondata", "diretto", "diretta", "presieduto", "presieduta"])


@dataclass(frozen=True, slots=True)
class Phrase:
    """A definite phrase over the words `first` to `last`: its noun's kind and what identifies it.

    `last` leaves out a place or person that identifies it, which is a name of its own; `end` takes a place in.
    """

    first: int
    last: int
    kind: str
    origin: Origin | None = None
    place: str | None = None
    person: str | None = None
    sector: bool = False
    noun: str = ""
    end: int = 0


@lru_cache(maxsize=1)
def _heads() -> dict[tuple[str, ...], tuple[str, str]]:
    return {keys_of(row[0]): (row[4] if len(row) > 4 else row[1], row[3]) for row in rows("heads") if row[3] != "no"}


@lru_cache(maxsize=1)
def _sectors() -> frozenset[tuple[str, ...]]:
    return frozenset(keys_of(phrase) for phrase in phrases("sectors"))


def read_phrase(context: Context, n: int, at: dict[int, Found]) -> Phrase | None:
    """Return the definite phrase that begins with the article `n`, None where there is none that needs a name.

    "la startup francese" and "il gruppo di Torino" are such phrases; "la startup francese Alfa" is not, it is named.
    """
    tokens = context.tokens
    start = after_article(tokens, n)
    if start is None:
        return None
    last, kind, level = _read_head(tokens, start)
    if not last:
        return None
    first = n if tokens[n].key in words("plain_articles") else start
    origin = place = person = None
    sector = False
    while last < len(tokens) and tokens[last].sentence == tokens[start].sentence and last not in at:
        key = tokens[last].key
        if key in words("modifiers"):
            last += 1
        elif (found := origin_of(key)) is not None and tokens[last].text.islower():
            origin = found
            last += 1
        else:
            break
    last, sector = _read_sector(tokens, last)
    if last in at and tokens[last].gap != "\n" and tokens[last].sentence == tokens[start].sentence:
        return None  # the name itself follows
    named = at.get(last + 1) if last < len(tokens) and tokens[last].key in _DI else None
    if named is None and last + 2 < len(tokens) and tokens[last].key == "dell" and tokens[last + 1].key == "'":
        named = at.get(last + 2)
    if named is not None and named.kind == "place":
        place = named.name
        if named.last in at and tokens[named.last].gap == " ":
            return None  # "la startup di Oslo Alfa"
        home = context.gazetteer.get(named.name)
        if home is not None and home.country:
            origin = Origin(home.country, named.name)
    elif named is not None and named.kind == "person":
        person = named.name
    elif named is not None:
        return None  # "il modello di Alfa" is another thing of Alfa's
    begin = named.last if named is not None and place else last
    if person is None and begin + 2 < len(tokens) and tokens[begin].key in _LED:
        leader = at.get(begin + 2) if tokens[begin + 1].key in ("da", "dal", "dalla") else None
        if leader is not None and leader.kind == "person":
            person = leader.name
    if (
        last + 1 in at
        and tokens[last].text.islower()
        and not context.acts(last)
        and tokens[last].key not in words("stop")
    ):
        return None  # "l'impresa comune Alfa"
    identified = bool(origin or place or person or sector)
    if level == "mod" and not identified:
        return None
    if level == "alone" and (identified or _described(context, start, last)):
        return None
    if level == "both" and not identified and _described(context, start, last):
        return None
    if last < len(tokens) and tokens[last].key in (*_DI, "dell") and not (sector or place or person):
        infinitive = last + 1 < len(tokens) and tokens[last].key == "di" and tokens[last + 1].key.endswith(_INFINITIVES)
        if not infinitive or kind != "organisation":
            return None  # "il modello di business"; but "permette all'azienda di crescere"
    end = named.last if named is not None and place else last
    return Phrase(first, last, kind, origin, place, person, sector, tokens[start].key, end)


def _described(context: Context, start: int, last: int) -> bool:
    """Whether what follows a noun may make it another: "il sito web", "il progetto europeo", "il chip di Alfa"."""
    tokens = context.tokens
    if last > start + 1:
        return True
    if last >= len(tokens) or tokens[last].sentence != tokens[start].sentence or not tokens[last].wordlike:
        return False
    token = tokens[last]
    if context.acts(last) or token.key in words("goes_on"):
        return False
    if token.key in words("stop") or not token.text.islower():
        return True
    return token.key[-1] not in "aei" or _ADJECTIVE.search(token.key) is not None


def _read_head(tokens: Sequence[Token], start: int) -> tuple[int, str, str]:
    for size in (2, 1):
        keys = tuple(t.key for t in tokens[start : start + size])
        found = _heads().get(keys)
        if found is not None and len(keys) == size and all(t.text.islower() for t in tokens[start : start + size]):
            return start + size, *found
    return 0, "", ""


def _read_sector(tokens: Sequence[Token], last: int) -> tuple[int, bool]:
    for size in (4, 3, 2):
        if tuple(t.key for t in tokens[last : last + size]) in _sectors():
            return last + size, True
    return last, False


def after_article(tokens: Sequence[Token], n: int) -> int | None:
    """Return the word after the definite article `n`, None where no phrase begins with it."""
    start = n + 1
    if start < len(tokens) and tokens[start].key == "'" and not tokens[start].gap:
        start += 1
    elif tokens[n].key.endswith(("ll", "l")) and tokens[n].key in words("elisions"):
        return None
    if start >= len(tokens) or tokens[start].gap == "\n" or not tokens[start].wordlike:
        return None
    return start
