"""The shapes that an article's graph must have (``kg/ontology/shapes.ttl``), checked before it is stored."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING

from pyoxigraph import BlankNode, Literal, NamedNode, Quad

from corpus.errors import CifreError
from kg.rdf.terms import compact, term

if TYPE_CHECKING:
    import rdflib
    from rdflib.term import Node

_SH = "http://www.w3.org/ns/shacl#"


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
    from pyshacl import validate

    graph = _graph(quads)
    conforms, report, _ = validate(graph, shacl_graph=_shapes(), inference="none", inplace=True)
    if conforms:
        return
    broken = sorted(_broken(graph, report))
    place, english, italian = broken[0]
    more = f" (and {len(broken) - 1} more)" if len(broken) > 1 else ""
    raise ShapeError(
        f"{place}: {english}{more}", "extract the article again, or report it", {"it": italian, "en": english}
    )


@cache
def _shapes() -> rdflib.Graph:
    from rdflib import Graph

    text = resources.files("kg").joinpath("ontology", "shapes.ttl").read_text(encoding="utf-8")
    return Graph().parse(data=text, format="turtle")


def _graph(quads: Iterable[Quad]) -> rdflib.Graph:
    from rdflib import Graph

    graph = Graph(bind_namespaces="none")
    for quad in quads:
        graph.add((_node(quad.subject), _node(quad.predicate), _node(quad.object)))
    return graph


def _node(value: object) -> Node:
    import rdflib

    if isinstance(value, NamedNode):
        return rdflib.URIRef(value.value)
    if isinstance(value, Literal):
        if value.language:
            return rdflib.Literal(value.value, lang=value.language)
        return rdflib.Literal(value.value, datatype=rdflib.URIRef(value.datatype.value), normalize=False)
    if isinstance(value, BlankNode):
        return rdflib.BNode(value.value)
    raise TypeError(f"no term of an article: {value!r}")


def _broken(graph: rdflib.Graph, report: rdflib.Graph) -> Iterable[tuple[str, str, str]]:
    """Yield where a rule is broken, and what the rule says in English and Italian."""
    from rdflib import URIRef

    for result in report.objects(None, URIRef(_SH + "result")):
        said = {str(getattr(m, "language", "")): str(m) for m in report.objects(result, URIRef(_SH + "resultMessage"))}
        focus = report.value(result, URIRef(_SH + "focusNode"))
        yield _place(graph, focus), said.get("en", ""), said.get("it", "")


def _place(graph: rdflib.Graph, node: Node | None) -> str:
    """Return the words that a statement stands on, or the node's name where it is none."""
    for span in graph.objects(node, _node(term("cifre:evidence"))):
        for selector in graph.objects(span, _node(term("oa:hasSelector"))):
            for words in graph.objects(selector, _node(term("oa:exact"))):
                return f"«{words}»"
    return compact(NamedNode(str(node)))
