"""Text with what was found in it: cut into stretches that are each a figure, a name or neither."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from extract.records import Evidence, Mention
from kg.rdf import Statement


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of text with the nodes of the claims that stand there, or the name that it is."""

    text: str
    claims: tuple[str, ...] = ()
    entity: str | None = None


@dataclass(frozen=True, slots=True)
class Quoted:
    """A sentence around its figure."""

    before: str
    figure: str
    after: str


def segments(text: str, claims: Iterable[Statement], mentions: Sequence[Mention] = ()) -> tuple[Segment, ...]:
    """Return a text in stretches, which together are the text; a figure hides a name within it.

    Examples
    --------
    >>> name = Mention(start=0, end=4, text="Meta", name="Meta", kind="organisation")
    >>> [s.entity for s in segments("Meta cresce", (), [name])]
    ['Meta', None]
    """
    figures = [(s.record.evidence.start, s.record.evidence.end, s.iri) for s in claims]
    names = [
        (m.start, m.end, m.name)
        for m in mentions
        if not any(start < m.end and m.start < end for start, end, _ in figures)
    ]
    cuts = {0, len(text), *(cut for start, end, _ in (*figures, *names) for cut in (start, end))}
    places = sorted(cut for cut in cuts if 0 <= cut <= len(text))
    found = []
    for start, end in pairwise(places):
        # Of claims within one another, the shortest is the one that is meant where they overlap.
        here = sorted((last - first, iri) for first, last, iri in figures if first <= start and end <= last)
        entity = next((name for first, last, name in names if first <= start and end <= last), None)
        found.append(Segment(text[start:end], tuple(iri for _, iri in here), entity))
    return tuple(found)


def quoted(text: str, evidence: Evidence) -> Quoted:
    """Return the sentence that evidence stands in, around its figure.

    Examples
    --------
    >>> quoted("Nel 2024 ne usa 4.000. E poi?", Evidence(start=16, end=21, text="4.000", sentence=(0, 22)))
    Quoted(before='Nel 2024 ne usa ', figure='4.000', after='.')
    """
    first, last = min(evidence.sentence[0], evidence.start), max(evidence.sentence[1], evidence.end)
    return Quoted(text[first : evidence.start], text[evidence.start : evidence.end], text[evidence.end : last])
