"""Days, periods, figures and the names of metrics and units, as people write them in Italian and English."""

from __future__ import annotations

import re
import tomllib
from datetime import date, timedelta
from functools import lru_cache
from pathlib import Path
from typing import Any

from extract.metrics import load_scheme
from extract.records import Claim, Period
from kg.format import format_quantity
from kg.rdf.terms import units

_FILE = Path(__file__).with_name("wording.toml")
_INTERVAL = re.compile(r"(\d{4}-\d\d-\d\d)?/(\d{4}-\d\d-\d\d)?")
# What a plain count counts is said by these metrics' `of`: chips, and nothing that only narrows the figure.
_COUNTED_BY_OF = frozenset({"accelerator_count"})


def date_text(day: date | None, lang: str = "it") -> str:
    """Return a day in words, nothing where there is none.

    Examples
    --------
    >>> date_text(date(2024, 11, 2)), date_text(date(2024, 11, 2), "en"), date_text(None)
    ('2 novembre 2024', '2 November 2024', '')
    """
    if day is None:
        return ""
    return _forms(lang)["day"].format(day=day.day, month=_month(day, lang), year=day.year)


def period_text(period: Period | None, lang: str = "it") -> str:
    """Return a period as short as it can be said: a year, a quarter, a month, or its ends.

    Examples
    --------
    >>> period_text(Period(date(2024, 1, 1), date(2024, 12, 31)))
    '2024'
    >>> period_text(Period(date(2024, 4, 1), date(2024, 6, 30))), period_text(Period(None, date(2030, 12, 31)), "en")
    ('2º trimestre 2024', 'by 2030')
    >>> period_text(Period(date(2023, 5, 9), None))
    'dal 9 maggio 2023'
    """
    if period is None or (period.start is None and period.end is None):
        return ""
    forms, start, end = _forms(lang), period.start, period.end
    if end is None:
        assert start is not None
        whole = (start.month, start.day) == (1, 1)
        return str(forms["since_year" if whole else "since"].format(year=start.year, day=date_text(start, lang)))
    if start is None:
        whole = (end.month, end.day) == (12, 31)
        return str(forms["until_year" if whole else "until"].format(year=end.year, day=date_text(end, lang)))
    if start == end:
        return date_text(start, lang)
    return _whole(start, end, lang) or str(
        forms["between"].format(first=date_text(start, lang), last=date_text(end, lang))
    )


def versus_text(vs: str | None, lang: str = "it") -> str:
    """Return what a figure is measured against: a period in words, a name as it is.

    Examples
    --------
    >>> versus_text("2023-01-01/2023-12-31"), versus_text("Llama 3"), versus_text(None)
    ('2023', 'Llama 3', '')
    """
    found = _INTERVAL.fullmatch(vs) if vs else None
    if found is None or not any(found.groups()):
        return vs or ""
    start, end = (date.fromisoformat(day) if day else None for day in found.groups())
    return period_text(Period(start, end), lang)


def figure_text(claim: Claim, lang: str = "it") -> str:
    """Return the figure of a claim with hedge, unit and, for chips, what is counted; a change with its sign.

    Examples
    --------
    >>> from kg.calc.examples import example_claim
    >>> figure_text(example_claim(metric="accelerator_count", value=4000, hedge="over", of="Nvidia H100", unit="1"))
    'oltre 4.000 Nvidia H100'
    >>> figure_text(example_claim(metric="revenue", value=20, kind="change", unit="%"), "en")
    '+20%'
    """
    noun = claim.of if claim.metric in _COUNTED_BY_OF else None
    if claim.value is None and claim.low is None and claim.high is None:
        return f"«{claim.evidence.text}»"
    text = format_quantity(claim.value, claim.low, claim.high, claim.unit, claim.hedge, lang, per=claim.per, noun=noun)
    grows = claim.kind == "change" and claim.value is not None and claim.value > 0
    return re.sub(r"(?=\d)", "+", text, count=1) if grows else text


def metric_label(metric: str, lang: str = "it") -> str:
    """Return the name of a metric; its id where the scheme does not have it.

    Examples
    --------
    >>> metric_label("revenue"), metric_label("revenue", "en")
    ('ricavi', 'revenue')
    """
    known = load_scheme().get(metric)
    return known.labels.get(lang, metric) if known else metric.replace("_", " ")


@lru_cache(maxsize=512)
def unit_label(code: str, lang: str = "it") -> str:
    """Return the name of a unit; its code where it has none.

    Examples
    --------
    >>> unit_label("XAU")
    'XAU'
    """
    known = next((unit for unit in units() if unit.code == code), None)
    return getattr(known, lang) if known else code


def _whole(start: date, end: date, lang: str) -> str | None:
    """Return the name of an interval that is whole months of one year or whole years, None for any other."""
    forms = _forms(lang)
    if start.day != 1 or (end + timedelta(days=1)).day != 1:
        return None
    if (start.month, end.month) == (1, 12):
        name = "year" if start.year == end.year else "years"
        return str(forms[name].format(year=start.year, first=start.year, last=end.year))
    if start.year != end.year:
        return None
    length = end.month - start.month + 1
    for name, months in (("half", 6), ("quarter", 3)):
        if length == months and (start.month - 1) % months == 0:
            return str(forms[name].format(n=(start.month - 1) // months + 1, year=start.year))
    return str(forms["month"].format(month=_month(start, lang), year=start.year)) if length == 1 else None


def _month(day: date, lang: str) -> str:
    return str(_data()[f"months_{lang}"][day.month - 1])


def _forms(lang: str) -> dict[str, str]:
    forms: dict[str, str] = _data()[lang]
    return forms


@lru_cache(maxsize=1)
def _data() -> dict[str, Any]:
    return tomllib.loads(_FILE.read_text(encoding="utf-8"))
