"""Cut a text into the tokens that the figure grammar reads, independent of any other tokenisation.

Digits, letters, line ends and single signs are tokens; blanks are not. One pass of one regular expression without
alternatives that could overlap, so that the time grows with the length of the text and with nothing else.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_TOKEN = re.compile(r"[^\W\d_]+|[0-9]+|\n|\S")
_DECIMAL_POINT = re.compile(
    r"[$€£][0-9]{1,3}\.[0-9]{1,2}(?![0-9])"
    r"|(?<![0-9.])[0-9]{1,3}\.[0-9]{1,2} ?(?:mili|mld|mln|tril|bn\b|[kKMGT]Wh?\b|%|[mb]illion)"
)
_DECIMAL_COMMA = re.compile(r"(?<![0-9])[0-9]{1,3},[0-9]{1,2}(?![0-9])")
_APOSTROPHES = str.maketrans({"’": "'", "‘": "'", "´": "'", "`": "'"})
_QUOTES = frozenset("\"“”«»'")


@dataclass(slots=True)
class Tokens:
    """Parallel lists: token `i` is ``text[starts[i]:ends[i]]``, and `words[i]` is its lower case.

    Every accessor takes any index: outside the text there are empty words.
    """

    text: str
    words: list[str]
    starts: list[int]
    ends: list[int]
    _points: bool | None = None

    def __len__(self) -> int:
        return len(self.words)

    def word(self, i: int) -> str:
        """Return the lower-case word at `i`, or an empty string outside the text."""
        if i < 0:
            return ""
        try:
            return self.words[i]
        except IndexError:
            return ""

    def surface(self, i: int) -> str:
        """Return the token at `i` as written, or an empty string outside the text."""
        return self.text[self.starts[i] : self.ends[i]] if 0 <= i < len(self.words) else ""

    def writes_points(self) -> bool:
        """Tell whether the text writes decimals with a point, as English does, and none with a comma."""
        if self._points is None:
            self._points = _DECIMAL_POINT.search(self.text) is not None and _DECIMAL_COMMA.search(self.text) is None
        return self._points

    def glued(self, i: int) -> bool:
        """Tell whether no blank stands between token `i - 1` and token `i`."""
        return 0 < i < len(self.words) and self.ends[i - 1] == self.starts[i]

    def is_digits(self, i: int) -> bool:
        return "0" <= self.word(i)[:1] <= "9"

    def is_letters(self, i: int) -> bool:
        return self.word(i)[:1].isalpha()

    def is_capitalised(self, i: int) -> bool:
        return self.surface(i)[:1].isupper()

    def matches(self, i: int, phrase: tuple[str, ...]) -> bool:
        """Tell whether `phrase` (lower-case words) begins at token `i`."""
        return tuple(self.words[i : i + len(phrase)]) == phrase if i >= 0 else False

    def slice(self, first: int, last: int) -> str:
        """Return the text from token `first` up to, not including, token `last`."""
        return self.text[self.starts[first] : self.ends[last - 1]]

    def sentence_ends(self, i: int) -> bool:
        """Tell whether token `i` ends a sentence: a line end, or a stop before a blank and a capital or quote."""
        word = self.word(i)
        if word == "\n":
            return True
        if word not in {".", "!", "?", "…"} or self.glued(i + 1):
            return False
        after = self.surface(i + 1)[:1]
        return not after or after.isupper() or after in _QUOTES or after == "\n" or after in "-•–(0123456789"


def lower(text: str) -> str:
    """Return `text` in lower case and of the same length, with plain apostrophes.

    Examples
    --------
    >>> lower("L’8% di İzmir")
    "l'8% di İzmir"
    """
    lowered = text.lower()
    if len(lowered) != len(text):
        lowered = "".join(c if len(c.lower()) != 1 else c.lower() for c in text)
    return lowered.translate(_APOSTROPHES)


def lex(text: str) -> Tokens:
    """Cut `text` into tokens.

    Examples
    --------
    >>> lex("oltre 8,5 miliardi").words
    ['oltre', '8', ',', '5', 'miliardi']
    """
    lowered = lower(text)
    words: list[str] = _TOKEN.findall(lowered)
    starts: list[int] = []
    ends: list[int] = []
    position = 0
    for word in words:  # faster than match objects: only blanks lie between
        position = lowered.find(word, position)
        starts.append(position)
        position += len(word)
        ends.append(position)
    return Tokens(text, words, starts, ends)
