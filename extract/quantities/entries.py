"""Entries of lists: "- reti: 41" under a line that says "in miliardi di dollari", or after "- base: 12 euro"."""

from __future__ import annotations

from decimal import Decimal

from extract.quantities.candidate import Candidate
from extract.quantities.lexer import Tokens
from extract.quantities.vocabulary import vocabulary

_MARKS = frozenset({"-", "•", "*", "–", "·", "▪", "—"})
_LABELLED = frozenset({":", "–", "=", "→"})
_ENDS = frozenset({"", "\n", ";", ",", "(", ".", "€", "$"})
_LONGEST_LINE = 60
_HEADED = 3


def line_start(tokens: Tokens, k: int) -> int:
    """Return the first token of the line that holds token `k`."""
    first = max(k - _LONGEST_LINE, 0)
    while k > first and tokens.word(k - 1) != "\n":
        k -= 1
    return k


def starts_bullet(tokens: Tokens, k: int, *, within: int | None = None) -> bool:
    """Tell whether token `k` stands in a list item; `within`: and that token in the same one.

    Examples
    --------
    >>> from extract.quantities.lexer import lex
    >>> tokens = lex("Prezzi:\\n- base: 12")
    >>> starts_bullet(tokens, 6), starts_bullet(tokens, 0)
    (True, False)
    """
    start = line_start(tokens, k)
    if within is not None and line_start(tokens, within) != start:
        return False
    numbered = tokens.is_digits(start) and tokens.word(start + 1) in {".", ")"} and len(tokens.word(start)) <= 2
    return tokens.word(start) in _MARKS or numbered


def is_entry(tokens: Tokens, c: Candidate) -> bool:
    """Tell whether a figure is the value of a labelled list item: "- reti: 41"."""
    before = tokens.word(c.left - 1)
    labelled = before in _LABELLED or (before == "," and tokens.word(c.left - 2) == ")")  # "Ines Calò (Tirrena), 61"
    labelled = labelled and tokens.word(c.right) in _ENDS
    return labelled and starts_bullet(tokens, c.left) and not _is_inside(tokens, c.left - 1)


def _is_inside(tokens: Tokens, k: int) -> bool:
    """Tell whether brackets around token `k` open in its line."""
    line = tokens.words[line_start(tokens, k) : k]
    return line.count("(") > line.count(")")


def same_list(tokens: Tokens, one: Candidate, other: Candidate) -> bool:
    """Tell whether the items of two figures follow each other."""
    near = other.left - one.right <= 2 * _LONGEST_LINE
    return near and tokens.words[one.right : other.left].count("\n") == 1


def declared_units(tokens: Tokens) -> list[tuple[int, int, Candidate]]:
    """Return the stretches of list items whose scale and currency the line before them declares, with these.

    Examples
    --------
    >>> from extract.quantities.lexer import lex
    >>> tokens = lex("La spesa (in milioni di euro):\\n- reti: 41")
    >>> [(str(unit.scale), unit.unit) for _, _, unit in declared_units(tokens)]
    [('1000000', 'EUR')]
    """
    found: list[tuple[int, int, Candidate]] = []
    for k, word in enumerate(tokens.words):
        if word != "in":
            continue
        scale = vocabulary().scales.get(tokens.word(k + 1))
        at = k + 1 + (scale is not None)
        at += scale is not None and tokens.word(at) == "di"
        money = vocabulary().currencies.at(tokens, at)
        if (scale is None and money is None) or (scale is not None and scale.factor < 1000):
            continue
        code, end = (money[0][0], money[1]) if money is not None else (None, at)
        lines = _items_after(tokens, end) if not starts_bullet(tokens, k) else None
        if lines is not None:
            factor = scale.factor if scale is not None else Decimal(1)
            unit = Candidate(k, end, k, end, factor, factor, unit=code, scale=factor, scaled=factor > 1)
            found.append((*lines, unit))
    return found


def _items_after(tokens: Tokens, k: int) -> tuple[int, int] | None:
    """Return the stretch of the list items that begin on the line after token `k`; None where none do."""
    end = k
    while end < min(k + _HEADED, len(tokens)) and tokens.word(end) != "\n":
        end += 1
    if tokens.word(end) != "\n":
        return None
    first = end
    while end < len(tokens):
        while tokens.word(end) == "\n":
            end += 1
        if not starts_bullet(tokens, end) or end >= len(tokens):
            break
        while end < len(tokens) and tokens.word(end) != "\n":
            end += 1
    return (first, end) if end > first + 1 else None
