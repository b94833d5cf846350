"""Quads → records: the inverse of `kg.rdf.write`, over any source of a node's properties."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, Triple

from corpus.article import Article
from extract.records import Claim, Evidence, Extraction, Period, Relation
from kg.rdf.terms import A, code_of, extraction_iri, term, unit_code

Object = NamedNode | BlankNode | Literal | Triple
Properties = Mapping[str, list[Object]]
Describe = Callable[[NamedNode], Properties]
"""Gives the properties of a node by predicate IRI; an unknown node has none."""


@dataclass(frozen=True, slots=True)
class Statement:
    """A record with its node in the graph."""

    iri: str
    record: Claim | Relation


def grouped(quads: Iterable[Quad]) -> dict[NamedNode, dict[str, list[Object]]]:
    """Return the properties of every node of some quads, by predicate IRI."""
    nodes: dict[NamedNode, dict[str, list[Object]]] = {}
    for quad in quads:
        if isinstance(quad.subject, NamedNode):
            nodes.setdefault(quad.subject, {}).setdefault(quad.predicate.value, []).append(quad.object)
    return nodes


def read_article(node: NamedNode, describe: Describe) -> Article | None:
    """Return the article of a node, None where there is none."""
    properties = describe(node)
    identifier = _string(properties, "schema:identifier")
    if identifier is None:
        return None
    published = _string(properties, "schema:datePublished")
    return Article(
        id=identifier,
        text=_string(properties, "schema:articleBody") or "",
        source=_string(properties, "cifre:source") or "",
        title=_string(properties, "schema:headline"),
        outlet=_string(properties, "cifre:outlet"),
        url=_string(properties, "schema:url"),
        published=date.fromisoformat(published) if published else None,
        language=_string(properties, "schema:inLanguage"),
    )


def read_extractor(node: NamedNode, describe: Describe) -> str | None:
    """Return the name and version of what extracted the article of a node, None where it does not say."""
    agents = describe(extraction_iri(node)).get(term("prov:wasAssociatedWith").value, [])
    return next((_string(describe(agent), "schema:name") for agent in agents if isinstance(agent, NamedNode)), None)


def read_claim(node: NamedNode, describe: Describe) -> Claim | None:
    """Return the claim of a node, None where it is not one."""
    properties = describe(node)
    if term("cifre:Claim") not in properties.get(A.value, ()):
        return None
    article, source = _origin(properties, describe)
    return Claim(
        article=article,
        source=source,
        metric=_code(properties, "cifre:metric"),
        subject=_string(properties, "cifre:subjectName"),
        of=_string(properties, "cifre:ofName"),
        for_=_string(properties, "cifre:forName"),
        kind=_code(properties, "cifre:kind"),
        value=_number(properties, "value"),
        low=_number(properties, "low"),
        high=_number(properties, "high"),
        unit=unit_code(_node(properties, "qudt:hasUnit").value),
        per=_string(properties, "cifre:per"),
        hedge=_code(properties, "cifre:hedge"),
        period=_period(properties),
        vs=_string(properties, "cifre:vsName"),
        status=_code(properties, "cifre:status"),
        speaker=_string(properties, "cifre:speakerName"),
        via=_string(properties, "cifre:viaName"),
        evidence=_evidence(properties, describe),
        confidence=float(_string(properties, "cifre:confidence") or 1),
        direction=_string(properties, "cifre:direction"),
        flags=_flags(properties),
        cues=_list(properties, "cifre:cues"),
    )


def read_relation(node: NamedNode, describe: Describe) -> Relation | None:
    """Return the relation of a node, None where it is not one."""
    properties = describe(node)
    if term("cifre:Relation") not in properties.get(A.value, ()):
        return None
    article, source = _origin(properties, describe)
    return Relation(
        article=article,
        source=source,
        relation=_code(properties, "cifre:predicate"),
        subject=_string(properties, "cifre:subjectName") or "",
        object=_string(properties, "cifre:objectName") or "",
        status=_code(properties, "cifre:status"),
        evidence=_evidence(properties, describe),
        role=_code(properties, "cifre:role") if _first(properties, "cifre:role") else None,
        date=_string(properties, "cifre:date"),
        speaker=_string(properties, "cifre:speakerName"),
        via=_string(properties, "cifre:viaName"),
        confidence=float(_string(properties, "cifre:confidence") or 1),
        cues=_list(properties, "cifre:cues"),
    )


def read_statements(quads: Iterable[Quad]) -> list[Statement]:
    """Return all claims and relations of an article's graph, in text order."""
    nodes = grouped(quads)

    def describe(node: NamedNode) -> Properties:
        return nodes.get(node, {})

    found: list[Statement] = []
    for node, properties in nodes.items():
        kinds = properties.get(A.value, ())
        record: Claim | Relation | None = None
        if term("cifre:Claim") in kinds:
            record = read_claim(node, describe)
        elif term("cifre:Relation") in kinds:
            record = read_relation(node, describe)
        if record is not None:
            found.append(Statement(node.value, record))
    return sorted(found, key=lambda s: (s.record.evidence.start, s.record.evidence.end, s.iri))


def read_extraction(quads: Iterable[Quad]) -> Extraction:
    """Return the claims and relations of an article's graph."""
    records = [statement.record for statement in read_statements(quads)]
    return Extraction(
        claims=tuple(r for r in records if isinstance(r, Claim)),
        relations=tuple(r for r in records if isinstance(r, Relation)),
    )


def _origin(properties: Properties, describe: Describe) -> tuple[str, str]:
    article = describe(_node(properties, "cifre:article"))
    return _string(article, "schema:identifier") or "", _string(article, "cifre:source") or ""


def _evidence(properties: Properties, describe: Describe) -> Evidence:
    start, end, text = read_span(_node(properties, "cifre:evidence"), describe)
    sentence = read_span(_node(properties, "cifre:sentence"), describe)
    return Evidence(start=start, end=end, text=text, sentence=sentence[:2])


def read_span(node: NamedNode, describe: Describe) -> tuple[int, int, str]:
    """Return offsets and wording of a stretch of text."""
    position = describe(NamedNode(f"{node.value}/position"))
    quote = describe(NamedNode(f"{node.value}/quote"))
    start, end = (int(_string(position, name) or 0) for name in ("oa:start", "oa:end"))
    return start, end, _string(quote, "oa:exact") or ""


def _period(properties: Properties) -> Period | None:
    start, end = (_string(properties, f"cifre:period{side}") for side in ("Start", "End"))
    if not (start or end or _first(properties, "cifre:periodOpen")):
        return None
    return Period(date.fromisoformat(start) if start else None, date.fromisoformat(end) if end else None)


def _number(properties: Properties, name: str) -> Decimal | None:
    text = _string(properties, f"cifre:{name}Text") or _string(properties, f"cifre:{name}")
    return None if text is None else Decimal(text)


def _flags(properties: Properties) -> tuple[str, ...]:
    if _first(properties, "cifre:flagOrder"):
        return _list(properties, "cifre:flagOrder")
    return tuple(sorted(o.value for o in properties.get(term("cifre:flag").value, ()) if isinstance(o, Literal)))


def _list(properties: Properties, name: str) -> tuple[str, ...]:
    text = _string(properties, name)
    return tuple(json.loads(text)) if text else ()


def _first(properties: Properties, name: str) -> Object | None:
    objects = properties.get(term(name).value)
    return objects[0] if objects else None


def _string(properties: Properties, name: str) -> str | None:
    value = _first(properties, name)
    return value.value if isinstance(value, Literal) else None


def _node(properties: Properties, name: str) -> NamedNode:
    value = _first(properties, name)
    if not isinstance(value, NamedNode):
        raise ValueError(f"no {name} where the graph must have one")
    return value


def _code(properties: Properties, name: str) -> str:
    return code_of(_node(properties, name))
