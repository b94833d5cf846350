"""A claim in the making: what has been decided of a figure so far, with the cue of each decision."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from functools import lru_cache

from extract.metrics import Metric
from extract.records import Period, Quantity
from extract.stance import Stance


@dataclass(slots=True, kw_only=True)
class Draft:
    """The only mutable record here; `assemble` turns it into a `Claim`."""

    quantity: Quantity
    metric: Metric
    metric_score: float
    likelihood: float = 0.0
    metric_likelihood: float = 0.0
    unsupported: bool = False  # no word, noun or unit of its own names the metric
    kind: str = "level"
    sign: int = 0
    unit: str = "1"
    subject: str | None = None
    subject_kind: str | None = None
    of: str | None = None
    for_: str | None = None
    period: Period | None = None
    vs: str | None = None
    stance: Stance | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    value: Decimal | None = None
    flags: list[str] = field(default_factory=list)
    cues: list[str] = field(default_factory=list)


@lru_cache(maxsize=1000)
def unit_class(unit: str, *, scaled: bool = False) -> frozenset[str]:
    """Return the unit names of the metric scheme that a quantity's unit may stand for.

    Examples
    --------
    >>> sorted(unit_class("USD")), sorted(unit_class("1", scaled=True)), sorted(unit_class("W"))
    (['money'], ['count', 'money'], ['W'])
    """
    if is_currency(unit):
        return frozenset({"money"})
    if unit == "1":
        return frozenset({"count", "money"}) if scaled else frozenset({"count"})
    return frozenset({unit})


@lru_cache(maxsize=1000)
def is_currency(unit: str) -> bool:
    """Say whether a unit is an ISO 4217 code.

    Examples
    --------
    >>> is_currency("EUR"), is_currency("W"), is_currency("FLOP")
    (True, False, False)
    """
    return len(unit) == 3 and unit.isalpha() and unit.isupper()


def fits(metric: Metric, quantity: Quantity) -> bool:
    """Say whether a metric can be measured in a quantity's unit."""
    if quantity.unit in {"%", "pp"}:
        return "%" in metric.units or metric.dated != "static"
    if quantity.unit == "x":
        return True
    if quantity.unit == "1" and quantity.noun and "count" not in metric.units:
        return False
    if quantity.unit == "B" and (quantity.per == "second") != ("second" in metric.rates):
        return False  # bytes a second are a speed, bytes are none
    return bool(unit_class(quantity.unit, scaled=quantity.scaled) & metric.units)
