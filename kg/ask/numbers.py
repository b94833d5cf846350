"""Numbers in questions, English ("100,000", "1.5 billion") and Italian ("100.000", "1,5 miliardi", "50mila")."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from kg.ask.lexicon import data
from kg.ask.tokens import Token, fold

_THOUSANDS = {"it": re.compile(r"\d{1,3}(?:\.\d{3})+"), "en": re.compile(r"\d{1,3}(?:,\d{3})+")}
_OTHER = {
    "it": re.compile(r"\d{1,3}(?:,\d{3}){2,}|\d{1,3},000"),
    "en": re.compile(r"\d{1,3}(?:\.\d{3}){2,}|\d{1,3}\.000"),
}
_DECIMAL = {"it": re.compile(r"\d+(?:,\d+)?"), "en": re.compile(r"\d+(?:\.\d+)?")}
_ATTACHED = re.compile(r"([\d.,]*\d)([a-z]+)")
_YEAR = re.compile(r"(?:19|20)\d\d")


@dataclass(frozen=True, slots=True)
class Number:
    """A number with the words that it takes (scale included) and the unit behind it, ``1`` where there is none."""

    value: Decimal
    words: tuple[int, ...]
    unit: str = "1"

    @property
    def year_like(self) -> bool:
        return self.unit == "1" and len(self.words) == 1 and bool(_YEAR.fullmatch(str(self.value)))


def plain_number(text: str, language: str) -> Decimal | None:
    """Return the number of one word, None where it is none.

    Examples
    --------
    >>> plain_number("100,000", "en"), plain_number("100.000", "it"), plain_number("2,5", "it")
    (Decimal('100000'), Decimal('100000'), Decimal('2.5'))
    """
    if _THOUSANDS[language].fullmatch(text) or _OTHER[language].fullmatch(text):
        return Decimal(re.sub(r"[.,]", "", text))
    if _DECIMAL[language].fullmatch(text) or re.fullmatch(r"\d+[.,]\d+", text):
        return Decimal(text.replace(",", "."))
    return None


def find_numbers(tokens: Sequence[Token], language: str, taken: frozenset[int] = frozenset()) -> list[Number]:
    """Return the numbers of a question that lie outside the words of `taken`, in base units.

    Examples
    --------
    >>> from kg.ask.tokens import tokenize
    >>> [(str(n.value), n.unit) for n in find_numbers(tokenize("over 50mila GPU e 1,5 miliardi di euro"), "it")]
    [('50000', '1'), ('1500000000', 'EUR')]
    """
    table = data("numbers")
    scales, units, words = table["scales"], table["units"], table["words"][language]
    found: list[Number] = []
    index = 0
    while index < len(tokens):
        start = index
        index += 1
        if start in taken:
            continue
        key = tokens[start].key
        value: Decimal | None = None
        unit = "1"
        attached = _ATTACHED.fullmatch(key)
        if attached and attached.group(2) in {**scales, **units}:
            value = plain_number(attached.group(1), language)
            if value is not None:
                value, unit = _apply(value, attached.group(2), scales, units)
        elif key in words:
            value = Decimal(words[key])
        else:
            value = plain_number(tokens[start].text, language)
        if value is None:
            continue
        used = [start]
        while index < len(tokens) and index not in taken and tokens[index].key in scales:
            value *= Decimal(scales[tokens[index].key])
            used.append(index)
            index += 1
        ahead = index + 1 if index < len(tokens) and tokens[index].key in ("di", "of") else index
        if unit == "1" and ahead < len(tokens) and fold(tokens[ahead].key) in units:
            value, unit = _apply(value, tokens[ahead].key, scales, units)
            used += list(range(index, ahead + 1))
            index = ahead + 1
        elif unit == "1" and start and tokens[start - 1].text in table["signs"]:
            unit = table["signs"][tokens[start - 1].text]
            used.insert(0, start - 1)
        if len(used) == 1 and key in words and key not in table["counting"][language]:
            continue  # "un", "one": an article or a pronoun, unless a scale follows
        found.append(
            Number(value.normalize() if value != value.to_integral_value() else Decimal(int(value)), tuple(used), unit)
        )
    return found


def _apply(value: Decimal, word: str, scales: dict[str, int], units: dict[str, list[str]]) -> tuple[Decimal, str]:
    if word in scales:
        return value * Decimal(scales[word]), "1"
    factor, unit = units[word]
    return value * Decimal(factor), unit
