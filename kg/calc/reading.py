"""Figures that stand within a name, read by the patterns of ``descriptions.toml``."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from typing import Any

from kg.calc.hedges import bounds
from kg.calc.interval import Interval

DESCRIPTIONS_FILE = Path(__file__).with_name("descriptions.toml")


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure read from a name: what it measures, of what, and with which hedge."""

    interval: Interval
    hedge: str
    metric: str
    of: str
    text: str


def pattern_names() -> tuple[str, ...]:
    """Return the names of the patterns.

    Examples
    --------
    >>> pattern_names()
    ('counted-chips',)
    """
    return tuple(_data()["patterns"])


def metric_of(pattern: str) -> str:
    """Return the metric that a pattern's figures have.

    Examples
    --------
    >>> metric_of("counted-chips")
    'accelerator_count'
    """
    return str(_data()["patterns"][pattern]["metric"])


def read_figure(pattern: str, name: str | None) -> Figure | None:
    """Return the figure that stands in a name, None if there is none.

    Examples
    --------
    >>> figure = read_figure("counted-chips", "cluster di oltre 2.500 Google TPU v4")
    >>> figure.interval.value, figure.hedge, figure.of
    (Decimal('2500'), 'over', 'Google TPU v4')
    >>> read_figure("counted-chips", "data center da 40 MW") is None
    True
    """
    data = _data()
    found = _compiled(pattern).fullmatch(name or "")
    if found is None:
        return None
    number = Decimal(found["number"].replace(".", "").replace(",", ".")) * data["scales"].get(found["scale"] or "", 1)
    hedge = data["hedges"].get((found["hedge"] or "").lower(), "exact")
    return Figure(bounds(number, hedge), hedge, metric_of(pattern), found["of"], name or "")


@lru_cache(maxsize=16)
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(_data()["patterns"][pattern]["pattern"])


@lru_cache(maxsize=1)
def _data() -> dict[str, Any]:
    return tomllib.loads(DESCRIPTIONS_FILE.read_text(encoding="utf-8"))
