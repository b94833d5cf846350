"""Word patterns of the vocabulary files: words with ``*`` for any ending of the inflection, matched over `Words`.

``spes* in conto capitale`` is three words; a ``*`` stands for the endings that Italian inflection may add, not for
any letters: the noun pattern ``ricav*`` is "ricavo" and "ricavi", the verb pattern ``us*`` is "usa" and "useranno"
but not "uscita".
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from operator import itemgetter
from typing import Generic, TypeVar

from extract.claims.words import Words

NOUN_ENDING = r"(?:[aeioàèìòùy]|hi|he|ia|io|ie|ii|ità|oni|one|ici|ica|ico|iche|iva|ivo|ivi|ive)?"
VERB_ENDING = (
    r"(?:i?(?:[aeio]|[aei]?rà|[aei]?ranno|[aei]?re|[aei]?rsi|[aei]?remo|[aei]?rebbe|[aei]?rebbero|iamo|ano|ono|ino"
    r"|(?:at|ut|it|t)[aeio]|[aei]?nd?o|(?:an|en)do(?:si|ne|lo|la|li|le)?|[aei]v[aio]|[aei]vano|ò|è|ì|[aei]rono"
    r"|[aei]sse|[aei]ssero|sc[eao]|scono|scano|h[ieo]|hiamo|herà|heranno|herebbe|h?erà|h?eranno|se|sero|so|sa|si"
    r"|lto|lta|lti|lte|lse|lsero|tto|tta|tti|tte|ga|go|gono|gano|arvi|arne|ata[rn]e))?"
)
ANY_ENDING = rf"(?:{NOUN_ENDING[3:-2]}|{VERB_ENDING[3:-2]})?"

KEPT_WORDS = 10_000  # that a table remembers, so that a long run does not fill the memory

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Match(Generic[T]):
    """A pattern found: its span, the entry it belongs to, and how many words it has."""

    start: int
    end: int
    entry: T
    words: int


@dataclass(frozen=True, slots=True)
class Stem:
    """The beginning of a word and the endings that it may have, compiled once for all stems."""

    start: str
    ending: re.Pattern[str]

    def fits(self, word: str) -> bool:
        return word.startswith(self.start) and self.ending.fullmatch(word, len(self.start)) is not None


class PatternTable(Generic[T]):
    """Patterns with an entry each, found in one pass over the words; the longest match at a place wins."""

    def __init__(self, patterns: Iterable[tuple[str, T]], ending: str = NOUN_ENDING) -> None:
        self._by_key: dict[str, list[tuple[list[Stem | str], T]]] = {}
        endings = re.compile(ending)
        for pattern, entry in patterns:
            parts = _split(pattern)
            self._by_key.setdefault(parts[0][:2], []).append(([_compile(part, endings) for part in parts], entry))
        self._opening: dict[str, tuple[tuple[list[Stem | str], T], ...]] = {}

    def find(self, words: Words) -> Iterator[Match[T]]:
        """Yield the matches in text order; of several at one word all those of the most words."""
        items, lowers, known = words.items, words.lowers, self._opening.get
        begun = []
        for lower, places in words.places.items():
            opening = known(lower)
            if opening is None:
                opening = self._open_with(lower)
            if opening:
                begun += [(i, opening) for i in places]
        begun.sort(key=itemgetter(0))
        for i, opening in begun:
            word = items[i]
            best: list[Match[T]] = []
            for parts, entry in opening:
                n = len(parts)
                if best and n < best[0].words:
                    continue
                if i + n <= len(items) and (n == 1 or all(_fits(parts[k], lowers[i + k]) for k in range(1, n))):
                    match = Match(word.start, items[i + n - 1].end, entry, n)
                    best = [match] if not best or n > best[0].words else [*best, match]
            yield from best

    def _open_with(self, word: str) -> tuple[tuple[list[Stem | str], T], ...]:
        """Return the patterns whose first part a word fits, kept for the next time: most words open none.

        Numbers are not kept: they open next to nothing, and there is no end of them.
        """
        found = tuple((parts, entry) for parts, entry in self._by_key.get(word[:2], ()) if _fits(parts[0], word))
        if word[0].isdigit():
            return found
        if len(self._opening) >= KEPT_WORDS:
            self._opening.clear()
        self._opening[word] = found
        return found


def _split(pattern: str) -> list[str]:
    parts = re.findall(r"[^\s'*]+\*?'?|'", pattern.lower().replace("’", "'"))
    if not parts:
        raise ValueError(f"the pattern {pattern!r} has no word")
    return [sub for part in parts for sub in re.findall(r"[^\W\d_]+'?\*?|\d+|\*|[^\w\s]", part) if sub != "*"]


def _compile(part: str, ending: re.Pattern[str]) -> Stem | str:
    return Stem(part[:-1], ending) if part.endswith("*") else part


def _fits(part: Stem | str, word: str) -> bool:
    return part == word if isinstance(part, str) else part.fits(word)
