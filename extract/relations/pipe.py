"""The spaCy component that writes the relations of an article on its Doc."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from extract.relations.find import find_relations


@Language.component("cifre_relations")
def write_relations(doc: Doc) -> Doc:
    """Write ``doc._.relations`` from what ``cifre_claims`` saw."""
    doc._.relations = find_relations(doc._.context, doc._.claims, article=doc._.article_id, source=doc._.source)
    return doc


if not Doc.has_extension("relations"):
    Doc.set_extension("relations", default=())
