"""The command ``kg``. What a verb needs is imported when it runs, so that ``kg --help`` answers at once."""

from __future__ import annotations

import io
import sys

import click

from kg.cli.common import KgGroup
from kg.cli.keep import articles, export, forget
from kg.cli.query import ask, calc, sparql
from kg.cli.read import extract, ingest
from kg.cli.score import evaluate
from kg.cli.serve import serve
from kg.cli.upkeep import store as upkeep

__all__ = ["cli", "main"]


@click.group(cls=KgGroup, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110})
@click.option("--store", metavar="FOLDER", help="The store, for every verb (KG_STORE; .cifre by default).")
@click.version_option(package_name="cifre", prog_name="kg")
@click.pass_context
def cli(context: click.Context, store: str | None) -> None:
    """Turn Italian news about the AI industry into a graph of claims, and ask it.

    \b
    Examples:
      kg extract articolo.txt --published 2024-11-02
      kg ingest articoli/
      kg ask "Quanti parametri ha Llama 3 70B?"
      kg sparql "SELECT (COUNT(*) AS ?n) { ?claim a cifre:Claim }"

    A verb's own help says more: kg ask --help.
    """
    context.obj = store


for verb in (extract, ingest, ask, sparql, calc, articles, forget, export, serve, upkeep, evaluate):
    cli.add_command(verb)


def main() -> None:
    """Run the command with the arguments of the process."""
    # JSON Lines, queries and questions are UTF-8 whatever the locale is.
    for stream, errors in ((sys.stdin, "replace"), (sys.stdout, "backslashreplace"), (sys.stderr, "backslashreplace")):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors=errors)
    cli()
