"""SPARQL for everybody: queries that people type, named queries with parameters, results in the usual forms.

>>> import tempfile
>>> from kg.store import Store
>>> store = Store(tempfile.mkdtemp())
>>> result = run(store, "SELECT ?name WHERE { entity:Nvidia schema:name ?name }")
>>> result.columns, [row[0].value for row in result.rows]
(('name',), ['Nvidia'])
"""

from __future__ import annotations

import itertools

import pyoxigraph as ox
from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from kg.sparql.guard import MAX_DEPTH, MAX_LENGTH, SparqlError, check, syntax_error
from kg.sparql.named import NamedQuery, Parameter, Value, bind, named_queries
from kg.sparql.result import Result
from kg.sparql.tokens import tokens
from kg.store import Readable

__all__ = [
    "FORMATS",
    "MAX_DEPTH",
    "MAX_LENGTH",
    "ROW_LIMIT",
    "NamedQuery",
    "Parameter",
    "Result",
    "SparqlError",
    "bind",
    "check",
    "named_queries",
    "run",
    "run_named",
]

ROW_LIMIT = 10_000
"""Rows or triples that a result holds; where there are more, it says that it is cut."""
FORMATS = ("table", "json", "csv", "turtle")


def run(store: Readable, query: str, *, limit: int = ROW_LIMIT) -> Result:
    """Run a query that a person typed.

    All graphs together are the default graph; the prefixes of `kg.rdf.PREFIXES` need no declaration. Only reading
    queries run: no update, no SERVICE, no LOAD.

    Parameters
    ----------
    store : Readable
        Where.
    query : str
        SPARQL 1.1: SELECT, ASK, CONSTRUCT or DESCRIBE.
    limit : int
        Rows or triples at most.

    Raises
    ------
    SparqlError
        If the query is refused, is not SPARQL (with line and column) or fails.
    """
    check(query)
    try:
        # Oxigraph would not look at FROM while all graphs together are the default graph.
        now = store.pinned()  # held until the last row is read
        found = now.query(query, union=not any(t.kind == "word" and t.text.lower() == "from" for t in tokens(query)))
        if isinstance(found, ox.QueryBoolean):
            return Result(kind="ask", sparql=query, boolean=bool(found))
        if isinstance(found, ox.QueryTriples):
            triples = tuple(itertools.islice(found, limit + 1))
            return Result(kind="graph", sparql=query, triples=triples[:limit], truncated=len(triples) > limit)
        columns = tuple(variable.value for variable in found.variables)
        rows = tuple(tuple(_term(row[name]) for name in columns) for row in itertools.islice(found, limit + 1))
        return Result(kind="select", sparql=query, columns=columns, rows=rows[:limit], truncated=len(rows) > limit)
    except SyntaxError as error:
        raise syntax_error(query, str(error)) from error
    except (OSError, RuntimeError, ValueError) as error:
        raise SparqlError(f"the query fails ({' '.join(str(error).split())})", "change it and try again") from error


def run_named(store: Readable, name: str, *, limit: int = ROW_LIMIT, **values: Value) -> Result:
    """Run a named query with values for its parameters; one that is left out stays open.

    Raises
    ------
    SparqlError
        If there is no such query or parameter, or a value is not of its type.
    """
    query = named_queries().get(name)
    if query is None:
        raise SparqlError(f"there is no query named {name!r}", f"choose one of {', '.join(named_queries())}")
    return run(store, query.bound(**values), limit=limit)


def _term(value: object) -> NamedNode | BlankNode | Literal | Triple | None:
    return value if isinstance(value, NamedNode | BlankNode | Literal | Triple) else None
