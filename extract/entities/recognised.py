"""What a statistical recogniser says of the names of a text: it is asked last, after gazetteer, patterns and runs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from extract.entities.capitals import Capitals
from extract.entities.tokens import Token
from extract.entities.vocabulary import rows, words

CUE = "recogniser"
"""The cue of a name whose kind the recogniser gave."""
VOTE = 0.8
"""More than what a verb after a name says of it, less than any noun or office beside it."""


@dataclass(frozen=True, slots=True)
class Recognised:
    """A name that the recogniser sees: its offsets in the text, and a kind of entity."""

    start: int
    end: int
    kind: str


def kind_of(label: str) -> str | None:
    """Return the kind of entity that a label of the recogniser stands for, None for one that stands for none.

    Examples
    --------
    >>> kind_of("INST"), kind_of("DATE")
    ('institution', None)
    """
    return next((row[1] for row in rows("labels") if row[0] == label), None)


def by_words(recognised: Iterable[Recognised], tokens: Sequence[Token]) -> dict[tuple[int, int], str]:
    """Return the kinds by the words that the names span, last exclusive; a name that cuts a word is left out."""
    starts = {token.start: n for n, token in enumerate(tokens)}
    ends = {token.end: n + 1 for n, token in enumerate(tokens)}
    return {
        (starts[name.start], ends[name.end]): name.kind
        for name in recognised
        if name.start in starts and name.end in ends
    }


def missed(spans: Iterable[tuple[int, int]], taken: Sequence[bool], capitals: Capitals) -> Iterator[tuple[int, int]]:
    """Yield the spans that nothing else has found and that look like a name.

    What begins a sentence or stands in a heading is left to the rules: nine in ten of what the recogniser adds there is
    a common word.
    """
    tokens = capitals.tokens
    for first, last in spans:
        if any(taken[first:last]) or not tokens[first].capital or not tokens[last - 1].capital:
            continue
        if any(token.gap == "\n" for token in tokens[first + 1 : last]) or len(tokens[first].text) == 1:
            continue
        if tokens[first].initial or capitals.shouted[first] or capitals.titled[first]:
            continue
        if all(token.key in words("office_words") for token in tokens[first:last]):
            continue
        if any(tokens[first].key in words(known) for known in ("not_names", "stop", "months")):
            continue
        yield first, last
