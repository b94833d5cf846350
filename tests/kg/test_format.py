"""Figures as they are written, in both languages."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.errors import CifreError
from kg.format import format_number, format_quantity, is_rounded


@pytest.mark.parametrize(
    ("value", "unit", "hedge", "it", "en"),
    [
        ("100000", "1", "over", "oltre 100.000", "more than 100,000"),
        ("150e6", "W", "about", "circa 150 MW", "about 150 MW"),
        ("40e9", "USD", "up_to", "fino a 40 miliardi di dollari", "up to 40 billion dollars"),
        ("1500", "W", "exact", "1,5 kW", "1.5 kW"),
        ("5", "x", "exact", "5×", "5×"),
        ("1e6", "EUR", "exact", "1 milione di euro", "1 million euros"),
        ("1e9", "USD", "almost", "quasi 1 miliardo di dollari", "almost 1 billion dollars"),
        ("3.4e12", "USD", "exact", "3.400 miliardi di dollari", "3.4 trillion dollars"),
        ("1", "USD", "exact", "1 dollaro", "1 dollar"),
        ("2300", "EUR", "under", "meno di 2.300 euro", "less than 2,300 euros"),
        ("123456789", "1", "exact", "123.456.789", "123,456,789"),
        ("7.5e6", "SGD", "exact", "7,5 milioni di SGD", "7.5 million SGD"),
        ("-17", "%", "about", "circa −17%", "about −17%"),
        ("0", "%", "exact", "0%", "0%"),
        ("2", "pp", "exact", "2 punti percentuali", "2 percentage points"),
        ("1.314e12", "Wh", "exact", "1,314 TWh", "1.314 TWh"),
        ("3e-9", "m", "exact", "3 nm", "3 nm"),
        ("80e9", "B", "exact", "80 GB", "80 GB"),
        ("1.2e18", "FLOP/s", "exact", "1,2 EFLOP/s", "1.2 EFLOP/s"),
        ("3.8e25", "FLOP", "exact", "3,8 × 10²⁵ FLOP", "3.8 × 10²⁵ FLOP"),
        ("128000", "token", "exact", "128.000 token", "128,000 tokens"),
        ("15e12", "token", "exact", "15.000 miliardi di token", "15 trillion tokens"),
        ("5e9", "kg", "exact", "5 milioni di tonnellate", "5 million tonnes"),
        ("2e9", "L", "exact", "2 miliardi di litri", "2 billion litres"),
        ("7776000", "s", "exact", "90 giorni", "90 days"),
        ("31536000", "s", "exact", "1 anno", "1 year"),
        ("0", "W", "exact", "0 W", "0 W"),
        (
            "28169014084.50704225352112676",
            "USD",
            "up_to",
            "fino a 28,17 miliardi di dollari",
            "up to 28.17 billion dollars",
        ),
        ("27.890625", "%", "exact", "27,89%", "27.89%"),
    ],
)
def test_figure_is_written_as_people_write_it(value: str, unit: str, hedge: str, it: str, en: str) -> None:
    written = [format_quantity(Decimal(value), None, None, unit, hedge, lang) for lang in ("it", "en")]
    assert written == [it, en]


@pytest.mark.parametrize(
    ("low", "high", "unit", "it", "en"),
    [
        ("38e9", "40e9", "USD", "tra 38 e 40 miliardi di dollari", "between 38 and 40 billion dollars"),
        (
            "600e6",
            "1.7e9",
            "EUR",
            "tra 600 milioni e 1,7 miliardi di euro",
            "between 600 million and 1.7 billion euros",
        ),
        ("900e3", "1.1e6", "W", "tra 900 kW e 1,1 MW", "between 900 kW and 1.1 MW"),
        ("900000", "2e6", "EUR", "tra 900.000 e 2 milioni di euro", "between 900,000 and 2 million euros"),
        ("10", None, "%", "oltre 10%", "more than 10%"),
        (None, "10", "%", "fino a 10%", "up to 10%"),
    ],
)
def test_range_shares_what_its_ends_share(low: str | None, high: str | None, unit: str, it: str, en: str) -> None:
    ends = [None if end is None else Decimal(end) for end in (low, high)]
    assert [format_quantity(None, *ends, unit, "range", lang) for lang in ("it", "en")] == [it, en]


def test_counted_noun_and_rate_are_added() -> None:
    users = Decimal("500e6")
    assert format_quantity(users, users, None, "1", "over", noun="utenti", per="month") == (
        "oltre 500 milioni di utenti al mese"
    )
    assert format_quantity(users, users, None, "1", "over", "en", noun="users", per="month") == (
        "more than 500 million users a month"
    )
    assert format_quantity(Decimal(9), None, None, "1", "exact", noun="GPU") == "9 GPU"


def test_what_cannot_be_written_is_refused() -> None:
    with pytest.raises(CifreError, match="without value and bounds"):
        format_quantity(None, None, None, "W", "range")
    with pytest.raises(CifreError, match='language "de"'):
        format_quantity(Decimal(1), None, None, "W", "exact", "de")


@given(st.integers(min_value=-(10**15), max_value=10**15), st.sampled_from(["it", "en"]))
def test_whole_numbers_keep_every_digit(number: int, lang: str) -> None:
    text = format_number(Decimal(number), lang)
    assert int(text.replace("." if lang == "it" else ",", "").replace("−", "-")) == number
    assert not is_rounded(Decimal(number))
