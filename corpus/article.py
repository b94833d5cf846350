"""The article: what every reader of this package returns and every later package starts from."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date

from corpus.urls import canonical_url


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One news article, normalised.

    Parameters
    ----------
    id : str
        Given in its data, else derived from `url`, else from title and text.
    text : str
        Decoded, without byte-order mark, with ``\\n`` line ends, without front matter and markup; nothing else is
        changed. All evidence offsets count code points of this string.
    source : str
        The path or URL that it was read from, as given.
    published : date or None
        Day of publication; relative dates in the text are resolved against it.
    """

    id: str
    text: str
    source: str
    title: str | None = None
    outlet: str | None = None
    url: str | None = None
    published: date | None = None
    language: str | None = None


def make_id(*, url: str | None, title: str | None, text: str) -> str:
    """Return a stable id: from the canonical address where there is one, else from the content.

    Raises
    ------
    ReadError
        Where `url` is not an http or https address.

    Examples
    --------
    >>> make_id(url="https://example.org/a/?utm_source=feed#top", title=None, text="x") == make_id(
    ...     url="https://EXAMPLE.org/a", title=None, text="x")
    True
    >>> make_id(url="https://example.org/a", title=None, text="x") == make_id(
    ...     url="https://example.org/a", title="T", text="y")
    True
    >>> len(make_id(url=None, title=None, text="x"))
    16
    """
    key = canonical_url(url) if url else f"{title or ''}\n{text}"
    return hashlib.sha256(key.encode("utf-8")).hexdigest()[:16]
