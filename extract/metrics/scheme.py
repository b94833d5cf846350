"""Read the metric scheme: one `Metric` a SKOS concept, with labels, trigger words and units."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType

import pyoxigraph as ox

from corpus.errors import CifreError

METRICS_FILE = Path(__file__).with_name("metrics.ttl")
USER_FILE_SETTING = "KG_METRICS"
"""Environment variable that names a further Turtle file with metrics of the user's own."""

_SKOS = "http://www.w3.org/2004/02/skos/core#"
_CIFRE = "https://w3id.org/cifre/ontology#"


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Metric:
    """One metric. Labels and alternative names by language (``it``, ``en``); triggers as documented in the file."""

    id: str
    iri: str
    labels: Mapping[str, str]
    names: Mapping[str, tuple[str, ...]]
    definitions: Mapping[str, str]
    nouns: tuple[str, ...]
    counted: tuple[str, ...]
    verbs: tuple[str, ...]
    hints: tuple[str, ...]
    units: frozenset[str]
    subjects: tuple[str, ...] = ("organisation",)
    dated: str = "stock"
    undergone: bool = False
    prior: float = 0.0


class Scheme(Mapping[str, Metric]):
    """The metrics by id, in the order of their ids."""

    def __init__(self, metrics: Mapping[str, Metric]) -> None:
        self._metrics = MappingProxyType(dict(sorted(metrics.items())))

    def __getitem__(self, key: str) -> Metric:
        return self._metrics[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._metrics)

    def __len__(self) -> int:
        return len(self._metrics)

    # One scheme is loaded once: it may key the caches of what is compiled from it.
    def __eq__(self, other: object) -> bool:
        return self is other

    def __hash__(self) -> int:
        return id(self)


def load_scheme(*paths: Path) -> Scheme:
    """Return the shipped scheme with the user's files laid over it.

    Raises
    ------
    CifreError
        Where a file is missing, is no Turtle or has a metric without a label or unit.

    Examples
    --------
    >>> load_scheme()["revenue"].labels["it"]
    'ricavi'
    """
    setting = os.environ.get(USER_FILE_SETTING)
    return _load((METRICS_FILE, *paths, *((Path(setting),) if setting else ())))


@lru_cache(maxsize=8)
def _load(paths: tuple[Path, ...]) -> Scheme:
    metrics: dict[str, Metric] = {}
    for path in paths:
        metrics.update(_read(path))
    return Scheme(metrics)


def _read(path: Path) -> dict[str, Metric]:
    facts: dict[str, dict[str, list[ox.Literal | ox.NamedNode]]] = {}
    try:
        for quad in ox.parse(path=str(path), format=ox.RdfFormat.TURTLE):
            if isinstance(quad.subject, ox.NamedNode) and isinstance(quad.object, ox.Literal | ox.NamedNode):
                facts.setdefault(quad.subject.value, {}).setdefault(quad.predicate.value, []).append(quad.object)
    except (OSError, SyntaxError, ValueError) as error:
        raise CifreError(f"the metric file {path} cannot be read ({error})", "mend the file") from error
    return {
        metric.id: metric
        for iri, properties in facts.items()
        if f"{_SKOS}notation" in properties
        for metric in [_metric(path, iri, properties)]
    }


def _metric(path: Path, iri: str, properties: Mapping[str, list[ox.Literal | ox.NamedNode]]) -> Metric:
    def texts(predicate: str) -> tuple[str, ...]:
        return tuple(sorted(o.value for o in properties.get(predicate, ())))

    def by_language(predicate: str) -> dict[str, tuple[str, ...]]:
        found: dict[str, list[str]] = {}
        for o in properties.get(predicate, ()):
            if isinstance(o, ox.Literal):
                found.setdefault(o.language or "it", []).append(o.value)
        return {language: tuple(sorted(values)) for language, values in sorted(found.items())}

    identifier = texts(f"{_SKOS}notation")[0]
    labels = {language: values[0] for language, values in by_language(f"{_SKOS}prefLabel").items()}
    units = frozenset(texts(f"{_CIFRE}unit"))
    if not labels or not units:
        missing = "a skos:prefLabel" if not labels else "a cifre:unit"
        raise CifreError(f"metric {identifier} in {path} lacks {missing}", "add it; the shipped file shows how")
    return Metric(
        id=identifier,
        iri=iri,
        labels=labels,
        names=by_language(f"{_SKOS}altLabel"),
        definitions={language: values[0] for language, values in by_language(f"{_SKOS}definition").items()},
        nouns=texts(f"{_CIFRE}noun"),
        counted=texts(f"{_CIFRE}counted"),
        verbs=texts(f"{_CIFRE}verb"),
        hints=texts(f"{_CIFRE}hint"),
        units=units,
        subjects=tuple((texts(f"{_CIFRE}subjects") or ("organisation",))[0].split()),
        dated=(texts(f"{_CIFRE}dated") or ("stock",))[0],
        prior=float((texts(f"{_CIFRE}prior") or ("0",))[0]),
        undergone=texts(f"{_CIFRE}undergone") == ("true",),
    )
