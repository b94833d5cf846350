"""Sequences of spans that are looked up by place, so that the work grows with the text and not with its square."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from typing import Protocol, TypeVar, overload


class Spanned(Protocol):
    """Anything with character offsets."""

    @property
    def start(self) -> int: ...

    @property
    def end(self) -> int: ...


T = TypeVar("T", bound=Spanned)


class Placed(Sequence[T]):
    """Spans in text order.

    Examples
    --------
    >>> from extract.records import Mention
    >>> names = [Mention(start=s, end=s + 3, text="Eni", name="Eni", kind="organisation") for s in (0, 10, 20)]
    >>> [m.start for m in Placed(names).within(5, 23)]
    [10, 20]
    """

    def __init__(self, items: Iterable[T]) -> None:
        self._items = sorted(items, key=lambda item: item.start)
        self._starts = [item.start for item in self._items]

    def within(self, start: int, end: int) -> list[T]:
        """Return the items that lie between two offsets, in text order."""
        first, last = bisect_left(self._starts, start), bisect_left(self._starts, end)
        return [item for item in self._items[first:last] if item.end <= end]

    def starting(self, start: int, end: int) -> list[T]:
        """Return the items that start between two offsets (`end` exclusive), wherever they end."""
        return self._items[bisect_left(self._starts, start) : bisect_left(self._starts, end)]

    def overlapping(self, start: int, end: int) -> list[T]:
        """Return the items that share characters with a span, among those that start up to 200 characters before it."""
        first, last = bisect_left(self._starts, start - 200), bisect_left(self._starts, end)
        return [item for item in self._items[first:last] if item.end > start]

    @overload
    def __getitem__(self, index: int) -> T: ...
    @overload
    def __getitem__(self, index: slice) -> list[T]: ...
    def __getitem__(self, index: int | slice) -> T | list[T]:
        return self._items[index]

    def __iter__(self) -> Iterator[T]:
        return iter(self._items)

    def __len__(self) -> int:
        return len(self._items)
