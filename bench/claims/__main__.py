"""Command line: check the annotated articles, score extraction on a half of them, fit the weights."""

from __future__ import annotations

import sys
from pathlib import Path

import click
from rich.console import Console

from bench.claims.gold import HALVES, errors, load_half
from corpus.errors import CifreError
from kg.evaluate.report import report_extraction, table_of_scores
from kg.evaluate.show import show_pairs

console = Console(width=160, highlight=False)
half_option = click.option(
    "--half", type=click.Choice([*HALVES, "all", "learning"]), default="development", show_default=True
)


@click.group()
def main() -> None:
    """Claims on the project's annotated articles (tests/gold/news).

    \b
    Examples:
      python -m bench.claims check
      python -m bench.claims score --half frozen
      python -m bench.claims show --only a01
      python -m bench.claims fit --also other/gold.jsonl other/articles
    """


@main.command()
def check() -> None:
    """Check the gold lines, and count the phenomena beside their shares in real news."""
    from bench.claims.phenomena import REAL, count

    wrong = list(errors(*load_half("all")))
    for line in wrong:
        console.print(line)
    for half in HALVES:
        articles, lines = load_half(half)
        figures = sum("metric" in line for line in lines)
        console.print(f"\n{half}: {len(articles)} articles, {figures} figures, {len(lines) - figures} relations")
        for name, share in count(articles, lines).items():
            console.print(f"  {name:38} {share:5.1f} %  (real news {REAL[name]} %)")
    sys.exit(bool(wrong))


@main.command()
@half_option
def score(half: str) -> None:
    """Score extraction on a half."""
    from bench.claims.confidence import describe
    from bench.claims.reliability import outcomes
    from bench.claims.score import score_half

    found = score_half(half)
    console.print(report_extraction(found.scores))
    console.print("", table_of_scores("Claims with", found.phenomena))
    console.print(describe(outcomes(found.scores.pairs)))


@main.command()
@half_option
@click.option("--only", multiple=True, help="Only this article; may be repeated.")
def show(half: str, only: tuple[str, ...]) -> None:
    """Show gold beside system, sentence by sentence, wherever they differ."""
    from bench.claims.score import score_half

    found = score_half(half)
    ids = {a.id for a in found.articles if not only or Path(a.source).stem in only}
    pairs = [p for p in (*found.scores.pairs, *found.scores.relation_pairs) if p.article in ids]
    show_pairs(console, pairs, found.articles, everything=False)


@main.command()
@click.option(
    "--also",
    nargs=2,
    multiple=True,
    type=click.Path(path_type=Path, exists=True),
    metavar="GOLD ARTICLES",
    help="A further gold file and the folder of its articles; named twice, it counts twice.",
)
@click.option("--rounds", default=4, show_default=True, help="How often pairs are made anew with the weights so far.")
@click.option("--folds", default=8, show_default=True, help="Parts of the cross-validation over articles; 0 for none.")
@click.option("--write", is_flag=True, help="Replace the shipped weights.")
def fit(also: tuple[tuple[Path, Path], ...], rounds: int, folds: int, write: bool) -> None:
    """Fit the weights on the development half (and further gold), and say how well they do."""
    from bench.claims.learn import learn

    learn(also, rounds=rounds, folds=folds, write=write, tell=console.print)


@main.command()
@click.option("--also", nargs=2, multiple=True, type=click.Path(path_type=Path, exists=True), metavar="GOLD ARTICLES")
@click.option(
    "--rounds", default=3, show_default=True, help="How often figures are dated anew with the weights so far."
)
@click.option("--folds", default=8, show_default=True, help="Parts of the cross-validation over articles; 0 for none.")
@click.option("--write", is_flag=True, help="Replace the shipped weights.")
def dates(also: tuple[tuple[Path, Path], ...], rounds: int, folds: int, write: bool) -> None:
    """Fit the weights that choose the period of a figure, and say how well they do."""
    from bench.claims.dates import learn_dates

    learn_dates(also, rounds=rounds, folds=folds, write=write, tell=console.print)


@main.command()
@click.option("--also", nargs=2, multiple=True, type=click.Path(path_type=Path, exists=True), metavar="GOLD ARTICLES")
@click.option("--folds", default=5, show_default=True, help="Parts of the cross-validation over articles; 0 for none.")
@click.option("--write", is_flag=True, help="Replace the shipped weights.")
def statuses(also: tuple[tuple[Path, Path], ...], folds: int, write: bool) -> None:
    """Fit the weights that tell facts, plans, estimates and rumours apart, and say how well they do."""
    from bench.claims.statuses import learn_statuses

    learn_statuses(also, folds=folds, write=write, tell=console.print)


@main.command()
@click.option("--also", nargs=2, multiple=True, type=click.Path(path_type=Path, exists=True), metavar="GOLD ARTICLES")
@click.option("--folds", default=5, show_default=True, help="Parts of the cross-validation over articles; 0 for none.")
@click.option("--write", is_flag=True, help="Replace the shipped weights.")
def parties(also: tuple[tuple[Path, Path], ...], folds: int, write: bool) -> None:
    """Fit the weights that tell whose a stake is, whom money goes to, what is bought, and say how well they do."""
    from bench.claims.parties import learn_parties

    learn_parties(also, folds=folds, write=write, tell=console.print)


if __name__ == "__main__":
    try:
        main()
    except CifreError as error:
        console.print(f"bench: {error}")
        sys.exit(1)
