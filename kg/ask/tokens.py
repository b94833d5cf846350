"""Words of a question: what every later step matches on, with offsets into the question."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

MAX_QUESTION = 500
"""Characters; a longer question is refused before anything reads it."""

_WORD = re.compile(r"[’']s\b|[^\W_]+(?:[.,]\d[^\W_]*)*|[%$€£+]")


@dataclass(frozen=True, slots=True)
class Token:
    """One word. `key` is lower case without accents, `gap` is whether a space (not a hyphen) stands before it."""

    text: str
    key: str
    start: int
    end: int
    gap: bool

    @property
    def capital(self) -> bool:
        return any(character.isupper() for character in self.text)


def fold(text: str) -> str:
    """Return lower case without accents.

    Examples
    --------
    >>> fold("Più")
    'piu'
    """
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(c for c in decomposed if not unicodedata.combining(c))


@lru_cache(maxsize=4096)
def tokenize(text: str) -> tuple[Token, ...]:
    """Return the words, with numbers ("100,000", "3.1", "405B") whole and the English possessive on its own.

    Examples
    --------
    >>> [token.key for token in tokenize("Quanti parametri ha l'ultimo Llama-3.1 405B?")]
    ['quanti', 'parametri', 'ha', 'l', 'ultimo', 'llama', '3.1', '405b']
    >>> [token.key for token in tokenize("xAI's GPUs")]
    ['xai', "'s", 'gpus']
    """
    return tuple(
        Token(
            match.group(),
            fold(match.group().replace("’", "'")),
            match.start(),
            match.end(),
            text[: match.start()][-1:].isspace() or match.start() == 0,
        )
        for match in _WORD.finditer(text)
    )


Pattern = tuple[tuple[str, ...], ...]
GAP = ("..",)
_GAP_MAX = 5


@lru_cache(maxsize=8192)
def compile_pattern(text: str) -> Pattern:
    """Return a pattern of words: ``a|b`` is either, ``wor*`` any ending, ``..`` up to five words in between.

    Examples
    --------
    >>> compile_pattern("cost* operativ*|totali")
    (('cost*',), ('operativ*', 'totali'))
    """
    words = text.replace("’", " ").replace("'", " ").replace("-", " ").split()
    return tuple(GAP if word == ".." else tuple(fold(part) for part in word.split("|")) for word in words)


def match_at(pattern: Pattern, tokens: Sequence[Token], start: int) -> tuple[int, ...] | None:
    """Return the indices of the words that a pattern takes from `start`, None where it does not match there.

    Examples
    --------
    >>> match_at(compile_pattern("licenzi* .. person*"), tokenize("ha licenziato in tutto 300 persone"), 1)
    (1, 5)
    """
    if not pattern:
        return ()
    if pattern[0] == GAP:
        for skip in range(_GAP_MAX + 1):
            rest = match_at(pattern[1:], tokens, start + skip)
            if rest is not None:
                return rest
        return None
    if start >= len(tokens) or not any(fits(tokens[start].key, part) for part in pattern[0]):
        return None
    rest = match_at(pattern[1:], tokens, start + 1)
    return None if rest is None else (start, *rest)


def find_pattern(pattern: Pattern, tokens: Sequence[Token]) -> tuple[int, ...] | None:
    """Return the words of the first place where a pattern matches."""
    for start in range(len(tokens)):
        found = match_at(pattern, tokens, start)
        if found is not None:
            return found
    return None


def fits(word: str, part: str) -> bool:
    """Return whether a word is what one place of a pattern asks for."""
    return word.startswith(part[:-1]) if part.endswith("*") else word == part


def alike(one: str, other: str) -> bool:
    """Return whether two folded words are forms of one word: equal up to their endings.

    Examples
    --------
    >>> alike("pubblicita", "pubblicitari"), alike("utenti", "utensili"), alike("rete", "reti")
    (True, False, True)
    """
    if one == other:
        return True
    if len(one) < 4 or len(other) < 4 or one[0].isdigit():
        return False
    common = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        common += 1
    shorter, longer = sorted((len(one), len(other)))
    return common >= max(3, shorter - 2 if shorter > 6 else shorter - 1) and longer - common <= 4
