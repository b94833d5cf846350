"""What an elided figure takes over: the unit of the figure before, of its list, of its ratio, of words set apart."""

from __future__ import annotations

from bisect import bisect_left
from decimal import Decimal

from extract.quantities.candidate import Candidate
from extract.quantities.entries import is_entry, line_start, same_list, starts_bullet
from extract.quantities.fitting import alike, is_currency
from extract.quantities.lexer import Tokens
from extract.quantities.owned import said_currency
from extract.quantities.vocabulary import word_list

_PLURAL = word_list("plural_articles")
_TIES = word_list("ties")
_ORDINALS = word_list("ordinals")
_OTHERS = frozenset({"altri", "altre", "tutti", "tutte", "primi", "prime"})
_RELATIVE = frozenset({"%", "pp", "x"})
_ENDS = frozenset({"", ".", ",", ";", ")", "e", "\n", "("})
_MOST_IN_LIST = 30
_LOOK_BACK = 6


def complete_in_list(
    tokens: Tokens, found: list[Candidate], k: int, declared: list[tuple[int, int, Candidate]]
) -> bool:
    """Give the value of a list entry what the line above the list declares, or the entry before it carries."""
    c = found[k]
    if c.atom is None or not c.atom.digits:
        return False
    at = bisect_left(declared, c.left, key=lambda stretch: stretch[1])
    header = declared[at][2] if at < len(declared) and declared[at][0] <= c.left else None
    entry = is_entry(tokens, c)
    if header is not None and (entry or tokens.word(c.left - 1) in _TIES | _PLURAL):
        _take_scale(c, header)
        take_unit(c, header)
        c.inferred, c.name_like = True, False
        return True
    if not entry or not starts_bullet(tokens, c.left):
        return False
    for donor in reversed(found[max(0, k - _LOOK_BACK) : k]):
        if not is_entry(tokens, donor) or donor.unit is None or donor.unit in _RELATIVE:
            continue
        if donor.scaled and not (c.is_range and alike(c, donor)) and not _is_ranked(tokens, c, donor):
            continue
        if same_list(tokens, donor, c) and (donor.scaled or _same_size(c, donor)):
            _take_scale(c, donor)
            take_unit(c, donor)
            c.inferred, c.name_like = True, False
            return True
        break
    return False


def _is_ranked(tokens: Tokens, c: Candidate, donor: Candidate) -> bool:
    """Tell whether two amounts are of a ranking: its items have numbers, or are labelled by full names."""
    size = c.high * donor.scale <= donor.high and not c.scaled
    starts = [line_start(tokens, one.left) for one in (donor, c)]
    numbered = all(tokens.is_digits(k) for k in starts)
    named = all(tokens.is_capitalised(k + 1) and tokens.is_capitalised(k + 2) for k in starts)
    return size and is_currency(donor.unit) and (numbered or named)


def _same_size(c: Candidate, donor: Candidate) -> bool:
    return bool(c.high and donor.high) and max(c.high, donor.high) <= _MOST_IN_LIST * min(c.high, donor.high)


def _take_scale(c: Candidate, donor: Candidate) -> None:
    if donor.scale != 1:
        c.low, c.high, c.scale, c.scaled = c.low * donor.scale, c.high * donor.scale, donor.scale, True
        c.flag("scale-inferred")


def complete_ratio(tokens: Tokens, donor: Candidate, c: Candidate) -> bool:
    """Read "sette medici su dieci, tra i notai meno di tre": the second number is of the same ten."""
    whole = donor.out_of
    if whole is None or not c.bare or c.is_range or c.high >= whole or c.low < 1:
        return False
    if tokens.word(c.right) not in _ENDS or (c.atom is not None and c.atom.article):
        return False
    if tokens.word(c.left - 1) in _PLURAL | _ORDINALS | _OTHERS:
        return False
    c.low, c.high = (100 * value / whole for value in (c.low, c.high))
    c.unit, c.kind, c.known, c.inferred, c.name_like = "%", "share", True, True, False
    c.out_of = whole
    c.flag("unit-inferred")
    return True


def take_said_currency(tokens: Tokens, c: Candidate) -> None:
    """Read "ne chiede otto miliardi, e in franchi": the currency stands apart from its number."""
    if c.noun is not None or not (c.scaled or c.inferred) or (c.unit is not None and not is_currency(c.unit)):
        return
    if c.unit is not None and not {"currency-inferred"} & set(c.flags):
        return
    said = said_currency(tokens, c)
    if said is not None:
        c.unit, c.factor = said, Decimal(1)


def take_unit(c: Candidate, donor: Candidate) -> None:
    if donor.unit is None:
        return
    c.unit, c.factor = donor.unit, donor.factor
    if is_currency(donor.unit) and donor.factor != 1 and c.atom is not None and c.atom.decimals:
        c.factor = Decimal(1)  # "19 centesimi ... altrove si pagano 2,70"
    c.per = c.per or donor.per
    c.flag("currency-inferred" if is_currency(donor.unit) else "unit-inferred")
    if donor.kind == "share" and donor.unit == "%":
        c.kind = "share"
