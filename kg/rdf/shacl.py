"""Checks made of SHACL shapes: the part of SHACL Core that the project's shapes use, quick enough for every article.

A general validator takes longer over an article than storing it does. What a shape says that is not understood here is
refused when the shapes are read, so that no rule can be left out in silence.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import partial
from typing import Any

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, RdfFormat, Triple, parse

Subject = NamedNode | BlankNode | Triple
Term = NamedNode | BlankNode | Literal | Triple
Nodes = Mapping[Subject, Mapping[str, Mapping[Term, None]]]
"""The triples of a graph: node → IRI of a predicate → its objects, each once."""
Check = Callable[[Nodes, Term, Sequence[Term]], int]
"""Graph, node, values of the path → how often they break the rule."""

_SH = "http://www.w3.org/ns/shacl#"
_XSD = "http://www.w3.org/2001/XMLSchema#"
_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_TYPE = _RDF + "type"
_KINDS = {_SH + "IRI": NamedNode, _SH + "Literal": Literal, _SH + "BlankNode": BlankNode}
_NUMBERS = {_XSD + name for name in ("decimal", "integer", "nonNegativeInteger", "double")}
_WRITTEN = {
    _XSD + "decimal": re.compile(r"[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)"),
    _XSD + "integer": re.compile(r"[+-]?[0-9]+"),
    _XSD + "nonNegativeInteger": re.compile(r"\+?[0-9]+|-0+"),
    _XSD + "double": re.compile(r"[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)([eE][+-]?[0-9]+)?|[+-]?INF|NaN"),
}


@dataclass(frozen=True, slots=True)
class Rule:
    """A property shape: what the values of a path must be like.

    Parameters
    ----------
    path : tuple of str
        IRIs of predicates; the values of all of them count together.
    checks : tuple of callable
        Each constraint.
    messages : dict of str to str
        What is said where one is broken, by language.
    """

    path: tuple[str, ...]
    checks: tuple[Check, ...]
    messages: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Shape:
    """A node shape: the rules for the nodes of a class."""

    target: NamedNode
    rules: tuple[Rule, ...]


def shapes(turtle: str) -> tuple[Shape, ...]:
    """Read node shapes.

    Parameters
    ----------
    turtle : str
        Shapes with a target class and property shapes.

    Raises
    ------
    ValueError
        Naming what they use that is not understood here.

    Examples
    --------
    >>> found = shapes('''@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix ex: <http://example.org/> .
    ... ex:S a sh:NodeShape ; sh:targetClass ex:C ; sh:property [ sh:path ex:p ; sh:maxCount 1 ] .''')
    >>> found[0].target.value, found[0].rules[0].path
    ('http://example.org/C', ('http://example.org/p',))
    """
    nodes = described(quad.triple for quad in parse(turtle, format=RdfFormat.TURTLE))
    found = []
    for node, says in nodes.items():
        if NamedNode(_SH + "NodeShape") not in says.get(_TYPE, ()):
            continue
        _known(node, says, {"targetClass", "property"})
        rules = tuple(_rule(nodes, each) for each in says.get(_SH + "property", ()))
        found += [Shape(target, rules) for target in says.get(_SH + "targetClass", ()) if isinstance(target, NamedNode)]
    return tuple(found)


def described(statements: Iterable[Quad | Triple]) -> dict[Subject, dict[str, dict[Term, None]]]:
    """Return the triples of some statements by node and predicate."""
    nodes: dict[Subject, dict[str, dict[Term, None]]] = {}
    for statement in statements:
        nodes.setdefault(statement.subject, {}).setdefault(statement.predicate.value, {})[statement.object] = None
    return nodes


def breaches(nodes: Nodes, shapes: Iterable[Shape]) -> Iterator[tuple[Subject, Rule]]:
    """Yield each node that breaks a rule with that rule, as often as it breaks it."""
    for shape in shapes:
        for node, says in nodes.items():
            if shape.target not in says.get(_TYPE, ()):
                continue
            for rule in shape.rules:
                values = _values(says, rule.path)
                for check in rule.checks:
                    for _ in range(check(nodes, node, values)):
                        yield node, rule


def _values(says: Mapping[str, Mapping[Term, None]], path: tuple[str, ...]) -> Sequence[Term]:
    if len(path) == 1:
        return tuple(says.get(path[0], ()))
    return tuple(dict.fromkeys(value for predicate in path for value in says.get(predicate, ())))


def _rule(nodes: Nodes, shape: Term) -> Rule:
    says = nodes[shape] if not isinstance(shape, Literal) else {}
    _known(shape, says, {"path", "message", *_CHECKS, "in"})
    checks = [
        make(value) for name, make in _CHECKS.items() for value in says.get(_SH + name, ())
    ]  # as the standard has it: several values of one word are several constraints
    checks += [partial(_in, frozenset(_list(nodes, head))) for head in says.get(_SH + "in", ())]
    messages = {m.language or "": m.value for m in says.get(_SH + "message", ()) if isinstance(m, Literal)}
    return Rule(_path(nodes, next(iter(says[_SH + "path"]))), tuple(checks), messages)


def _path(nodes: Nodes, path: Term) -> tuple[str, ...]:
    if isinstance(path, NamedNode):
        return (path.value,)
    says = nodes[path] if not isinstance(path, Literal) else {}
    _known(path, says, {"alternativePath"})
    return tuple(
        predicate
        for head in says[_SH + "alternativePath"]
        for member in _list(nodes, head)
        for predicate in _path(nodes, member)
    )


def _list(nodes: Nodes, head: Term) -> Iterator[Term]:
    while not isinstance(head, Literal) and head in nodes:
        yield next(iter(nodes[head][_RDF + "first"]))
        head = next(iter(nodes[head][_RDF + "rest"]))


def _known(node: Term, says: Mapping[str, object], words: set[str]) -> None:
    unknown = sorted(predicate for predicate in says if predicate not in {_TYPE, *(_SH + word for word in words)})
    if unknown:
        raise ValueError(f"{node} says {', '.join(unknown)}, which kg/rdf/shacl.py does not check")


def _in(allowed: frozenset[Term], nodes: Nodes, node: Term, values: Sequence[Term]) -> int:
    return sum(value not in allowed for value in values)


def _min_count(least: Term) -> Check:
    count = _integer(least)
    return lambda nodes, node, values: len(values) < count


def _max_count(most: Term) -> Check:
    count = _integer(most)
    return lambda nodes, node, values: len(values) > count


def _min_length(least: Term) -> Check:
    length = _integer(least)
    return lambda nodes, node, values: sum((text := _text(v)) is None or len(text) < length for v in values)


def _pattern(pattern: Term) -> Check:
    search = re.compile(_text(pattern) or "").search
    return lambda nodes, node, values: sum((text := _text(v)) is None or not search(text) for v in values)


def _datatype(datatype: Term) -> Check:
    def of_type(value: Term) -> bool:
        return isinstance(value, Literal) and value.datatype == datatype and _well_written(value)

    return lambda nodes, node, values: sum(not of_type(value) for value in values)


def _node_kind(kind: Term) -> Check:
    allowed = _KINDS[_text(kind) or ""]
    return lambda nodes, node, values: sum(not isinstance(value, allowed) for value in values)


def _class(kind: Term) -> Check:
    def is_one(nodes: Nodes, value: Term) -> bool:
        return not isinstance(value, Literal) and kind in nodes.get(value, {}).get(_TYPE, ())

    return lambda nodes, node, values: sum(not is_one(nodes, value) for value in values)


def _min_inclusive(least: Term) -> Check:
    return lambda nodes, node, values: sum(not _at_most(least, value) for value in values)


def _max_inclusive(most: Term) -> Check:
    return lambda nodes, node, values: sum(not _at_most(value, most) for value in values)


def _less_than_or_equals(predicate: Term) -> Check:
    name = _text(predicate) or ""

    def pairs(nodes: Nodes, node: Term, values: Sequence[Term]) -> int:
        others = nodes[node].get(name, ()) if values and not isinstance(node, Literal) else ()
        return sum(not _at_most(value, other) for value in values for other in others)

    return pairs


_CHECKS: Mapping[str, Callable[[Term], Check]] = {
    "minCount": _min_count,
    "maxCount": _max_count,
    "minLength": _min_length,
    "pattern": _pattern,
    "datatype": _datatype,
    "nodeKind": _node_kind,
    "class": _class,
    "minInclusive": _min_inclusive,
    "maxInclusive": _max_inclusive,
    "lessThanOrEquals": _less_than_or_equals,
}


def _text(value: Term) -> str | None:
    return value.value if isinstance(value, NamedNode | Literal) else None


def _integer(value: Term) -> int:
    return int(_text(value) or "")


def _well_written(value: Literal) -> bool:
    written = _WRITTEN.get(value.datatype.value)
    return written is None or written.fullmatch(value.value) is not None


def _at_most(low: Term, high: Term) -> bool:
    """Return whether one literal is no greater than another; what cannot be compared is not."""
    one, other = _comparable(low), _comparable(high)
    return one is not None and type(one) is type(other) and bool(one <= other)


def _comparable(value: Term) -> Any:
    if not isinstance(value, Literal) or not _well_written(value):
        return None
    datatype = value.datatype.value
    if datatype in _NUMBERS:
        number = Decimal(value.value)
        return None if number.is_nan() else number
    if datatype == _XSD + "date":
        try:
            return date.fromisoformat(value.value)
        except ValueError:
            return None
    return value.value if datatype == _XSD + "string" else None
