"""HTML that is made here: everything that comes from an article or a person is escaped."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from kg.views import Quoted, Segment
from ui.links import href


def quote(parts: Quoted) -> str:
    """Return a sentence with its figure marked.

    Examples
    --------
    >>> quote(Quoted("usa <b>", "4.000", "."))
    '<blockquote class="cifre-quote">usa &lt;b&gt;<mark>4.000</mark>.</blockquote>'
    """
    figure = f"<mark>{escape(parts.figure)}</mark>"
    return f'<blockquote class="cifre-quote">{escape(parts.before)}{figure}{escape(parts.after)}</blockquote>'


def reading(segments: Iterable[Segment], *, article: str, selected: str | None, labels: dict[str, str]) -> str:
    """Return an article's text with its figures and names as links.

    Parameters
    ----------
    segments : iterable of Segment
        The text in stretches.
    article : str
        Its id.
    selected : str or None
        The node of the claim that is shown beside it.
    labels : dict
        What a figure says, by claim, for those who hover or listen.
    """
    return (
        f'<div class="cifre-text" lang="it">{"".join(_segment(s, article, selected, labels) for s in segments)}</div>'
    )


def _segment(segment: Segment, article: str, selected: str | None, labels: dict[str, str]) -> str:
    words = escape(segment.text)
    if segment.claims:
        iri = segment.claims[0]
        chosen = ' aria-current="true"' if selected in segment.claims else ""
        link, label = escape(href("articles", article=article, claim=iri)), escape(labels.get(iri, ""))
        return f'<a class="figure" href="{link}" data-claim="{escape(iri)}" title="{label}"{chosen}>{words}</a>'
    if segment.entity:
        link = escape(href("entities", entity=segment.entity))
        return f'<a class="name" href="{link}" data-entity="{escape(segment.entity)}">{words}</a>'
    return words
