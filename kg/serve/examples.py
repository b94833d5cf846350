"""The named queries as examples for the editor, each with the prefixes that it needs anywhere else."""

from __future__ import annotations

from kg.rdf import PREFIXES
from kg.sparql import named_queries
from kg.sparql.tokens import tokens


def examples() -> list[dict[str, str]]:
    """Return title and text of each named query, with the values of its example.

    Examples
    --------
    >>> examples()[0]["en"]
    'Articles about an entity'
    """
    found = []
    for query in named_queries().values():
        text = query.bound(**query.example).strip()
        found.append({"name": query.name, **query.title, "sparql": declared(text)})
    return found


def declared(query: str) -> str:
    """Return a query with PREFIX lines for the project's prefixes that it uses.

    Examples
    --------
    >>> print(declared("ASK { ?c a cifre:Claim }").splitlines()[-1])
    ASK { ?c a cifre:Claim }
    """
    used = {token.text.partition(":")[0] for token in tokens(query) if token.kind == "prefixed"}
    lines = [f"PREFIX {prefix}: <{PREFIXES[prefix]}>" for prefix in sorted(used) if prefix in PREFIXES]
    return "\n".join([*lines, "", query] if lines else [query])
