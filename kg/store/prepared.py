"""An article ready to be stored: all that can be worked out beside the store, in another process too."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from pyoxigraph import NamedNode, Quad, RdfFormat, serialize

from corpus.article import Article
from extract.records import Extraction
from kg.rdf import article_iri, article_quads, check_shapes, direct_edges, known_names, resolve_name, term
from kg.store.files import encode, sealed

_SOURCE_LINE = f" {term('cifre:source')} ".encode()


@dataclass(frozen=True, slots=True)
class Prepared:
    """An article's file and what the index adds to it.

    Parameters
    ----------
    data : bytes
        The file, sealed.
    edges : bytes
        The direct edges, as N-Quads.
    claims, relations : int
        How much it states.
    """

    article: Article
    data: bytes
    edges: bytes
    claims: int
    relations: int

    @property
    def node(self) -> NamedNode:
        return article_iri(self.article.id)

    def same_as(self, data: bytes) -> bool:
        """Return whether another file states the same; the path that the article was read from does not count."""
        return sealed(data) and _stated(data) == _stated(self.data)


def prepare(article: Article, extraction: Extraction, *, extractor: str | None = None) -> Prepared:
    """Return an article with all that it states, ready for `Store.put_prepared`.

    Raises
    ------
    EvidenceError
        If a claim does not quote the article exactly.
    ShapeError
        If the article's graph breaks one of the shapes.

    Examples
    --------
    >>> article = Article(id="a1", text="Pallas ha 20 dipendenti.", source="a1.txt")
    >>> prepare(article, Extraction()).data.splitlines()[-1][:9]
    b'# sha256 '
    """
    quads = article_quads(
        article, extraction, known=known_names().__contains__, resolve=resolve_name, extractor=extractor
    )
    check_shapes(quads)
    return Prepared(
        article=article,
        data=encode(quads),
        edges=edges_of(quads, article_iri(article.id)),
        claims=len(extraction.claims),
        relations=len(extraction.relations),
    )


def edges_of(quads: Iterable[Quad], node: NamedNode) -> bytes:
    """Return the direct edges of an article's quads as N-Quads."""
    return serialize(direct_edges(quads, node), format=RdfFormat.N_QUADS) or b""


def _stated(data: bytes) -> list[bytes]:
    return [line for line in data.split(b"\n") if _SOURCE_LINE not in line and not line.startswith(b"#")]
