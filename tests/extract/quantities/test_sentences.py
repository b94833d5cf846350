"""The own sentences, a gate: every figure found and exactly normalised, and nothing else found."""

import json
from collections import Counter
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from extract.quantities import find_quantities
from extract.records import Quantity

LINES: list[dict[str, Any]] = [
    json.loads(line) for line in Path(__file__).with_name("sentences.jsonl").read_text(encoding="utf-8").splitlines()
]
TOLERANCE = Decimal("0.0005")


def bounds(value: Decimal, hedge: str) -> tuple[Decimal | None, Decimal | None]:
    """Say the interval of a positive or exact value as the table of hedges has it."""
    table = {
        "exact": (value, value),
        "over": (value, None),
        "under": (None, value),
        "up_to": (None, value),
        "almost": (value * Decimal("0.95"), value),
        "about": (value * Decimal("0.95"), value * Decimal("1.05")),
    }
    return table[hedge]


def close(one: Decimal | None, other: Decimal | None) -> bool:
    if one is None or other is None:
        return one is other
    return abs(one - other) <= TOLERANCE * abs(other)


def wrong(found: Quantity, expected: dict[str, Any], text: str) -> str:
    start = text.index(expected["text"])
    shared = min(found.end, start + len(expected["text"])) - max(found.start, start)
    if 2 * shared < min(found.end - found.start, len(expected["text"])):
        return "span"
    if "value" in expected:
        value = Decimal(expected["value"])
        low, high = bounds(value, expected["hedge"])
        if not close(found.value, value):
            return "value"
    else:
        low, high = Decimal(expected["low"]), Decimal(expected["high"])
    if not (close(found.low, low) and close(found.high, high)):
        return "bounds"
    return next((name for name in ("unit", "hedge", "kind") if getattr(found, name) != expected[name]), "")


@pytest.mark.parametrize("line", LINES, ids=[line["id"] for line in LINES])
def test_sentence(line: dict[str, Any]) -> None:
    found = find_quantities(line["text"])
    shown = [(q.text, str(q.value), str(q.low), str(q.high), q.unit, q.hedge, q.kind) for q in found]
    assert len(found) == len(line["expected"]), shown
    for quantity, expected in zip(found, line["expected"], strict=True):
        assert not wrong(quantity, expected, line["text"]), shown


def test_the_set_is_large_and_has_every_category() -> None:
    sizes = Counter(line["category"] for line in LINES)
    assert sum(sizes.values()) >= 150
    assert sizes["trap"] >= 50
    assert len(sizes) >= 10
