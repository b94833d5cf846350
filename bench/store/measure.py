"""Load, memory and opening, each engine in a process of its own; queries of all engines in turn in one process."""

from __future__ import annotations

import multiprocessing
import resource
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path
from statistics import median
from typing import Any

from bench.store.data import queries, rows
from bench.store.engines import engines

ROUNDS, OPENINGS = 21, 11
ENOUGH = 3.0
"""Seconds of an engine at a query after which it is not asked again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """What an engine took for so many quads.

    Parameters
    ----------
    load : float
        Seconds of processor time, all threads together.
    open : float or None
        Seconds of processor time, the median of eleven openings, each with a first query; None where nothing stays on
        disk.
    memory : float
        Peak memory of loading, in MiB.
    queries : mapping of str to float
        Median seconds of processor time: what else the machine does is not counted. What the engine cannot answer is
        left out.
    """

    engine: str
    quads: int
    load: float
    memory: float
    open: float | None
    queries: Mapping[str, float]


def measure(folder: Path, quads: int, *, only: str | None = None) -> list[Result]:
    """Measure all engines that may hold so many quads, or one of them, on the data that `folder` has."""
    names = [e.name for e in engines() if quads <= e.largest and only in (None, e.name)]
    loads = {name: _in_process(_load, name, folder) for name in names}
    opens = {name: _in_process(_open, name, folder) for name in names}
    asked = _in_process(_ask, names, folder)
    versions = {engine.name: engine.version for engine in engines()}
    return [
        Result(
            engine=f"{name} {versions[name]}",
            quads=quads,
            load=loads[name][0],
            memory=loads[name][1],
            open=opens[name],
            queries=asked[name],
        )
        for name in names
    ]


def _in_process(function: Callable[..., None], *arguments: Any) -> Any:
    context = multiprocessing.get_context("spawn")
    mine, theirs = context.Pipe()
    process = context.Process(target=function, args=(*arguments, theirs))
    process.start()
    theirs.close()
    try:
        return mine.recv()
    finally:
        process.join()


def _load(name: str, folder: Path, results: Connection) -> None:
    engine = next(engine for engine in engines() if engine.name == name)
    begun = time.process_time()
    kept = engine.load(folder)
    seconds = time.process_time() - begun
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (2**20 if sys.platform == "darwin" else 2**10)
    results.send((seconds, peak))
    del kept


def _open(name: str, folder: Path, results: Connection) -> None:
    engine = next(engine for engine in engines() if engine.name == name)
    if engine.open is None:
        results.send(None)
        return
    spans, first = [], queries()["in-article"]
    for _ in range(OPENINGS):
        begun = time.process_time()
        ask = engine.open(folder)
        rows(ask(first))
        spans.append(time.process_time() - begun)
        del ask
    results.send(median(spans))


def _ask(names: list[str], folder: Path, results: Connection) -> None:
    asks = {e.name: e.open(folder) if e.open else e.load(folder) for e in engines() if e.name in names}
    asked = queries()
    spans: dict[str, dict[str, list[float]]] = {name: {title: [] for title in asked} for name in asks}
    counts: dict[str, set[int]] = {title: set() for title in asked}
    turns = list(asks.items())
    for _ in range(ROUNDS):
        turns.append(turns.pop(0))  # nobody always comes after the same one, whose data fill the processor's caches
        for title, query in asked.items():
            for name, ask in turns:
                before = spans[name][title]
                if sum(before) > ENOUGH:
                    continue
                begun = time.process_time()
                try:
                    counts[title].add(rows(ask(query)))
                except TypeError:  # rdflib cannot sort what has no value
                    continue
                before.append(time.process_time() - begun)
    for title, found in counts.items():
        if len(found) != 1 or found == {0}:
            raise RuntimeError(f"the engines do not agree on {title}: {sorted(found)} rows")
    results.send({name: {title: median(found) for title, found in of.items() if found} for name, of in spans.items()})
