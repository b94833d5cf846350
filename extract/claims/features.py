"""What speaks for a reading of a figure, as named features, and the weights that add them up to points.

A feature says how much of a kind of evidence there is ("the trigger is a noun", "three words between"); ``weights.tsv``
says what it is worth. The weights are learnt from annotated articles (``python -m bench.claims fit``), pulled towards
small values, so that a feature which tells nothing weighs nothing.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from extract.claims.weights import Weights

Features = dict[str, float]

WEIGHTS = Weights(
    Path(__file__).with_name("data") / "weights.tsv",
    "What each feature of a claim is worth, in points; learnt from annotated articles: python -m bench.claims fit.",
)


def points(features: Features) -> float:
    """Return the weighted sum of features; a feature without a weight counts nothing.

    Examples
    --------
    >>> points({}) == points({"no such feature": 3.0}) == 0.0
    True
    """
    weight = WEIGHTS.now.get
    total = 0.0
    for name, value in features.items():
        if value:
            total += weight(name, 0.0) * value
    return total


def strongest(features: Features) -> str:
    """Return the feature that speaks most, or "" where there is none.

    Examples
    --------
    >>> strongest({})
    ''
    """
    weight = WEIGHTS.now.get
    return max(features, key=lambda name: weight(name, 0.0) * features[name], default="")


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
