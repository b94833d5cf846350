"""Own sentences of every kind of relation, and many that state none: the floors are a gate."""

from __future__ import annotations

import json
from collections import Counter
from datetime import date
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import pytest

import extract
from corpus import from_text
from extract import load
from extract.entities import Gazetteer

LINES = [
    json.loads(line) for line in Path(__file__).with_name("sentences.jsonl").read_text(encoding="utf-8").splitlines()
]
MODEL = Path(extract.__file__).with_name("model")
NEGATIVE = [line for line in LINES if not line["relations"] and not line.get("also")]
FLOORS = {"precision": 0.93, "recall": 0.88, "dates": 0.95}
UNDIRECTED = {"partners_with", "competes_with"}
Key = tuple[str, str, str, str]


def key(relation: dict[str, Any]) -> Key:
    """Return what makes a relation the same: canonical names, either order where there is none, no quoted wording."""
    resolve = _gazetteer().resolve
    ends = [resolve(relation["subject"]), "" if relation["relation"] == "said" else resolve(relation["object"])]
    first, second = sorted(ends) if relation["relation"] in UNDIRECTED else ends
    return relation["relation"], first, second, relation.get("role") or ""


@lru_cache(maxsize=1)
def _gazetteer() -> Gazetteer:
    return Gazetteer.load()


@cache
def relations_of(text: str, published: str) -> dict[Key, dict[str, Any]]:
    """Return the relations of a text by what makes them the same."""
    extraction = load(str(MODEL)).extract(from_text(text, published=date.fromisoformat(published)))
    return {key(record): record for record in (relation.to_json() for relation in extraction.relations)}


def test_floors_hold() -> None:
    count: Counter[str] = Counter()
    wrong = []
    for line in LINES:
        found = relations_of(line["text"], line["published"])
        wanted = {key(record): record for record in line["relations"]}
        allowed = {key(record) for record in line.get("also", ())}
        count["right"] += len(found.keys() & wanted.keys())
        count["system"] += len(found.keys() - allowed)
        count["gold"] += len(wanted)
        for name in found.keys() & wanted.keys():
            if "date" in wanted[name]:
                count["dated"] += 1
                count["dates"] += found[name]["date"] == wanted[name]["date"]
        wrong += [f"- {name} | {line['text']}" for name in wanted.keys() - found.keys()]
        wrong += [f"+ {name} | {line['text']}" for name in found.keys() - wanted.keys() - allowed]
    scores = {
        "precision": count["right"] / count["system"],
        "recall": count["right"] / count["gold"],
        "dates": count["dates"] / count["dated"],
    }
    assert len(LINES) >= 370
    low = {name: scores[name] for name, floor in FLOORS.items() if scores[name] < floor}
    assert not low, "\n".join([str(low), *wrong])


@pytest.mark.parametrize("line", NEGATIVE, ids=lambda line: line["text"][:50])
def test_a_sentence_without_a_relation_has_none(line: dict[str, Any]) -> None:
    assert relations_of(line["text"], line["published"]) == {}


@pytest.mark.parametrize("line", LINES, ids=lambda line: line["text"][:50])
def test_evidence_is_the_slice_that_holds_the_relation(line: dict[str, Any]) -> None:
    for record in relations_of(line["text"], line["published"]).values():
        evidence = record["evidence"]
        assert line["text"][evidence["start"] : evidence["end"]] == evidence["text"] != ""
        assert record["relation"] == "said" or 0 < record["confidence"] <= 1


def test_every_kind_of_the_contract_is_covered() -> None:
    kinds = {record["relation"] for line in LINES for record in line["relations"]}
    assert kinds >= {
        "develops", "releases", "founded", "role", "located_in", "uses", "trained_on", "operates", "acquires",
        "invests_in", "partners_with", "supplies", "subsidiary_of", "competes_with", "version_of", "part_of",
        "integrated_in", "licensed_under", "sues", "said",
    }  # fmt: skip
