"""A store in a folder: files as the truth, an index made from them, snapshots for whoever reads."""

from __future__ import annotations

import contextlib
import os
import threading
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from itertools import starmap
from pathlib import Path

import pyoxigraph as ox

from corpus.article import Article
from extract.records import Extraction
from kg.rdf import article_iri, vocabulary_quads, vocabulary_stamp
from kg.store.backup import finish_restore
from kg.store.bookkeeping import seal, seal_of, vocabulary_of, weight
from kg.store.errors import DamagedFileError, StoreBusyError, StoreError, told_as_store_error
from kg.store.files import ArticleFiles
from kg.store.index import Index, load
from kg.store.prepared import Prepared, prepare
from kg.store.reading import Pinned, Readable
from kg.store.records import Put, Stored, Track, Version
from kg.store.snapshots import PATIENCE, Snapshot, Snapshots, busy, exclusive
from kg.store.stored import read_stored, read_versions


def default_path() -> Path:
    """Return the store's folder: ``KG_STORE``, else ``.cifre`` in the working folder."""
    return Path(os.environ.get("KG_STORE") or ".cifre")


class Store(Readable):
    """A graph of claims in a folder.

    Parameters
    ----------
    path : str or Path, optional
        The folder; it need not exist, and reading does not make it. ``KG_STORE`` or ``.cifre`` by default.
    in_memory : bool
        Whether to read a small graph from a copy in memory, which is made beside the first reads: for programs that
        stay open.

    Raises
    ------
    StoreError
        On use: if the folder cannot be written, another process keeps writing, or an article's file is damaged.

    Examples
    --------
    >>> import tempfile
    >>> from corpus.article import Article
    >>> from extract.records import Extraction
    >>> store = Store(tempfile.mkdtemp())
    >>> article = Article(id="a1", text="Pallas ha 20 dipendenti.", source="a1.txt")
    >>> store.put(article, Extraction()), store.put(article, Extraction())
    (<Put.ADDED: 'added'>, <Put.UNCHANGED: 'unchanged'>)
    >>> store.article("a1") == article
    True
    >>> store.forget("a1"), store.articles()
    (True, ())
    """

    def __init__(self, path: str | Path | None = None, *, in_memory: bool = False) -> None:
        self.path = Path(path) if path is not None else default_path()
        self.in_memory = in_memory
        self._files = ArticleFiles(self.path)
        self._snapshots = Snapshots(self.path)
        self._snapshot: Snapshot | None = None
        self._memory: Pinned | None = None
        self._writer: Index | None = None
        self._reading = threading.Lock()
        self._writing = threading.RLock()
        self._depth = 0

    def __repr__(self) -> str:
        return f"Store({str(self.path)!r})"

    @contextlib.contextmanager
    def writing(self, *, wait: float = PATIENCE) -> Iterator[None]:
        """Hold the store for several changes, and publish them to readers once, at the end.

        Each `put` and `forget` inside is durable when it returns; readers see them all when the block ends.

        Parameters
        ----------
        wait : float
            Seconds to wait for another writer.
        """
        if not self._writing.acquire(timeout=wait):
            raise busy(self.path)
        self._depth += 1
        try:
            if self._writer is not None:  # inside another block of this thread
                yield
                return
            with exclusive(self.path, wait=wait):
                with told_as_store_error(self.path):
                    finish_restore(self.path)
                    self._files.tidy()
                    self._writer = index = self._opened_index()
                try:
                    with told_as_store_error(self.path):
                        index.sync()
                    yield
                finally:
                    self._writer = None
                    try:
                        with told_as_store_error(self.path):
                            if index.changed or self._snapshots.current() is None:
                                index.seal()
                                index.healed(lambda: self._snapshots.publish(index.store))
                    finally:
                        index.close()
        finally:
            self._depth -= 1
            self._writing.release()

    def put(self, article: Article, extraction: Extraction, *, extractor: str | None = None) -> Put:
        """Store an article with all that it states, in place of what was stored under its id.

        All or nothing. The same article with the same statements leaves the graph as it was, also when it is read from
        another path. An article that has been corrected is kept beside as an earlier version; where only what is read
        from it has changed, it is not, since that can be extracted again.

        Raises
        ------
        EvidenceError
            If a claim does not quote the article exactly; nothing is stored then.
        ShapeError
            If what it states breaks a rule of the model; nothing is stored then either.
        StoreError
            If the store cannot be written.
        """
        return self.put_prepared(prepare(article, extraction, extractor=extractor))

    def put_prepared(self, prepared: Prepared) -> Put:
        """Store an article that `prepare` has made ready; see `put`."""
        article_id = prepared.article.id
        with self.writing(), told_as_store_error(self.path):
            path = self._files.path(article_id)
            earlier = path.read_bytes() if path.exists() else None
            if earlier is not None and prepared.same_as(earlier):
                return Put.UNCHANGED
            before = self.stored(article_id) if earlier is not None else None
            corrected = before is not None and replace(before.article, source="") != replace(
                prepared.article, source=""
            )
            stamp = self._files.write(article_id, prepared.data, keep=corrected)
            self._index().put(prepared.node, prepared.data + prepared.edges, path.name, stamp)
        return Put.ADDED if earlier is None else Put.REPLACED

    def forget(self, article_id: str) -> bool:
        """Remove an article, its earlier versions and all that it states; return whether it was there."""
        if not self._files.path(article_id).exists():
            return False
        with self.writing(), told_as_store_error(self.path):
            found = self._files.remove(article_id)
            self._index().drop(article_iri(article_id))
        return found

    def stored(self, article_id: str) -> Stored | None:
        """Return what the file of an article says, also before it is published; None where there is none or damaged."""
        return read_stored(self._files.path(article_id))

    def versions(self, article_id: str | None = None) -> tuple[Version, ...]:
        """Return the earlier versions of an article, or of all, oldest first."""
        return read_versions(self._files, article_id)

    def outdated(self, extractor: str) -> tuple[str, ...]:
        """Return the ids of the articles that another extractor has read, in order."""
        with self.writing():
            index = self._index()
            return index.healed(lambda: Pinned(index.store).read_by_another(extractor))

    def rebuild(self, *, track: Track = iter) -> list[DamagedFileError]:
        """Make the index anew from the files and publish it; return the errors of the files that are left out.

        Readers keep what they read meanwhile, and what was published stays until the new index is whole.

        Parameters
        ----------
        track : callable
            Passes the names of the files on, for progress.

        Raises
        ------
        StoreError
            If another process keeps writing, or the folder cannot be written.
        """
        with self._writing, exclusive(self.path), told_as_store_error(self.path):
            finish_restore(self.path)
            self._files.tidy()
            index = Index.anew(self.path / "index", self._files, track=track)
            try:
                self._snapshots.publish(index.store)
            finally:
                index.close()
        return index.damaged

    def _opened_index(self) -> Index:
        """Open the index for a writer; it shares its tables with what is published, and is made anew with them."""
        name = self._snapshots.current()
        if name is None or not self._snapshots.is_touched(name):
            return Index(self.path / "index", self._files)
        index = Index.anew(self.path / "index", self._files)
        index.changed = True
        return index

    def _index(self) -> Index:
        if self._writer is None:
            raise RuntimeError("the store is not open for writing")
        return self._writer

    def pinned(self) -> Pinned:
        """Return the published graph.

        Before the first use it is compared with the files, and brought up to them unless somebody is writing: then what
        is published is whole, only older.

        Raises
        ------
        StoreError
            If the file of an article is damaged, and which.
        """
        with self._reading:
            name = self._snapshots.current()
            if self._snapshot is not None and self._snapshot.name == name:
                return self._snapshot
            now = self._opened()
            if self.in_memory and isinstance(now, Snapshot):
                now.copy_to_memory()
            return now

    def _opened(self) -> Pinned:
        opened, first = self._snapshots.open(), self._snapshot is None
        self._snapshot = opened or self._snapshot
        if opened is not None and not (first and self._must_catch_up(opened)):
            return opened
        return self._caught_up()

    def _caught_up(self) -> Pinned:
        if self._snapshot is None and not self._files.stamps():
            return _vocabulary_alone(vocabulary_stamp())
        try:
            with self.writing(wait=0.0):
                nested, damaged = self._depth > 1, self._index().damaged
                self._index().changed = True  # published again even where only the snapshot was lost
        except StoreBusyError:
            nested = True
        except StoreError:  # nothing can be written here: a read-only medium
            return self._from_files()
        if nested:
            return self._snapshot if self._snapshot is not None else _vocabulary_alone(vocabulary_stamp())
        self._snapshot = None
        if damaged:
            raise damaged[0]
        self._snapshot = self._snapshots.open()
        return self._snapshot if self._snapshot is not None else self._from_files()

    def _from_files(self) -> Pinned:
        if self._memory is None:
            memory = ox.Store()
            damaged = load(memory, self._files)
            if damaged:
                raise damaged[0]
            self._memory = Pinned(memory)
        return self._memory

    def _must_catch_up(self, opened: Snapshot) -> bool:
        return self._snapshots.is_touched(opened.name) or self._behind(opened.store)

    def _behind(self, store: ox.Store) -> bool:
        files = seal(starmap(weight, self._files.stamps().items()))
        try:
            return seal_of(store) != files or vocabulary_of(store) != vocabulary_stamp()
        except RuntimeError:  # damaged where it says so; the writer that catches up meets the same, and mends it
            return True


@cache
def _vocabulary_alone(stamp: str) -> Pinned:
    """Return what there is before the first article is published; `stamp` says of which vocabulary."""
    store = ox.Store()
    store.bulk_extend(vocabulary_quads())
    return Pinned(store)
