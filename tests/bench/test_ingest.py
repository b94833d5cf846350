"""The measurement of ingest: it counts what it says it counts, and its goals can be missed."""

from dataclasses import replace
from datetime import date

from bench.articles import italian
from bench.ingest.__main__ import goals_missed
from bench.ingest.measure import Run, measure
from bench.ingest.table import render
from corpus import looks_italian

RUN = Run(articles=10, workers=1, seconds=10, begin=1, end=1, memory_begin=100, memory=100, memory_worker=0, claims=9)


def test_a_run_has_claims_times_and_memory() -> None:
    run = measure(10, 1)
    assert run.claims > 10
    assert min(run.seconds, run.begin, run.end, run.memory_begin, run.memory) > 0
    assert run.memory >= run.memory_begin


def test_generated_articles_differ_and_read_like_italian() -> None:
    articles = [italian(number) for number in range(50)]
    assert len({article.text for article in articles}) == 50
    assert all(looks_italian(article.text) for article in articles)


def test_slower_larger_or_no_quicker_misses_a_goal() -> None:
    two = replace(RUN, workers=2, seconds=5)
    assert goals_missed([RUN, two]) == []
    assert "1.30 times as long" in goals_missed([replace(RUN, end=1.3)])[0]
    assert "memory grows to 1.50" in goals_missed([replace(RUN, memory=150)])[0]
    assert "1.25 times as quick" in goals_missed([RUN, replace(two, seconds=8)])[0]


def test_the_table_has_a_row_for_each_run() -> None:
    text = render([RUN, replace(RUN, workers=2, seconds=5)], day=date(2025, 1, 2))
    assert "2025-01-02" in text
    assert text.splitlines()[-3].endswith("| 2.00 |")
