"""SPARQL for everybody: queries that people type, named queries with parameters, results in the usual forms.

>>> import tempfile
>>> from kg.store import Store
>>> store = Store(tempfile.mkdtemp())
>>> result = run(store, "SELECT ?name WHERE { entity:Nvidia schema:name ?name }")
>>> result.columns, [row[0].value for row in result.rows]
(('name',), ['Nvidia'])
"""

from __future__ import annotations

import pyoxigraph as ox

from kg.sparql.errors import LimitError, SparqlError
from kg.sparql.guard import check, syntax_error
from kg.sparql.limits import Limits, limits
from kg.sparql.named import NamedQuery, Parameter, Value, bind, named_queries
from kg.sparql.pool import EngineError, Job, Outcome, Pool, Sink, Ticket, shared
from kg.sparql.result import Result
from kg.store import Readable, StoreError

__all__ = [
    "FORMATS",
    "LimitError",
    "Limits",
    "NamedQuery",
    "Outcome",
    "Parameter",
    "Pool",
    "Result",
    "SparqlError",
    "Ticket",
    "bind",
    "check",
    "limits",
    "named_queries",
    "run",
    "run_named",
    "stream",
    "warm",
]

_UNREADABLE = ("Corruption", "IO error")
"""How the engine begins to tell that its files are not as it wrote them, or are not there."""
FORMATS = ("table", "json", "csv", "turtle")


def run(store: Readable, query: str, *, bounds: Limits | None = None) -> Result:
    """Run a query that a person typed, in a process of its own that ends when it meets a limit.

    All graphs together are the default graph, unless the query names its own; the prefixes of `kg.rdf.PREFIXES` need no
    declaration. Only reading queries run: no update, no SERVICE, no LOAD, no files.

    Parameters
    ----------
    store : Readable
        Where.
    query : str
        SPARQL 1.1: SELECT, ASK, CONSTRUCT or DESCRIBE.
    bounds : Limits, optional
        Those that the settings give, by default. A result with more rows is cut, and says so.

    Raises
    ------
    SparqlError
        If the query is refused, is not SPARQL (with line and column) or fails.
    LimitError
        If it meets a limit, and which.
    StoreError
        If the index is damaged.
    """
    pool = shared(bounds)
    pieces: list[bytes] = []
    outcome = stream(store, query, pieces.append, pool=pool, rows=pool.bounds.rows)
    data = b"".join(pieces)
    if outcome.kind == "ask":
        return Result(kind="ask", sparql=query, boolean=outcome.boolean)
    if outcome.kind == "graph":
        triples = tuple(quad.triple for quad in ox.parse(data, format=ox.RdfFormat.N_TRIPLES))
        return Result(kind="graph", sparql=query, triples=triples, truncated=outcome.truncated)
    found = ox.parse_query_results(data, format=ox.QueryResultsFormat.TSV)
    return _table(query, found, truncated=outcome.truncated)


def stream(
    store: Readable,
    query: str,
    sink: Sink,
    *,
    pool: Pool,
    rows: int,
    default_graphs: tuple[str, ...] | None = None,
    named_graphs: tuple[str, ...] = (),
    ticket: Ticket | None = None,
) -> Outcome:
    """Run a query as `run` does, and pass its result on in pieces: tab-separated values, or N-Triples.

    Parameters
    ----------
    store : Readable
        Where.
    query : str
        SPARQL 1.1.
    sink : callable
        Takes each piece of bytes. A piece need not end with a line.
    pool : Pool
        The processes, with their limits.
    rows : int
        Rows or triples at most; the outcome tells whether there were more.
    default_graphs, named_graphs : tuple of str, optional
        IRIs of the graphs to ask, instead of those that the query names. None: as the query says.
    ticket : Ticket, optional
        To give the query up from another thread.

    Raises
    ------
    SparqlError, StoreError
        As `run` does.
    """
    # Oxigraph would not look at FROM while all graphs together are the default graph.
    union = not check(query, pool.bounds) and default_graphs is None
    job = Job(query=query, rows=rows, union=union, default_graphs=default_graphs, named_graphs=named_graphs)
    try:
        return pool.run(store, job, sink, ticket)
    except EngineError as error:
        kind, message = error.args
        raise syntax_error(query, message) if kind == "syntax" else _failed(message) from error


def warm(count: int = 1) -> None:
    """Start processes for `run` without waiting for them, so that the next query finds them ready."""
    shared().warm(count)


def run_named(store: Readable, name: str, **values: Value) -> Result:
    """Run a named query with values for its parameters; one that is left out stays open.

    The project's own queries run right here: nobody typed them, and values are terms, never text of a query.

    Raises
    ------
    SparqlError
        If there is no such query or parameter, or a value is not of its type.
    """
    query = named_queries().get(name)
    if query is None:
        raise SparqlError(f"there is no query named {name!r}", f"choose one of {', '.join(named_queries())}")
    sparql = query.bound(**values)
    found = store.query(sparql)
    return _table(sparql, found, truncated=False)


def _table(query: str, found: object, *, truncated: bool) -> Result:
    if not isinstance(found, ox.QuerySolutions):
        raise TypeError(f"not the rows of a SELECT: {query}")
    columns = tuple(variable.value for variable in found.variables)
    # Terms pass as they are: looking at each would take as long as reading them does.
    return Result(kind="select", sparql=query, columns=columns, rows=tuple(map(tuple, found)), truncated=truncated)


def _failed(message: str) -> SparqlError | StoreError:
    if message.startswith(_UNREADABLE):
        return StoreError("the index of the store is damaged", "make it anew with kg store rebuild")
    return SparqlError(f"the query fails ({' '.join(message.split())})", "change it and try again")
