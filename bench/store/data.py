"""A store's article files of so many quads, the same as one file of N-Quads, and the application's queries."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from types import MappingProxyType

from bench.store.reports import BUSY, SPEAKER, names, reported
from kg.rdf import vocabulary_quads
from kg.sparql import named_queries
from kg.store import prepare
from kg.store.files import ArticleFiles
from kg.store.index import serialized

_VALUES: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "articles-about": {"who": names()[4]},
        "chips-in-use": {"chip": BUSY},
        "compare": {"measure": "capital_expenditure", "measured_in": "USD"},
        "disagreements": {"measure": "revenue"},
        "figures-of": {"who": names()[3]},
        "in-article": {"article": "report-17"},
        "inferred": {"flag": "currency-inferred"},
        "investments": {"target": BUSY},
        "metric-over-time": {"measure": "revenue", "who": names()[5]},
        "models-of": {"who": BUSY},
        "neighbours": {"who": names()[10]},
        "people-and-offices": {"organisation": BUSY},
        "plans": {"who": names()[5]},
        "said-by": {"source": SPEAKER},
    }
)


def queries() -> Mapping[str, str]:
    """Return the application's named queries, as it sends them, with values that the generated articles have."""
    return MappingProxyType({name: q.bound(**_VALUES.get(name, {})) for name, q in named_queries().items()})


def write(folder: Path, quads: int) -> int:
    """Write article files until so many quads are reached, and all of it as ``quads.nq``; return how many they are.

    The files are written as the store does, but not one by one made durable.
    """
    files = ArticleFiles(folder / "graph")
    files.articles.mkdir(parents=True)
    number = 0
    with (folder / "quads.nq").open("wb") as whole:
        vocabulary = serialized(vocabulary_quads())
        whole.write(vocabulary)
        count = vocabulary.count(b"\n")
        while count < quads:
            made = prepare(*reported(number), extractor="bench/1")
            files.path(made.article.id).write_bytes(made.data)
            body = made.data[: made.data.rindex(b"# sha256")] + made.edges
            whole.write(body)
            count += body.count(b"\n")
            number += 1
    return count


def rows(result: Iterable[object]) -> int:
    """Read a result to its end and return how many rows it has."""
    return sum(1 for _ in result)
