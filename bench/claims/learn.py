"""Learn the weights and the confidence from annotated articles, round by round, and cross-validate them."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from bench.claims import confidence
from bench.claims.alone import examples_alone
from bench.claims.examples import Example, examples
from bench.claims.fit import accuracy, fit
from bench.claims.gold import Line, load_half
from bench.claims.network import train
from corpus import Article, read
from extract.claims.features import WEIGHTS
from extract.claims.network import NETWORK, NOTHING
from kg.evaluate.gold import read_gold

Set = tuple[Sequence[Article], Sequence[Line]]
Tell = Callable[[str], None]


def gather(also: Sequence[tuple[Path, Path]]) -> dict[str, Set]:
    """Return what is learnt from: the development half, the learning articles, and further gold files with theirs."""
    sets: dict[str, Set] = {half: load_half(half) for half in ("development", "learning")}
    for gold, articles in also:
        sets[f"{gold.stem} {len(sets)}"] = list(read(articles)), read_gold(gold).lines
    return sets


def learn(also: Sequence[tuple[Path, Path]], *, rounds: int, folds: int, write: bool, tell: Tell) -> dict[str, float]:
    """Return the weights learnt from what `gather` gives; `write` replaces the shipped ones."""
    sets = gather(also)
    weights = dict(WEIGHTS.now)
    NETWORK.use(NOTHING)
    for number in range(rounds):
        parts = _examples(sets, weights)
        tell(f"round {number + 1}: right {_shares(parts)}, within reach {_shares(parts, reach=True)}")
        weights = fit(_all(parts), weights)
    parts = _examples(sets, weights)
    tell(f"at the end: right {_shares(parts)}")
    if folds:
        models = [_model([e for e in _all(parts) if fold_of(e.article, folds) != fold], {}) for fold in range(folds)]
        tell(f"right on articles left out, by weights alone: {_cross_validated(parts, models)}")
        found = confidence.held_out(_once(sets), models, tell)
        logistic = confidence.fit_logistic(found)
        tell(confidence.describe(confidence.stated(found, logistic)))
        if write:
            confidence.write(logistic)
    WEIGHTS.use(weights)
    NETWORK.use(NOTHING)
    network = train([*_all(parts), *examples_alone(*sets["learning"])], weights)
    NETWORK.use(network)
    if write:
        WEIGHTS.write(weights)
        NETWORK.write(network)
    return weights


def _once(sets: Mapping[str, Set]) -> dict[str, Set]:
    """Return the sets without those that count several times."""
    once: dict[tuple[str, ...], str] = {}
    for name, (articles, _) in sets.items():
        once.setdefault(tuple(article.source for article in articles), name)
    return {name: sets[name] for name in once.values()}


def _all(parts: Mapping[str, Sequence[Example]]) -> list[Example]:
    return [example for part in parts.values() for example in part]


def _model(given: Sequence[Example], start: Mapping[str, float]) -> confidence.Model:
    weights = fit(given, start)
    return weights, train(given, weights)


def _examples(sets: Mapping[str, Set], weights: Mapping[str, float]) -> dict[str, list[Example]]:
    WEIGHTS.use(weights)
    return {name: list(examples(articles, lines)) for name, (articles, lines) in sets.items()}


def _shares(parts: Mapping[str, Sequence[Example]], *, reach: bool = False) -> str:
    shares = (
        (name, sum(any(e.right) if reach else e.correct for e in part) / len(part)) for name, part in parts.items()
    )
    return ", ".join(f"{name} {share:.3f}" for name, share in shares)


def _cross_validated(parts: Mapping[str, Sequence[Example]], models: Sequence[confidence.Model]) -> str:
    """Return for each set the share that is right under weights learnt without the article."""
    hits = dict.fromkeys(parts, 0.0)
    for number, (weights, _) in enumerate(models):
        for name, part in parts.items():
            held = [example for example in part if fold_of(example.article, len(models)) == number]
            hits[name] += accuracy(held, weights) * len(held) if held else 0.0
    return ", ".join(f"{name} {hits[name] / len(part):.3f}" for name, part in parts.items())


def fold_of(article: str, folds: int) -> int:
    """Return the fold of an example's article, from other bits of the hash than its half."""
    return int.from_bytes(hashlib.sha256(article.encode()).digest()[1:5], "big") % folds
