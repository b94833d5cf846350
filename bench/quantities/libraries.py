"""The libraries that are compared, each behind one function that gives spans as ``kg extract --spans --json`` does.

What a library gives is taken as kindly as its form allows: numbers get their own bounds, units are translated, a single
day counts where it lies in the expected interval (see `measure`). None is asked for what it does not claim to read.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from importlib.metadata import PackageNotFoundError, version
from typing import Any

from corpus.errors import CifreError

Record = dict[str, Any]
_WORD = re.compile(r"\w+|[^\w\s]")
_DIGITS = re.compile(r"(?<![\w.,])\d+(?:[.,]\d+)*(?![\w])")
_UNITS = {
    "percentage": ("%", 1.0), "euro": ("EUR", 1.0), "dollar": ("USD", 1.0), "pound sterling": ("GBP", 1.0),
    "Japanese yen": ("JPY", 1.0), "megawatt": ("W", 1e6), "gigawatt": ("W", 1e9), "kilowatt": ("W", 1e3),
    "watt": ("W", 1.0), "kilowatt-hour": ("Wh", 1e3), "megawatt-hour": ("Wh", 1e6), "gigawatt-hour": ("Wh", 1e9),
    "terawatt-hour": ("Wh", 1e12), "watt-hour": ("Wh", 1.0), "gigabyte": ("B", 1e9), "terabyte": ("B", 1e12),
    "megabyte": ("B", 1e6), "petabyte": ("B", 1e15), "nanometre": ("m", 1e-9), "kilometre": ("m", 1e3),
    "metre": ("m", 1.0), "millimetre": ("m", 1e-3), "kilogram": ("kg", 1.0), "gram": ("kg", 1e-3),
    "litre": ("L", 1.0), "second": ("s", 1.0), "millisecond": ("s", 1e-3),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Library:
    """A library: its name, version, what types of span it reads, and how to ask it."""

    name: str
    version: str
    types: frozenset[str]
    find: Callable[[str, date], list[Record]]
    note: str


def libraries() -> list[Library]:
    """Return all libraries of the comparison, Cifre first.

    Raises
    ------
    CifreError
        If one is not installed.
    """
    quantity, period = frozenset({"quantity"}), frozenset({"period"})
    return [
        Library("Cifre", _version("cifre"), quantity | period, read_cifre, "quantities and time, Italian"),
        Library("text2num", _version("text2num"), quantity, read_text2num, "number words, Italian"),
        Library(
            "text2num + babel",
            f"{_version('text2num')} + {_version('babel')}",
            quantity,
            read_words_and_digits,
            "number words by the one, digits by the other",
        ),
        Library(
            "quantulum3", _version("quantulum3"), quantity, read_quantulum, "quantities with units, English grammar"
        ),
        Library(
            "babel", _version("babel"), quantity, read_babel, "digits found by a pattern, read by the Italian locale"
        ),
        Library("dateparser", _version("dateparser"), period, read_dateparser, "dates, Italian"),
    ]


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError as error:
        raise CifreError(f"{name} is not installed", "run pip install -e '.[bench]'") from error


def read_cifre(text: str, published: date) -> list[Record]:
    """Read a sentence as the pipeline does, without names."""
    from extract.periods import find_times
    from extract.quantities import as_written, find_quantities
    from extract.records import Quantity, TimeExpression, span_to_json

    times = find_times(text, published=published)
    quantities = find_quantities(text, taken=[(span.start, span.end) for span in times])
    spans: list[Quantity | TimeExpression] = [*map(as_written, quantities), *times]
    return [span_to_json(span, article="", source="") for span in spans]


def read_text2num(text: str, published: date) -> list[Record]:
    """Read number words; the library leaves digits as they are and knows no units."""
    from text_to_num import find_numbers

    places = [match.span() for match in _WORD.finditer(text)]
    found = find_numbers([_Piece(text[start:end]) for start, end in places], "it", threshold=0)
    return [_number(places[one.start][0], places[one.end - 1][1], float(one.value)) for one in found]


@dataclass(frozen=True, slots=True)
class _Piece:
    """A token as text2num asks for it."""

    piece: str

    def text(self) -> str:
        return self.piece

    def nt_separated(self, previous: _Piece) -> bool:
        return False

    def not_a_number_part(self) -> bool:
        return False


def read_quantulum(text: str, published: date) -> list[Record]:
    """Read quantities by the English grammar, the only full one there is; its uncertainty makes a range."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from quantulum3 import parser

        found = parser.parse(text, lang="en_US")
    return list(_quantulum(found))


def _quantulum(found: list[Any]) -> Iterator[Record]:
    for one in found:
        unit, factor = _UNITS.get(one.unit.name, ("1" if one.unit.name == "dimensionless" else one.unit.name, 1.0))
        record = _number(one.span[0], one.span[1], one.value * factor, unit)
        if one.uncertainty:
            low, high = (one.value + sign * one.uncertainty for sign in (-1, 1))
            record |= {"value": None, "low": low * factor, "high": high * factor}
        yield record


def read_babel(text: str, published: date) -> list[Record]:
    """Read every run of digits by the Italian locale."""
    from babel.numbers import NumberFormatError, parse_decimal

    records = []
    for match in _DIGITS.finditer(text):
        try:
            value = float(parse_decimal(match.group(), locale="it", strict=True))
        except NumberFormatError:
            continue
        records.append(_number(match.start(), match.end(), value))
    return records


def read_words_and_digits(text: str, published: date) -> list[Record]:
    """Read number words with text2num and digits with babel."""
    return sorted(read_text2num(text, published) + read_babel(text, published), key=lambda one: one["start"])


def read_dateparser(text: str, published: date) -> list[Record]:
    """Search for dates against the day of publication; each is one day."""
    from dateparser.search import search_dates

    settings = {"RELATIVE_BASE": datetime.combine(published, time(12)), "PREFER_DATES_FROM": "past"}
    records, position = [], 0
    for surface, moment in search_dates(text, languages=["it"], settings=settings) or ():
        start = max(text.find(surface, position), 0)
        position = start + len(surface)
        day = moment.date().isoformat()
        records.append({"type": "period", "start": start, "end": position, "from": day, "to": day, "mod": None})
    return records


def _number(start: int, end: int, value: float, unit: str = "1") -> Record:
    return {"type": "quantity", "start": start, "end": end, "value": value, "low": value, "high": value, "unit": unit}
