"""Write the results as Markdown tables."""

from __future__ import annotations

import platform
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from bench.quantities.measure import Cost, Result
from corpus.errors import CifreError

BEGIN, END = "<!-- bench:quantities -->", "<!-- /bench:quantities -->"
_CATEGORIES = ("number", "money", "percent", "multiplier", "count", "unit", "range", "hedge", "date")


def render(
    results: Sequence[Result], cost: Cost, *, lines: Sequence[Mapping[str, Any]], day: date, spacy_version: str
) -> str:
    """Return the tables of a run: accuracy, speed, and the cost of the pass."""
    traps = sum(not line["expected"] for line in lines)
    spans = sum(len(line["expected"]) for line in lines)
    characters = sum(len(line["text"]) for line in lines)
    head = ["library", *_CATEGORIES, "value alone", "precision", f"traps of {traps}", "characters/s"]
    rows = [[_cell(value) for value in _row(result, characters)] for result in results]
    machine = f"Python {platform.python_version()}, one core of {platform.machine()}"
    return "\n".join(
        [
            f"Run of {day.isoformat()}: {len(lines)} sentences, {spans} annotated spans, {machine}.",
            "",
            line(head),
            line(["---", *["---:"] * (len(head) - 1)]),
            *map(line, rows),
            "",
            "Share of the expected spans found and exactly normalised (value, bounds, unit; interval and modifier of a "
            "date), in %. *Value alone*: the bare number is right, unit and bounds aside; for dateparser, a day inside "
            "the expected period. *Precision*: share of the spans found that are exact. – : the library does not claim "
            "to read it.",
            "",
            f"The pass beside spaCy {spacy_version}'s blank Italian tokenizer, taken in turn on the "
            f"{cost.characters:,} characters of the sample corpus (median; tokenizer = 1):",
            "",
            line(["tokenizer", "quantities", "time expressions", "both", "both, tokenizer on texts it has seen"]),
            line(["---:"] * 5),
            line(["1", *(f"{value:.2f}" for value in (cost.quantities, cost.times, cost.both, cost.both_repeated))]),
        ]
    )


def _row(result: Result, characters: int) -> list[object]:
    """Return the cells of a library: text, shares, counts; None where it does not read the kind."""
    categories = [result.exact.get(name) for name in _CATEGORIES]
    alone = result.number if result.number is not None else result.inside
    names, versions = (text.split(" + ") for text in (result.source.name, result.source.version))
    name = " + ".join(f"{one} {number}" for one, number in zip(names, versions, strict=True))
    figures = "quantity" in result.source.types
    return [name, *categories, alone, result.precision, result.traps if figures else None, characters / result.seconds]


def _cell(value: object) -> str:
    if value is None:
        return "–"
    if isinstance(value, float):
        return f"{value:,.0f}" if value > 1 else f"{100 * value:.1f}"
    return str(value)


def line(cells: Sequence[str]) -> str:
    """Return a row of a Markdown table."""
    return f"| {' | '.join(cells)} |"


def replace_between_markers(page: str, text: str, *, begin: str = BEGIN, end: str = END) -> str:
    """Return `page` with `text` between its markers, those of this table unless others are given.

    Raises
    ------
    CifreError
        If the page has no markers.

    Examples
    --------
    >>> replace_between_markers(f"a {BEGIN} old {END} b", "new").splitlines()
    ['a <!-- bench:quantities -->', 'new', '<!-- /bench:quantities --> b']
    """
    before, found, rest = page.partition(begin)
    _, closed, after = rest.partition(end)
    if not (found and closed):
        raise CifreError("the page has no markers for the table", f"put {begin} and {end} where it belongs")
    return f"{before}{begin}\n{text}\n{end}{after}"
