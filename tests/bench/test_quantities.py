"""The comparison of readers: its scores, its table, and the page that shows the table."""

import json
from datetime import date
from importlib.metadata import PackageNotFoundError
from pathlib import Path
from typing import Any

import pytest

from bench.quantities.libraries import Library, libraries, read_cifre
from bench.quantities.measure import Cost, cost_of_the_pass, measure
from bench.quantities.table import BEGIN, END, render, replace_between_markers
from corpus.errors import CifreError

ROOT = Path(__file__).parents[2]
CIFRE = Library("Cifre", "0", frozenset({"quantity", "period"}), read_cifre, "")


def lines() -> list[dict[str, Any]]:
    rows = (ROOT / "tests" / "gold" / "expressions.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(row) for row in rows]


def read_nothing(text: str, published: date) -> list[dict[str, Any]]:
    return []


def read_all_wrong(text: str, published: date) -> list[dict[str, Any]]:
    wrong = {"start": 0, "end": len(text), "value": -1, "low": -1, "high": -1, "unit": "x"}
    return [{"type": "quantity", **wrong}]


def test_own_reader_without_names_is_right_nearly_everywhere() -> None:
    result = measure(CIFRE, lines())
    assert min(result.exact.values()) >= 0.98
    assert (result.traps, result.precision) == (0, pytest.approx(1, abs=0.005))


def test_a_reader_that_finds_nothing_or_only_wrong_scores_nothing() -> None:
    some = lines()[:20] + lines()[-20:]
    for find, traps in ((read_nothing, 0), (read_all_wrong, 20)):
        result = measure(Library("x", "1", frozenset({"quantity"}), find, ""), some)
        assert (max(result.exact.values()), result.number, result.inside, result.traps) == (0, 0, None, traps)


def test_cost_is_positive_for_any_text() -> None:
    cost = cost_of_the_pass(["Ha speso 3 miliardi nel 2024. " * 20])
    assert min(cost.quantities, cost.times, cost.both) > 0


def test_table_has_a_row_for_each_library_and_its_version() -> None:
    result = measure(CIFRE, lines()[:5])
    text = render([result], Cost(0.5, 0.5, 1.0, 9.0, 1000), lines=lines()[:5], day=date(2025, 1, 2), spacy_version="3")
    assert "| Cifre 0 |" in text
    assert "2025-01-02" in text
    assert "| 1 | 0.50 | 0.50 | 1.00 | 9.00 |" in text


def test_a_page_without_markers_is_refused() -> None:
    with pytest.raises(CifreError, match="markers"):
        replace_between_markers("nothing here", "table")


def test_the_page_shows_a_dated_run_over_the_set_as_it_is() -> None:
    page = (ROOT / "docs" / "quantities.md").read_text(encoding="utf-8")
    table = page.partition(BEGIN)[2].partition(END)[0]
    assert f"{len(lines())} sentences" in table
    assert f"{len(lines()):,} own sentences" in page
    for name in ("Cifre", "text2num", "quantulum3", "babel", "dateparser"):
        assert f"| {name} " in table


def test_libraries_come_with_cifre_first_or_the_missing_one_is_named() -> None:
    try:
        assert next(library.name for library in libraries()) == "Cifre"
    except CifreError as error:
        assert isinstance(error.__cause__, PackageNotFoundError)
        assert "pip install -e '.[bench]'" in str(error)
