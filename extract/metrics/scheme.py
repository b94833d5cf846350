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
    loosely: tuple[str, ...] = ()
    wholes: tuple[str, ...] = ()
    purposes: tuple[str, ...] = ()
    rates: frozenset[str] = frozenset()
    beside: frozenset[str] = frozenset()
    exceptions: tuple[str, ...] = ()
    usual: tuple[float, float] | None = None


class Scheme(Mapping[str, Metric]):
    """The metrics by id, in the order of their ids; `exceptions` are set phrases in which no metric is named."""

    def __init__(self, metrics: Mapping[str, Metric], exceptions: tuple[str, ...] = ()) -> None:
        self._metrics = MappingProxyType(dict(sorted(metrics.items())))
        self.exceptions = exceptions

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
    exceptions: list[str] = []
    for path in paths:
        facts = _facts(path)
        metrics |= {
            metric.id: metric
            for iri, properties in facts.items()
            if f"{_SKOS}notation" in properties
            for metric in [_metric(path, iri, properties)]
        }
        exceptions += [
            o.value
            for properties in facts.values()
            if f"{_SKOS}notation" not in properties
            for o in properties.get(f"{_CIFRE}except", ())
        ]
    return Scheme(metrics, tuple(sorted(exceptions)))


def _facts(path: Path) -> dict[str, dict[str, list[ox.Literal | ox.NamedNode]]]:
    facts: dict[str, dict[str, list[ox.Literal | ox.NamedNode]]] = {}
    try:
        for quad in ox.parse(path=str(path), format=ox.RdfFormat.TURTLE):
            if isinstance(quad.subject, ox.NamedNode) and isinstance(quad.object, ox.Literal | ox.NamedNode):
                facts.setdefault(quad.subject.value, {}).setdefault(quad.predicate.value, []).append(quad.object)
    except (OSError, SyntaxError, ValueError) as error:
        raise CifreError(f"the metric file {path} cannot be read ({error})", "mend the file") from error
    return facts


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
        loosely=texts(f"{_CIFRE}loosely"),
        wholes=texts(f"{_CIFRE}whole"),
        purposes=texts(f"{_CIFRE}purpose"),
        rates=frozenset(texts(f"{_CIFRE}rate")),
        beside=frozenset(texts(f"{_CIFRE}beside")),
        exceptions=texts(f"{_CIFRE}except"),
        usual=_usual(path, identifier, texts(f"{_CIFRE}usual")),
    )


def _usual(path: Path, identifier: str, given: tuple[str, ...]) -> tuple[float, float] | None:
    if not given:
        return None
    try:
        least, most = (float(part) for part in given[0].split())
    except ValueError as error:
        raise CifreError(
            f"the cifre:usual of metric {identifier} in {path} is not two numbers",
            'write the least and the greatest usual amount, as "1e6 1e12"',
        ) from error
    return least, most
