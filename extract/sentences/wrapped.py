"""Undo the line breaks that a page or an editor put into sentences, keeping every offset.

A line of news is a paragraph, a heading or a bullet. Text copied from a page breaks lines at its links ("Il gruppo⏎ha
chiuso", "Nexa⏎, che produce"), text from an editor at a column: there a line goes on in the next one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from corpus.language import function_words

LONG = 50  # characters of a line that is no heading or bullet
COLUMN = 100  # characters of the widest line that an editor breaks
RAGGED = 20  # characters by which lines broken at a column differ

_BREAK = re.compile(r"(?<=[^\s.!?:;…])[ \t]*\n(?=[ \t]*(?:[^\W_]|[,;:.)](?!\.)))")
_FIRST_WORD = re.compile(r"[ \t]*([^\W\d_]*)")
_OPENING_DIGIT = re.compile(r"[ \t]*\d")
_ITEM = re.compile(r"\s*(?:[-•*–—]|\d+[.)])\s")
_LAST_WORD = re.compile(r"([^\W\d_]+)[ \t]*$")


def unwrap(text: str) -> str:
    """Return the text with a space for every line end inside a sentence; it is as long as before.

    Examples
    --------
    >>> unwrap("Il gruppo\\nha chiuso in utile\\n, dice il capo.\\nI conti\\nRicavi: 3 miliardi")
    'Il gruppo ha chiuso in utile , dice il capo.\\nI conti\\nRicavi: 3 miliardi'
    """
    if "\n" not in text:
        return text
    breaks = [match.end() - 1 for match in _BREAK.finditer(text) if _goes_on(text, match)]
    for block in _paragraphs(text):
        breaks += _column(block)
    joined = list(text)
    for offset in breaks:
        joined[offset] = " "
    return "".join(joined)


def _goes_on(text: str, match: re.Match[str]) -> bool:
    """Say whether a line goes on with the one before: by its small letter, or by a small word that cannot end one."""
    line = text[max(text.rfind("\n", 0, match.start()) + 1, match.start() - LONG) : match.start()]
    opening, last = _FIRST_WORD.match(text, match.end()), _LAST_WORD.search(line)
    first = opening.group(1) if opening else ""
    known = function_words()["it"]
    if last and last.group(1) in known:
        return True
    if not first:
        return not _OPENING_DIGIT.match(text, match.end())
    return first.islower() and (len(line) >= LONG or first in known)


def _paragraphs(text: str) -> Iterator[list[tuple[int, str]]]:
    """Yield the runs of lines that blank lines part, each line with its offset."""
    block: list[tuple[int, str]] = []
    offset = 0
    for line in text.split("\n"):
        if line.strip():
            block.append((offset, line))
        elif block:
            yield block
            block = []
        offset += len(line) + 1
    if block:
        yield block


def _column(block: Sequence[tuple[int, str]]) -> list[int]:
    """Return the line ends of a paragraph whose lines all reach about the same column."""
    lines = [line for _, line in block]
    widths = [len(line) for line in lines[:-1]]
    if len(lines) < 3 or max(widths) > COLUMN or min(widths) < max(LONG, max(widths) - RAGGED):
        return []
    ended = sum(line.rstrip().endswith((".", "!", "?", ":")) for line in lines[:-1])
    if ended > len(widths) // 3 or any(_ITEM.match(line) for line in lines[1:]):
        return []
    return [offset + len(line) for offset, line in block[:-1]]
