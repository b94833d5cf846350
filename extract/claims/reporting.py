"""Tell those who report a figure from those whom it is about: research firms, outlets, whoever says or reckons."""

from __future__ import annotations

from functools import lru_cache

from extract.claims.context import Context
from extract.claims.features import Features
from extract.claims.kept import kept
from extract.claims.vocabulary import read_lines
from extract.entities.vocabulary import phrases
from extract.records import Mention

REACH = 6  # words after a name in which its verb may stand


@lru_cache(maxsize=4)
def _beginnings(form: str) -> tuple[str, ...]:
    return tuple(row[1] for row in read_lines("reporting.tsv") if row[0] == form)


@lru_cache(maxsize=1)
def _exchanges() -> frozenset[str]:
    return frozenset(row[0] for row in read_lines("exchanges.txt"))


@kept
def reporting_features(ctx: Context, mention: Mention) -> Features:
    """Return what makes a name one that reports: its trade, the noun before it, the verb after it.

    "Secondo gli analisti di X", "il sondaggio di X", "X stima che", "X, che censisce gli impianti".
    """
    before = [w.lower for w in ctx.words_before(mention.start, 4)]
    end = ctx.sentence(mention.start)[1]
    after = [w.lower for w in ctx.words.after(mention.end, REACH, end)]
    return {
        "name: where shares are traded": float(mention.name in _exchanges()),
        "name: an observer": float(mention.name in phrases("observers")),
        "name: an observer by its own words": float(
            any(word.startswith(_beginnings("noun")) for word in mention.name.lower().split())
        ),
        "name: an observer by the noun before": float(any(word.startswith(_beginnings("noun")) for word in before)),
        "name: it says or reckons": float(any(word.startswith(_beginnings("verb")) for word in after)),
    }
