"""The arithmetic of a formula over its operands: base units, natural floors, preconditions, agreement."""

from __future__ import annotations

import operator
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal

from kg.calc.derivation import Checked, Operand
from kg.calc.errors import PreconditionFailed
from kg.calc.expression import Comparison, Node, evaluate
from kg.calc.formula import Formula
from kg.calc.interval import Interval
from kg.calc.units import may_be_negative, unit

_OPERATIONS: Mapping[str, Callable[[Interval, Interval], Interval]] = {
    "+": operator.add,
    "-": operator.sub,
    "*": operator.mul,
    "/": operator.truediv,
}
_COMPARISONS: Mapping[str, Callable[[Decimal, Decimal], bool]] = {
    ">": operator.gt,
    ">=": operator.ge,
    "<": operator.lt,
    "<=": operator.le,
    "!=": operator.ne,
}
_ZERO = Decimal(0)
_THOUSAND = Decimal(1000)


def result_interval(formula: Formula, operands: Sequence[Operand]) -> Interval:
    """Return the formula's value in base units.

    An open low side is closed at what the figure cannot be less than (a power at zero, a growth at −100 %); bounds of
    the result that would hold for any inputs at all are dropped: that a power is at least zero is no news.

    Raises
    ------
    CalculationError
        If a divisor is zero.
    """
    values = {operand.name: _based(operand, operand.interval) for operand in operands}
    result = _evaluate(formula, formula.expression, values)
    anything = {operand.name: _based(operand, Interval(None, None, None)) for operand in operands}
    widest = _evaluate(formula, formula.expression, anything)
    if result.is_point:
        return result
    low, high = result.low, result.high
    return Interval(
        result.value,
        None if low is None or (widest.low is not None and low <= widest.low) else low,
        None if high is None or (widest.high is not None and high >= widest.high) else high,
    )


def check_preconditions(formula: Formula, operands: Sequence[Operand]) -> tuple[Checked, ...]:
    """Return the formula's preconditions as they were met.

    One that the bounds leave open is met if it holds for the stated figures, and is marked as not certain.

    Raises
    ------
    PreconditionFailed
        Naming the first that is not met.
    """
    values = {operand.name: _based(operand, operand.interval) for operand in operands}
    found = []
    for precondition in formula.preconditions:
        comparison = precondition.comparison
        difference = _evaluate(formula, comparison.left, values) - _evaluate(formula, comparison.right, values)
        certain = _certain(comparison, difference)
        stated = difference.value
        if not certain and (stated is None or not _COMPARISONS[comparison.operator](stated, _ZERO)):
            raise PreconditionFailed(
                f"{formula.id}: {precondition.text} does not hold for these claims", "choose claims for which it does"
            )
        found.append(Checked(precondition.text, certain))
    return tuple(found)


def agreement(formula: Formula, operands: Sequence[Operand]) -> bool | None:
    """Return whether a comparing formula's result can be zero once the stated figures are taken as rounded.

    Every bound is moved out by half a unit of the last digit that is written: "8,5 miliardi" may be 8.45 to 8.55.
    None for a formula that does not compare.
    """
    if formula.verdict is None:
        return None
    # "7,2 e 6 miliardi": beside a figure with a decimal, the other has one too, even if it is a zero.
    halves: dict[str, Decimal] = {}
    for operand in operands:
        numbers = [n for n in (operand.value, operand.low, operand.high) if n is not None]
        least = min(_half_digit(number) for number in numbers[:1] or [_ZERO])
        halves[operand.unit] = min(least, halves.get(operand.unit, least))
    values = {o.name: _based(o, _unrounded(o.interval, halves[o.unit])) for o in operands}
    return _evaluate(formula, formula.expression, values).contains(_ZERO)


def _based(operand: Operand, figure: Interval) -> Interval:
    return figure.with_floor(_floor(operand)).scale(operand.dimension.factor)


def _floor(operand: Operand) -> Decimal | None:
    kind = "level" if operand.read_from is not None else operand.claim.kind
    if kind == "ratio":
        return _ZERO
    if may_be_negative(operand.metric):
        return None
    if kind == "change":  # nothing loses more than all of itself
        return Decimal(-100) if operand.unit == "%" else None
    return _ZERO


def _evaluate(formula: Formula, node: Node, values: Mapping[str, Interval]) -> Interval:
    constants = {
        name: Interval.exact(constant.value).scale(unit(constant.unit).factor)
        for name, constant in formula.constants.items()
    }
    return evaluate(node, {**values, **constants}, Interval.exact, _OPERATIONS)


def _certain(comparison: Comparison, difference: Interval) -> bool:
    holds = _COMPARISONS[comparison.operator]
    if comparison.operator in (">", ">="):
        return difference.low is not None and holds(difference.low, _ZERO)
    if comparison.operator in ("<", "<="):
        return difference.high is not None and holds(difference.high, _ZERO)
    return not difference.contains(_ZERO)


def _unrounded(figure: Interval, half: Decimal) -> Interval:
    return Interval(
        figure.value,
        None if figure.low is None else figure.low - half,
        None if figure.high is None else figure.high + half,
    )


def _half_digit(number: Decimal) -> Decimal:
    """Return half a unit of the last digit, as people write numbers: 40 billion has its last digit at the billion.

    Examples
    --------
    >>> _half_digit(Decimal("8.5e9")) == Decimal("0.05e9"), _half_digit(Decimal("40e9")) == Decimal("0.5e9")
    (True, True)
    """
    scale = Decimal(1)
    while abs(number) >= scale * _THOUSAND:
        scale *= _THOUSAND
    exponent = (number / scale).normalize().as_tuple().exponent
    assert isinstance(exponent, int)
    return scale.scaleb(min(exponent, 0)) / 2
