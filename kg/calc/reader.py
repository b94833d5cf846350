"""Reads one formula of a registry and checks all of it: a mistake is named by file, formula and field."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any, NoReturn

from corpus.errors import CifreError
from kg.calc.balance import check_units
from kg.calc.errors import ExpressionError, FormulaError, UnitMismatch
from kg.calc.examples import example_claim
from kg.calc.expression import Node, names, parse, parse_comparison
from kg.calc.fields import FIELDS
from kg.calc.formula import (
    AMOUNT,
    ANY,
    Constant,
    Constraint,
    Example,
    Formula,
    Input,
    Precondition,
    Read,
    Result,
    Text,
)
from kg.calc.reading import pattern_names
from kg.calc.rules import RULES
from kg.calc.units import COUNT, MONEY, unit

_ID = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
_NAME = re.compile(r"[a-z][a-z_]*")
_KINDS = ("level", "change", "ratio", "share")
_STATUSES = ("actual", "planned", "estimated", "rumoured")
_SPANS = ("month", "quarter", "half", "year")
_REFERENCES = ("unit", "metric", "subject", "of", "for", "period", "vs")
_FIELDS = {
    "formula": {"id", "label", "explanation", "expression", "inputs", "result", "example"},
    "optional": {"caveat", "constants", "constraints", "preconditions", "verdict"},
    "input": {"label", "metric", "kind", "unit", "per", "span", "status", "read"},
    "result": {"unit", "kind", "per", "metric", "subject", "of", "for", "period", "vs"},
    "constraint": {"rule", "inputs", "fields", "search"},
}


class FormulaReader:
    """Reads one formula; every complaint knows where it is."""

    def __init__(self, path: Path, entry: Mapping[str, Any]) -> None:
        self.path = path
        self.entry = entry
        self.id = entry.get("id", "without id")

    def formula(self) -> Formula:
        self._keys(self.entry, "formula", _FIELDS["formula"] | _FIELDS["optional"], _FIELDS["formula"])
        if not isinstance(self.id, str) or not _ID.fullmatch(self.id):
            self._fail("id", "it is not an id", "use lower-case words joined by hyphens")
        inputs = {name: self._input(name, data) for name, data in self._table(self.entry["inputs"], "inputs").items()}
        constants = {
            name: self._constant(name, data)
            for name, data in self._table(self.entry.get("constants", {}), "constants").items()
        }
        expression = self._expression(inputs, constants)
        result = self._result(inputs)
        caveat, verdict = self.entry.get("caveat"), self.entry.get("verdict")
        made = Formula(
            id=self.id,
            label=self._text(self.entry["label"], "label"),
            explanation=self._text(self.entry["explanation"], "explanation"),
            inputs=inputs,
            constants=constants,
            expression=expression,
            result=result,
            constraints=self._constraints(inputs),
            preconditions=self._preconditions({*inputs, *constants}),
            caveat=self._text(caveat, "caveat") if caveat is not None else None,
            verdict=self._verdict(verdict) if verdict is not None else None,
            example=self._example(inputs),
            origin=str(self.path),
        )
        try:
            check_units(made)
        except UnitMismatch as error:
            self._fail("expression", error.problem, error.remedy)
        return made

    def _input(self, name: str, data: Any) -> Input:
        where = f"inputs.{name}"
        self._name(name, where)
        data = self._table(data, where)
        self._keys(data, where, _FIELDS["input"], {"label"})
        label = self._text(data["label"], f"{where}.label")
        if "read" in data:
            read = self._table(data["read"], f"{where}.read")
            self._keys(read, f"{where}.read", {"from", "pattern"}, {"from", "pattern"})
            source = self.entry["inputs"].get(read["from"])
            if source is None or "read" in source:
                self._fail(f"{where}.read", f"{read['from']} is no input with a claim", "name one that has a metric")
            self._known(read["pattern"], pattern_names(), f"{where}.read.pattern")
            return Input(name=name, label=label, unit=COUNT, read=Read(read["from"], read["pattern"]))
        self._keys(data, where, _FIELDS["input"], {"label", "metric", "unit"})
        metrics = self._list(data["metric"], f"{where}.metric")
        kinds = self._list(data.get("kind", "level"), f"{where}.kind", _KINDS)
        spans = self._list(data.get("span", []), f"{where}.span", _SPANS)
        statuses = self._list(data.get("status", []), f"{where}.status", _STATUSES)
        if data["unit"] not in (MONEY, AMOUNT, COUNT):
            try:
                unit(data["unit"])
            except UnitMismatch as error:
                self._fail(f"{where}.unit", error.problem, f"use {MONEY}, {AMOUNT} or a unit of the contract")
        return Input(
            name=name,
            label=label,
            metrics=None if metrics == [ANY] else frozenset(metrics),
            kinds=frozenset(kinds),
            unit=data["unit"],
            per=data.get("per"),
            spans=frozenset(spans),
            statuses=frozenset(statuses),
        )

    def _constant(self, name: str, data: Any) -> Constant:
        where = f"constants.{name}"
        self._name(name, where)
        data = self._table(data, where)
        self._keys(data, where, {"value", "unit", "label"}, {"value", "unit", "label"})
        value = self._number(data["value"], f"{where}.value")
        try:
            unit(data["unit"])
        except UnitMismatch as error:
            self._fail(f"{where}.unit", error.problem, error.remedy)
        return Constant(name, self._text(data["label"], f"{where}.label"), value, data["unit"])

    def _expression(self, inputs: Mapping[str, Input], constants: Mapping[str, Constant]) -> Node:
        try:
            tree = parse(str(self.entry["expression"]))
        except ExpressionError as error:
            self._fail("expression", error.problem, error.remedy)
        used = Counter(names(tree))
        for name in used.keys() - inputs.keys() - constants.keys():
            self._fail("expression", f"{name} is no input and no constant", "name it under inputs")
        for name in inputs:
            # With each input named once, the bounds of the result are as tight as they can be.
            if used[name] != 1:
                self._fail(
                    "expression",
                    f"{name} is used {used[name]} times",
                    "use each input exactly once, as in a / b - 1 for (a - b) / b, so that the bounds stay tight",
                )
        return tree

    def _result(self, inputs: Mapping[str, Input]) -> Result:
        data = self._table(self.entry["result"], "result")
        self._keys(data, "result", _FIELDS["result"], {"unit"})
        for field in data.keys() & set(_REFERENCES):
            source, dot, name = str(data[field]).partition(".")
            if dot and (source not in inputs or name not in (*FIELDS, "period")):
                self._fail(f"result.{field}", f"{data[field]} is no field of an input", "write it as input.field")
            if field in ("subject", "of", "for", "period", "vs") and not dot:
                self._fail(f"result.{field}", "it names no input", "write it as input.field")
        self._list(data.get("kind", "level"), "result.kind", _KINDS)
        fields = {("for_" if name == "for" else name): value for name, value in data.items()}
        return Result(**fields)

    def _constraints(self, inputs: Mapping[str, Input]) -> tuple[Constraint, ...]:
        with_claims = [name for name, item in inputs.items() if item.read is None]
        found = []
        for number, entry in enumerate(self.entry.get("constraints", [])):
            where = f"constraints[{number}]"
            data = self._table(entry, where)
            self._keys(data, where, _FIELDS["constraint"], {"rule"})
            self._known(data["rule"], RULES, f"{where}.rule")
            rule = RULES[data["rule"]]
            chosen = self._list(data.get("inputs", with_claims), f"{where}.inputs", with_claims)
            if rule.arity is not None and len(chosen) != rule.arity:
                self._fail(f"{where}.inputs", f"{data['rule']} takes {rule.arity} inputs", "name just those")
            if rule.arity is None and len(chosen) < 2:
                self._fail(f"{where}.inputs", f"{data['rule']} compares at least two inputs", "name two")
            fields = self._list(data.get("fields", []), f"{where}.fields", FIELDS)
            if rule.fields != bool(fields):
                self._fail(f"{where}.fields", "they are missing" if rule.fields else "the rule takes none", "mend that")
            found.append(Constraint(data["rule"], tuple(chosen), tuple(fields), bool(data.get("search", False))))
        return tuple(found)

    def _preconditions(self, known: set[str]) -> tuple[Precondition, ...]:
        found = []
        for number, text in enumerate(self.entry.get("preconditions", [])):
            where = f"preconditions[{number}]"
            try:
                comparison = parse_comparison(str(text))
            except ExpressionError as error:
                self._fail(where, error.problem, error.remedy)
            for side in (comparison.left, comparison.right):
                for name in names(side):
                    self._known(name, known, where)
            found.append(Precondition(str(text), comparison))
        return tuple(found)

    def _verdict(self, data: Any) -> tuple[Text, Text]:
        data = self._table(data, "verdict")
        self._keys(data, "verdict", {"agrees", "differs"}, {"agrees", "differs"})
        return self._text(data["agrees"], "verdict.agrees"), self._text(data["differs"], "verdict.differs")

    def _example(self, inputs: Mapping[str, Input]) -> Example:
        data = self._table(self.entry["example"], "example")
        self._keys(data, "example", {"inputs", "result"}, {"inputs", "result"})
        given = self._table(data["inputs"], "example.inputs")
        claims = {}
        for number, (name, item) in enumerate((n, i) for n, i in inputs.items() if i.read is None):
            where = f"example.inputs.{name}"
            if name not in given:
                self._fail(where, "it is missing", "give a claim for each input")
            fields = {"kind": min(item.kinds), "article": self.id, "start": 20 * number, **given[name]}
            if item.metrics and len(item.metrics) == 1:
                fields.setdefault("metric", next(iter(item.metrics)))
            if item.unit not in (MONEY, AMOUNT):
                fields.setdefault("unit", item.unit)
            try:
                claim = example_claim(**fields)
            except CifreError as error:
                self._fail(where, error.problem, error.remedy)
            mismatch = item.mismatch(claim)
            if mismatch:
                self._fail(where, f"its {mismatch} does not fit the input", "mend the example or the pattern")
            claims[name] = claim
        for name in given.keys() - claims.keys():
            self._fail(f"example.inputs.{name}", "there is no such input with a claim", "take it out")
        return Example(claims, self._table(data["result"], "example.result"))

    def _text(self, data: Any, where: str) -> Text:
        data = self._table(data, where)
        self._keys(data, where, {"it", "en"}, {"it", "en"})
        for language, words in data.items():
            if not isinstance(words, str) or not words.strip():
                self._fail(f"{where}.{language}", "it is empty", "write it in Italian and English")
        return Text(data["it"], data["en"])

    def _list(self, data: Any, where: str, known: Collection[str] | None = None) -> list[str]:
        values = [data] if isinstance(data, str) else data
        if not isinstance(values, list) or any(not isinstance(value, str) for value in values):
            self._fail(where, "it is neither a word nor a list of words", "write one of the two")
        if known is not None:
            for value in values:
                self._known(value, known, where)
        return list(values)

    def _number(self, data: Any, where: str) -> Decimal:
        if isinstance(data, bool) or not isinstance(data, int | Decimal):
            self._fail(where, "it is no number", "write a plain number")
        return Decimal(data)

    def _name(self, name: str, where: str) -> None:
        if not _NAME.fullmatch(name):
            self._fail(where, "it is no name", "use lower-case letters and underscores")

    def _known(self, value: Any, known: Collection[str], where: str) -> None:
        if value not in known:
            self._fail(where, f"{value} is not known", f"use one of {', '.join(sorted(known))}")

    def _table(self, data: Any, where: str) -> Mapping[str, Any]:
        if not isinstance(data, dict):
            self._fail(where, "it is no table", "write it as { ... }")
        table: dict[str, Any] = data
        return table

    def _keys(self, data: Mapping[str, Any], where: str, allowed: set[str], needed: set[str]) -> None:
        prefix = "" if where == "formula" else f"{where}."
        for name in sorted(data.keys() - allowed):
            self._fail(prefix + name, "there is no such field", f"use one of {', '.join(sorted(allowed))}")
        for name in sorted(needed - data.keys()):
            self._fail(prefix + name, "it is missing", "give it")

    def _fail(self, field: str, problem: str, remedy: str) -> NoReturn:
        raise FormulaError(f"{self.path}, formula {self.id}, {field}: {problem}", remedy)
