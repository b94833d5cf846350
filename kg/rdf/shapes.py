"""The shapes that an article's graph must have (``kg/ontology/shapes.ttl``), checked before it is stored."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from importlib import resources

from pyoxigraph import BlankNode, Literal, NamedNode, Quad

from corpus.errors import CifreError
from kg.rdf.shacl import Nodes, Shape, Subject, breaches, described, shapes
from kg.rdf.terms import compact, term


class ShapeError(CifreError):
    """An article's graph breaks a rule of the model.

    Parameters
    ----------
    problem, remedy : str
        As in every error of the project, in English.
    messages : dict of str to str
        What the first broken rule says, by language (``it``, ``en``).
    """

    def __init__(self, problem: str, remedy: str, messages: dict[str, str]) -> None:
        self.messages = messages
        super().__init__(problem, remedy)


def check_shapes(quads: Iterable[Quad]) -> None:
    """Raise where the graph of an article breaks a shape.

    Parameters
    ----------
    quads : iterable of Quad
        The graph of one article.

    Raises
    ------
    ShapeError
        Saying on one line which statement breaks which rule, and how many more there are.

    Examples
    --------
    >>> node, graph = NamedNode("https://example.org/article"), NamedNode("https://example.org/article")
    >>> check_shapes([Quad(node, term("rdf:type"), term("schema:NewsArticle"), graph)])
    Traceback (most recent call last):
    ...
    kg.rdf.shapes.ShapeError: <https://example.org/article>: an article has one identifier (and 1 more): ...
    """
    nodes = described(quads)
    broken = sorted(
        (_place(nodes, node), rule.messages.get("en", ""), rule.messages.get("it", ""))
        for node, rule in breaches(nodes, article_shapes())
    )
    if not broken:
        return
    place, english, italian = broken[0]
    more = f" (and {len(broken) - 1} more)" if len(broken) > 1 else ""
    raise ShapeError(
        f"{place}: {english}{more}", "extract the article again, or report it", {"it": italian, "en": english}
    )


@cache
def article_shapes() -> tuple[Shape, ...]:
    """Return the shapes of ``kg/ontology/shapes.ttl``."""
    return shapes(resources.files("kg").joinpath("ontology", "shapes.ttl").read_text(encoding="utf-8"))


def _place(nodes: Nodes, node: Subject) -> str:
    """Return the words that a statement stands on, or the node's name where it is none."""
    for span in nodes[node].get(term("cifre:evidence").value, ()):
        for selector in _objects(nodes, span, "oa:hasSelector"):
            for words in _objects(nodes, selector, "oa:exact"):
                if isinstance(words, Literal):
                    return f"«{words.value}»"
    return compact(node) if isinstance(node, NamedNode) else str(node)


def _objects(nodes: Nodes, node: object, predicate: str) -> Iterable[object]:
    found = nodes.get(node, {}) if isinstance(node, NamedNode | BlankNode) else {}
    return found.get(term(predicate).value, ())
