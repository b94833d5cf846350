"""The language of formulas: names, numbers, brackets and + - * /, parsed without being run.

Python's own parser reads the text; every node that is not on the short list below is refused. What remains is a tree of
three frozen classes that can be evaluated over anything with the four operations: intervals, units, text.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import TypeVar

from kg.calc.errors import ExpressionError

MAX_LENGTH = 200  # characters; also keeps Python's parser from nesting deep
_OPERATORS: dict[type[ast.operator], str] = {ast.Add: "+", ast.Sub: "-", ast.Mult: "*", ast.Div: "/"}
_COMPARISONS: dict[type[ast.cmpop], str] = {
    ast.Lt: "<",
    ast.LtE: "<=",
    ast.Gt: ">",
    ast.GtE: ">=",
    ast.NotEq: "!=",
}
_SYMBOLS = {"+": "+", "-": "−", "*": "×", "/": "÷"}
_STRENGTH = {"+": 1, "-": 1, "*": 2, "/": 2}

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Number:
    """A number as it stands in the expression."""

    value: Decimal


@dataclass(frozen=True, slots=True)
class Name:
    """An input or a constant of the formula."""

    id: str


@dataclass(frozen=True, slots=True)
class Operation:
    """Two operands and one of ``+ - * /``."""

    operator: str
    left: Node
    right: Node


Node = Number | Name | Operation


@dataclass(frozen=True, slots=True)
class Comparison:
    """A precondition: `left` and `right` joined by one of ``< <= > >= !=``."""

    operator: str
    left: Node
    right: Node


def parse(text: str) -> Node:
    """Return the tree of an arithmetic expression.

    Parameters
    ----------
    text : str
        At most `MAX_LENGTH` characters.

    Raises
    ------
    ExpressionError
        If it holds anything but names, plain decimal numbers, brackets and + - * /.

    Examples
    --------
    >>> show(parse("level / (1 + growth)"), str)
    'level ÷ (1 + growth)'
    >>> parse("__import__('os')")
    Traceback (most recent call last):
    kg.calc.errors.ExpressionError: the expression "__import__('os')" has a Call: use names, numbers, brackets and ...
    """
    return _tree(_python(text), text)


def parse_comparison(text: str) -> Comparison:
    """Return the two sides of a precondition such as ``1 + growth > 0``.

    Raises
    ------
    ExpressionError
        If it is not one comparison of two expressions.

    Examples
    --------
    >>> parse_comparison("count > 0").operator
    '>'
    """
    body = _python(text)
    if not isinstance(body, ast.Compare) or len(body.ops) != 1 or type(body.ops[0]) not in _COMPARISONS:
        raise ExpressionError(f'"{text}" is not a comparison', "write two expressions joined by <, <=, >, >= or !=")
    return Comparison(_COMPARISONS[type(body.ops[0])], _tree(body.left, text), _tree(body.comparators[0], text))


def names(node: Node) -> Iterator[str]:
    """Yield each name, once for every time that it occurs.

    Examples
    --------
    >>> list(names(parse("later / earlier - 1")))
    ['later', 'earlier']
    """
    if isinstance(node, Name):
        yield node.id
    elif isinstance(node, Operation):
        yield from names(node.left)
        yield from names(node.right)


def evaluate(
    node: Node,
    values: Mapping[str, T],
    number: Callable[[Decimal], T],
    operations: Mapping[str, Callable[[T, T], T]],
) -> T:
    """Return the value of an expression over any algebra.

    Parameters
    ----------
    node : Node
        The tree.
    values : Mapping
        What each name stands for.
    number : Callable
        Makes an element of a number.
    operations : Mapping
        The operation of each of ``+ - * /``.

    Examples
    --------
    >>> import operator
    >>> evaluate(parse("2 * a + 1"), {"a": Decimal(3)}, Decimal, {"+": operator.add, "*": operator.mul})
    Decimal('7')
    """
    if isinstance(node, Number):
        return number(node.value)
    if isinstance(node, Name):
        return values[node.id]
    left = evaluate(node.left, values, number, operations)
    right = evaluate(node.right, values, number, operations)
    return operations[node.operator](left, right)


def show(node: Node, name: Callable[[str], str], number: Callable[[Decimal], str] = str) -> str:
    """Return the expression as people read it, each name and number replaced by what the callbacks say.

    Examples
    --------
    >>> show(parse("a / (b * 2)"), {"a": "150 MW", "b": "3"}.__getitem__)
    '150 MW ÷ (3 × 2)'
    """
    if isinstance(node, Number):
        return number(node.value)
    if isinstance(node, Name):
        return name(node.id)
    strength = _STRENGTH[node.operator]
    left, right = show(node.left, name, number), show(node.right, name, number)
    if isinstance(node.left, Operation) and _STRENGTH[node.left.operator] < strength:
        left = f"({left})"
    # a - (b - c) and a / (b * c) need their brackets, a + (b * c) does not
    weaker_right = isinstance(node.right, Operation) and (
        _STRENGTH[node.right.operator] < strength
        or (_STRENGTH[node.right.operator] == strength and node.operator in "-/")
    )
    if weaker_right:
        right = f"({right})"
    return f"{left} {_SYMBOLS[node.operator]} {right}"


def _python(text: str) -> ast.expr:
    if len(text) > MAX_LENGTH:
        raise ExpressionError(
            f"the expression has {len(text)} characters", f"keep it within {MAX_LENGTH}, or make two formulas"
        )
    try:
        return ast.parse(text.strip(), mode="eval").body
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        raise ExpressionError(f'the expression "{text}" cannot be read', "check its brackets and operators") from error


def _tree(node: ast.expr, text: str) -> Node:
    if isinstance(node, ast.BinOp) and type(node.op) in _OPERATORS:
        return Operation(_OPERATORS[type(node.op)], _tree(node.left, text), _tree(node.right, text))
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
        return Operation("-", Number(Decimal(0)), _tree(node.operand, text))
    if isinstance(node, ast.Name):
        return Name(node.id)
    if isinstance(node, ast.Constant) and type(node.value) in (int, float):
        # The number's own characters: a float would already have lost 0.1.
        written = ast.get_source_segment(text.strip(), node) or ""
        try:
            return Number(Decimal(written.replace("_", "!")))
        except InvalidOperation:
            raise ExpressionError(
                f'the expression "{text}" has the number {written}', "write it in plain decimal digits"
            ) from None
    raise ExpressionError(
        f'the expression "{text}" has a {type(node).__name__}', "use names, numbers, brackets and + - * / only"
    )
