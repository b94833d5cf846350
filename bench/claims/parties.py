"""Learn who the other party of a figure is: an example a stake, investment, contract or purchase."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from bench.claims.dates import shares
from bench.claims.examples import Example, context_of, matched, stem
from bench.claims.learn import Tell, gather
from bench.claims.statuses import fitted
from corpus import Article
from extract.claims.assemble import make_drafts
from extract.claims.draft import Draft
from extract.claims.parties import FIELDS, WEIGHTS, parties
from kg.evaluate.compare import accepted
from kg.evaluate.names import Names

PULL = 2.0
"""Strength of the pull towards zero."""
SLIGHT = 0.02
"""Weights below are not kept."""


def learn_parties(also: Sequence[tuple[Path, Path]], *, folds: int, write: bool, tell: Tell) -> dict[str, float]:
    """Return the weights learnt from what `gather` gives; `write` replaces the shipped ones."""
    parts = {name: list(party_examples(*given)) for name, given in gather(also).items()}
    tell(f"right as they are: {shares(parts)}, within reach {shares(parts, reach=True)}")
    weights = fitted(parts, folds=folds, pull=PULL, tell=tell)
    if write:
        WEIGHTS.write(weights, slight=SLIGHT)
    return weights


def party_examples(articles: Iterable[Article], gold: Iterable[Mapping[str, Any]]) -> Iterator[Example]:
    """Yield an example for each annotated figure whose metric, read right, has another party."""
    names, lines = Names.load(), list(gold)
    for article in articles:
        context = context_of(article)
        wanted = dict(matched(article, lines, context))
        before: list[Draft] = []
        for number, (draft, _) in enumerate(make_drafts(context)):
            if draft is None:
                continue
            line, field = wanted.get(number), FIELDS.get(draft.metric.id)
            if line is not None and field and draft.metric.id in accepted(line, "metric"):
                right = accepted(line, field)
                chosen = draft.of if field == "of" else draft.for_
                found = parties(context, draft, before)
                yield Example(
                    article=stem(article),
                    text=draft.quantity.text,
                    options=tuple(party.features for party in found),
                    right=tuple(any(names.same(party.name, name) for name in right) for party in found),
                    draft=draft,
                    correct=any(names.same(chosen, name) for name in right),
                )
            before = [*before, draft]
