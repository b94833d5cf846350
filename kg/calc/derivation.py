"""A result with all that it stands on: formula, inputs with their evidence, bounds, caveats."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from types import MappingProxyType
from typing import Any

from extract.records import Claim, Period, number_to_json
from kg.calc.formula import Text
from kg.calc.interval import Interval
from kg.calc.units import Unit, counted_name, counted_things, unit
from kg.format import format_quantity


@dataclass(frozen=True, slots=True, kw_only=True)
class Operand:
    """One input as it went into the calculation.

    `claim` is where it stands, `iri` that claim's node; `read_from` is the name that the figure was read from, where
    it has no claim of its own ("cluster di 20.000 Nvidia B200").
    """

    name: str
    label: Text
    claim: Claim
    iri: str
    value: Decimal | None
    low: Decimal | None
    high: Decimal | None
    unit: str
    hedge: str
    metric: str
    read_from: str | None = None

    @property
    def dimension(self) -> Unit:
        """The unit as powers of base dimensions, with what a plain count counts."""
        return unit(self.unit, self.metric)

    @property
    def interval(self) -> Interval:
        """The figure in its own unit."""
        return Interval(self.value, self.low, self.high)

    def to_json(self) -> dict[str, Any]:
        return {
            "name": self.name,
            "label": self.label.to_json(),
            "value": number_to_json(self.value),
            "low": number_to_json(self.low),
            "high": number_to_json(self.high),
            "unit": self.unit,
            "hedge": self.hedge,
            "claim": self.iri,
            "article": self.claim.article,
            "evidence": self.claim.evidence.to_json(),
            "read_from": self.read_from,
        }


@dataclass(frozen=True, slots=True)
class Caveat:
    """Something that a reader must know; `code` is stable (``hedge.over``, ``status.planned``, ``other.periods``)."""

    code: str
    text: Text

    def to_json(self) -> dict[str, str]:
        return {"code": self.code, **self.text.to_json()}


@dataclass(frozen=True, slots=True)
class Checked:
    """A precondition that was met: for all that the bounds allow (`certain`), or for the stated figures only."""

    text: str
    certain: bool

    def to_json(self) -> dict[str, Any]:
        return {"check": self.text, "certain": self.certain}


@dataclass(frozen=True, slots=True, kw_only=True)
class Derivation:
    """A derived figure.

    Parameters
    ----------
    formula : str
        Id of the formula.
    label, explanation, expression, filled : Text
        Its name, what it says, the formula in words, and with the numbers in it ("150 MW ÷ 100.000 = 1,5 kW").
    operands : tuple of Operand
        The inputs in the formula's order.
    value, low, high, unit, per, hedge, kind : as in a claim
        The result. `low` and `high` hold whatever the true inputs are within their bounds.
    metric, subject, of, for_, period, vs, status : as in a claim
        What the result is about; `status` is the least certain of the inputs'.
    confidence : float
        Product of the inputs'.
    agrees : bool or None
        For a formula that compares: whether the two sides agree, rounding of the stated figures allowed.
    """

    formula: str
    label: Text
    explanation: Text
    expression: Text
    filled: Text
    operands: tuple[Operand, ...]
    value: Decimal | None
    low: Decimal | None
    high: Decimal | None
    unit: str
    hedge: str
    kind: str
    per: str | None = None
    metric: str | None = None
    subject: str | None = None
    of: str | None = None
    for_: str | None = None
    period: Period | None = None
    vs: str | None = None
    status: str = "actual"
    confidence: float = 1.0
    preconditions: tuple[Checked, ...] = ()
    caveats: tuple[Caveat, ...] = ()
    agrees: bool | None = None

    @property
    def inputs(self) -> Mapping[str, Claim]:
        """The claim of each input, by its name in the formula."""
        return MappingProxyType({operand.name: operand.claim for operand in self.operands})

    @property
    def claims(self) -> Mapping[str, Claim]:
        """The claims that it stands on by IRI, each once."""
        return MappingProxyType({operand.iri: operand.claim for operand in self.operands})

    def text(self, language: str = "it") -> str:
        """Return the result as people write it ("circa 1,5 kW per acceleratore")."""
        return format_quantity(
            self.value,
            self.low,
            self.high,
            self.unit,
            self.hedge,
            language,
            per=counted_name(self.per, language) if self.per in counted_things() else self.per,
        )

    def to_json(self) -> dict[str, Any]:
        """Return the derivation as ``kg calc --json`` and the answers to questions have it."""
        return {
            "formula": self.formula,
            "label": self.label.to_json(),
            "explanation": self.explanation.to_json(),
            "expression": self.expression.to_json(),
            "filled": self.filled.to_json(),
            "value": number_to_json(self.value),
            "low": number_to_json(self.low),
            "high": number_to_json(self.high),
            "unit": self.unit,
            "per": self.per,
            "hedge": self.hedge,
            "kind": self.kind,
            "metric": self.metric,
            "subject": self.subject,
            "of": self.of,
            "for": self.for_,
            "period": self.period.to_json() if self.period else None,
            "vs": self.vs,
            "status": self.status,
            "confidence": round(self.confidence, 4),
            "inputs": [operand.to_json() for operand in self.operands],
            "preconditions": [checked.to_json() for checked in self.preconditions],
            "caveats": [caveat.to_json() for caveat in self.caveats],
            "agrees": self.agrees,
        }
