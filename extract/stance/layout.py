"""How an article is laid out: title and paragraphs, and what stands between quotation marks."""

from __future__ import annotations

from collections.abc import Sequence

from extract.periods.lexer import Token

_TITLE = 160  # characters of a first line that may be a title of several sentences


def paragraphs(text: str, sentences: Sequence[tuple[int, int]]) -> list[int]:
    """Return the number of each sentence's paragraph; the title, a first line that stands alone, is -1."""
    numbers, count = [], 0
    for n, (start, _) in enumerate(sentences):
        if n and "\n" in text[max(0, sentences[n - 1][1] - 1) : start]:
            count += 1
        numbers.append(count)
    line = text.split("\n", 1)[0].strip()
    alone = len(sentences) > 1 and numbers[1] == 1 and text[: sentences[0][1]].count("\n") == 0
    titled = alone or (numbers[-1] > 0 and len(line) < _TITLE and line[-1:] not in {".", ":", ""})
    return [number - 1 for number in numbers] if titled else numbers


def quoted(tokens: Sequence[Token]) -> frozenset[int]:
    """Return the tokens that stand inside quotation marks."""
    inside: set[int] = set()
    for opening, closing in (("«", "»"), ("“", "”"), ('"', '"')):
        start: int | None = None
        for i, token in enumerate(tokens):
            if start is not None and token.norm == closing:
                inside.update(range(start, i))
                start = None
            elif token.norm == opening:
                start = i
    return frozenset(inside)
