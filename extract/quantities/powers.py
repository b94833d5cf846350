"""Read a power of ten written after a number: 10^25, 10²⁵, 3,8 x 10^25, 1e25."""

from __future__ import annotations

from decimal import Decimal

from extract.quantities.lexer import Tokens
from extract.quantities.numerals import Numeral

_SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_MAX_EXPONENT = 40


def with_power(tokens: Tokens, numeral: Numeral) -> tuple[Decimal | None, int]:
    """Return the value of `numeral` with the power of ten that follows it, and the token after both.

    The value is None where the power is beyond what any amount needs.

    Examples
    --------
    >>> from extract.quantities.lexer import lex
    >>> from extract.quantities.numerals import read_digits
    >>> tokens = lex("3,8 x 10^25 FLOP")
    >>> value, end = with_power(tokens, read_digits(tokens, 0))
    >>> f"{value:.1e}", tokens.word(end)
    ('3.8e+25', 'flop')
    """
    j, value = numeral.end, numeral.value
    mark = tokens.word(j)
    if mark == "e" and tokens.glued(j) and tokens.glued(j + 1) and tokens.is_digits(j + 1):
        return _shift(value, tokens.word(j + 1)), j + 2
    if mark in {"x", "×", "*", "·", "per"} and tokens.word(j + 1) == "10":
        exponent, end = _exponent(tokens, j + 2)
        if exponent:
            return _shift(value, exponent), end
    if value == 10 and not numeral.decimals:
        exponent, end = _exponent(tokens, j)
        if exponent:
            return _shift(Decimal(1), exponent), end
    return value, j


def _exponent(tokens: Tokens, j: int) -> tuple[str, int]:
    word = tokens.word(j)
    if word in {"^", "alla"} and tokens.is_digits(j + 1):
        return tokens.word(j + 1), j + 2
    if tokens.glued(j) and word and all(c in "⁰¹²³⁴⁵⁶⁷⁸⁹" for c in word):
        return word.translate(_SUPERSCRIPTS), j + 1
    return "", j


def _shift(value: Decimal, exponent: str) -> Decimal | None:
    power = int(exponent) if len(exponent) <= 2 else _MAX_EXPONENT + 1
    return value * Decimal(10) ** power if power <= _MAX_EXPONENT else None
