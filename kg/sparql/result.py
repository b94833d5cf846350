"""What a query gives, and the forms that it can be written in."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import pyoxigraph as ox
from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from kg.rdf.terms import PREFIXES, compact
from kg.sparql.errors import SparqlError
from kg.sparql.limits import MIB, limits, met

Term = NamedNode | BlankNode | Literal | Triple
_STRING = PREFIXES["xsd"] + "string"


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """The answer to a query.

    Parameters
    ----------
    kind : str
        ``select``, ``ask`` or ``graph``.
    sparql : str
        The query that ran.
    columns : tuple of str
        Variables of a SELECT, in their order.
    rows : tuple of tuple
        One term or None a column.
    boolean : bool or None
        The answer to an ASK.
    triples : tuple of pyoxigraph.Triple
        What a CONSTRUCT or DESCRIBE made.
    truncated : bool
        Whether there is more than the limit let through.
    """

    kind: str
    sparql: str
    columns: tuple[str, ...] = ()
    rows: tuple[tuple[Term | None, ...], ...] = ()
    boolean: bool | None = None
    triples: tuple[Triple, ...] = ()
    truncated: bool = False

    def table(self) -> tuple[tuple[str, ...], list[tuple[str, ...]]]:
        """Return heads and rows as short texts for people: prefixed names, plain strings, empty where unbound."""
        if self.kind == "ask":
            return ("answer",), [("true" if self.boolean else "false",)]
        if self.kind == "graph":
            return ("subject", "predicate", "object"), [tuple(map(_shown, (t.subject, t.predicate, t.object)))
                                                        for t in self.triples]  # fmt: skip
        return self.columns, [tuple(map(_shown, row)) for row in self.rows]

    def json(self) -> str:
        """Return SPARQL 1.1 Query Results JSON; a graph as an array of triples of the same terms.

        Raises
        ------
        LimitError
            If it is larger than a result may be: it repeats the names of the variables in every row.
        """
        if self.kind == "ask":
            return json.dumps({"head": {}, "boolean": self.boolean})
        if self.kind == "graph":
            triples = (
                {"subject": _json(t.subject), "predicate": _json(t.predicate), "object": _json(t.object)}
                for t in self.triples
            )
            return _array(triples)
        bindings = (
            {name: _json(term) for name, term in zip(self.columns, row, strict=True) if term is not None}
            for row in self.rows
        )
        head = json.dumps({"vars": list(self.columns)}, ensure_ascii=False)
        return f'{{"head": {head}, "results": {{"bindings": {_array(bindings)}}}}}'

    def csv(self) -> str:
        """Return SPARQL 1.1 Query Results CSV (CRLF line ends, plain values).

        Raises
        ------
        SparqlError
            For a graph, which is no table.
        """
        if self.kind == "graph":
            raise SparqlError("a CONSTRUCT or DESCRIBE gives a graph, not a table", "choose turtle or json")
        file = io.StringIO()
        writer = csv.writer(file, lineterminator="\r\n")
        if self.kind == "ask":
            writer.writerows([("boolean",), ("true" if self.boolean else "false",)])
        else:
            writer.writerow(self.columns)
            writer.writerows([["" if term is None else _plain(term) for term in row] for row in self.rows])
        return file.getvalue()

    def turtle(self) -> str:
        """Return a graph as Turtle.

        Raises
        ------
        SparqlError
            For a SELECT or ASK, which gives no graph.
        """
        if self.kind != "graph":
            raise SparqlError("only a CONSTRUCT or DESCRIBE gives a graph", "choose table, json or csv")
        return (ox.serialize(self.triples, format=ox.RdfFormat.TURTLE, prefixes=PREFIXES) or b"").decode("utf-8")


def _array(items: Iterable[dict[str, Any]]) -> str:
    """Return a JSON array, made item by item so that not more of it is held than may be."""
    most = limits().bytes
    left = most * MIB
    texts = []
    for item in items:
        texts.append(json.dumps(item, ensure_ascii=False))
        left -= len(texts[-1])
        if left < 0:
            raise met("sparql_bytes", most)
    return f"[{', '.join(texts)}]"


def _shown(term: Term | None) -> str:
    if term is None:
        return ""
    if isinstance(term, NamedNode):
        return compact(term)
    return _plain(term)


def _plain(term: Term) -> str:
    return term.value if isinstance(term, NamedNode | Literal) else str(term)


def _json(term: Term) -> dict[str, object]:
    if isinstance(term, NamedNode):
        return {"type": "uri", "value": term.value}
    if isinstance(term, BlankNode):
        return {"type": "bnode", "value": term.value}
    if isinstance(term, Triple):
        parts = {"subject": term.subject, "predicate": term.predicate, "object": term.object}
        return {"type": "triple", "value": {name: _json(part) for name, part in parts.items()}}
    found: dict[str, object] = {"type": "literal", "value": term.value}
    if term.language:
        found["xml:lang"] = term.language
    elif term.datatype.value != _STRING:
        found["datatype"] = term.datatype.value
    return found
