"""What a store tells of its articles."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


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
