"""Understand articles: from `corpus.Article` to claims and relations, with the spans that they stand on.

>>> from corpus import from_text
>>> from extract import load
>>> claim = load().extract(from_text("Nel 2024 Reply ha fatturato 2,3 miliardi di euro.")).claims[0]
>>> claim.metric, claim.unit, int(claim.value)
('revenue', 'EUR', 2300000000)
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from extract.records import Claim, Evidence, Extraction, Mention, Period, Quantity, Relation, TimeExpression

if TYPE_CHECKING:
    from extract.pipeline import Extractor, load

__all__ = [
    "Claim",
    "Evidence",
    "Extraction",
    "Extractor",
    "Mention",
    "Period",
    "Quantity",
    "Relation",
    "TimeExpression",
    "load",
]


def __getattr__(name: str) -> Any:
    # spaCy takes a second to import: only those who extract pay for it.
    if name in {"Extractor", "load"}:
        from extract import pipeline

        return getattr(pipeline, name)
    raise AttributeError(f"module 'extract' has no attribute {name!r}")
