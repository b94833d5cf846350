"""Forms of an answer, and which of them a client takes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pyoxigraph as ox

from kg.serve.errors import HttpError

_RDF, _RESULTS = ox.RdfFormat, ox.QueryResultsFormat


@dataclass(frozen=True, slots=True)
class Media:
    """A form: its media type, other names for it, and how the engine writes it."""

    type: str
    aliases: tuple[str, ...]
    format: ox.RdfFormat | ox.QueryResultsFormat
    text: bool = False

    @property
    def content_type(self) -> str:
        """The header's value."""
        return f"{self.type}; charset=utf-8" if self.text else self.type


TABLES = (
    Media("application/sparql-results+json", ("application/json",), _RESULTS.JSON),
    Media("application/sparql-results+xml", ("application/xml", "text/xml"), _RESULTS.XML),
    Media("text/csv", (), _RESULTS.CSV, text=True),
    Media("text/tab-separated-values", (), _RESULTS.TSV, text=True),
)
"""Of a SELECT or ASK; the first where a client takes anything."""
GRAPHS = (
    Media("text/turtle", ("application/x-turtle", "application/turtle"), _RDF.TURTLE, text=True),
    Media("application/n-triples", ("text/plain",), _RDF.N_TRIPLES),
    Media("application/ld+json", ("application/json",), _RDF.JSON_LD),
    Media("application/rdf+xml", ("application/xml", "text/xml"), _RDF.RDF_XML),
)
"""Of a CONSTRUCT, a DESCRIBE or the description of the service."""
PAGE = Media("text/html", ("application/xhtml+xml",), _RDF.TURTLE, text=True)
"""The editor, for whoever opens the endpoint in a browser."""


def choose(accept: str, offered: Sequence[Media]) -> Media:
    """Return the form that a client likes best, the first of those that it likes as much.

    Raises
    ------
    HttpError
        406, where it takes none.

    Examples
    --------
    >>> choose("text/csv;q=0.5, application/sparql-results+xml", TABLES).type
    'application/sparql-results+xml'
    >>> choose("", GRAPHS).type
    'text/turtle'
    """
    ranges = _ranges(accept) or [("*/*", 1.0)]
    best = max(offered, key=lambda media: _quality(media, ranges))
    if _quality(best, ranges) <= 0:
        have = ", ".join(media.type for media in offered)
        raise HttpError(406, f"there is no such form of this answer ({accept[:80]})", f"accept one of {have}")
    return best


def _ranges(accept: str) -> list[tuple[str, float]]:
    found = []
    for part in accept.split(","):
        media, *parameters = (piece.strip() for piece in part.split(";"))
        quality = 1.0
        for parameter in parameters:
            key, _, value = parameter.partition("=")
            if key.strip().lower() == "q":
                try:
                    quality = min(max(float(value), 0.0), 1.0)
                except ValueError:
                    quality = 0.0
        if media:
            found.append((media.lower(), quality))
    return found


def _quality(media: Media, ranges: list[tuple[str, float]]) -> float:
    """Return what the range says that names the form most closely."""
    best = (-1, 0.0)
    for text, quality in ranges:
        if text == media.type:
            closeness = 3
        elif text in media.aliases:
            closeness = 2
        elif text.endswith("/*") and media.type.startswith(text[:-1]):
            closeness = 1
        elif text == "*/*":
            closeness = 0
        else:
            continue
        best = max(best, (closeness, quality))
    return best[1]
