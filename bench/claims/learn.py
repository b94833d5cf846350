"""Learn the weights and the confidence from annotated articles, round by round, and cross-validate them."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from bench.claims import confidence
from bench.claims.examples import Example, examples
from bench.claims.fit import accuracy, fit
from bench.claims.gold import Line, load_half
from corpus import Article, read
from extract.claims.features import WEIGHTS
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
    for number in range(rounds):
        parts = _examples(sets, weights)
        tell(f"round {number + 1}: right {_shares(parts)}, within reach {_shares(parts, reach=True)}")
        weights = fit([example for part in parts.values() for example in part], weights)
    parts = _examples(sets, weights)
    tell(f"at the end: right {_shares(parts)}")
    if folds:
        tell(f"right on articles left out: {_cross_validated(parts, folds)}")
    weighing = [example for part in parts.values() for example in part]
    if folds:
        found = confidence.held_out(sets, weighing, folds)
        logistic = confidence.fit_logistic(found)
        tell(confidence.describe(confidence.stated(found, logistic)))
        WEIGHTS.use(weights)
        if write:
            confidence.write(logistic)
    if write:
        WEIGHTS.write(weights)
    return weights


def _examples(sets: Mapping[str, Set], weights: Mapping[str, float]) -> dict[str, list[Example]]:
    WEIGHTS.use(weights)
    return {name: list(examples(articles, lines)) for name, (articles, lines) in sets.items()}


def _shares(parts: Mapping[str, Sequence[Example]], *, reach: bool = False) -> str:
    shares = (
        (name, sum(any(e.right) if reach else e.correct for e in part) / len(part)) for name, part in parts.items()
    )
    return ", ".join(f"{name} {share:.3f}" for name, share in shares)


def _cross_validated(parts: Mapping[str, Sequence[Example]], folds: int) -> str:
    """Return for each set the share that is right under weights learnt without the article."""
    hits = dict.fromkeys(parts, 0.0)
    for part_number in range(folds):
        weights = fit([e for part in parts.values() for e in part if fold_of(e.article, folds) != part_number], {})
        for name, part in parts.items():
            held = [example for example in part if fold_of(example.article, folds) == part_number]
            hits[name] += accuracy(held, weights) * len(held) if held else 0.0
    return ", ".join(f"{name} {hits[name] / len(part):.3f}" for name, part in parts.items())


def fold_of(article: str, folds: int) -> int:
    """Return the fold of an example's article, from other bits of the hash than its half."""
    return int.from_bytes(hashlib.sha256(article.encode()).digest()[1:5], "big") % folds
