"""What a reader must know about a result: hedges, plans and estimates, inferences, periods that do not match."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

from kg.calc.derivation import Caveat, Checked, Operand
from kg.calc.formula import Formula, Text
from kg.calc.rules import PERIOD_RULES

CAVEATS_FILE = Path(__file__).with_name("caveats.toml")


def caveats(
    formula: Formula, operands: Sequence[Operand], checked: Sequence[Checked], *, open_ended: bool, agrees: bool | None
) -> tuple[Caveat, ...]:
    """Return the caveats of a result in a fixed order, each once.

    Parameters
    ----------
    formula : Formula
        Its own caveat comes first.
    operands : Sequence of Operand
        The inputs.
    checked : Sequence of Checked
        The preconditions.
    open_ended : bool
        Whether the bounds of the inputs leave the result open on both sides.
    agrees : bool or None
        For a formula that compares: what to say of it.
    """
    found = [*_own(formula), *_figures(operands), *_relations(formula, operands)]
    found += [_caveat("other", "precondition", text=item.text) for item in checked if not item.certain]
    if open_ended:
        found.append(_caveat("other", "open"))
    if agrees is not None and formula.verdict is not None:
        found.append(Caveat(f"verdict.{'agrees' if agrees else 'differs'}", formula.verdict[0 if agrees else 1]))
    return tuple(dict.fromkeys(found))


def _own(formula: Formula) -> Iterator[Caveat]:
    if formula.caveat is not None:
        yield Caveat(f"formula.{formula.id}", formula.caveat)


def _figures(operands: Sequence[Operand]) -> Iterator[Caveat]:
    for operand in operands:
        text = operand.read_from or operand.claim.evidence.text
        if operand.hedge != "exact":
            yield _caveat("hedge", operand.hedge, operand, text)
        if operand.read_from is not None:
            continue  # status and flags are those of the claim that it was read from
        if operand.claim.status != "actual":
            yield _caveat("status", operand.claim.status, operand, text)
        for flag in operand.claim.flags:
            if flag in _texts()["flag"]:
                yield _caveat("flag", flag, operand, text)
        if operand.claim.per:
            yield _caveat("per", operand.claim.per if operand.claim.per in _texts()["per"] else "other", operand)


def _relations(formula: Formula, operands: Sequence[Operand]) -> Iterator[Caveat]:
    rules = {constraint.rule for constraint in formula.constraints}
    tied = rules & PERIOD_RULES or any("period" in c.fields for c in formula.constraints if not c.search)
    if not tied and len({operand.claim.period for operand in operands}) > 1:
        yield _caveat("other", "periods")
    if len({operand.claim.article for operand in operands}) > 1:
        yield _caveat("other", "articles")
    for constraint in formula.constraints:
        if constraint.rule in ("against-period", "against"):
            growth = next(operand for operand in operands if operand.name == constraint.inputs[0])
            if growth.claim.vs is None:
                yield _caveat("other", "before", growth)


def _caveat(group: str, name: str, operand: Operand | None = None, text: str = "") -> Caveat:
    words = _texts()[group][name]
    labels = {"it": operand.label.it, "en": operand.label.en} if operand else {"it": "", "en": ""}
    return Caveat(
        f"{group}.{name}",
        Text(*(words[language].format(input=labels[language], text=text) for language in ("it", "en"))),
    )


@lru_cache(maxsize=1)
def _texts() -> dict[str, Any]:
    return tomllib.loads(CAVEATS_FILE.read_text(encoding="utf-8"))
