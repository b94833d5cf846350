"""The queries of this package: one ``.rq`` file each, with the values that a call gives written in as escaped terms."""

from __future__ import annotations

import re
from functools import cache
from importlib import resources

from pyoxigraph import Literal, NamedNode

from kg.rdf.terms import compact


@cache
def text(name: str) -> str:
    """Return the query of a file beside this module."""
    return resources.files(__package__).joinpath(f"{name}.rq").read_text(encoding="utf-8")


def filled(name: str, **values: NamedNode | Literal) -> str:
    """Return a query with ``$name`` replaced by a term, as anyone can run it again.

    Examples
    --------
    >>> filled("relations", entity=NamedNode("https://w3id.org/cifre/entity/Meta")).count("entity:Meta")
    2
    """
    return re.sub(r"\$(\w+)", lambda found: compact(values[found[1]]), text(name))
