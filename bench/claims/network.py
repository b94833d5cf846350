"""Train the network that corrects the points of pairs (`extract.claims.network`) on the examples of the weights.

The weights stand; the network learns what they leave unexplained, by the same likelihood of the right pairs. Some of
its signals are dropped by chance while it learns, so that it does not lean on a single one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bench.claims.examples import Example
from bench.claims.fit import Problem, softmax
from extract.claims.network import PARTS, Network

WIDTH, HIDDEN = 96, 48
SEEDS = (1, 2, 3, 4, 5, 6)
SEEN = 20
"""In how many examples a feature must occur to have a vector."""
EPOCHS, BATCH, RATE = 12, 64, 0.002
DROPPED = 0.5
PULL = 0.3

Array = NDArray[Any]
Parameters = dict[str, Array]


def train(given: Sequence[Example], weights: Mapping[str, float], *, seeds: Sequence[int] = SEEDS) -> Network:
    """Return the network that, added to the weights, makes the right pairs likeliest; the mean of one for each seed."""
    learnable = [example for example in given if any(example.right)]
    seen = Counter(name for e in learnable for name in {n for features in e.options for n in features})
    names = sorted(name for name, count in seen.items() if count >= SEEN)
    problem = Problem(learnable, names)
    base = np.array(
        [
            sum(weights.get(name, 0.0) * value for name, value in features.items())
            for example in learnable
            for features in example.options
        ]
    )
    trained = [_train_one(problem, base, seed) for seed in seeds]
    joined = {part: np.stack([one[part] for one in trained]) for part in PARTS}
    joined["meaning"] = np.concatenate([one["meaning"] for one in trained], axis=1)
    joined["meaning_bias"] = np.concatenate([one["meaning_bias"] for one in trained])
    return Network(names, joined)


def _train_one(problem: Problem, base: Array, seed: int) -> Parameters:
    rng = np.random.default_rng(seed)
    now: Parameters = {
        "meaning": rng.normal(0, 0.1, (problem.pairs.shape[1], WIDTH)),
        "meaning_bias": np.zeros(WIDTH),
        "hidden": rng.normal(0, WIDTH**-0.5, (WIDTH, HIDDEN)),
        "hidden_bias": np.zeros(HIDDEN),
        "out": np.zeros(HIDDEN),
    }
    now = {part: array.astype(np.float32) for part, array in now.items()}
    first = {part: np.zeros_like(array) for part, array in now.items()}
    second = {part: np.zeros_like(array) for part, array in now.items()}
    figures = len(problem.starts)
    steps = EPOCHS * -(-figures // BATCH)
    step = 0
    for _ in range(EPOCHS):
        order = rng.permutation(figures)
        for begin in range(0, figures, BATCH):
            step += 1
            gradient = _gradient(problem, base, now, order[begin : begin + BATCH], rng)
            rate = RATE * (1 - (step - 1) / steps) / (1 - 0.9**step)
            for part in PARTS:
                slope = gradient[part] + PULL / figures * now[part]
                first[part] += 0.1 * (slope - first[part])
                second[part] += 0.001 * (slope * slope - second[part])
                now[part] -= rate * first[part] / (np.sqrt(second[part] / (1 - 0.999**step)) + 1e-8)
    return now


def _gradient(
    problem: Problem, base: Array, now: Parameters, chosen: NDArray[np.int64], rng: np.random.Generator
) -> Parameters:
    """Return the gradient of the mean loss of some figures, with signals dropped by chance."""
    lengths = problem.lengths[chosen]
    starts = np.cumsum(lengths) - lengths
    rows = np.repeat(problem.starts[chosen] - starts, lengths) + np.arange(lengths.sum())
    features = problem.pairs[rows].astype(np.float32)
    right = problem.right[rows]

    def keep(shape: tuple[int, ...]) -> Array:
        return ((rng.random(shape, dtype=np.float32) >= DROPPED) / (1 - DROPPED)).astype(np.float32)

    sums = features @ now["meaning"] + now["meaning_bias"]
    kept = keep(sums.shape) * (sums > 0)
    one = sums * kept
    deeper = one @ now["hidden"] + now["hidden_bias"]
    kept_deeper = keep(deeper.shape) * (deeper > 0)
    two = deeper * kept_deeper
    scores = base[rows] + two @ now["out"]
    _, everything = softmax(scores, starts, lengths)
    _, good = softmax(np.where(right, scores, -1e9), starts, lengths)
    slope = ((everything - good) / len(chosen)).astype(np.float32)
    back = np.outer(slope, now["out"]) * kept_deeper
    further = (back @ now["hidden"].T) * kept
    return {
        "meaning": features.T.tocsr() @ further,
        "meaning_bias": further.sum(axis=0),
        "hidden": one.T @ back,
        "hidden_bias": back.sum(axis=0),
        "out": two.T @ slope,
    }
