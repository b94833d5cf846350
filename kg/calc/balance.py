"""Whether the units of a formula balance: once with symbols when it is read, again with real units when it is used."""

from __future__ import annotations

import operator
from collections.abc import Callable, Mapping
from decimal import Decimal

from kg.calc.errors import UnitMismatch
from kg.calc.expression import Node, Number, evaluate
from kg.calc.formula import AMOUNT, Formula, Input
from kg.calc.reading import metric_of
from kg.calc.units import COUNT, MONEY, NO_UNIT, Unit, counted, counted_things, unit

_OPERATIONS: Mapping[str, Callable[[Unit, Unit], Unit]] = {
    "+": operator.add,
    "-": operator.sub,
    "*": operator.mul,
    "/": operator.truediv,
}


def check_units(formula: Formula) -> None:
    """Check a formula for any claims that fit it: an unnamed currency is a symbol, shared where units must be the same.

    Raises
    ------
    UnitMismatch
        If the expression adds different dimensions, or does not have the dimension of its result.
    """
    units = {name: _symbol(item, formula) for name, item in formula.inputs.items()}
    declared = formula.result.unit
    source, dot, _ = declared.partition(".")
    metrics = formula.inputs[source].metrics if dot else frozenset(filter(None, [formula.result.metric]))
    metric = min(metrics) if declared == COUNT and metrics else None
    expected = units[source] if dot else unit(declared, metric)
    check_result(formula, units, expected)


def check_result(formula: Formula, units: Mapping[str, Unit], expected: Unit) -> None:
    """Check the expression and the preconditions with the units of the inputs.

    Parameters
    ----------
    formula : Formula
        The formula.
    units : Mapping
        The unit of each input.
    expected : Unit
        The unit that the result is to have, before `per`.

    Raises
    ------
    UnitMismatch
        Naming the two units that do not go together.
    """
    known = {**units, **{name: unit(constant.unit) for name, constant in formula.constants.items()}}
    found = _unit(formula.expression, known)
    per = formula.result.per
    wanted = expected / Unit(((per, 1),)) if per in counted_things() else expected
    if found.powers != wanted.powers:
        raise UnitMismatch(
            f"the expression gives {found}, the result is declared as {wanted.base()}",
            "mend the expression or the result's unit",
        )
    for precondition in formula.preconditions:
        left, right = precondition.comparison.left, precondition.comparison.right
        if Number(Decimal(0)) not in (left, right):  # zero is zero in any unit
            _unit(left, known) + _unit(right, known)


def _unit(node: Node, units: Mapping[str, Unit]) -> Unit:
    bare = {name: item.base() for name, item in units.items()}
    return evaluate(node, bare, lambda number: NO_UNIT, _OPERATIONS)


def _symbol(item: Input, formula: Formula) -> Unit:
    if item.read is not None:
        return unit(COUNT, metric_of(item.read.pattern))
    if item.unit not in (MONEY, AMOUNT, COUNT):
        return unit(item.unit)
    if item.unit == COUNT:
        things = {counted(metric) for metric in item.metrics or ()}
        if len(things) == 1:
            return Unit(((things.pop(), 1),))
    return Unit(((f"unit of {_representative(item.name, formula)}", 1),))


def _representative(name: str, formula: Formula) -> str:
    tied = {name}
    for constraint in formula.constraints:
        same_unit = constraint.rule == "same" and "unit" in constraint.fields and not constraint.search
        if same_unit and tied & set(constraint.inputs):
            tied |= set(constraint.inputs)
    return min(tied)
