"""Scores as tables for a terminal."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from rich.console import Group, RenderableType
from rich.table import Table

from kg.evaluate.answers import VERDICTS, AnswerScores
from kg.evaluate.scores import Score, Scores
from kg.evaluate.spans import SpanScores

_WORDS = frozenset({"metric", "kind", "hedge", "status"})  # the fields whose values are words of the vocabulary


def _table(title: str) -> Table:
    """Return a table whose title heads its first column."""
    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column(title)
    return table


def table_of_scores(title: str, rows: Mapping[str, Score]) -> Table:
    """Return one line a score: precision, recall, F1 and the counts under them."""
    table = _table(title)
    for name in ("precision", "recall", "F1", "right", "system", "gold"):
        table.add_column(name, justify="right")
    for name, s in rows.items():
        table.add_row(
            name, *(f"{x:.3f}" for x in (s.precision, s.recall, s.f1)), str(s.right), str(s.system), str(s.gold)
        )
    return table


def report_extraction(scores: Scores) -> RenderableType:
    """Return the tables of `Scores`: levels, single fields, metrics."""
    levels = {
        "figures": scores.figures,
        "claims": scores.claims,
        "full claims": scores.full_claims,
        "relations": scores.relations,
        "relations with date": scores.relation_dates,
        **{f"{name} (reported)": score for name, score in scores.reported.items()},
    }
    fields = _table("Fields of the right figures")
    fields.add_column("right", justify="right")
    for name, score in scores.fields.items():
        fields.add_row(name, f"{score.right} of {score.gold}")
    metrics = _table("Metrics")
    for name in ("figures F1", "claims F1", "full claims F1", "gold"):
        metrics.add_column(name, justify="right")
    for metric, levels_of in sorted(scores.metrics.items(), key=lambda item: (-item[1]["claims"].gold, item[0])):
        f1 = (f"{levels_of[level].f1:.3f}" for level in ("figures", "claims", "full_claims"))
        metrics.add_row(metric, *f1, str(levels_of["claims"].gold))
    mixed = _table("Most frequent confusions")
    for name in ("gold", "system", "figures"):
        mixed.add_column(name, justify="right" if name == "figures" else "left")
    for (field, gold, system), count in confusions(scores):
        mixed.add_row(field, gold, system, str(count))
    plural = "" if scores.articles == 1 else "s"
    return Group(
        table_of_scores(f"Extraction from {scores.articles} article{plural}", levels),
        "",
        fields,
        "",
        metrics,
        "",
        mixed,
    )


def confusions(scores: Scores, most: int = 12) -> list[tuple[tuple[str, str, str], int]]:
    """Return what is taken for what in the right figures: field, gold value, system value, and how often."""
    counts: Counter[tuple[str, str, str]] = Counter()
    for pair in scores.pairs:
        if pair.verdict == "wrong" and pair.gold and pair.system and "figure" not in pair.wrong:
            for name in _WORDS & set(pair.wrong):
                counts[name, str(pair.gold[name]), str(pair.system[name])] += 1
    return sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:most]


def report_spans(scores: SpanScores) -> RenderableType:
    """Return the table of `SpanScores`."""
    rows = {"all": scores.spans, **scores.categories}
    sentences = f"{scores.sentences.right} of {scores.sentences.gold} sentences without an error"
    return Group(table_of_scores("Quantities and time expressions", rows), "", sentences)


def report_answers(scores: AnswerScores) -> RenderableType:
    """Return the table of `AnswerScores`: each language, and in it each kind of question."""
    table = _table("Answers")
    for verdict in VERDICTS:
        table.add_column(verdict, justify="right")
    for language in dict.fromkeys(v.language for v in scores.verdicts):
        table.add_row(language, *(str(scores.count(verdict, language)) for verdict in VERDICTS))
        for kind in scores.kinds:
            table.add_row(f"  {kind}", *(str(scores.count(verdict, language, kind)) for verdict in VERDICTS))
    return table
