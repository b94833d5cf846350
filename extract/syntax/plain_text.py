"""Let a language model read a text as those are written that it was trained on, and leave the text as it is.

Those have straight apostrophes and no white space among their words: a model that meets a line's end takes it for a
word, in one sentence of thirty even for the verb. A model's components stand between the two of this module: the first
hands them a copy in plain text, the second writes what they found on the text itself.
"""

from __future__ import annotations

import numpy
from numpy.typing import NDArray
from spacy.attrs import DEP, ENT_IOB, ENT_TYPE, HEAD, IS_SPACE, LEMMA, MORPH, POS, SENT_START, TAG
from spacy.language import Language
from spacy.symbols import SPACE
from spacy.tokens import Doc

from extract.text import text_of

PRINTED, STRAIGHT = "’", "'"
WORDS = (TAG, POS, MORPH, LEMMA, ENT_IOB, ENT_TYPE)
TREE = (HEAD, DEP)
INSIDE, OUTSIDE = 1, 2  # of a name: ENT_IOB
OF_SPACE = "dep"  # label of white space, which hangs on the word before it


@Language.component("cifre_plain_text")
def to_plain(doc: Doc) -> Doc:
    """Return a copy of a Doc with straight apostrophes and without white space, or the Doc where it is such a text.

    Examples
    --------
    >>> import spacy
    >>> nlp = spacy.blank("it")
    >>> plain = to_plain(nlp("L’isola\\n\\nIl mare"))
    >>> plain.text, to_written(plain).text
    ("L'isola Il mare", 'L’isola\\n\\nIl mare')
    """
    words = _words(doc)
    if not len(words) or (len(words) == len(doc) and PRINTED not in text_of(doc)):
        return doc
    spaced = numpy.diff(words, append=len(doc)) > 1
    copy = Doc(
        doc.vocab,
        words=[doc[i].text.replace(PRINTED, STRAIGHT) for i in words.tolist()],
        spaces=[bool(doc[i].whitespace_) or space for i, space in zip(words.tolist(), spaced.tolist(), strict=True)],
    )
    if doc.has_annotation("SENT_START"):
        starts = doc.to_array([SENT_START]).astype("int64")[: words[-1] + 1]
        # A sentence that opens with white space begins with the word after it.
        firsts = numpy.maximum.reduceat(starts, numpy.append(0, words[:-1] + 1))
        copy.from_array([SENT_START], firsts.reshape(-1, 1).astype("uint64"))  # type: ignore[arg-type]
    copy._.as_written = doc
    return copy


@Language.component("cifre_written_text")
def to_written(doc: Doc) -> Doc:
    """Return the Doc that `to_plain` copied, with what has been found on the copy; any other Doc itself."""
    written = doc._.as_written
    if written is None:
        return doc
    attributes = [*WORDS, *(TREE if doc.has_annotation("DEP") else ())]
    column = {attribute: n for n, attribute in enumerate(attributes)}
    words = _words(written)
    space = numpy.setdiff1d(numpy.arange(len(written)), words)
    following = numpy.searchsorted(words, space)
    before, after = words[numpy.maximum(following - 1, 0)], words[numpy.minimum(following, len(words) - 1)]
    rows = numpy.zeros((len(written), len(attributes)), dtype="int64")
    rows[words] = doc.to_array(attributes)
    rows[space, column[POS]] = SPACE
    goes_on = (after > space) & (rows[after, column[ENT_IOB]] == INSIDE)
    rows[space, column[ENT_IOB]] = numpy.where(goes_on, INSIDE, OUTSIDE)
    rows[space, column[ENT_TYPE]] = numpy.where(goes_on, rows[after, column[ENT_TYPE]], 0)
    if HEAD in column:
        heads = numpy.arange(len(words)) + rows[words, column[HEAD]]
        rows[words, column[HEAD]] = words[heads] - words
        rows[space, column[HEAD]] = before - space
        rows[space, column[DEP]] = doc.vocab.strings.add(OF_SPACE)
    written.from_array(attributes, rows.astype("uint64"))
    return written  # type: ignore[no-any-return]


def _words(doc: Doc) -> NDArray[numpy.int64]:
    """Return the places of the tokens that are no white space."""
    return numpy.flatnonzero(doc.to_array([IS_SPACE]) == 0)


if not Doc.has_extension("as_written"):
    Doc.set_extension("as_written", default=None)
