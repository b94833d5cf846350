"""Read one number expression, as a whole."""

from __future__ import annotations

from decimal import Decimal

from extract.quantities.atoms import read_atom
from extract.quantities.candidate import clean
from extract.quantities.lexer import lex


def read_number(text: str) -> Decimal | None:
    """Read a single Italian number expression; None where `text` is anything else, or more.

    Parts of falling scale may be joined by commas and "e" ("un miliardo, due milioni e trecentomila").

    Examples
    --------
    >>> for text in ("1.234.567", "8,5 miliardi", "ventitré milioni", "un miliardo e mezzo", "due milioni e uno"):
    ...     print(read_number(text))
    1234567
    8500000000
    23000000
    1500000000
    2000001
    >>> read_number("tre gatti") is None
    True
    """
    tokens = lex(text)
    total: Decimal | None = None
    smallest: Decimal | None = None
    i, sign = 0, 1
    if tokens.word(0) in {"-", "−", "+"}:
        i, sign = 1, 1 if tokens.word(0) == "+" else -1
    while i < len(tokens):
        if total is not None:
            if tokens.word(i) not in {"e", ","}:
                return None
            i += 1
        if tokens.word(i) in {"un", "uno", "una"} and i == len(tokens) - 1:
            value, scale, end = Decimal(1), Decimal(1), i + 1
        else:
            atom = read_atom(tokens, i)
            if atom is None or atom.is_range or atom.currency:
                return None
            value, scale, end = atom.value, atom.scale, atom.last
        if smallest is not None and value >= smallest:
            return None
        total = value if total is None else total + value
        smallest, i = scale, end
    return None if total is None else clean(sign * total)
