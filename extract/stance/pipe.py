"""The spaCy component that writes the stances of an article on its Doc."""

from __future__ import annotations

from functools import lru_cache

from spacy.language import Language
from spacy.tokens import Doc

from extract.stance.stances import find_stances
from extract.text import text_of

_NO_VERBS = {"NOUN", "PROPN", "ADJ", "ADP", "DET", "NUM", "PRON", "CCONJ"}

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
    doc._.stances = find_stances(text_of(doc), doc._.sentences, doc._.mentions, parts_of(doc))
    return doc


def parts_of(doc: Doc) -> dict[int, str]:
    """Return for each word that a parser has read the tense of a finite verb, or ``none`` for what is no verb.

    Examples
    --------
    >>> import spacy
    >>> parts_of(spacy.blank("it")("Meta sale"))
    {}
    """
    rows = doc.to_array(["IDX", "POS", "MORPH"]).tolist()
    strings = doc.vocab.strings
    readings = {(pos, morph) for _, pos, morph in rows}  # few, of many words
    parts = {(pos, morph): _part(strings[pos], strings[morph]) for pos, morph in readings}
    return {start: part for start, pos, morph in rows if (part := parts[pos, morph])}


@lru_cache(maxsize=1_000)
def _part(pos: str, morph: str) -> str:
    if pos in _NO_VERBS:
        return "none"
    if pos not in {"VERB", "AUX"} or "VerbForm=Fin" not in morph or "Mood=Sub" in morph:
        return ""
    if "Mood=Cnd" in morph:
        return "conditional"
    return "future" if "Tense=Fut" in morph else "past" if "Tense=Past" in morph or "Tense=Imp" in morph else "present"
