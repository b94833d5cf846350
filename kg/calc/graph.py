"""Calculations over a store, and derivations as nodes of the graph that point at the claims they stand on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from decimal import Context
from pathlib import Path
from typing import Protocol

from pyoxigraph import Literal, NamedNode, Quad

from extract.records import Claim
from kg.calc.derivation import Derivation
from kg.calc.derive import derive
from kg.calc.errors import CalculationError
from kg.calc.formula import Formula
from kg.calc.registry import formula, formulas
from kg.calc.search import candidates
from kg.rdf import entity_iri, unit_iri
from kg.rdf.read import Statement
from kg.rdf.terms import BASE, PREFIXES, A, coded, date_literal, hashed_iri, number_literal, term

DERIVED_GRAPH = NamedNode(PREFIXES["graph"] + "derived")
"""The graph of derived figures: made from the claims, and never a claim of any article."""


# As many digits as the graph's decimals keep; a quotient's further ones say nothing.
_DIGITS = Context(prec=15)


class HasStatements(Protocol):
    """What a calculation needs of a store."""

    def statements(self) -> list[Statement]: ...


def run(
    store: HasStatements, name: str | None = None, *, subject: str | None = None, paths: Iterable[Path] = ()
) -> tuple[Derivation, ...]:
    """Return all that the formulas derive from a graph, formula by formula, in a fixed order.

    Parameters
    ----------
    store : Store
        Anything with the claims and their nodes.
    name : str or None
        Id of one formula; all of them by default.
    subject : str or None
        Canonical name: only what is about it, or compares something with it.
    paths : Iterable of Path
        Further registries.

    Raises
    ------
    FormulaError
        If there is no such formula, or a registry is wrong.
    """
    chosen = (formula(name, *paths),) if name is not None else formulas(*paths)
    iris: dict[Claim, str] = {}
    for statement in store.statements():
        if isinstance(statement.record, Claim):
            iris.setdefault(statement.record, statement.iri)
    return tuple(
        found
        for item in chosen
        for found in derivations(item, iris, iris=iris)
        if subject is None or subject in _about(found)
    )


def derivations(
    formula: Formula, claims: Iterable[Claim], *, everywhere: bool = False, iris: Mapping[Claim, str] | None = None
) -> Iterator[Derivation]:
    """Yield what a formula derives from claims.

    Claims that fit but cannot be computed with (an earlier value of zero) give nothing; `derive` says why.

    Parameters
    ----------
    formula : Formula
        The formula.
    claims : Iterable of Claim
        Where to look.
    everywhere : bool
        As for `candidates`.
    iris : Mapping, optional
        The claims' nodes.

    Examples
    --------
    >>> from kg.calc import formula
    >>> example = formula("yearly-energy")
    >>> [found.text("it") for found in derivations(example, example.example.inputs.values())]
    ['oltre 175,2 GWh']
    """
    for inputs in candidates(formula, claims, everywhere=everywhere):
        try:
            yield derive(formula, inputs, iris=iris)
        except CalculationError:
            continue


def derivation_iri(derivation: Derivation) -> str:
    """Return the node of a derivation: the same for the same formula and the same claims."""
    parts: list[object] = [derivation.formula]
    for operand in derivation.operands:
        parts += [operand.name, operand.iri]
    return hashed_iri("derivation", parts).value


def to_quads(derivation: Derivation, graph: NamedNode = DERIVED_GRAPH) -> list[Quad]:
    """Return a derivation as RDF: its figure in the terms of claims, ``prov:wasDerivedFrom`` every claim it stands on.

    Parameters
    ----------
    derivation : Derivation
        As derived.
    graph : NamedNode
        The graph to put it in.

    Returns
    -------
    list of Quad
        Sorted, without blank nodes.
    """
    node = NamedNode(derivation_iri(derivation))
    made: set[Quad] = set()

    def add(subject: NamedNode, predicate: str, value: NamedNode | Literal | None) -> None:
        if value is not None:
            made.add(Quad(subject, A if predicate == "a" else term(predicate), value, graph))

    add(node, "a", term("cifre:Derivation"))
    add(node, "a", term("prov:Entity"))
    add(node, "cifre:formula", NamedNode(f"{BASE}formula/{derivation.formula}"))
    for language in ("it", "en"):
        add(node, "rdfs:label", Literal(derivation.label.of(language), language=language))
        add(node, "cifre:expression", Literal(derivation.filled.of(language), language=language))
        for caveat in derivation.caveats:
            add(node, "cifre:caveat", Literal(caveat.text.of(language), language=language))
    for name, number in (("value", derivation.value), ("low", derivation.low), ("high", derivation.high)):
        if number is not None:
            literal, exact = number_literal(_DIGITS.plus(number))
            add(node, f"cifre:{name}", literal)
            add(node, f"cifre:{name}Text", Literal(exact) if exact else None)
    add(node, "qudt:hasUnit", unit_iri(derivation.unit))
    add(node, "cifre:per", Literal(derivation.per) if derivation.per else None)
    add(node, "cifre:hedge", coded("hedge", derivation.hedge))
    add(node, "cifre:kind", coded("kind", derivation.kind))
    add(node, "cifre:status", coded("status", derivation.status))
    add(node, "cifre:metric", coded("metric", derivation.metric) if derivation.metric else None)
    for predicate, words in (
        ("cifre:subject", derivation.subject),
        ("cifre:of", derivation.of),
        ("cifre:for", derivation.for_),
    ):
        if words:
            add(node, f"{predicate}Name", Literal(words))
            add(node, predicate, entity_iri(words))
    add(node, "cifre:vsName", Literal(derivation.vs) if derivation.vs else None)
    if derivation.period:
        start, end = derivation.period.start, derivation.period.end
        add(node, "cifre:periodStart", date_literal(start) if start else None)
        add(node, "cifre:periodEnd", date_literal(end) if end else None)
    for operand in derivation.operands:
        use = NamedNode(f"{node.value}/input/{operand.name}")
        add(node, "prov:wasDerivedFrom", NamedNode(operand.iri))
        add(node, "prov:qualifiedDerivation", use)
        add(use, "a", term("prov:Derivation"))
        add(use, "prov:entity", NamedNode(operand.iri))
        add(use, "cifre:input", Literal(operand.name))
        add(use, "cifre:readFrom", Literal(operand.read_from) if operand.read_from else None)
    return sorted(made, key=str)


def _about(derivation: Derivation) -> set[str | None]:
    named = {derivation.subject, derivation.of, derivation.for_, derivation.vs}
    return named | {claim.subject for claim in derivation.inputs.values()}
