"""The expression language: arithmetic and nothing else."""

import operator
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.calc import ExpressionError
from kg.calc.expression import MAX_LENGTH, Name, Node, Number, Operation, evaluate, names, parse, parse_comparison, show

OPERATIONS = {"+": operator.add, "-": operator.sub, "*": operator.mul, "/": operator.truediv}


@pytest.mark.parametrize(
    "text",
    [
        "__import__('os').system('true')",
        "a.b",
        "a[0]",
        "a ** 9",
        "a // b",
        "a % b",
        "a if b else c",
        "lambda: 1",
        "[a for a in b]",
        "f'{a}'",
        "'a'",
        "True",
        "1j",
        "0x10",
        "1_000",
        "a, b",
        "a := 1",
        "a and b",
        "~a",
        "a < b",
        "",
        "a +",
        "a; b",
        "a\x00",
        "(" * 99 + "1" + ")" * 99 + " " * 9,
        "1 + " * MAX_LENGTH + "1",
    ],
)
def test_anything_but_arithmetic_is_refused(text: str) -> None:
    with pytest.raises(ExpressionError):
        parse(text)


@pytest.mark.parametrize("text", ["a", "a > b > c", "a == b", "a in b", "a > f(b)"])
def test_anything_but_one_comparison_is_no_precondition(text: str) -> None:
    with pytest.raises(ExpressionError):
        parse_comparison(text)


def test_numbers_are_read_in_decimal() -> None:
    assert parse("0.1 + 1e3") == Operation("+", Number(Decimal("0.1")), Number(Decimal(1000)))


@pytest.mark.parametrize(
    "text", ["a - (b - c)", "a - b - c", "a / (b * c)", "(a + b) * c", "a + b * c", "a / b / c", "a - (b + c)"]
)
def test_brackets_are_shown_where_they_matter(text: str) -> None:
    assert show(parse(text), str) == text.replace("-", "−").replace("*", "×").replace("/", "÷")


trees = st.recursive(
    st.sampled_from([Name("a"), Name("b"), Name("c")]) | st.integers(0, 99).map(lambda n: Number(Decimal(n))),
    lambda inner: st.builds(Operation, st.sampled_from("+-*"), inner, inner),
    max_leaves=8,
)


@given(trees)
def test_what_is_shown_means_what_is_computed(tree: Node) -> None:
    values = {"a": Decimal(2), "b": Decimal(3), "c": Decimal(5)}
    text = show(tree, str).replace("−", "-").replace("×", "*")
    again = parse(text)
    assert evaluate(again, values, Decimal, OPERATIONS) == evaluate(tree, values, Decimal, OPERATIONS)
    assert list(names(again)) == list(names(tree))
