"""Command line of the measurement."""

from __future__ import annotations

import os
import platform
import re
import sys
from datetime import date
from pathlib import Path

import click

from bench.worker.measure import ROUNDS, Cost, measure, start
from kg.store import Store

MOST = 0.010
"""Seconds that the process may add to a query of up to 1,000 rows, in processor time."""
BEGIN, END = "<!-- bench:worker -->", "<!-- /bench:worker -->"


@click.command()
@click.option("--store", metavar="FOLDER", help="The store (KG_STORE; .cifre by default).")
@click.option("--write", type=click.Path(path_type=Path, exists=True), help="Page whose table is replaced.")
def main(store: str | None, write: Path | None) -> None:
    """Measure what a process of its own adds to a query; fail where that is more than 10 ms."""
    graph = Store(store)
    costs = measure(graph)
    text = render(costs, quads=graph.stats().quads, begin=start(), day=date.today())
    if write:
        page = write.read_text(encoding="utf-8")
        block = re.compile(f"{BEGIN}.*?{END}", re.DOTALL)
        write.write_text(block.sub(lambda _: f"{BEGIN}\n{text}\n{END}", page), encoding="utf-8")
    click.echo(text)
    sys.exit(any(cost.added > MOST for cost in costs if cost.rows <= 1_000))


def render(costs: list[Cost], *, quads: int, begin: float, day: date) -> str:
    """Return the tables."""
    lines = [
        f"Run of {day.isoformat()} on a graph of {quads:,} quads, Python {platform.python_version()} on "
        f"{platform.machine()}, {os.cpu_count()} cores under a load of {os.getloadavg()[0]:.1f}. {ROUNDS} rounds of "
        "each query in both ways, turn by turn: the processor time of both processes, and by how much the median of "
        f"the waiting grows, which includes waiting for a core. Starting a process takes {begin * 1000:.0f} ms and is "
        "done beforehand.",
        "",
        "| query | rows | directly | in its process | added | waiting added |",
        "| --- | ---: | ---: | ---: | ---: | ---: |",
    ]
    for cost in costs:
        times = " | ".join(f"{value * 1000:.1f} ms" for value in (cost.direct, cost.worker, cost.added, cost.waiting))
        lines.append(f"| {cost.name} | {cost.rows:,} | {times} |")
    return "\n".join(lines)


if __name__ == "__main__":
    main()
