"""What a query that a person typed may not do, each refusal with a message that says what to do instead."""

from __future__ import annotations

import re

from corpus.errors import CifreError
from kg.sparql.tokens import Token, position, tokens

MAX_LENGTH = 50_000
"""Characters of a query."""
MAX_DEPTH = 64
"""Nested braces, brackets and parentheses; far more of them overflow the parser's stack."""

_UPDATES = frozenset(["insert", "delete", "load", "clear", "drop", "create", "add", "move", "copy", "with"])
_PROLOGUE = frozenset(["base", "prefix", "version"])
_OPENING, _CLOSING = frozenset("{[("), frozenset("}])")


class SparqlError(CifreError):
    """A query that is not SPARQL, is refused or cannot be answered."""


def check(query: str) -> None:
    """Raise where a query would write, call other machines or exhaust the parser; strings and comments do not count.

    Raises
    ------
    SparqlError
        With line and column, and what to do instead.

    Examples
    --------
    >>> check("SELECT * { ?s ?p 'LOAD SERVICE' }  # INSERT")
    >>> check("SELECT * { SERVICE <http://127.0.0.1/> { ?s ?p ?o } }")
    Traceback (most recent call last):
    ...
    kg.sparql.guard.SparqlError: line 1, column 12: SERVICE asks another machine, which is not allowed here: ...
    """
    if len(query) > MAX_LENGTH:
        raise SparqlError(
            f"the query has {len(query):,} characters, more than {MAX_LENGTH:,}", "shorten it, or split it in several"
        )
    depth = 0
    first: Token | None = None
    for token in tokens(query):
        if token.kind == "mark":
            depth += (token.text in _OPENING) - (token.text in _CLOSING)
            if depth > MAX_DEPTH:
                raise _refused(query, token, f"more than {MAX_DEPTH} nested brackets", "write the query flatter")
        elif token.kind == "word":
            word = token.text.lower()
            if first is None and word not in _PROLOGUE:
                first = token
                if word in _UPDATES:
                    raise _refused(
                        query, token, f"{token.text.upper()} would change the graph", "use kg ingest and kg forget"
                    )
            if word == "service":
                raise _refused(
                    query,
                    token,
                    "SERVICE asks another machine, which is not allowed here",
                    "query that machine by itself and join the results",
                )
            if word == "load":
                raise _refused(query, token, "LOAD reads other addresses, which is not allowed", "use kg ingest")
    if first is None:
        raise SparqlError("the query is empty", "write one, for example: SELECT * WHERE { ?s ?p ?o } LIMIT 10")


def syntax_error(query: str, message: str) -> SparqlError:
    """Return the parser's complaint as one line with its place.

    Examples
    --------
    >>> print(syntax_error("SELECT ?x {", "error at 1:12: expected one of ..."))
    line 1, column 12: this is not SPARQL (the query ends too early): close what is open there
    """
    found = re.match(r"error at (\d+):(\d+)", message)
    if not found:
        return SparqlError(f"this is not SPARQL ({_short(message)})", "see the examples of kg sparql --help")
    line, column = int(found[1]), int(found[2])
    lines = query.split("\n")
    offset = sum(len(text) + 1 for text in lines[: line - 1]) + column - 1
    before = [token for token in tokens(query) if token.start < offset]
    if "Prefix not found" in message and before:
        prefix = before[-1].text.partition(":")[0]
        place = "line {}, column {}".format(*position(query, before[-1].start))
        return SparqlError(f"{place}: the prefix {prefix}: is not declared", f"add PREFIX {prefix}: <...> on top")
    if all(token.start < offset for token in tokens(query)) and not query[offset:].strip():
        return SparqlError(
            f"line {line}, column {column}: this is not SPARQL (the query ends too early)", "close what is open there"
        )
    # The parser stops at the last place where it still hoped: the slip is there or in the token before.
    start = before[-1].start if before else 0
    place = "line {}, column {}".format(*position(query, start))
    return SparqlError(f"{place}: this is not SPARQL, near {_short(query[start:])!r}", "correct the query there")


def _refused(query: str, token: Token, problem: str, remedy: str) -> SparqlError:
    line, column = position(query, token.start)
    return SparqlError(f"line {line}, column {column}: {problem}", remedy)


def _short(text: str, length: int = 40) -> str:
    text = " ".join(text.split())
    return text if len(text) <= length else text[: length - 1] + "…"
