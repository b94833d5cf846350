"""What is known of a question while it is read, and the things and filters that are made of numbers."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from kg.ask import grammar
from kg.ask.lexicon import Hit, table
from kg.ask.names import NameIndex
from kg.ask.numbers import Number
from kg.ask.query import Asked, Bound, Described, Name
from kg.ask.tokens import Token, tokenize


@dataclass
class State:
    """What is known while a question is read; `taken` are the words that something explains."""

    question: str
    language: str
    tokens: tuple[Token, ...]
    taken: set[int] = field(default_factory=set)
    names: list[Name] = field(default_factory=list)
    name_words: set[int] = field(default_factory=set)
    numbers: list[Number] = field(default_factory=list)
    periods: list[Asked] = field(default_factory=list)

    def find(self, name: str, *, free: bool = True) -> list[Hit]:
        return table(self.language, name).find(self.tokens, frozenset(self.taken if free else self.name_words))

    def take(self, words: Iterable[int]) -> None:
        self.taken.update(words)


def read_described(state: State, index: NameIndex) -> list[Described]:
    """Read "cluster da 100.000 H100", "data center of 100 MW", "a 100,000-GPU cluster"."""
    found: list[Described] = []
    chip_words = grammar.words("chips", state.language)
    nouns = grammar.described_nouns(state.tokens, state.language)
    for number in state.numbers:
        if number.year_like:
            continue
        first, last = min(number.words), max(number.words)
        chips = [n for n in state.names if n.known and n.start == last + 1 and index.kinds.get(n.names[0]) == "chip"]
        generic = last + 1 < len(state.tokens) and state.tokens[last + 1].key in chip_words
        after = last + 1 + (len(tokenize(chips[0].text)) if chips else int(generic))
        while after < len(state.tokens) and state.tokens[after].key in chip_words:
            after += 1
        noun = next(
            (
                n
                for n in nouns
                if (0 < first - max(n[1]) <= 2 and grammar.joins(state.tokens, max(n[1]) + 1, first))
                or min(n[1]) == after
            ),
            None,
        )
        if noun is None:
            continue
        of = chips[0].names if chips else ()
        found.append(Described(noun[0], number.value, of, number.unit, min(noun[1])))
        state.names = [n for n in state.names if n not in chips]
        state.take([*noun[1], *number.words, *range(last + 1, after)])
    state.numbers = [n for n in state.numbers if not set(n.words) & state.taken]
    return found


def read_bounds(state: State) -> list[Bound]:
    """Read "più di 50.000", "at least 1.5 million"."""
    found: list[Bound] = []
    for hit in table(state.language, "bounds").find(state.tokens):
        after = max(hit.words) + 1
        while after < len(state.tokens) and state.tokens[after].key in grammar.words("articles", state.language):
            after += 1
        number = next((n for n in state.numbers if min(n.words) == after), None)
        if number and not set(number.words) & state.taken:
            found.append(Bound(hit.payload, number.value, number.unit))
            state.take([*hit.words, *number.words])
    return found
