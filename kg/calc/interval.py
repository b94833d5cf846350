"""Interval arithmetic on decimals: what a hedged figure leaves possible, carried through a calculation.

"Oltre 100.000" is [100000, ∞), "circa 150" is [142.5, 157.5]. A result's bounds hold whatever the true figures
are within theirs; they are rounded outwards, so that rounding never loses a possible value. Beside the bounds goes the
stated value, with which the point value of a result is computed.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Context, Decimal
from fractions import Fraction

from kg.calc.errors import CalculationError

PRECISION = 34  # digits, as in IEEE decimal128: far beyond any figure in the news
_DOWN = Context(prec=PRECISION, rounding=ROUND_FLOOR)
_UP = Context(prec=PRECISION, rounding=ROUND_CEILING)
_NEAR = Context(prec=PRECISION)
_INFINITY = Decimal("Infinity")
_NOISE = Decimal("1e-24")  # relative; differences below it are rounding, not information


@dataclass(frozen=True, slots=True)
class Interval:
    """A stated value and the bounds that its wording allows.

    Parameters
    ----------
    value : Decimal or None
        What is stated; None for a range.
    low, high : Decimal or None
        Bounds, both inclusive; None is open (minus or plus infinity).

    Raises
    ------
    CalculationError
        If the bounds are crossed, a number is not finite, or the value lies outside the bounds.

    Examples
    --------
    >>> about = Interval(Decimal(150), Decimal("142.5"), Decimal("157.5"))
    >>> about / Interval.over(Decimal(100))
    Interval(value=Decimal('1.5'), low=Decimal('0'), high=Decimal('1.575'))
    >>> Interval.exact(Decimal(1)) / Interval(None, Decimal(-1), Decimal(2))
    Interval(value=None, low=None, high=None)
    """

    value: Decimal | None
    low: Decimal | None
    high: Decimal | None

    def __post_init__(self) -> None:
        numbers = (self.value, self.low, self.high)
        if any(number is not None and not number.is_finite() for number in numbers):
            raise CalculationError("a figure is not a finite number", "give numbers, and null for an open side")
        if self.low is not None and self.high is not None and self.low > self.high:
            raise CalculationError(
                f"the bounds {self.low} and {self.high} are crossed", "give the lower bound as the low one"
            )
        if self.value is not None and not self.contains(self.value):
            raise CalculationError(
                f"the value {self.value} lies outside its bounds {self.low} to {self.high}",
                "give a value between the bounds",
            )

    @classmethod
    def exact(cls, value: Decimal) -> Interval:
        """Return the interval of one point."""
        return cls(value, value, value)

    @classmethod
    def over(cls, value: Decimal) -> Interval:
        """Return [value, ∞)."""
        return cls(value, value, None)

    @classmethod
    def up_to(cls, value: Decimal) -> Interval:
        """Return (-∞, value]."""
        return cls(value, None, value)

    def contains(self, number: Decimal | Fraction) -> bool:
        """Return whether the bounds allow a number.

        Examples
        --------
        >>> Interval.over(Decimal(4)).contains(Decimal(5)), Interval.over(Decimal(4)).contains(Decimal(3))
        (True, False)
        """
        exact = Fraction(number)
        return (self.low is None or exact >= Fraction(self.low)) and (self.high is None or exact <= Fraction(self.high))

    @property
    def is_point(self) -> bool:
        """Whether the bounds leave a single value, rounding aside."""
        return self.low is not None and self.high is not None and close(self.low, self.high)

    def with_floor(self, floor: Decimal | None) -> Interval:
        """Return the same with an open low side closed at `floor`, for what cannot be less (a count, a power).

        Examples
        --------
        >>> Interval.up_to(Decimal(40)).with_floor(Decimal(0)).low
        Decimal('0')
        """
        if floor is None or self.low is not None or (self.high is not None and self.high < floor):
            return self
        return Interval(self.value, floor, self.high)

    def __add__(self, other: Interval) -> Interval:
        return Interval(
            _both(_NEAR.add, self.value, other.value),
            _both(_DOWN.add, self.low, other.low),
            _both(_UP.add, self.high, other.high),
        )

    def __neg__(self) -> Interval:
        return Interval(_negative(self.value), _negative(self.high), _negative(self.low))

    def __sub__(self, other: Interval) -> Interval:
        return self + (-other)

    def __mul__(self, other: Interval) -> Interval:
        corners = [(x, y) for x in self._ends() for y in other._ends()]
        return Interval(
            _both(_NEAR.multiply, self.value, other.value),
            _finite(min(_product(x, y, _DOWN) for x, y in corners)),
            _finite(max(_product(x, y, _UP) for x, y in corners)),
        )

    def __truediv__(self, other: Interval) -> Interval:
        """Return the quotient's hull.

        A divisor that may be zero leaves the result open: on the far side where zero is one of its ends, on both sides
        where zero lies within.

        Raises
        ------
        CalculationError
            If the divisor can only be zero, or is stated as zero.
        """
        if other.value == 0 or (other.low == 0 and other.high == 0):
            raise CalculationError("the divisor is zero", "choose a claim whose figure is not zero")
        value = _both(_NEAR.divide, self.value, other.value)
        low, high = other._ends()
        if low < 0 < high:
            return Interval(value, None, None)
        # Zero as an end of the divisor is approached from the side that it closes.
        side = -1 if high == 0 else 1
        corners = [(x, y) for x in self._ends() for y in (low, high)]
        return Interval(
            value,
            _finite(min(_quotient(x, y, side, _DOWN) for x, y in corners)),
            _finite(max(_quotient(x, y, side, _UP) for x, y in corners)),
        )

    def scale(self, factor: Fraction) -> Interval:
        """Return the interval times an exact positive factor (a change of unit).

        Examples
        --------
        >>> Interval.exact(Decimal(42)).scale(Fraction(1, 100)).value
        Decimal('0.42')
        """
        if factor == 1:
            return self
        return (self * Interval.exact(Decimal(factor.numerator))) / Interval.exact(Decimal(factor.denominator))

    def _ends(self) -> tuple[Decimal, Decimal]:
        return (
            -_INFINITY if self.low is None else self.low,
            _INFINITY if self.high is None else self.high,
        )


def close(left: Decimal, right: Decimal) -> bool:
    """Return whether two numbers differ by no more than rounding.

    Examples
    --------
    >>> close(Decimal(1) / Decimal(3) * 3, Decimal(1)), close(Decimal("0.99"), Decimal(1))
    (True, False)
    """
    return abs(left - right) <= _NOISE * max(abs(left), abs(right))


def _both(
    operation: Callable[[Decimal, Decimal], Decimal], left: Decimal | None, right: Decimal | None
) -> Decimal | None:
    return None if left is None or right is None else operation(left, right)


def _negative(number: Decimal | None) -> Decimal | None:
    return None if number is None else number.copy_negate()


def _finite(number: Decimal) -> Decimal | None:
    return number if number.is_finite() else None


def _product(left: Decimal, right: Decimal, context: Context) -> Decimal:
    # An end that is zero gives zero however large the other is.
    return Decimal(0) if left == 0 or right == 0 else context.multiply(left, right)


def _quotient(left: Decimal, right: Decimal, side: int, context: Context) -> Decimal:
    if left == 0 or right.is_infinite():
        return Decimal(0)  # the limit for an endless divisor; an endless dividend's other corners give the far end
    if right == 0:
        return _INFINITY.copy_sign(left) * side
    return context.divide(left, right)
