"""Which earlier figures have a unit to give: no conversion, no aside, none that is only compared or moved by."""

from __future__ import annotations

from extract.quantities.candidate import Candidate
from extract.quantities.fitting import is_currency
from extract.quantities.lexer import Tokens
from extract.quantities.vocabulary import word_list

_PLURAL = word_list("plural_articles")
_COMPARED_SKIPPED = _PLURAL | {"di", "a", "con"}
_BY = frozenset({"di", "del", "dello", "dell", "'"})
_RANKED_BY = frozenset({"con", "a"})
_FOLLOWING, _PLACES = ("segu", "terz", "quart", "quint", "second"), frozenset({"posto", "poi", "dietro", "infine"})
_MAX_RANKED, _MAX_SAME = 24, 6
_SAME = frozenset({"pari", "cioè", "ossia", "ovvero", "equivalenti", "corrispondenti", "equivale", "vale"})


def is_by(tokens: Tokens, donor: Candidate) -> bool:
    """Tell whether a percentage is by how much something moved: "dell'11%", "del 9,3%"."""
    return tokens.word(donor.left - 1) in _BY or tokens.word(donor.left) in _BY or bool(donor.sign)


def is_conversion(tokens: Tokens, found: list[Candidate], at: int) -> bool:
    """Tell whether an amount only puts the one before it in another currency: "600 di yen, pari a 4 di euro"."""
    if not at or not is_currency(found[at].unit) or not is_currency(found[at - 1].unit):
        return False
    between = tokens.words[found[at - 1].right : found[at].first]
    return found[at].unit != found[at - 1].unit and len(between) <= _MAX_SAME and bool(_SAME & set(between))


def is_next_in_rank(tokens: Tokens, c: Candidate, donor: Candidate) -> bool:
    """Tell whether the number ranks behind: "guida Alfa (18 TWh); seguono Beta con 11", "terza Delta con 3"."""
    if tokens.word(c.left - 1) not in _RANKED_BY:
        return False
    between = tokens.words[donor.right : c.left]
    told = [w.startswith(_FOLLOWING) or w in _PLACES for w in between]
    return any(told) and len(between) <= _MAX_RANKED


def is_compared(tokens: Tokens, donor: Candidate) -> bool:
    """Tell whether `donor` is only what its sentence's figure is held against ("a fronte di 520 milioni")."""
    k = donor.left - 1
    while tokens.word(k) in _COMPARED_SKIPPED:
        k -= 1
    return tokens.word(k) in {"fronte", "contro", "rispetto", "confronto"}


def is_aside(tokens: Tokens, donor: Candidate, c: Candidate) -> bool:
    """Tell whether `donor` stands in parentheses that are closed before `c` (a conversion, a side remark)."""
    return tokens.word(donor.left - 1) == "(" and tokens.word(donor.right) == ")" and tokens.word(c.left - 1) != "("
