"""The store: article files as the truth, an index made from them, snapshots for whoever reads.

Any number of programs may have the same store open: readers look at a published snapshot and never wait; one writer at
a time holds a lock. A `Store` can be shared by threads.
"""

from kg.store.errors import DamagedFileError, StoreBusyError, StoreError
from kg.store.folder import Store, default_path
from kg.store.prepared import Prepared, prepare
from kg.store.reading import Readable
from kg.store.records import ArticleInfo, Put, Stats, Stored, Version

__all__ = [
    "ArticleInfo",
    "DamagedFileError",
    "Prepared",
    "Put",
    "Readable",
    "Stats",
    "Store",
    "StoreBusyError",
    "StoreError",
    "Stored",
    "Version",
    "default_path",
    "prepare",
]
