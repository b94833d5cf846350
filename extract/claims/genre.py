"""What kind of news an article, or a figure's sentence, is: a survey, a quarter's results, a round, a market study.

The same words measure other things in other news: "investono" of firms in a survey, of a fund in a round. Each genre
and metric have a weight of their own, which is learnt.
"""

from __future__ import annotations

from collections import Counter
from functools import lru_cache

from extract.claims.context import Context
from extract.claims.draft import is_currency
from extract.claims.features import Features
from extract.claims.patterns import ANY_ENDING, PatternTable
from extract.claims.vocabulary import read_lines
from extract.claims.words import Words
from extract.records import Quantity

TITLE = 3  # how often a word of the title counts
LEADING = 2  # genres of an article that are told


@lru_cache(maxsize=1)
def _table() -> PatternTable[str]:
    return PatternTable([(pattern, genre) for genre, pattern in read_lines("genres.tsv")], ANY_ENDING)


@lru_cache(maxsize=8)
def article_genres(ctx: Context) -> dict[str, float]:
    """Return the leading genres of an article with their shares of the words that tell one."""
    counts = Counter(match.entry for match in _table().find(ctx.words))
    for match in _table().find(Words(ctx.title or "")):
        counts[match.entry] += TITLE
    total = sum(counts.values()) or 1
    return {genre: count / total for genre, count in counts.most_common(LEADING)}


@lru_cache(maxsize=64)
def _sentence_genres(ctx: Context, start: int, end: int) -> frozenset[str]:
    return frozenset(match.entry for match in _table().find(Words(ctx.text[start:end])))


def genre_features(ctx: Context, quantity: Quantity, metric_id: str) -> Features:
    """Return what the genres of the article and of the sentence say for a metric, apart for shares and amounts."""
    form = "%" if quantity.unit in {"%", "pp"} else "money" if is_currency(quantity.unit) else "amount"
    features = {f"genre: {genre}, {form} → {metric_id}": 2 * share for genre, share in article_genres(ctx).items()}
    for genre in _sentence_genres(ctx, *ctx.sentence(quantity.start)):
        features[f"genre here: {genre} → {metric_id}"] = 1.0
    return features
