"""The readers: a file, a folder, an address, bytes or pasted text, each as articles."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any, BinaryIO

from corpus import markdown
from corpus.article import Article
from corpus.errors import ReadError
from corpus.fetch import fetch
from corpus.fields import build
from corpus.pages import MAX_PAGE_BYTES, read_page
from corpus.text import MAX_BYTES, check_size, decode, normalise

MAX_LINE_BYTES = 4 * MAX_BYTES
"""The longest line of JSON Lines: JSON may escape each character."""

TEXT, MARKDOWN, HTML, JSON_LINES = (".txt",), (".md", ".markdown"), (".html", ".htm"), (".jsonl", ".ndjson")
ENDINGS = TEXT + MARKDOWN + HTML + JSON_LINES
"""The endings of files that hold articles."""

_NOT_ARTICLES = frozenset({"readme", "license", "licence", "changelog", "contributing", "notice"})
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]+)://")


def read(source: str | Path, *, published: date | None = None, allow_private: bool = False) -> Iterator[Article]:
    """Return the articles of a file, a folder or an address, one by one.

    Parameters
    ----------
    source : str or Path
        A file (``.txt`` with an optional ``.json`` of the same name beside it, ``.md``, ``.html``, ``.jsonl``), a
        folder (see `article_files`), or an http or https address.
    published : date or None
        The day of publication, where the caller knows it: it takes the place of the one that the data states. Without
        either the article has none, and relative dates in it stay open.
    allow_private : bool
        Whether an address of the own machine or network may be read.

    Raises
    ------
    ReadError
        At once where `source` is not there or of no known kind; while iterating where an article cannot be read.

    Examples
    --------
    >>> articles = list(read(sample_folder()))
    >>> len(articles) >= 20, {article.language for article in articles}
    (True, {'it'})
    """
    articles = _read_url(str(source), allow_private) if is_url(source) else _read_path(Path(source), str(source))
    return _dated(articles, published)


def is_url(source: str | Path) -> bool:
    """Tell whether a source is an address and not a path.

    Raises
    ------
    ReadError
        For an address that is neither http nor https.

    Examples
    --------
    >>> is_url("https://example.org/a"), is_url("articoli/a.txt")
    (True, False)
    """
    scheme = _SCHEME.match(source.strip()) if isinstance(source, str) else None
    if scheme and scheme.group(1).lower() not in ("http", "https"):
        raise ReadError(f"{source} is not a web address", "give one that starts with http:// or https://")
    return scheme is not None


def from_text(
    text: str,
    *,
    title: str | None = None,
    outlet: str | None = None,
    url: str | None = None,
    published: date | None = None,
    language: str | None = None,
    source: str = "<text>",
    id: str | None = None,
) -> Article:
    """Return a pasted text as an article.

    Raises
    ------
    ReadError
        Where the text is empty, too large or no text, or a field cannot be used.

    Examples
    --------
    >>> article = from_text("Mille GPU in più.\\r\\n", title="Prova", published=date(2025, 3, 4))
    >>> article.text, article.source, len(article.id)
    ('Mille GPU in più.\\n', '<text>', 16)
    """
    fields = {"id": id, "title": title, "outlet": outlet, "url": url, "published": published, "language": language}
    return build(fields, normalise(text), source=source, where="the pasted text" if source == "<text>" else source)


def from_bytes(data: bytes, name: str) -> Iterator[Article]:
    """Return the articles of an uploaded file; its name's ending says how it is read.

    A ``.txt`` has no fields here, since nothing lies beside it.

    Raises
    ------
    ReadError
        As `read`.

    Examples
    --------
    >>> [article.title for article in from_bytes(b"---\\ntitle: Prova\\n---\\nUn testo.", "prova.md")]
    ['Prova']
    """
    ending = _ending(name)
    if ending in JSON_LINES:
        return _json_lines(BytesIO(data), name)
    check_size(len(data), name, MAX_PAGE_BYTES if ending in HTML else MAX_BYTES)
    return iter([_READERS[ending](data, name, {})])


def article_files(folder: Path) -> list[Path]:
    """Return the files of a folder that hold articles, at any depth, sorted by path.

    These are files with one of `ENDINGS`. Left out are hidden files and folders, ``README``, ``LICENSE``,
    ``CHANGELOG``, ``CONTRIBUTING`` and ``NOTICE`` of any ending, and every other ending: a ``.json`` beside a ``.txt``
    is part of that article. Links to folders are not followed.

    Raises
    ------
    ReadError
        Where the folder has none.

    Examples
    --------
    >>> "README.md" in {path.name for path in article_files(sample_folder())}
    False
    """
    found: list[Path] = []
    for parent, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        found.extend(Path(parent, name) for name in names if _is_article(name))
    if not found:
        raise ReadError(f"{folder} has no articles", f"put files ending in {', '.join(ENDINGS)} there")
    return sorted(found, key=lambda path: path.relative_to(folder).as_posix())


def sample_folder() -> Path:
    """Return the folder of the sample corpus: short digests, written for the project, of real news.

    Examples
    --------
    >>> sample_folder().name
    'articles'
    """
    return Path(__file__).parent / "articles"


def _is_article(name: str) -> bool:
    stem, ending = os.path.splitext(name.lower())  # noqa: PTH122 (a bare name, not a path)
    return not name.startswith(".") and ending in ENDINGS and stem not in _NOT_ARTICLES


def _dated(articles: Iterator[Article], published: date | None) -> Iterator[Article]:
    if published is None:
        return articles
    return (replace(article, published=published) for article in articles)


def _read_url(url: str, allow_private: bool) -> Iterator[Article]:
    page = fetch(url.strip(), allow_private=allow_private)
    if page.media_type in (None, "text/html", "application/xhtml+xml"):
        yield read_page(page.data, source=url, charset=page.charset, address=page.url)
    elif page.media_type == "text/plain":
        yield build({"url": page.url}, decode(page.data, url), source=url, where=url)
    else:
        raise ReadError(f"{url} is {page.media_type}, not a web page", "give the address of an article's page")


def _read_path(path: Path, source: str) -> Iterator[Article]:
    if path.is_dir():
        return (article for file in article_files(path) for article in _read_path(file, str(file)))
    if not path.exists():
        raise ReadError(f"{source} is not there", "check the path")
    if not path.is_file():
        raise ReadError(f"{source} is not a file", "give a file, a folder or a web address")
    ending = _ending(source)
    if ending in JSON_LINES:
        return _json_lines_of(path, source)
    return _file(path, source, ending)


def _file(path: Path, source: str, ending: str) -> Iterator[Article]:
    data = _bytes(path, source, MAX_PAGE_BYTES if ending in HTML else MAX_BYTES)
    beside = path.with_suffix(".json")
    fields = _beside(beside) if ending in TEXT and beside.is_file() else {}
    yield _READERS[ending](data, source, fields)


def _bytes(path: Path, source: str, limit: int) -> bytes:
    try:
        check_size(path.stat().st_size, source, limit)
        return path.read_bytes()
    except OSError as error:
        raise ReadError(f"{source} cannot be read ({error.strerror})", "check the file and its permissions") from None


def _ending(name: str) -> str:
    ending = Path(name).suffix.lower()
    if ending == ".json":
        raise ReadError(
            f"{name} is JSON, which only holds the fields of a text beside it",
            "give the .txt of the same name, or JSON Lines with the ending .jsonl",
        )
    if ending not in ENDINGS:
        raise ReadError(f"{name} is of an unknown kind ({ending or 'no ending'})", f"give {', '.join(ENDINGS)}")
    return ending


def _text(data: bytes, source: str, fields: Mapping[str, Any]) -> Article:
    return build(fields, decode(data, source), source=source, where=source)


def _markdown(data: bytes, source: str, _: Mapping[str, Any]) -> Article:
    fields, body = markdown.split(decode(data, source), source)
    return build(fields, markdown.plain(body), source=source, where=source)


def _html(data: bytes, source: str, _: Mapping[str, Any]) -> Article:
    return read_page(data, source=source)


_Reader = Callable[[bytes, str, Mapping[str, Any]], Article]
_READERS: dict[str, _Reader] = {
    **dict.fromkeys(TEXT, _text),
    **dict.fromkeys(MARKDOWN, _markdown),
    **dict.fromkeys(HTML, _html),
}


def _beside(path: Path) -> dict[str, Any]:
    return _object(decode(_bytes(path, str(path), MAX_BYTES), str(path)), str(path))


def _object(text: str, where: str) -> dict[str, Any]:
    try:
        value = json.loads(text)
    except json.JSONDecodeError as error:
        place = f"{where}, line {error.lineno}" if error.lineno > 1 else where
        raise ReadError(f"{place} is not JSON ({error.msg}, column {error.colno})", "mend it") from None
    except (ValueError, RecursionError) as error:
        raise ReadError(f"{where} is not JSON that can be read ({error})", "mend it") from None
    if not isinstance(value, dict):
        raise ReadError(f"{where} is not a JSON object", 'write {"title": …, "published": …}')
    return value


def _json_lines_of(path: Path, source: str) -> Iterator[Article]:
    try:
        with path.open("rb") as file:
            yield from _json_lines(file, source)
    except OSError as error:
        raise ReadError(f"{source} cannot be read ({error.strerror})", "check the file and its permissions") from None


def _json_lines(file: BinaryIO, source: str) -> Iterator[Article]:
    number, empty = 0, True
    while line := file.readline(MAX_LINE_BYTES + 1):
        number += 1
        where = f"{source}, line {number}"
        check_size(len(line), where, MAX_LINE_BYTES)
        text = decode(line, where)
        if not text.strip():
            continue
        empty = False
        fields = _object(text.strip(), where)
        body = fields.get("text")
        if not isinstance(body, str):
            raise ReadError(f'{where} has no "text"', 'write {"text": …, "title": …} on each line')
        yield build(fields, normalise(body), source=source, where=where)
    if empty:
        raise ReadError(f"{source} has no text", "write one article a line, as a JSON object")
