"""Command line of the measurement."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import click

from bench.model.measure import Result, measure
from corpus import read, sample_folder

BEGIN, END = "<!-- bench:model -->", "<!-- /bench:model -->"


def render(result: Result, day: date) -> str:
    """Return the measurement as Markdown."""
    rows = [f"Measured {day} on the sample corpus ({result.words:,} tokens), all in one run.", ""]
    rows += ["| pipeline over | load, s of processor time | peak memory, MB |", "| --- | ---: | ---: |"]
    rows += [f"| `{name}` | {load.seconds:.2f} | {load.megabytes:.0f} |" for name, load in result.loads.items()]
    rows += ["", "| | words a second of processor time |", "| --- | ---: |"]
    rows += [f"| {name} | {speed:,.0f} |" for name, speed in result.speeds.items()]
    rows += ["", "| the language model on | words a second by the clock |", "| --- | ---: |"]
    rows += [f"| {n} process{'es' if n != '1' else ''} | {speed:,.0f} |" for n, speed in result.wall.items()]
    rows += ["", f"The project's own components take {result.share:.0%} of the language model's own time."]
    return "\n".join(rows)


@click.command()
@click.option("--write", type=click.Path(path_type=Path, exists=True), help="Page whose table is replaced.")
@click.option("--rounds", default=5, show_default=True, help="Rounds, of which the fastest counts.")
def main(write: Path | None, rounds: int) -> None:
    """Measure how fast the pipeline loads and reads."""
    text = render(measure(list(read(sample_folder())), rounds), date.today())
    if write:
        page = write.read_text(encoding="utf-8")
        pattern = re.compile(f"{re.escape(BEGIN)}.*?{re.escape(END)}", re.DOTALL)
        if not pattern.search(page):
            raise click.ClickException(f"{write} lacks {BEGIN} … {END}")
        write.write_text(pattern.sub(lambda _: f"{BEGIN}\n{text}\n{END}", page), encoding="utf-8")
    click.echo(text)


if __name__ == "__main__":
    main()
