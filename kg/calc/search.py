"""Finds the claims that fit a formula together: a join by hash over the fields that must agree, in a fixed order."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from extract.records import Claim
from kg.calc.fields import key_of
from kg.calc.formula import Constraint, Formula, Input
from kg.calc.reading import read_figure
from kg.calc.rules import RULES

Key = Callable[[Claim, str], Hashable | None]


def candidates(formula: Formula, claims: Iterable[Claim], *, everywhere: bool = False) -> Iterator[Mapping[str, Claim]]:
    """Yield every choice of claims that a formula can be used on.

    A figure that an article repeats in the same words counts once. The order depends on the claims alone, not on the
    order in which they are given.

    Parameters
    ----------
    formula : Formula
        The formula.
    claims : Iterable of Claim
        Where to look.
    everywhere : bool
        Also what the formula does not look for of its own accord (its rules marked ``search``): pairs of different
        articles, and a ratio in either order. For a question that names what to compare.

    Yields
    ------
    Mapping
        A claim for each input that needs one.

    Examples
    --------
    >>> from kg.calc import formula
    >>> from kg.calc.examples import example_claim
    >>> claims = [example_claim(metric="power", unit="W", value=mw * 10**6, subject=name, start=mw)
    ...           for name, mw in (("Alcor", 90), ("Mizar", 30))]
    >>> [found["larger"].subject for found in candidates(formula("power-ratio"), claims)]
    ['Alcor']
    """
    pool = _distinct(claims, formula)
    steps = _plan(formula, everywhere)
    fitting = [_fitting(step.input, formula, pool, everywhere) for step in steps]
    indexes = [_indexed(step, found) for step, found in zip(steps, fitting, strict=True)]

    def extend(chosen: dict[str, Claim], position: int) -> Iterator[Mapping[str, Claim]]:
        if position == len(steps):
            yield dict(chosen)
            return
        step = steps[position]
        key = tuple(join.earlier(chosen[join.input], join.field) for join in step.joins)
        if None in key:
            return
        for claim in indexes[position].get(key, ()):
            if any(claim is other for other in chosen.values()):
                continue
            chosen[step.input.name] = claim
            if all(holds(constraint, chosen) for constraint in step.tests):
                yield from extend(chosen, position + 1)
            del chosen[step.input.name]

    return extend({}, 0)


def holds(constraint: Constraint, claims: Mapping[str, Claim]) -> bool:
    """Return whether the chosen claims meet a constraint.

    Examples
    --------
    >>> from kg.calc.examples import example_claim
    >>> pair = {"a": example_claim(subject="Alcor"), "b": example_claim(subject="Mizar")}
    >>> holds(Constraint("same", ("a", "b"), ("subject",)), pair)
    False
    """
    rule = RULES[constraint.rule]
    group = tuple(claims[name] for name in constraint.inputs)
    return all(rule.test(group, field) for field in constraint.fields or ("",))


@dataclass(frozen=True, slots=True)
class _Join:
    input: str  # the earlier input
    field: str
    earlier: Key
    own: Key


@dataclass(frozen=True, slots=True)
class _Step:
    input: Input
    joins: tuple[_Join, ...]
    tests: tuple[Constraint, ...]


def _plan(formula: Formula, everywhere: bool) -> list[_Step]:
    constraints = [item for item in formula.constraints if not (everywhere and item.search)]
    steps: list[_Step] = []
    bound: set[str] = set()
    for item in formula.claim_inputs:
        bound.add(item.name)
        complete = [c for c in constraints if item.name in c.inputs and bound.issuperset(c.inputs)]
        joins = [join for c in constraints if item.name in c.inputs for join in _joins(c, item.name, bound)]
        # A rule that a key decides between two inputs need not be tested again.
        tests = [c for c in complete if RULES[c.rule].keys is None or len(c.inputs) > 2]
        steps.append(_Step(item, tuple(joins), tuple(tests)))
    return steps


def _joins(constraint: Constraint, name: str, bound: set[str]) -> Iterator[_Join]:
    keys = RULES[constraint.rule].keys
    others = [other for other in constraint.inputs if other != name and other in bound]
    if keys is None or not others:
        return
    first = constraint.inputs.index(others[0]) < constraint.inputs.index(name)
    earlier, own = keys if first else keys[::-1]
    for field in constraint.fields or ("",):
        yield _Join(others[0], field, earlier, own)


def _fitting(item: Input, formula: Formula, pool: Sequence[Claim], everywhere: bool) -> list[Claim]:
    found = [claim for claim in pool if item.mismatch(claim) is None]
    for reading in formula.inputs.values():
        if reading.read is not None and reading.read.source == item.name:
            found = [claim for claim in found if read_figure(reading.read.pattern, claim.subject) is not None]
    if not everywhere and any(c.rule == "only" and item.name in c.inputs for c in formula.constraints):
        figures: dict[Hashable, set[Hashable]] = {}
        for claim in found:
            figures.setdefault(_party(claim), set()).add((claim.value, claim.low, claim.high))
        found = [claim for claim in found if len(figures[_party(claim)]) == 1]
    return found


def _party(claim: Claim) -> Hashable:
    return claim.article, key_of(claim, "subject")


def _indexed(step: _Step, claims: Iterable[Claim]) -> dict[tuple[Hashable | None, ...], list[Claim]]:
    index: dict[tuple[Hashable | None, ...], list[Claim]] = {}
    for claim in claims:
        index.setdefault(tuple(join.own(claim, join.field) for join in step.joins), []).append(claim)
    return index


def _distinct(claims: Iterable[Claim], formula: Formula) -> list[Claim]:
    by_sentence = any("sentence" in constraint.fields for constraint in formula.constraints)
    kept: dict[Hashable, Claim] = {}
    fitting = (claim for claim in claims if any(item.mismatch(claim) is None for item in formula.claim_inputs))
    for claim in sorted(fitting, key=_order):
        sentence = claim.evidence.sentence if by_sentence or claim.subject is None else None
        told = (claim.article, claim.metric, claim.subject, claim.of, claim.for_, claim.kind, claim.per, claim.vs)
        figure = (claim.value, claim.low, claim.high, claim.unit, claim.hedge, claim.period, claim.status)
        told_by = (claim.speaker, claim.via, claim.direction, sentence)
        kept.setdefault((told, figure, told_by), claim)
    return sorted(kept.values(), key=lambda claim: (claim.article, claim.evidence.start, _order(claim)))


def _order(claim: Claim) -> tuple[float, str, int, str]:
    return -claim.confidence, claim.article, claim.evidence.start, repr(claim)
