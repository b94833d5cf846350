"""Answers one question: parse, then the operation that the logical form names."""

from __future__ import annotations

from kg.ask import calculate as calculations
from kg.ask.answer import Answer
from kg.ask.graph import Graph
from kg.ask.lookup import lookup
from kg.ask.order import compare, listing, rank
from kg.ask.outcome import abstain
from kg.ask.parse import parse
from kg.ask.query import Query
from kg.ask.relate import when, who
from kg.ask.tokens import MAX_QUESTION
from kg.store import Store


def ask(store: Store, question: str) -> Answer:
    """Answer a question in Italian or English from the graph, or say why not.

    Parameters
    ----------
    store : Store
        The graph.
    question : str
        At most `MAX_QUESTION` characters; a longer one is not read.

    Returns
    -------
    Answer
        With value and unit, names or a date, the evidence and the SPARQL that ran; or an abstention with its reason.

    Examples
    --------
    >>> import tempfile
    >>> answer = ask(Store(tempfile.mkdtemp()), "Quanti parametri ha GPT-5?")
    >>> answer.answered, answer.reason
    (False, 'no_such_entity')
    """
    graph = Graph(store)
    if len(question) > MAX_QUESTION or not question.strip():
        return abstain(Query(question=question, language="it", operation="none"), graph, "not_understood")
    query = parse(question, graph.index, anchor=graph.newest)
    if len(query.names) > 8:
        return abstain(query, graph, "not_understood")
    answer = _answer(query, graph)
    if not answer.answered and answer.reason == "not_understood":
        unknown = next((n for n in query.names if not n.known), None)
        if unknown and query.operation != "none":
            return abstain(query, graph, "no_such_entity", about=unknown.text)
    return answer


def _answer(query: Query, graph: Graph) -> Answer:
    if query.operation == "calculate":
        return calculations.calculate(query, graph)
    if query.operation == "lookup":
        return _lookup(query, graph)
    if query.operation in ("list", "count"):
        return listing(query, graph)
    if query.operation == "rank":
        return rank(query, graph)
    if query.operation == "compare":
        return compare(query, graph)
    if query.operation == "when":
        return when(query, graph)
    if query.operation in ("who", "where"):
        return who(query, graph)
    return abstain(query, graph, "not_understood")


def _lookup(query: Query, graph: Graph) -> Answer:
    answer = lookup(query, graph)
    if answer.answered:
        return answer
    other = None
    if query.kind == "change" and answer.reason in ("no_figure", "no_such_metric"):
        other = calculations.growth(query, graph)
    elif query.per == "year" and ("energy",) in query.metrics[:1] and answer.reason in ("no_figure", "no_such_metric"):
        other = calculations.yearly_energy(query, graph)
    return other or answer
