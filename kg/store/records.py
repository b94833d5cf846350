"""What a store tells of its articles."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from typing import Any

from corpus.article import Article

Track = Callable[[Sequence[Any]], Iterable[Any]]
"""Passes on what is to be done, one by one, and shows how far it is."""


class Put(StrEnum):
    """What storing an article did."""

    ADDED = "added"
    UNCHANGED = "unchanged"
    REPLACED = "replaced"


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleInfo:
    """An article in a list: all but its text, and how much it states."""

    id: str
    iri: str
    title: str | None
    outlet: str | None
    url: str | None
    published: date | None
    language: str | None
    source: str
    claims: int
    relations: int


@dataclass(frozen=True, slots=True)
class Stats:
    """How much is in a store; `entities` counts those that its articles name."""

    articles: int
    claims: int
    relations: int
    entities: int
    quads: int


@dataclass(frozen=True, slots=True)
class Stored:
    """What an article's file says.

    Parameters
    ----------
    extractor : str or None
        Name and version of what read the article.
    claims, relations : int
        How much it states.
    """

    article: Article
    extractor: str | None
    claims: int
    relations: int


@dataclass(frozen=True, slots=True)
class Version:
    """An earlier version of an article.

    Parameters
    ----------
    number : int
        From 1, the oldest.
    written : datetime
        When it was stored, in UTC.
    file : Path
        Where it is kept.
    """

    number: int
    written: datetime
    file: Path
    stored: Stored
