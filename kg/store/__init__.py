"""The store: article files as the truth, an index made from them, snapshots for whoever reads.

Any number of programs may have the same store open: readers look at a published snapshot and never wait; one writer at
a time holds a lock. A `Store` can be shared by threads.
"""

from __future__ import annotations

import contextlib
import os
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from pathlib import Path

import pyoxigraph as ox
from pyoxigraph import NamedNode, Quad

from corpus.article import Article
from extract.records import Claim, Extraction, Relation
from kg.rdf import (
    PREFIXES,
    Statement,
    article_iri,
    article_quads,
    known_names,
    read_article,
    read_claim,
    read_extraction,
    read_relation,
    read_statements,
    term,
    vocabulary_quads,
    vocabulary_stamp,
)
from kg.rdf.read import Properties, grouped, read_span
from kg.rdf.terms import INDEX_GRAPH
from kg.store.errors import StoreBusyError, StoreError
from kg.store.files import ArticleFiles, encode, sealed
from kg.store.index import Index, load, stamps, vocabulary_of
from kg.store.snapshots import PATIENCE, Snapshot, Snapshots, busy, exclusive

__all__ = ["ArticleInfo", "Put", "Stats", "Store", "StoreBusyError", "StoreError", "default_path"]

_SOURCE_LINE = f" {term('cifre:source')} ".encode()


class Put(StrEnum):
    """What storing an article did."""

    ADDED = "added"
    UNCHANGED = "unchanged"
    REPLACED = "replaced"


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleInfo:
    """An article in a list: all but its text, and how much it states."""

    id: str
    iri: str
    title: str | None
    outlet: str | None
    url: str | None
    published: date | None
    language: str | None
    source: str
    claims: int
    relations: int


@dataclass(frozen=True, slots=True)
class Stats:
    """How much is in a store; `entities` counts those that its articles name."""

    articles: int
    claims: int
    relations: int
    entities: int
    quads: int


def default_path() -> Path:
    """Return the store's folder: ``KG_STORE``, else ``.cifre`` in the working folder."""
    return Path(os.environ.get("KG_STORE") or ".cifre")


class Store:
    """A graph of claims in a folder.

    Parameters
    ----------
    path : str or Path, optional
        The folder; it need not exist, and reading does not make it. ``KG_STORE`` or ``.cifre`` by default.

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

    def __init__(self, path: str | Path | None = None) -> None:
        self.path = Path(path) if path is not None else default_path()
        self._files = ArticleFiles(self.path)
        self._snapshots = Snapshots(self.path)
        self._snapshot: Snapshot | None = None
        self._memory: ox.Store | None = None
        self._writer: Index | None = None
        self._reading = threading.Lock()
        self._writing = threading.RLock()
        self._depth = 0

    def __repr__(self) -> str:
        return f"Store({str(self.path)!r})"

    # -- writing -------------------------------------------------------------------------------------------------

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
                self._writer = index = Index(self.path / "index", self._files)
                try:
                    index.sync()
                    yield
                finally:
                    self._writer = None
                    if index.changed or self._snapshots.current() is None:
                        self._snapshots.publish(index.store)
                    del index
        finally:
            self._depth -= 1
            self._writing.release()

    def put(self, article: Article, extraction: Extraction, *, extractor: str | None = None) -> Put:
        """Store an article with all that it states, in place of what was stored under its id.

        All or nothing. The same article with the same statements leaves the graph as it was, also when it is read from
        another path. An article that is replaced is kept beside as an earlier version.

        Raises
        ------
        EvidenceError
            If a claim does not quote the article exactly; nothing is stored then.
        StoreError
            If the store cannot be written.
        """
        quads = article_quads(article, extraction, known=known_names().__contains__, extractor=extractor)
        data = encode(quads)
        with self.writing():
            path = self._files.path(article.id)
            earlier = path.read_bytes() if path.exists() else None
            if earlier is not None and _same(earlier, data):
                return Put.UNCHANGED
            stamp = self._files.write(article.id, data)
            self._index().put(article_iri(article.id), quads, path.name, stamp)
        return Put.ADDED if earlier is None else Put.REPLACED

    def forget(self, article_id: str) -> bool:
        """Remove an article, its earlier versions and all that it states; return whether it was there."""
        if not self._files.path(article_id).exists():
            return False
        with self.writing():
            found = self._files.remove(article_id)
            self._index().drop(article_iri(article_id))
        return found

    def _index(self) -> Index:
        if self._writer is None:
            raise RuntimeError("the store is not open for writing")
        return self._writer

    # -- reading -------------------------------------------------------------------------------------------------

    def article(self, article_id: str) -> Article | None:
        """Return an article with its text, None where it is not stored."""
        return read_article(article_iri(article_id), self._describe)

    def article_of(self, iri: str) -> Article | None:
        """Return the article of a node."""
        return read_article(NamedNode(iri), self._describe)

    def articles(self) -> tuple[ArticleInfo, ...]:
        """Return all articles, latest first, without their texts."""
        rows = self.select(_ARTICLES)
        counts = {(row["a"], row["kind"]): int(row["n"]) for row in self.select(_COUNTS)}
        found = [
            ArticleInfo(
                id=row["id"],
                iri=row["a"],
                title=row.get("title"),
                outlet=row.get("outlet"),
                url=row.get("url"),
                published=date.fromisoformat(row["published"]) if "published" in row else None,
                language=row.get("language"),
                source=row["source"],
                claims=counts.get((row["a"], term("cifre:Claim").value), 0),
                relations=counts.get((row["a"], term("cifre:Relation").value), 0),
            )
            for row in rows
        ]
        return tuple(sorted(found, key=lambda a: (-(a.published or date.min).toordinal(), a.id)))

    def claims(self, article_id: str | None = None) -> tuple[Claim, ...]:
        """Return the claims of an article in text order, or those of all articles, by article id."""
        return tuple(s.record for s in self.statements(article_id) if isinstance(s.record, Claim))

    def relations(self, article_id: str | None = None) -> tuple[Relation, ...]:
        """Return the relations of an article in text order, or those of all articles, by article id."""
        return tuple(s.record for s in self.statements(article_id) if isinstance(s.record, Relation))

    def statements(self, article_id: str | None = None) -> list[Statement]:
        """Return claims and relations with their IRIs, of an article or of all, in the order of `claims`."""
        if article_id is not None:
            return read_statements(self._graph(article_iri(article_id)))
        ids = sorted(row["id"] for row in self.select(_IDS))
        return [statement for known in ids for statement in self.statements(known)]

    def extraction(self, article_id: str) -> Extraction:
        """Return all that an article states."""
        return read_extraction(self._graph(article_iri(article_id)))

    def claim(self, iri: str) -> Claim | None:
        """Return the claim of a node, None where there is none."""
        return read_claim(NamedNode(iri), self._describe)

    def relation(self, iri: str) -> Relation | None:
        """Return the relation of a node, None where there is none."""
        return read_relation(NamedNode(iri), self._describe)

    def sentence(self, iri: str) -> str:
        """Return the wording of the sentence that a claim or relation stands in; empty for an unknown node."""
        nodes = self._describe(NamedNode(iri)).get(term("cifre:sentence").value, [])
        return next((read_span(node, self._describe)[2] for node in nodes if isinstance(node, NamedNode)), "")

    def query(self, sparql: str, *, union: bool = True) -> ox.QuerySolutions | ox.QueryTriples | ox.QueryBoolean:
        """Run one of the project's own queries on the published graph.

        All graphs together are the default graph, unless `union` is false: then what FROM names, else nothing.
        The prefixes of `kg.rdf.PREFIXES` need no declaration. A triple that stands in several graphs is found in each:
        say DISTINCT where it matters. What a person typed goes through `kg.sparql`, which refuses and bounds; values
        enter a query by `kg.sparql.bind`.
        """
        return self.reader().query(sparql, prefixes=PREFIXES, use_default_graph_as_union=union)

    def select(self, sparql: str) -> list[dict[str, str]]:
        """Run a SELECT and return its rows as plain strings by variable; what is unbound is left out."""
        result = self.query(sparql)
        if not isinstance(result, ox.QuerySolutions):
            raise TypeError("not a SELECT query")
        names = [variable.value for variable in result.variables]
        return [{n: v.value for n in names if isinstance(v := row[n], NamedNode | ox.Literal)} for row in result]

    def stats(self) -> Stats:
        """Count what is stored."""
        counts = {name: int(self.select(query)[0]["n"]) for name, query in _STATS.items()}
        quads = sum(1 for line in self.canonical_nquads().splitlines() if line)
        return Stats(**counts, quads=quads)

    def canonical_nquads(self) -> bytes:
        """Return the whole graph as sorted N-Quads: the same bytes for the same articles, however they came in."""
        dump = self.reader().dump(format=ox.RdfFormat.N_QUADS) or b""
        hidden = f" {INDEX_GRAPH} .".encode()
        return b"\n".join(sorted(line for line in dump.split(b"\n") if line and not line.endswith(hidden))) + b"\n"

    def reader(self) -> ox.Store:
        """Return the published graph as a read-only pyoxigraph store.

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
                return self._snapshot.store
            first = self._snapshot is None
            self._snapshot = self._snapshots.open()
            if self._snapshot is not None and not (first and self._behind(self._snapshot.store)):
                return self._snapshot.store
            return self._caught_up()

    def _caught_up(self) -> ox.Store:
        if self._snapshot is None and not self._files.stamps():
            return _vocabulary_alone()
        try:
            with self.writing(wait=0.0):
                nested, index = self._depth > 1, self._index()
                index.changed = True  # published again even where only the snapshot was lost
        except StoreBusyError:
            nested = True
        except StoreError:  # nothing can be written here: a read-only medium
            return self._from_files()
        if nested:
            return self._snapshot.store if self._snapshot is not None else _vocabulary_alone()
        self._snapshot = None
        if index.damaged:
            raise index.damaged[0]
        self._snapshot = self._snapshots.open()
        return self._snapshot.store if self._snapshot is not None else self._from_files()

    def _from_files(self) -> ox.Store:
        if self._memory is None:
            self._memory = ox.Store()
            damaged = load(self._memory, self._files)
            if damaged:
                self._memory = None
                raise damaged[0]
        return self._memory

    def _behind(self, store: ox.Store) -> bool:
        indexed = {name: stamp for name, (_, stamp) in stamps(store).items()}
        return indexed != self._files.stamps() or vocabulary_of(store) != vocabulary_stamp()

    def _graph(self, node: NamedNode) -> Iterator[Quad]:
        return self.reader().quads_for_pattern(None, None, None, node)

    def _describe(self, node: NamedNode) -> Properties:
        return grouped(self.reader().quads_for_pattern(node, None, None, None)).get(node, {})


@cache
def _vocabulary_alone() -> ox.Store:
    """Return what there is before the first article is published."""
    store = ox.Store()
    store.bulk_extend(vocabulary_quads())
    return store


def _same(earlier: bytes, data: bytes) -> bool:
    """Return whether two article files state the same; the path that the article was read from does not count."""
    if not sealed(earlier):
        return False
    lines = (
        [line for line in content.split(b"\n") if _SOURCE_LINE not in line and not line.startswith(b"#")]
        for content in (earlier, data)
    )
    return next(lines) == next(lines)


_ARTICLES = """SELECT ?a ?id ?title ?outlet ?url ?published ?language ?source WHERE {
  GRAPH ?a {
    ?a a schema:NewsArticle ; schema:identifier ?id ; cifre:source ?source .
    OPTIONAL { ?a schema:headline ?title }
    OPTIONAL { ?a cifre:outlet ?outlet }
    OPTIONAL { ?a schema:url ?url }
    OPTIONAL { ?a schema:datePublished ?published }
    OPTIONAL { ?a schema:inLanguage ?language }
  }
}"""
_IDS = "SELECT ?id WHERE { ?a a schema:NewsArticle ; schema:identifier ?id }"
_COUNTS = """SELECT ?a ?kind (COUNT(?s) AS ?n) WHERE {
  VALUES ?kind { cifre:Claim cifre:Relation }
  ?s a ?kind ; cifre:article ?a .
} GROUP BY ?a ?kind"""
_STATS = {
    "articles": "SELECT (COUNT(?s) AS ?n) WHERE { ?s a schema:NewsArticle }",
    "claims": "SELECT (COUNT(?s) AS ?n) WHERE { ?s a cifre:Claim }",
    "relations": "SELECT (COUNT(?s) AS ?n) WHERE { ?s a cifre:Relation }",
    "entities": """SELECT (COUNT(DISTINCT ?e) AS ?n) WHERE {
      ?s cifre:subject|cifre:object|cifre:of|cifre:for ?e . FILTER EXISTS { ?s cifre:article ?a }
    }""",
}
