"""A function over many things in several processes, results in order; a process that dies takes one thing with it."""

from __future__ import annotations

import multiprocessing
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from typing import Any, Generic, TypeVar

from pebble import ProcessExpired, ProcessFuture, ProcessPool

from corpus.errors import CifreError

T = TypeVar("T")
R = TypeVar("R")


class WorkerDiedError(CifreError):
    """A process was killed, or crashed, while it was at something."""


class Pool(Generic[T, R]):
    """Processes that apply a function; a context manager, they end with it.

    Parameters
    ----------
    function : callable
        Importable by name, as its processes start anew; its results and errors travel between processes.
    workers : int
        How many processes.

    Examples
    --------
    >>> with Pool(abs, workers=2) as pool:
    ...     [pool.result(future) for future in ahead(map(pool.begin, [-3, 1, -2]), 2)]
    [3, 1, 2]
    """

    def __init__(self, function: Callable[[T], R], *, workers: int) -> None:
        self.function = function
        # Started anew rather than forked: the index and the app have threads of their own, which a fork would tear.
        self._pool = ProcessPool(max_workers=workers, context=multiprocessing.get_context("spawn"))

    def __enter__(self) -> Pool[T, R]:
        return self

    def __exit__(self, *_: object) -> None:
        self._pool.stop()  # type: ignore[no-untyped-call]
        self._pool.join()

    def begin(self, thing: T) -> ProcessFuture[Any]:
        """Hand a thing to the processes, to be asked for its result later."""
        return self._pool.schedule(self.function, args=(thing,))

    def result(self, future: ProcessFuture[Any]) -> R:
        """Wait for a result.

        Raises
        ------
        WorkerDiedError
            If the process that was at it has died; the others, and one in its place, go on.
        Exception
            What the function raised.
        """
        try:
            found: Any = future.result()
        except ProcessExpired as error:
            how = f"signal {-error.exitcode}" if error.exitcode and error.exitcode < 0 else f"status {error.exitcode}"
            raise WorkerDiedError(
                f"the process that read it has died ({how})",
                "run it again; if it dies again, there may be too little memory, or the article may be at fault",
            ) from error
        return found  # type: ignore[no-any-return]


def ahead(things: Iterable[T], count: int) -> Iterator[T]:
    """Yield things in their order, always having asked for so many more."""
    waiting: deque[T] = deque()
    for thing in things:
        waiting.append(thing)
        if len(waiting) > count:
            yield waiting.popleft()
    yield from waiting
