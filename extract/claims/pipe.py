"""The spaCy component that writes the claims of an article on its Doc."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from extract.claims.assemble import assemble
from extract.claims.context import Context
from extract.claims.described import find_described
from extract.claims.triggers import default_finder
from extract.claims.words import Words
from extract.entities import Gazetteer
from extract.text import text_of


def make_context(doc: Doc, gazetteer: Gazetteer) -> Context:
    """Return what the claim and relation rules look at, from what the earlier components wrote on a Doc."""
    words = Words(text_of(doc))
    described = find_described(words, doc._.quantities, doc._.mentions)
    return Context(
        words.text,
        sentences=doc._.sentences,
        mentions=sorted([*doc._.mentions, *described], key=lambda m: (m.start, m.end)),
        quantities=doc._.quantities,
        times=doc._.times,
        stances=doc._.stances,
        finder=default_finder(),
        gazetteer=gazetteer,
        published=doc._.published,
        title=doc._.title,
        syntax=doc._.syntax,
        parse=doc if doc._.syntax else None,
        words=words,
    )


class ClaimsComponent:
    """Tie every quantity to its claim and write them as ``doc._.claims``; `make_context` says what it reads."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self.gazetteer = gazetteer
        for name, default in (("article_id", ""), ("source", ""), ("claims", ()), ("context", None)):
            if not Doc.has_extension(name):
                Doc.set_extension(name, default=default)

    def __call__(self, doc: Doc) -> Doc:
        doc._.context = make_context(doc, self.gazetteer)
        doc._.claims = assemble(doc._.context, article=doc._.article_id, source=doc._.source)
        return doc


@Language.factory("cifre_claims", default_config={"gazetteer": None})
def create_claims_component(nlp: Language, name: str, gazetteer: str | None) -> ClaimsComponent:
    """Return the component; `gazetteer` is the path of a further file of entities."""
    return ClaimsComponent(Gazetteer.load(gazetteer))
