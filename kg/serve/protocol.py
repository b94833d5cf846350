"""The query operation of the SPARQL 1.1 Protocol: what a request asks, and what is wrong with one that asks nothing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlsplit

from pyoxigraph import NamedNode

from kg.serve.errors import HttpError

FORM, DIRECT = "application/x-www-form-urlencoded", "application/sparql-query"
_UPDATES = ("update", "using-graph-uri", "using-named-graph-uri")


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A query and the graphs that the request names for it.

    Parameters
    ----------
    query : str
        SPARQL, not looked at yet.
    default_graphs, named_graphs : tuple of str
        IRIs, in their order.
    """

    query: str
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()

    @property
    def names_graphs(self) -> bool:
        """Whether the request names graphs, which then count instead of those that the query names."""
        return bool(self.default_graphs or self.named_graphs)


def from_get(query_string: bytes) -> Question:
    """Return what a GET asks.

    Raises
    ------
    HttpError
        400, saying which condition it breaks.

    Examples
    --------
    >>> from_get(b"query=ASK%7B%7D&default-graph-uri=http%3A%2F%2Fexample.org%2Fg")
    Question(query='ASK{}', default_graphs=('http://example.org/g',), named_graphs=())
    >>> from_get(b"query=ASK%7B%7D&query=ASK%7B%7D")
    Traceback (most recent call last):
    ...
    kg.serve.errors.HttpError: the request has 2 queries: send one
    """
    return _question(_pairs(query_string))


def from_post(query_string: bytes, content_type: str, body: bytes) -> Question:
    """Return what a POST asks: a form, or a query as it is with the graphs in the address.

    Raises
    ------
    HttpError
        400, or 415 for another media type or another encoding than UTF-8.

    Examples
    --------
    >>> from_post(b"", "application/sparql-query", b"ASK {}").query
    'ASK {}'
    """
    media, parameters = _content_type(content_type)
    if media not in (FORM, DIRECT):
        said = f"the content type is {media}" if media else "the request has no content type"
        raise HttpError(415, said, f"send {FORM} or {DIRECT}; this endpoint takes no updates")
    if parameters.get("charset", "utf-8").lower() not in ("utf-8", "utf8"):
        raise HttpError(415, f"the query is encoded as {parameters['charset']}", "send it as UTF-8")
    address = _pairs(query_string)
    if media == DIRECT:
        return _question([*address, ("query", _utf8(body))])
    # A form should have all parameters in its body. Without those that a client leaves in the address it would get the
    # answer to another question.
    return _question([*_pairs(body), *address])


def _question(pairs: list[tuple[str, str]]) -> Question:
    for name in _UPDATES:
        if any(key == name for key, _ in pairs):
            raise HttpError(400, f"the request has {name}, and this endpoint takes no updates", "use kg ingest")
    queries = [value for key, value in pairs if key == "query"]
    if not queries:
        raise HttpError(400, "the request has no query", "send it as the parameter query")
    if len(queries) > 1:
        raise HttpError(400, f"the request has {len(queries)} queries", "send one")
    return Question(
        query=queries[0],
        default_graphs=tuple(_iri(key, value) for key, value in pairs if key == "default-graph-uri"),
        named_graphs=tuple(_iri(key, value) for key, value in pairs if key == "named-graph-uri"),
    )


def _pairs(data: bytes) -> list[tuple[str, str]]:
    try:
        return parse_qsl(_utf8(data), keep_blank_values=True, errors="strict", max_num_fields=1000)
    except UnicodeDecodeError:
        raise HttpError(400, "the request is not UTF-8", "encode it as UTF-8") from None
    except ValueError:
        raise HttpError(400, "the request has more than 1,000 parameters", "send fewer") from None


def _utf8(data: bytes) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        raise HttpError(400, "the request is not UTF-8", "encode it as UTF-8") from None


def _iri(parameter: str, text: str) -> str:
    try:
        iri = NamedNode(text).value
    except ValueError:
        raise HttpError(400, f"{parameter} is {text[:80]!r}, which is no IRI", "name a graph of the store") from None
    if urlsplit(iri).scheme == "file":
        raise HttpError(400, f"{parameter} names a file, and no files are read here", "name a graph of the store")
    return iri


def _content_type(text: str) -> tuple[str, Mapping[str, str]]:
    media, *rest = text.split(";")
    pairs = (part.partition("=") for part in rest)
    return media.strip().lower(), {key.strip().lower(): value.strip().strip('"') for key, _, value in pairs}
