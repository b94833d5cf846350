"""The names of a gazetteer as a tree of words, so that one walk a word finds all of them, longest first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TypeAlias
from weakref import WeakKeyDictionary

from extract.entities.entity import Ambiguity, Entity
from extract.entities.gazetteer import Gazetteer
from extract.entities.tokens import Token, tokenize
from extract.entities.vocabulary import words

_ARTICLES = frozenset(("il", "lo", "la", "i", "gli", "le", "l"))


@dataclass(frozen=True, slots=True, eq=False)
class Entry:
    """One name or description of one entity, as words; `proper` descriptions hold a proper name themselves."""

    entity: Entity
    alias: str
    words: tuple[str, ...]
    gaps: tuple[str, ...]
    ambiguity: Ambiguity | None = None
    description: bool = False
    proper: bool = True


@dataclass(slots=True)
class _Node:
    children: dict[str, _Node] = field(default_factory=dict)
    entries: list[Entry] = field(default_factory=list)


Hit: TypeAlias = tuple[int, tuple[Entry, ...]]


class Lexicon:
    """All names and descriptions of a gazetteer."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._root = _Node()
        for entity in gazetteer.entities:
            for alias in entity.names:
                self._add(entity, alias, ambiguity=entity.ambiguity(alias))
            for phrase in entity.descriptions:
                self._add(entity, phrase, description=True)

    def _add(
        self, entity: Entity, alias: str, *, ambiguity: Ambiguity | None = None, description: bool = False
    ) -> None:
        tokens = tokenize(alias)
        if description:
            tokens = tokens[article_length(tokens) :]
        node = self._root
        for token in tokens:
            node = node.children.setdefault(token.key, _Node())
        proper = any(t.capital and t.key not in words("acronyms") for t in tokens)
        node.entries.append(
            Entry(
                entity,
                alias,
                tuple(t.text for t in tokens),
                tuple(t.gap for t in tokens[1:]),
                ambiguity,
                description,
                proper,
            )
        )

    def occurrences(self, tokens: Sequence[Token], *, ignore_case: bool = False) -> list[tuple[int, list[Hit]]]:
        """Return the hits of each word that a name begins with, in text order, names within others too."""
        return [
            (start, found)
            for start, token in enumerate(tokens)
            if token.key in self._root.children and (found := self.hits(tokens, start, ignore_case=ignore_case))
        ]

    def hits(self, tokens: Sequence[Token], start: int, *, ignore_case: bool = False) -> list[Hit]:
        """Return ``(end, entries)`` for the names that begin with word `start`, longest first; `end` is exclusive."""
        if start and not tokens[start].gap and tokens[start - 1].wordlike:
            return []
        node = self._root
        found: list[Hit] = []
        for end in range(start, len(tokens)):
            token = tokens[end]
            if end > start and token.gap == "\n":
                break
            child = node.children.get(token.key)
            if child is None:
                break
            node = child
            if node.entries and closed(tokens, end + 1, number=token.text.isdigit()):
                fitting = tuple(e for e in node.entries if _fits(e, tokens[start : end + 1], ignore_case))
                if fitting:
                    found.append((end + 1, fitting))
        return found[::-1]


_LEXICONS: WeakKeyDictionary[Gazetteer, Lexicon] = WeakKeyDictionary()


def lexicon_of(gazetteer: Gazetteer) -> Lexicon:
    """Return the lexicon of a gazetteer, built once."""
    if gazetteer not in _LEXICONS:
        _LEXICONS[gazetteer] = Lexicon(gazetteer)
    return _LEXICONS[gazetteer]


def article_length(tokens: Sequence[Token]) -> int:
    """Return how many words the leading article of a phrase has ("l'" has two)."""
    if len(tokens) > 2 and tokens[0].key == "l" and tokens[1].key == "'":
        return 2
    return 1 if len(tokens) > 1 and tokens[0].key in _ARTICLES and tokens[0].key != "l" else 0


def plural_suffix(tokens: Sequence[Token], end: int) -> bool:
    """Whether word `end` is an English plural's s on the name before it ("H100s")."""
    return (
        end < len(tokens)
        and not tokens[end].gap
        and tokens[end].text == "s"
        and tokens[end - 1].text[-1].isalnum()
        and (end + 1 >= len(tokens) or bool(tokens[end + 1].gap) or not tokens[end + 1].wordlike)
    )


def closed(tokens: Sequence[Token], end: int, *, number: bool) -> bool:
    """Whether a name may end before word `end`: not inside a word, a version number or a surname ("Dell'Acqua")."""
    if end >= len(tokens) or tokens[end].gap:
        return True
    following = tokens[end]
    if following.wordlike:
        return plural_suffix(tokens, end)
    if following.key == "'" and tokens[end - 1].key in words("elisions"):
        return end + 1 >= len(tokens) or bool(tokens[end + 1].gap)
    return not (
        number
        and following.text == "."
        and end + 1 < len(tokens)
        and not tokens[end + 1].gap
        and tokens[end + 1].text.isdigit()
    )


def _fits(entry: Entry, tokens: Sequence[Token], ignore_case: bool) -> bool:
    """Whether capitals and separators are those of the name, as far as newspapers keep them."""
    for n, gap in enumerate(entry.gaps):
        written = tokens[n + 1].gap
        if bool(written) == bool(gap) or (written == "-" and gap != " "):
            continue
        # "Llama3" is "Llama 3", but "o 1" is not "o1", nor is "tra H e 100" near a chip.
        left, right = entry.words[n], entry.words[n + 1]
        if left.isalpha() and right.isdigit() and len(left) > 2:
            continue
        if not (left.isalnum() and right.isalnum()):
            continue
        return False
    if ignore_case:
        return True
    coded = any(word.isdigit() for word in entry.words) and sum(map(len, entry.words)) > 3
    case_only = entry.ambiguity is not None and entry.ambiguity.rule == "case"
    several = len(entry.words) > 1
    for n, (word, token) in enumerate(zip(entry.words, tokens, strict=True)):
        if word == token.text or (coded and not case_only and token.text == word.casefold()):
            continue
        if case_only or not _case_fits(
            word, token.text, several=several, first=n == 0, phrase=entry.description, hyphenated=token.gap == "-"
        ):
            return False
    return True


def _case_fits(word: str, written: str, *, several: bool, first: bool, phrase: bool, hyphenated: bool) -> bool:
    if word.islower():
        return (written.islower() and word.casefold() == written) or (
            (written.istitle() and (first or not phrase)) or (written.isupper() and several)
        )
    if not word[0].isalpha():
        return True
    long = several or len(word) > 3
    if written.isupper():
        return long
    if written[0].isupper():
        # Newspapers write acronyms and camel case like words: Tsmc, Openai, Gpt-4.
        return long or not (word.isupper() or word.istitle())
    if word.istitle() and not first and hyphenated:
        return True  # GPT-4-turbo
    mixed = not word.istitle() and not word.isupper()
    return written.islower() and mixed and len(word) > 3
