"""``kg ask``, ``kg sparql`` and ``kg calc``: what the graph says."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from corpus.errors import CifreError
from kg.cli.common import complain, console, json_option, open_store, print_json, print_table, store_option
from kg.cli.words import describe_period

if TYPE_CHECKING:
    from corpus.article import Article
    from extract.records import Evidence
    from kg.ask import Answer
    from kg.calc import Derivation
    from kg.store import Store


@click.command()
@click.argument("question")
@store_option
@json_option
def ask(question: str, folder: str | None, as_json: bool) -> None:
    """Answer a question in Italian or English from the graph, or say that it does not know.

    Every answer shows the sentence that it stands on and the SPARQL that found it. With - as QUESTION, one question a
    line is read from standard input.

    \b
    Examples:
      kg ask "Quanti utenti ha ChatGPT?"
      kg ask "How many parameters does Llama 3 70B have?" --json
      kg ask - --json < domande.txt
    """
    from kg.ask import ask as answer_to

    store = open_store(folder)
    for text in _questions(question):
        answer = answer_to(store, text)
        if as_json:
            print_json(answer.to_json())
        else:
            _show_answer(store, answer, title=question == "-")


def _questions(question: str) -> Iterable[str]:
    if question != "-":
        if not question.strip():
            raise CifreError("the question is empty", 'ask one: kg ask "Quanti parametri ha Llama 3 70B?"')
        return (question,)
    return (line.strip() for line in sys.stdin if line.strip())


def _show_answer(store: Store, answer: Answer, *, title: bool) -> None:
    from rich.text import Text

    out = console()
    if title:
        out.print(Text(answer.question, style="bold cyan"), soft_wrap=True)
    out.print(Text(answer.text, style="bold" if answer.answered else "yellow"), soft_wrap=True)
    if answer.derivation:
        _show_formula(answer.derivation, answer.language)
    for quote in answer.evidence or answer.nearest:
        article = store.article(quote.article)
        if article is None:
            continue
        _show_quote(article, quote.evidence)
    if answer.sparql:
        out.print(Text(answer.sparql.rstrip(), style="dim"), soft_wrap=True)


def _show_formula(derivation: Mapping[str, Any], language: str) -> None:
    """Print the formula in words, with its numbers, and what a reader must know."""
    from rich.text import Text

    out = console()
    words, filled = derivation["expression"][language], derivation["filled"][language]
    out.print(Text(f"  {words}: {filled} ({derivation['formula']})", style="magenta"), soft_wrap=True)
    for caveat in derivation["caveats"]:
        out.print(Text(f"  ! {caveat[language]}", style="yellow"), soft_wrap=True)


def _show_quote(article: Article, evidence: Evidence) -> None:
    """Print the sentence with the evidence marked in it, and where it stands."""
    from rich.text import Text

    start, end = evidence.sentence
    sentence = Text(article.text[start:end])
    sentence.stylize("green underline", max(evidence.start - start, 0), max(evidence.end - start, 0))
    about = (article.title or article.source, article.outlet, str(article.published or ""), article.id)
    out = console()
    out.print(Text("    « ") + sentence + Text(" »"), soft_wrap=True)
    out.print(Text(f"      {' · '.join(filter(None, about))}", style="dim"), soft_wrap=True)


@click.command()
@click.argument("query", metavar="QUERY_OR_FILE")
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", "json", "csv", "turtle"]),
    help="How to print: table (default), json or csv; turtle for CONSTRUCT and DESCRIBE (their default).",
)
@store_option
def sparql(query: str, form: str | None, folder: str | None) -> None:
    """Run a SPARQL 1.1 query over the graph.

    QUERY_OR_FILE is a query, a file that holds one, or - for standard input. The project's prefixes are known.
    Updates, SERVICE and LOAD are refused. The query runs in a process of its own, with limits of time, memory and rows;
    docs/sparql.md tells them and their settings.

    \b
    Examples:
      kg sparql "SELECT ?m (COUNT(*) AS ?n) { ?c a cifre:Claim ; cifre:metric ?m } GROUP BY ?m ORDER BY DESC(?n)"
      kg sparql domanda.rq --format csv > risultato.csv
    """
    from kg.sparql import limits, run
    from kg.sparql.limits import met

    result = run(open_store(folder), _query_text(query))
    form = form or ("turtle" if result.kind == "graph" else "table")
    if form == "table":
        columns, rows = result.table()
        print_table(columns, rows)
    else:
        # Written as it is: the line ends of CSV are the standard's.
        text = {"json": result.json, "csv": result.csv, "turtle": result.turtle}[form]()
        click.echo(text, nl=not text.endswith("\n"))
    if result.truncated:
        complain(f"this is not all: {met('sparql_rows', limits().rows)}")


def _query_text(query: str) -> str:
    if query == "-":
        return sys.stdin.read()
    path = Path(query)
    try:
        is_file = path.is_file()
    except (OSError, ValueError):  # a query is no file name: too long, or with a null byte
        is_file = False
    if is_file:
        try:
            return path.read_text(encoding="utf-8-sig")
        except UnicodeDecodeError:
            raise CifreError(f"{path} is not UTF-8", "save the query as UTF-8") from None
    if path.suffix in (".rq", ".sparql") and "{" not in query:
        raise CifreError(f"{path} is not there", "check the path, or give the query itself")
    return query


@click.command()
@click.argument("name", required=False)
@store_option
@json_option
def calc(name: str | None, folder: str | None, as_json: bool) -> None:
    """Derive figures from figures: each with its formula, its inputs and their sentences.

    NAME is a formula's; without it every formula that finds its inputs is shown.

    \b
    Examples:
      kg calc
      kg calc power-per-accelerator --json
    """
    from kg.calc import run

    store = open_store(folder)
    derivations = run(store, name)
    if as_json:
        for derivation in derivations:
            print_json(derivation.to_json())
    elif derivations:
        for derivation in derivations:
            _show_derivation(store, derivation)
    else:
        click.echo("nothing to derive: no stored figures fit" + (f" {name}" if name else " a formula"))


def _show_derivation(store: Store, derivation: Derivation) -> None:
    from rich.text import Text

    out = console()
    about = " · ".join(filter(None, (derivation.formula, derivation.subject, describe_period(derivation.period))))
    out.print(Text.assemble((derivation.label.en, "bold"), (f" ({about})", "dim")), soft_wrap=True)
    out.print(Text(f"  {derivation.filled.en}", style="magenta"), soft_wrap=True)
    for operand in derivation.operands:
        article = store.article(operand.claim.article)
        if article is not None:
            out.print(Text(f"  {operand.label.en}", style="cyan"), soft_wrap=True)
            _show_quote(article, operand.claim.evidence)
    for caveat in derivation.caveats:
        out.print(Text(f"  ! {caveat.text.en}", style="yellow"), soft_wrap=True)
    out.print()
