"""What is compared: each loads the same quads, opens them again, and answers queries."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from corpus.errors import CifreError
from kg.rdf import PREFIXES
from kg.store import Store
from kg.store.snapshots import Snapshot

Ask = Callable[[str], Any]


@dataclass(frozen=True, slots=True)
class Engine:
    """A way to keep and ask quads.

    Parameters
    ----------
    load : callable
        Folder with ``graph/articles`` and ``quads.nq`` → loads them, into the folder where it keeps them on disk.
    open : callable
        The same folder → a function that runs a query; None where nothing stays on disk.
    largest : int
        Quads beyond which it is not measured.
    """

    name: str
    version: str
    load: Callable[[Path], Any]
    open: Callable[[Path], Ask] | None
    largest: int


def engines() -> tuple[Engine, ...]:
    """Return all engines, the project's first.

    Raises
    ------
    CifreError
        If the `bench` extra is not installed.
    """
    try:
        versions = {name: metadata.version(name) for name in ("pyoxigraph", "oxrdflib", "rdflib", "cifre")}
    except metadata.PackageNotFoundError as error:
        raise CifreError(f"{error.name} is not installed", "pip install -e '.[bench]'") from error
    return (
        Engine("Cifre", versions["cifre"], _load_cifre, _open_cifre, 10**9),
        Engine("Cifre in memory", versions["cifre"], _copy_cifre, None, 3 * 10**5),  # after it, whose index it copies
        Engine("pyoxigraph", versions["pyoxigraph"], _load_plain, _open_plain, 2 * 10**6),
        Engine("oxrdflib", versions["oxrdflib"], _load_oxrdflib, _open_oxrdflib, 2 * 10**6),
        Engine("rdflib Dataset", versions["rdflib"], _load_rdflib, None, 2 * 10**5),
    )


def _load_cifre(folder: Path) -> None:
    Store(folder / "graph").rebuild()


def _open_cifre(folder: Path) -> Ask:
    store = Store(folder / "graph")
    store.pinned()
    return store.query


def _copy_cifre(folder: Path) -> Ask:
    store = Store(folder / "graph", in_memory=True)
    now = store.pinned()
    if isinstance(now, Snapshot):
        now.copy_to_memory().join()
    return store.query


def _load_plain(folder: Path) -> None:
    store = ox.Store(str(folder / "plain"))
    store.bulk_load(path=str(folder / "quads.nq"), format=ox.RdfFormat.N_QUADS)
    store.flush()


def _open_plain(folder: Path) -> Ask:
    store = ox.Store.read_only(str(folder / "plain"))
    return lambda query: store.query(query, prefixes=PREFIXES, use_default_graph_as_union=True)


def _load_oxrdflib(folder: Path) -> None:
    dataset = _oxigraph_dataset(folder)
    dataset.parse(folder / "quads.nq", format="ox-nquads", transactional=False)
    dataset.close()


def _open_oxrdflib(folder: Path) -> Ask:
    return _asked(_oxigraph_dataset(folder))


def _oxigraph_dataset(folder: Path) -> Any:
    from rdflib import Dataset

    dataset = Dataset(store="Oxigraph", default_union=True)
    path = folder / "oxrdflib"
    dataset.open(str(path), create=not path.exists())
    return dataset


def _load_rdflib(folder: Path) -> Ask:
    from rdflib import Dataset

    dataset = Dataset(default_union=True)
    dataset.parse(folder / "quads.nq", format="nquads")
    return _asked(dataset)


def _asked(dataset: Any) -> Ask:
    return lambda query: dataset.query(query, initNs=PREFIXES)
