"""Quantities and time expressions scored against annotated sentences; gold files told apart."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from corpus.errors import CifreError
from kg.evaluate import SpanScores, read_gold, score_spans

TEXT = "La fabbrica consuma circa 90 megawatt da maggio 2023."


def quantity(**changes: Any) -> dict[str, Any]:
    start = TEXT.index("circa")
    record = {"type": "quantity", "start": start, "end": start + len("circa 90 megawatt")}
    record |= {"value": 90e6, "low": 85.5e6, "high": 94.5e6, "unit": "W", "hedge": "about"}
    return record | changes


def period(**changes: Any) -> dict[str, Any]:
    start = TEXT.index("da maggio")
    record = {"type": "period", "start": start, "end": start + len("da maggio 2023")}
    return record | {"from": "2023-05-01", "to": None, "mod": "SINCE"} | changes


def score(expected: list[dict[str, Any]], given: list[dict[str, Any]], category: str = "unit") -> SpanScores:
    return score_spans([{"id": "x", "category": category, "text": TEXT, "expected": expected}], {"x": given})


@pytest.mark.parametrize(
    ("changes", "right"),
    [
        ({}, 1),
        ({"value": 90.04e6}, 1),
        ({"value": 90.05e6}, 0),
        ({"low": None}, 0),
        ({"high": 99e6}, 0),
        ({"unit": "Wh"}, 0),
        ({"hedge": "exact"}, 1),
        ({"start": 0, "end": TEXT.index("circa") + 3}, 0),
    ],
)
def test_a_quantity_needs_value_bounds_and_unit(changes: dict[str, Any], right: int) -> None:
    assert score([quantity()], [quantity(**changes)]).spans.right == right


def test_a_unit_of_null_is_not_compared() -> None:
    assert score([quantity(unit=None)], [quantity()]).spans.right == 1


@pytest.mark.parametrize(
    ("changes", "right"),
    [({}, 1), ({"from": "2023-05-02"}, 0), ({"to": "2023-05-31"}, 1), ({"mod": None}, 0), ({"to": "2023-06-30"}, 0)],
)
def test_a_period_needs_its_ends_or_an_alternative_and_its_modifier(changes: dict[str, Any], right: int) -> None:
    gold = period(alternatives=[["2023-05-01", "2023-05-31"]])
    assert score([gold], [period(**changes)], "date").spans.right == right


def test_only_the_type_that_the_sentence_annotates_is_counted() -> None:
    assert score([quantity()], [quantity(), period()]).spans.f1 == 1
    assert score([period()], [quantity(), period()]).spans.f1 == 1


def test_a_figure_in_a_trap_is_wrong() -> None:
    scores = score([], [quantity(), period()], "trap")
    assert (scores.spans.system, scores.sentences.right, scores.categories["trap"].precision) == (1, 0, 0)
    clean = score([], [], "trap")
    assert (clean.sentences.right, clean.categories["trap"].f1) == (1, 1)


def test_scores_are_told_by_category() -> None:
    lines = [
        {"id": "a", "category": "unit", "text": TEXT, "expected": [quantity()]},
        {"id": "b", "category": "date", "text": TEXT, "expected": [period()]},
    ]
    report = score_spans(lines, {"a": [quantity()]}).to_json()
    assert report["categories"]["unit"]["f1"] == 1
    assert (report["categories"]["date"]["recall"], report["sentences"]["right"]) == (0, 1)


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ({"article": "a", "metric": "revenue", "evidence": {}}, "claims"),
        ({"article": "a", "relation": "uses", "evidence": {}}, "claims"),
        ({"id": "q", "it": "Quanto?", "answerable": False}, "questions"),
        ({"id": "s", "category": "unit", "text": "", "expected": []}, "expressions"),
    ],
)
def test_the_kind_of_gold_is_told_from_its_fields(tmp_path: Path, line: dict[str, Any], kind: str) -> None:
    path = tmp_path / "gold.jsonl"
    path.write_text(json.dumps(line) + "\n\n" + json.dumps(line), encoding="utf-8")
    assert (read_gold(path).kind, len(read_gold(path).lines)) == (kind, 2)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("", "is empty"),
        ("{", "line 1: not JSON"),
        ('{"article": "a"}', "line 1: no gold line"),
        ("[]", "line 1: no gold line"),
        ('{"id": "q", "it": "?", "answerable": false}\n{"article": "a", "metric": "x", "evidence": {}}', "line 2"),
    ],
)
def test_a_broken_gold_file_is_named_with_its_line(tmp_path: Path, content: str, message: str) -> None:
    path = tmp_path / "gold.jsonl"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(CifreError, match=message):
        read_gold(path)


def test_a_missing_gold_file_is_an_error_for_users(tmp_path: Path) -> None:
    with pytest.raises(CifreError, match="cannot be read"):
        read_gold(tmp_path / "none.jsonl")
