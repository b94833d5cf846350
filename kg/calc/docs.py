"""The page about calculations, made from the registry so that it can never disagree with it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from importlib import resources

from kg.calc.derive import derive
from kg.calc.expression import show
from kg.calc.formula import ANY, Constraint, Formula, Input
from kg.calc.registry import FORMULAS_FILE, load
from kg.calc.rules import RULES


def documentation() -> str:
    """Return ``docs/calculations.md``; write it with ``python -m kg.calc.docs > docs/calculations.md``.

    Examples
    --------
    >>> documentation().splitlines()[0]
    '# Calculations'
    """
    template = resources.files("kg.calc").joinpath("calculations.md").read_text(encoding="utf-8")
    shipped = load(FORMULAS_FILE)
    table = [
        "| formula | Italian | English | computes |",
        "| --- | --- | --- | --- |",
        *(f"| [`{f.id}`](#{f.id}) | {f.label.it} | {f.label.en} | {f.text('en')} |" for f in shipped),
    ]
    rules = [
        "| rule | inputs | holds if |",
        "| --- | --- | --- |",
        *(f"| `{name}` | {rule.arity or 'two or more'} | {rule.meaning} |" for name, rule in RULES.items()),
    ]
    sections = "\n\n".join("\n".join(_section(item)) for item in shipped)
    parts = {"@TABLE@": "\n".join(table), "@FORMULAS@": sections, "@RULES@": "\n".join(rules)}
    return _replaced(template, parts)


def _section(formula: Formula) -> Iterator[str]:
    yield f"### {formula.id}"
    yield ""
    yield f"**{formula.label.en}** · *{formula.label.it}*"
    yield ""
    yield f"{formula.explanation.en}"
    yield ""
    yield f"*{formula.explanation.it}*"
    yield ""
    yield f"    {show(formula.expression, str)}"
    yield ""
    for item in formula.inputs.values():
        yield f"- `{item.name}`: {_pattern(item)}"
    for constant in formula.constants.values():
        yield f"- `{constant.name}` = {constant.value} {constant.unit} ({constant.label.en})"
    for constraint in formula.constraints:
        yield f"- {_tie(constraint)}"
    if formula.preconditions:
        yield f"- needs {', '.join(f'`{item.text}`' for item in formula.preconditions)}"
    if formula.caveat:
        yield f"- caveat: {formula.caveat.en}"
    result = derive(formula, formula.example.inputs)
    yield ""
    yield f"Example: {result.filled.en}, said as “{result.text('en')}” (*{result.text('it')}*)."


def _pattern(item: Input) -> str:
    if item.read is not None:
        return f"{item.label.en}, read from the subject of `{item.read.source}` by the pattern `{item.read.pattern}`"
    metrics = "any metric" if item.metrics is None else " or ".join(f"`{metric}`" for metric in sorted(item.metrics))
    unit = {"amount": "in any unit but %, pp and x", "money": "in any currency", "1": "a plain count"}.get(item.unit)
    parts = [f"{item.label.en}: a {' or '.join(sorted(item.kinds))} of {metrics}, {unit or f'in {item.unit}'}"]
    if item.per == ANY:
        parts.append("with or without `per`")
    if item.spans:
        parts.append(f"of a {' or '.join(sorted(item.spans))}")
    if item.statuses:
        parts.append(f"status {' or '.join(sorted(item.statuses))}")
    return ", ".join(parts)


def _tie(constraint: Constraint) -> str:
    fields = f" in {', '.join(f'`{field}`' for field in constraint.fields)}" if constraint.fields else ""
    names = ", ".join(f"`{name}`" for name in constraint.inputs)
    search = " (only when searching)" if constraint.search else ""
    return f"rule `{constraint.rule}`{fields} for {names}{search}"


def _replaced(text: str, parts: Mapping[str, str]) -> str:
    for mark, words in parts.items():
        text = text.replace(mark, words)
    return text


if __name__ == "__main__":
    import sys

    sys.stdout.write(documentation())
