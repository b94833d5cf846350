"""An answer in the form that a client takes, written to a file so that its size never fills the memory."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from typing import IO, Any

import pyoxigraph as ox

from kg.rdf import PREFIXES
from kg.serve.media import Media
from kg.serve.protocol import Question
from kg.sparql import Pool, Ticket, stream
from kg.sparql.limits import met
from kg.store import Store

IN_MEMORY = 1 << 20
"""Bytes of an answer that are held in memory; a larger one goes to the disk."""
_PIECE = 64 << 10


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
    """
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
    written = _file()
    source: Any = raw  # pyoxigraph asks for IO[bytes], and takes whatever reads
    with raw:
        if isinstance(media.format, ox.RdfFormat):
            triples = (quad.triple for quad in ox.parse(source, format=ox.RdfFormat.N_TRIPLES))
            ox.serialize(triples, written, format=media.format, prefixes=PREFIXES)
        else:
            form = ox.QueryResultsFormat.JSON if outcome.kind == "ask" else ox.QueryResultsFormat.TSV
            ox.parse_query_results(source, format=form).serialize(written, format=media.format)
    return Answer(media, written)


def _file() -> Any:
    return tempfile.SpooledTemporaryFile(max_size=IN_MEMORY)
