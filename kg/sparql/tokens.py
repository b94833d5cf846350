"""Tokens of a SPARQL query, as far as needed to tell a word from what is inside a string, a name or a comment."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

# No alternative looks further than what it takes: the time grows with the length, whatever the text.
_TOKEN = re.compile(
    r'''
    (?P<space>\s+)
  | (?P<comment>\#[^\n\r]*)
  | (?P<string>"""(?:[^"\\]|\\.|"(?!""))*"""|\'\'\'(?:[^'\\]|\\.|'(?!''))*\'\'\'
              |"(?!"")(?:[^"\\\n\r]|\\.)*"|'(?!'')(?:[^'\\\n\r]|\\.)*')
  | (?P<open>["'].*)
  | (?P<iri><[^<>"{}|^`\s]*>)
  | (?P<variable>[?$]\w+)
  | (?P<language>@[A-Za-z]+(?:-[A-Za-z0-9]+)*)
  | (?P<name>[^\W\d_][\w.-]*+(?=:)|(?=:))(?P<local>:(?:(?:[\w:%]|\\.)(?:(?:[\w:%.-]|\\.)*(?:[\w:%-]|\\.))?)?)
  | (?P<run>[^\W\d_][\w.-]*+|_\w*)
  | (?P<number>\d[\d.]*(?:[eE][+-]?\d+)?)
  | (?P<mark>.)
    ''',
    re.VERBOSE | re.DOTALL,
)
_PART = re.compile(r"(?P<word>[^\W\d]\w*)|(?P<number>\d[\d.]*)|(?P<mark>.)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Token:
    """One token, its text and where it begins.

    The kinds are ``string iri variable language prefixed word number mark``, and ``open`` for a string that is not
    closed, which takes the rest of the query.
    """

    kind: str
    text: str
    start: int


def tokens(query: str) -> Iterator[Token]:
    """Yield the tokens of a query without white space and comments; never fails, whatever the text.

    Examples
    --------
    >>> [t.text for t in tokens("SELECT ?s { ?s a :b } # SERVICE") if t.kind in ("word", "variable")]
    ['SELECT', '?s', '?s', 'a']
    """
    for match in _TOKEN.finditer(query):
        kind = match.lastgroup or "mark"
        if kind == "run":  # words with dots or hyphens between them, as in true.?s or a-b
            for part in _PART.finditer(match.group()):
                yield Token(part.lastgroup or "mark", part.group(), match.start() + part.start())
        elif kind not in ("space", "comment"):
            yield Token("prefixed" if kind == "local" else kind, match.group(), match.start())


def position(query: str, offset: int) -> tuple[int, int]:
    """Return line and column, both from 1, of an offset.

    Examples
    --------
    >>> position("SELECT *\\nWHERE", 10)
    (2, 2)
    """
    return query.count("\n", 0, offset) + 1, offset - (query.rfind("\n", 0, offset) + 1) + 1
