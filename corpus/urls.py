"""Web addresses: the canonical form that an article's id is made from.

`courlan`, which comes with trafilatura, has such a function, but it also drops parameters that many newspapers name
their articles by (``cid``, ``eid``, ``source``) and those without a value (``?p123``): two articles would become one.
Here only parameters go that are known to track, listed in ``tracking_parameters.txt``.
"""

from __future__ import annotations

from fnmatch import fnmatchcase
from functools import cache
from pathlib import Path
from urllib.parse import unquote_plus

from urllib3.exceptions import LocationParseError
from urllib3.util import Url, parse_url

from corpus.errors import ReadError

_PORTS = {"http": 80, "https": 443}


def parse(url: str) -> Url:
    """Return the parts of an http(s) address, normalised (case of scheme and host, IDNA, percent-escapes, dots).

    Raises
    ------
    ReadError
        Where `url` is not an http or https address with a host, or carries a user name.

    Examples
    --------
    >>> parse("HTTPS://Example.ORG/a/../b").url
    'https://example.org/b'
    >>> parse("ftp://example.org/a")
    Traceback (most recent call last):
    corpus.errors.ReadError: 'ftp://example.org/a' is not a web address: give one that starts with http:// or https://
    """
    shown = url if len(url) <= 200 else url[:200] + "…"
    remedy = "give one that starts with http:// or https://"
    try:
        parts = parse_url(url.strip())
    except (LocationParseError, ValueError):
        raise ReadError(f"{shown!r} is not a web address", remedy) from None
    if parts.scheme not in _PORTS or not parts.host:
        raise ReadError(f"{shown!r} is not a web address", remedy)
    if parts.auth is not None:
        raise ReadError(f"the address at {parts.host} carries a user name", "give it without name and password")
    return parts


def canonical_url(url: str) -> str:
    """Return the one form of an address that all ways to write it share.

    Scheme and host in lower case, no default port, no fragment, no tracking parameters, the others sorted by name,
    no slash at the end of the path.

    Raises
    ------
    ReadError
        Where `url` is not an http or https address.

    Examples
    --------
    >>> canonical_url("https://WWW.Example.org:443/nuvola/?utm_source=x&id=7&fbclid=y#commenti")
    'https://www.example.org/nuvola?id=7'
    >>> canonical_url("http://example.org") == canonical_url("http://example.org/")
    True
    """
    parts = parse(url)
    port = None if parts.port == _PORTS[str(parts.scheme)] else parts.port
    path = (parts.path or "").rstrip("/")
    kept = [pair for pair in (parts.query or "").split("&") if pair and not _tracks(pair)]
    query = "&".join(sorted(kept, key=lambda pair: pair.partition("=")[0])) or None
    return Url(scheme=parts.scheme, host=parts.host, port=port, path=path, query=query).url


def _tracks(pair: str) -> bool:
    name = unquote_plus(pair.partition("=")[0]).lower()
    return any(fnmatchcase(name, pattern) for pattern in _tracking_parameters())


@cache
def _tracking_parameters() -> tuple[str, ...]:
    lines = (Path(__file__).parent / "tracking_parameters.txt").read_text("utf-8").splitlines()
    return tuple(line.strip() for line in lines if line.strip() and not line.startswith("#"))
