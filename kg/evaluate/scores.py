"""What a comparison counts: right, given by the system, asked for by the gold."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Score:
    """Precision, recall and F1 of one thing.

    Parameters
    ----------
    right : int
        Gold items that the system has right.
    system : int
        Items that the system gives, without those that stand on an optional gold line.
    gold : int
        Items that the gold requires.

    Examples
    --------
    >>> score = Score(right=3, system=4, gold=6)
    >>> score.precision, score.recall, round(score.f1, 2)
    (0.75, 0.5, 0.6)
    >>> Score(right=0, system=0, gold=0).f1
    1.0
    """

    right: int
    system: int
    gold: int

    @property
    def precision(self) -> float:
        """Share of the system's items that are right; 1 where there is nothing to give and nothing given."""
        return self.right / self.system if self.system else float(not self.gold)

    @property
    def recall(self) -> float:
        """Share of the gold's items that the system has right; 1 where nothing is asked for."""
        return self.right / self.gold if self.gold else float(not self.system)

    @property
    def f1(self) -> float:
        """Harmonic mean of both."""
        return 2 * self.right / (self.system + self.gold) if self.system + self.gold else 1.0

    def to_json(self) -> dict[str, Any]:
        return {
            "precision": round(self.precision, 4),
            "recall": round(self.recall, 4),
            "f1": round(self.f1, 4),
            "right": self.right,
            "system": self.system,
            "gold": self.gold,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """A gold line beside the system's, for showing; one of the two may be missing.

    `wrong` lists the compared fields that differ, in the order of the record; empty for a pair that is right
    throughout and for a line that stands alone. `quoted` is False where the system's text is not the article's slice.
    """

    article: str
    gold: Mapping[str, Any] | None
    system: Mapping[str, Any] | None
    wrong: tuple[str, ...] = ()
    quoted: bool = True

    @property
    def optional(self) -> bool:
        """Whether the gold line may be left out."""
        return bool(self.gold and self.gold.get("optional"))

    @property
    def verdict(self) -> str:
        """``right``, ``wrong``, ``missing`` or ``extra``; ``optional`` for whatever stands on an optional line."""
        if self.optional:
            return "optional"
        if self.gold is None:
            return "extra"
        if self.system is None:
            return "missing"
        return "wrong" if self.wrong else "right"


@dataclass(frozen=True, slots=True, kw_only=True)
class Scores:
    """How claims and relations compare with a gold file.

    Parameters
    ----------
    figures, claims, full_claims, relations : Score
        As defined in ``docs/command-line.md``.
    relation_dates : Score
        Relations whose date is right too.
    reported : mapping of str to Score
        `speaker`, `via` and `per` of the figures that are right, where either side gives one.
    fields : mapping of str to Score
        For each compared field, how many of the figures that are right have it right.
    metrics : mapping of str to mapping of str to Score
        ``figures``, ``claims`` and ``full_claims`` for each metric.
    pairs, relation_pairs : tuple of Pair
        Gold beside system, in text order.
    articles : int
        Articles that were compared.
    """

    figures: Score
    claims: Score
    full_claims: Score
    relations: Score
    relation_dates: Score
    reported: Mapping[str, Score]
    fields: Mapping[str, Score]
    metrics: Mapping[str, Mapping[str, Score]]
    articles: int
    pairs: tuple[Pair, ...] = field(repr=False)
    relation_pairs: tuple[Pair, ...] = field(repr=False)

    def to_json(self) -> dict[str, Any]:
        """Return the report without the pairs."""
        return {
            "articles": self.articles,
            "figures": self.figures.to_json(),
            "claims": self.claims.to_json(),
            "full_claims": self.full_claims.to_json(),
            "relations": self.relations.to_json(),
            "relation_dates": self.relation_dates.to_json(),
            "reported": {name: score.to_json() for name, score in self.reported.items()},
            "fields": {name: score.to_json() for name, score in self.fields.items()},
            "metrics": {
                metric: {level: score.to_json() for level, score in levels.items()}
                for metric, levels in self.metrics.items()
            },
        }
