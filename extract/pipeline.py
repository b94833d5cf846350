"""The pipeline: an Italian language model with the project's components after it, and the functions that run it."""

from __future__ import annotations

import gc
import os
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import lru_cache
from typing import TypeVar

from spacy.language import Language
from spacy.tokens import Doc
from spacy.util import minibatch

import extract.claims.pipe
import extract.entities.pipe
import extract.periods.pipe
import extract.quantities.pipe
import extract.relations.pipe
import extract.sentences.pipe
import extract.stance.pipe
import extract.syntax.pipe
import extract.syntax.plain_text  # noqa: F401  (importing registers the components)
from corpus import Article
from extract.language import BLANK, MODEL_SETTING, SHIPPED, load_language, one_thread
from extract.quantities import as_written
from extract.records import Claim, Extraction, Quantity, Relation, TimeExpression
from extract.sentences import unwrap

Record = TypeVar("Record", Claim, Relation)

COMPONENTS = (
    "cifre_syntax",
    "cifre_entities",
    "cifre_periods",
    "cifre_quantities",
    "cifre_stance",
    "cifre_claims",
    "cifre_relations",
)
BATCH = 32  # articles that the language model reads at a time


if not Doc.has_extension("as_given"):
    Doc.set_extension("as_given", default="")


def build(model: str = SHIPPED) -> Language:
    """Return the spaCy pipeline over a language model: ``cifre``, ``blank``, or an installed Italian package.

    Raises
    ------
    CifreError
        If the model is not installed or is not Italian.
    """
    nlp = load_language(model)
    nlp.max_length = 10_000_000
    if model != BLANK:
        nlp.add_pipe("cifre_plain_text", first=True)
        nlp.add_pipe("cifre_written_text")
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
        with one_thread():
            return self.nlp(self.prepare(article))

    def prepare(self, article: Article) -> Doc:
        """Return the article, its broken lines joined, as a Doc that no component has read yet."""
        doc = self.nlp.make_doc(unwrap(article.text))
        doc._.as_given = article.text
        doc._.title = article.title
        doc._.published = article.published
        doc._.article_id = article.id
        doc._.source = article.source
        return doc

    def extract(self, article: Article) -> Extraction:
        """Return the claims and relations of an article with the spans under them.

        Examples
        --------
        >>> from corpus import from_text
        >>> article = from_text("Mistral AI ha raccolto 600 milioni di euro.")
        >>> [(c.subject, c.metric, c.unit) for c in load().extract(article).claims]
        [('Mistral AI', 'funding', 'EUR')]
        """
        return _extraction(self.read(article))

    def extract_all(self, articles: Iterable[Article]) -> Iterator[Extraction]:
        """Yield what `extract` returns for each article, in order; the language model reads many at a time.

        Examples
        --------
        >>> from corpus import from_text
        >>> articles = [from_text("Enel vale 60 miliardi di euro."), from_text("Reply ha 15.000 dipendenti.")]
        >>> [len(extraction.claims) for extraction in load().extract_all(articles)]
        [1, 1]
        """
        for batch in minibatch(articles, BATCH):  # type: ignore[no-untyped-call]
            with one_thread():
                docs = list(self.nlp.pipe(map(self.prepare, batch), batch_size=BATCH))
            yield from map(_extraction, docs)

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


def _extraction(doc: Doc) -> Extraction:
    return Extraction(
        claims=tuple(_slice(doc, claim) for claim in doc._.claims),
        relations=tuple(_slice(doc, relation) for relation in doc._.relations),
        quantities=doc._.quantities,
        times=doc._.times,
        mentions=doc._.mentions,
    )


def _slice(doc: Doc, record: Record) -> Record:
    """Return a record whose evidence is the article's own text, with the lines as they are broken there."""
    evidence = record.evidence
    text = doc._.as_given[evidence.start : evidence.end]
    return record if text == evidence.text else replace(record, evidence=replace(evidence, text=text))


@lru_cache(maxsize=2)
def _load(model: str) -> Extractor:
    extractor = Extractor(build(model))
    gc.freeze()  # model and vocabularies stay: the collector, which reading wakes often, need not walk them again
    return extractor


def load(model: str | None = None) -> Extractor:
    """Return the extractor over a language model; None takes the one that ``KG_MODEL`` names, else ``cifre``.

    The first call loads it, later ones return the same extractor.
    """
    return _load(model or os.environ.get(MODEL_SETTING) or SHIPPED)
