"""Words of a text with their offsets, in the form that names are matched in.

Runs of letters and runs of digits are words of their own and a hyphen inside a word is only remembered as a separator,
so that ``GPT-4o``, ``GPT 4o`` and ``Gpt4o`` are the same three words. Every other sign is a word too.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from extract.entities.vocabulary import QUOTES, fold, words

_WORD = re.compile(r"\d+|[^\W\d_]+|\S|_")
_CAMEL = re.compile(r"[a-z][A-Z][a-z]{2}")  # "xFarm", but not "kWh"
_HYPHENS = frozenset("-\u2010\u2011\u00ad")
_ENDS = frozenset(".!?…")
_WRAPPED = 50  # a line this long may be broken by a wrap, a shorter one is a heading or an item


@dataclass(slots=True)
class Token:
    """One word. `key` is what it is matched by; `gap` is what stands before it: ``""``, ``-``, a space or a newline.

    `wordlike` tells letters and digits from signs, `capital` what is written as a name is.
    """

    start: int
    end: int
    text: str
    key: str
    gap: str
    initial: bool
    sentence: int
    wordlike: bool
    capital: bool


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
    for match in _WORD.finditer(text):
        word = match.group()
        start, end = match.span()
        gap = " " if start > previous_end else ""
        lines = text.count("\n", previous_end, start) if gap else 0
        if lines:
            wrapped = start - line_start >= _WRAPPED and word[0].islower() and _wraps(tokens)
            line_start = start
            if lines > 1 or not wrapped:
                gap = "\n"
                pending = True
        previous_end = end
        inside = word in _HYPHENS and not gap and tokens and tokens[-1].wordlike and not hyphen
        if inside and text[end : end + 1].isalnum():
            hyphen = True
            continue
        if hyphen and not gap:
            gap = "-"
        hyphen = False
        wordlike = word[0].isalnum()
        initial = pending and wordlike
        sentence += initial
        tokens.append(Token(start, end, word, fold(word), gap, initial, sentence, wordlike, _is_capital(word)))
        pending = not wordlike and (pending or _ends_sentence(text, tokens))
    return tuple(tokens)


@lru_cache(maxsize=16384)
def keys_of(text: str) -> tuple[str, ...]:
    """Return the keys of the words of a name or a phrase.

    Examples
    --------
    >>> keys_of("Città dell’Acqua 2")
    ('citta', 'dell', "'", 'acqua', '2')
    """
    return tuple(token.key for token in tokenize(text))


@lru_cache(maxsize=65536)
def _is_capital(word: str) -> bool:
    return word[0].isupper() or word[0].istitle() or _CAMEL.match(word) is not None


def _wraps(tokens: list[Token]) -> bool:
    """Whether the line before may go on in the next: it does not end like a sentence or a heading."""
    return bool(tokens) and tokens[-1].text not in _ENDS and tokens[-1].text != ":"


def _ends_sentence(text: str, tokens: list[Token]) -> bool:
    """Whether the next word opens a sentence, a quotation or an item after the sign that was read last."""
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
