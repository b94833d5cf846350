"""The whole graph as a file: RDF forms, GraphML for network tools, CSV for spreadsheets."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from typing import BinaryIO

import networkx as nx
import pyoxigraph as ox
from pyoxigraph import Quad, RdfFormat

from corpus.errors import CifreError
from extract.records import Claim
from kg.network import graph
from kg.rdf.terms import PREFIXES
from kg.store import Readable

FORMATS = ("turtle", "trig", "jsonld", "graphml", "csv")

_FIGURE = ("metric", "subject", "of", "for", "kind", "value", "low", "high", "unit", "per", "hedge")
_WHEN_AND_WHO = ("period_start", "period_end", "vs", "status", "speaker", "via", "direction", "confidence", "flags")
_PLACE = ("start", "end", "text", "sentence", "iri")
COLUMNS = ("article", "published", "outlet", *_FIGURE, *_WHEN_AND_WHO, *_PLACE)
"""Columns of the CSV: one claim a line, numbers as they are written in base units, empty where null."""


def export(store: Readable, form: str, file: BinaryIO) -> None:
    """Write the whole graph; the same articles always give the same bytes.

    Parameters
    ----------
    store : Readable
        What to write.
    form : str
        ``turtle`` (all triples, without their graphs), ``trig`` and ``jsonld`` (with them), ``graphml`` (the network of
        direct edges), ``csv`` (one claim a line).
    file : binary file
        Where to; text is UTF-8.

    Raises
    ------
    CifreError
        If there is no such form.

    Examples
    --------
    >>> import io, tempfile
    >>> file = io.BytesIO()
    >>> from kg.store import Store
    >>> export(Store(tempfile.mkdtemp()), "csv", file)
    >>> file.getvalue().decode().split(",")[:3]
    ['article', 'published', 'outlet']
    """
    writer = _WRITERS.get(form)
    if writer is None:
        raise CifreError(f"there is no export format {form!r}", f"choose one of {', '.join(FORMATS)}")
    writer(store.pinned(), file)


def _quads(store: Readable) -> list[Quad]:
    """Return all quads, sorted by graph and subject, so that serialisers can group them."""
    quads = ox.parse(store.canonical_nquads(), format=RdfFormat.N_QUADS)
    return sorted(quads, key=lambda q: (str(q.graph_name), str(q.subject), _rank(q), str(q.predicate), str(q.object)))


def _rank(quad: Quad) -> int:
    return 0 if quad.predicate.value == PREFIXES["rdf"] + "type" else 1


def _turtle(store: Readable, file: BinaryIO) -> None:
    triples = {quad.triple: _rank(quad) for quad in _quads(store)}
    ordered = sorted(triples, key=lambda t: (str(t.subject), triples[t], str(t.predicate), str(t.object)))
    ox.serialize(ordered, file, format=RdfFormat.TURTLE, prefixes=PREFIXES)


def _trig(store: Readable, file: BinaryIO) -> None:
    ox.serialize(_quads(store), file, format=RdfFormat.TRIG, prefixes=PREFIXES)


def _jsonld(store: Readable, file: BinaryIO) -> None:
    ox.serialize(_quads(store), file, format=RdfFormat.JSON_LD, prefixes=PREFIXES)


def _graphml(store: Readable, file: BinaryIO) -> None:
    network = graph(store, parents=True)
    for _, _, data in network.edges(data=True):
        data["articles"] = " ".join(data["articles"])  # GraphML has no lists
    nx.write_graphml_xml(network, file, named_key_ids=True)


def _csv(store: Readable, file: BinaryIO) -> None:
    text = io.TextIOWrapper(file, encoding="utf-8", newline="")
    rows = csv.writer(text, lineterminator="\r\n")
    rows.writerow(COLUMNS)
    articles = {info.id: info for info in store.articles()}
    for statement in store.statements():
        if isinstance(statement.record, Claim):
            claim, info = statement.record, articles[statement.record.article]
            record = claim.to_json() | {
                "published": info.published,
                "outlet": info.outlet,
                "value": _plain(claim.value),
                "low": _plain(claim.low),
                "high": _plain(claim.high),
                "period_start": claim.period.start if claim.period else None,
                "period_end": claim.period.end if claim.period else None,
                "flags": " ".join(claim.flags),
                "start": claim.evidence.start,
                "end": claim.evidence.end,
                "text": claim.evidence.text,
                "sentence": store.sentence(statement.iri),
                "iri": statement.iri,
            }
            rows.writerow([_cell(record.get(column)) for column in COLUMNS])
    text.flush()
    text.detach()


def _plain(number: object) -> str | None:
    return None if number is None else format(number, "f")


def _cell(value: object) -> str:
    text = "" if value is None else str(value)
    # A spreadsheet takes a text that begins so for a formula; numbers may well begin with a minus.
    if text[:1] in "=+@\t\r" or (text[:1] == "-" and not _is_number(text)):
        return f"'{text}" if text else ""
    return text


def _is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True


_WRITERS: dict[str, Callable[[Readable, BinaryIO], None]] = {
    "turtle": _turtle,
    "trig": _trig,
    "jsonld": _jsonld,
    "graphml": _graphml,
    "csv": _csv,
}
