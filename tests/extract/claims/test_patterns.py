"""Pattern tables: which of several patterns at a word wins, and that what was read before changes nothing."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.claims import patterns
from extract.claims.patterns import ANY_ENDING, PatternTable
from extract.claims.words import Words

PATTERNS = ("cost*", "cost* d* esercizio", "costi fissi", "client* attiv*", "client*", "5g")
TABLE = PatternTable([(pattern, pattern) for pattern in PATTERNS])


def found(text: str, table: PatternTable[str] = TABLE) -> list[str]:
    return [match.entry for match in table.find(Words(text))]


@pytest.mark.parametrize(
    ("text", "entries"),
    [
        ("I costi di esercizio e il costo della rete", ["cost* d* esercizio", "cost*"]),
        ("Clienti attivi, poi clienti", ["client* attiv*", "client*"]),
        ("Costi fissi", ["costi fissi"]),
        ("La rete 5G serve", ["5g"]),
        ("Costi", ["cost*"]),
        ("", []),
    ],
)
def test_the_longest_pattern_at_a_word_wins(text: str, entries: list[str]) -> None:
    assert found(text) == entries


def test_a_pattern_that_breaks_off_at_the_end_of_the_text_is_none() -> None:
    assert found("clienti, costi di") == ["client*", "cost*"]


def test_all_patterns_of_the_most_words_are_found() -> None:
    table = PatternTable([("ricav*", "sales"), ("ricavi", "turnover"), ("ricavi netti", "net sales")])
    assert [m.entry for m in table.find(Words("ricavi"))] == ["sales", "turnover"]


@given(st.lists(st.text("abcdefg123 ", max_size=40), max_size=6))
def test_what_was_read_before_changes_nothing(texts: list[str]) -> None:
    fresh = PatternTable([(pattern, pattern) for pattern in ("a*", "ab cd*", "12", "g* 3")], ANY_ENDING)
    used = PatternTable([(pattern, pattern) for pattern in ("a*", "ab cd*", "12", "g* 3")], ANY_ENDING)
    for text in texts:
        found(text, used)
    last = " ".join(["ab cde g 3", *texts])
    assert found(last, used) == found(last, fresh)


def test_a_table_forgets_words_when_it_has_met_too_many(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(patterns, "KEPT_WORDS", 5)
    table = PatternTable([("cost*", "cost"), ("client*", "client")])
    for text in ("i costi", "uno due tre quattro", "i costi dei clienti", "a b c d e f g costo"):
        last = found(text, table)
    assert last == ["cost"]
    assert found("i costi dei clienti", table) == ["cost", "client"]
