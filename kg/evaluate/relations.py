"""Score relations: facts of an article, each counted once however often it is said."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from corpus.article import Article
from kg.evaluate.assign import assign
from kg.evaluate.compare import accepted, field_right, quoted
from kg.evaluate.names import Names
from kg.evaluate.scores import Pair

Record = Mapping[str, Any]
UNDIRECTED = frozenset({"partners_with", "competes_with"})
"""Relations that say the same either way round."""
QUOTING = "said"
"""The relation whose object is a quotation: its wording is not compared."""


def score_relations(
    article: Article, golds: Sequence[Record], systems: Sequence[Record], names: Names
) -> tuple[list[Pair], list[bool]]:
    """Compare the relations of one article.

    Returns
    -------
    list of Pair
        Required and optional gold relations, then what the system has beyond them.
    list of bool
        For each required relation that is right, whether its date is right too.
    """
    # Of two gold lines that say the same the required one stands; of two system lines any may have the right date.
    gold_groups = list(_grouped(sorted(golds, key=lambda line: bool(line.get("optional"))), names).values())
    system_groups = list(_grouped([s for s in systems if quoted(s, article)], names).values())

    def rank(g: int, s: int) -> Sequence[int] | None:
        gold, system = gold_groups[g][0], system_groups[s][0]
        if not _right(gold, system, names):
            return None
        return 1, not gold.get("optional"), _date_right(gold_groups[g], system_groups[s])

    matched = assign(len(gold_groups), len(system_groups), rank)
    pairs, dates = [], []
    for g, group in enumerate(gold_groups):
        found = system_groups[matched[g]] if g in matched else None
        pair = Pair(article=article.id, gold=group[0], system=found[0] if found else None)
        pairs.append(pair)
        if found and not pair.optional:
            dates.append(_date_right(group, found))
    used = set(matched.values())
    pairs += [
        Pair(article=article.id, gold=None, system=group[0]) for s, group in enumerate(system_groups) if s not in used
    ]
    unquoted = _grouped([s for s in systems if not quoted(s, article)], names)
    pairs += [Pair(article=article.id, gold=None, system=group[0], quoted=False) for group in unquoted.values()]
    return pairs, dates


def _grouped(records: Sequence[Record], names: Names) -> dict[tuple[str | None, ...], list[Record]]:
    groups: dict[tuple[str | None, ...], list[Record]] = {}
    for record in records:
        groups.setdefault(_key(record, names), []).append(record)
    return groups


def _key(record: Record, names: Names) -> tuple[str | None, ...]:
    relation, ends = record["relation"], [names.key(record.get("subject")), names.key(record.get("object"))]
    if relation == QUOTING:
        ends[1] = None
    elif relation in UNDIRECTED:
        ends.sort(key=str)
    return relation, *ends, record.get("role") if relation == "role" else None


def _right(gold: Record, system: Record, names: Names) -> bool:
    if system["relation"] not in accepted(gold, "relation"):
        return False
    if system["relation"] == "role" and not field_right("role", gold, system, names):
        return False
    if system["relation"] == QUOTING:
        return field_right("subject", gold, system, names)
    turned = {**system, "subject": system.get("object"), "object": system.get("subject")}
    ways = (system, turned) if system["relation"] in UNDIRECTED else (system,)
    return any(field_right("subject", gold, way, names) and field_right("object", gold, way, names) for way in ways)


def _date_right(golds: Sequence[Record], systems: Sequence[Record]) -> bool:
    dates = [date for gold in golds for date in accepted(gold, "date")]
    return any(system.get("date") in dates for system in systems)
