"""Learn what tells facts, plans, estimates and rumours apart: an example a figure, cross-validated by article."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from bench.claims.dates import cross_validated, shares
from bench.claims.examples import Example, context_of, matched, stem
from bench.claims.fit import fit
from bench.claims.learn import Tell, gather
from corpus import Article
from extract.claims.assemble import make_drafts
from extract.claims.features import Features
from extract.claims.status import STATUSES, WEIGHTS, status_features
from kg.evaluate.compare import accepted

PULL = 4.0
"""Strength of the pull towards zero."""
SELDOM = 5
"""Features of fewer figures are not learnt."""
SLIGHT = 0.05
"""Weights below are not kept."""


def learn_statuses(also: Sequence[tuple[Path, Path]], *, folds: int, write: bool, tell: Tell) -> dict[str, float]:
    """Return the weights learnt from what `gather` gives; `write` replaces the shipped ones."""
    WEIGHTS.use({f"{status}: rules: {status}": 1.0 for status in STATUSES})
    parts = {name: list(status_examples(*given)) for name, given in gather(also).items()}
    WEIGHTS.use(None)
    tell(f"right by the rules: {shares(parts)}")
    parts = _without_seldom(parts)
    weights = fitted(parts, folds=folds, pull=PULL, tell=tell)
    if write:
        WEIGHTS.write(weights, slight=SLIGHT)
    return weights


def fitted(parts: Mapping[str, Sequence[Example]], *, folds: int, pull: float, tell: Tell) -> dict[str, float]:
    """Return the weights that suit all examples best, and tell how well such weights do on articles left out."""
    if folds:
        held = cross_validated(parts, folds, pull=pull, stronger={})
        tell(f"right on articles left out: {', '.join(f'{name} {share:.3f}' for name, share in held.items())}")
    return fit([e for part in parts.values() for e in part], {}, pull=pull, stronger={})


def status_examples(articles: Iterable[Article], gold: Iterable[Mapping[str, Any]]) -> Iterator[Example]:
    """Yield an example for each annotated figure: the features of each status, and which of them are right."""
    lines = list(gold)
    for article in articles:
        context = context_of(article)
        wanted = dict(matched(article, lines, context))
        for number, (draft, _) in enumerate(make_drafts(context)):
            if draft is None or draft.stance is None or number not in wanted:
                continue
            seen = status_features(context, draft.quantity, draft.metric, draft.kind)
            right = set(accepted(wanted[number], "status"))
            yield Example(
                article=stem(article),
                text=draft.quantity.text,
                options=tuple(_of(status, seen) for status in STATUSES),
                right=tuple(status in right for status in STATUSES),
                draft=draft,
                correct=draft.stance.status in right,
            )


def _of(status: str, seen: Features) -> Features:
    return {f"{status}: {name}": value for name, value in seen.items()}


def _without_seldom(parts: Mapping[str, Sequence[Example]]) -> dict[str, list[Example]]:
    counts = Counter(name for part in parts.values() for example in part for name in example.options[0])
    known = {name.split(": ", 1)[1] for name, count in counts.items() if count >= SELDOM}
    return {
        name: [
            Example(e.article, e.text, tuple(_kept(option, known) for option in e.options), e.right, e.draft, e.correct)
            for e in part
        ]
        for name, part in parts.items()
    }


def _kept(option: Features, known: set[str]) -> Features:
    return {name: value for name, value in option.items() if name.split(": ", 1)[1] in known}
