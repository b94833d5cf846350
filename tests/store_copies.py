"""Stores for tests begin as copies: the vocabulary of the field is large, and to load it takes a test longest."""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
from functools import cache
from pathlib import Path

from kg.store import Store


def copy_store(folder: str | Path, path: str | Path) -> Store:
    """Return a copy of a store that may be changed as one likes.

    It shares the tables of the index with the original: RocksDB removes them, and never changes them. A test that
    damages one has to remove it before it writes another in its place.
    """
    shutil.copytree(folder, path, symlinks=True, dirs_exist_ok=True, copy_function=_shared)
    return Store(path)


def begin_store(path: str | Path) -> Store:
    """Return a store without articles in an empty folder, its index made and published."""
    return copy_store(_begun(), path)


def _shared(source: str, target: str) -> None:
    if source.endswith(".sst"):
        os.link(source, target)
    else:
        shutil.copy2(source, target)


@cache
def _begun() -> Path:
    folder = tempfile.mkdtemp()
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    with Store(Path(folder) / "graph").writing():
        pass
    return Path(folder) / "graph"
