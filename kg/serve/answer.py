"""An answer in the form that a client takes, written to a file so that its size never fills the memory."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from typing import IO, Any
from xml.parsers.expat import ExpatError, ParserCreate

import pyoxigraph as ox

from kg.rdf import PREFIXES
from kg.serve.errors import HttpError
from kg.serve.media import Media
from kg.serve.protocol import Question
from kg.sparql import Pool, Ticket, stream
from kg.sparql.limits import MIB, met
from kg.store import Store
from kg.store.errors import out_of_space

IN_MEMORY = 1 << 20
"""Bytes of an answer that are held in memory; a larger one goes to the disk."""
_PIECE = 64 << 10
_XML = (ox.QueryResultsFormat.XML, ox.RdfFormat.RDF_XML)


class Answer:
    """An answer: its form, and its bytes in pieces. It is read once."""

    def __init__(self, media: Media, file: IO[bytes]) -> None:
        self.media = media
        self._file = file
        self.size = file.seek(0, 2)
        file.seek(0)

    def pieces(self) -> Iterator[bytes]:
        """Yield the bytes, and give the file back."""
        with self._file as file:
            while piece := file.read(_PIECE):
                yield piece


def answer(store: Store, question: Question, media: Media, *, pool: Pool, rows: int, ticket: Ticket) -> Answer:
    """Run a query to its end, and return its answer.

    Nothing is sent before all is there: a client that sees success has the whole answer.

    Raises
    ------
    SparqlError
        If it is refused, is not SPARQL, fails or is given up.
    LimitError
        If it meets a limit, the number of rows too.
    HttpError
        406 if the form cannot hold the answer, 503 if the disk cannot.
    """
    try:
        return _answer(store, question, media, pool, rows, ticket)
    except OSError as error:
        if not out_of_space(error):
            raise
        raise HttpError(503, "the disk of the endpoint is full", "free some space there, and try again") from error


def _answer(store: Store, question: Question, media: Media, pool: Pool, rows: int, ticket: Ticket) -> Answer:
    raw = _file()
    outcome = stream(
        store,
        question.query,
        raw.write,
        pool=pool,
        rows=rows,
        default_graphs=question.default_graphs if question.names_graphs else None,
        named_graphs=question.named_graphs,
        ticket=ticket,
    )
    if outcome.truncated:
        raise met("serve_rows", rows)
    if outcome.kind == "ask":
        raw.write(b'{"head":{},"boolean":%s}' % (b"true" if outcome.boolean else b"false"))
    raw.seek(0)
    if media.format in (ox.QueryResultsFormat.TSV, ox.RdfFormat.N_TRIPLES) and outcome.kind != "ask":
        return Answer(media, raw)
    with raw:
        return Answer(media, _converted(raw, outcome.kind, media, pool.bounds.bytes))


def _converted(source: Any, kind: str, media: Media, most: int) -> Any:
    """Return a file of at most `most` MiB with what the worker wrote in another form.

    Raises
    ------
    LimitError
        If it is larger.
    HttpError
        406 if the form has no way to write it.
    """
    written = _file()
    target: Any = _Bounded(written, most)  # pyoxigraph asks for IO[bytes], and takes whatever writes
    try:
        if isinstance(media.format, ox.RdfFormat):
            triples = (quad.triple for quad in ox.parse(source, format=ox.RdfFormat.N_TRIPLES))
            ox.serialize(triples, target, format=media.format, prefixes=PREFIXES)
        else:
            form = ox.QueryResultsFormat.JSON if kind == "ask" else ox.QueryResultsFormat.TSV
            ox.parse_query_results(source, format=form).serialize(target, format=media.format)
        if media.format in _XML:
            # The engine also writes what no XML may have: most control characters, a predicate without a name.
            written.seek(0)
            ParserCreate(namespace_separator=" ").ParseFile(written)
    except (OSError, ExpatError) as error:
        if isinstance(error, OSError) and error.errno is not None:
            raise
        problem = f"{media.type} cannot hold this answer ({error})"
        raise HttpError(406, problem, "choose another form with Accept") from None
    return written


class _Bounded:
    """A file that takes so many MiB and no more."""

    def __init__(self, file: Any, most: int) -> None:
        self._file, self._most, self._left = file, most, most * MIB

    def write(self, data: bytes) -> int:
        """Write a piece, or raise the limit's error."""
        self._left -= len(data)
        if self._left < 0:
            raise met("sparql_bytes", self._most)
        return int(self._file.write(data))

    def flush(self) -> None:
        """Leave that to the file."""


def _file() -> Any:
    return tempfile.SpooledTemporaryFile(max_size=IN_MEMORY)
