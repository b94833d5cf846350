"""Evaluates a formula over claims: checks that they fit, carries the bounds through, says what the result stands on."""

from __future__ import annotations

from collections.abc import Mapping
from math import prod

from extract.records import Claim, Period
from kg.calc.balance import check_result
from kg.calc.caveats import caveats
from kg.calc.derivation import Derivation, Operand
from kg.calc.errors import PreconditionFailed
from kg.calc.evaluation import agreement, check_preconditions, result_interval
from kg.calc.fields import read_period, value_of, written_period
from kg.calc.formula import Formula, Text
from kg.calc.hedges import settle
from kg.calc.reading import read_figure
from kg.calc.search import holds
from kg.calc.units import COUNT, Unit, unit
from kg.calc.wording import filled
from kg.rdf.terms import hashed_iri
from kg.rdf.write import claim_key

_CERTAINTY = ("actual", "planned", "estimated", "rumoured")  # from the surest to the least sure


def derive(formula: Formula, inputs: Mapping[str, Claim], *, iris: Mapping[Claim, str] | None = None) -> Derivation:
    """Return the result of a formula over claims.

    Parameters
    ----------
    formula : Formula
        From the registry.
    inputs : Mapping
        A claim for each input that needs one, by the input's name.
    iris : Mapping, optional
        The claims' nodes, where they are known from the graph; else they are made from the claims.

    Raises
    ------
    PreconditionFailed
        If an input is missing or does not fit, the inputs do not belong together, or a condition does not hold.
    UnitMismatch
        If the units do not go together.
    CalculationError
        If a divisor is zero, or the inputs leave the result open on both sides.

    Examples
    --------
    >>> from kg.calc import formula
    >>> from kg.calc.examples import example_claim
    >>> power = example_claim(metric="power", unit="W", value=30_000_000, hedge="about",
    ...                       subject="cluster di 20.000 AMD Instinct MI300X")
    >>> result = derive(formula("power-per-accelerator"), {"power": power})
    >>> result.filled.it, result.text("en")
    ('30 MW ÷ 20.000 = 1,5 kW', 'about 1.5 kW per accelerator')
    """
    _check_inputs(formula, inputs)
    operands = _operands(formula, inputs, iris or {})
    result_unit = _result_unit(formula, inputs)
    check_result(formula, {operand.name: operand.dimension for operand in operands}, result_unit)
    checked = check_preconditions(formula, operands)
    raw = result_interval(formula, operands).scale(1 / result_unit.factor)
    result, hedge = settle(raw, {operand.hedge for operand in operands})
    code = _result_code(formula, inputs)
    agrees = agreement(formula, operands)
    open_ended = result.low is None and result.high is None
    return Derivation(
        formula=formula.id,
        label=formula.label,
        explanation=formula.explanation,
        expression=Text(formula.text("it"), formula.text("en")),
        filled=Text(*(filled(formula, operands, result, code, hedge, language) for language in ("it", "en"))),
        operands=operands,
        value=result.value,
        low=result.low,
        high=result.high,
        unit=code,
        hedge=hedge,
        kind=formula.result.kind,
        per=formula.result.per,
        metric=_referred(formula.result.metric, formula, inputs),
        subject=_referred(formula.result.subject, formula, inputs),
        of=_referred(formula.result.of, formula, inputs),
        for_=_referred(formula.result.for_, formula, inputs),
        period=_period(formula.result.period, inputs),
        vs=_referred(formula.result.vs, formula, inputs),
        status=max((claim.status for claim in inputs.values()), key=_CERTAINTY.index),
        confidence=prod(claim.confidence for claim in inputs.values()),
        preconditions=checked,
        caveats=caveats(formula, operands, checked, open_ended=open_ended, agrees=agrees),
        agrees=agrees,
    )


def claim_iri(claim: Claim) -> str:
    """Return the node that a claim has in the graph, made from its content."""
    return hashed_iri("claim", claim_key(claim)).value


def _check_inputs(formula: Formula, inputs: Mapping[str, Claim]) -> None:
    wanted = {item.name: item for item in formula.claim_inputs}
    if wanted.keys() != inputs.keys():
        raise PreconditionFailed(
            f"{formula.id} is given {', '.join(inputs) or 'nothing'}", f"give a claim for each of {', '.join(wanted)}"
        )
    for name, item in wanted.items():
        mismatch = item.mismatch(inputs[name])
        if mismatch:
            claim = inputs[name]
            raise PreconditionFailed(
                f"{formula.id}, {name}: the claim «{claim.evidence.text}» of {claim.article} has another {mismatch}",
                f"choose a claim that fits the input ({item.label.en})",
            )
    for constraint in formula.constraints:
        if not constraint.search and not holds(constraint, inputs):
            fields = f" in {', '.join(constraint.fields)}" if constraint.fields else ""
            raise PreconditionFailed(
                f"{formula.id}: {' and '.join(constraint.inputs)} break the rule {constraint.rule}{fields}",
                "choose claims that belong together",
            )


def _operands(formula: Formula, inputs: Mapping[str, Claim], iris: Mapping[Claim, str]) -> tuple[Operand, ...]:
    found = []
    for item in formula.inputs.values():
        claim = inputs[item.read.source if item.read else item.name]
        iri = iris.get(claim) or claim_iri(claim)
        if item.read is None:
            found.append(
                Operand(
                    name=item.name,
                    label=item.label,
                    claim=claim,
                    iri=iri,
                    value=claim.value,
                    low=claim.low,
                    high=claim.high,
                    unit=claim.unit,
                    hedge=claim.hedge,
                    metric=claim.metric,
                )
            )
            continue
        figure = read_figure(item.read.pattern, claim.subject)
        if figure is None:
            raise PreconditionFailed(
                f'{formula.id}: the name "{claim.subject}" does not say the {item.label.en}',
                "choose a claim whose subject does, or a formula that takes them from a claim of their own",
            )
        found.append(
            Operand(
                name=item.name,
                label=item.label,
                claim=claim,
                iri=iri,
                value=figure.interval.value,
                low=figure.interval.low,
                high=figure.interval.high,
                unit=COUNT,
                hedge=figure.hedge,
                metric=figure.metric,
                read_from=figure.text,
            )
        )
    return tuple(found)


def _result_unit(formula: Formula, inputs: Mapping[str, Claim]) -> Unit:
    source, dot, _ = formula.result.unit.partition(".")
    if dot:
        return unit(inputs[source].unit, inputs[source].metric)
    return unit(formula.result.unit, formula.result.metric)


def _result_code(formula: Formula, inputs: Mapping[str, Claim]) -> str:
    source, dot, _ = formula.result.unit.partition(".")
    return inputs[source].unit if dot else formula.result.unit


def _referred(reference: str | None, formula: Formula, inputs: Mapping[str, Claim]) -> str | None:
    """Return the text of a field of the result: fixed, or taken from an input's claim."""
    source, dot, field = (reference or "").partition(".")
    if not dot:
        return reference
    read = formula.inputs[source].read
    if read is not None and field == "of":
        figure = read_figure(read.pattern, inputs[read.source].subject)
        return figure.of if figure else None
    found = value_of(inputs[read.source if read else source], field)
    return written_period(found) if isinstance(found, Period) else found


def _period(reference: str | None, inputs: Mapping[str, Claim]) -> Period | None:
    source, dot, field = (reference or "").partition(".")
    if not dot:
        return None
    found = value_of(inputs[source], field)
    return found if found is None or isinstance(found, Period) else read_period(found)
