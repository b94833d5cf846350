"""Write the runs as a Markdown table."""

from __future__ import annotations

import platform
from collections.abc import Sequence
from datetime import date

from bench.ingest.measure import Run
from bench.quantities.table import line

BEGIN, END = "<!-- bench:ingest -->", "<!-- /bench:ingest -->"


def render(runs: Sequence[Run], *, day: date) -> str:
    """Return the table of a run with one worker and, where there is one, of that with several."""
    head = [
        "articles",
        "workers",
        "seconds",
        "articles/s",
        "ms an article, first fifth",
        "last fifth",
        "peak MiB after the first fifth",
        "at the end",
        "largest worker",
        "speed-up",
    ]
    first = {run.articles: run.seconds for run in runs if run.workers == 1}
    rows = [
        [
            f"{run.articles:,}",
            str(run.workers),
            f"{run.seconds:.1f}",
            f"{run.articles / run.seconds:.1f}",
            f"{1000 * run.begin:.1f}",
            f"{1000 * run.end:.1f}",
            f"{run.memory_begin:.0f}",
            f"{run.memory:.0f}",
            f"{run.memory_worker:.0f}" if run.memory_worker else "–",
            f"{first[run.articles] / run.seconds:.2f}" if run.workers > 1 and run.articles in first else "–",
        ]
        for run in runs
    ]
    return "\n".join(
        [
            f"Run of {day.isoformat()}: Python {platform.python_version()}, {platform.machine()}, generated articles "
            "of some thousand characters.",
            "",
            line(head),
            line(["---:"] * len(head)),
            *map(line, rows),
            "",
            "Seconds are on the clock, the start of the workers among them; milliseconds are processor time of the "
            "writing process (median).",
        ]
    )
