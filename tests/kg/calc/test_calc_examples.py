"""Every formula's worked example: found by its own pattern, computed to what it says."""

import random

import pytest

from extract.records import Claim
from kg.calc import Derivation, Formula, candidates, derive, formulas

FORMULAS = formulas()
FIELDS = ("value", "low", "high", "hedge")


@pytest.mark.parametrize("formula", FORMULAS, ids=lambda formula: formula.id)
def test_example_gives_what_it_says(formula: Formula) -> None:
    result = derive(formula, formula.example.inputs)
    assert {name: getattr(result, name) for name in FIELDS} == {
        name: formula.example.result.get(name) for name in FIELDS
    }


@pytest.mark.parametrize("formula", FORMULAS, ids=lambda formula: formula.id)
def test_example_is_found_among_the_claims_of_all_examples(formula: Formula) -> None:
    claims = [claim for other in FORMULAS for claim in other.example.inputs.values()]
    random.Random(1).shuffle(claims)
    assert formula.example.inputs in list(candidates(formula, claims))


@pytest.mark.parametrize("formula", FORMULAS, ids=lambda formula: formula.id)
def test_order_of_claims_does_not_matter(formula: Formula) -> None:
    claims = [claim for other in FORMULAS for claim in other.example.inputs.values()]
    first = list(candidates(formula, claims))
    random.Random(2).shuffle(claims)
    assert list(candidates(formula, claims)) == first


@pytest.mark.parametrize("formula", FORMULAS, ids=lambda formula: formula.id)
@pytest.mark.parametrize("language", ["it", "en"])
def test_example_is_written_out_without_names_of_the_code(formula: Formula, language: str) -> None:
    result = derive(formula, formula.example.inputs)
    text = result.filled.of(language)
    assert "=" in text
    assert not any(name + " " in text for name in formula.inputs)
    assert result.text(language)


def test_every_registered_formula_has_an_own_id_and_labels() -> None:
    assert len({formula.id for formula in FORMULAS}) == len(FORMULAS) >= 13
    assert len({formula.label.it for formula in FORMULAS}) == len({f.label.en for f in FORMULAS}) == len(FORMULAS)


def results(name: str, *claims: Claim, everywhere: bool = False) -> list[Derivation]:
    formula = next(item for item in FORMULAS if item.id == name)
    return [derive(formula, found) for found in candidates(formula, claims, everywhere=everywhere)]
