"""The spaCy component: finds nothing itself, writes what `find_quantities` finds on the Doc."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc, Span

from extract.quantities.finder import find_quantities
from extract.records import Mention, TimeExpression
from extract.text import text_of

SPANS = "quantities"

for _name in ("mentions", "times", "quantities"):
    if not Doc.has_extension(_name):
        Doc.set_extension(_name, default=())


def _cuts_a_number(text: str, mention: Mention) -> bool:
    """Tell whether a name that no list knows ends inside a number ("Costa 20" of "Costa 20-30 euro")."""
    if mention.how != "name" or not mention.text[-1:].isdigit():
        return False
    mark, digit = text[mention.end : mention.end + 1], text[mention.end + 1 : mention.end + 2]
    return mark != "" and ((mark in "-–,." and digit.isdigit()) or mark in "%€$")


_HOLDERS = {"organisation", "institution", "person", "model", "model_family"}


@Language.factory("cifre_quantities")
class Quantities:
    """Write quantities to ``doc._.quantities`` and their spans to ``doc.spans["quantities"]``.

    Names in ``doc._.mentions`` and time expressions in ``doc._.times`` keep their numbers: "GPT-4", "il 31 ottobre".
    Descriptions ("il cluster di 100.000 GPU") do not: their numbers are figures. A span takes in every token that the
    quantity touches; the exact offsets are those of the `Quantity`.

    Examples
    --------
    >>> import spacy
    >>> nlp = spacy.blank("it")
    >>> _ = nlp.add_pipe("cifre_quantities")
    >>> [(q.text, q.unit) for q in nlp("Servono 30 MW e circa 2,5 miliardi di euro.")._.quantities]
    [('30 MW', 'W'), ('circa 2,5 miliardi di euro', 'EUR')]
    """

    def __init__(self, nlp: Language, name: str) -> None:
        self.name = name

    def __call__(self, doc: Doc) -> Doc:
        text = text_of(doc)
        mentions: tuple[Mention, ...] = doc._.mentions
        times: tuple[TimeExpression, ...] = doc._.times
        taken = [(m.start, m.end) for m in mentions if m.how != "description" and not _cuts_a_number(text, m)]
        taken += [(t.start, t.end) for t in times]
        holders = [(m.start, m.end) for m in mentions if m.kind in _HOLDERS]
        products = [(m.start, m.end) for m in mentions if m.kind == "product"]
        doc._.quantities = find_quantities(text, taken=taken, holders=holders, products=products)
        spans: list[Span] = []
        for quantity in doc._.quantities:
            span = doc.char_span(quantity.start, quantity.end, label="QUANTITY", alignment_mode="expand")
            if span is not None:
                spans.append(span)
        doc.spans[SPANS] = spans
        return doc
