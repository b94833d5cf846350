"""Sentences of annotated articles that are read without the rest, as a query or a note is.

An article of one sentence has no topic, no title and no figure before. A network that has only seen whole articles
leans on these where there are none; so it also learns from sentences by themselves, those that name whom their figures
are about.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from bench.claims.examples import Example, context_of, examples, stem
from bench.claims.gold import Line
from corpus import Article
from extract.claims.context import Span
from kg.evaluate.names import Names

EVERY = 2
"""Of how many articles one is taken apart."""
NAMED = {"alias", "name"}


def examples_alone(articles: Sequence[Article], gold: Sequence[Line]) -> Iterator[Example]:
    """Yield an example for each figure of the sentences that say by name whom their figures are about."""
    names = Names.load()
    lines: dict[str, list[Line]] = defaultdict(list)
    for line in gold:
        if "metric" in line and not line.get("optional"):
            lines[line["article"]].append(line)
    for article in articles[::EVERY]:
        for span in context_of(article).sentences:
            inside = [line for line in lines[stem(article)] if _within(line, span)]
            if inside and _names_all(article, span, inside, names):
                yield from examples([_cut(article, span)], [_moved(line, span) for line in inside])


def _within(line: Line, span: Span) -> bool:
    return bool(span[0] <= line["evidence"]["start"] and line["evidence"]["end"] <= span[1])


def _names_all(article: Article, span: Span, lines: Sequence[Line], names: Names) -> bool:
    named = [m.name for m in context_of(article).mentions_in(span) if m.how in NAMED]
    return all(line["subject"] and any(names.same(line["subject"], name) for name in named) for line in lines)


def _cut(article: Article, span: Span) -> Article:
    return replace(article, id=f"{stem(article)} {span[0]}", text=article.text[span[0] : span[1]], title=None)


def _moved(line: Line, span: Span) -> Line:
    evidence = {
        **line["evidence"],
        "start": line["evidence"]["start"] - span[0],
        "end": line["evidence"]["end"] - span[0],
    }
    return {**line, "article": f"{line['article']} {span[0]}", "evidence": evidence}
