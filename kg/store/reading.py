"""Reading: records and query results from a published graph."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator
from datetime import date
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
    read_article,
    read_claim,
    read_extraction,
    read_relation,
    read_statements,
    term,
)
from kg.rdf.read import Properties, grouped, read_span
from kg.rdf.terms import INDEX_GRAPH
from kg.store.errors import told_as_damaged_index
from kg.store.records import ArticleInfo, Stats


class Readable(ABC):
    """A graph of claims that can be read, wherever it is kept."""

    @abstractmethod
    def pinned(self) -> Pinned:
        """Return the graph as it is now, for several reads that must agree with each other."""

    def reader(self) -> ox.Store:
        """Return the published graph as a read-only pyoxigraph store."""
        return self.pinned().store

    def article(self, article_id: str) -> Article | None:
        """Return an article with its text, None where it is not stored."""
        return self.article_of(article_iri(article_id).value)

    def article_of(self, iri: str) -> Article | None:
        """Return the article of a node."""
        return read_article(NamedNode(iri), self.pinned().describe)

    def articles(self) -> tuple[ArticleInfo, ...]:
        """Return all articles, latest first, without their texts."""
        now = self.pinned()
        rows = now.select(_ARTICLES)
        counts = {(row["a"], row["kind"]): int(row["n"]) for row in now.select(_COUNTS)}
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

    def read_by_another(self, extractor: str) -> tuple[str, ...]:
        """Return the ids of the articles that another extractor than this has read, in order."""
        rows = self.pinned().select(_EXTRACTORS)
        return tuple(sorted(row["id"] for row in rows if row.get("name") != extractor))

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
        now = self.pinned()
        ids = sorted(row["id"] for row in now.select(_IDS))
        return [statement for known in ids for statement in now.statements(known)]

    def extraction(self, article_id: str) -> Extraction:
        """Return all that an article states."""
        return read_extraction(self._graph(article_iri(article_id)))

    def claim(self, iri: str) -> Claim | None:
        """Return the claim of a node, None where there is none."""
        return read_claim(NamedNode(iri), self.pinned().describe)

    def claims_of(self, iris: Iterable[str]) -> Iterator[Claim | None]:
        """Yield the claims of many nodes, in their order; what they share is read once."""
        describe = cache(self.pinned().describe)
        return (read_claim(NamedNode(iri), describe) for iri in iris)

    def relation(self, iri: str) -> Relation | None:
        """Return the relation of a node, None where there is none."""
        return read_relation(NamedNode(iri), self.pinned().describe)

    def sentence(self, iri: str) -> str:
        """Return the wording of the sentence that a claim or relation stands in; empty for an unknown node."""
        describe = self.pinned().describe
        nodes = describe(NamedNode(iri)).get(term("cifre:sentence").value, [])
        return next((read_span(node, describe)[2] for node in nodes if isinstance(node, NamedNode)), "")

    def query(self, sparql: str, *, union: bool = True) -> ox.QuerySolutions | ox.QueryTriples | ox.QueryBoolean:
        """Run one of the project's own queries on the published graph.

        All graphs together are the default graph, unless `union` is false: then what FROM names, else nothing.
        The prefixes of `kg.rdf.PREFIXES` need no declaration. A triple that stands in several graphs is found in each:
        say DISTINCT where it matters. What a person typed goes through `kg.sparql`, which refuses and bounds; values
        enter a query by `kg.sparql.bind`. Results are read as they are asked for: so is what may be damaged of them.

        Raises
        ------
        DamagedIndexError
            If a part of the graph cannot be read.
        """
        with told_as_damaged_index():
            return self.reader().query(sparql, prefixes=PREFIXES, use_default_graph_as_union=union)

    def select(self, sparql: str) -> list[dict[str, str]]:
        """Run a SELECT and return its rows as plain strings by variable; what is unbound is left out.

        Raises
        ------
        DamagedIndexError
            If a part of the graph cannot be read.
        """
        result = self.query(sparql)
        if not isinstance(result, ox.QuerySolutions):
            raise TypeError("not a SELECT query")
        names = [variable.value for variable in result.variables]
        with told_as_damaged_index():
            return [{n: v.value for n in names if isinstance(v := row[n], NamedNode | ox.Literal)} for row in result]

    def stats(self) -> Stats:
        """Count what is stored."""
        now = self.pinned()
        counts = {name: int(now.select(query)[0]["n"]) for name, query in _STATS.items()}
        quads = now.canonical_nquads().count(b"\n")
        return Stats(**counts, quads=quads)

    def canonical_nquads(self) -> bytes:
        """Return the whole graph as sorted N-Quads: the same bytes for the same articles, however they came in."""
        with told_as_damaged_index():
            dump = self.reader().dump(format=ox.RdfFormat.N_QUADS) or b""
        hidden = f" {INDEX_GRAPH} .".encode()
        return b"\n".join(sorted(line for line in dump.split(b"\n") if line and not line.endswith(hidden))) + b"\n"

    def _graph(self, node: NamedNode) -> Iterator[Quad]:
        with told_as_damaged_index():
            yield from self.reader().quads_for_pattern(None, None, None, node)


class Pinned(Readable):
    """A graph that does not move while it is read.

    Parameters
    ----------
    store : pyoxigraph.Store
        The graph.
    folder : Path or None
        Where another process can open the same graph for reading; None where it is in memory alone.
    """

    def __init__(self, store: ox.Store, folder: Path | None = None) -> None:
        self.store = store
        self.folder = folder

    def pinned(self) -> Pinned:
        return self

    def describe(self, node: NamedNode) -> Properties:
        """Return the properties of a node."""
        with told_as_damaged_index():
            return grouped(self.store.quads_for_pattern(node, None, None, None)).get(node, {})


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
_EXTRACTORS = """SELECT ?id ?name WHERE {
  ?a a schema:NewsArticle ; schema:identifier ?id .
  OPTIONAL { GRAPH ?a { ?activity prov:used ?a ; prov:wasAssociatedWith/schema:name ?name } }
}"""
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
