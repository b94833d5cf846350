"""The spaCy component: finds nothing itself, writes what `find_times` finds on the Doc."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc, Span

from extract.entities import Gazetteer
from extract.entities.vocabulary import phrases
from extract.periods.finder import find_times
from extract.records import Mention, TimeExpression
from extract.text import text_of

for _name, _default in (("published", None), ("times", ()), ("mentions", ())):
    if not Doc.has_extension(_name):
        Doc.set_extension(_name, default=_default)


@Language.factory("cifre_periods", default_config={"fiscal_year_end": None})
class Periods:
    """Write time expressions to ``doc._.times`` and their spans to ``doc.spans["times"]``.

    ``doc._.published`` (a date, an ISO string or None) is what relative expressions are resolved against. A span takes
    in every token that the expression touches; the exact offsets are those of the `TimeExpression`.

    Examples
    --------
    >>> import spacy
    >>> nlp = spacy.blank("it")
    >>> _ = nlp.add_pipe("cifre_periods")
    >>> [time.text for time in nlp("I ricavi del 2023 e del secondo trimestre.")._.times]
    ['2023', 'secondo trimestre']
    """

    def __init__(self, nlp: Language, name: str, fiscal_year_end: str | None) -> None:
        self.name = name
        self.fiscal_year_end = fiscal_year_end

    def __call__(self, doc: Doc) -> Doc:
        published: Any = doc._.published
        if isinstance(published, str):
            published = date.fromisoformat(published)
        doc._.times = self.find(doc, published)
        spans: list[Span] = []
        for time in doc._.times:
            span = doc.char_span(time.start, time.end, label="TIME", alignment_mode="expand")
            if span is not None:
                spans.append(span)
        doc.spans["times"] = spans
        return doc

    def find(self, doc: Doc, published: date | None) -> tuple[TimeExpression, ...]:
        """Return the time expressions, quarters and fiscal years as the company counts them that is spoken of."""
        text = text_of(doc)
        times = find_times(text, published=published, fiscal_year_end=self.fiscal_year_end)
        calendars = company_calendars(doc._.mentions)
        readings = {
            calendar: {(t.start, t.end): t for t in find_times(text, published=published, fiscal_year_end=calendar)}
            for calendar in {c for _, c in calendars if c is not None}
        }
        return tuple(
            readings.get(calendar_at(text, calendars, time.start) or "", {}).get((time.start, time.end), time)
            for time in times
        )


SOON = 80  # characters: "nel secondo trimestre dell'esercizio 2024 Nvidia prevede …"


def company_calendars(mentions: Sequence[Mention]) -> list[tuple[int, str | None]]:
    """Return the offset of every company named and the end of its fiscal year, None where it is the calendar's.

    Who only reports, as an agency does, is left out.
    """
    gazetteer = Gazetteer.load()
    found = []
    for mention in mentions:
        told = mention.kind == "organisation" and mention.name not in phrases("observers")
        entity = gazetteer.get(mention.name) if told else None
        if entity:
            end = entity.fiscal_year_end
            found.append((mention.start, None if end in {None, "12-31"} else end))
    return found


def calendar_at(text: str, calendars: Sequence[tuple[int, str | None]], offset: int) -> str | None:
    """Return the fiscal year's end of the company that the text speaks of at an offset.

    That is the company that the line has named first, else the one that it names soon after, else the last one before.

    Examples
    --------
    >>> calendar_at("Nvidia\\nRicavi del secondo trimestre", [(0, "01-31")], 20)
    '01-31'
    """
    line = text.rfind("\n", 0, offset) + 1
    here = [calendar for start, calendar in calendars if line <= start < offset]
    soon = [calendar for start, calendar in calendars if offset <= start < min(offset + SOON, _line_end(text, offset))]
    before = [calendar for start, calendar in calendars if start < line]
    return here[0] if here else soon[0] if soon else before[-1] if before else None


def _line_end(text: str, offset: int) -> int:
    end = text.find("\n", offset)
    return len(text) if end < 0 else end
