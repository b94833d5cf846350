"""What readers read: hard-linked copies of the index behind a ``current`` link that is replaced in one step."""

from __future__ import annotations

import contextlib
import fcntl
import os
import shutil
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox

from kg.store.errors import StoreBusyError, StoreError
from kg.store.reading import Pinned

PATIENCE = 30.0
"""Seconds that a writer waits for another before it says so."""
SMALL = 64 << 20
"""Bytes on disk up to which a graph is copied to memory: a third of a million quads, in as many bytes again."""


class Snapshot(Pinned):
    """One published copy, held against removal while it is read."""

    def __init__(self, name: str, store: ox.Store, lock: int | None, folder: Path) -> None:
        super().__init__(store, folder)
        self.name = name
        self._lock = lock
        self._copying: threading.Thread | None = None

    def copy_to_memory(self) -> threading.Thread:
        """Begin to copy a small graph to memory, once; reads go there when it is whole, five times as quick."""
        if self._copying is None:
            self._copying = threading.Thread(target=self._copy, name=f"copy of snapshot {self.name}", daemon=True)
            self._copying.start()
        return self._copying

    def _copy(self) -> None:
        if self.folder is None or sum(path.stat().st_size for path in self.folder.iterdir()) > SMALL:
            return
        memory = ox.Store()
        try:
            quads = self.store.dump(format=ox.RdfFormat.N_QUADS)
        except RuntimeError:  # damaged: it stays on the disk, and who reads the damaged part is told
            return
        memory.bulk_load(quads, format=ox.RdfFormat.N_QUADS, lenient=True)
        self.store = memory

    def __del__(self) -> None:
        if self._lock is not None:
            os.close(self._lock)
            self._lock = None


class Snapshots:
    """The folder ``snapshots`` and the link ``current`` of a store."""

    def __init__(self, root: Path) -> None:
        self.folder = root / "snapshots"
        self.link = root / "current"

    def current(self) -> str | None:
        """Return the name of the published snapshot, None before the first."""
        try:
            return os.path.basename(os.readlink(self.link))  # noqa: PTH115, PTH119 - asked before every query
        except OSError:
            return None

    def open(self) -> Snapshot | None:
        """Open the published snapshot, None where there is none that can be read."""
        while (name := self.current()) is not None:
            try:
                lock = _hold(self.folder / f"{name}.lock")
            except BlockingIOError:  # a writer has published another and is removing this one
                time.sleep(0.001)
                continue
            try:
                return Snapshot(name, ox.Store.read_only(str(self.folder / name)), lock, self.folder / name)
            except (OSError, RuntimeError, ValueError):
                if lock is not None:
                    os.close(lock)
                if self.current() == name:  # not removed meanwhile: it is damaged
                    return None
        return None

    def publish(self, index: ox.Store) -> None:
        """Make the index as it is now what readers open next, and remove the copies that nobody reads."""
        self.folder.mkdir(parents=True, exist_ok=True)
        name = f"{1 + max((int(p.name) for p in self.folder.iterdir() if p.name.isdigit()), default=0):06d}"
        index.backup(str(self.folder / name))
        (self.folder / f"{name}.lock").write_text(_tables(self.folder / name), encoding="utf-8")
        temporary = self.link.with_name("current.tmp")
        temporary.unlink(missing_ok=True)
        temporary.symlink_to(Path("snapshots") / name)
        temporary.replace(self.link)
        self._sweep(keep=name)

    def is_touched(self, name: str) -> bool:
        """Whether a table of a snapshot is not as it was published.

        Nothing that works changes one, so it is damaged, or a copy that has not kept the times. The engine itself meets
        damage only where it reads, and may not come to an end then.
        """
        try:
            noted = (self.folder / f"{name}.lock").read_text(encoding="utf-8")
        except OSError:
            return False
        return bool(noted) and noted != _tables(self.folder / name)

    def _sweep(self, keep: str) -> None:
        for path in sorted(self.folder.iterdir()):
            if not path.name.isdigit() or path.name == keep:
                continue
            lock_path = self.folder / f"{path.name}.lock"
            with lock_path.open("a") as lock:
                try:
                    fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                except OSError:  # somebody reads it; a later publication removes it
                    continue
                shutil.rmtree(path, ignore_errors=True)
                lock_path.unlink(missing_ok=True)


def _tables(folder: Path) -> str:
    """Return name, size and time of each table, one a line."""
    found = ((path.name, path.stat()) for path in sorted(folder.glob("*.sst")))
    return "".join(f"{name} {stat.st_size} {stat.st_mtime_ns}\n" for name, stat in found)


@contextlib.contextmanager
def exclusive(root: Path, *, wait: float = PATIENCE) -> Iterator[None]:
    """Hold the store's lock: one writer at a time, over threads and processes.

    Raises
    ------
    StoreError
        If the folder cannot be written.
    StoreBusyError
        If another writer does not finish in time.
    """
    try:
        root.mkdir(parents=True, exist_ok=True)
        handle = os.open(root / "lock", os.O_RDWR | os.O_CREAT, 0o644)
    except OSError as error:
        raise StoreError(
            f"the store {root} cannot be written ({error.strerror})", "choose another with --store or KG_STORE"
        ) from error
    try:
        deadline = time.monotonic() + wait
        while True:
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except OSError as error:
                if time.monotonic() >= deadline:
                    raise busy(root) from error
                time.sleep(0.02)
        yield
    finally:
        os.close(handle)


def busy(root: Path) -> StoreBusyError:
    """Return the error of a store that another writer holds."""
    return StoreBusyError(
        f"somebody else is writing to the store {root}", "wait until they have finished, then try again"
    )


def _hold(path: Path) -> int | None:
    """Hold a snapshot against removal; None where its folder gives no lock (a read-only medium has no writer).

    Raises
    ------
    BlockingIOError
        If it is being removed.
    """
    try:
        handle = os.open(path, os.O_RDONLY)
    except OSError:
        return None
    try:
        fcntl.flock(handle, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(handle)
        raise
    except OSError:
        os.close(handle)
        return None
    return handle
