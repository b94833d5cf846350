"""Let a language model read ’ as ', which it knows, and leave the text as it is written.

A model's components stand between the two of this module: the first hands them a copy of the text with straight
apostrophes, the second writes what they found on the text itself. Both spell every word with as many characters.
"""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from extract.text import text_of

PRINTED, STRAIGHT = "’", "'"
WORDS = ("TAG", "POS", "MORPH", "LEMMA", "ENT_IOB", "ENT_TYPE")
TREE = ("HEAD", "DEP")


@Language.component("cifre_straight_apostrophes")
def straighten(doc: Doc) -> Doc:
    """Return a copy of a Doc with straight apostrophes, or the Doc where it has no others.

    Examples
    --------
    >>> import spacy
    >>> nlp = spacy.blank("it")
    >>> straight = straighten(nlp("L’isola"))
    >>> straight.text, restore(straight).text
    ("L'isola", 'L’isola')
    """
    if PRINTED not in text_of(doc):
        return doc
    words = [token.text.replace(PRINTED, STRAIGHT) for token in doc]
    copy = Doc(doc.vocab, words=words, spaces=[bool(token.whitespace_) for token in doc])
    if doc.has_annotation("SENT_START"):
        copy.from_array(["SENT_START"], doc.to_array(["SENT_START"]))  # type: ignore[arg-type]
    copy._.as_written = doc
    return copy


@Language.component("cifre_written_apostrophes")
def restore(doc: Doc) -> Doc:
    """Return the Doc that `straighten` copied, with what has been found on the copy; any other Doc itself."""
    written = doc._.as_written
    if written is None:
        return doc
    attributes = [*WORDS, *(TREE if doc.has_annotation("DEP") else ())]
    written.from_array(attributes, doc.to_array(attributes))
    written.tensor = doc.tensor
    return written  # type: ignore[no-any-return]


if not Doc.has_extension("as_written"):
    Doc.set_extension("as_written", default=None)
