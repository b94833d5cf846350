"""What the figures of a graph have to choose from: only what is there, the most frequent first."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import pyoxigraph as ox

from kg.rdf import unit_code
from kg.rdf.terms import PREFIXES, code_of
from kg.store import Store
from kg.store.errors import told_as_damaged_index
from kg.views import queries


@dataclass(frozen=True, slots=True)
class Choice:
    """A value of a field and how many figures have it."""

    value: str
    count: int


@dataclass(frozen=True, slots=True)
class Choices:
    """What there is to choose from in each field of a figure."""

    metrics: tuple[Choice, ...] = ()
    subjects: tuple[Choice, ...] = ()
    units: tuple[Choice, ...] = ()
    kinds: tuple[Choice, ...] = ()
    statuses: tuple[Choice, ...] = ()


def choices(store: Store) -> Choices:
    """Return what the figures of a store have to choose from.

    Examples
    --------
    >>> import tempfile
    >>> choices(Store(tempfile.mkdtemp())).metrics
    ()
    """
    with told_as_damaged_index():
        return _choices(store.reader())


@lru_cache(maxsize=4)
def _choices(reader: ox.Store) -> Choices:
    rows = reader.query(queries.text("choices"), prefixes=PREFIXES, use_default_graph_as_union=True)
    found: dict[str, list[Choice]] = {"metric": [], "subject": [], "unit": [], "kind": [], "status": []}
    assert isinstance(rows, ox.QuerySolutions)
    for row in rows:
        field, node, name, count = row["field"], row["node"], row["name"], row["n"]
        assert isinstance(field, ox.Literal)
        assert isinstance(count, ox.Literal)
        if isinstance(node, ox.NamedNode):
            value = unit_code(node.value) if field.value == "unit" else code_of(node)
        else:
            assert isinstance(name, ox.Literal)
            value = name.value
        found[field.value].append(Choice(value, int(count.value)))
    ordered = {name: tuple(sorted(listed, key=lambda c: (-c.count, c.value))) for name, listed in found.items()}
    return Choices(ordered["metric"], ordered["subject"], ordered["unit"], ordered["kind"], ordered["status"])
