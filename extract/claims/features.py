"""What speaks for a reading of a figure, as named features, and the weights that add them up to points.

A feature says how much of a kind of evidence there is ("the trigger is a noun", "three words between"); ``weights.tsv``
says what it is worth. The weights are learnt from annotated articles (``python -m bench.claims fit``), pulled towards
small values, so that a feature which tells nothing weighs nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path

Features = dict[str, float]

PATH = Path(__file__).with_name("data") / "weights.tsv"


@lru_cache(maxsize=1)
def _shipped() -> dict[str, float]:
    lines = PATH.read_text(encoding="utf-8").splitlines()
    rows = (line.split("\t") for line in lines if line.strip() and not line.startswith("#"))
    return {row[0]: float(row[1]) for row in rows}


_replaced: dict[str, float] | None = None


def weights() -> Mapping[str, float]:
    """Return the weights in force: the shipped ones, unless others are being tried."""
    return _shipped() if _replaced is None else _replaced


def use_weights(replacement: Mapping[str, float] | None) -> None:
    """Weigh with other weights in this process, or (None) with the shipped ones again. For fitting."""
    global _replaced  # noqa: PLW0603  (the weights are read in the innermost loop)
    _replaced = None if replacement is None else dict(replacement)


def points(features: Features) -> float:
    """Return the weighted sum of features; a feature without a weight counts nothing.

    Examples
    --------
    >>> points({}) == points({"no such feature": 3.0}) == 0.0
    True
    """
    weight = weights().get
    total = 0.0
    for name, value in features.items():
        if value:
            total += weight(name, 0.0) * value
    return total


def merged(parts: Iterable[Features]) -> Features:
    """Return the sum of several sets of features.

    Examples
    --------
    >>> merged([{"a": 1.0}, {"a": 0.5, "b": 1.0}])
    {'a': 1.5, 'b': 1.0}
    """
    total: Features = {}
    for part in parts:
        for name, value in part.items():
            total[name] = total.get(name, 0.0) + value
    return total
