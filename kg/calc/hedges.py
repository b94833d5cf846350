"""From a hedge to bounds and back: what a wording allows, and which wording a result deserves.

The result's hedge follows from its bounds and its stated value alone, on the side away from zero (a fall of more than
17 % is below −17):

=======================================  ==========
bounds                                   hedge
=======================================  ==========
no stated value, both bounds             range
a single point                           exact
open above (or the value is the least)   over
open below (or the value is the most)    up_to; under if an input says "meno di"
the value is the most, within 5 %        almost
value strictly within, or both open      about
=======================================  ==========
"""

from __future__ import annotations

from collections.abc import Collection
from decimal import Decimal

from kg.calc.errors import CalculationError
from kg.calc.interval import Interval, close

_NEARLY = Decimal("0.95")
_ABOVE = Decimal("1.05")


def bounds(value: Decimal, hedge: str) -> Interval:
    """Return a stated value with the bounds that its hedge gives it.

    Raises
    ------
    CalculationError
        For a hedge that is not one of the contract's, or a range, whose bounds cannot be told from one value.

    Examples
    --------
    >>> bounds(Decimal(200), "about").high, bounds(Decimal(-20), "almost").high
    (Decimal('210.00'), Decimal('-19.00'))
    """
    if value < 0:  # the wording is about the size of a fall
        return -bounds(-value, hedge)
    pairs: dict[str, tuple[Decimal | None, Decimal | None]] = {
        "exact": (value, value),
        "about": (value * _NEARLY, value * _ABOVE),
        "almost": (value * _NEARLY, value),
        "over": (value, None),
        "under": (None, value),
        "up_to": (None, value),
    }
    if hedge not in pairs:
        raise CalculationError(
            f'the hedge "{hedge}" gives no bounds to one value', f"use one of {', '.join(pairs)}, or give low and high"
        )
    return Interval(value, *pairs[hedge])


def settle(result: Interval, hedges: Collection[str]) -> tuple[Interval, str]:
    """Return a result with the hedge that its bounds deserve, as the table above says.

    Parameters
    ----------
    result : Interval
        As computed, without bounds that hold for any inputs at all.
    hedges : Collection of str
        The hedges of the inputs.

    Returns
    -------
    Interval, str
        A single point loses its rounding; a result without stated value and one open side takes its bound as value.

    Raises
    ------
    CalculationError
        If the result has neither a stated value nor a bound.

    Examples
    --------
    >>> settle(Interval(Decimal(4), Decimal("3.8"), None), {"over", "about"})[1]
    'over'
    """
    value, low, high = result.value, result.low, result.high
    below = "under" if "under" in hedges else "up_to"
    if value is None:
        if low is not None and high is not None:
            return result, "range"
        if low is not None:
            return Interval(low, low, None), "over"
        if high is not None:
            return Interval(high, None, high), below
        raise CalculationError("the inputs leave the result open on both sides", "choose claims with tighter bounds")
    if value < 0:
        mirrored, hedge = settle(-result, hedges)
        return -mirrored, hedge
    if result.is_point:
        return Interval.exact(value), "exact"
    if low is None and high is None:
        return result, "about"
    if high is None or (low is not None and close(low, value)):
        return result, "over"
    if low is None or close(high, value):
        almost = low is not None and low >= value * _NEARLY * (1 - Decimal("1e-9"))
        return result, "almost" if almost else below
    return result, "about"
