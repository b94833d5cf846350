"""The words of time, read once from the TSV files of this folder (one line an entry, ``#`` starts a comment)."""

from __future__ import annotations

from functools import cache
from pathlib import Path

_HERE = Path(__file__).parent


def read_rows(name: str, folder: Path = _HERE) -> list[tuple[str, ...]]:
    """Return the rows of a TSV file, comments and blank lines left out.

    Examples
    --------
    >>> read_rows("seasons.tsv")[0]
    ('primavera', '3')
    """
    lines = (folder / name).read_text(encoding="utf-8").splitlines()
    return [tuple(line.split("\t")) for line in lines if line and not line.startswith("#")]


@cache
def numbers(name: str) -> dict[str, int]:
    """Return a word → number table (``weekdays.tsv``, ``cardinals.tsv``, ``ordinals.tsv``, ``seasons.tsv``)."""
    return {row[0]: int(row[1]) for row in read_rows(name)}


@cache
def words(name: str) -> dict[str, str]:
    """Return a word → class table (``modifiers.tsv``, ``relative_adjectives.tsv``, ``deictic_days.tsv``)."""
    return {row[0]: row[1] for row in read_rows(name)}


@cache
def classes(name: str) -> dict[str, frozenset[str]]:
    """Return class → words of a file whose first column is the class (``tense.tsv``, ``year_context.tsv``)."""
    table: dict[str, set[str]] = {}
    for kind, word, *_ in read_rows(name):
        table.setdefault(kind, set()).add(word)
    return {kind: frozenset(members) for kind, members in table.items()}


@cache
def months() -> dict[str, tuple[int, bool]]:
    """Return month form → (number, whether it is a short form)."""
    return {form: (int(number), kind == "short") for form, number, kind in read_rows("months.tsv")}


@cache
def units() -> dict[str, tuple[str, int]]:
    """Return noun of time → (unit, how many of it): ``biennio`` is two years."""
    return {noun: (unit, int(count)) for noun, unit, count in read_rows("units.tsv")}


@cache
def phrases(name: str) -> dict[str, tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]]:
    """Return first word → (words of the phrase, its other columns), longest first."""
    from extract.periods.lexer import tokenise  # the phrases are cut as the text is

    table: dict[str, list[tuple[tuple[str, ...], tuple[str, ...]]]] = {}
    for phrase, *columns in read_rows(name):
        cut = tuple(token.norm for token in tokenise(phrase))
        table.setdefault(cut[0], []).append((cut, tuple(columns)))
    return {first: tuple(sorted(rows, key=lambda row: -len(row[0]))) for first, rows in table.items()}


@cache
def holidays() -> dict[str, tuple[int, int]]:
    """Return feast → (month, day), for feasts of a fixed date."""
    return {name: (int(month), int(day)) for name, month, day in read_rows("holidays.tsv")}
