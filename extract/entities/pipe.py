"""The spaCy component that writes the mentions of a text on its Doc."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from extract.entities.finder import find_mentions
from extract.entities.gazetteer import Gazetteer
from extract.entities.recognised import Recognised, kind_of
from extract.text import text_of

SPANS = "entities"


def register_extensions() -> None:
    """Register the Doc extensions that the component reads and writes; those that are there stay as they are."""
    for name, default in (("title", None), ("published", None), ("mentions", ())):
        if not Doc.has_extension(name):
            Doc.set_extension(name, default=default)


class EntitiesComponent:
    """Find names and write them as ``doc._.mentions`` and ``doc.spans["entities"]``.

    The entities that the language model has recognised (``doc.ents``) are heard last.

    Parameters
    ----------
    gazetteer : Gazetteer
        The table of known entities.

    Examples
    --------
    >>> import spacy
    >>> nlp = spacy.blank("it")
    >>> _ = nlp.add_pipe("cifre_entities")
    >>> doc = nlp("La casa madre di ChatGPT usa gli H100.")
    >>> [(span.text, span.kb_id_) for span in doc.spans["entities"]]
    [('La casa madre di ChatGPT', 'OpenAI'), ('H100', 'Nvidia H100')]
    """

    def __init__(self, gazetteer: Gazetteer) -> None:
        self.gazetteer = gazetteer
        register_extensions()

    def __call__(self, doc: Doc) -> Doc:
        recognised = [
            Recognised(ent.start_char, ent.end_char, kind) for ent in doc.ents if (kind := kind_of(ent.label_))
        ]
        mentions = find_mentions(
            text_of(doc),
            gazetteer=self.gazetteer,
            title=doc._.title,
            published=doc._.published,
            recognised=recognised,
        )
        doc._.mentions = mentions
        spans = (doc.char_span(m.start, m.end, label=m.kind, kb_id=m.name, alignment_mode="expand") for m in mentions)
        doc.spans[SPANS] = [span for span in spans if span is not None]
        return doc


@Language.factory("cifre_entities", default_config={"gazetteer": None})
def create_entities_component(nlp: Language, name: str, gazetteer: str | None) -> EntitiesComponent:
    """Return the component; `gazetteer` is the path of a further file of entities."""
    return EntitiesComponent(Gazetteer.load(gazetteer))
