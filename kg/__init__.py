"""Keep claims and answer from them: the graph, its store, its queries.

The programming interface, in short::

    from kg import Store, Filter, figures, ingest

    store = Store("news")                       # a folder; KG_STORE or .cifre by default; reading never makes it
    store.put(article, extraction)              # Put.ADDED / UNCHANGED / REPLACED, all or nothing, durable
    store.forget("02eae66cef9531a4")            # True where it was there; nothing of it is left
    store.versions(id)                          # Version(number, written, file, stored) of a corrected article
    store.put_prepared(prepare(article, extraction))   # the same as put, made ready in another process
    with store.writing(): ...                   # several changes, published to readers once

    store.articles()                            # ArticleInfo(id, iri, title, outlet, published, claims, ...)
    store.article(id)                           # Article with its text, or None
    store.claims(id), store.relations(id)       # records in text order; of all articles without an id
    store.statements(id)                        # Statement(iri, record): the same with their IRIs
    store.claim(iri), store.sentence(iri)       # one record, and the wording of its sentence
    store.query(sparql), store.select(sparql)   # the project's own queries; select gives rows of plain strings
    store.stats(), store.canonical_nquads()
    now = store.pinned()                        # the same reading methods on one moment, for reads that must agree

    ingest(store, articles, extract=f, on_article=g)   # IngestReport: added, unchanged, replaced, failed
    ingest(store, articles, extract=read_with_default, workers=4)   # kg.ingest.read_with_default
    kg.refresh.refresh(store, extract=read_with_default)   # what another extractor has read
    kg.store.verify.verify(store.path), store.rebuild()    # Finding(file, article, problem, message, remedy)
    kg.store.backup.backup(store.path, archive), kg.store.backup.restore(store.path, archive)
    figures(store, Filter(metric="revenue", subject="Nvidia"))   # FigureTable(rows of Figure, sparql)

    kg.sparql.run(store, text)                  # what a person typed: refused or bounded, Result(columns, rows, ...)
    kg.sparql.named_queries(), kg.sparql.run_named(store, name, **parameters)
    kg.network.graph(store)                     # networkx.MultiDiGraph of direct edges
    kg.export.export(store, "turtle", file)
    kg.open_graph()                             # rdflib.Dataset, a copy in memory

Names in filters are canonical names ("Nvidia H100"); IRIs in results are strings. Several programs may use one store at
the same time.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from kg.figures import Figure, FigureTable, Filter, figures
from kg.ingest import IngestReport, Outcome, ingest
from kg.store import ArticleInfo, Put, Stats, Store, StoreError

if TYPE_CHECKING:
    from rdflib import Dataset

__all__ = [
    "ArticleInfo",
    "Figure",
    "FigureTable",
    "Filter",
    "IngestReport",
    "Outcome",
    "Put",
    "Stats",
    "Store",
    "StoreError",
    "figures",
    "ingest",
    "open_graph",
]


def open_graph(path: str | Path | None = None) -> Dataset:
    """Return the graph as an rdflib ``Dataset``: a copy in memory, one named graph an article.

    rdflib parses about 50,000 quads a second and answers a query ten to a hundred times more slowly than
    `Store.query`; it is for its tools (SHACL, serialisers, one's own scripts), not for searching a large store.
    Changes to the copy never reach the store.

    Parameters
    ----------
    path : str or Path, optional
        The store; ``KG_STORE`` or ``.cifre`` by default.

    Examples
    --------
    >>> import tempfile
    >>> dataset = open_graph(tempfile.mkdtemp())
    >>> len(list(dataset.quads((None, None, None, None)))) > 1000  # the vocabulary and the known entities
    True
    """
    from rdflib import Dataset

    from kg.rdf import PREFIXES

    dataset = Dataset(default_union=True)
    dataset.parse(data=Store(path).canonical_nquads(), format="nquads")
    for prefix, namespace in PREFIXES.items():
        dataset.bind(prefix, namespace, replace=True)
    return dataset
