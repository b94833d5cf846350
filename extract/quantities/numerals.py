"""Read single numerals: digits with their separators, and Italian number words composed by pattern."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from extract.quantities.lexer import Tokens

MAX_DIGITS = 18
"""Longer digit strings are identifiers, not amounts."""

_UNITS = {
    "un": 1, "uno": 1, "una": 1, "due": 2, "tre": 3, "tré": 3, "quattro": 4, "cinque": 5, "sei": 6, "sette": 7,
    "otto": 8, "nove": 9,
}  # fmt: skip
_TEENS = {
    "dieci": 10, "undici": 11, "dodici": 12, "tredici": 13, "quattordici": 14, "quindici": 15, "sedici": 16,
    "diciassette": 17, "diciotto": 18, "dicotto": 18, "diciannove": 19,
}  # fmt: skip
_TENS = {
    "vent": 20, "trent": 30, "quarant": 40, "cinquant": 50, "sessant": 60, "settant": 70, "ottant": 80, "novant": 90,
}  # fmt: skip
_UNIT = "|".join(sorted(_UNITS, key=len, reverse=True))
_BELOW_THOUSAND = re.compile(
    rf"(?:(?P<hundreds>{_UNIT})?(?P<hundred>cento?))?"
    rf"(?:(?P<teen>{'|'.join(_TEENS)})|(?P<tens>{'|'.join(_TENS)})[ia]?(?P<digit>{_UNIT})?|(?P<unit>{_UNIT}))?"
)
_WORD = re.compile(r"(?:(?P<one>mille)|(?P<many>[^\W\d_]{2,40}?)mila)?(?P<rest>[^\W\d_]{0,40})")
NUMBER_STARTS = tuple(sorted({word[:3] for word in (*_UNITS, *_TEENS, *_TENS, "cento", "mille", "zero")}))
"""The first letters of all number words."""
_BLANKS = frozenset(" \u00a0\u2009\u202f\u2007")


def _below_thousand(word: str) -> int | None:
    match = _BELOW_THOUSAND.fullmatch(word)
    if match is None or not word:
        return None
    total = 0
    if match["hundred"]:
        total += 100 * _UNITS.get(match["hundreds"] or "un", 1)
    if match["teen"]:
        total += _TEENS[match["teen"]]
    if match["tens"]:
        total += _TENS[match["tens"]] + _UNITS.get(match["digit"] or "", 0)
    if match["unit"]:
        total += _UNITS[match["unit"]]
    return total


@lru_cache(maxsize=1 << 14)
def word_value(word: str) -> int | None:
    """Return the value of one Italian number word below a million, or None.

    Examples
    --------
    >>> [word_value(w) for w in ("ventitré", "duecentocinquanta", "centottomila", "milano", "zero")]
    [23, 250, 108000, None, 0]
    """
    if word == "zero":
        return 0
    if len(word) > 80:
        return None
    match = _WORD.fullmatch(word)
    if match is None:
        return None
    rest = match["rest"]
    below = _below_thousand(rest) if rest else 0
    if below is None:
        return None
    if match["one"]:
        return 1000 + below
    if match["many"]:
        thousands = _below_thousand(match["many"])
        return None if thousands is None else 1000 * thousands + below
    return below if rest else None


@dataclass(frozen=True, slots=True)
class Numeral:
    """Digits or a word, read: `value`, the token after it, and how it was written."""

    value: Decimal
    end: int
    digits: bool
    grouped: bool = False
    decimals: bool = False
    dotted: bool = False
    ambiguous: bool = False


def read_digits(tokens: Tokens, i: int, *, english: bool = False, may_space: bool = True) -> Numeral | None:
    """Read the digits at token `i` with their separators; None where they are no number (a version, a date, a time).

    Parameters
    ----------
    english : bool
        The amount has a dollar sign before it: a comma before exactly three last digits may part thousands.
        (Three noughts, and a text that writes decimals with a point, say so by themselves.)
    may_space : bool
        Whether groups of three parted by a blank may belong together ("1 234 567").

    Examples
    --------
    >>> from extract.quantities.lexer import lex
    >>> [str(n.value) for t in ("1.234.567", "8,5", "2.5", "1 234 567", "1.234,5") if (n := read_digits(lex(t), 0))]
    ['1234567', '8.5', '2.5', '1234567', '1234.5']
    >>> read_digits(lex("3.11.2"), 0) is None
    True
    """
    groups = [tokens.word(i)]
    separators: list[str] = []
    j = i + 1
    while tokens.word(j) in {".", ",", "'"} and tokens.glued(j) and tokens.is_digits(j + 1) and tokens.glued(j + 1):
        separators.append(tokens.word(j))
        groups.append(tokens.word(j + 1))
        j += 2
    if not separators and may_space and len(groups[0]) <= 3 and groups[0] != "0":
        j = _spaced_groups(tokens, j, groups, separators)
    if sum(map(len, groups)) > MAX_DIGITS or (len(groups[0]) > 1 and groups[0][0] == "0"):
        return None  # identifiers, telephone numbers
    if separators == [","] and len(groups[1]) == 3:  # "250,000" is no Italian decimal, nor "41,350" where points are
        english = english or groups[1] == "000" or tokens.writes_points()
    return _assemble(groups, separators, j, english)


def _spaced_groups(tokens: Tokens, j: int, groups: list[str], separators: list[str]) -> int:
    """Add groups of exactly three digits parted by one blank; the last may carry decimals after a comma."""
    while (
        len(groups) <= MAX_DIGITS // 3 + 1
        and len(tokens.word(j)) == 3
        and tokens.is_digits(j)
        and tokens.starts[j] - tokens.ends[j - 1] == 1
    ):
        blank = tokens.text[tokens.ends[j - 1]]
        if blank not in _BLANKS or (tokens.glued(j + 1) and tokens.is_letters(j + 1) and blank == " "):
            break
        groups.append(tokens.word(j))
        separators.append(" ")
        j += 1
    if separators and tokens.word(j) == "," and tokens.glued(j) and tokens.is_digits(j + 1) and tokens.glued(j + 1):
        groups.append(tokens.word(j + 1))
        separators.append(",")
        j += 2
    return j


def _assemble(groups: list[str], separators: list[str], end: int, english: bool) -> Numeral | None:
    if not separators:
        return Numeral(Decimal(groups[0]), end, True)
    threes = len(groups[0]) <= 3 and all(len(g) == 3 for g in groups[1:])
    kinds = set(separators)
    if len(kinds) == 1:
        sign = separators[0]
        if sign in {" ", "'"}:
            return Numeral(Decimal("".join(groups)), end, True, grouped=True) if threes else None
        if len(separators) > 1:
            return Numeral(Decimal("".join(groups)), end, True, grouped=True) if threes else None
        if threes and groups[0] != "0" and (sign == "." or english):
            return Numeral(Decimal("".join(groups)), end, True, grouped=True, ambiguous=sign == ",")
        return Numeral(Decimal(".".join(groups)), end, True, decimals=True, dotted=sign == ".")
    *thousands, last = separators
    uniform = len(set(thousands)) == 1 and last in {".", ","} and last not in thousands
    if uniform and len(groups[0]) <= 3 and all(len(g) == 3 for g in groups[1:-1]):
        whole = Decimal("".join(groups[:-1]) + "." + groups[-1])
        return Numeral(whole, end, True, grouped=True, decimals=True)
    return None
