"""Records → quads: the graph of one article, with its text, its claims, its relations and what they stand on."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from importlib import metadata
from typing import TypeVar

from pyoxigraph import Literal, NamedNode, Quad

from corpus.article import Article
from corpus.errors import CifreError
from extract.fingerprint import fingerprint
from extract.records import Claim, Evidence, Extraction, Relation
from kg.rdf.entities import entity_quads
from kg.rdf.terms import (
    BASE,
    article_iri,
    coded,
    date_literal,
    entity_iri,
    extraction_iri,
    hashed_iri,
    number_literal,
    partial_date_literal,
    span_iri,
    term,
    unit_iri,
)

_INTERVAL = re.compile(r"(?P<start>\d{4}-\d\d-\d\d)?/(?P<end>\d{4}-\d\d-\d\d)?")
_CONTEXT = 32  # characters kept on each side of a quotation, so that it is found again in a text that has shifted

Term = NamedNode | Literal
_Record = TypeVar("_Record", Claim, Relation)


class EvidenceError(CifreError):
    """A claim that does not quote its article exactly."""


def default_extractor() -> str:
    """Return the name and version under which this installation's extractions are recorded.

    After the ``+`` stands the fingerprint of all that decides what is extracted: what another fingerprint has left in
    a store is outdated.
    """
    return f"cifre/{metadata.version('cifre')}+{fingerprint()}"


def article_quads(
    article: Article,
    extraction: Extraction,
    *,
    known: Callable[[str], bool],
    resolve: Callable[[str], str] = str,
    extractor: str | None = None,
) -> list[Quad]:
    """Return the graph of one article: the same quads in the same order for the same input, no blank node among them.

    Parameters
    ----------
    article : Article
        Its text is kept whole, so that every quotation can be checked.
    extraction : Extraction
        What the article states. Quantities and time expressions are not kept; mentions leave the entities' kinds and
        ``schema:mentions``.
    known : callable
        Whether a canonical name is described in the graph of entities; any other is described in this graph.
    resolve : callable, optional
        Gives the canonical name of the article's outlet.
    extractor : str, optional
        Name and version of what made the extraction; this installation's by default.

    Raises
    ------
    EvidenceError
        If a claim's quotation is not exactly that slice of the text, or a claim belongs to another article.
    """
    if not article.id:
        raise CifreError("an article without an id cannot be stored", "give it an id, a url or a text")
    outlet = resolve(article.outlet) if article.outlet else None
    return _Writer(article, known, outlet, extractor or default_extractor()).write(extraction)


class _Writer:
    def __init__(self, article: Article, known: Callable[[str], bool], outlet: str | None, extractor: str) -> None:
        self.article = article
        self.known = known
        self.outlet = outlet
        self.node = article_iri(article.id)
        self.activity = extraction_iri(self.node)
        self.agent = NamedNode(f"{BASE}extractor/{extractor}")
        self.version = extractor
        self.quads: dict[Quad, None] = {}
        self.kinds: dict[str, str] = {}

    def write(self, extraction: Extraction) -> list[Quad]:
        self.kinds = {m.name: m.kind for m in reversed(extraction.mentions) if m.kind != "unknown"}
        self._article()
        for name in sorted(self.kinds):
            self._add(self.node, "schema:mentions", self._entity(name))
        for claim, node in _identified(extraction.claims, "claim", claim_key):
            self._claim(node, claim)
        for relation, node in _identified(extraction.relations, "relation", relation_key):
            self._relation(node, relation)
        return sorted(self.quads, key=str)

    def _add(self, subject: NamedNode, predicate: str, value: Term | None) -> None:
        if value is not None:
            self.quads[Quad(subject, term(predicate), value, self.node)] = None

    def _article(self) -> None:
        article, node = self.article, self.node
        self._add(node, "rdf:type", term("schema:NewsArticle"))
        self._add(node, "schema:identifier", Literal(article.id))
        self._add(node, "schema:articleBody", Literal(article.text))
        self._add(node, "cifre:source", Literal(article.source))
        self._add(node, "schema:headline", _text(article.title))
        self._add(node, "schema:inLanguage", _text(article.language))
        self._add(node, "schema:datePublished", date_literal(article.published) if article.published else None)
        self._add(node, "cifre:outlet", _text(article.outlet))
        if self.outlet:
            self._add(node, "schema:publisher", self._entity(self.outlet, kind="organisation"))
        if article.url is not None:
            self._add(node, "schema:url", Literal(article.url, datatype=term("xsd:anyURI")))
        self._add(self.activity, "rdf:type", term("prov:Activity"))
        self._add(self.activity, "prov:used", node)
        self._add(self.activity, "prov:wasAssociatedWith", self.agent)
        self._add(self.agent, "rdf:type", term("prov:SoftwareAgent"))
        self._add(self.agent, "schema:name", Literal(self.version))

    def _claim(self, node: NamedNode, claim: Claim) -> None:
        self._statement(node, claim, "cifre:Claim")
        self._add(node, "cifre:metric", coded("metric", claim.metric))
        self._named(node, "cifre:subject", claim.subject, always=True)
        self._named(node, "cifre:of", claim.of)
        self._named(node, "cifre:for", claim.for_)
        self._add(node, "cifre:kind", coded("kind", claim.kind))
        self._add(node, "cifre:hedge", coded("hedge", claim.hedge))
        self._add(node, "qudt:hasUnit", unit_iri(claim.unit))
        self._add(node, "cifre:per", _text(claim.per))
        self._add(node, "cifre:direction", _text(claim.direction))
        for name, value in (("value", claim.value), ("low", claim.low), ("high", claim.high)):
            if value is not None:
                literal, exact = number_literal(value)
                self._add(node, f"cifre:{name}", literal)
                self._add(node, f"cifre:{name}Text", _text(exact))
        if claim.period:
            self._dates(node, "cifre:period", claim.period.start, claim.period.end)
            if not (claim.period.start or claim.period.end):
                self._add(node, "cifre:periodOpen", Literal("true", datatype=term("xsd:boolean")))
        self._versus(node, claim.vs)
        for flag in claim.flags:
            self._add(node, "cifre:flag", Literal(flag))
        if claim.flags != tuple(sorted(set(claim.flags))):
            self._add(node, "cifre:flagOrder", _json(claim.flags))

    def _relation(self, node: NamedNode, relation: Relation) -> None:
        self._statement(node, relation, "cifre:Relation")
        self._add(node, "cifre:predicate", coded("cifre", relation.relation))
        self._named(node, "cifre:subject", relation.subject, always=True)
        if relation.relation == "said":
            self._add(node, "cifre:objectName", Literal(relation.object))
        else:
            self._named(node, "cifre:object", relation.object, always=True)
        self._add(node, "cifre:role", coded("role", relation.role) if relation.role else None)
        self._add(node, "cifre:date", partial_date_literal(relation.date) if relation.date is not None else None)

    def _statement(self, node: NamedNode, record: Claim | Relation, kind: str) -> None:
        """Write what a claim and a relation have in common: where it stands, who says it, how sure it is."""
        if record.article != self.article.id:
            raise EvidenceError(
                f"a claim of article {record.article!r} was given with article {self.article.id!r}",
                "store each article with its own extraction",
            )
        self._add(node, "rdf:type", term(kind))
        self._add(node, "cifre:article", self.node)
        self._add(node, "prov:wasGeneratedBy", self.activity)
        self._add(node, "cifre:status", coded("status", record.status))
        self._add(node, "cifre:confidence", Literal(repr(record.confidence), datatype=term("xsd:double")))
        self._named(node, "cifre:speaker", record.speaker, always=True)
        self._named(node, "cifre:via", record.via, always=True)
        if record.cues:
            self._add(node, "cifre:cues", _json(record.cues))
        evidence = record.evidence
        self._check(evidence)
        self._add(node, "cifre:evidence", self._span(evidence.start, evidence.end, context=True))
        self._add(node, "cifre:sentence", self._span(*evidence.sentence))

    def _check(self, evidence: Evidence) -> None:
        text = self.article.text
        if not (0 <= evidence.start <= evidence.end and text[evidence.start : evidence.end] == evidence.text):
            raise EvidenceError(
                f"article {self.article.id}, characters {evidence.start}-{evidence.end}: the text there is "
                f"{text[evidence.start : evidence.end]!r}, not {evidence.text!r}",
                "extract the article again",
            )
        start, end = evidence.sentence
        if not 0 <= start <= end <= len(text):
            raise EvidenceError(
                f"article {self.article.id}: the sentence {start}-{end} lies outside its {len(text)} characters",
                "extract the article again",
            )

    def _span(self, start: int, end: int, *, context: bool = False) -> NamedNode:
        """Write a stretch of the text as Web Annotation has it: a resource with two selectors that must agree."""
        text = self.article.text
        node = span_iri(self.node, start, end)
        position, quote = NamedNode(f"{node.value}/position"), NamedNode(f"{node.value}/quote")
        self._add(node, "rdf:type", term("oa:SpecificResource"))
        self._add(node, "oa:hasSource", self.node)
        self._add(node, "oa:hasSelector", position)
        self._add(node, "oa:hasSelector", quote)
        self._add(position, "rdf:type", term("oa:TextPositionSelector"))
        self._add(position, "oa:start", _integer(start))
        self._add(position, "oa:end", _integer(end))
        self._add(quote, "rdf:type", term("oa:TextQuoteSelector"))
        self._add(quote, "oa:exact", Literal(text[start:end]))
        if context:
            self._add(quote, "oa:prefix", Literal(text[max(0, start - _CONTEXT) : start]))
            self._add(quote, "oa:suffix", Literal(text[end : end + _CONTEXT]))
        return node

    def _named(self, node: NamedNode, predicate: str, name: str | None, *, always: bool = False) -> None:
        """Write a name as it is read and, where it stands for a thing rather than narrows a figure, its node.

        The name stays on the claim: then its record can be read back from the article's own graph, and most queries
        need no label of another graph.
        """
        if name is None:
            return
        self._add(node, f"{predicate}Name", Literal(name))
        if always or self.known(name) or name in self.kinds or name[:1].isupper() or name[:1].isdigit():
            self._add(node, _PROV.get(predicate, predicate), self._entity(name))

    def _versus(self, node: NamedNode, vs: str | None) -> None:
        found = _INTERVAL.fullmatch(vs) if vs else None
        if found is None:
            self._named(node, "cifre:vs", vs)
            return
        try:
            start, end = (date.fromisoformat(found[side]) if found[side] else None for side in ("start", "end"))
        except ValueError:
            self._named(node, "cifre:vs", vs)
            return
        self._add(node, "cifre:vsName", _text(vs))
        self._dates(node, "cifre:vs", start, end)

    def _dates(self, node: NamedNode, prefix: str, start: date | None, end: date | None) -> None:
        self._add(node, f"{prefix}Start", date_literal(start) if start else None)
        self._add(node, f"{prefix}End", date_literal(end) if end else None)

    def _entity(self, name: str, kind: str | None = None) -> NamedNode:
        node = entity_iri(name)
        if not self.known(name):
            for quad in entity_quads(name, self.kinds.get(name) or kind, graph=self.node):
                self.quads[quad] = None
        return node


# What PROV-O has a property for is said with it; the name beside it is ours.
_PROV = {"cifre:speaker": "prov:wasAttributedTo", "cifre:via": "prov:hadPrimarySource"}


def claim_key(claim: Claim) -> tuple[object, ...]:
    """Return what makes a claim this claim: its place, its figure, what it is about; not how sure anybody is."""
    numbers = (None if n is None else number_literal(n)[0].value for n in (claim.value, claim.low, claim.high))
    span = (claim.evidence.start, claim.evidence.end)
    return (claim.article, *span, claim.metric, claim.kind, *numbers, claim.unit, claim.subject, claim.of, claim.for_)


def relation_key(relation: Relation) -> tuple[object, ...]:
    """Return what makes a relation this relation."""
    span = (relation.evidence.start, relation.evidence.end)
    return (relation.article, *span, relation.relation, relation.subject, relation.object, relation.role)


def _identified(
    records: Iterable[_Record], path: str, key: Callable[[_Record], tuple[object, ...]]
) -> Iterator[tuple[_Record, NamedNode]]:
    """Give each record its node; twins are told apart by the order of their whole records, not of their arrival."""
    twins: dict[tuple[object, ...], list[_Record]] = {}
    for record in records:
        twins.setdefault(key(record), []).append(record)
    for same, members in twins.items():
        for repeat, record in enumerate(sorted(members, key=_whole)):
            yield record, hashed_iri(path, same, repeat)


def _whole(record: Claim | Relation) -> str:
    return json.dumps(record.to_json(), sort_keys=True)


def _text(value: str | None) -> Literal | None:
    return None if value is None else Literal(value)


def _integer(value: int) -> Literal:
    return Literal(str(value), datatype=term("xsd:nonNegativeInteger"))


def _json(values: Sequence[str]) -> Literal:
    return Literal(json.dumps(values, ensure_ascii=False), datatype=term("rdf:JSON"))
