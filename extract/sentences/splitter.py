"""Split Italian news into sentences by its line structure, end marks and abbreviations.

A line is never part of the sentence of another one: headings, bullets and table rows stand alone. Offsets are
trimmed of white space, so that ``text[start:end]`` is the sentence as a reader sees it.
"""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

_END_MARK = re.compile(r"""[.!?…]+["”»’')\]]*(?=\s)""")
_NEXT_OPENS = re.compile(r"""\s+["“«‘'(\[–—-]*\s*(?:[A-ZÀ-ÖØ-Þ\d$€£]|xAI\b|iGenius\b|iPhone\b)""")
_LAST_WORD = re.compile(r"([^\W\d_]+)$")


@lru_cache(maxsize=1)
def _abbreviations() -> frozenset[str]:
    lines = Path(__file__).with_name("abbreviations.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(line for line in lines if line and not line.startswith("#"))


def split_sentences(text: str) -> tuple[tuple[int, int], ...]:
    """Return the spans of the sentences, in order, without surrounding white space.

    Examples
    --------
    >>> text = "Ricavi\\nIl dott. Rossi c'era. E poi? Sì."
    >>> [text[start:end] for start, end in split_sentences(text)]
    ['Ricavi', "Il dott. Rossi c'era.", 'E poi?', 'Sì.']
    """
    spans: list[tuple[int, int]] = []
    line_start = 0
    for line in text.splitlines(keepends=True):
        spans.extend(_split_line(text, line_start, line_start + len(line)))
        line_start += len(line)
    return tuple(spans)


def _split_line(text: str, start: int, end: int) -> list[tuple[int, int]]:
    spans = []
    for mark in _END_MARK.finditer(text, start, end):
        if _NEXT_OPENS.match(text, mark.end(), end) and not _is_abbreviation(text, start, mark):
            spans.append(_trim(text, start, mark.end()))
            start = mark.end()
    spans.append(_trim(text, start, end))
    return [span for span in spans if span[0] < span[1]]


def _is_abbreviation(text: str, start: int, mark: re.Match[str]) -> bool:
    if mark.group() != ".":
        return False
    word = _LAST_WORD.search(text, max(start, mark.start() - 30), mark.start())
    if word is None:
        return False
    one_capital = len(word.group()) == 1 and word.group().isupper()
    return one_capital or word.group().lower() in _abbreviations()


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
