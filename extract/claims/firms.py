"""Whose firm is whose: the organisation that a person leads, founded or works for, as an article tells it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from extract.claims.vocabulary import tells
from extract.claims.words import Words
from extract.records import Mention

WORDS = "leading.tsv"
NEAR, REACH = 8, 4


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
        if len(between) <= NEAR and any(tells(WORDS, "office", w.lower) for w in between):
            yield firm


def _beside(words: Words, person: Mention, start: int) -> bool:
    """Say whether somebody only takes part: "con Ugo Neri, …, ha fondato"."""
    return [w.lower for w in words.before(person.start, 1, start)] in (["con"], ["a"], ["di"], ["da"])


def _led(words: Words, firm: Mention, start: int) -> int:
    """Return where the verb stands that says that somebody leads or began a firm, -1 where none does."""
    for word in reversed(words.before(firm.start, REACH, start)):
        given = word.lower == "vita" and any(tells(WORDS, "gives life", w.lower) for w in words.before(word.start, 2))
        if given or (tells(WORDS, "leads", word.lower) and not word.capital):
            return word.start
        if not word.lower.isdigit() and not tells(WORDS, "between", word.lower):
            break
    return -1
