"""Derived figures in the graph: over a real store, each pointing at claims that are there."""

from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.calc import DERIVED_GRAPH, FormulaError, derivation_iri, run, to_quads
from kg.rdf.terms import term
from kg.store import Store


def test_store_gives_what_its_claims_imply(stored: Store) -> None:
    [found] = run(stored, "implied-prior-value", subject="Pallas Devices")
    assert found.filled.it == "120 milioni di euro ÷ (1 + 20%) = 100 milioni di euro"
    assert (found.hedge, found.high) == ("up_to", 100_000_000)


def test_every_input_is_a_claim_of_the_graph(stored: Store) -> None:
    results = run(stored)
    assert results
    for result in results:
        assert {operand.iri for operand in result.operands} <= {s.iri for s in stored.statements()}
        assert all(stored.claim(iri) == claim for iri, claim in result.claims.items())


def test_subject_narrows_what_is_returned(stored: Store) -> None:
    assert run(stored, subject="Nobody") == ()
    assert run(stored, subject="Pallas Devices") == run(stored)


def test_empty_store_gives_nothing(store: Store) -> None:
    assert run(store) == ()


def test_unknown_calculation_is_named(store: Store) -> None:
    with pytest.raises(FormulaError, match="alchemy"):
        run(store, "alchemy")


def test_quads_are_deterministic_and_point_at_the_claims(stored: Store) -> None:
    first, second = run(stored), run(stored)
    assert [derivation_iri(d) for d in first] == [derivation_iri(d) for d in second]
    assert len({derivation_iri(d) for d in first}) == len(first)
    for result in first:
        quads = to_quads(result)
        assert quads == to_quads(result)
        assert {quad.graph_name for quad in quads} == {DERIVED_GRAPH}
        sources = {quad.object.value for quad in quads if quad.predicate == term("prov:wasDerivedFrom")}
        assert sources == set(result.claims)
        assert not any(isinstance(part, ox.BlankNode) for quad in quads for part in (quad.subject, quad.object))


def test_quads_can_be_asked_beside_the_claims(stored: Store, tmp_path: Path) -> None:
    store = ox.Store()
    store.extend(quad for result in run(stored) for quad in to_quads(result))
    rows = store.query(
        """PREFIX cifre: <https://w3id.org/cifre/ontology#> PREFIX prov: <http://www.w3.org/ns/prov#>
        SELECT ?value WHERE { GRAPH ?g { ?d a cifre:Derivation ; cifre:value ?value ; prov:wasDerivedFrom ?claim ;
          cifre:formula <https://w3id.org/cifre/formula/implied-prior-value> } }"""
    )
    assert {row["value"].value for row in rows} == {"100000000"}
