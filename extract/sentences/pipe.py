"""The spaCy component that writes sentence spans on a Doc, and sentence starts where no parser has set them."""

from __future__ import annotations

import numpy
from spacy.attrs import IDX, LENGTH, SENT_START
from spacy.language import Language
from spacy.tokens import Doc

from extract.sentences.splitter import split_sentences
from extract.text import text_of


@Language.component("cifre_sentences")
def write_sentences(doc: Doc) -> Doc:
    """Write ``doc._.sentences`` (character spans), and ``token.is_sent_start`` where it is not known yet.

    Examples
    --------
    >>> import spacy
    >>> nlp = spacy.blank("it")
    >>> _ = nlp.add_pipe("cifre_sentences")
    >>> [sentence.text.strip() for sentence in nlp("Sale. Poi scende.").sents]
    ['Sale.', 'Poi scende.']
    """
    spans = split_sentences(text_of(doc))
    doc._.sentences = spans
    # Not `has_annotation`, which makes an object of every token to ask it.
    if not doc.to_array([SENT_START])[1:].any():
        ends = doc.to_array([IDX, LENGTH]).sum(axis=1)
        openings = numpy.searchsorted(ends, [start for start, _ in spans[1:]], side="right")
        marks = numpy.full(len(doc), -1, dtype="int32")
        marks[:1] = marks[openings[openings < len(doc)]] = 1
        # All at once: setting `is_sent_start` token by token takes time that grows with the square of the text.
        doc.from_array([SENT_START], marks.reshape(-1, 1).astype("uint64"))  # type: ignore[arg-type]
    return doc


if not Doc.has_extension("sentences"):
    Doc.set_extension("sentences", default=())
