"""The text of a Doc, kept: spaCy puts it together anew from the words at every look."""

from __future__ import annotations

from spacy.tokens import Doc

_KEY = "cifre_text"


def text_of(doc: Doc) -> str:
    """Return the text of a Doc.

    Examples
    --------
    >>> import spacy
    >>> text_of(spacy.blank("it")("Sale. Poi scende."))
    'Sale. Poi scende.'
    """
    text: str | None = doc.user_data.get(_KEY)
    if text is None:
        text = doc.user_data[_KEY] = doc.text
    return text
