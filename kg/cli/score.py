"""``kg evaluate``: how well extraction and answers do."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli.common import console, json_option, print_json, progress


@click.command()
@click.argument("gold", metavar="GOLD", type=click.Path(path_type=Path))
@click.option(
    "--articles",
    metavar="DIR",
    type=click.Path(path_type=Path),
    help="Folder of the articles that GOLD names (the folder 'articles' beside GOLD by default).",
)
@click.option("--only", metavar="ID", multiple=True, help="Only this article, question or sentence; may be repeated.")
@click.option("--show", is_flag=True, help="Before the scores, gold beside system wherever they differ.")
@click.option("--show-all", is_flag=True, help="The same, also where they agree.")
@json_option
def evaluate(
    gold: Path, articles: Path | None, only: tuple[str, ...], show: bool, show_all: bool, as_json: bool
) -> None:
    """Score extraction or answers against a gold file.

    GOLD is JSON Lines of claims and relations, of questions, or of annotated sentences; its fields tell which.
    Questions are asked of a temporary store of the articles.

    \b
    Examples:
      kg evaluate gold.jsonl --articles articoli/
      kg evaluate gold.jsonl --articles articoli/ --show --only 03
      kg evaluate questions.jsonl --articles articoli/ --json
    """
    from kg.evaluate import read_gold
    from kg.evaluate.answers import AnswerScores
    from kg.evaluate.run import evaluate as run
    from kg.evaluate.scores import Scores
    from kg.evaluate.show import show_pairs, show_verdicts

    with progress("Scoring") as track:
        evaluation = run(read_gold(gold), articles, only=only, track=track)
    scores = evaluation.scores
    if as_json:
        print_json(evaluation.to_json())
        return
    out = console()
    if show or show_all:
        if isinstance(scores, AnswerScores):
            show_verdicts(out, scores, everything=show_all)
        else:
            pairs = scores.pairs + (scores.relation_pairs if isinstance(scores, Scores) else ())
            show_pairs(out, pairs, evaluation.articles, everything=show_all)
    out.print(report(scores))


def report(scores: object) -> object:
    """Return the tables that fit the scores."""
    from kg.evaluate.answers import AnswerScores
    from kg.evaluate.report import report_answers, report_extraction, report_spans
    from kg.evaluate.scores import Scores
    from kg.evaluate.spans import SpanScores

    if isinstance(scores, Scores):
        return report_extraction(scores)
    if isinstance(scores, SpanScores):
        return report_spans(scores)
    assert isinstance(scores, AnswerScores)
    return report_answers(scores)
