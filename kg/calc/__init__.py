"""Derived calculations: a registry of formulas in data, evaluated over claims with their bounds and units.

`formulas` and `formula` read the registry, `candidates` finds the claims that fit a formula, `derive` evaluates it, and
`run` does all of that over a store. A `Derivation` says what it stands on; `to_quads` puts it into the graph.
"""

from kg.calc.derivation import Caveat, Checked, Derivation, Operand
from kg.calc.derive import claim_iri, derive
from kg.calc.errors import CalculationError, ExpressionError, FormulaError, PreconditionFailed, UnitMismatch
from kg.calc.formula import Formula, Text
from kg.calc.graph import DERIVED_GRAPH, derivation_iri, derivations, run, to_quads
from kg.calc.interval import Interval
from kg.calc.registry import FORMULAS_FILE, formula, formulas
from kg.calc.search import candidates

__all__ = [
    "DERIVED_GRAPH",
    "FORMULAS_FILE",
    "CalculationError",
    "Caveat",
    "Checked",
    "Derivation",
    "ExpressionError",
    "Formula",
    "FormulaError",
    "Interval",
    "Operand",
    "PreconditionFailed",
    "Text",
    "UnitMismatch",
    "candidates",
    "claim_iri",
    "derivation_iri",
    "derivations",
    "derive",
    "formula",
    "formulas",
    "run",
    "to_quads",
]
