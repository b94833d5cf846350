"""Units as powers of base dimensions: the smallest algebra that keeps watt-hours from being divided by accelerators.

A unit is a factor and a map from dimension to exponent. Every currency is a dimension, and so is every counted thing
(accelerators, users), because "150 MW ÷ 100.000" only means something when it is known what the 100.000 are. There are
twenty units and four operations; a library of units would bring thousands of units and know neither of these two kinds.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from pathlib import Path
from typing import Any

from kg.calc.errors import UnitMismatch

UNITS_FILE = Path(__file__).with_name("units.toml")
COUNT = "1"
MONEY = "money"  # any currency, in the patterns of formulas
_CURRENCY = re.compile(r"[A-Z]{3}")


@dataclass(frozen=True, slots=True)
class Unit:
    """A product of powers of dimensions, times a factor to their base.

    Examples
    --------
    >>> unit("Wh") / unit("W") == unit("h")
    True
    >>> str(unit("USD") / unit("1", "accelerator_count"))
    'USD/accelerator'
    """

    powers: tuple[tuple[str, int], ...] = ()
    factor: Fraction = Fraction(1)

    def __mul__(self, other: Unit) -> Unit:
        return self._combined(other, 1)

    def __truediv__(self, other: Unit) -> Unit:
        return self._combined(other, -1)

    def __add__(self, other: Unit) -> Unit:
        """Return the common unit of a sum.

        Raises
        ------
        UnitMismatch
            If the two have different dimensions.
        """
        if self.powers != other.powers:
            raise UnitMismatch(f"{self} and {other} cannot be added or compared", "choose claims in the same unit")
        return self

    __sub__ = __add__

    def __str__(self) -> str:
        over = "·".join(_power(name, exponent) for name, exponent in self.powers if exponent > 0) or "1"
        under = "·".join(_power(name, -exponent) for name, exponent in self.powers if exponent < 0)
        return f"{over}/{under}" if under else over

    def base(self) -> Unit:
        """Return the unit of the same dimensions with factor 1, in which formulas are evaluated."""
        return Unit(self.powers)

    def _combined(self, other: Unit, sign: int) -> Unit:
        exponents = dict(self.powers)
        for name, exponent in other.powers:
            exponents[name] = exponents.get(name, 0) + sign * exponent
        powers = tuple(sorted((name, exponent) for name, exponent in exponents.items() if exponent))
        return Unit(powers, self.factor * other.factor if sign > 0 else self.factor / other.factor)


NO_UNIT = Unit()


def unit(code: str, metric: str | None = None) -> Unit:
    """Return the unit of a contract code.

    Parameters
    ----------
    code : str
        ``W``, ``USD``, ``%`` ...; ``1`` needs the metric, which says what is counted.
    metric : str or None
        Id of the metric, for plain counts.

    Raises
    ------
    UnitMismatch
        If the code is not in ``units.toml`` and is no currency.

    Examples
    --------
    >>> unit("1", "users").powers, unit("EUR").powers, unit("%").factor
    ((('user', 1),), (('EUR', 1),), Fraction(1, 100))
    """
    if code == COUNT:
        return Unit(((counted(metric), 1),)) if metric else NO_UNIT
    known: Unit | None = _tables()[0].get(code)
    if known is not None:
        return known
    if is_currency(code):
        return Unit(((code, 1),))
    raise UnitMismatch(f'the unit "{code}" is not known', f"use a unit of the contract, or add it to {UNITS_FILE.name}")


def is_currency(code: str) -> bool:
    """Return whether a code has the form of an ISO 4217 currency.

    Examples
    --------
    >>> is_currency("USD"), is_currency("Wh")
    (True, False)
    """
    return _CURRENCY.fullmatch(code) is not None


def counted(metric: str) -> str:
    """Return the dimension of what a metric counts.

    Examples
    --------
    >>> counted("accelerator_count"), counted("fine")
    ('accelerator', 'fine')
    """
    return _tables()[1].get(metric, metric)


def counted_name(thing: str, language: str) -> str:
    """Return the singular of a counted thing, for "1,5 kW per acceleratore"; the id itself where it has no name.

    Examples
    --------
    >>> counted_name("user", "it")
    'utente'
    """
    return _tables()[3].get(thing, {}).get(language, thing)


def counted_things() -> frozenset[str]:
    """Return the things that have a name, so that a result can be "per" one of them.

    Examples
    --------
    >>> "accelerator" in counted_things()
    True
    """
    return frozenset(_tables()[3])


def may_be_negative(metric: str) -> bool:
    """Return whether a metric's level can be below zero (a profit can, a power cannot).

    Examples
    --------
    >>> may_be_negative("net_income"), may_be_negative("power")
    (True, False)
    """
    return metric in _tables()[2]


@lru_cache(maxsize=1)
def _tables() -> tuple[dict[str, Unit], Mapping[str, str], frozenset[str], Mapping[str, Mapping[str, str]]]:
    data: dict[str, Any] = tomllib.loads(UNITS_FILE.read_text(encoding="utf-8"))
    units = {code: _parse(text) for code, text in data["units"].items()}
    return units, data["counts"], frozenset(data["signed"]["metrics"]), data["names"]


def _parse(text: str) -> Unit:
    result = NO_UNIT
    for part in text.split():
        if part[0].isdigit():
            result = Unit(result.powers, result.factor * Fraction(part))
        else:
            name, _, exponent = part.partition("^")
            result = result * Unit(((name, int(exponent or 1)),))
    return result


def _power(name: str, exponent: int) -> str:
    return name if exponent == 1 else f"{name}^{exponent}"
