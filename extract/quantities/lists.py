"""Lists of figures: what their members leave to one another, and which numbers after names are members.

"32, 73 e 144 miliardi" carries the unit on its last member; "la Spagna 2,5, la Grecia 1" leaves out verb and unit.
"""

from __future__ import annotations

from decimal import Decimal

from extract.quantities.candidate import Candidate
from extract.quantities.fitting import is_currency
from extract.quantities.lexer import Tokens
from extract.quantities.ranges import share
from extract.quantities.vocabulary import word_list

_SINGULAR = word_list("singular_articles")
_TIES = word_list("ties")
_LIST_WORDS = word_list("list_words")
_MEMBER_ARTICLES = word_list("plural_articles") | {"il", "lo", "la", "l", "le"}
_MAX_LIST_GAP = 4
_MAX_RATIO = 250
_MOST_LISTED = 12
_TWO_DIGITS = 10
_NO_AGE, _NEAR_BRACKETS = 100, 24


def complete_lists(tokens: Tokens, found: list[Candidate]) -> None:
    """Carry unit and scale back along a list: "21, 48, 90 e 135 miliardi", "il 12 e il 44%"."""
    for k in range(len(found) - 2, -1, -1):
        a, b = found[k], found[k + 1]
        if not a.bare or a.name_like or b.bare or (b.noun is not None and not b.known and b.unit is None):
            continue
        if b.atom is None and b.unit == "%":
            continue  # "ne servono 75, e un terzo è coperto": a part is no member
        gap = tokens.words[a.right : b.left]
        if not 0 < len(gap) <= _MAX_LIST_GAP or not all(word in _LIST_WORDS for word in gap):
            continue
        if not {"e", "ed", ",", "o"} & set(gap) or b.sign != a.sign or b.unit == "x":
            continue
        if b.unit == "s" and "da" in gap:
            continue  # "il consumo è 1,7 e da otto anni resta lì"
        if not {"e", "ed", "o"} & set(gap) and not b.inferred:
            continue
        if (tokens.word(a.left - 1) in _SINGULAR) != (tokens.word(b.left - 1) in _SINGULAR) and b.unit == "%":
            continue
        if max(a.high, b.high / b.scale) > _MAX_RATIO * min(a.low, b.low / b.scale) and b.unit is not None:
            continue  # "ne bastano 2.000, e 4 megawatt"
        scale = b.scale if b.scaled and not a.scaled else Decimal(1)
        a.low, a.high, a.scaled, a.scale = a.low * scale, a.high * scale, a.scaled or b.scaled, a.scale * scale
        if scale != 1:
            a.flag("scale-inferred")
        share(a, b)


def is_gapped(tokens: Tokens, found: list[Candidate], k: int, sentences: list[int]) -> bool:
    """Tell whether a number after a name is a member of a list with its verb left out ("la Spagna 2,5, la Grecia 1").

    It goes on with one, has decimals, or is followed by another of its kind; else it may belong to the name.
    """
    c = found[k]
    if is_listed(tokens, found, k):
        return True
    if k == 0 or sentences[k - 1] != sentences[k]:
        return False
    if found[k - 1].inferred and c.low > 9:
        return True
    if not _is_member(tokens, c):
        return False
    decimals = c.atom is not None and c.atom.decimals and not c.atom.dotted
    after = k + 1 < len(found) and sentences[k + 1] == sentences[k] and _is_member(tokens, found[k + 1])
    last = found[k - 1]
    priced = last.unit is not None and len(last.unit) == 3 and last.unit.isupper() and last.per is not None
    ends = tokens.word(c.right) in {"", "\n", "."}
    if priced and ends and last.unit not in {"%"}:
        return True  # "Base 9 euro al mese, Plus 19"
    if _is_second(tokens, c, last):
        return True
    return decimals or after or (found[k - 1].inferred and _is_member(tokens, found[k - 1]))


def _is_second(tokens: Tokens, c: Candidate, last: Candidate) -> bool:
    """Tell whether a name and its number go on with an amount: "Alfa vale 500 miliardi di euro e Beta 12"."""
    gap = tokens.words[last.right : c.left - 1]
    tied = [word for word in gap if word != ","] in (["e"], ["ed"], ["mentre"])
    return tied and last.scaled and is_currency(last.unit) and c.low >= _TWO_DIGITS


def is_listed(tokens: Tokens, found: list[Candidate], k: int) -> bool:
    """Tell whether names and their numbers follow a colon: "modelli nati nel 2025: Francia 14, Spagna 9"."""
    run = [k]
    while run[0] > max(0, k - _MOST_LISTED) and _next_listed(tokens, found[run[0] - 1], found[run[0]]):
        run.insert(0, run[0] - 1)
    while run[-1] + 1 < min(len(found), k + _MOST_LISTED) and _next_listed(tokens, found[run[-1]], found[run[-1] + 1]):
        run.append(run[-1] + 1)
    first = found[run[0]]
    before = first.left - 1
    while tokens.is_letters(before) and before > first.left - 4:
        before -= 1
    return len(run) > 1 and before < first.left - 1 and tokens.word(before) == ":"


def is_bracketed_list(tokens: Tokens, found: list[Candidate], k: int) -> bool:
    """Tell whether names have counts in brackets ("il Portogallo (412) e la Norvegia (388)"), no years and no ages."""
    run = [c for c in found[max(0, k - 2) : k + 3] if _is_in_brackets(tokens, c)]
    near = [c for c in run if abs(c.left - found[k].left) <= _NEAR_BRACKETS]
    if found[k] not in near or len(near) < 2:
        return False
    return max(c.high for c in near) >= _NO_AGE


def _is_in_brackets(tokens: Tokens, c: Candidate) -> bool:
    alone = tokens.word(c.left - 1) == "(" and tokens.word(c.right) == ")"
    named = tokens.is_letters(c.left - 2) and tokens.is_capitalised(c.left - 2)
    return alone and named and c.atom is not None and c.atom.digits and c.bare


def _next_listed(tokens: Tokens, one: Candidate, other: Candidate) -> bool:
    gap = tokens.words[one.right : other.left]
    plain = one.bare and other.bare and not one.is_range and not other.is_range
    digits = all(c.atom is not None and c.atom.digits and not c.atom.dotted for c in (one, other))
    return (
        plain and digits and 2 <= len(gap) <= 4 and gap[0] in {",", "e", ";"} and tokens.is_capitalised(other.left - 1)
    )


def _is_member(tokens: Tokens, c: Candidate) -> bool:
    """Tell whether the number stands between a name with its article, after a comma or "e", and a comma or an end."""
    if not c.bare or tokens.word(c.right) not in {",", ";", ".", "e", "", "\n", ")"}:
        return False
    k = c.left - 1
    while k > c.left - 5 and tokens.is_letters(k) and tokens.is_capitalised(k):
        k -= 1
    if k == c.left - 1:
        return False
    if tokens.is_letters(k) and tokens.word(k - 1) in _MEMBER_ARTICLES:
        k -= 1  # "la sala B 11"
    k -= tokens.word(k) == "'"
    k -= tokens.word(k) in _MEMBER_ARTICLES or tokens.word(k) == "in"
    return tokens.word(k) in {",", ";", "e", "mentre"}


def is_score(previous: Candidate, c: Candidate) -> bool:
    """Tell whether a number after a name goes on with decimals ("ottiene 91,4, Cirro 88,9"): versions have dots."""
    both = (previous.atom, c.atom)
    return previous.bare and c.bare and all(atom is not None and atom.decimals and not atom.dotted for atom in both)


def goes_on(tokens: Tokens, previous: Candidate, c: Candidate) -> bool:
    """Tell whether `c` goes on with a list of plain numbers ("Alfa con 7.340, Beta con 800")."""
    atom = previous.atom
    plain = previous.unit is None and previous.noun is None and not previous.scaled
    if not plain or atom is None or c.name_like or c.atom is None or not c.atom.digits:
        return False
    before = tokens.word(c.left - 1)
    return (atom.grouped or previous.inferred) and before in _TIES and before == tokens.word(previous.left - 1)
