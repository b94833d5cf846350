"""The store: article files as the truth, an index made from them, snapshots for whoever reads.

Any number of programs may have the same store open: readers look at a published snapshot and never wait; one writer at
a time holds a lock. A `Store` can be shared by threads.
"""

from kg.store.errors import DamagedFileError, StoreBusyError, StoreError
from kg.store.folder import Store, default_path
from kg.store.reading import Readable
from kg.store.records import ArticleInfo, Put, Stats

__all__ = [
    "ArticleInfo",
    "DamagedFileError",
    "Put",
    "Readable",
    "Stats",
    "Store",
    "StoreBusyError",
    "StoreError",
    "default_path",
]
