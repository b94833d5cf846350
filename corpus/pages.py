"""HTML: the article inside a page, found by trafilatura, with the fields that the page states."""

from __future__ import annotations

import codecs
import re
from typing import Any

from corpus.article import Article
from corpus.errors import ReadError
from corpus.fields import build
from corpus.text import check_size, normalise
from corpus.urls import canonical_url, parse

MAX_PAGE_BYTES = 10_000_000
"""The largest HTML page, in bytes: its text is a small part of it."""

_META_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)
_RULE = re.compile(r"\|(\s*:?-+:?\s*\|)+\s*")
_ROW = re.compile(r"\|\s?(.*?)\s*\|\s*")


def read_page(data: bytes, *, source: str, charset: str | None = None, address: str | None = None) -> Article:
    """Return the article of an HTML page.

    Title, outlet, date, address and language are those that the page states in its head; a date that it does not
    state there or in its address is left out, not guessed from the prose. List items keep a dash, cells of a table row
    are joined with ``" | "``.

    Parameters
    ----------
    data : bytes
        The page. It is decoded as its byte-order mark, `charset`, or its own ``<meta charset>`` says, else as UTF-8.
    charset : str or None
        The encoding that the server named.
    address : str or None
        Where the page was found. A canonical address in the page is believed only on the same host, so that a page
        cannot take the place of another site's article.

    Raises
    ------
    ReadError
        Where the page is too large, cannot be decoded, or has no article text.

    Examples
    --------
    >>> page = b"<html lang='it'><title>Prova</title><article><p>Il gruppo ha chiuso il 2024 con ricavi per "
    >>> article = read_page(page + b"3 miliardi di euro.</p></article></html>", source="a.html")
    >>> article.text, article.title, article.language
    ('Il gruppo ha chiuso il 2024 con ricavi per 3 miliardi di euro.', 'Prova', 'it')
    """
    # Here, not above: it takes longer to import than most articles take to read, and only pages need it.
    import trafilatura

    check_size(len(data), source, MAX_PAGE_BYTES)
    tree = trafilatura.load_html(_decode(data, charset, source))
    text = None if tree is None else trafilatura.extract(tree, include_comments=False, include_tables=True)
    if not text or not text.strip():
        raise ReadError(
            f"{source} is a page without article text",
            "open it in a browser, copy the article and paste it, or save it as .txt",
        )
    head = trafilatura.extract_metadata(
        tree, default_url=address, date_config={"original_date": True, "extensive_search": False}
    )
    fields: dict[str, Any] = {
        "title": head.title,
        "outlet": head.sitename or head.hostname,
        "published": head.date,
        "url": _own_address(head.url, address),
        "language": _language(tree),
    }
    return build(fields, _tables(normalise(text)), source=source, where=source)


def _decode(data: bytes, charset: str | None, where: str) -> str:
    for mark, name in ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16")):
        if data.startswith(mark):
            charset = name
            break
    declared = _META_CHARSET.search(data[:4096])
    named = charset or (declared.group(1).decode("ascii") if declared else "utf-8")
    # As browsers do: pages that say Latin-1 are Windows-1252.
    encoding = "cp1252" if named.lower() in ("latin-1", "latin1", "iso-8859-1", "us-ascii", "ascii") else named
    try:
        return data.decode(encoding).removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        raise ReadError(
            f"{where} is not {named.upper()} (byte 0x{data[error.start]:02X} at position {error.start})",
            "save the page as UTF-8 and try again",
        ) from None
    except LookupError:
        raise ReadError(
            f"{where} names an unknown encoding ({named[:40]})", "save the page as UTF-8 and try again"
        ) from None


def _own_address(stated: str | None, found_at: str | None) -> str | None:
    if not stated or not stated.startswith(("http://", "https://")):
        return found_at
    try:
        canonical_url(stated)
    except ReadError:
        return found_at
    if found_at and _host(stated) != _host(found_at):
        return found_at
    return stated


def _host(url: str) -> str:
    return (parse(url).host or "").removeprefix("www.")


def _language(tree: Any) -> str | None:
    stated = re.match("[A-Za-z]{2,3}(?![A-Za-z])", tree.get("lang") or "")
    return stated.group().lower() if stated else None


def _tables(text: str) -> str:
    lines = (line for line in text.split("\n") if not _RULE.fullmatch(line))
    return "\n".join(match.group(1) if (match := _ROW.fullmatch(line)) else line for line in lines)
