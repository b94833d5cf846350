"""The pipeline: an Italian language model with the project's components after it, and the functions that run it."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from functools import lru_cache

import spacy
from spacy.language import Language
from spacy.tokens import Doc

import extract.claims.pipe
import extract.entities.pipe
import extract.periods.pipe
import extract.quantities.pipe
import extract.relations.pipe
import extract.sentences.pipe
import extract.stance.pipe  # noqa: F401  (importing registers the components)
from corpus import Article
from corpus.errors import CifreError
from extract.quantities import as_written
from extract.records import Extraction, Quantity, TimeExpression

MODEL_SETTING = "KG_MODEL"
"""Environment variable with the name or path of an installed Italian spaCy pipeline; unset, ``blank``."""

COMPONENTS = (
    "cifre_entities",
    "cifre_periods",
    "cifre_quantities",
    "cifre_stance",
    "cifre_claims",
    "cifre_relations",
)


def build(model: str = "blank") -> Language:
    """Return the spaCy pipeline over a language model: ``blank``, or an installed Italian package by name or path.

    Raises
    ------
    CifreError
        If the model is not installed or is not Italian.
    """
    if model == "blank":
        nlp = spacy.blank("it")
    else:
        try:
            nlp = spacy.load(model)
        except (OSError, ValueError) as error:
            raise CifreError(
                f"the language model {model} cannot be loaded", f"install it, or unset {MODEL_SETTING}"
            ) from error
        if nlp.lang != "it":
            raise CifreError(f"the language model {model} reads '{nlp.lang}'", "choose an Italian one")
    nlp.max_length = 10_000_000
    nlp.add_pipe("cifre_sentences", first=True)  # the parser keeps the sentences that it is given
    for name in COMPONENTS:
        nlp.add_pipe(name)
    return nlp


class Extractor:
    """Reads articles with one pipeline.

    Parameters
    ----------
    nlp : Language
        As `build` returns it.
    """

    def __init__(self, nlp: Language) -> None:
        self.nlp = nlp

    def read(self, article: Article) -> Doc:
        """Return the article's Doc with all that the components wrote."""
        doc = self.nlp.make_doc(article.text)
        doc._.title = article.title
        doc._.published = article.published
        doc._.article_id = article.id
        doc._.source = article.source
        return self.nlp(doc)

    def extract(self, article: Article) -> Extraction:
        """Return the claims and relations of an article with the spans under them.

        Examples
        --------
        >>> from corpus import from_text
        >>> article = from_text("Mistral AI ha raccolto 600 milioni di euro.")
        >>> [(c.subject, c.metric, c.unit) for c in load().extract(article).claims]
        [('Mistral AI', 'funding', 'EUR')]
        """
        doc = self.read(article)
        return Extraction(
            claims=doc._.claims,
            relations=doc._.relations,
            quantities=doc._.quantities,
            times=doc._.times,
            mentions=doc._.mentions,
        )

    def spans(self, article: Article) -> Iterator[Quantity | TimeExpression]:
        """Yield the quantities and time expressions of an article in text order, durations in the unit that is written.

        Examples
        --------
        >>> from corpus import from_text
        >>> spans = load().spans(from_text("Serviranno da quattro a cinque anni."))
        >>> [(str(span.low), str(span.high)) for span in spans]
        [('4', '5')]
        """
        extraction = self.extract(article)
        quantities = map(as_written, extraction.quantities)  # seconds are for claims
        found: Iterable[Quantity | TimeExpression] = [*quantities, *extraction.times]
        yield from sorted(found, key=lambda span: (span.start, span.end))


@lru_cache(maxsize=2)
def _load(model: str) -> Extractor:
    return Extractor(build(model))


def load(model: str | None = None) -> Extractor:
    """Return the extractor over a language model; None takes the one that ``KG_MODEL`` names, else ``blank``."""
    return _load(model or os.environ.get(MODEL_SETTING) or "blank")
