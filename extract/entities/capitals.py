"""What the capitals of a text say."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from extract.entities.tokens import Token
from extract.entities.vocabulary import words

_SUFFIXES = re.compile(
    r"(?:zione|zioni|mente|iamo|ando|endo|anza|enza|aggio|aggi|mento|menti|tore|tori|trice|ismo|ista|isti|abile|ibile"
    r"|[aiu]t[oaie]|[ae]ndol[oaie]|ar[ei]|er[ei]|ir[ei]|ar[lg]i|ar[sm]i|eranno|iranno|assero|essero|ic[oaie]|iv[oaie]|os[oaie]|tel[aoie]|tene|tevi|temi)$"
)
_NUMERAL = re.compile(
    r"(?:vent|trent|quarant|cinquant|sessant|settant|ottant|novant|cento|due|tre|quattro|sei)[a-z]*(?:un|uno|due|tre|ro|cinque|sei|sette|otto|nove|cento|mila|anta)$"
)

_PLURAL = {"i": "oe", "e": "a"}  # last letter of a plural -> that of its singular


class Capitals:
    """What the capitals of a text say: which words have one inside a sentence, which lines are written in capitals.

    Parameters
    ----------
    tokens : sequence of Token
        The words of the text.
    covered : sequence of bool
        For each word whether it belongs to a name that is known already.
    title : sequence of Token, optional
        The words of the article's title, where it is not part of the text.
    """

    def __init__(self, tokens: Sequence[Token], covered: Sequence[bool], title: Sequence[Token] = ()) -> None:
        self.tokens = tokens
        self.covered = covered
        self.lines = _lines(tokens)
        self.shouted = [False] * len(tokens)
        self.titled = [False] * len(tokens)
        self.inside: set[str] = set()
        self.lower: set[str] = set()
        for first, last in self.lines:
            self._read_line(first, last)
        small = sum(token.text.islower() for token in title)
        if 2 * small > sum(token.capital for token in title):
            self.inside.update(token.key for token in title if token.capital and not token.initial)

    def _read_line(self, first: int, last: int) -> None:
        written = [token for token in self.tokens[first:last] if token.text[0].isalpha()]
        long = [token for token in written if len(token.text) > 3]
        capitals = [token for token in long if token.capital]
        shouted = bool(written) and all(token.text.isupper() for token in written)
        ended = self.tokens[last - 1].text in ".!?;,"
        titled = not shouted and not ended and len(long) > 4 and 3 * len(capitals) > 2 * len(long)
        if not shouted and not ended and 1 < len(long) <= 4 and len(capitals) == len(long):
            titled = any(_is_listed(token) for token in (written[0], *long))  # "Cosa Cambia:", "La Spinta Verde"
        self.shouted[first:last] = [shouted] * (last - first)
        self.titled[first:last] = [titled] * (last - first)
        for token in written:
            if token.text.islower():
                self.lower.add(token.key)
            elif not token.initial and not shouted and not titled:
                self.inside.add(token.key)

    def common(self, token: Token) -> bool:
        """Whether a word is an Italian or English common word, as far as lists, this text and its ending tell."""
        key = token.key
        if _NUMERAL.match(key):
            return True
        lists = ("common_it", "common_en", "loanwords", "stop")
        if any(key in words(name) for name in lists) or key in self.lower:
            return True
        if (
            len(key) > 5
            and key[-1] in _PLURAL
            and any(key[:-1] + end in words("common_it") for end in _PLURAL[key[-1]])
        ):
            return True
        return len(key) > 5 and token.text[1:].islower() and _SUFFIXES.search(key) is not None

    def foreign(self, token: Token) -> bool:
        """Whether a word cannot be Italian: by its letters or its end."""
        key = token.key
        return (
            any(c in "kwxyj" for c in key)
            or (key[-1] not in "aeiou" and len(key) > 3)
            or not (token.text[1:].islower() or len(token.text) == 1)
        )


def _is_listed(token: Token) -> bool:
    return token.key in words("common_it") or token.key in words("stop")


def _lines(tokens: Sequence[Token]) -> list[tuple[int, int]]:
    starts = [n for n, token in enumerate(tokens) if n == 0 or token.gap == "\n"]
    return list(pairwise([*starts, len(tokens)]))
