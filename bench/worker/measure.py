"""The same queries, directly and in a process of their own, in turn."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from statistics import median
from time import perf_counter, process_time

import pyoxigraph as ox

from kg.sparql import named_queries, run
from kg.sparql.pool import shared
from kg.store import Store

ROUNDS = 31
_SIZES = (1, 100, 1_000, 10_000)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """What a query takes in the two ways, in seconds.

    Parameters
    ----------
    name : str
        Of the query.
    rows : int
        That it gives.
    direct, worker : float
        Processor time: in this process; in its own and in this one together, with the check of the text.
    waiting : float
        How much longer one waits for it in its process: the difference of the medians by the clock.
    """

    name: str
    rows: int
    direct: float
    worker: float
    waiting: float

    @property
    def added(self) -> float:
        """Processor time that the process adds."""
        return self.worker - self.direct


def queries() -> Mapping[str, str]:
    """Return the named queries with their examples, and queries that give so and so many rows."""
    named = {query.name: query.bound(**query.example) for query in named_queries().values()}
    sizes = {f"{size:,} rows of 3": f"SELECT ?s ?p ?o WHERE {{ ?s ?p ?o }} LIMIT {size}" for size in _SIZES}
    return named | sizes


def measure(store: Store) -> list[Cost]:
    """Run each query in both ways, turn by turn."""
    found = []
    for name, query in queries().items():
        rows = _direct(store, query)
        run(store, query)
        pid = shared().pids()[-1]
        direct, worker = _Clock(), _Clock(pid)
        for _ in range(ROUNDS):
            direct.time(partial(_direct, store, query))
            worker.time(partial(run, store, query))
        if shared().pids()[-1] != pid:
            raise RuntimeError(f"the process was replaced while {name} was measured")
        found.append(
            Cost(
                name=name,
                rows=rows,
                direct=direct.processor / ROUNDS,
                worker=worker.processor / ROUNDS,
                waiting=median(worker.waited) - median(direct.waited),
            )
        )
    return found


class _Clock:
    """Processor time of this process and another one, and time by the clock."""

    def __init__(self, pid: int | None = None) -> None:
        self.processor = 0.0
        self.waited: list[float] = []
        self._tasks = Path(f"/proc/{pid}/task") if pid else None

    def time(self, work: Callable[[], object]) -> None:
        begun, used = perf_counter(), self._used()
        work()
        self.waited.append(perf_counter() - begun)
        self.processor += self._used() - used

    def _used(self) -> float:
        files = self._tasks.glob("*/schedstat") if self._tasks else ()
        return process_time() + sum(int(file.read_text().split()[0]) for file in files) / 1e9


def start() -> float:
    """Return the seconds from starting a process until it can take a query."""
    from kg.sparql.pool import Worker

    def begin() -> None:
        worker = Worker()
        _ = worker.walls
        worker.close()

    return median(_seconds(begin) for _ in range(5))


def _direct(store: Store, query: str) -> int:
    """Run a query as the project's own run, with its rows as terms; return how many there are."""
    found = store.query(query)
    if not isinstance(found, ox.QuerySolutions):
        raise TypeError("not a SELECT query")
    return len(tuple(tuple(row) for row in found))


def _seconds(work: Callable[[], object]) -> float:
    begun = perf_counter()
    work()
    return perf_counter() - begun
