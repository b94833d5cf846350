"""Learn which of the periods around a figure is its own: examples, rounds of fitting, cross-validation by article."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from bench.claims.examples import Example, context_of, matched, stem
from bench.claims.fit import accuracy, fit
from bench.claims.learn import Tell, fold_of, gather
from bench.claims.network import train
from corpus import Article
from extract.claims.assemble import make_drafts
from extract.claims.draft import Draft
from extract.claims.network import NOTHING
from extract.claims.when import Figure
from extract.claims.when.features import NETWORK, WEIGHTS, features
from extract.claims.when.options import options
from extract.claims.when.rules import judge
from extract.records import Period
from kg.evaluate.compare import accepted, period_right

PULL = 8.0
"""Strength of the pull towards zero."""
STRONGER = {"no period: metric=": 2.0, "no period: verb ": 4.0}
SEEDS = (1, 2)
"""Of the networks whose mean counts."""


def learn_dates(also: Sequence[tuple[Path, Path]], *, rounds: int, folds: int, write: bool, tell: Tell) -> float:
    """Return the share of figures whose period is right on articles left out; `write` replaces the shipped weights.

    The first round gives each figure the gold's periods of the figures before it, the others the system's own.
    """
    sets = gather(also)
    weights: dict[str, float] = {}
    parts: dict[str, list[Example]] = {}
    NETWORK.use(NOTHING)
    for number in range(rounds):
        WEIGHTS.use(weights)
        parts = {name: list(date_examples(*given, told=number == 0)) for name, given in sets.items()}
        tell(f"round {number + 1}: right {shares(parts)}, within reach {shares(parts, reach=True)}")
        weights = fit([e for part in parts.values() for e in part], weights, pull=PULL, stronger=STRONGER)
    WEIGHTS.use(weights)
    held = cross_validated(parts, folds, pull=PULL, stronger=STRONGER, together=True) if folds else {}
    tell(f"right on articles left out: {', '.join(f'{name} {share:.3f}' for name, share in held.items())}")
    if write:
        WEIGHTS.write(weights)
        NETWORK.write(train([e for part in parts.values() for e in part], weights, seeds=SEEDS))
    return sum(held.values()) / max(1, len(held))


def date_examples(articles: Iterable[Article], gold: Iterable[Mapping[str, Any]], *, told: bool) -> Iterator[Example]:
    """Yield an example for each annotated figure: the features of its periods, and which of them are right."""
    lines = list(gold)
    for article in articles:
        context = context_of(article)
        wanted = dict(matched(article, lines, context))
        before: list[Draft] = []
        for number, (draft, pairs) in enumerate(make_drafts(context)):
            if draft is None:
                continue
            line = wanted.get(number)
            if line is not None and draft.stance is not None:
                figure = Figure(
                    draft.quantity, draft.metric, draft.stance.status, draft.kind, pairs[0].reading.continued, before
                )
                found, verdict = options(context, figure), judge(context, figure)
                right = tuple(_is_right(line, option.period) for option in found)
                yield Example(
                    article=stem(article),
                    text=draft.quantity.text,
                    options=tuple(features(context, figure, option, verdict) for option in found),
                    right=right,
                    draft=draft,
                    correct=_is_right(line, draft.period),
                )
                if told:
                    draft.period = _period(line)
            before = [*before, draft]


def _is_right(line: Mapping[str, Any], period: Period | None) -> bool:
    given = period.to_json() if period else None
    return any(period_right(value, given) for value in accepted(line, "period"))


def _period(line: Mapping[str, Any]) -> Period | None:
    given = line.get("period")
    if not given:
        return None
    start, end = (date.fromisoformat(day) if day else None for day in (given["start"], given["end"]))
    return Period(start, end)


def shares(parts: Mapping[str, Sequence[Example]], *, reach: bool = False) -> str:
    """Return for each set the share of figures that are right, or that have a right option at all."""
    found = (
        (name, sum(any(e.right) if reach else e.correct for e in part) / max(1, len(part)))
        for name, part in parts.items()
    )
    return ", ".join(f"{name} {share:.3f}" for name, share in found)


def cross_validated(
    parts: Mapping[str, Sequence[Example]],
    folds: int,
    *,
    pull: float,
    stronger: Mapping[str, float],
    together: bool = False,
) -> dict[str, float]:
    """Return for each set the share that is right under weights (and a network) learnt without the article."""
    hits = dict.fromkeys(parts, 0.0)
    for number in range(folds):
        seen = [e for part in parts.values() for e in part if fold_of(e.article, folds) != number]
        weights = fit(seen, {}, pull=pull, stronger=stronger)
        network = train(seen, weights, seeds=SEEDS) if together else NOTHING
        for name, part in parts.items():
            held = [example for example in part if fold_of(example.article, folds) == number]
            hits[name] += accuracy(held, weights, network) * len(held) if held else 0.0
    return {name: hits[name] / max(1, len(part)) for name, part in parts.items()}
