"""Articles into the store, one by one, each whole or not at all."""

from __future__ import annotations

import os
import traceback
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from typing import Literal

from corpus.article import Article
from corpus.errors import CifreError
from extract.records import Extraction
from kg.pool import Pool, WorkerDiedError, ahead
from kg.rdf import default_extractor
from kg.store import Prepared, Put, Store, prepare

_AHEAD = 4  # articles a process that are read ahead: enough to keep it busy, few enough to keep memory flat

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
    workers: int = 1,
    skip_current: bool = False,
) -> IngestReport:
    """Extract and store articles; readers see them together, at the end.

    An article that is not Italian is refused: its figures would be read by the wrong rules. One that fails leaves the
    store as it was, and the others go on.

    Parameters
    ----------
    store : Store
        Where to.
    articles : iterable of Article
        May be lazy, and is read a few ahead; a reader's `CifreError` while iterating ends the run and is raised, after
        what came before it.
    extract : callable
        Article → what it states. With several workers it must be importable by name, as `read_with_default` is.
    on_article : callable, optional
        Called with each outcome as it is known, for progress; what it is told of is durable.
    extractor : str, optional
        Name and version recorded as what made the extraction; this installation's by default.
    workers : int
        How many processes extract; with 1 this process does. One process writes, and the outcomes have the order of
        the articles, whatever their number.
    skip_current : bool
        Whether an article that is stored as it is, and was read by the same extractor, is left without extracting it
        again.

    Raises
    ------
    StoreError
        If the store cannot be written at all.
    """
    extractor = extractor or default_extractor()
    task = _Task(extract, extractor)
    outcomes: list[Outcome] = []
    with store.writing():
        wanted = ((a, _current(store, a, extractor) if skip_current else None) for a in articles)
        for article, made in _made(task, wanted, workers):
            outcome = made if isinstance(made, Outcome) else _stored(store, article, made)
            outcomes.append(outcome)
            if on_article:
                on_article(outcome)
    return IngestReport(tuple(outcomes))


def read_with_default(article: Article) -> Extraction:
    """Extract an article with this installation's extractor; each process loads it once."""
    from extract import load

    return load().extract(article)


@dataclass(frozen=True, slots=True)
class _Task:
    """What is done of each article beside the store, in another process too."""

    extract: Callable[[Article], Extraction]
    extractor: str

    def __call__(self, article: Article) -> Prepared:
        require_italian(article)
        return prepare(article, self._extracted(article), extractor=self.extractor)

    def _extracted(self, article: Article) -> Extraction:
        try:
            return self.extract(article)
        except CifreError:
            raise
        except Exception as error:  # a defect that one article brings out must not cost the others
            if os.environ.get("KG_DEBUG"):
                traceback.print_exc()
            raise CifreError(
                f"{article.source} cannot be extracted (unexpected {type(error).__name__}: {error})",
                "report it, with what KG_DEBUG=1 shows; the others go on",
            ) from error


def _made(
    task: _Task, wanted: Iterable[tuple[Article, Outcome | None]], workers: int
) -> Iterator[tuple[Article, Prepared | Outcome]]:
    """Yield articles in their order with what is to be stored, or with what has become of them already."""
    if workers <= 1:
        for article, known in wanted:
            yield article, known or _prepared(article, partial(task, article))
        return
    with Pool(task, workers=workers) as pool:
        begun = ((article, known or pool.begin(article)) for article, known in wanted)
        for article, made in ahead(begun, workers * _AHEAD):
            yield article, made if isinstance(made, Outcome) else _prepared(article, partial(pool.result, made))


def _prepared(article: Article, make: Callable[[], Prepared]) -> Prepared | Outcome:
    try:
        return make()
    except WorkerDiedError as error:
        return _failed(article, f"{article.source}: {error}")
    except CifreError as error:
        return _failed(article, str(error))


def _stored(store: Store, article: Article, prepared: Prepared) -> Outcome:
    return Outcome(
        status=_STATUS[store.put_prepared(prepared)],
        article=article.id,
        source=article.source,
        title=article.title,
        claims=prepared.claims,
        relations=prepared.relations,
    )


def _current(store: Store, article: Article, extractor: str) -> Outcome | None:
    """Return that an article is unchanged where it is stored and this extractor has read it."""
    stored = store.stored(article.id)
    if stored is None or stored.extractor != extractor:
        return None
    if replace(stored.article, source=article.source) != article:
        return None
    return Outcome(
        status="unchanged",
        article=article.id,
        source=article.source,
        title=article.title,
        claims=stored.claims,
        relations=stored.relations,
    )


def _failed(article: Article, message: str) -> Outcome:
    return Outcome(status="failed", article=article.id, source=article.source, title=article.title, message=message)


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
