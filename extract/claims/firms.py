"""Whose firm is whose: the organisation that a person leads, founded or works for, as an article tells it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from pathlib import Path

from extract.claims.words import Words
from extract.records import Mention

NEAR, REACH = 8, 4


@lru_cache(maxsize=4)
def _said(what: str) -> tuple[frozenset[str], tuple[str, ...]]:
    """Return the words of a kind in `leading.tsv`: whole ones, and beginnings."""
    lines = Path(__file__).with_name("data").joinpath("leading.tsv").read_text(encoding="utf-8").splitlines()
    told = [line.partition("\t")[2] for line in lines if line.partition("\t")[0] == what]
    return frozenset(told), tuple(word[:-1] for word in told if word.endswith("*"))


def _tells(word: str, what: str) -> bool:
    whole, beginnings = _said(what)
    return word in whole or word.startswith(beginnings)


def find_firms(words: Words, sentences: Sequence[tuple[int, int]], mentions: Sequence[Mention]) -> dict[str, str]:
    """Return the firm of each person whose office in it, or whose founding or leading of it, a sentence tells.

    Parameters
    ----------
    sentences : sequence of (int, int)
        Character spans, in text order.
    mentions : sequence of Mention
        The names of the article, in text order.

    Examples
    --------
    >>> text = "Ada Neri vive a Bari. Dal 2020 dirige Corvia."
    >>> names = [("Ada Neri", "person"), ("Bari", "place"), ("Corvia", "organisation")]
    >>> found = [
    ...     Mention(start=start, end=start + len(name), text=name, name=name, kind=kind, how="name")
    ...     for name, kind in names
    ...     for start in [text.index(name)]
    ... ]
    >>> find_firms(Words(text), [(0, 21), (22, len(text))], found)
    {'Ada Neri': 'Corvia'}
    """
    found: dict[str, str] = {}
    last: Mention | None = None
    for start, end in sentences:
        here = [m for m in mentions if start <= m.start and m.end <= end]
        firms = [m for m in here if m.kind in {"organisation", "institution"}]
        people = [m for m in here if m.kind == "person"]
        for person in people:
            firm = next(_with_office(words, person, firms), None)
            if firm:
                found.setdefault(person.name, firm.name)
        for firm in firms:
            verb = _led(words, firm, start)
            before = [m for m in people if m.end <= verb and not _beside(words, m, start)]
            leader = before[-1] if before else last if all(m.end <= verb for m in people) else None
            if verb >= start and leader:
                found.setdefault(leader.name, firm.name)
        last = people[-1] if people else last if not firms else None
    return found


def _with_office(words: Words, person: Mention, firms: Sequence[Mention]) -> Iterator[Mention]:
    """Yield the firms between which and a person an office stands, the nearest first."""
    near = sorted(firms, key=lambda m: words.distance((person.start, person.end), (m.start, m.end)))
    for firm in near:
        between = words.within(*sorted([person.start, person.end, firm.start, firm.end])[1:3])
        if len(between) <= NEAR and any(_tells(w.lower, "office") for w in between):
            yield firm


def _beside(words: Words, person: Mention, start: int) -> bool:
    """Say whether somebody only takes part: "con Ugo Neri, …, ha fondato"."""
    return [w.lower for w in words.before(person.start, 1, start)] in (["con"], ["a"], ["di"], ["da"])


def _led(words: Words, firm: Mention, start: int) -> int:
    """Return where the verb stands that says that somebody leads or began a firm, -1 where none does."""
    for word in reversed(words.before(firm.start, REACH, start)):
        given = word.lower == "vita" and any(_tells(w.lower, "gives life") for w in words.before(word.start, 2))
        if given or (_tells(word.lower, "leads") and not word.capital):
            return word.start
        if not word.lower.isdigit() and not _tells(word.lower, "between"):
            break
    return -1
