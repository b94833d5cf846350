"""Articles read back from their files, without an index: what is there now, and what was before."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from pyoxigraph import NamedNode

from kg.rdf import grouped, read_article, read_extractor, term
from kg.rdf.read import Properties
from kg.store.errors import DamagedFileError
from kg.store.files import ArticleFiles, decode
from kg.store.records import Stored, Version


def read_stored(path: Path) -> Stored | None:
    """Return what a file says of its article; None where there is no such file, or it is damaged."""
    try:
        node, quads = decode(path)
    except (FileNotFoundError, DamagedFileError):
        return None
    nodes = grouped(quads)

    def describe(node: NamedNode) -> Properties:
        return nodes.get(node, {})

    article = read_article(node, describe)
    if article is None:
        return None
    kinds = [kind for properties in nodes.values() for kind in properties.get(term("rdf:type").value, ())]
    return Stored(
        article, read_extractor(node, describe), kinds.count(term("cifre:Claim")), kinds.count(term("cifre:Relation"))
    )


def read_versions(files: ArticleFiles, article_id: str | None = None) -> tuple[Version, ...]:
    """Return the earlier versions of an article, or of all, oldest first; a damaged one is left out."""
    if article_id is not None:
        paths = files.earlier(article_id)
    else:
        folders = sorted(files.versions.iterdir()) if files.versions.is_dir() else []
        paths = tuple(path for folder in folders for path in files.earlier_of(folder.name))
    return tuple(
        Version(int(path.stem), datetime.fromtimestamp(path.stat().st_mtime, UTC), path, stored)
        for path in paths
        if (stored := read_stored(path)) is not None
    )
