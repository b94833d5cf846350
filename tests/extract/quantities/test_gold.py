"""The annotated expressions that may lie beside the repository: the score of every category of quantities."""

import json
from collections import defaultdict
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from extract.quantities import as_written, find_quantities
from extract.records import Quantity

GOLD = Path(__file__).parents[4] / "shared" / "gold" / "expressions.jsonl"
FLOOR, CATEGORY_FLOOR = 0.98, 0.9

pytestmark = pytest.mark.skipif(not GOLD.exists(), reason="the annotated expressions are not beside the repository")


def lines() -> list[dict[str, Any]]:
    return [json.loads(line) for line in GOLD.read_text(encoding="utf-8").splitlines()]


def close(found: Decimal | None, gold: float | None) -> bool:
    if found is None or gold is None:
        return found is gold
    return abs(float(found) - gold) <= 5e-4 * abs(gold)


def is_right(found: Quantity, gold: dict[str, Any]) -> bool:
    shared = min(found.end, gold["end"]) - max(found.start, gold["start"])
    return (
        2 * shared >= min(found.end - found.start, gold["end"] - gold["start"])
        and all(close(getattr(found, side), gold[side]) for side in ("value", "low", "high"))
        and gold["unit"] in (None, found.unit)
        and found.hedge == gold["hedge"]
    )


def test_every_category_is_read() -> None:
    right: dict[str, list[bool]] = defaultdict(list)
    for line in lines():
        found = [as_written(quantity) for quantity in find_quantities(line["text"])]
        for gold in line["expected"]:
            if gold["type"] == "quantity":
                right[line["category"]].append(any(is_right(quantity, gold) for quantity in found))
    scores = {category: sum(hits) / len(hits) for category, hits in right.items()}
    assert min(scores.values()) >= CATEGORY_FLOOR, scores
    assert sum(map(sum, right.values())) >= FLOOR * sum(map(len, right.values())), scores


def test_no_trap_fires() -> None:
    assert not [q.text for line in lines() if line["category"] == "trap" for q in find_quantities(line["text"])]
