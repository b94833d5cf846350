"""Measure accuracy and speed on the same sentences, in one run."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from statistics import median
from time import process_time
from typing import Any

import spacy

from bench.quantities.libraries import Library, Record
from corpus.readers import article_files, read, sample_folder
from extract.periods import find_times
from extract.quantities import find_quantities
from kg.evaluate.compare import close
from kg.evaluate.spans import score_spans

ROUNDS = 7


@dataclass(frozen=True, slots=True)
class Result:
    """What one library did.

    Parameters
    ----------
    exact : mapping of str to float
        By category: share of the expected spans found and exactly normalised (a date: the interval and its modifier).
    number : float or None
        Share of the expected figures whose bare value is right, unit and bounds aside.
    inside : float or None
        Share of the expected periods for which a day was given that lies in them.
    precision : float
        Share of the spans found (of its types) that are exact.
    traps : int
        Trap sentences in which it found a figure.
    seconds : float
        Processor time for all sentences.
    """

    source: Library
    exact: Mapping[str, float]
    number: float | None
    inside: float | None
    precision: float
    traps: int
    seconds: float


def measure(library: Library, lines: Sequence[Mapping[str, Any]]) -> Result:
    """Ask `library` for the spans of every sentence and score them."""
    days = {line["id"]: date.fromisoformat(line["published"]) for line in lines}
    if lines:
        library.find(lines[0]["text"], days[lines[0]["id"]])  # what it loads at first is not its speed
    begun = process_time()
    spans = {line["id"]: library.find(line["text"], days[line["id"]]) for line in lines}
    seconds = process_time() - begun
    mine = [line for line in lines if _types(line) & library.types]
    scores = score_spans(mine, spans)
    quantities, periods = (_expected(lines, kind) for kind in ("quantity", "period"))
    return Result(
        source=library,
        exact={name: score.right / score.gold for name, score in scores.categories.items() if score.gold},
        number=_share([_has_value(gold, spans[i]) for i, gold in quantities]) if "quantity" in library.types else None,
        inside=_share([_has_day(gold, spans[i]) for i, gold in periods]) if "period" in library.types else None,
        precision=scores.spans.right / scores.spans.system if scores.spans.system else 0.0,
        traps=sum(
            any(span["type"] == "quantity" for span in spans[line["id"]]) for line in lines if not line["expected"]
        ),
        seconds=seconds,
    )


def _types(line: Mapping[str, Any]) -> set[str]:
    return {gold["type"] for gold in line["expected"]} or {"quantity"}


def _expected(lines: Sequence[Mapping[str, Any]], kind: str) -> list[tuple[str, Record]]:
    return [(line["id"], gold) for line in lines for gold in line["expected"] if gold["type"] == kind]


def _share(hits: list[bool]) -> float:
    return sum(hits) / len(hits) if hits else 0.0


def _overlap(one: Record, other: Record) -> bool:
    return bool(one["start"] < other["end"] and other["start"] < one["end"])


def _has_value(gold: Record, spans: Sequence[Record]) -> bool:
    near = [span for span in spans if span["type"] == "quantity" and _overlap(gold, span)]
    sides = ("value",) if gold["value"] is not None else ("low", "high")
    return any(all(close(gold[side], span[side]) for side in sides) for span in near)


def _has_day(gold: Record, spans: Sequence[Record]) -> bool:
    near = [span for span in spans if span["type"] == "period" and _overlap(gold, span)]
    return any(
        (gold["from"] is None or (span["from"] or "") >= gold["from"])
        and (gold["to"] is None or (span["to"] or "9999") <= gold["to"])
        for span in near
    )


@dataclass(frozen=True, slots=True)
class Cost:
    """Cost of a pass as a multiple of the blank tokenizer's on the same texts: fresh ones, and seen once before."""

    quantities: float
    times: float
    both: float
    both_repeated: float
    characters: int


def cost_of_the_pass(texts: Sequence[str] | None = None) -> Cost:
    """Time both passes beside spaCy's blank Italian tokenizer, in turn, over real prose.

    The tokenizer is made anew in each round, as it remembers every word that it has met: read twice, a small set of
    texts costs it next to nothing. Real articles are new ones; the second reading is given beside the first.
    """
    if texts is None:
        texts = [article.text for path in article_files(sample_folder()) for article in read(path)]
    for text in texts:  # word lists are read on first use
        find_quantities(text)
        find_times(text, published=date(2025, 1, 1))
    rounds = []
    for _ in range(ROUNDS):
        tokenizer = spacy.blank("it").make_doc
        fresh = _time(tokenizer, texts)
        quantities = _time(find_quantities, texts)
        times = _time(lambda text: find_times(text, published=date(2025, 1, 1)), texts)
        both, repeated = quantities + times, _time(tokenizer, texts)
        rounds.append((quantities / fresh, times / fresh, both / fresh, both / repeated))
    quantities, times, both, repeated = (median(column) for column in zip(*rounds, strict=True))
    return Cost(quantities, times, both, repeated, sum(map(len, texts)))


def _time(function: Callable[[str], object], texts: Sequence[str]) -> float:
    begun = process_time()
    for text in texts:
        function(text)
    return process_time() - begun
