"""One run of ingest over generated articles, in a process of its own."""

from __future__ import annotations

import multiprocessing
import resource
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from multiprocessing.connection import Connection
from pathlib import Path
from statistics import median

from bench.articles import italian
from kg.ingest import Outcome, ingest, read_with_default
from kg.store import Store

_PART = 5  # the first and the last fifth are compared


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """What a run took.

    Parameters
    ----------
    seconds : float
        From the first article to the last, on the clock; with several workers their start is in it.
    begin, end : float
        Median seconds of processor time an article of the writing process, in the first and the last fifth.
    memory_begin, memory : float
        Peak memory of the writing process after the first fifth and at the end, in MiB.
    memory_worker : float
        Peak memory of the largest other process, in MiB; 0 where there is none.
    """

    articles: int
    workers: int
    seconds: float
    begin: float
    end: float
    memory_begin: float
    memory: float
    memory_worker: float
    claims: int


def measure(articles: int, workers: int) -> Run:
    """Ingest so many generated articles into a new store and return what it took."""
    context = multiprocessing.get_context("spawn")
    mine, theirs = context.Pipe()
    process = context.Process(target=_run, args=(articles, workers, theirs))
    process.start()
    theirs.close()
    try:
        found: Run = mine.recv()
    finally:
        process.join()
    return found


def _run(articles: int, workers: int, results: Connection) -> None:
    if workers == 1:
        read_with_default(italian(0))  # the pipeline is loaded before, in the workers it is loaded meanwhile
    moments = [time.process_time()]
    peaks = [0.0]
    claims = 0

    def tell(outcome: Outcome) -> None:
        nonlocal claims
        if outcome.status != "added":
            raise RuntimeError(f"{outcome.article}: {outcome.status} {outcome.message}")
        moments.append(time.process_time())
        peaks.append(_peak(resource.RUSAGE_SELF))
        claims += outcome.claims

    with tempfile.TemporaryDirectory() as folder:
        begun = time.perf_counter()
        ingest(
            Store(Path(folder) / "graph"),
            map(italian, range(1, articles + 1)),
            extract=read_with_default,
            on_article=tell,
            workers=workers,
        )
        seconds = time.perf_counter() - begun
    spans = [later - earlier for earlier, later in pairwise(moments)]
    part = max(articles // _PART, 1)
    results.send(
        Run(
            articles=articles,
            workers=workers,
            seconds=seconds,
            begin=_typical(spans[:part]),
            end=_typical(spans[-part:]),
            memory_begin=peaks[part],
            memory=peaks[-1],
            memory_worker=_peak(resource.RUSAGE_CHILDREN) if workers > 1 else 0.0,
            claims=claims,
        )
    )


def _typical(spans: Sequence[float]) -> float:
    return median(spans)


def _peak(who: int) -> float:
    peak = resource.getrusage(who).ru_maxrss
    return peak / (2**20 if sys.platform == "darwin" else 2**10)
