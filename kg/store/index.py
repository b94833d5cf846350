"""The index: an Oxigraph directory made from the article files, never more than a copy of them."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from itertools import starmap
from pathlib import Path
from typing import TypeVar

import pyoxigraph as ox
from pyoxigraph import NamedNode, Quad, RdfFormat, parse, serialize

from kg.rdf import direct_edges, vocabulary_quads, vocabulary_stamp
from kg.rdf.terms import INDEX_GRAPH
from kg.store.bookkeeping import (
    notes,
    seal,
    seal_note,
    seal_of,
    stamp_of,
    stamps,
    vocabulary_note,
    vocabulary_of,
    weight,
)
from kg.store.errors import DamagedFileError, DamagedIndexError, out_of_space, told_as_damaged_index
from kg.store.files import ArticleFiles, decode
from kg.store.prepared import edges_of
from kg.store.records import Track
from kg.store.snapshots import PATIENCE, busy

T = TypeVar("T")

_REBUILD_SHARE = 3  # beyond a third of the files changed, loading everything anew in bulk is quicker
_TIDY = 50, 8  # beyond so many changes, and an eighth of the files, putting the index in order costs less than they did
_UNFLUSHED = 4 * 2**20  # bytes of N-Quads; the engine alone would keep some 400 MiB of what is new in memory


class Index:
    """An index open for writing; whoever opens it holds the store's lock.

    Parameters
    ----------
    path : Path
        The index's folder.
    files : ArticleFiles
        What it is made from.
    """

    def __init__(self, path: Path, files: ArticleFiles) -> None:
        self.path = path
        self.files = files
        self.changed = False
        self.damaged: list[DamagedFileError] = []
        self._total: int | None = None  # of the seal, while it is broken
        self._puts = 0
        self._unflushed = 0
        self.store = self._open()

    @classmethod
    def anew(cls, path: Path, files: ArticleFiles, *, track: Track = iter) -> Index:
        """Return an index made from the files, in place of what there is; killed meanwhile, that stays."""
        damaged = _make(path, files, track=track)
        index = cls(path, files)
        index.damaged = damaged
        return index

    def _open(self) -> ox.Store:
        store: ox.Store | None = None
        shutil.rmtree(_unfinished(self.path), ignore_errors=True)
        if not self.path.exists():
            return self._fresh()
        try:
            store = self._unlocked()
            if vocabulary_of(store) is not None:
                return store
        except OSError as error:
            if out_of_space(error):  # nothing is wrong with the index
                raise
        except (RuntimeError, ValueError):  # not readable as an index; the files are, and it is made from them again
            pass
        store = None  # closed, before its folder is removed
        return self._fresh()

    def _unlocked(self) -> ox.Store:
        """Open the index, and wait for whoever still has it open: to remove it under them would harm the new one.

        Raises
        ------
        StoreBusyError
            If they do not close it in time.
        """
        deadline = time.monotonic() + PATIENCE
        while True:
            try:
                return ox.Store(str(self.path))
            except OSError as error:
                if "lock" not in str(error).lower():
                    raise
                if time.monotonic() > deadline:
                    raise busy(self.path.parent) from error
            time.sleep(0.02)

    def healed(self, action: Callable[[], T]) -> T:
        """Do something with the index; where it meets a damaged part, make the index anew and do it once more.

        Every change is in the files before it is in the index, so the new one has it too.
        """
        try:
            with told_as_damaged_index():
                return action()
        except DamagedIndexError:
            pass
        del self.store  # closed only now: the error held on to it
        self.store = self._fresh()
        return action()

    def close(self) -> None:
        """Give the index free; whoever holds the store's lock does so before they release it."""
        del self.store

    def _fresh(self) -> ox.Store:
        self.damaged = _make(self.path, self.files)
        self.changed, self._total = True, None
        return ox.Store(str(self.path))

    def sync(self) -> None:
        """Bring the index up to the files: what is new, changed or gone since it was written.

        An article whose file is damaged is left out and noted in `damaged`.
        """
        self.healed(self._sync)

    def _sync(self) -> None:
        files, current = self.files.stamps(), vocabulary_of(self.store) == vocabulary_stamp()
        if current and seal_of(self.store) == seal(starmap(weight, files.items())):
            return
        indexed = stamps(self.store)
        stale = [name for name, stamp in files.items() if indexed.get(name, (None, ""))[1] != stamp]
        gone = [node for name, (node, _) in indexed.items() if name not in files]
        if not current or len(stale) + len(gone) > 8 + len(files) // _REBUILD_SHARE:
            del self.store
            self.store = self._fresh()
            return
        self._change()
        self._total = sum(weight(name, stamp) for name, (_, stamp) in indexed.items())
        for node in gone:
            self._drop(node)
        for name in stale:
            if name in indexed:
                self._drop(indexed[name][0])
            try:
                node, quads = decode(self.files.articles / name)
            except DamagedFileError as error:
                self.damaged.append(error)
            else:
                self._put(node, serialized(quads) + edges_of(quads, node), name, files[name])

    def _change(self) -> None:
        """Break the seal before the first change: an index that is cut off here is compared file by file."""
        self.changed = True
        if self._total is None:
            value = seal_of(self.store)
            self._total = int(value or "0", 16)
            if value is not None:
                self.store.remove(seal_note(value))

    def seal(self) -> None:
        """Note what files the index is made from, after the last change.

        Many changes leave many layers, and a query reads each of them: then they are made one.
        """
        self.healed(self._seal)

    def _seal(self) -> None:
        if self._total is not None:
            self.store.add(seal_note(seal([self._total])))
            self._total = None
        least, share = _TIDY
        if self._puts > least and self._puts > len(self.files.stamps()) // share:
            self.store.optimize()
            self._puts = 0

    def put(self, node: NamedNode, nquads: bytes, name: str, stamp: str) -> None:
        """Put an article's graph in place of what the index has of it.

        A crash between the two transactions leaves the article without a stamp, and the next opening puts it right;
        readers see neither, they read a published snapshot.
        """
        self.healed(lambda: self._put(node, nquads, name, stamp))

    def _put(self, node: NamedNode, nquads: bytes, name: str, stamp: str) -> None:
        self._drop(node)
        self._change()
        self._puts += 1
        self.store.load(nquads + serialized(notes(node, name, stamp)), format=RdfFormat.N_QUADS)
        self._total = (self._total or 0) + weight(name, stamp)
        self._unflushed += len(nquads)
        if self._unflushed > _UNFLUSHED:
            self.store.flush()
            self._unflushed = 0

    def drop(self, node: NamedNode) -> None:
        """Remove an article's graph and its stamp, in one transaction."""
        self.healed(lambda: self._drop(node))

    def _drop(self, node: NamedNode) -> None:
        if self.store.contains_named_graph(node):
            self._change()
            noted = stamp_of(self.store, node)
            self.store.update(
                f"DROP GRAPH {node}; DELETE WHERE {{ GRAPH {INDEX_GRAPH} {{ {node} ?property ?value }} }}"
            )
            if noted is not None:
                self._total = (self._total or 0) - weight(*noted)


def _make(path: Path, files: ArticleFiles, *, track: Track = iter) -> list[DamagedFileError]:
    """Make an index beside the place that it takes when it is whole; return the errors of damaged files."""
    fresh = _unfinished(path)
    shutil.rmtree(fresh, ignore_errors=True)
    fresh.parent.mkdir(parents=True, exist_ok=True)
    store = ox.Store(str(fresh))
    damaged = load(store, files, track=track)
    store.flush()
    del store
    shutil.rmtree(path, ignore_errors=True)
    fresh.rename(path)
    return damaged


def _unfinished(path: Path) -> Path:
    """Return where an index is made; there only while it is, or after whoever made it was killed."""
    return path.with_name(f"{path.name}.new")


def load(store: ox.Store, files: ArticleFiles, *, track: Track = iter) -> list[DamagedFileError]:
    """Load the vocabulary and every article file into an empty store, and return the errors of the damaged ones.

    Seal and stamp go in with the rest: what is written after a bulk load lies in files of its own, which every query
    would have to read beside the large ones.
    """
    damaged: list[DamagedFileError] = []
    found, stamp = files.stamps(), vocabulary_stamp()

    def quads() -> Iterator[Quad]:
        weights: list[int] = []
        yield from parse(_vocabulary(stamp), format=RdfFormat.N_QUADS)
        for name in track(sorted(found)):
            try:
                node, article = decode(files.articles / name)
            except DamagedFileError as error:
                damaged.append(error)
                continue
            yield from article
            yield from direct_edges(article, node)
            yield from notes(node, name, found[name])
            weights.append(weight(name, found[name]))
        yield seal_note(seal(weights))
        yield vocabulary_note(stamp)

    store.bulk_extend(quads())
    return damaged


@cache
def _vocabulary(stamp: str) -> bytes:
    """Return the vocabulary as N-Quads: to read these is several times quicker than to make the quads again."""
    return serialized(vocabulary_quads())


def serialized(quads: Iterable[Quad]) -> bytes:
    """Return quads as N-Quads."""
    return serialize(quads, format=RdfFormat.N_QUADS) or b""
