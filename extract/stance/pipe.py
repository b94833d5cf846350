"""The spaCy component that writes the stances of an article on its Doc."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc, Token

from extract.stance.stances import find_stances

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
    doc._.stances = find_stances(doc.text, doc._.sentences, doc._.mentions, parts_of(doc))
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
    parts: dict[tuple[int, int], str] = {}  # few readings, many words
    for i, (_, pos, morph) in enumerate(rows):
        if (pos, morph) not in parts:
            parts[pos, morph] = _part(doc[i]) if pos else ""
    return {start: part for start, pos, morph in rows if (part := parts[pos, morph])}


def _part(token: Token) -> str:
    if token.pos_ in _NO_VERBS:
        return "none"
    if token.pos_ not in {"VERB", "AUX"} or "Fin" not in token.morph.get("VerbForm", []):
        return ""
    if "Sub" in token.morph.get("Mood", []):
        return ""
    if "Cnd" in token.morph.get("Mood", []):
        return "conditional"
    tense = token.morph.get("Tense", [])
    return "future" if "Fut" in tense else "past" if {"Past", "Imp"} & set(tense) else "present"
