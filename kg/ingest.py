"""Articles into the store, one by one, each whole or not at all."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from corpus.article import Article
from corpus.errors import CifreError
from extract.records import Extraction
from kg.store import Put, Store

Status = Literal["added", "unchanged", "replaced", "failed"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of one article.

    Parameters
    ----------
    status : str
        ``added unchanged replaced failed``.
    article, title, source : str
        Which one; `article` is its id.
    claims, relations : int
        What it states; 0 where it failed.
    message : str
        Why it failed and what to do; empty otherwise.
    """

    status: Status
    article: str
    source: str
    title: str | None = None
    claims: int = 0
    relations: int = 0
    message: str = ""


@dataclass(frozen=True, slots=True)
class IngestReport:
    """The outcomes, in the order of the articles."""

    outcomes: tuple[Outcome, ...] = ()

    def of(self, status: Status) -> tuple[Outcome, ...]:
        """Return the outcomes of one status."""
        return tuple(outcome for outcome in self.outcomes if outcome.status == status)

    @property
    def added(self) -> int:
        return len(self.of("added"))

    @property
    def unchanged(self) -> int:
        return len(self.of("unchanged"))

    @property
    def replaced(self) -> int:
        return len(self.of("replaced"))

    @property
    def failed(self) -> tuple[Outcome, ...]:
        return self.of("failed")


def ingest(
    store: Store,
    articles: Iterable[Article],
    *,
    extract: Callable[[Article], Extraction],
    on_article: Callable[[Outcome], None] | None = None,
    extractor: str | None = None,
) -> IngestReport:
    """Extract and store articles; readers see them together, at the end.

    An article that is not Italian is refused: its figures would be read by the wrong rules. One that fails leaves the
    store as it was, and the others go on.

    Parameters
    ----------
    store : Store
        Where to.
    articles : iterable of Article
        May be lazy; a reader's `CifreError` while iterating ends the run and is raised, after what came before it.
    extract : callable
        Article → what it states.
    on_article : callable, optional
        Called with each outcome as it is known, for progress.
    extractor : str, optional
        Name and version recorded as what made the extraction; this installation's by default.

    Raises
    ------
    StoreError
        If the store cannot be written at all.
    """
    outcomes: list[Outcome] = []
    with store.writing():
        for outcome in _each(store, articles, extract, extractor):
            outcomes.append(outcome)
            if on_article:
                on_article(outcome)
    return IngestReport(tuple(outcomes))


def _each(
    store: Store, articles: Iterable[Article], extract: Callable[[Article], Extraction], extractor: str | None
) -> Iterator[Outcome]:
    for article in articles:
        try:
            require_italian(article)
            extraction = extract(article)
            done = store.put(article, extraction, extractor=extractor)
        except CifreError as error:
            yield Outcome(
                status="failed", article=article.id, source=article.source, title=article.title, message=str(error)
            )
            continue
        yield Outcome(
            status=_STATUS[done],
            article=article.id,
            source=article.source,
            title=article.title,
            claims=len(extraction.claims),
            relations=len(extraction.relations),
        )


_STATUS: dict[Put, Status] = {Put.ADDED: "added", Put.UNCHANGED: "unchanged", Put.REPLACED: "replaced"}


def require_italian(article: Article) -> None:
    """Raise where an article says that it is in another language, or reads so.

    Raises
    ------
    CifreError
        Naming the article, with what to do.

    Examples
    --------
    >>> require_italian(Article(id="1", source="a.txt", language="en", text="Revenue grew."))
    Traceback (most recent call last):
    ...
    corpus.errors.CifreError: a.txt is in another language (en): give Italian articles; if it is one, set language: it
    """
    from corpus import looks_italian

    remedy = "give Italian articles; if it is one, set language: it"
    if article.language:
        if article.language.lower().split("-")[0].split("_")[0] not in ("it", "ita"):
            raise CifreError(f"{article.source} is in another language ({article.language})", remedy)
    elif not looks_italian(article.text):
        raise CifreError(f"{article.source} does not read like Italian", remedy)
