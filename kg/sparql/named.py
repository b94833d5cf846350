"""Named queries: files in ``kg/queries``, each with a title, parameters and an example that works."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable
from types import MappingProxyType

import yaml
from pyoxigraph import Literal, NamedNode

from kg.rdf.terms import article_iri, coded, compact, date_literal, entity_iri, number_literal, term, unit_iri
from kg.sparql.errors import SparqlError
from kg.sparql.tokens import tokens

Value = str | int | Decimal | date
_TAG = "#+"


def _number(text: str) -> Literal:
    try:
        return number_literal(Decimal(text))[0]
    except InvalidOperation as error:
        raise ValueError("write a number with a decimal point, such as 2.5") from error


def _integer(text: str) -> Literal:
    return Literal(str(int(text)), datatype=term("xsd:integer"))


TYPES: dict[str, Callable[[str], NamedNode | Literal]] = {
    "entity": entity_iri,
    "article": article_iri,
    "metric": lambda text: coded("metric", text),
    "status": lambda text: coded("status", text),
    "hedge": lambda text: coded("hedge", text),
    "kind": lambda text: coded("kind", text),
    "relation": lambda text: coded("cifre", text),
    "unit": unit_iri,
    "text": Literal,
    "date": lambda text: date_literal(date.fromisoformat(text)),
    "number": _number,
    "integer": _integer,
}
"""How a parameter's value becomes a term; a name is never put into a query as text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameter:
    """A parameter: the variable that it binds, its type (of `TYPES`), an example, labels by language."""

    name: str
    type: str
    example: str
    labels: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedQuery:
    """A query with a name. Titles and descriptions by language (``it``, ``en``).

    Without a value, a parameter is left open and the query answers for all.
    """

    name: str
    title: Mapping[str, str]
    description: Mapping[str, str]
    parameters: tuple[Parameter, ...]
    sparql: str

    @property
    def example(self) -> dict[str, str]:
        """The worked example: a value for every parameter."""
        return {parameter.name: parameter.example for parameter in self.parameters}

    def bound(self, **values: Value) -> str:
        """Return the query with values for its parameters.

        Raises
        ------
        SparqlError
            If there is no such parameter, or a value is not of its type.
        """
        known = {parameter.name: parameter for parameter in self.parameters}
        terms: dict[str, NamedNode | Literal] = {}
        for name, value in values.items():
            if name not in known:
                have = ", ".join(known) or "none"
                raise SparqlError(f"the query {self.name} has no parameter {name!r}", f"it has {have}")
            try:
                terms[name] = TYPES[known[name].type](str(value))
            except ValueError as error:
                raise SparqlError(
                    f"{value!r} is not a {known[name].type} for {name} of the query {self.name}",
                    f"give one such as {known[name].example}",
                ) from error
        return bind(self.sparql, terms)


def bind(sparql: str, values: Mapping[str, NamedNode | Literal]) -> str:
    """Return a query whose variables have values, put as a VALUES block at the beginning of its WHERE.

    Values are terms, written escaped: no text of a person can become a part of the query.

    Examples
    --------
    >>> print(bind("SELECT ?c WHERE { ?c cifre:subject ?who }", {"who": entity_iri("Nvidia")}))
    SELECT ?c WHERE {
      VALUES (?who) { (entity:Nvidia) } ?c cifre:subject ?who }
    """
    if not values:
        return sparql
    where = False
    for token in tokens(sparql):
        if where and token.text == "{":
            names = " ".join(f"?{name}" for name in values)
            terms = " ".join(compact(value) for value in values.values())
            cut = token.start + 1
            return f"{sparql[:cut]}\n  VALUES ({names}) {{ ({terms}) }}{sparql[cut:]}"
        where = token.kind == "word" and token.text.upper() == "WHERE"
    raise SparqlError("the query has no WHERE { that values could be put in", "write WHERE before the first brace")


@cache
def named_queries() -> Mapping[str, NamedQuery]:
    """Return the project's named queries, by name.

    Examples
    --------
    >>> named_queries()["figures-of"].title["en"]
    'Figures about an entity'
    """
    folder = resources.files("kg").joinpath("queries")
    files = sorted((f for f in folder.iterdir() if f.name.endswith(".rq")), key=lambda f: f.name)
    return MappingProxyType({query.name: query for query in map(_read, files)})


def _read(file: Traversable) -> NamedQuery:
    lines = file.read_text(encoding="utf-8").splitlines()
    header = "\n".join(line.removeprefix(_TAG).removeprefix(" ") for line in lines if line.startswith(_TAG))
    data = yaml.safe_load(header)
    body = "\n".join(line for line in lines if not line.startswith(_TAG)).strip() + "\n"
    parameters = tuple(
        Parameter(name=name, type=p["type"], example=str(p["example"]), labels={"it": p["it"], "en": p["en"]})
        for name, p in (data.get("parameters") or {}).items()
    )
    name = re.sub(r"\.rq$", "", file.name)
    return NamedQuery(
        name=name, title=data["title"], description=data["description"], parameters=parameters, sparql=body
    )
