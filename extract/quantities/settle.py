"""Settle what a candidate is in its text: give elided parts, drop what stays no figure, mark what is weak."""

from __future__ import annotations

from extract.quantities.candidate import Candidate
from extract.quantities.lexer import Tokens

_SHARE_OF = frozenset({"di", "del", "dello", "della", "dell", "dei", "degli", "delle", "d"})
_COPULA = frozenset({"sono", "erano", "è", "era", "saranno", "sarà", "diventano", "restano"})


def settle(tokens: Tokens, found: list[Candidate]) -> list[Candidate]:
    """Return the figures among the candidates, in text order."""
    kept = []
    _open_currencies(found)
    for candidate in found:
        if not _is_figure(tokens, candidate):
            continue
        _kind(tokens, candidate)
        _weak(candidate)
        kept.append(candidate)
    return kept


def _open_currencies(found: list[Candidate]) -> None:
    """Give cents and kroner the nearest currency of the text; without any, they stay plain and ambiguous."""
    written = [(k, c.unit) for k, c in enumerate(found) if c.unit is not None and _is_currency(c.unit)]
    for k, candidate in enumerate(found):
        if candidate.unit is None or not candidate.unit.startswith("?"):
            continue
        choices = [(abs(k - at), at > k, unit) for at, unit in written if _fits(candidate.unit, unit)]
        if choices:
            candidate.unit = min(choices)[2]
            candidate.flag("currency-inferred")
        else:
            candidate.unit = None
            candidate.noun = candidate.noun or "centesimi"
            candidate.flag("reading-ambiguous")


def _is_currency(unit: str) -> bool:
    return len(unit) == 3 and unit.isupper()


def _fits(open_unit: str, unit: str) -> bool:
    return open_unit == "?" or unit in {"NOK", "SEK", "DKK", "CZK", "ISK"}


def _is_figure(tokens: Tokens, c: Candidate) -> bool:
    if c.name_like and not c.inferred:
        return False
    if not c.bare or c.inferred:
        return True
    atom = c.atom
    if atom is None or c.sign or c.hedge != "exact" or atom.grouped or atom.collective:
        return True
    if atom.decimals:
        return not atom.dotted or tokens.word(c.left - 1) in _COPULA
    if atom.digits and tokens.word(c.left - 1) in _COPULA:
        return True
    return False


def _kind(tokens: Tokens, c: Candidate) -> None:
    if c.unit == "%" and c.kind == "level" and not c.sign and tokens.word(c.right) in _SHARE_OF:
        c.kind = "share"
    if tokens.word(c.right) == "in" and tokens.word(c.right + 1) in {"più", "meno"}:
        c.kind = "change"


def _weak(c: Candidate) -> None:
    atom = c.atom
    if atom is None or c.is_range:
        return
    small = not atom.digits and not c.scaled and not atom.collective and c.high <= 10
    if small and (c.unit is None or c.unit == "s"):
        c.flag("weak")
    if c.bare and not c.inferred and not atom.grouped and not atom.collective:
        c.flag("weak")
