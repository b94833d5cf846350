"""Word patterns of the vocabulary files: words with ``*`` for any ending of the inflection, matched over `Words`.

``spes* in conto capitale`` is three words; a ``*`` stands for the endings that Italian inflection may add, not for
any letters: the noun pattern ``ricav*`` is "ricavo" and "ricavi", the verb pattern ``us*`` is "usa" and "useranno"
but not "uscita".
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Set
from dataclasses import dataclass
from typing import Generic, NamedTuple, TypeVar

from extract.claims.words import Words

NOUN_ENDING = r"(?:[aeioàèìòùy]|hi|he|ia|io|ie|ii|ità|oni|one|ici|ica|ico|iche|iva|ivo|ivi|ive)?"
VERB_ENDING = (
    r"(?:i?(?:[aeio]|[aei]?rà|[aei]?ranno|[aei]?re|[aei]?rsi|[aei]?remo|[aei]?rebbe|[aei]?rebbero|iamo|ano|ono|ino"
    r"|(?:at|ut|it|t)[aeio]|[aei]?nd?o|(?:an|en)do(?:si|ne|lo|la|li|le)?|[aei]v[aio]|[aei]vano|ò|è|ì|[aei]rono"
    r"|[aei]sse|[aei]ssero|sc[eao]|scono|scano|h[ieo]|hiamo|herà|heranno|herebbe|h?erà|h?eranno|se|sero|so|sa|si"
    r"|à|anno|ebbe|ebbero|lto|lta|lti|lte|lse|lsero|tto|tta|tti|tte|ga|go|gono|gano|arvi|arne|ata[rn]e))?"
)
ANY_ENDING = rf"(?:{NOUN_ENDING[3:-2]}|{VERB_ENDING[3:-2]})?"

KEY = 2  # letters of a word by which patterns are looked up
KEPT_WORDS = 10_000  # that a table remembers, so that a long run does not fill the memory

T = TypeVar("T")


class Match(NamedTuple, Generic[T]):
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


@dataclass(frozen=True, slots=True)
class Opening(Generic[T]):
    """The patterns that a word opens: those of one word, and the longer ones by the letter of their second."""

    alone: tuple[T, ...]
    longer: dict[str, list[tuple[list[Stem | str], T]]]


class PatternTable(Generic[T]):
    """Patterns with an entry each, found in one pass over the words; the longest match at a place wins."""

    def __init__(self, patterns: Iterable[tuple[str, T]], ending: str = NOUN_ENDING) -> None:
        self._by_key: dict[str, list[tuple[list[Stem | str], T]]] = {}
        endings = re.compile(ending)
        for pattern, entry in patterns:
            parts = [_compile(part, endings) for part in _split(pattern)]
            self._by_key.setdefault(_start(parts[0])[:KEY], []).append((parts, entry))
        self._known: set[str] = set()  # words that were met
        self._opening: dict[str, Opening[T]] = {}  # of those the ones that open a pattern

    def find(self, words: Words) -> Iterator[Match[T]]:
        """Yield the matches in text order; of several at one word all those of the most words."""
        items, lowers = words.items, words.lowers
        self._meet(words.places.keys())
        opening = self._opening
        for i in sorted(i for lower in opening.keys() & words.places.keys() for i in words.places[lower]):
            begun, start = opening[lowers[i]], items[i].start
            longer = begun.longer.get(lowers[i + 1][0], ()) if i + 1 < len(items) else ()
            fitting = [
                (len(parts), entry)
                for parts, entry in longer
                if i + len(parts) <= len(items) and all(_fits(parts[k], lowers[i + k]) for k in range(1, len(parts)))
            ]
            n = max((n for n, _ in fitting), default=1)
            for entry in [entry for m, entry in fitting if m == n] if fitting else begun.alone:
                yield Match(start, items[i + n - 1].end, entry, n)

    def _meet(self, words: Set[str]) -> None:
        """Note which patterns new words open, so that the next text need not try them: most words open none."""
        new = words - self._known
        if new and len(self._known) + len(new) > KEPT_WORDS:
            self._known.clear()
            self._opening.clear()
            new = words
        for word in new:
            opened = [(parts, entry) for parts, entry in self._by_key.get(word[:KEY], ()) if _fits(parts[0], word)]
            if opened:
                longer: dict[str, list[tuple[list[Stem | str], T]]] = {}
                for parts, entry in opened:
                    if len(parts) > 1:
                        longer.setdefault(_start(parts[1])[0], []).append((parts, entry))
                alone = tuple(entry for parts, entry in opened if len(parts) == 1)
                self._opening[word] = Opening(alone, longer)
        self._known |= new


def _split(pattern: str) -> list[str]:
    parts = re.findall(r"[^\s'*]+\*?'?|'", pattern.lower().replace("’", "'"))
    if not parts:
        raise ValueError(f"the pattern {pattern!r} has no word")
    return [sub for part in parts for sub in re.findall(r"[^\W\d_]+'?\*?|\d+|\*|[^\w\s]", part) if sub != "*"]


def _compile(part: str, ending: re.Pattern[str]) -> Stem | str:
    return Stem(part[:-1], ending) if part.endswith("*") else part


def _fits(part: Stem | str, word: str) -> bool:
    return part == word if isinstance(part, str) else part.fits(word)


def _start(part: Stem | str) -> str:
    return part if isinstance(part, str) else part.start
