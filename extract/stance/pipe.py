"""The spaCy component that writes the stances of an article on its Doc."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from extract.stance.stances import find_stances

for _name, _default in (("stances", None), ("sentences", ()), ("mentions", ())):
    if not Doc.has_extension(_name):
        Doc.set_extension(_name, default=_default)


@Language.component("cifre_stance")
def write_stances(doc: Doc) -> Doc:
    """Write ``doc._.stances``, from ``doc._.sentences`` and ``doc._.mentions``.

    Examples
    --------
    >>> import spacy
    >>> import extract.sentences.pipe
    >>> nlp = spacy.blank("it")
    >>> _ = nlp.add_pipe("cifre_sentences")
    >>> _ = nlp.add_pipe("cifre_stance")
    >>> nlp("Punta a 3 miliardi.")._.stances.at(8, 18).status
    'planned'
    """
    doc._.stances = find_stances(doc.text, doc._.sentences, doc._.mentions)
    return doc
