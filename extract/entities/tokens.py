"""Words of a text with their offsets, in the form that names are matched in.

Runs of letters and runs of digits are words of their own and a hyphen inside a word is only remembered as a separator,
so that ``GPT-4o``, ``GPT 4o`` and ``Gpt4o`` are the same three words. Every other sign is a word too.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from extract.entities.vocabulary import QUOTES, fold, words

_WORD = re.compile(r"\d+|[^\W\d_]+|\S|_")
_CAMEL = re.compile(r"[a-z][A-Z][a-z]{2}")  # "xFarm", but not "kWh"
_HYPHENS = frozenset("-\u2010\u2011\u00ad")
_ENDS = frozenset(".!?…")
_WRAPPED = 50  # a line this long may be broken by a wrap, a shorter one is a heading or an item


@dataclass(frozen=True, slots=True)
class Token:
    """One word. `key` is what it is matched by; `gap` is what stands before it: ``""``, ``-``, a space or a newline."""

    start: int
    end: int
    text: str
    key: str
    gap: str
    initial: bool
    sentence: int

    @property
    def capital(self) -> bool:
        return self.text[0].isupper() or self.text[0].istitle() or _CAMEL.match(self.text) is not None

    @property
    def wordlike(self) -> bool:
        return self.text[0].isalnum()


def tokenize(text: str) -> tuple[Token, ...]:
    """Split a text into words.

    Parameters
    ----------
    text : str
        Any text.

    Returns
    -------
    tuple of Token
        In text order; ``text[token.start:token.end] == token.text``. `initial` marks the words whose capital may only
        be that of a sentence, a line, a quotation or an item; `sentence` numbers rough sentences.

    Examples
    --------
    >>> [(t.text, t.gap) for t in tokenize("GPT-4o e H100")]
    [('GPT', ''), ('4', '-'), ('o', ''), ('e', ' '), ('H', ' '), ('100', '')]
    """
    tokens: list[Token] = []
    sentence = 0
    line_start = 0
    previous_end = 0
    hyphen = False
    pending = True  # the next word opens a sentence
    matches = list(_WORD.finditer(text))
    for n, match in enumerate(matches):
        start, end, word = match.start(), match.end(), match.group()
        between = text[previous_end:start]
        if "\n" in between:
            wrapped = start - line_start >= _WRAPPED and word[0].islower() and _wraps(tokens)
            broken = between.count("\n") > 1 or not wrapped
            gap = "\n" if broken else " "
            line_start = start
            if broken:
                pending = True
        else:
            gap = " " if between else ""
        previous_end = end
        if word in _HYPHENS and not gap and tokens and tokens[-1].wordlike and not hyphen:
            after = matches[n + 1] if n + 1 < len(matches) else None
            if after is not None and after.start() == end and after.group()[0].isalnum():
                hyphen = True
                continue
        if hyphen and not gap:
            gap = "-"
        hyphen = False
        is_word = word[0].isalnum()
        if pending and is_word:
            sentence += 1
        initial = pending and is_word
        tokens.append(Token(start, end, word, fold(word), gap, initial, sentence))
        pending = not is_word if pending else _ends_sentence(text, tokens)
    return tuple(tokens)


def _wraps(tokens: list[Token]) -> bool:
    """Whether the line before may go on in the next: it does not end like a sentence or a heading."""
    return bool(tokens) and tokens[-1].text not in _ENDS and tokens[-1].text != ":"


def _ends_sentence(text: str, tokens: list[Token]) -> bool:
    token = tokens[-1]
    if token.text in QUOTES:
        return token.text in "«“„‹" or (token.text == '"' and token.gap != "")
    if token.text in "•·*-–—":
        return token.gap != ""  # an item, or what follows a dateline
    if token.text not in _ENDS:
        return False
    if not text[token.end : token.end + 1].isspace() and text[token.end : token.end + 1] not in QUOTES:
        return token.end >= len(text)
    if token.text == "." and len(tokens) > 1 and not token.gap:
        before = tokens[-2]
        letter = (
            len(before.text) == 1
            and before.capital
            and (len(tokens) == 2 or before.gap != "" or tokens[-3].text in ".'")
        )
        if letter or before.key in words("abbreviations"):
            return False
    return True
