"""The spaCy component: finds nothing itself, writes what `find_times` finds on the Doc."""

from __future__ import annotations

from datetime import date
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc, Span

from extract.periods.finder import find_times

for _name in ("published", "times"):
    if not Doc.has_extension(_name):
        Doc.set_extension(_name, default=None if _name == "published" else ())


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
        doc._.times = find_times(doc.text, published=published, fiscal_year_end=self.fiscal_year_end)
        spans: list[Span] = []
        for time in doc._.times:
            span = doc.char_span(time.start, time.end, label="TIME", alignment_mode="expand")
            if span is not None:
                spans.append(span)
        doc.spans["times"] = spans
        return doc
