"""The spaCy component that repairs a parse, for the rules of claims to ask."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from extract.syntax.lookup import Syntax


@Language.component("cifre_syntax")
def write_syntax(doc: Doc) -> Doc:
    """Write ``doc._.syntax``, a `Syntax`; None where no parser has read the text.

    Examples
    --------
    >>> import spacy
    >>> nlp = spacy.blank("it")
    >>> _ = nlp.add_pipe("cifre_syntax")
    >>> nlp("Sale di 3 punti.")._.syntax is None
    True
    """
    doc._.syntax = Syntax.of(doc) if doc.has_annotation("DEP") else None
    return doc


if not Doc.has_extension("syntax"):
    Doc.set_extension("syntax", default=None)
