"""Cut a text into the small pieces that the grammar of time reads, independent of any other tokenisation."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

_TOKEN = re.compile(
    r"(?P<word>(?![QHF])[^\W\d_]+(?:['’](?=\w)|(?<=[Uu]n)['’])?)"  # first, as most pieces are words
    r"|(?P<date>(?<![\w./-])(?:\d{4}-\d{1,2}-\d{1,2}|\d{1,2}(?P<mark>[/.-])\d{1,2}(?P=mark)\d{4}|\d{1,2}/\d{1,2}/\d{2})"
    r"(?![\w/-]|[.,]\d))"
    r"|(?P<fiscal>(?<!\w)(?:[QH][1-4](?:[ ][’']?|[’'])(?:20)?[1-4]\d|[QH][1-4]20[1-4]\d"
    r"|[1-4][QH][ ]?[’']?(?:20)?[1-4]\d"
    r"|Q[1-4]|[1-4]Q|[369]M[ ]?[’']?(?:20)?[1-4]\d|FY[ ]?[’']?(?:20)?[1-4]\d)(?!\w|[.,]\d|%))"
    r"|(?P<num>\d+(?:[.,]\d+)*[°º]?)"
    r"|(?P<capital>[^\W\d_]+(?:['’](?=\w)|(?<=[Uu]n)['’])?)"
    r"|(?P<line>\n)"
    r"|(?P<other>[^\s\w]|_)"
)


class Token(NamedTuple):
    """A piece of text: `norm` is lower case with a straight apostrophe; `kind` the group that matched.

    `part` is what a parser says of the word, where one has read the text: the tense of a finite verb, or ``none`` for
    what is no verb.
    """

    kind: str
    text: str
    norm: str
    start: int
    end: int
    part: str = ""


def tokenise(text: str) -> list[Token]:
    """Return the pieces of `text`, blanks left out, in one pass.

    Examples
    --------
    >>> [token.norm for token in tokenise("Nell’estate 2024, dal 3/4/2025")]
    ["nell'", 'estate', '2024', ',', 'dal', '3/4/2025']
    """
    return list(_tokens(text))


@lru_cache(maxsize=2)
def _tokens(text: str) -> tuple[Token, ...]:
    """Return the pieces of a text that several components cut in turn."""
    tokens = []
    for match in _TOKEN.finditer(text):
        piece, kind = match[0], match.lastgroup or "other"
        start, end = match.span()
        norm = piece.lower().replace("’", "'")
        tokens.append(Token("word" if kind == "capital" else kind, piece, norm, start, end))
    return tuple(tokens)
