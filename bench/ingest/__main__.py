"""Command line of the measurement."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

import click

from bench.ingest.measure import Run, measure
from bench.ingest.table import BEGIN, END, render
from bench.quantities.table import replace_between_markers
from corpus.errors import CifreError

GROWTH, MEMORY_GROWTH, SPEED_UP = 1.2, 1.2, 1.6


@click.command()
@click.option("--articles", default=1000, show_default=True, type=click.IntRange(10), help="How many.")
@click.option("--workers", default=2, show_default=True, type=click.IntRange(1), help="Beside one; 1 for that alone.")
@click.option("--write", type=click.Path(path_type=Path, exists=True), help="Page whose table is replaced.")
def main(articles: int, workers: int, write: Path | None) -> None:
    """Measure ingest; fail where it slows down or grows, or workers speed it up too little."""
    try:
        runs = [measure(articles, 1)]
        if workers > 1:
            runs.append(measure(articles, workers))
        text = render(runs, day=date.today())
        if write:
            page = write.read_text(encoding="utf-8")
            write.write_text(replace_between_markers(page, text, begin=BEGIN, end=END), encoding="utf-8")
        click.echo(text)
    except CifreError as error:
        click.echo(f"bench: {error}", err=True)
        sys.exit(1)
    missed = goals_missed(runs)
    for goal in missed:
        click.echo(f"bench: {goal}", err=True)
    sys.exit(bool(missed))


def goals_missed(runs: list[Run]) -> list[str]:
    """Return the goals that a run with one worker, and one with several after it, do not reach."""
    alone = runs[0]
    missed = []
    if alone.end > GROWTH * alone.begin:
        missed.append(f"an article takes {alone.end / alone.begin:.2f} times as long at the end")
    if alone.memory > MEMORY_GROWTH * alone.memory_begin:
        missed.append(f"memory grows to {alone.memory / alone.memory_begin:.2f} times that after the first fifth")
    for run in runs[1:]:
        if alone.seconds / run.seconds < SPEED_UP:
            missed.append(f"{run.workers} workers are {alone.seconds / run.seconds:.2f} times as quick as one")
    return missed


if __name__ == "__main__":
    main()
