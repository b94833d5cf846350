"""Fit the confidence of claims: how often a claim is right whose choice was as clear as this one.

On the articles that the weights were fitted on every choice looks clearer than it is. So each article is read with
weights that were fitted without it, and the logistic model is fitted on these readings.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

import numpy as np

from bench.claims.examples import context_of, matched, stem
from bench.claims.gold import Line
from bench.claims.reliability import above, reliability
from corpus import Article
from extract.claims.assemble import make_drafts
from extract.claims.confidence import PATH, features
from extract.claims.features import WEIGHTS
from extract.claims.network import NETWORK, Network
from kg.evaluate.compare import accepted, figure_right
from kg.evaluate.names import Names

PULL = 1.0
STEPS, RATE = 2000, 0.05
HEAD = """# Weights of the logistic model that estimates how likely figure, metric and subject of a claim are right.
# Fitted on articles that were left out of the fit of weights.tsv (python -m bench.claims fit); `features` in
# confidence.py says what each one weighs.

[weights]
"""

Outcome = tuple[Mapping[str, float], bool]
Model = tuple[Mapping[str, float], Network]
"""Weights and the network that goes with them."""


def outcomes(articles: Iterable[Article], gold: Sequence[Line]) -> Iterator[Outcome]:
    """Yield, for every claim made of the articles, what the confidence weighs and whether the claim is right.

    A claim on an optional line is left out; one without a line is wrong.
    """
    names = Names.load()
    for article in articles:
        context = context_of(article)
        lines = dict(matched(article, gold, context))
        for number, (draft, _) in enumerate(make_drafts(context)):
            line = lines.get(number)
            if draft is None or (line is not None and line.get("optional")):
                continue
            yield features(draft), line is not None and _is_right(line, draft, names)


def _is_right(line: Line, draft: Any, names: Names) -> bool:
    figure = {"value": draft.value, "low": draft.low, "high": draft.high, "unit": draft.unit}
    subjects = accepted(line, "subject")
    return (
        figure_right(line, figure)
        and draft.metric.id in accepted(line, "metric")
        and any(names.same(draft.subject, subject) for subject in subjects)
    )


def held_out(
    sets: Mapping[str, tuple[Sequence[Article], Sequence[Line]]], models: Sequence[Model], tell: Callable[[str], None]
) -> list[Outcome]:
    """Return the outcomes of all articles, each read with the model that was fitted without its fold."""
    from bench.claims.learn import fold_of

    found: list[Outcome] = []
    right: dict[str, list[bool]] = {name: [] for name in sets}
    for fold, (weights, network) in enumerate(models):
        WEIGHTS.use(weights)
        NETWORK.use(network)
        for name, (articles, gold) in sets.items():
            part = list(outcomes([a for a in articles if fold_of(stem(a), len(models)) == fold], gold))
            right[name] += [good for _, good in part]
            found += part
    shares = ", ".join(f"{name} {sum(good) / max(1, len(good)):.3f}" for name, good in right.items())
    tell(f"right on articles left out: {shares}")
    return found


def fit_logistic(found: Sequence[Outcome]) -> dict[str, float]:
    """Return the weights of the logistic model.

    Examples
    --------
    >>> weights = fit_logistic([({"bias": 1.0, "x": 1.0}, True), ({"bias": 1.0, "x": -1.0}, False)] * 20)
    >>> weights["x"] > 1, abs(weights["bias"]) < 0.1
    (True, True)
    """
    names = sorted({name for given, _ in found for name in given})
    rows = np.array([[given.get(name, 0.0) for name in names] for given, _ in found])
    right = np.array([float(good) for _, good in found])
    weights = np.zeros(len(names))
    first, second = np.zeros_like(weights), np.zeros_like(weights)
    for step in range(1, STEPS + 1):
        gradient = rows.T @ (1 / (1 + np.exp(-rows @ weights)) - right) + PULL * weights
        first = 0.9 * first + 0.1 * gradient
        second = 0.99 * second + 0.01 * gradient**2
        rate = RATE * (1 - step / (STEPS + 1))
        weights -= rate * (first / (1 - 0.9**step)) / (np.sqrt(second / (1 - 0.99**step)) + 1e-8)
    return {name: round(float(weight), 3) for name, weight in zip(names, weights, strict=True)}


def stated(found: Sequence[Outcome], weights: Mapping[str, float]) -> list[tuple[float, bool]]:
    """Return the confidence that the weights state for each outcome, beside whether it is right."""
    totals = (sum(weights.get(name, 0.0) * value for name, value in given.items()) for given, _ in found)
    return [(float(1 / (1 + np.exp(-total))), good) for total, (_, good) in zip(totals, found, strict=True)]


def describe(found: Sequence[tuple[float, bool]]) -> str:
    """Return the reliability table as lines of text."""
    rows = [
        f"confidence {row.low:.1f}–{min(row.high, 1):.1f}: {row.claims:4} claims, said {row.stated:.2f}, "
        f"right {row.right:.2f}"
        for row in reliability(found)
    ]
    share, right = above(found)
    return "\n".join([*rows, f"at 0.9 and above: {share:.0%} of the claims, {right:.0%} of them right"])


def write(weights: Mapping[str, float]) -> None:
    """Replace the shipped weights."""
    PATH.write_text(HEAD + "".join(f"{name} = {weight}\n" for name, weight in weights.items()), encoding="utf-8")
