"""When a value, a period, a date or a field of a record is right."""

from __future__ import annotations

import calendar
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from corpus.article import Article
from kg.evaluate.names import Names

TOLERANCE = Decimal("0.0005")
"""Share of the gold value by which a figure may differ."""
OPEN_DAYS = 31
"""Days by which the given end of an open period may differ."""

_OF_METRICS = frozenset({"accelerator_count", "benchmark_score", "stake"})
_OF_KINDS = frozenset({"chip", "benchmark"})
_NAMED = frozenset({"subject", "for", "of", "object", "speaker", "via"})

CLAIM_FIELDS = ("figure", "metric", "subject")
FULL_FIELDS = ("kind", "hedge", "status", "for", "of", "period")


def number(value: Any) -> Decimal | None:
    """Return a JSON number as it is written, None for null.

    Examples
    --------
    >>> number(0.1), number(None)
    (Decimal('0.1'), None)
    """
    return None if value is None else Decimal(str(value))


def close(gold: Any, system: Any, tolerance: Decimal = TOLERANCE) -> bool:
    """Whether two numbers agree within a share of the gold one, or are both null.

    Examples
    --------
    >>> close(2000, 2001), close(2000, 2001.5), close(0, 0.001), close(None, None), close(None, 1)
    (True, False, False, True, False)
    """
    one, other = number(gold), number(system)
    if one is None or other is None:
        return one is other
    return abs(one - other) <= abs(one) * tolerance


def accepted(gold: Mapping[str, Any], name: str) -> list[Any]:
    """Return the right values of a field: its own, then those that ``accept`` adds."""
    return [gold.get(name), *gold.get("accept", {}).get(name, ())]


def figure_right(gold: Mapping[str, Any], system: Mapping[str, Any]) -> bool:
    """Whether the value (or both ends of a range) and the unit are right; a gold unit of null is not compared.

    Examples
    --------
    >>> gold = {"value": None, "low": 38, "high": 40, "unit": "USD"}
    >>> figure_right(gold, {"value": None, "low": 38, "high": 40, "unit": "USD"})
    True
    >>> figure_right(gold, {"value": 38, "low": 38, "high": None, "unit": "USD"})
    False
    """
    units = accepted(gold, "unit")
    if None not in units and system.get("unit") not in units:
        return False
    values = accepted(gold, "value")
    if system.get("value") is not None and any(close(v, system["value"]) for v in values if v is not None):
        return True
    return None in values and all(
        any(close(bound, system.get(side)) for bound in accepted(gold, side)) for side in ("low", "high")
    )


def quoted(record: Mapping[str, Any], article: Article) -> bool:
    """Whether the record's evidence is the article's slice, exactly."""
    evidence = record["evidence"]
    return bool(article.text[evidence["start"] : evidence["end"]] == evidence["text"] != "")


def period_right(gold: Mapping[str, Any] | None, system: Mapping[str, Any] | None) -> bool:
    """Whether two periods agree: both null; or they share at least half of their union; or, where a side is open,
    the same side is open and the given ends are within 31 days.

    Examples
    --------
    >>> year = {"start": "2024-01-01", "end": "2024-12-31"}
    >>> period_right(year, {"start": "2024-01-01", "end": "2024-06-30"})
    False
    >>> period_right(year, {"start": "2024-01-01", "end": "2024-07-01"})
    True
    >>> period_right({"start": None, "end": "2030-12-31"}, {"start": None, "end": "2030-12-01"})
    True
    """
    g, s = _ends(gold), _ends(system)
    if g == (None, None) or s == (None, None):
        return g == s
    if None in g or None in s:
        return all(
            (a is None) == (b is None) and (a is None or b is None or abs((a - b).days) <= OPEN_DAYS)
            for a, b in zip(g, s, strict=True)
        )
    (g0, g1), (s0, s1) = g, s
    assert g0 and g1 and s0 and s1  # both sides of both are given
    shared = (min(g1, s1) - max(g0, s0)).days + 1
    union = (g1 - g0).days + 1 + (s1 - s0).days + 1 - max(shared, 0)
    return 2 * max(shared, 0) >= union


def _ends(period: Mapping[str, Any] | None) -> tuple[date | None, date | None]:
    if not period:
        return None, None
    start, end = period.get("start"), period.get("end")
    return (date.fromisoformat(start) if start else None, date.fromisoformat(end) if end else None)


def interval(text: str) -> tuple[date, date] | None:
    """Return first and last day of an ISO day, month, year or interval with a slash; None for anything else.

    Examples
    --------
    >>> interval("2024-02")
    (datetime.date(2024, 2, 1), datetime.date(2024, 2, 29))
    >>> interval("2024/2025-03-05")
    (datetime.date(2024, 1, 1), datetime.date(2025, 3, 5))
    """
    if "/" in text:
        ends = [interval(part) for part in text.split("/")]
        first, last = ends[0], ends[-1]
        return (first[0], last[1]) if first and last else None
    try:
        parts = [int(part) for part in text.split("-")]
        if len(parts) == 1:
            return date(parts[0], 1, 1), date(parts[0], 12, 31)
        if len(parts) == 2:
            year, month = parts
            return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])
        day = date.fromisoformat(text)
    except (ValueError, calendar.IllegalMonthError):
        return None
    return day, day


def field_right(name: str, gold: Mapping[str, Any], system: Mapping[str, Any], names: Names) -> bool:
    """Whether one field of a claim or a relation is right, `accept` considered."""
    if name == "figure":
        return figure_right(gold, system)
    if name == "of" and not _of_counts(gold, names):
        return True
    values, given = accepted(gold, name), system.get(name)
    if name == "period":
        return any(period_right(value, given) for value in values)
    if name in _NAMED:
        return any(names.same(value, given) for value in values)
    return given in values


def _of_counts(gold: Mapping[str, Any], names: Names) -> bool:
    """Whether the gold's `of` is a chip, a benchmark or a company held; free text that narrows a figure is not."""
    of = gold.get("of")
    return of is not None and (gold.get("metric") in _OF_METRICS or names.kind_of(of) in _OF_KINDS)


def wrong_fields(gold: Mapping[str, Any], system: Mapping[str, Any], names: Names) -> tuple[str, ...]:
    """Return the fields of a full claim that differ."""
    return tuple(name for name in (*CLAIM_FIELDS, *FULL_FIELDS) if not field_right(name, gold, system, names))
