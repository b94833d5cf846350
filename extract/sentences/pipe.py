"""The spaCy component that writes sentence spans on a Doc, and sentence starts where no parser has set them."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from extract.sentences.splitter import split_sentences


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
    spans = split_sentences(doc.text)
    doc._.sentences = spans
    if not doc.has_annotation("SENT_START"):
        starts = iter([start for start, _ in spans[1:]] + [len(doc.text) + 1])
        next_start = next(starts)
        for token in doc:
            opens = token.i > 0 and token.idx + len(token) > next_start
            token.is_sent_start = opens or token.i == 0
            while token.idx + len(token) > next_start:
                next_start = next(starts)
    return doc


if not Doc.has_extension("sentences"):
    Doc.set_extension("sentences", default=())
