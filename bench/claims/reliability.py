"""Whether the confidence of claims can be believed: of those said to be 80 % sure, are 80 % right?"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from kg.evaluate.compare import CLAIM_FIELDS
from kg.evaluate.scores import Pair

EDGES = (0.0, 0.3, 0.5, 0.6, 0.7, 0.8, 0.9, 1.01)
HIGH = 0.9


@dataclass(frozen=True, slots=True)
class Bin:
    """The claims whose confidence is from `low` to below `high`: how many, their mean confidence, share right."""

    low: float
    high: float
    claims: int
    stated: float
    right: float


def outcomes(pairs: Iterable[Pair]) -> list[tuple[float, bool]]:
    """Return confidence and correctness (figure, metric and subject) of every claim of the system that counts."""
    return [
        (float(pair.system["confidence"]), pair.gold is not None and not set(CLAIM_FIELDS) & set(pair.wrong))
        for pair in pairs
        if pair.system is not None and not pair.optional
    ]


def reliability(found: Sequence[tuple[float, bool]]) -> list[Bin]:
    """Return the reliability table.

    Examples
    --------
    >>> [(b.claims, b.right) for b in reliability([(0.95, True), (0.92, False), (0.4, False)])]
    [(1, 0.0), (2, 0.5)]
    """
    bins = []
    for low, high in pairwise(EDGES):
        inside = [(stated, right) for stated, right in found if low <= stated < high]
        if inside:
            n = len(inside)
            bins.append(Bin(low, high, n, sum(s for s, _ in inside) / n, sum(r for _, r in inside) / n))
    return bins


def above(found: Sequence[tuple[float, bool]], edge: float = HIGH) -> tuple[float, float]:
    """Return the share of claims at or above a confidence, and how many of those are right.

    Examples
    --------
    >>> above([(0.95, True), (0.92, False), (0.4, False), (0.3, True)])
    (0.5, 0.5)
    """
    sure = [right for stated, right in found if stated >= edge]
    return len(sure) / max(1, len(found)), sum(sure) / max(1, len(sure))
