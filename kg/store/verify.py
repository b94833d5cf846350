"""Is everything as it was written? Every file is read, and compared with what the index has of it."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import pyoxigraph as ox
from pyoxigraph import NamedNode, Quad

from corpus.article import Article
from kg.rdf import (
    direct_edges,
    grouped,
    read_article,
    read_statements,
    vocabulary_quads,
    vocabulary_stamp,
)
from kg.rdf.read import Properties
from kg.store.bookkeeping import seal, seal_of, stamps, vocabulary_of, weight
from kg.store.errors import DamagedFileError, StoreBusyError, StoreError
from kg.store.files import ArticleFiles, decode
from kg.store.records import Track
from kg.store.snapshots import PATIENCE, Snapshots, exclusive

Problem = Literal["damaged file", "damaged version", "misnamed file", "wrong evidence", "index", "unfinished"]

_REBUILD = "make the index anew with kg store rebuild"
_RESTORE = "ingest the article again, or kg store restore a backup"


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that is wrong in a store.

    Parameters
    ----------
    file : str
        Path within the store.
    article : str or None
        Id of the article that it concerns, where that can be told.
    problem : str
        ``damaged file``, ``damaged version``, ``misnamed file``, ``wrong evidence``, ``index`` or ``unfinished``.
    message, remedy : str
        What is wrong, and what to do.
    """

    file: str
    article: str | None
    problem: Problem
    message: str
    remedy: str


def verify(store: Path, *, track: Track = iter, wait: float = PATIENCE) -> Iterator[Finding]:
    """Compare every file of a store with its seal and with the index, change nothing, and yield what is wrong.

    Writers wait meanwhile; where nothing can be locked because nothing can be written, it goes without.

    Parameters
    ----------
    store : Path
        The store's folder.
    track : callable
        Passes the names of the files on, for progress.
    wait : float
        Seconds to wait for a writer.

    Raises
    ------
    StoreError
        If there is no store, or somebody keeps writing to it.

    Examples
    --------
    >>> import tempfile
    >>> from extract.records import Extraction
    >>> from kg.store import Store
    >>> store = Store(tempfile.mkdtemp())
    >>> store.put(Article(id="a1", text="Pallas ha 20 dipendenti.", source="a1.txt"), Extraction())
    <Put.ADDED: 'added'>
    >>> list(verify(store.path))
    []
    >>> file = store.path / "articles" / "a1.nq"
    >>> _ = file.write_bytes(file.read_bytes()[:-10])
    >>> [(finding.file, finding.problem) for finding in verify(store.path)]
    [('articles/a1.nq', 'damaged file')]
    """
    if not (store / "articles").is_dir():
        raise StoreError(f"there is no store in {store}", "name one with --store or KG_STORE")
    with contextlib.ExitStack() as stack:
        try:
            stack.enter_context(exclusive(store, wait=wait))
        except StoreBusyError:
            raise
        except StoreError:  # a read-only medium has no writer
            pass
        yield from _Check(store).findings(track)


class _Check:
    def __init__(self, store: Path) -> None:
        self.files = ArticleFiles(store)
        self.root = store
        self.index: ox.Store | None = None
        self.damaged: set[str] = set()

    def findings(self, track: Track) -> Iterator[Finding]:
        yield from self._unfinished()
        found = self.files.stamps()
        noted: dict[str, tuple[NamedNode, str]] = {}
        try:
            self.index = ox.Store.read_only(str(self.root / "index"))
            noted = stamps(self.index)
            yield from self._vocabulary(self.index)
            if seal_of(self.index) != seal(weight(name, stamp) for name, (_, stamp) in noted.items()):
                yield self._of_index("a writer was cut off while it changed the index")
        except (OSError, RuntimeError, ValueError) as error:
            self.index = None
            yield self._of_index(f"the index cannot be read ({_short(error)})")
        for name in track(sorted(found)):
            yield from self._article(name, found[name], noted.get(name))
        for name in sorted(noted.keys() - found.keys()):
            yield self._of_index("the index has an article whose file is gone", name)
        yield from self._versions()
        yield from self._snapshot(found)

    def _unfinished(self) -> Iterator[Finding]:
        left = [self.root / name for name in ("forgotten", "restore", "restore.partial", "index.new")]
        for path in (*left, *sorted(self.files.articles.glob("*.tmp"))):
            if path.exists():
                yield Finding(
                    path.relative_to(self.root).as_posix(),
                    None,
                    "unfinished",
                    "a writer was cut off here",
                    "the next one finishes or undoes it: kg store rebuild does",
                )

    def _article(self, name: str, stamp: str, noted: tuple[NamedNode, str] | None) -> Iterator[Finding]:
        path = self.files.articles / name
        try:
            node, quads = decode(path)
        except (DamagedFileError, OSError) as error:
            self.damaged.add(name)
            yield Finding(f"articles/{name}", self._id_in_index(noted), "damaged file", _short(error), _RESTORE)
            return
        nodes = grouped(quads)

        def describe(node: NamedNode) -> Properties:
            return nodes.get(node, {})

        article = read_article(node, describe)
        if article is None or self.files.path(article.id).name != name:
            yield Finding(
                f"articles/{name}",
                article.id if article else None,
                "misnamed file",
                "the file is not named after the article in it",
                "move it away, and ingest its article again",
            )
            return
        yield from _evidence(name, article, quads)
        if self.index is None:
            return
        if noted is None or noted != (node, stamp):
            yield self._of_index("the index has not taken in this file yet", name, article.id)
            return
        expected = _as_kept([*quads, *direct_edges(quads, node)])
        try:
            indexed = set(self.index.quads_for_pattern(None, None, None, node))
        except (OSError, RuntimeError) as error:
            yield self._of_index(f"the index cannot be read ({_short(error)})", name, article.id)
            return
        if indexed != expected:
            missing, more = len(expected - indexed), len(indexed - expected)
            yield self._of_index(f"the index lacks {missing} and adds {more} quads", name, article.id)

    def _id_in_index(self, noted: tuple[NamedNode, str] | None) -> str | None:
        if noted is None or self.index is None:
            return None
        index = self.index

        def describe(node: NamedNode) -> Properties:
            return grouped(index.quads_for_pattern(node, None, None, None)).get(node, {})

        with contextlib.suppress(OSError, RuntimeError):
            article = read_article(noted[0], describe)
            return article.id if article else None
        return None

    def _vocabulary(self, index: ox.Store) -> Iterator[Finding]:
        expected = _as_kept(vocabulary_quads())
        graphs = {quad.graph_name for quad in expected}
        indexed = {quad for graph in graphs for quad in index.quads_for_pattern(None, None, None, graph)}
        if vocabulary_of(index) != vocabulary_stamp() or indexed != expected:
            yield self._of_index("the index has another vocabulary")

    def _versions(self) -> Iterator[Finding]:
        for path in sorted(self.files.versions.glob("*/*.nq")):
            name = path.relative_to(self.root).as_posix()
            try:
                decode(path)
            except (DamagedFileError, OSError) as error:
                yield Finding(name, None, "damaged version", _short(error), "kg store restore a backup, or remove it")

    def _snapshot(self, found: dict[str, str]) -> Iterator[Finding]:
        snapshot = Snapshots(self.root).open()
        if snapshot is None:
            yield self._of_index("nothing is published that readers could open", file="current")
            return
        try:
            published = {name: stamp for name, (_, stamp) in stamps(snapshot.store).items()}
        except (OSError, RuntimeError) as error:
            yield self._of_index(f"what is published cannot be read ({_short(error)})", file="current")
            return
        whole = {name: stamp for name, stamp in found.items() if name not in self.damaged}
        if {name: stamp for name, stamp in published.items() if name not in self.damaged} != whole:
            yield self._of_index("what is published is not what is in the files", file="current")

    def _of_index(
        self, message: str, name: str | None = None, article: str | None = None, *, file: str = "index"
    ) -> Finding:
        return Finding(f"articles/{name}" if name else file, article, "index", message, _REBUILD)


def _evidence(name: str, article: Article, quads: list[Quad]) -> Iterator[Finding]:
    for statement in read_statements(quads):
        evidence = statement.record.evidence
        if article.text[evidence.start : evidence.end] != evidence.text:
            yield Finding(
                f"articles/{name}",
                article.id,
                "wrong evidence",
                f"{statement.iri} does not quote characters {evidence.start}-{evidence.end} of its article",
                _RESTORE,
            )


def _as_kept(quads: Iterable[Quad]) -> set[Quad]:
    """Return quads as an index gives them back: it writes numbers in one form only (0.9 is 9.0E-1)."""
    memory = ox.Store()
    memory.extend(quads)
    return set(memory)


def _short(error: Exception) -> str:
    """Return the problem on one line, without the remedy."""
    return " ".join((error.problem if isinstance(error, DamagedFileError) else str(error)).split())
