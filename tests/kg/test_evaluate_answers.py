"""Answers scored as docs/command-line.md says."""

from __future__ import annotations

from typing import Any

import pytest

from kg.evaluate import Names, score_answers

NAMES = Names(resolve={"Alfa S.p.A.": "Alfa"}.get)
VALUE = {"answerable": True, "value": 2000, "unit": "W"}
ENTITIES = {"answerable": True, "entities": ["Alfa", "Beta"], "also": ["Gamma"]}


def verdict(question: dict[str, Any], **answer: Any) -> str:
    line = {"id": "q1", "it": "Quanto?", **question}
    scores = score_answers([line], {("q1", "it"): {"answered": True} | answer}, NAMES)
    return scores.verdicts[0].verdict


@pytest.mark.parametrize(
    ("value", "expected"), [(2020, "right"), (2021, "wrong"), (1980, "right"), (1979, "wrong"), (None, "wrong")]
)
def test_a_value_may_differ_by_one_percent(value: int | None, expected: str) -> None:
    assert verdict(VALUE, value=value, unit="W") == expected


def test_the_unit_must_be_right() -> None:
    assert verdict(VALUE, value=2000, unit="Wh") == "wrong"
    assert verdict(VALUE | {"unit": None}, value=2000, unit="Wh") == "right"


def test_the_derived_value_is_right_too() -> None:
    assert verdict(VALUE | {"derived_value": 3000}, value=3000, unit="W") == "right"


@pytest.mark.parametrize(
    ("entities", "expected"),
    [
        (["Beta", "Alfa S.p.A."], "right"),
        (["Alfa", "Beta", "Gamma"], "right"),
        (["Alfa"], "wrong"),
        (["Alfa", "Gamma"], "wrong"),
        (["Alfa", "Beta", "Delta"], "wrong"),
        ([], "wrong"),
    ],
)
def test_the_set_of_entities_must_be_the_same_but_for_those_that_may_be_added(entities: Any, expected: str) -> None:
    assert verdict(ENTITIES, entities=entities) == expected


@pytest.mark.parametrize(
    ("gold", "date", "expected"),
    [
        ("2024-04", "2024-04", "right"),
        ("2024-04", "2024-04-18", "right"),
        ("2024-04", "2024", "wrong"),
        ("2024-04", "2024-05", "wrong"),
        ("2025", "2025-01-01/2025-03-31", "right"),
        ("2025", "2025-10-01/2026-03-31", "wrong"),
        ("2024-04-01/2024-06-30", "2024-05", "right"),
        ("2024-04", None, "wrong"),
    ],
)
def test_a_date_begins_with_the_golds_or_lies_in_it(gold: str, date: str | None, expected: str) -> None:
    assert verdict({"answerable": True, "date": gold}, date=date) == expected


def test_what_has_no_answer_is_right_only_when_the_system_abstains() -> None:
    assert verdict({"answerable": False}, answered=False) == "right"
    assert verdict({"answerable": False}, value=1) == "wrong"


def test_an_abstention_is_not_a_wrong_answer() -> None:
    assert verdict(VALUE, answered=False) == "abstained"


def test_both_languages_are_asked_and_counted_apart_and_by_kind() -> None:
    questions = [
        {"id": "a", "it": "Quanto?", "en": "How much?", **VALUE},
        {"id": "b", "it": "Quante volte?", "en": "How many times?", "derived": True, **VALUE},
        {"id": "c", "it": "Che?", "en": "What?", "answerable": False},
    ]
    right = {"answered": True, "value": 2000, "unit": "W"}
    answers = {("a", "it"): right, ("a", "en"): right | {"value": 1}, ("b", "it"): right}
    report = score_answers(questions, answers, NAMES).to_json()
    assert (report["right"], report["wrong"], report["abstained"]) == (4, 1, 1)
    assert report["languages"]["it"]["derived"] == {"right": 1, "wrong": 0, "abstained": 0}
    assert report["languages"]["en"]["lookup"] == {"right": 0, "wrong": 1, "abstained": 0}
    assert report["languages"]["en"]["unanswerable"]["right"] == 1
    assert [(q["id"], q["verdict"]) for q in report["not_right"]] == [("a", "wrong"), ("b", "abstained")]
