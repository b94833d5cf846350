"""What may be wrong with a query."""

from __future__ import annotations

from corpus.errors import CifreError


class SparqlError(CifreError):
    """A query that is not SPARQL, is refused or cannot be answered."""


class LimitError(SparqlError):
    """A query that met a limit.

    Parameters
    ----------
    problem, remedy : str
        As in every error of the project.
    limit : str
        The setting that it met ("sparql_time").
    """

    def __init__(self, problem: str, remedy: str = "", *, limit: str) -> None:
        self.limit = limit
        super().__init__(problem, remedy)
