"""What a query that a person typed may use, and the errors that say which limit it met."""

from __future__ import annotations

from dataclasses import dataclass, fields

from kg.settings import integer, number, settings
from kg.sparql.errors import LimitError

MIB = 1 << 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Limits of one query; each field is the setting ``sparql_…`` of the same name.

    Parameters
    ----------
    time : float
        Seconds.
    memory, bytes : int
        Mebibytes: of the process, of the result.
    rows : int
        Rows or triples.
    columns, letters : int
        Variables of the result, and how long the name of one is.
    length, depth : int
        Of the query, in characters and in nested brackets.
    workers : int
        Queries at the same time.
    wait : float
        Seconds until a process is free.
    """

    time: float
    memory: int
    rows: int
    bytes: int
    columns: int
    letters: int
    length: int
    depth: int
    workers: int
    wait: float


def limits(**values: float) -> Limits:
    """Return the limits that the settings give now, but for the fields that are given here.

    Examples
    --------
    >>> limits(time=2).time, limits().depth
    (2, 64)
    """
    read = {
        f.name: number(f"sparql_{f.name}") if f.type == "float" else integer(f"sparql_{f.name}") for f in fields(Limits)
    }
    return Limits(**{**read, **values})  # type: ignore[arg-type]


_MET = {
    "sparql_time": ("the query ran longer than {value:g} s", "narrow it, or order and group less"),
    "sparql_memory": ("the query needed more than {value:g} MiB of memory", "narrow it, or order and group less"),
    "sparql_bytes": ("the result is larger than {value:g} MiB", "name fewer variables, or add a LIMIT"),
    "sparql_rows": ("only the first {value:,} rows are shown", "narrow the query, or page with LIMIT and OFFSET"),
    "sparql_columns": ("the result has more than {value:,} variables", "name those that you need after SELECT"),
    "sparql_letters": ("the name of a variable has more than {value:,} letters", "give it a shorter one"),
    "sparql_depth": ("more than {value} nested brackets", "write the query flatter"),
    "sparql_length": ("the query has more than {value:,} characters", "shorten it, or split it in several"),
    "sparql_wait": ("all {value} processes for queries are busy", "try again in a moment"),
    "serve_queue": ("{value} queries run or wait already", "try again in a moment"),
    "serve_rows": ("the result has more than {value:,} rows", "add a LIMIT, and page with OFFSET and ORDER BY"),
}


def met(name: str, value: float, place: str = "") -> LimitError:
    """Return the error of a query that met a limit, perhaps at a place in its text.

    Examples
    --------
    >>> print(met("sparql_time", 20))
    the query ran longer than 20 s: narrow it, or order and group less (the limit is KG_SPARQL_TIME)
    """
    problem, remedy = _MET[name]
    variable = settings()["sparql_workers" if name == "sparql_wait" else name].variable
    problem = place + problem.format(value=value)
    return LimitError(problem, f"{remedy} (the limit is {variable})", limit=name)
