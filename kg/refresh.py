"""Stored articles extracted again where the extractor has changed."""

from __future__ import annotations

from collections.abc import Callable

from corpus.article import Article
from extract.records import Extraction
from kg.ingest import IngestReport, Outcome, ingest
from kg.rdf import default_extractor
from kg.store import Store
from kg.store.records import Track


def refresh(
    store: Store,
    *,
    extract: Callable[[Article], Extraction],
    on_article: Callable[[Outcome], None] | None = None,
    extractor: str | None = None,
    workers: int = 1,
    track: Track = iter,
) -> IngestReport:
    """Extract again, from the stored text, the articles that another extractor has read.

    Each is replaced whole or left as it was; what is done when the run is cut off need not be done again.

    Parameters
    ----------
    store, extract, on_article, extractor, workers
        As for `ingest`.
    track : callable
        Passes the ids on, for progress.
    """
    extractor = extractor or default_extractor()
    with store.writing():
        ids = store.outdated(extractor)
        articles = (stored.article for one in track(ids) if (stored := store.stored(one)) is not None)
        return ingest(store, articles, extract=extract, on_article=on_article, extractor=extractor, workers=workers)
