"""A formula with the numbers in it: "150 MW ÷ 100.000 = 1,5 kW"."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from kg.calc.derivation import Operand
from kg.calc.expression import show
from kg.calc.formula import Formula
from kg.calc.interval import Interval
from kg.format import format_number, format_quantity, is_rounded


def filled(
    formula: Formula, operands: Sequence[Operand], result: Interval, unit: str, hedge: str, language: str
) -> str:
    """Return the formula's expression with the stated figures and the result.

    Hedges are left to the result's own text: what is written is the arithmetic of the stated figures, with ≈ where the
    result is shown rounded.

    Parameters
    ----------
    formula : Formula
        The formula.
    operands : Sequence of Operand
        Its inputs.
    result : Interval
        The result in its own unit.
    unit, hedge : str
        The result's.
    language : {"it", "en"}
        Language of words and digits.
    """
    figures: Mapping[str, str] = {operand.name: _figure(operand, language) for operand in operands} | {
        name: format_quantity(constant.value, None, None, constant.unit, "exact", language)
        for name, constant in formula.constants.items()
    }
    left = show(formula.expression, figures.__getitem__, lambda number: format_number(number, language))
    stated = all(operand.value is not None for operand in operands)
    shown = format_quantity(result.value, result.low, result.high, unit, "exact" if stated else hedge, language)
    numbers: list[Decimal] = [n for n in (result.value, result.low, result.high) if n is not None]
    rounded = is_rounded(result.value) if result.value is not None else any(map(is_rounded, numbers))
    return f"{left} {'≈' if rounded else '='} {shown}"


def _figure(operand: Operand, language: str) -> str:
    text = format_quantity(operand.value, operand.low, operand.high, operand.unit, "exact", language)
    bracketed = operand.value is None or operand.value < 0
    return f"({text})" if bracketed else text
