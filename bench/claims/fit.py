"""Fit the weights of the claim rules on annotated articles.

Each figure is a choice between pairs of metric and subject; the weights are those under which the right pairs are
likeliest (softmax), pulled towards zero. A figure may have several right pairs (a name mentioned twice): they count
together. What a figure goes on with depends on the weights, so the pairs are made anew after each round.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from bench.claims.examples import Example
from extract.claims.network import NOTHING, Network

PULL = 0.6
"""Strength of the pull towards zero (L2) of a feature, per half squared weight."""
STRONGER = {
    "metric=": 3.0,
    "goes on: from ": 4.0,
    "word=": 4.0,
    "nobody: subject is": 4.0,
    "of a ": 2.0,
    "of nobody: ": 2.0,
    "genre": 6.0,
    "beside: ": 4.0,
    "size: ": 6.0,
    "%: ": 4.0,
    "rate: ": 2.0,
}
"""Features by their beginning whose pull is stronger by a factor: there are many of them, each seen seldom."""
STEPS, RATE = 600, 0.05

Array = NDArray[np.float64]


class Problem:
    """Examples as arrays: a row a pair, a column a feature."""

    def __init__(self, given: Sequence[Example], names: Sequence[str]) -> None:
        learnable = [example for example in given if any(example.right)]
        column = {name: k for k, name in enumerate(names)}
        ends, columns, starts = [0], [], []
        values: list[float] = []
        right: list[bool] = []
        for example in learnable:
            starts.append(len(right))
            for features, good in zip(example.options, example.right, strict=True):
                for name, value in features.items():
                    if value and name in column:
                        columns.append(column[name])
                        values.append(value)
                ends.append(len(columns))
                right.append(good)
        self.pairs = csr_array((values, columns, ends), shape=(len(right), len(names)), dtype=float)
        self.features = self.pairs.T.tocsr()
        self.right = np.array(right, dtype=bool)
        self.starts = np.array(starts)
        self.lengths = np.diff([*starts, len(right)])

    def loss(self, weights: Array) -> tuple[float, Array]:
        """Return the negative log likelihood of the right pairs and its gradient."""
        scores = self.pairs @ weights
        everything, all_shares = softmax(scores, self.starts, self.lengths)
        good, good_shares = softmax(np.where(self.right, scores, -1e9), self.starts, self.lengths)
        return float((everything - good).sum()), self.features @ (all_shares - good_shares)


def softmax(scores: Array, starts: NDArray[np.int64], lengths: NDArray[np.int64]) -> tuple[Array, Array]:
    """Return, for groups of scores that follow on each other, the log of their summed powers and each one's share."""
    top = np.maximum.reduceat(scores, starts)
    raised = np.exp(scores - np.repeat(top, lengths))
    total = np.add.reduceat(raised, starts)
    return top + np.log(total), raised / np.repeat(total, lengths)


def fit(
    given: Sequence[Example],
    start: Mapping[str, float],
    *,
    pull: float = PULL,
    stronger: Mapping[str, float] = STRONGER,
) -> dict[str, float]:
    """Return the fitted weights; `start` are those to begin with."""
    names = sorted({name for example in given for features in example.options for name in features})
    problem = Problem(given, names)
    pulls = np.array(
        [pull * next((f for start, f in stronger.items() if name.startswith(start)), 1.0) for name in names]
    )
    weights: Array = np.array([start.get(name, 0.0) for name in names])
    first, second = np.zeros_like(weights), np.zeros_like(weights)
    for step in range(1, STEPS + 1):
        _, gradient = problem.loss(weights)
        gradient = gradient + pulls * weights
        first = 0.9 * first + 0.1 * gradient
        second = 0.99 * second + 0.01 * gradient**2
        rate = RATE * (1 - step / (STEPS + 1))
        weights -= rate * (first / (1 - 0.9**step)) / (np.sqrt(second / (1 - 0.99**step)) + 1e-8)
    return {name: round(float(weight), 3) for name, weight in zip(names, weights, strict=True) if abs(weight) >= 0.005}


def accuracy(given: Sequence[Example], weights: Mapping[str, float], network: Network = NOTHING) -> float:
    """Return the share of figures whose best option is right; one with no right option is wrong."""
    hits = 0
    for example in given:
        totals = network.points(network.sums([[features] for features in example.options])) + np.array(
            [sum(weights.get(n, 0.0) * v for n, v in features.items()) for features in example.options]
        )
        hits += example.right[int(np.argmax(totals))]
    return hits / len(given)
