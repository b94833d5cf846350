"""The fields beside an article's text, however they were written down, checked and made into an `Article`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from corpus.article import Article, make_id
from corpus.errors import ReadError
from corpus.text import check
from corpus.urls import canonical_url, parse

FIELDS = ("id", "title", "url", "outlet", "published", "language")
"""What is read from front matter, a ``.json`` beside a text, or a JSON line; other fields are left alone."""

_CONTROL = re.compile(r"[\x00-\x1f\x7f\ud800-\udfff]")


def build(fields: Mapping[str, Any], text: str, *, source: str, where: str) -> Article:
    """Return the article of a normalised text and its raw fields.

    Parameters
    ----------
    fields : mapping
        Raw values by name (see `FIELDS`); null and empty ones count as not given. Without `published` the article has
        no date, and relative dates in it stay open.
    where : str
        What an error calls the place ("news.jsonl, line 3").

    Raises
    ------
    ReadError
        Where a field or the text cannot be used.

    Examples
    --------
    >>> article = build({"title": "Prova", "published": "2025-03-04T08:00"}, "Un testo.", source="a.md", where="a.md")
    >>> article.published, article.outlet
    (datetime.date(2025, 3, 4), None)
    """
    check(text, where)
    title = _string(fields, "title", where)
    url = web_address(fields, where)
    given = _string(fields, "id", where)
    return Article(
        id=given or make_id(url=url, title=title, text=text),
        text=text,
        source=source,
        title=title,
        outlet=_string(fields, "outlet", where),
        url=url,
        published=day(fields.get("published"), where),
        language=language_code(_string(fields, "language", where), where),
    )


def _string(fields: Mapping[str, Any], name: str, where: str) -> str | None:
    value = fields.get(name)
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, str | int | float | date):
        raise ReadError(f"{where}: {name} is not a text ({value!r:.60})", f'write it in quotes: {name}: "…"')
    text = " ".join(str(value).split())
    if _CONTROL.search(text):
        raise ReadError(f"{where}: {name} has a control character", "remove it")
    return text or None


def web_address(fields: Mapping[str, Any], where: str) -> str | None:
    """Return the field `url` as written, once it is known to be an http or https address; None where not given."""
    url = _string(fields, "url", where)
    if url is None:
        return None
    try:
        parse(url)
        canonical_url(url)
    except ReadError as error:
        raise ReadError(f"{where}: url: {error.problem}", error.remedy) from None
    return url


def day(value: object, where: str) -> date | None:
    """Return the day of a date, a time stamp or their ISO 8601 text; None where nothing is given.

    Raises
    ------
    ReadError
        For anything else: a date that is guessed would move every "lo scorso anno" of the article.

    Examples
    --------
    >>> day("2024-08-02", "a.md"), day("2024-08-02T10:00:00Z", "a.md"), day(None, "a.md")
    (datetime.date(2024, 8, 2), datetime.date(2024, 8, 2), None)
    >>> day("2 agosto", "a.md")
    Traceback (most recent call last):
    corpus.errors.ReadError: a.md: published is not a date ('2 agosto'): write it as YYYY-MM-DD
    """
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    if value is None or (isinstance(value, str) and not value.strip()):
        return None
    try:
        return datetime.fromisoformat(str(value).strip()).date()
    except ValueError:
        raise ReadError(f"{where}: published is not a date ({value!r:.60})", "write it as YYYY-MM-DD") from None


def language_code(value: str | None, where: str) -> str | None:
    """Return the language subtag of a BCP 47 tag, in lower case.

    Raises
    ------
    ReadError
        Where `value` is no such tag.

    Examples
    --------
    >>> language_code("it-IT", "a.md"), language_code(None, "a.md")
    ('it', None)
    """
    if value is None:
        return None
    code = re.split("[-_]", value.lower())[0]
    if not re.fullmatch("[a-z]{2,3}", code):
        raise ReadError(f"{where}: language is not a language code ({value!r:.60})", 'write one such as "it"')
    return code
