"""Find the heading that a text stands under: "## Groq", "RUNWAY", "**Chi investe**", "Google Cloud"."""

from __future__ import annotations

import re

from extract.claims.context import Context, Span

WORDS = 6  # of a heading without a mark
MARKED = re.compile(r"#{1,6} |\*\*[^*]+\*\*:?$")
ENDING = re.compile(r"[.,;!?…»”\")\]]$|[.,;]\*\*$")


def section_heading(ctx: Context, offset: int) -> Span | None:
    """Return the heading over `offset`, or None; the first line of an article is its title and no heading."""
    start, _ = ctx.paragraph(offset)
    if start not in ctx.section_headings:
        ctx.section_headings[start] = _above(ctx, start)
    return ctx.section_headings[start]


def _above(ctx: Context, start: int) -> Span | None:
    while start > 0:
        start, end = ctx.paragraph(start - 1)
        if start > 0 and is_heading(ctx, start, end):
            return start, end
    return None


def is_heading(ctx: Context, start: int, end: int) -> bool:
    """Say whether a line is a heading: marked as one, or a few words that no full stop ends and no figure is in."""
    line = ctx.text[start:end].strip()
    if not line or ctx.is_bullet((start, end)) or any(m.how == "byline" for m in ctx.mentions.within(start, end)):
        return False
    if MARKED.match(line) or (line.isupper() and len(line.split()) <= WORDS):
        return True
    return len(line.split()) <= WORDS and not ENDING.search(line) and not ctx.quantities.starting(start, end)
