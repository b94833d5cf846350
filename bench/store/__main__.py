"""Command line of the comparison."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from statistics import median

import click

from bench.quantities.table import replace_between_markers
from bench.store.data import write as write_data
from bench.store.measure import Result, measure
from bench.store.table import BEGIN, END, render
from corpus.errors import CifreError

RATIO, OPEN, TIMES_RDFLIB = 1.3, 0.2, 50


@click.command()
@click.option("--quads", "sizes", multiple=True, type=int, default=(10**5, 10**6), show_default=True, help="How many.")
@click.option("--large", is_flag=True, help="Cifre alone at 5 million quads too.")
@click.option("--write", type=click.Path(path_type=Path, exists=True), help="Page whose tables are replaced.")
def main(sizes: Sequence[int], large: bool, write: Path | None) -> None:
    """Compare the store with others; fail where it misses its goals."""
    try:
        results: list[Result] = []
        for quads, only in [*((size, None) for size in sizes), *([(5 * 10**6, "Cifre")] if large else [])]:
            with tempfile.TemporaryDirectory() as folder:
                click.echo(f"writing {quads:,} quads", err=True)
                write_data(Path(folder), quads)
                results += measure(Path(folder), quads, only=only)
            text = render(results, day=date.today())
            click.echo(text)  # after each size: the largest takes long, and what is measured must not be lost
            if write:
                page = write.read_text(encoding="utf-8")
                write.write_text(replace_between_markers(page, text, begin=BEGIN, end=END), encoding="utf-8")
    except CifreError as error:
        click.echo(f"bench: {error}", err=True)
        sys.exit(1)
    missed = goals_missed(results)
    for goal in missed:
        click.echo(f"bench: {goal}", err=True)
    sys.exit(bool(missed))


def goals_missed(results: Sequence[Result]) -> list[str]:
    """Return the goals that are missed: queries on disk beside pyoxigraph, opening, queries in memory beside rdflib."""
    missed = []
    found = {(result.engine.rsplit(" ", 1)[0], result.quads): result for result in results}
    for (name, quads), result in found.items():
        own = found.get(({"pyoxigraph": "Cifre", "rdflib Dataset": "Cifre in memory"}.get(name, ""), quads))
        if own is None:
            continue
        ratio = median(own.queries[title] / result.queries[title] for title in result.queries)
        if name == "pyoxigraph" and ratio > RATIO:
            missed.append(f"at {quads:,} quads the median query takes {ratio:.2f} times pyoxigraph's time")
        if name == "rdflib Dataset" and 1 / ratio < TIMES_RDFLIB:
            missed.append(f"at {quads:,} quads the median query is {1 / ratio:.0f} times as quick as rdflib's")
    for (name, quads), result in found.items():
        if name == "Cifre" and result.open is not None and result.open > OPEN:
            missed.append(f"at {quads:,} quads opening takes {result.open:.2f} s")
    return missed


if __name__ == "__main__":
    main()
