"""Score quantities and time expressions against annotated sentences."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from kg.evaluate.assign import assign, overlap
from kg.evaluate.compare import close
from kg.evaluate.scores import Pair, Score

Record = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class SpanScores:
    """Spans of annotated sentences, in all and by category.

    `sentences` counts sentences with every expected span right and none beyond.
    """

    spans: Score
    sentences: Score
    categories: Mapping[str, Score]
    pairs: tuple[Pair, ...] = field(repr=False)

    def to_json(self) -> dict[str, Any]:
        return {
            "spans": self.spans.to_json(),
            "sentences": self.sentences.to_json(),
            "categories": {name: score.to_json() for name, score in self.categories.items()},
        }


def score_spans(gold_lines: Iterable[Record], spans: Mapping[str, Sequence[Record]]) -> SpanScores:
    """Compare the spans of each sentence with what the gold expects of it.

    Parameters
    ----------
    gold_lines : iterable of mapping
        ``{"id", "category", "text", "published", "expected": [..]}``.
    spans : mapping of str to sequence of mapping
        For each id what ``kg extract --spans --json`` gives of the sentence.

    Notes
    -----
    A sentence annotates one type of span, the one that it expects; where it expects nothing, no quantity is right.
    Spans of the other type are not counted.
    """
    pairs: list[Pair] = []
    category_of: dict[str, str] = {}
    clean: dict[str, bool] = {}
    for line in gold_lines:
        found = _pair_line(line, spans.get(line["id"], ()))
        pairs += found
        category_of[line["id"]] = line["category"]
        clean[line["id"]] = all(pair.verdict in ("right", "optional") for pair in found)
    by_category: dict[str, list[Pair]] = defaultdict(list)
    for category in category_of.values():
        by_category[category] = []
    for pair in pairs:
        by_category[category_of[pair.article]].append(pair)
    return SpanScores(
        spans=_score(pairs),
        sentences=Score(sum(clean.values()), len(clean), len(clean)),
        categories={category: _score(found) for category, found in sorted(by_category.items())},
        pairs=tuple(pairs),
    )


def _pair_line(line: Record, given: Sequence[Record]) -> list[Pair]:
    golds: list[Record] = list(line["expected"])
    types = {gold["type"] for gold in golds} or {"quantity"}
    systems = [span for span in given if span["type"] in types]
    wrong: dict[tuple[int, int], tuple[str, ...]] = {}

    def rank(g: int, s: int) -> Sequence[int] | None:
        gold, system = golds[g], systems[s]
        shared = overlap((gold["start"], gold["end"]), (system["start"], system["end"]))
        if gold["type"] != system["type"] or not shared:
            return None
        differ = wrong[g, s] = _wrong(gold, system)
        return not differ, shared

    matched = assign(len(golds), len(systems), rank)
    pairs = [
        Pair(
            article=line["id"],
            gold=_with_text(gold, line["text"]),
            system=systems[matched[g]] if g in matched else None,
            wrong=wrong[g, matched[g]] if g in matched else (),
        )
        for g, gold in enumerate(golds)
    ]
    used = set(matched.values())
    return pairs + [Pair(article=line["id"], gold=None, system=span) for s, span in enumerate(systems) if s not in used]


def _with_text(gold: Record, text: str) -> Record:
    return {"text": text[gold["start"] : gold["end"]], **gold}


def _wrong(gold: Record, system: Record) -> tuple[str, ...]:
    if gold["type"] == "quantity":
        differ = [side for side in ("value", "low", "high") if not close(gold.get(side), system.get(side))]
        if gold.get("unit") is not None and gold["unit"] != system.get("unit"):
            differ.append("unit")
        return tuple(differ)
    ends = [[gold["from"], gold["to"]], *gold.get("alternatives", ())]
    differ = [] if [system.get("from"), system.get("to")] in ends else ["from", "to"]
    if gold.get("mod") != system.get("mod"):
        differ.append("mod")
    return tuple(differ)


def _score(pairs: list[Pair]) -> Score:
    counted = [pair for pair in pairs if not pair.optional]
    return Score(
        right=sum(pair.verdict == "right" for pair in counted),
        system=sum(pair.system is not None for pair in counted),
        gold=sum(pair.gold is not None for pair in counted),
    )
