"""Names of things in the graph: namespaces, the IRIs made from content, units, numbers as literals."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from importlib import resources
from urllib.parse import quote, unquote

from pyoxigraph import Literal, NamedNode

from corpus.errors import CifreError

BASE = "https://w3id.org/cifre/"

PREFIXES: dict[str, str] = {
    "cifre": BASE + "ontology#",
    "metric": BASE + "metric/",
    "entity": BASE + "entity/",
    "article": BASE + "article/",
    "claim": BASE + "claim/",
    "kind": BASE + "kind/",
    "hedge": BASE + "hedge/",
    "status": BASE + "status/",
    "role": BASE + "role/",
    "graph": BASE + "graph/",
    "unit": "http://qudt.org/vocab/unit/",
    "qudt": "http://qudt.org/schema/qudt/",
    "oa": "http://www.w3.org/ns/oa#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "prov": "http://www.w3.org/ns/prov#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "schema": "https://schema.org/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "dcterms": "http://purl.org/dc/terms/",
    "wd": "http://www.wikidata.org/entity/",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
"""Prefixes that every query may use without declaring them."""

# Oxigraph computes with decimals of 18 fraction digits up to 1.7e20; 10²⁵ FLOP is beyond, and then a double compares.
_DECIMAL_LIMIT = Decimal(10) ** 20
_DECIMAL_PLACES = 18
_PLAIN_NAME = re.compile(r"[A-Za-z0-9.-]+(?: [A-Za-z0-9.-]+)*")
_PLAIN_LOCAL = re.compile(r"[A-Za-z0-9_]+(?:-[A-Za-z0-9_]+)*")
_CURRENCY = re.compile(r"[A-Z]{3}")


@cache
def term(name: str) -> NamedNode:
    """Return the node of a prefixed name.

    Examples
    --------
    >>> term("cifre:Claim").value
    'https://w3id.org/cifre/ontology#Claim'
    """
    prefix, _, local = name.partition(":")
    return NamedNode(PREFIXES[prefix] + local)


def coded(prefix: str, code: str) -> NamedNode:
    """Return the node of a word of the vocabulary (``metric``, ``hedge``, ``status`` ...)."""
    return NamedNode(PREFIXES[prefix] + quote(code, safe=""))


def code_of(node: NamedNode) -> str:
    """Return the word of a vocabulary node, the inverse of `coded`.

    Examples
    --------
    >>> code_of(coded("status", "planned"))
    'planned'
    """
    return unquote(re.split("[/#]", node.value)[-1])


A = term("rdf:type")
ENTITIES_GRAPH = term("graph:entities")
ONTOLOGY_GRAPH = term("graph:ontology")
METRICS_GRAPH = term("graph:metrics")
UNITS_GRAPH = term("graph:units")
INDEX_GRAPH = term("graph:index")
"""What the index says about its files; never part of what is exported or compared."""


def article_iri(article_id: str) -> NamedNode:
    """Return the article's node, which is also the name of its graph.

    Examples
    --------
    >>> article_iri("2024/07 meta").value
    'https://w3id.org/cifre/article/2024%2F07%20meta'
    """
    local = quote(article_id, safe="")
    if not local.strip("."):  # "." and ".." are path segments to whoever resolves IRIs
        local = local.replace(".", "%2E")
    return NamedNode(PREFIXES["article"] + local)


def entity_iri(name: str) -> NamedNode:
    """Return the node of a canonical name: readable, with a hash where a readable form would not be unique.

    Examples
    --------
    >>> entity_iri("Nvidia H100").value
    'https://w3id.org/cifre/entity/Nvidia_H100'
    >>> entity_iri("Forlì").value
    'https://w3id.org/cifre/entity/Forl-17b20c40'
    """
    if _PLAIN_NAME.fullmatch(name) and name.strip("."):
        return NamedNode(PREFIXES["entity"] + name.replace(" ", "_"))
    slug = re.sub(r"[^A-Za-z0-9]+", "_", name).strip("_")[:60]
    return NamedNode(f"{PREFIXES['entity']}{slug}-{_digest(name)[:8]}")


def hashed_iri(path: str, parts: Sequence[object], repeat: int = 0) -> NamedNode:
    """Return the IRI of a thing known by its content, e.g. ``claim/9f86d081884c7d65``; `repeat` tells twins apart."""
    key = json.dumps([*(str(p) if isinstance(p, date | Decimal) else p for p in parts), repeat], ensure_ascii=False)
    return NamedNode(f"{BASE}{path}/{_digest(key)[:16]}")


def extraction_iri(article: NamedNode) -> NamedNode:
    """Return the node of the activity that extracted an article."""
    return NamedNode(f"{article.value}/extraction")


def span_iri(article: NamedNode, start: int, end: int) -> NamedNode:
    """Return the node of a stretch of an article's text, by its offsets."""
    return NamedNode(f"{article.value}/span/{start}-{end}")


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit of the contract with its IRI, its names and its symbol."""

    code: str
    iri: str
    it: str
    en: str
    symbol: str


@cache
def units() -> tuple[Unit, ...]:
    """Return the units of ``ontology/units.tsv``."""
    text = resources.files("kg").joinpath("ontology/units.tsv").read_text(encoding="utf-8")
    rows = [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")]
    return tuple(Unit(*row) for row in rows)


@cache
def unit_iri(code: str) -> NamedNode:
    """Return the IRI of a unit: QUDT's where it has one, any ISO 4217 code by QUDT's pattern, else our own.

    Examples
    --------
    >>> unit_iri("USD").value, unit_iri("W").value
    ('http://qudt.org/vocab/unit/CCY_USD', 'http://qudt.org/vocab/unit/W')
    """
    known = {unit.code: unit.iri for unit in units()}
    if code in known:
        return NamedNode(known[code])
    if _CURRENCY.fullmatch(code):
        return NamedNode(f"{PREFIXES['unit']}CCY_{code}")
    return NamedNode(f"{BASE}unit/other/{quote(code, safe='')}")


@cache
def unit_code(iri: str) -> str:
    """Return the contract's unit of an IRI, the inverse of `unit_iri`."""
    known = {unit.iri: unit.code for unit in units()}
    if iri in known:
        return known[iri]
    return unquote(iri.rpartition("/")[2].removeprefix("CCY_"))


def compact(node: NamedNode | Literal) -> str:
    """Return a term as a query shows it: with a prefix where its local part is plain, escaped in any case.

    Examples
    --------
    >>> compact(entity_iri("Nvidia H100")), compact(Literal('a "b"'))
    ('entity:Nvidia_H100', '"a \\\\"b\\\\""')
    >>> compact(date_literal(date(2024, 1, 31)))
    '"2024-01-31"^^xsd:date'
    """
    if isinstance(node, Literal):
        if node.language or node.datatype == NamedNode(PREFIXES["xsd"] + "string"):
            return str(node)
        return f"{Literal(node.value)}^^{compact(node.datatype)}"
    for prefix, namespace in PREFIXES.items():
        local = node.value.removeprefix(namespace)
        if local != node.value and _PLAIN_LOCAL.fullmatch(local):
            return f"{prefix}:{local}"
    return str(node)


def number_literal(value: Decimal) -> tuple[Literal, str | None]:
    """Return a literal that SPARQL can compute with, and the exact form where that literal does not keep it.

    Examples
    --------
    >>> number_literal(Decimal("31.35"))
    (<Literal value=31.35 datatype=<NamedNode value=http://www.w3.org/2001/XMLSchema#decimal>>, None)
    >>> literal, exact = number_literal(Decimal("2E+25"))
    >>> literal.datatype.value.rpartition("#")[2], exact
    ('double', '2E+25')
    """
    if not value.is_finite():
        raise CifreError(f"{value} is not a number that the graph can hold", "leave the figure out")
    exponent = value.normalize().as_tuple().exponent
    if abs(value) < _DECIMAL_LIMIT and isinstance(exponent, int) and exponent >= -_DECIMAL_PLACES:
        text = format(value.normalize(), "f") if value else "0"
        return Literal(text, datatype=term("xsd:decimal")), None if str(value) == text else str(value)
    return Literal(repr(float(value)), datatype=term("xsd:double")), str(value)


def date_literal(value: date) -> Literal:
    """Return an ``xsd:date``."""
    return Literal(value.isoformat(), datatype=term("xsd:date"))


def partial_date_literal(value: str) -> Literal:
    """Return an ISO day, month or year as the XSD type of its precision; anything else as a string."""
    kinds = ((r"\d{4}-\d\d-\d\d", "xsd:date"), (r"\d{4}-\d\d", "xsd:gYearMonth"), (r"\d{4}", "xsd:gYear"))
    for pattern, kind in kinds:
        if re.fullmatch(pattern, value):
            return Literal(value, datatype=term(kind))
    return Literal(value)


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
