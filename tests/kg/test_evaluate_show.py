"""Gold beside system, and the tables, as a terminal shows them."""

from __future__ import annotations

import io
from typing import Any

from rich.console import Console

from corpus.article import Article
from kg.evaluate import Names, score_answers, score_extraction, score_spans
from kg.evaluate.report import report_answers, report_extraction, report_spans
from kg.evaluate.show import show_pairs, show_verdicts

TEXT = "Alfa ha ricavi per 12 milioni di euro. Beta ha 30 dipendenti. Gamma vale 5 milioni di euro."
ARTICLE = Article(id="a", text=TEXT, source="a.txt")


def claim(text: str, value: int, **changes: Any) -> dict[str, Any]:
    start = TEXT.index(text)
    record: dict[str, Any] = {"article": "a", "metric": "revenue", "subject": "Alfa", "value": value, "unit": "EUR"}
    record |= {"kind": "level", "hedge": "exact", "status": "actual", "of": None, "for": None, "period": None}
    return record | {"evidence": {"start": start, "end": start + len(text), "text": text}} | changes


REVENUE = claim("12 milioni di euro", 12_000_000)
STAFF = claim("30 dipendenti", 30, metric="employees", subject="Beta", unit="1")
VALUE = claim("5 milioni di euro", 5_000_000, metric="valuation", subject="Gamma")


def shown(gold: list[dict[str, Any]], system: list[dict[str, Any]], *, everything: bool = False) -> str:
    console = Console(file=io.StringIO(), width=200, highlight=False, markup=False)
    scores = score_extraction(gold, system, [], [ARTICLE], Names())
    show_pairs(console, scores.pairs, [ARTICLE], everything=everything)
    console.print(report_extraction(scores))
    assert isinstance(console.file, io.StringIO)
    return console.file.getvalue()


def test_a_wrong_field_shows_both_readings() -> None:
    text = shown([REVENUE], [REVENUE | {"subject": "Beta", "cues": ["ricavi"]}])
    assert "a.txt [0:38] Alfa ha ricavi per 12 milioni di euro." in text
    assert "≠ wrong   «12 milioni di euro» revenue · Alfa · 12_000_000 EUR" in text
    assert "subject: Alfa ← gold, system → Beta" in text
    assert "cues: ricavi" in text


def test_missing_and_extra_figures_are_told_apart() -> None:
    text = shown([STAFF], [VALUE])
    assert "- missing «30 dipendenti» employees · Beta · 30 1" in text
    assert "+ extra   «5 milioni di euro» valuation · Gamma" in text


def test_a_text_that_is_not_the_slice_is_pointed_out() -> None:
    moved = REVENUE | {"evidence": REVENUE["evidence"] | {"text": "12 milioni"}}
    assert "the text is not the article's slice" in shown([REVENUE], [moved])


def test_what_is_right_is_shown_only_on_request() -> None:
    assert "Beta ha 30" not in shown([STAFF], [STAFF])
    assert "= right   «30 dipendenti»" in shown([STAFF], [STAFF], everything=True)


def test_the_tables_tell_levels_fields_and_metrics() -> None:
    text = shown([REVENUE, STAFF], [REVENUE, STAFF | {"hedge": "about"}])
    rows = [line.split() for line in text.splitlines()]
    assert ["revenue", "1.000", "1.000", "1.000", "1"] in rows
    assert rows[-1] == ["hedge", "exact", "about", "1"]  # what is taken for what
    assert ["full", "claims", "0.500", "0.500", "0.500", "1", "2", "2"] in rows
    assert ["hedge", "1", "of", "2"] in rows


def test_spans_are_shown_by_category() -> None:
    expected = {"type": "quantity", "start": 19, "end": 37, "value": 12, "low": 12, "high": 12, "unit": "EUR"}
    line = {"id": "s", "category": "money", "text": TEXT, "expected": [expected]}
    console = Console(file=io.StringIO(), width=200)
    scores = score_spans([line], {})
    show_pairs(console, scores.pairs, [Article(id="s", text=TEXT, source="s")])
    console.print(report_spans(scores))
    assert isinstance(console.file, io.StringIO)
    text = console.file.getvalue()
    assert "- missing «12 milioni di euro» 12 EUR" in text
    assert "money" in text
    assert "0 of 1 sentences without an error" in text


def test_answers_are_shown_with_what_is_right() -> None:
    question = {"id": "q1", "it": "Quanto?", "answerable": True, "value": 5, "unit": "EUR"}
    scores = score_answers([question], {("q1", "it"): {"answered": True, "value": 6, "text": "Sei euro."}}, Names())
    console = Console(file=io.StringIO(), width=200)
    show_verdicts(console, scores)
    console.print(report_answers(scores))
    assert isinstance(console.file, io.StringIO)
    text = console.file.getvalue()
    assert "wrong     q1 it Quanto?" in text
    assert "gold: value 5, unit EUR" in text
    assert "said: Sei euro." in text
