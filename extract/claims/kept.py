"""Keep what is found out about one name, figure or time of an article: many figures of the article ask it again."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TypeVar

from extract.claims.context import Context

S = TypeVar("S")
T = TypeVar("T")


def kept(function: Callable[[Context, S], T]) -> Callable[[Context, S], T]:
    """Ask a function of an article and one of its spans once for each span; the article's `Context` keeps the answers.

    The span's identity is the key: to hash a record costs as much as the answer often does.

    Examples
    --------
    >>> from types import SimpleNamespace
    >>> @kept
    ... def length(ctx, span):
    ...     print("asked")
    ...     return len(span)
    >>> ctx = SimpleNamespace(kept={})
    >>> length(ctx, "2025"), length(ctx, "2025")
    asked
    (4, 4)
    """

    @wraps(function)
    def answer(ctx: Context, span: S) -> T:
        answers = ctx.kept.get(function)
        if answers is None:
            answers = ctx.kept[function] = {}
        found = answers.get(id(span))
        if found is None:
            found = answers[id(span)] = (span, function(ctx, span))  # with the span, so that its identity stays its own
        return found[1]

    return answer
