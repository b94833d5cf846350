"""Long lists in pages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """One page of a list; `number` counts from 1, `pages` is at least 1."""

    items: tuple[T, ...]
    number: int
    pages: int


def paged(items: Sequence[T], number: int | str | None, size: int = 20) -> Page[T]:
    """Return a page of a list; a number that is none, or beyond the ends, gives the nearest page.

    Examples
    --------
    >>> paged("abcdefg", 2, 3)
    Page(items=('d', 'e', 'f'), number=2, pages=3)
    >>> paged("abc", "99", 2).items, paged("abc", "x", 2).number, paged([], None).pages
    (('c',), 1, 1)
    """
    pages = max(1, -(-len(items) // size))
    try:
        wanted = int(number or 1)
    except ValueError:
        wanted = 1
    wanted = min(max(wanted, 1), pages)
    return Page(tuple(items[(wanted - 1) * size : wanted * size]), wanted, pages)
