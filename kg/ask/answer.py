"""What a question gets back: an answer with its evidence, or an abstention with its reason."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from extract.records import Evidence, number_to_json

REASONS = (
    "no_figure",
    "no_such_entity",
    "no_such_metric",
    "no_date",
    "incompatible_figures",
    "not_understood",
    "ambiguous",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """A piece of evidence with the article that it stands in."""

    article: str
    evidence: Evidence
    sentence: str = ""

    def to_json(self) -> dict[str, Any]:
        return {"article": self.article, **self.evidence.to_json()}


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """The answer to one question.

    Parameters
    ----------
    question, language : str
        As asked; ``it`` or ``en``.
    answered : bool
        False for an abstention; then `reason` is one of `REASONS` and `nearest` quotes what comes closest.
    text : str
        One or two sentences in the question's language.
    value, low, high : Decimal or None
        Base units.
    unit, hedge : str or None
        As in a claim.
    date : str or None
        ISO day, month or year, for "when".
    entities : tuple of str
        Canonical names, for "who" and "which".
    rows : tuple of dict
        The figures behind a list, or the alternatives to the figure that was given.
    evidence : tuple of Quote
        Where it stands; each text is the exact slice of its article.
    sparql : str
        The query that found the evidence (several where a calculation has several inputs); empty where none ran.
    derivation : dict or None
        ``{"formula", "inputs"}`` and more, for a derived value.
    confidence : float
        0 to 1.
    query : object or None
        The logical form that was answered (`kg.ask.query.Query`).
    """

    question: str
    language: str
    answered: bool
    text: str
    value: Decimal | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    unit: str | None = None
    hedge: str | None = None
    date: str | None = None
    entities: tuple[str, ...] = ()
    rows: tuple[dict[str, Any], ...] = ()
    evidence: tuple[Quote, ...] = ()
    sparql: str = ""
    derivation: dict[str, Any] | None = None
    confidence: float = 0.0
    reason: str | None = None
    nearest: tuple[Quote, ...] = ()
    query: object | None = None

    def to_json(self) -> dict[str, Any]:
        """Return the record that ``kg ask --json`` prints, with `reason`, `language` and `nearest` besides."""
        return {
            "question": self.question,
            "answered": self.answered,
            "text": self.text,
            "value": number_to_json(self.value),
            "low": number_to_json(self.low),
            "high": number_to_json(self.high),
            "unit": self.unit,
            "hedge": self.hedge,
            "date": self.date,
            "entities": list(self.entities),
            "rows": [dict(row) for row in self.rows],
            "evidence": [quote.to_json() for quote in self.evidence],
            "sparql": self.sparql,
            "derivation": self.derivation,
            "confidence": round(self.confidence, 4),
            "reason": self.reason,
            "language": self.language,
            "nearest": [quote.to_json() for quote in self.nearest],
        }
