"""Pair gold and system spans one to one: the best pairing as a whole, the same for any order of the lines."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

LONGEST_SPAN = 160
"""Characters above which a system span matches nothing."""

Span = tuple[int, int]


def overlap(gold: Span, system: Span) -> int:
    """Return the shared characters of two spans that match, 0 where they do not.

    They match where they share at least half of the shorter one.

    Examples
    --------
    >>> overlap((10, 20), (15, 40)), overlap((10, 20), (16, 40)), overlap((10, 20), (0, 161))
    (5, 0, 0)
    """
    shared = min(gold[1], system[1]) - max(gold[0], system[0])
    shorter = min(gold[1] - gold[0], system[1] - system[0])
    if shared <= 0 or 2 * shared < shorter or system[1] - system[0] > LONGEST_SPAN:
        return 0
    return shared


def assign(golds: int, systems: int, rank: Callable[[int, int], Sequence[int] | None]) -> dict[int, int]:
    """Return which system item belongs to which gold item.

    Parameters
    ----------
    golds, systems : int
        How many there are of each.
    rank : callable
        For a gold and a system index what the pair is worth, most important first, none negative and all of one
        length; None where they cannot be a pair.

    Returns
    -------
    dict of int to int
        The pairing that has the most of what counts first, then of what counts second, and so on. (Taking the best
        pair each time instead could leave a line unmatched that had a partner, and depend on the order of lines.)

    Examples
    --------
    >>> worth = {(0, 0): (1, 9), (0, 1): (1, 1), (1, 0): (1, 1)}
    >>> assign(2, 2, lambda g, s: worth.get((g, s)))
    {0: 1, 1: 0}
    """
    ranks = {(g, s): r for g in range(golds) for s in range(systems) if (r := rank(g, s)) is not None}
    pairs: dict[int, int] = {}
    for edges in _components(list(ranks)):
        if len(edges) == 1:
            pairs.update(edges)
        else:
            pairs.update(_best(edges, ranks))
    return dict(sorted(pairs.items()))


def _components(edges: list[tuple[int, int]]) -> list[list[tuple[int, int]]]:
    """Split the possible pairs into groups that share no item: most groups are a single pair."""
    gold_group: dict[int, list[tuple[int, int]]] = {}
    system_group: dict[int, list[tuple[int, int]]] = {}
    for edge in edges:
        joined = [edge]
        groups = {id(g): g for g in (gold_group.get(edge[0]), system_group.get(edge[1])) if g is not None}
        for group in groups.values():
            joined = [*group, *joined]
        for g, s in joined:
            gold_group[g] = system_group[s] = joined
    return list({id(group): group for group in gold_group.values()}.values())


def _best(edges: list[tuple[int, int]], ranks: dict[tuple[int, int], Sequence[int]]) -> dict[int, int]:
    import networkx as nx  # type: ignore[import-untyped,unused-ignore]

    # One integer a pair, of a base that no sum over the group can overflow: comparing sums compares ranks in order.
    base = 1 + sum(max(ranks[edge]) for edge in edges)
    graph: nx.Graph = nx.Graph()
    for g, s in sorted(edges):
        weight = 0
        for part in ranks[g, s]:
            weight = weight * base + part
        graph.add_edge(("gold", g), ("system", s), weight=weight)
    best: dict[int, int] = {}
    found: Any = nx.max_weight_matching(graph)  # its stub says None
    for edge in found:
        (_, g), (_, s) = sorted(edge)  # "gold" sorts before "system"
        best[g] = s
    return best
