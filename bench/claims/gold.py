"""The annotated articles of the project, in two halves, and a check of their lines.

``tests/gold/news`` has the articles and ``gold.jsonl``. An article belongs to the development half or to the frozen
test half by a hash of its id: rules are written
looking at the first, the second only measures. ``tests/gold/learning`` has articles that are only learnt from.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

from corpus import Article, read
from extract.metrics import load_scheme
from kg.evaluate.gold import read_gold

FOLDER = Path(__file__).parents[2] / "tests" / "gold" / "news"
LEARNING = FOLDER.with_name("learning")
"""Further articles that are only learnt from: the weights are fitted on them and on the development half."""
HALVES = ("development", "frozen")
RELATIONS = frozenset(
    [
        "develops",
        "releases",
        "founded",
        "role",
        "located_in",
        "uses",
        "trained_on",
        "operates",
        "acquires",
        "invests_in",
        "partners_with",
        "supplies",
        "subsidiary_of",
        "competes_with",
        "version_of",
        "part_of",
        "integrated_in",
        "licensed_under",
        "sues",
        "said",
    ]
)
ROLES = frozenset(
    [
        "ceo",
        "cfo",
        "cto",
        "coo",
        "cso",
        "cdo",
        "chair",
        "president",
        "founder",
        "director",
        "board_member",
        "scientist",
        "official",
        "other",
    ]
)
KINDS = frozenset(["level", "change", "ratio", "share"])
HEDGES = frozenset(["exact", "about", "almost", "over", "under", "up_to", "range"])
STATUSES = frozenset(["actual", "planned", "estimated", "rumoured"])
UNITS = frozenset(["%", "pp", "x", "W", "Wh", "FLOP", "FLOP/s", "B", "m", "m2", "kg", "L", "s", "token", "1"])
_DAY, _DATE, _CURRENCY = re.compile(r"\d{4}-\d\d-\d\d"), re.compile(r"\d{4}(-\d\d){0,2}"), re.compile(r"[A-Z]{3}")

Line = Mapping[str, Any]


def half_of(article: str) -> str:
    """Return the half that an article belongs to, by a hash of its id.

    Examples
    --------
    >>> half_of("a01") in HALVES, half_of("a01") == half_of("a01")
    (True, True)
    """
    return HALVES[hashlib.sha256(article.encode()).digest()[0] % 2]


def load_half(half: str, folder: Path = FOLDER) -> tuple[list[Article], list[Line]]:
    """Return the articles of one half (or of both: ``all``), or those of ``learning``, and their gold lines."""
    if half == "learning":
        return list(read(LEARNING / "articles")), list(read_gold(LEARNING / "gold.jsonl").lines)
    everything: list[Line] = list(read_gold(folder / "gold.jsonl").lines)
    lines = [line for line in everything if half in {"all", half_of(line["article"])}]
    named = {line["article"] for line in lines}
    return [article for article in read(folder / "articles") if Path(article.source).stem in named], lines


def errors(articles: Sequence[Article], lines: Sequence[Line]) -> Iterator[str]:
    """Yield what is wrong with gold lines: slices, words that are not of the vocabulary, dates, bounds.

    Examples
    --------
    >>> line = {"article": "x", "relation": "likes", "subject": "A", "object": "B", "date": "2024", "status": "actual",
    ...         "evidence": {"start": 0, "end": 1, "text": "B"}}
    >>> list(errors([Article(id="x", text="A", source="x.txt")], [line]))
    ["x, line 1: the text is 'A', not 'B'", "x, line 1: relation 'likes'"]
    """
    texts = {Path(article.source).stem: article.text for article in articles}
    for number, line in enumerate(lines, start=1):
        place = f"{line['article']}, line {number}: "
        evidence = line["evidence"]
        slice_ = texts.get(line["article"], "")[evidence["start"] : evidence["end"]]
        if slice_ != evidence["text"] or not slice_:
            yield f"{place}the text is {slice_!r}, not {evidence['text']!r}"
        yield from (place + wrong for wrong in (_relation(line) if "relation" in line else _figure(line)))


def _relation(line: Line) -> Iterator[str]:
    yield from _words(line, {"relation": RELATIONS, "status": STATUSES})
    if line["relation"] == "role":
        yield from _words(line, {"role": ROLES})
    if not line["subject"] or not line["object"]:
        yield "a relation needs subject and object"
    if line["date"] and not _DATE.fullmatch(line["date"]):
        yield f"date {line['date']!r}"


def _figure(line: Line) -> Iterator[str]:
    metrics = frozenset(load_scheme())
    yield from _words(line, {"metric": metrics, "kind": KINDS, "hedge": HEDGES, "status": STATUSES})
    unit = str(line["unit"])
    if unit not in UNITS and not _CURRENCY.fullmatch(unit):
        yield f"unit {unit!r}"
    period = line["period"] or {}
    days = [period.get("start"), period.get("end")]
    given = [day for day in days if day]
    if not all(map(_DAY.fullmatch, given)) or given != sorted(given):
        yield f"period {days}"
    value, low, high = (Decimal(str(line[k])) if line[k] is not None else None for k in ("value", "low", "high"))
    if (value is None) != (line["hedge"] == "range") and not (value is None and low is not None):
        yield "a range, and only a range, has no value"
    if value is not None and not ((low is None or low <= value) and (high is None or value <= high)):
        yield f"{low} to {high} does not hold {value}"


def _words(line: Line, allowed: Mapping[str, frozenset[str]]) -> Iterator[str]:
    for field, words in allowed.items():
        if line.get(field) not in words:
            yield f"{field} {line.get(field)!r}"
