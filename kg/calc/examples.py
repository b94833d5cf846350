"""Claims made of a few fields, for worked examples: the rest is filled in as an article would have it."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from corpus.errors import CifreError
from extract.records import Claim, Evidence
from kg.calc.fields import read_period
from kg.calc.hedges import bounds

_DEFAULTS: dict[str, Any] = {"kind": "level", "unit": "1", "status": "actual", "metric": "other"}
_CLAIM_FIELDS = ("article", "metric", "subject", "of", "for", "kind", "value", "low", "high", "unit", "per", "hedge")
_FIELDS = frozenset({*_CLAIM_FIELDS, "period", "vs", "status", "speaker", "sentence", "start"})


def example_claim(**fields: Any) -> Claim:
    """Return a claim of the fields that are given; bounds follow from value and hedge.

    Parameters
    ----------
    **fields
        Fields of the contract (``for_`` or ``for``), the period as ``2031-01-01/2031-12-31``; `sentence` is the number
        of the sentence, `start` the figure's place within it.

    Raises
    ------
    CifreError
        For a field that claims do not have, or a period that cannot be read.

    Examples
    --------
    >>> claim = example_claim(metric="power", unit="W", value=150, hedge="about", period="2031-01-01/2031-12-31")
    >>> claim.low, claim.high, claim.period.end.year
    (Decimal('142.50'), Decimal('157.50'), 2031)
    """
    given = {name.rstrip("_"): value for name, value in fields.items()}
    unknown = sorted(given.keys() - _FIELDS)
    if unknown:
        raise CifreError(f"{unknown[0]} is no field of an example's claim", f"use one of {', '.join(sorted(_FIELDS))}")
    data = {**_DEFAULTS, **given}
    numbers = {name: None if data.get(name) is None else Decimal(data[name]) for name in ("value", "low", "high")}
    value, low, high = numbers["value"], numbers["low"], numbers["high"]
    hedge = data.get("hedge") or ("exact" if value is not None else "range")
    if value is not None and low is None and high is None:
        interval = bounds(value, hedge)
        low, high = interval.low, interval.high
    period = read_period(data.get("period"))
    if data.get("period") and period is None:
        raise CifreError(f'"{data["period"]}" is no period', "write it as 2031-01-01/2031-12-31")
    line = 100 * int(data.get("sentence", 0))
    place = line + int(data.get("start", 0))
    surface = str(value if value is not None else f"{low}-{high}")
    return Claim(
        article=data.get("article", "example"),
        source="example",
        metric=data["metric"],
        subject=data.get("subject"),
        of=data.get("of"),
        for_=data.get("for"),
        kind=data["kind"],
        value=value,
        low=low,
        high=high,
        unit=data["unit"],
        per=data.get("per"),
        hedge=hedge,
        period=period,
        vs=data.get("vs"),
        status=data["status"],
        speaker=data.get("speaker"),
        evidence=Evidence(start=place, end=place + len(surface), text=surface, sentence=(line, line + 99)),
    )
