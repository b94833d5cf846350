"""Quarters are read as the company counts them that the text speaks of."""

from __future__ import annotations

from datetime import date

import pytest

from corpus import from_text
from extract import load


@pytest.mark.parametrize(
    ("text", "days"),
    [
        (
            "(Ansa) - Roma, 3 mar - Nvidia ha chiuso il quarto trimestre dell'esercizio 2025.",
            ("2024-11-01", "2025-01-31"),
        ),
        ("Nvidia, quarto trimestre sopra le attese", ("2024-11-01", "2025-01-31")),
        (
            "Gli analisti attendono per il quarto trimestre fiscale di Nvidia ricavi record.",
            ("2024-11-01", "2025-01-31"),
        ),
        ("Per il primo trimestre Nvidia prevede ricavi in crescita.", ("2025-02-01", "2025-04-30")),
        ("Reply prevede ricavi in crescita nel quarto trimestre.", ("2024-10-01", "2024-12-31")),
    ],
)
def test_the_quarter_is_that_whose_results_are_due(text: str, days: tuple[str, str]) -> None:
    times = load().extract(from_text(text, published=date(2025, 3, 3))).times
    quarter = next(time for time in times if time.granularity == "quarter")
    assert (str(quarter.start_date), str(quarter.end_date)) == days


def test_a_quarter_far_ahead_stays_ahead_once_the_last_one_was_reported() -> None:
    times = (
        load().extract(from_text("Reply prevede di crescere nel quarto trimestre.", published=date(2025, 6, 20))).times
    )
    assert [str(time.start_date) for time in times] == ["2025-10-01"]
