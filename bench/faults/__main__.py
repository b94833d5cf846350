"""Command line of the test."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

import click

from bench.faults.run import run


@click.command()
@click.option("--kills", default=100, show_default=True, type=click.IntRange(1), help="Writers to kill.")
@click.option("--seed", default=0, show_default=True, help="Another seed kills at other moments.")
@click.option("--readers", default=2, show_default=True, type=click.IntRange(0), help="Processes that read meanwhile.")
def main(kills: int, seed: int, readers: int) -> None:
    """Kill writers at random moments and look for what is lost; leave with 1 where something is."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        report = run(
            Path(folder) / "graph",
            kills=kills,
            seed=seed,
            readers=readers,
            tell=lambda line: click.echo(line, err=True),
        )
    for problem in report.problems:
        click.echo(problem)
    click.echo(
        f"{report.kills} writers killed, {report.cut} in the middle of a change; {report.changes} changes "
        f"acknowledged, {report.reads} times everything read; {len(report.problems)} problems"
    )
    sys.exit(bool(report.problems))


if __name__ == "__main__":
    main()
