"""Write the results as Markdown tables."""

from __future__ import annotations

import platform
from collections.abc import Sequence
from datetime import date
from statistics import median

from bench.quantities.table import line
from bench.store.measure import Result

BEGIN, END = "<!-- bench:store -->", "<!-- /bench:store -->"


def render(results: Sequence[Result], *, day: date) -> str:
    """Return a table of loading and opening, and one of the queries."""
    head = ["engine", "quads", "load, s", "peak MiB", "open and ask, ms", "median query, ms", "slowest query, ms"]
    rows = [
        [
            result.engine,
            f"{result.quads:,}",
            f"{result.load:.1f}",
            f"{result.memory:.0f}",
            "–" if result.open is None else f"{1000 * result.open:.0f}",
            f"{1000 * median(result.queries.values()):.2f}",
            f"{1000 * max(result.queries.values()):.1f}",
        ]
        for result in results
    ]
    asked = ["query, ms", *(f"{result.engine}, {_short(result.quads)}" for result in results)]
    return "\n".join(
        [
            f"Run of {day.isoformat()}: Python {platform.python_version()}, {platform.machine()}, generated articles "
            "with 2 to 24 claims and up to 8 relations each, about 2,000 names by Zipf's law.",
            "",
            line(head),
            line(["---", *["---:"] * (len(head) - 1)]),
            *map(line, rows),
            "",
            line(asked),
            line(["---", *["---:"] * len(results)]),
            *(line([title, *(_time(result, title) for result in results)]) for title in results[0].queries),
            "",
            "Cifre loads from its article files and draws the direct edges while it does; the others load the same "
            "quads from one file. Cifre in memory is what the app reads where the index takes up to 64 MB, copied from "
            "it. Opening is the median of eleven, a first query among it, the files in the system's cache. The queries "
            "are the application's named ones, asked in turn in one process, results read to the end: the median of "
            "21, or of as many as three seconds allow. All times are processor time, all threads of the process "
            "together, as other programs ran beside. "
            "– : the engine ends with an error.",
        ]
    )


def _time(result: Result, title: str) -> str:
    return f"{1000 * result.queries[title]:.2f}" if title in result.queries else "–"


def _short(quads: int) -> str:
    return f"{quads / 10**6:g}M" if quads >= 10**6 else f"{quads // 1000}k"
