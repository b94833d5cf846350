"""What storing an article would do, before anything is stored."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from corpus.article import Article
from extract.records import Extraction
from kg.calc import claim_iri
from kg.figures import Figure
from kg.ingest import require_italian
from kg.rdf import Statement
from kg.store import Store

Change = Literal["new", "unchanged", "replaces"]
WARNINGS = ("no_date", "no_title", "no_figures", "inferred", "unsure", "no_subject")
UNSURE = 0.5
"""Confidence below which a figure is pointed out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """An article with what was found in it.

    Parameters
    ----------
    article : Article
        As it would be stored.
    extraction : Extraction
        What it states.
    change : str
        ``new``; ``unchanged``: the same text is stored already; ``replaces``: another text is stored under its id.
    warnings : tuple of (str, int)
        Codes of `WARNINGS`, each with the number of figures that it holds for (0 where it is about the article).
    """

    article: Article
    extraction: Extraction
    change: Change
    warnings: tuple[tuple[str, int], ...] = ()

    @property
    def figures(self) -> tuple[Figure, ...]:
        """The figures found, each with its sentence."""
        article = self.article
        return tuple(
            Figure(
                iri=claim_iri(claim),
                claim=claim,
                sentence=article.text[claim.evidence.sentence[0] : claim.evidence.sentence[1]],
                article=article.id,
                title=article.title,
                outlet=article.outlet,
                url=article.url,
                published=article.published,
            )
            for claim in self.extraction.claims
        )

    @property
    def statements(self) -> tuple[Statement, ...]:
        """The figures found, as they mark the text."""
        return tuple(Statement(figure.iri, figure.claim) for figure in self.figures)


def draft(store: Store, article: Article, *, extract: Callable[[Article], Extraction]) -> Draft:
    """Return what is found in an article and what storing it would do; nothing is written.

    Raises
    ------
    CifreError
        If the article is not Italian.
    """
    require_italian(article)
    extraction = extract(article)
    earlier = store.article(article.id)
    change: Change = "new"
    if earlier is not None:
        same = earlier.text == article.text and _fields(earlier) == _fields(article)
        change = "unchanged" if same else "replaces"
    return Draft(article=article, extraction=extraction, change=change, warnings=_warnings(article, extraction))


def _fields(article: Article) -> tuple[object, ...]:
    return article.title, article.outlet, article.url, article.published, article.language


def _warnings(article: Article, extraction: Extraction) -> tuple[tuple[str, int], ...]:
    found: Counter[str] = Counter()
    for claim in extraction.claims:
        found["inferred"] += any(flag != "period-inferred" for flag in claim.flags)
        found["unsure"] += claim.confidence < UNSURE
        found["no_subject"] += claim.subject is None
    whole = {
        "no_date": article.published is None,
        "no_title": not article.title,
        "no_figures": not extraction.claims and not extraction.relations,
    }
    return tuple((code, found[code]) for code in WARNINGS if whole.get(code) or found[code])
