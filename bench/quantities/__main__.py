"""Command line of the comparison."""

from __future__ import annotations

import json
import sys
from datetime import date
from importlib.metadata import version
from pathlib import Path

import click

from bench.quantities.libraries import libraries
from bench.quantities.measure import cost_of_the_pass, measure
from bench.quantities.table import render, replace_between_markers
from corpus.errors import CifreError

OWN = Path(__file__).parents[2] / "tests" / "gold" / "expressions.jsonl"
HIGHEST_COST = 2.0


@click.command()
@click.option("--gold", type=click.Path(path_type=Path, exists=True), default=OWN, help="Annotated sentences.")
@click.option("--write", type=click.Path(path_type=Path, exists=True), help="Page whose table is replaced.")
def main(gold: Path, write: Path | None) -> None:
    """Compare Cifre with other libraries; fail where its pass costs more than twice the tokenizer."""
    try:
        lines = [json.loads(line) for line in gold.read_text(encoding="utf-8").splitlines()]
        results = [measure(library, lines) for library in libraries()]
        cost = cost_of_the_pass()
        text = render(results, cost, lines=lines, day=date.today(), spacy_version=version("spacy"))
        if write:
            page = write.read_text(encoding="utf-8")
            write.write_text(replace_between_markers(page, text), encoding="utf-8")
        click.echo(text)
    except CifreError as error:
        click.echo(f"bench: {error}", err=True)
        sys.exit(1)
    sys.exit(cost.both > HIGHEST_COST)


if __name__ == "__main__":
    main()
