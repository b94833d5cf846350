"""Score extraction on the project's annotated articles: levels, metrics, phenomena, reliability of the confidence."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.claims.gold import FOLDER, Line, load_half
from bench.claims.phenomena import phenomena
from corpus import Article
from extract.pipeline import load
from kg.evaluate.compare import CLAIM_FIELDS
from kg.evaluate.extraction import score_extraction
from kg.evaluate.names import Names
from kg.evaluate.scores import Score, Scores


@dataclass(frozen=True, slots=True)
class HalfScores:
    """The scores of one half, and of the figures with each phenomenon the share whose claim is right, with how many."""

    half: str
    scores: Scores
    phenomena: dict[str, Score]
    articles: tuple[Article, ...]


def score_half(half: str, folder: Path = FOLDER) -> HalfScores:
    """Extract and score the articles of a half (``development``, ``frozen`` or ``all``)."""
    articles, lines = load_half(half, folder)
    found = [load().extract(article) for article in articles]
    claims = [claim for extraction in found for claim in extraction.claims]
    relations = [relation for extraction in found for relation in extraction.relations]
    scores = score_extraction(lines, claims, relations, articles)
    return HalfScores(half, scores, _by_phenomenon(scores, articles, lines), tuple(articles))


def _by_phenomenon(scores: Scores, articles: Sequence[Article], lines: Sequence[Line]) -> dict[str, Score]:
    """Return recall of claims for each phenomenon."""
    names = Names.load()
    texts = {article.id: article.text for article in articles}
    stems = {Path(article.source).stem: article.id for article in articles}
    figures: dict[str, list[Line]] = defaultdict(list)
    for line in lines:
        if "metric" in line:
            figures[stems[line["article"]]].append(line)
    right: dict[str, int] = defaultdict(int)
    total: dict[str, int] = defaultdict(int)
    for pair in scores.pairs:
        if pair.gold is None or pair.optional:
            continue
        good = pair.system is not None and not set(CLAIM_FIELDS) & set(pair.wrong)
        for name in phenomena(texts[pair.article], pair.gold, figures[pair.article], names):
            total[name] += 1
            right[name] += good
    return {name: Score(right[name], total[name], total[name]) for name in sorted(total)}
