"""What a query that a person typed may not do, each refusal with a message that says what to do instead."""

from __future__ import annotations

import re
from urllib.parse import urljoin, urlsplit

from kg.rdf.terms import PREFIXES
from kg.sparql.errors import SparqlError
from kg.sparql.limits import Limits, limits, met
from kg.sparql.tokens import Token, position, tokens

_UPDATES = frozenset(["insert", "delete", "load", "clear", "drop", "create", "add", "move", "copy", "with"])
_PROLOGUE = frozenset(["base", "prefix", "version"])
_SERVICE = (
    "SERVICE asks another machine, which is not allowed here",
    "query that machine by itself and join the results",
)
_OPENING, _CLOSING = frozenset("{[("), frozenset("}])")


def check(query: str, bounds: Limits | None = None) -> bool:
    """Refuse a query that would write, call other machines, read files or exhaust the parser.

    What stands in strings and comments does not count.

    Parameters
    ----------
    query : str
        The text.
    bounds : Limits, optional
        Those that the settings give, by default.

    Returns
    -------
    bool
        Whether it names the graphs that it asks (FROM).

    Raises
    ------
    SparqlError
        With line and column, and what to do instead.
    LimitError
        If it is too long or nested too deep.

    Examples
    --------
    >>> check("SELECT * { ?s ?p 'LOAD SERVICE' }  # INSERT")
    False
    >>> check("SELECT * { SERVICE <http://127.0.0.1/> { ?s ?p ?o } }")
    Traceback (most recent call last):
    ...
    kg.sparql.errors.SparqlError: line 1, column 12: SERVICE asks another machine, which is not allowed here: ...
    """
    bounds = bounds or limits()
    if len(query) > bounds.length:
        raise met("sparql_length", bounds.length)
    depth = 0
    first: Token | None = None
    before: Token | None = None
    graphs = False
    names = _Names()
    for token in tokens(query):
        if token.kind == "mark":
            depth += (token.text in _OPENING) - (token.text in _CLOSING)
            # SERVICE:x { is read as SERVICE and :x; hardly a prefix of that name stands right before a brace.
            if token.text == "{" and before is not None and "service" in _prefix(before):
                raise _refused(query, before, *_SERVICE)
            if depth > bounds.depth:
                raise met("sparql_depth", bounds.depth, _place(query, token))
        elif token.kind == "word":
            word = token.text.lower()
            if first is None and word not in _PROLOGUE:
                first = token
                if word in _UPDATES:
                    raise _refused(
                        query, token, f"{token.text.upper()} would change the graph", "use kg ingest and kg forget"
                    )
            if "service" in word:  # words may stand together: SERVICESILENT
                raise _refused(query, token, *_SERVICE)
            if word == "load":
                raise _refused(query, token, "LOAD reads other addresses, which is not allowed", "use kg ingest")
            graphs = graphs or word in ("from", "fromnamed")
        elif token.kind == "open":
            raise _refused(query, token, "the string that begins here is not closed", "close it")
        before = token
        iri = names.read(token)
        if iri is not None and urlsplit(iri).scheme == "file":
            raise _refused(
                query,
                token,
                "FROM names a file, and no files are read here",
                "name graphs of the store, or use kg ingest",
            )
    if first is None:
        raise SparqlError("the query is empty", "write one, for example: SELECT * WHERE { ?s ?p ?o } LIMIT 10")
    return graphs


def kind_of(query: str) -> str:
    """Return ``ask``, ``graph`` (CONSTRUCT, DESCRIBE) or ``select``, which a query that is not SPARQL is taken for.

    Examples
    --------
    >>> kind_of("PREFIX ask: <http://example.org/> DESCRIBE ask:x")
    'graph'
    """
    words = (token.text.lower() for token in tokens(query) if token.kind == "word")
    first = next((word for word in words if word not in _PROLOGUE), "")
    return {"ask": "ask", "construct": "graph", "describe": "graph"}.get(first, "select")


class _Names:
    """The base and the prefixes that a query declares, read token by token, and the graphs after FROM."""

    def __init__(self) -> None:
        self.base = ""
        self.prefixes = dict(PREFIXES)
        self._before: list[str] = []

    def read(self, token: Token) -> str | None:
        """Take the next token; return the IRI in full where it is a graph after FROM or FROM NAMED."""
        before, self._before = self._before, [*self._before, token.text.lower() if token.kind == "word" else token.text]
        self._before = self._before[-2:]
        last = before[-1] if before else ""
        if token.kind == "iri":
            iri = urljoin(self.base, token.text[1:-1])
            if last == "base":
                self.base = iri
            elif len(before) == 2 and before[0] == "prefix":
                self.prefixes[last.rstrip(":")] = iri
        elif token.kind == "prefixed":
            prefix, _, local = token.text.partition(":")
            iri = self.prefixes.get(prefix, "") + local
        else:
            return None
        return iri if last in ("from", "fromnamed") or before == ["from", "named"] else None


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


def _prefix(token: Token) -> str:
    return token.text.partition(":")[0].lower() if token.kind == "prefixed" else ""


def _refused(query: str, token: Token, problem: str, remedy: str) -> SparqlError:
    return SparqlError(_place(query, token) + problem, remedy)


def _place(query: str, token: Token) -> str:
    return "line {}, column {}: ".format(*position(query, token.start))


def _short(text: str, length: int = 40) -> str:
    text = " ".join(text.split())
    return text if len(text) <= length else text[: length - 1] + "…"
