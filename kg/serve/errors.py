"""What the endpoint answers where it does not answer a query."""

from __future__ import annotations

from corpus.errors import CifreError


class HttpError(CifreError):
    """A request that is refused, with the status that HTTP has for it.

    Parameters
    ----------
    status : int
        Status code.
    problem, remedy : str
        As in every error of the project; together the one line of the answer.
    headers : dict, optional
        Headers that belong to the status.
    """

    def __init__(self, status: int, problem: str, remedy: str = "", headers: dict[str, str] | None = None) -> None:
        self.status = status
        self.headers = headers or {}
        super().__init__(problem, remedy)


class ServeError(CifreError):
    """The endpoint cannot be started."""
