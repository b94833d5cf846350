"""Who is tied to whom: the graph's direct edges as a networkx graph, and what is measured on it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

import networkx as nx

from kg.rdf.entities import KINDS
from kg.rdf.terms import PREFIXES
from kg.store import Readable

_EDGES = """SELECT ?subject ?predicate ?object ?id WHERE {
  GRAPH graph:ontology { ?predicate rdfs:domain cifre:Entity ; rdfs:range cifre:Entity }
  GRAPH ?article { ?article schema:identifier ?id . ?subject ?predicate ?object }
}
ORDER BY ?subject ?predicate ?object ?id"""
_PARENTS = """SELECT ?subject ?object WHERE { GRAPH graph:entities { ?subject cifre:parent ?object } }
ORDER BY ?subject ?object"""
_ENTITIES = "SELECT DISTINCT ?entity ?name ?class WHERE { ?entity a cifre:Entity, ?class ; schema:name ?name }"
_LABELS = 'SELECT ?entity ?label WHERE { ?entity a cifre:Entity ; rdfs:label ?label FILTER (LANG(?label) = "it") }'
_CLASSES = {PREFIXES["cifre"] + name.removeprefix("cifre:"): kind for kind, name in KINDS.items()}


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """What an entity is in a network.

    Parameters
    ----------
    name, kind : str
        The entity.
    degree, incoming, outgoing : int
        Edges: all, those that arrive, those that leave.
    betweenness : float
        Share (0 to 1) of the shortest ways between two others that go through it, edges taken both ways.
    component : int
        Number of the connected part that it is in; 0 is the largest.
    """

    name: str
    kind: str
    degree: int
    incoming: int
    outgoing: int
    betweenness: float
    component: int


def graph(store: Readable, kinds: Collection[str] | None = None, *, parents: bool = False) -> nx.MultiDiGraph:
    """Return the direct edges that the stored articles draw: what is done, not what is planned or rumoured.

    Nodes are canonical names, with ``iri``, ``kind`` (of `extract.records.Mention`, or ``unknown``) and Italian
    ``label``. Edges have the relation as key and as ``relation``, the ids of the ``articles`` that state it, and their
    number as ``weight``.

    Parameters
    ----------
    store : Readable
        Where.
    kinds : collection of str, optional
        Only entities of these kinds (``organisation``, ``model`` ...) and the edges among them.
    parents : bool
        Also an edge ``parent`` from every entity that is there to its owner, maker or family, and on to theirs.

    Examples
    --------
    >>> import tempfile
    >>> from kg.store import Store
    >>> graph(Store(tempfile.mkdtemp())).number_of_nodes()
    0
    """
    network: nx.MultiDiGraph = nx.MultiDiGraph()
    now = store.pinned()
    entities = _entities(now)

    def node(iri: str) -> str:
        name, kind, label = entities.get(iri, (iri, "unknown", iri))
        network.add_node(name, iri=iri, kind=kind, label=label)
        return name

    for row in now.select(_EDGES):
        ends = node(row["subject"]), node(row["object"])
        relation = row["predicate"].rpartition("#")[2]
        if not network.has_edge(*ends, key=relation):
            network.add_edge(*ends, key=relation, relation=relation, articles=[], weight=0)
        edge = network.edges[*ends, relation]
        edge["articles"].append(row["id"])
        edge["weight"] += 1
    if parents:
        parent = {row["subject"]: row["object"] for row in now.select(_PARENTS)}
        rising = [data["iri"] for _, data in network.nodes(data=True)]
        while rising:
            iri = rising.pop()
            if iri in parent and not network.has_edge(node(iri), node(parent[iri]), key="parent"):
                network.add_edge(node(iri), node(parent[iri]), key="parent", relation="parent", articles=[], weight=1)
                rising.append(parent[iri])
    if kinds is not None:
        network.remove_nodes_from([n for n, data in network.nodes(data=True) if data["kind"] not in kinds])
    return network


def neighbourhood(store: Readable, name: str, depth: int = 1, *, parents: bool = False) -> nx.MultiDiGraph:
    """Return what can be reached from an entity in `depth` steps, edges taken both ways, with all edges among it.

    An entity that no edge touches gives an empty graph.
    """
    network = graph(store, parents=parents)
    if name not in network:
        return nx.MultiDiGraph()
    near = nx.single_source_shortest_path_length(network.to_undirected(as_view=True), name, cutoff=depth)
    network.remove_nodes_from([other for other in network if other not in near])
    return network


def measures(network: nx.MultiDiGraph) -> tuple[Measure, ...]:
    """Return the measures of every entity of a network, the most central first."""
    plain = nx.Graph(network)
    between = nx.betweenness_centrality(plain)
    parts = sorted(nx.connected_components(plain), key=lambda part: (-len(part), min(part)))
    component = {name: number for number, part in enumerate(parts) for name in part}
    found = [
        Measure(
            name=name,
            kind=data["kind"],
            degree=network.degree(name),
            incoming=network.in_degree(name),
            outgoing=network.out_degree(name),
            betweenness=between[name],
            component=component[name],
        )
        for name, data in network.nodes(data=True)
    ]
    return tuple(sorted(found, key=lambda m: (-m.betweenness, -m.degree, m.name)))


def _entities(store: Readable) -> dict[str, tuple[str, str, str]]:
    """Return name, kind and Italian label of every entity, by IRI; of several kinds, the one that is known."""
    labels = {row["entity"]: row["label"] for row in store.select(_LABELS)}
    found: dict[str, tuple[str, str, str]] = {}
    for row in store.select(_ENTITIES):
        iri, kind = row["entity"], _CLASSES.get(row["class"], "unknown")
        earlier = found[iri][1] if iri in found else "unknown"
        if iri not in found or earlier == "unknown" or "unknown" != kind < earlier:
            found[iri] = (row["name"], kind, labels.get(iri, row["name"]))
    return found
