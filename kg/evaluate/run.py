"""Run the system over what a gold file asks for, and score it."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

from corpus.article import Article
from corpus.errors import CifreError
from kg.evaluate.answers import LANGUAGES, AnswerScores, score_answers
from kg.evaluate.extraction import article_index, score_extraction
from kg.evaluate.gold import Gold
from kg.evaluate.scores import Scores
from kg.evaluate.spans import SpanScores, score_spans

T = TypeVar("T")
Track = Callable[[Sequence[T]], Iterable[T]]
"""Passes a sequence on, item by item, and may show how far it is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Evaluation:
    """The scores of a gold file, and the articles (or annotated sentences) that they were taken on."""

    gold: Gold
    scores: Scores | SpanScores | AnswerScores
    articles: tuple[Article, ...]

    def to_json(self) -> dict[str, Any]:
        return {"gold": str(self.gold.path), "kind": self.gold.kind, **self.scores.to_json()}


def evaluate(
    gold: Gold, folder: Path | None = None, *, only: Iterable[str] = (), track: Track[Any] = iter
) -> Evaluation:
    """Score the system against a gold file.

    Parameters
    ----------
    gold : Gold
        Claims are compared with what extraction finds in the articles, questions with the answers from a temporary
        store of the articles, expressions with the spans of their own sentences.
    folder : Path, optional
        Folder (or file) of the articles; by default the folder ``articles`` beside the gold file.
    only : iterable of str
        Articles (id or stem), questions or sentences (id) to keep; all of them by default.
    track : callable
        Wraps the longest loop, to show progress.

    Raises
    ------
    CifreError
        If the articles are missing, or nothing is left to score.
    """
    gold = _narrowed(gold, set(only))
    if gold.kind == "expressions":
        return _spans(gold, track)
    articles = _articles(gold, folder)
    if gold.kind == "questions":
        return _answers(gold, articles, track)
    return _extraction(gold, articles, track)


def _narrowed(gold: Gold, only: set[str]) -> Gold:
    if not only:
        return gold
    name = "article" if gold.kind == "claims" else "id"
    lines = tuple(line for line in gold.lines if line[name] in only)
    if not lines:
        raise CifreError(f"{gold.path} has no line of {', '.join(sorted(only))}", f"give an {name} that it names")
    return Gold(gold.kind, lines, gold.path)


def _articles(gold: Gold, folder: Path | None) -> tuple[Article, ...]:
    from corpus import read

    if folder is None:
        folder = gold.path.parent / "articles"
        if not folder.is_dir():
            raise CifreError(f"{gold.path} needs its articles", "give their folder with --articles")
    return tuple(read(folder))


def _extraction(gold: Gold, articles: tuple[Article, ...], track: Track[Any]) -> Evaluation:
    import extract

    extractor = extract.load()
    index = article_index(articles)
    named = {index[line["article"]].id for line in gold.lines if line["article"] in index}
    wanted = [article for article in articles if article.id in named]
    found = [extractor.extract(article) for article in track(wanted)]
    claims = [claim for extraction in found for claim in extraction.claims]
    relations = [relation for extraction in found for relation in extraction.relations]
    scores = score_extraction(gold.lines, claims, relations, articles)
    return Evaluation(gold=gold, scores=scores, articles=tuple(wanted))


def _spans(gold: Gold, track: Track[Any]) -> Evaluation:
    import extract
    from extract.records import span_to_json

    extractor = extract.load()
    articles = tuple(
        Article(
            id=line["id"],
            text=line["text"],
            source=str(line["id"]),
            published=date.fromisoformat(line["published"]) if line.get("published") else None,
            language="it",
        )
        for line in gold.lines
    )
    spans = {
        article.id: [span_to_json(span, article=article.id, source=article.source) for span in extractor.spans(article)]
        for article in track(articles)
    }
    return Evaluation(gold=gold, scores=score_spans(gold.lines, spans), articles=articles)


def _answers(gold: Gold, articles: tuple[Article, ...], track: Track[Any]) -> Evaluation:
    import extract
    from kg.ask import ask
    from kg.ingest import ingest
    from kg.store import Store

    extractor = extract.load()
    asked = [
        (line["id"], language, line[language]) for line in gold.lines for language in LANGUAGES if line.get(language)
    ]
    with tempfile.TemporaryDirectory(prefix="kg-evaluate-") as folder:
        store = Store(Path(folder))
        report = ingest(store, articles, extract=extractor.extract)
        if report.failed:
            raise CifreError(report.failed[0].message)
        answers = {
            (identifier, language): ask(store, question).to_json() for identifier, language, question in track(asked)
        }
    return Evaluation(gold=gold, scores=score_answers(gold.lines, answers), articles=articles)
