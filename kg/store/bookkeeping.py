"""What an index notes of itself: the files that it is made from, their seal, the vocabulary's stamp."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator

import pyoxigraph as ox
from pyoxigraph import Literal, NamedNode, Quad

from kg.rdf import term
from kg.rdf.terms import INDEX_GRAPH

_FILE = term("cifre:indexedFile")
_STAMP = term("cifre:indexedStamp")
_SEAL = term("cifre:indexSeal")
_VOCABULARY = term("cifre:vocabularyStamp")
_MODULUS = 2**256


def notes(node: NamedNode, name: str, stamp: str) -> list[Quad]:
    """Return what the index keeps of an article's file: its name and its stamp."""
    return [Quad(node, _FILE, Literal(name), INDEX_GRAPH), Quad(node, _STAMP, Literal(stamp), INDEX_GRAPH)]


def stamps(store: ox.Store) -> dict[str, tuple[NamedNode, str]]:
    """Return the article and the stamp of every file that the index holds, by file name."""
    values = dict(_noted(store, _STAMP))
    return {name: (node, values.get(node, "")) for node, name in _noted(store, _FILE)}


def stamp_of(store: ox.Store, node: NamedNode) -> tuple[str, str] | None:
    """Return name and stamp of an article's file, None where the index notes none."""
    name, stamp = (next((v for _, v in _noted(store, what, node)), None) for what in (_FILE, _STAMP))
    return None if name is None or stamp is None else (name, stamp)


def vocabulary_of(store: ox.Store) -> str | None:
    """Return the stamp of the vocabulary that the index was made with, None where it was not finished."""
    return next((value for _, value in _noted(store, _VOCABULARY)), None)


def vocabulary_note(stamp: str) -> Quad:
    return Quad(INDEX_GRAPH, _VOCABULARY, Literal(stamp), INDEX_GRAPH)


def weight(name: str, stamp: str) -> int:
    """Return what a file adds to the seal."""
    return int.from_bytes(hashlib.sha256(f"{name}\0{stamp}".encode("utf-8", "surrogateescape")).digest())


def seal(weights: Iterable[int]) -> str:
    """Return the seal of files: one word that differs where any of them does, whatever their order.

    A sum, so that it can be carried on from article to article without looking at the others.

    Examples
    --------
    >>> one, other = weight("a.nq", "10-1"), weight("b.nq", "10-1")
    >>> seal([one, other]) == seal([other, one]), seal([one, other]) == seal([one])
    (True, False)
    """
    return f"{sum(weights) % _MODULUS:064x}"


def seal_of(store: ox.Store) -> str | None:
    """Return the seal of the files that the index is made from; None while it is being changed."""
    return next((value for _, value in _noted(store, _SEAL)), None)


def seal_note(value: str) -> Quad:
    return Quad(INDEX_GRAPH, _SEAL, Literal(value), INDEX_GRAPH)


def _noted(store: ox.Store, predicate: NamedNode, node: NamedNode | None = None) -> Iterator[tuple[NamedNode, str]]:
    for quad in store.quads_for_pattern(node, predicate, None, INDEX_GRAPH):
        if isinstance(quad.subject, NamedNode) and isinstance(quad.object, Literal):
            yield quad.subject, quad.object.value
