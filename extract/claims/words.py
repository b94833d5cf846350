"""A light view of the words of a text, independent of any tokenizer: what cues and triggers are matched on."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from typing import NamedTuple

_WORD = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+['’]?|[^\w\s]|_")


class Word(NamedTuple):
    """A word, number or mark; `lower` has plain apostrophes."""

    start: int
    end: int
    lower: str
    capital: bool

    @property
    def is_word(self) -> bool:
        return self.lower[0].isalpha()


class Words:
    """The words of a text, to be looked up by offset."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.items = [
            Word(m.start(), m.end(), m.group().lower().replace("’", "'"), m.group()[0].isupper())
            for m in _WORD.finditer(text)
        ]
        self.lowers = [word.lower for word in self.items]
        self.places: dict[str, list[int]] = {}  # of each form of a word
        for i, lower in enumerate(self.lowers):
            self.places.setdefault(lower, []).append(i)
        self._starts = [word.start for word in self.items]
        self._ends = [word.end for word in self.items]

    def within(self, start: int, end: int) -> list[Word]:
        """Return the words that lie in ``text[start:end]``.

        Examples
        --------
        >>> [word.lower for word in Words("Il giro d’affari sale").within(3, 16)]
        ['giro', "d'", 'affari']
        """
        return self.items[bisect_left(self._starts, start) : bisect_right(self._ends, end)]

    def before(self, offset: int, count: int, floor: int = 0) -> list[Word]:
        """Return up to `count` words that end at or before `offset` and start at or after `floor`, in text order."""
        last = bisect_right(self._ends, offset)
        first = max(bisect_left(self._starts, floor), last - count)
        return self.items[first:last]

    def after(self, offset: int, count: int, ceiling: int | None = None) -> list[Word]:
        """Return up to `count` words that start at or after `offset` and end at or before `ceiling`."""
        first = bisect_left(self._starts, offset)
        words = self.items[first : first + count]
        return words if ceiling is None else [word for word in words if word.end <= ceiling]

    def distance(self, one: tuple[int, int], other: tuple[int, int]) -> int:
        """Return how many words lie between two spans (0 where they touch or overlap)."""
        left, right = (one, other) if one[0] <= other[0] else (other, one)
        return max(0, bisect_left(self._starts, right[0]) - bisect_left(self._starts, left[1]))
