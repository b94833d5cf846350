"""Figures as people write them, in Italian and English: the one place for command line, answers and app.

Stated figures keep all their digits ("405 miliardi"); only what a calculation left with an endless tail is rounded, to
four significant digits, and `is_rounded` says so.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from decimal import Context, Decimal
from functools import lru_cache
from pathlib import Path
from typing import Any

from corpus.errors import CifreError

FORMAT_FILE = Path(__file__).with_name("format.toml")
LANGUAGES = ("it", "en")
_LONGEST, _DECIMALS = 6, 4  # a figure with more digits and more decimals than these was computed, not stated
_ROUNDED = Context(prec=4)
_SUPERSCRIPT = str.maketrans("0123456789-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻")


@dataclass(frozen=True, slots=True)
class _Written:
    number: str
    scale: str  # "miliardi", with the space before it
    unit: str  # "di dollari", "MW", with the space before it

    def __str__(self) -> str:
        return self.number + self.scale + self.unit


def format_quantity(
    value: Decimal | None,
    low: Decimal | None,
    high: Decimal | None,
    unit: str,
    hedge: str,
    lang: str = "it",
    *,
    per: str | None = None,
    noun: str | None = None,
) -> str:
    """Return a figure with its hedge and unit.

    Parameters
    ----------
    value, low, high : Decimal or None
        Base units, as in a claim; `value` is None for a range.
    unit : str
        The contract's unit.
    hedge : str
        The contract's hedge.
    lang : {"it", "en"}
        Language of words and digits.
    per : str or None
        Denominator of a rate: ``month`` ("al mese"), or any word ("accelerator" as given).
    noun : str or None
        What a plain count counts, as it is to stand ("GPU", "utenti").

    Raises
    ------
    CifreError
        If the language is neither Italian nor English, or there is no number at all.

    Examples
    --------
    >>> amount = Decimal("40e9")
    >>> [format_quantity(amount, None, amount, "USD", "up_to", lang) for lang in ("it", "en")]
    ['fino a 40 miliardi di dollari', 'up to 40 billion dollars']
    >>> format_quantity(None, Decimal("600e6"), Decimal("1.7e9"), "EUR", "range")
    'tra 600 milioni e 1,7 miliardi di euro'
    >>> format_quantity(Decimal(100000), Decimal(100000), None, "1", "over", noun="GPU")
    'oltre 100.000 GPU'
    >>> format_quantity(Decimal(1500), None, None, "W", "exact", "en", per="accelerator")
    '1.5 kW per accelerator'
    """
    if lang not in LANGUAGES:
        raise CifreError(f'figures cannot be written in the language "{lang}"', "use it or en")
    if value is not None:
        text = str(_written(value, unit, lang, noun))
        word = _data()["hedge"].get(hedge, {}).get(lang)
    elif low is not None and high is not None:
        text, word = _between(_written(low, unit, lang, noun), _written(high, unit, lang, noun), lang), None
    elif low is not None or high is not None:
        bound, name = (low, "over") if low is not None else (high, "up_to")
        assert bound is not None
        text, word = str(_written(bound, unit, lang, noun)), _data()["hedge"][name][lang]
    else:
        raise CifreError("a figure without value and bounds cannot be written", "give a value or a bound")
    return " ".join(part for part in (word, text, _rate(per, lang)) if part)


def format_number(number: Decimal, lang: str = "it") -> str:
    """Return a plain number with the language's separators, rounded only if its digits do not end.

    Examples
    --------
    >>> format_number(Decimal("1234567.5")), format_number(Decimal(1) / 3, "en"), format_number(Decimal("-17"))
    ('1.234.567,5', '0.3333', '−17')
    """
    table = _data()[lang]
    digits = f"{abs(_tidy(number)).normalize():f}"
    whole, _, decimals = digits.partition(".")
    grouped = f"{int(whole):,}".replace(",", table["group"])
    return ("−" if number < 0 else "") + grouped + (table["decimal"] + decimals if decimals else "")


def is_rounded(number: Decimal) -> bool:
    """Return whether a number is shown with fewer digits than it has.

    Examples
    --------
    >>> is_rounded(Decimal(2) / 3), is_rounded(Decimal("5.0625"))
    (True, False)
    """
    return _tidy(number) != number


def _written(value: Decimal, unit: str, lang: str, noun: str | None) -> _Written:
    data = _data()
    value = _tidy(value)
    if unit in data["suffixed"]:
        return _Written(format_number(value, lang), "", data["suffixed"][unit][lang])
    if unit in data["prefixed"]:
        return _prefixed(value, unit, lang)
    if unit == "s":
        return _duration(value, lang)
    if unit == "kg" and abs(value) >= 1000:
        value, unit = value / 1000, "t"
    if unit == "FLOP" and abs(value) >= Decimal("1e15"):
        exponent = value.adjusted()
        mantissa = format_number(value.scaleb(-exponent), lang)
        return _Written(mantissa, f" × 10{str(exponent).translate(_SUPERSCRIPT)}", " FLOP")
    forms = data["named"].get(unit, {}).get(lang)
    if unit == "1":
        forms = [noun, noun] if noun else None
    elif forms is None:
        forms = [unit, unit]
    return _counted(value, forms, lang)


def _counted(value: Decimal, forms: list[str] | None, lang: str) -> _Written:
    scale, power = _scale(value, lang)
    shown = _tidy(value / power)
    number = format_number(shown, lang)
    singular = abs(shown) == 1
    word = f" {scale[0] if singular else scale[1]}" if scale else ""
    if not forms:
        return _Written(number, word, "")
    name = forms[0] if singular and not scale else forms[1]
    return _Written(number, word, f" {_data()[lang]['of'] if scale else ''}{name}")


def _scale(value: Decimal, lang: str) -> tuple[list[str] | None, Decimal]:
    table = _data()[lang]
    for name, power in (("trillion", Decimal("1e12")), ("billion", Decimal("1e9")), ("million", Decimal("1e6"))):
        # A scale word that would need more than three decimals hides digits that were stated: 123.456.789.
        if name in table and abs(value) >= power and (value / power * 1000) % 1 == 0:
            return table[name], power
    return None, Decimal(1)


def _prefixed(value: Decimal, unit: str, lang: str) -> _Written:
    powers: dict[str, int] = _data()["prefixed"][unit]
    fitting = [prefix for prefix, power in powers.items() if abs(value) >= Decimal(1).scaleb(power)]
    prefix = max(fitting, key=powers.__getitem__) if fitting and value else ""
    return _Written(format_number(value.scaleb(-powers[prefix]), lang), "", f" {prefix}{unit}")


def _duration(value: Decimal, lang: str) -> _Written:
    steps = _data()["duration"]
    step = next((step for step in steps if value and value % step["seconds"] == 0), steps[-1])
    shown = value / step["seconds"]
    return _Written(format_number(shown, lang), "", f" {step[lang][0 if abs(shown) == 1 else 1]}")


def _between(low: _Written, high: _Written, lang: str) -> str:
    if low.unit.strip().removeprefix("di ") == high.unit.strip().removeprefix("di "):
        first = low.number if low.scale == high.scale else low.number + low.scale
    else:
        first = str(low)
    return str(_data()[lang]["range"].format(low=first, high=high))


def _rate(per: str | None, lang: str) -> str:
    if not per:
        return ""
    known = _data()["per"].get(per)
    return str(known[lang]) if known else f"{_data()[lang]['per']} {per}"


def _tidy(number: Decimal) -> Decimal:
    _, digits, exponent = number.normalize().as_tuple()
    assert isinstance(exponent, int)
    if len(digits) <= _LONGEST or exponent >= -_DECIMALS:
        return number
    # Four digits of 123456.789… would say 123,500: below a million nothing is rounded before the comma.
    return number.quantize(Decimal(1)) if 10**4 <= abs(number) < 10**6 else _ROUNDED.plus(number)


@lru_cache(maxsize=1)
def _data() -> dict[str, Any]:
    return tomllib.loads(FORMAT_FILE.read_text(encoding="utf-8"))
