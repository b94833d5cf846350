"""Entities: the list of those that articles name, and all that is known of one."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import pyoxigraph as ox

from kg.rdf import entity_iri
from kg.rdf.entities import KINDS
from kg.rdf.terms import PREFIXES, term
from kg.store import ArticleInfo, Store
from kg.store.errors import told_as_damaged_index
from kg.views import queries

_KINDS = {term(name).value: kind for kind, name in KINDS.items()}


@dataclass(frozen=True, slots=True, kw_only=True)
class EntityInfo:
    """An entity in a list.

    Parameters
    ----------
    name, iri : str
        Canonical name and node.
    kind : str
        As extraction tells them apart (``organisation``, ``chip`` ...), or ``unknown``.
    label_it, label_en : str
        Its name in each language.
    wikidata, parent, country : str or None
        Address at Wikidata; canonical name of the owner, maker or family; ISO 3166 code.
    figures, relations, articles : int
        How many state something about it; `articles` also counts those that only name it.
    """

    name: str
    iri: str
    kind: str
    label_it: str
    label_en: str
    wikidata: str | None
    parent: str | None
    country: str | None
    figures: int
    relations: int
    articles: int

    def label(self, lang: str) -> str:
        """Return its name in ``it`` or ``en``."""
        return self.label_en if lang == "en" else self.label_it


@dataclass(frozen=True, slots=True, kw_only=True)
class EntityCard:
    """One entity with its other names, what belongs to it, and the articles about it, latest first."""

    info: EntityInfo
    aliases: tuple[str, ...]
    children: tuple[str, ...]
    articles: tuple[ArticleInfo, ...]


def entities(store: Store) -> tuple[EntityInfo, ...]:
    """Return the entities that articles name or state something about, those with the most figures first.

    Examples
    --------
    >>> import tempfile
    >>> entities(Store(tempfile.mkdtemp()))
    ()
    """
    with told_as_damaged_index():
        return _entities(store.reader())


def entity(store: Store, name: str) -> EntityCard | None:
    """Return all that is known of an entity, None where no article names it."""
    info = next((info for info in entities(store) if info.name == name), None)
    if info is None:
        return None
    rows = store.select(queries.filled("around", entity=entity_iri(name)))
    ids = {row["id"] for row in rows if "id" in row}
    known = {info.name for info in entities(store)}
    return EntityCard(
        info=info,
        aliases=tuple(sorted({row["alias"] for row in rows if "alias" in row} - {name, info.label_it, info.label_en})),
        children=tuple(sorted({row["child"] for row in rows if "child" in row} & known)),
        articles=tuple(article for article in store.articles() if article.id in ids),
    )


@lru_cache(maxsize=4)
def _entities(reader: ox.Store) -> tuple[EntityInfo, ...]:
    rows = reader.query(queries.text("entities"), prefixes=PREFIXES, use_default_graph_as_union=True)
    assert isinstance(rows, ox.QuerySolutions)
    found: dict[str, EntityInfo] = {}
    for solution in rows:
        row = {
            variable.value: value.value
            for variable in rows.variables
            if isinstance(value := solution[variable], ox.NamedNode | ox.Literal)
        }
        # An entity whose kind two articles read differently comes once for each: the first in order of names stays.
        info = EntityInfo(
            name=row["name"],
            iri=row["entity"],
            kind=_KINDS.get(row.get("class", ""), "unknown"),
            label_it=row.get("it") or row["name"],
            label_en=row.get("en") or row["name"],
            wikidata=row.get("wikidata"),
            parent=row.get("parent"),
            country=row.get("country"),
            figures=int(row["figures"]),
            relations=int(row["relations"]),
            articles=int(row["articles"]),
        )
        other = found.get(info.iri)
        if other is None or (other.kind == "unknown", other.kind) > (info.kind == "unknown", info.kind):
            found[info.iri] = info
    return tuple(sorted(found.values(), key=lambda e: (-e.figures, -e.relations, -e.articles, e.name.casefold())))
