"""Annotated figures as examples to learn from: the pairs of metric and subject, and which of them are right."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from corpus import Article
from extract.claims.assemble import make_drafts
from extract.claims.context import Context
from extract.claims.draft import Draft
from extract.claims.features import Features
from extract.claims.pairing import Pairing
from extract.pipeline import load
from kg.evaluate.assign import assign, overlap
from kg.evaluate.compare import accepted, figure_right
from kg.evaluate.names import Names

RIVALS = 40
"""How many of the best wrong pairs an example keeps: the others have hardly a share in the sum."""


@dataclass(frozen=True, slots=True)
class Example:
    """A figure of an article.

    `options` are the features of each pair, `right` says which are right, `draft` is what was made of the figure.
    """

    article: str
    text: str
    options: tuple[Features, ...]
    right: tuple[bool, ...]
    draft: Draft | None
    correct: bool


def examples(articles: Iterable[Article], gold: Iterable[Mapping[str, Any]]) -> Iterator[Example]:
    """Yield an example for each annotated figure that was read right, optional ones too."""
    names, lines = Names.load(), list(gold)
    for article in articles:
        context = context_of(article)
        made = list(make_drafts(context, everything=True))
        quantities = list(context.quantities)
        for s, line in sorted(matched(article, lines, context), key=lambda pair: pair[0]):
            draft, pairs = made[s]
            told = [(_is_right(line, pair, names), pair) for pair in pairs]
            kept = [(right, pair) for n, (right, pair) in enumerate(told) if right or n < RIVALS]
            yield Example(
                article=stem(article),
                text=quantities[s].text,
                options=tuple(pair.features for _, pair in kept),
                right=tuple(right for right, _ in kept),
                draft=draft,
                correct=told[0][0] and draft is not None,
            )


def context_of(article: Article) -> Context:
    """Return what the claim rules see of an article; what they keep on it, which depends on weights, is found anew."""
    context = _read(article)
    context.kept.clear()
    return context


@lru_cache(maxsize=4096)
def _read(article: Article) -> Context:
    context: Context = load().read(article)._.context
    return context


def stem(article: Article) -> str:
    """Return the name of an article's file without its ending, which gold lines may use as its id."""
    return article.source.rsplit("/", 1)[-1].rsplit(".", 1)[0]


def matched(
    article: Article, gold: Iterable[Mapping[str, Any]], context: Context
) -> Iterator[tuple[int, Mapping[str, Any]]]:
    """Yield the number of each quantity of an article that was annotated, with its gold line."""
    wanted = [line for line in gold if "metric" in line and line["article"] in {article.id, stem(article)}]
    quantities = list(context.quantities)
    spans = [(q.start, q.end) for q in quantities]

    def worth(g: int, s: int) -> tuple[int, int] | None:
        evidence = wanted[g]["evidence"]
        shared = overlap((evidence["start"], evidence["end"]), spans[s])
        return (int(_close(wanted[g], quantities[s])), shared) if shared else None

    yield from ((s, wanted[g]) for g, s in assign(len(wanted), len(spans), worth).items())


def _close(line: Mapping[str, Any], quantity: Any) -> bool:
    found = {"value": quantity.value, "low": quantity.low, "high": quantity.high, "unit": quantity.unit}
    return figure_right({**line, "unit": None}, found)


def _is_right(line: Mapping[str, Any], pair: Pairing, names: Names) -> bool:
    metric, subject = pair.key
    return metric in accepted(line, "metric") and any(names.same(subject, name) for name in accepted(line, "subject"))
