"""What the graph holds for a question: figures and relations about some names, and the names themselves."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property, lru_cache
from importlib import resources

import pyoxigraph as ox

from extract.entities import Gazetteer
from extract.records import Relation
from kg.ask.answer import Quote
from kg.ask.grammar import ordinary
from kg.ask.names import NameIndex, table_names
from kg.ask.query import Described
from kg.ask.tokens import tokenize
from kg.figures import Figure, Filter, figures
from kg.rdf import PREFIXES, term
from kg.store import Store
from kg.store.errors import told_as_damaged_index

# A thing that is called by its size, as the graph names it: "cluster di 100.000 Nvidia H100".
_DESCRIBED = re.compile(r"(?P<noun>[a-z]+(?: center)?) (?:di|da) (?P<number>[\d.]+(?:,\d+)?)(?: (?P<rest>.+))?")
_SCALES = {"kW": ("1e3", "W"), "MW": ("1e6", "W"), "GW": ("1e9", "W")}
_KINDS = {
    term(f"cifre:{name}").value: kind
    for name, kind in (
        ("Organisation", "organisation"), ("Institution", "institution"), ("Person", "person"), ("Model", "model"),
        ("ModelFamily", "model_family"), ("Chip", "chip"), ("Supercomputer", "supercomputer"), ("Cluster", "cluster"),
        ("Product", "product"), ("Place", "place"), ("Benchmark", "benchmark"),
    )
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Fact:
    """A relation with where it stands."""

    relation: Relation
    sentence: str
    published: date | None
    outlet: str | None
    sparql: str = ""


class Graph:
    """A store as questions see it; made anew for each question, cheap until something is asked of it."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.queries: list[str] = []
        self.found_by: dict[str, str] = {}
        self._facts: dict[str, list[Fact]] = {}

    @cached_property
    def index(self) -> NameIndex:
        """Every known name: the table's and the graph's own."""
        with told_as_damaged_index():
            return _index(self.store.reader())

    @cached_property
    def present(self) -> frozenset[str]:
        """The names that some claim or relation of the graph is about."""
        with told_as_damaged_index():
            return frozenset(name for name, _ in _own_names(self.store.reader()))

    def kind(self, name: str) -> str | None:
        """Return the kind of an entity, None where it is not known."""
        kind = self.index.kinds.get(name)
        if kind in (None, "", "unknown") and described(name):
            return "cluster"
        return kind or None

    def figures(self, metrics: Iterable[str], names: Iterable[str] | None = None) -> list[Figure]:
        """Return the figures of some metrics; with names, those that have one of them as subject, `of` or `for`."""
        found: dict[str, Figure] = {}
        wanted = None if names is None else list(dict.fromkeys(names))
        for metric in dict.fromkeys(metrics):
            filters = [Filter(metric=metric)]
            if wanted is not None:
                filters = [
                    made
                    for n in wanted
                    for made in (
                        Filter(metric=metric, subject=n),
                        Filter(metric=metric, of=n),
                        Filter(metric=metric, for_=n),
                    )
                ]
            for one in filters:
                table = figures(self.store, one)
                if table.rows or not self.queries:
                    self.queries.append(table.sparql)
                for row in table.rows:
                    found[row.iri] = row
                    self.found_by.setdefault(row.iri, table.sparql)
        return list(found.values())

    def relations(self, predicate: str, *, role: str | None = None) -> list[Fact]:
        """Return the relations of one kind, by the article's date, newest first."""
        query = _query("relations")
        values = {"predicate": term(f"cifre:{predicate}")}
        if role:
            query = query.replace("# role: ", "")
            values["role"] = term(f"role:{role}")
        else:
            query = re.sub(r" *# role: .*\n", "", query)
        query = _bound(query, values)
        rows = self.store.select(query)
        self.queries.append(query)
        found = []
        for row in rows:
            relation = self.store.relation(row["relation"])
            if relation is not None:
                published = date.fromisoformat(row["published"]) if "published" in row else None
                found.append(Fact(relation, row.get("sentence", ""), published, row.get("outlet"), query))
        return sorted(found, key=lambda f: (-(f.published or date.min).toordinal(), f.relation.article))

    def facts(self, predicate: str) -> list[Fact]:
        """Return the relations of one kind, looked up once a question."""
        if predicate not in self._facts:
            self._facts[predicate] = self.relations(predicate)
        return self._facts[predicate]

    @cached_property
    def newest(self) -> date | None:
        """The day of the newest article."""
        rows = self.store.select(_query("newest"))
        return date.fromisoformat(rows[0]["day"]) if rows and "day" in rows[0] else None

    def fiscal_year_end(self, name: str) -> str | None:
        """Return the last day of a company's year, MM-DD, None where it is the calendar's or unknown."""
        entity = Gazetteer.load().get(name)
        end = entity.fiscal_year_end if entity else None
        return None if end == "12-31" else end

    def same(self, one: str | None, others: Iterable[str]) -> bool:
        """Return whether a name is one of others, through spellings."""
        return one is not None and (one in others or canonical(one) in {canonical(other) for other in others})


def quote(figure: Figure) -> Quote:
    """Return the evidence of a figure."""
    return Quote(article=figure.claim.article, evidence=figure.claim.evidence, sentence=figure.sentence)


def quote_fact(fact: Fact) -> Quote:
    """Return the evidence of a relation."""
    return Quote(article=fact.relation.article, evidence=fact.relation.evidence, sentence=fact.sentence)


@lru_cache(maxsize=4096)
def described(name: str) -> Described | None:
    """Return what a descriptive name says, None where a name is none.

    Examples
    --------
    >>> described("cluster di 20.000 Nvidia B200").number
    Decimal('20000')
    >>> described("data center da 100 MW").unit, described("El Capitan")
    ('W', None)
    """
    match = _DESCRIBED.fullmatch(name)
    if match is None:
        return None
    number = Decimal(match["number"].replace(".", "").replace(",", "."))
    rest = match["rest"] or ""
    if rest in _SCALES:
        factor, unit = _SCALES[rest]
        return Described(match["noun"], number * Decimal(factor), (), unit)
    return Described(match["noun"], number, (rest,) if rest and rest.casefold() not in ("gpu", "chip") else ())


@lru_cache(maxsize=8)
def _query(name: str) -> str:
    return resources.files(__package__).joinpath(f"{name}.rq").read_text(encoding="utf-8")


@lru_cache(maxsize=8192)
def canonical(name: str) -> str:
    """Return the canonical name of a spelling."""
    return Gazetteer.load().resolve(name)


@lru_cache(maxsize=4)
def _own_names(reader: ox.Store) -> tuple[tuple[str, str], ...]:
    """Return each name that claims and relations use, with the class of its entity."""
    rows = reader.query(_query("names"), prefixes=PREFIXES, use_default_graph_as_union=True)
    assert isinstance(rows, ox.QuerySolutions)
    found = []
    for row in rows:
        name, kind = row["name"], row["class"]
        if isinstance(name, ox.Literal):
            found.append((name.value, kind.value if isinstance(kind, ox.NamedNode) else ""))
    return tuple(found)


@lru_cache(maxsize=4)
def _index(reader: ox.Store) -> NameIndex:
    names: dict[str, tuple[str, Iterable[str]]] = dict(table_names())
    for name, cls in _own_names(reader):
        if not any(c.isupper() for c in name) or all(t.key in ordinary("it") for t in tokenize(name)):
            continue  # "GPU", "data center": words, not names
        kind, spellings = names.get(name, ("", ()))
        names[name] = (kind or _KINDS.get(cls, ""), spellings)
    return NameIndex.build(names)


def _bound(query: str, values: dict[str, ox.NamedNode]) -> str:
    """Return a query with its substitutions written out, as a person can run it again."""
    for name, node in values.items():
        # Split, not substitute: the term's text must not be read as a replacement pattern.
        query = str(node).join(re.split(rf"\?{name}\b", query))
    return query
