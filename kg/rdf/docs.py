"""The page about the ontology, made from its Turtle so that it can never disagree with it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from importlib import resources

import pyoxigraph as ox
from pyoxigraph import Literal, NamedNode

from kg.rdf.entities import ontology_quads
from kg.rdf.terms import PREFIXES, compact, term

_SECTIONS = {
    "owl:Class": "Classes",
    "owl:ObjectProperty": "Properties between things",
    "owl:DatatypeProperty": "Properties with values",
}


def documentation() -> str:
    """Return ``docs/ontology.md``.

    Examples
    --------
    >>> documentation().splitlines()[0]
    '# The ontology'
    """
    head = resources.files("kg.rdf").joinpath("ontology.md").read_text(encoding="utf-8")
    return "\n".join([head, _prefixes(), *_terms(), *_codes(), *_rules()])


def _prefixes() -> str:
    rows = "".join(f"| `{prefix}:` | <{iri}> |\n" for prefix, iri in sorted(PREFIXES.items()))
    return f"## Prefixes\n\nQueries need not declare them.\n\n| prefix | namespace |\n| --- | --- |\n{rows}"


def _described() -> dict[NamedNode, dict[str, list[object]]]:
    found: dict[NamedNode, dict[str, list[object]]] = defaultdict(lambda: defaultdict(list))
    for quad in ontology_quads():
        if isinstance(quad.subject, NamedNode):
            found[quad.subject][compact(quad.predicate)].append(quad.object)
    return found


def _said(values: list[object], language: str) -> str:
    return next((v.value for v in values if isinstance(v, Literal) and v.language == language), "")


def _names(values: list[object]) -> str:
    return ", ".join(f"`{compact(v)}`" for v in values if isinstance(v, NamedNode))


def _terms() -> Iterator[str]:
    described = _described()
    for kind, title in _SECTIONS.items():
        nodes = [node for node, says in described.items() if term(kind) in says["rdf:type"]]
        yield f"## {title}\n"
        for node in sorted(nodes, key=lambda node: node.value.lower()):
            says = described[node]
            yield f"### {compact(node)}\n"
            yield f"**{_said(says['rdfs:label'], 'en')}** · *{_said(says['rdfs:label'], 'it')}*\n"
            yield f"{_said(says['rdfs:comment'], 'en')} *{_said(says['rdfs:comment'], 'it')}*\n"
            facts = [
                f"- {words} {_names(says[predicate])}"
                for predicate, words in (
                    ("rdfs:subClassOf", "a kind of"),
                    ("rdfs:subPropertyOf", "implies"),
                    ("rdfs:domain", "of"),
                    ("rdfs:range", "to"),
                    ("owl:inverseOf", "the other way round:"),
                )
                if _names(says[predicate])
            ]
            if facts:
                yield "\n".join(facts) + "\n"


def _codes() -> Iterator[str]:
    described = _described()
    schemes: dict[str, list[NamedNode]] = defaultdict(list)
    for node, says in described.items():
        for scheme in says["skos:inScheme"]:
            if isinstance(scheme, NamedNode):
                schemes[scheme.value].append(node)
    yield "## Codes\n\nThe metrics and units are in tables of their own, which anyone may extend."
    for scheme, nodes in sorted(schemes.items()):
        yield f"\n### {scheme.rpartition('/')[2]}\n\n| code | English | Italian |\n| --- | --- | --- |"
        for node in nodes:
            labels = described[node]["skos:prefLabel"]
            yield f"| `{compact(node)}` | {_said(labels, 'en')} | {_said(labels, 'it')} |"


def _rules() -> Iterator[str]:
    text = resources.files("kg").joinpath("ontology", "shapes.ttl").read_text(encoding="utf-8")
    said: dict[object, dict[str, str]] = defaultdict(dict)
    for quad in ox.parse(text, format=ox.RdfFormat.TURTLE):
        if quad.predicate.value.endswith("shacl#message") and isinstance(quad.object, Literal):
            said[quad.subject][quad.object.language or ""] = quad.object.value
    yield "\n## Rules\n"
    yield "An article that breaks one is not stored. The message has the statement's words, and one of these:\n"
    yield "\n".join(f"- {rule['en']} · *{rule['it']}*" for rule in said.values())


if __name__ == "__main__":
    import sys

    sys.stdout.write(documentation() + "\n")
