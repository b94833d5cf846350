"""Tell whether an elided figure may measure what an earlier one does: by article, size and ties."""

from __future__ import annotations

from decimal import Decimal

from extract.quantities.candidate import Candidate
from extract.quantities.lexer import Tokens
from extract.quantities.owned import article, is_about_money
from extract.quantities.vocabulary import word_list

_PLURAL = word_list("plural_articles")
_SINGULAR = word_list("singular_articles")
_TIES = word_list("ties")
_MAX_RATIO = Decimal(250)
_NEAR = Decimal(3)
_FAR = Decimal(20)
_MAX_BRACKET = 20
_ABOVE = frozenset({"sopra", "sotto", "più", "meno", "in", "rispetto", "avanti", "dietro"})
_STANDS = frozenset({"è", "era", "a", "resta", "sarà", "segna", "vale", "fa"})
_SIDES = word_list("sides")
_RELATIVE = frozenset({"%", "pp", "x"})
_TEN, _HUNDRED, _THOUSAND = Decimal(10), Decimal(100), Decimal(1000)


def fits(tokens: Tokens, c: Candidate, donor: Candidate) -> bool:
    """Tell whether the article and the size of `c` allow what `donor` measures."""
    relative = donor.unit in _RELATIVE
    before = article(tokens, c)
    rate = donor.per is not None and c.per is None and donor.unit != "%" and not donor.scaled
    hedged_after = c.right > c.last and c.hedge != "exact"
    around = (c.left - 2, c.left - 1, c.right, c.right + 1)
    other_side = bool({tokens.word(k) for k in around} & _SIDES)  # "0,60 in uscita"
    of_them = "ne" in {tokens.word(k) for k in (*range(c.left - 3, c.left), c.right)} and is_currency(donor.unit)
    gap = tokens.words[donor.resume : c.left] or tokens.words[donor.right : c.left]
    # "Base 0,5 e 2": as in the pair before; "12 euro al mese, 119,90 con la formula annuale"
    listed = (gap == ["e"] and donor.inferred) or (gap == [","] and c.atom is not None and bool(c.atom.decimals))
    passed = c.hedge in {"over", "under"} and tokens.word(c.first - 1) in _PLURAL and is_currency(donor.unit)
    further = before in {"altri", "altre"}  # "di 6 dollari al mese, poi di altri 3"
    leans = passed or further or other_side or hedged_after or of_them or listed or is_about_money(tokens, c)
    if rate and not (leans or c.name_like or {"dai", "dagli", "contro"} & {before, tokens.word(c.left - 2)}):
        return False
    if before == "'":
        before = tokens.word(c.left - 2)
    if before in _SINGULAR:
        if donor.unit != "%" or c.high > 1000:
            return False  # a percentage takes the article ("il 14"), points of one do not
    elif donor.unit == "pp":
        return tokens.word(c.right) in _ABOVE
    elif relative and not _adds_a_percentage(tokens, c, donor):
        return False
    spelled = c.atom is not None and not c.atom.digits and c.low >= _THOUSAND
    one, other = c.high, donor.high / (1 if spelled else donor.scale)
    if not one or not other:
        return False
    if c.atom is not None and c.atom.decimals and donor.scale == _THOUSAND:
        return False  # "1,2" is not 1.200
    grouped = c.atom is not None and c.atom.grouped
    if grouped and donor.scaled and donor.scale >= _THOUSAND and not alike(c, donor):
        return _is_tied(tokens, c) and c.high <= donor.high
    if grouped and not donor.scaled and not is_currency(donor.unit) and one > _FAR * other:
        return False  # "8.000 schede e 15 megawatt: ne bastano 2.000"
    return c.low < 1 or max(one, other) <= _MAX_RATIO * min(one, other)


def _adds_a_percentage(tokens: Tokens, c: Candidate, donor: Candidate) -> bool:
    """Tell whether a number without an article may be a percentage: in brackets, or plain after a written one."""
    plain = donor.atom is not None and is_plain_percentage(tokens, c)
    return donor.unit == "%" and (plain or _is_bracketed(tokens, c))


def is_plain_percentage(tokens: Tokens, c: Candidate) -> bool:
    """Tell whether a number with decimals may be a percentage without its sign: "la media è 22,4", "resta a 9,6"."""
    decimal = c.atom is not None and c.atom.decimals and not c.atom.dotted and not c.scaled
    return decimal and c.high <= _HUNDRED and tokens.word(c.left - 1) in _STANDS and not tokens.is_letters(c.right)


def is_bracketed(tokens: Tokens, c: Candidate) -> bool:
    """Tell whether a number is what brackets add to a name: "la Norvegia (12,6)", "(il rivale 44,1)"."""
    return _is_bracketed(tokens, c)


def _is_tied(tokens: Tokens, c: Candidate) -> bool:
    """Tell whether a preposition or a comparison stands right before the number ("si fermava a 128.000")."""
    before = tokens.word(c.left - 1)
    return (before in _TIES and before.isalpha()) or (before in _PLURAL and tokens.word(c.left - 2) in _TIES)


def _is_bracketed(tokens: Tokens, c: Candidate) -> bool:
    """Tell whether a number alone, or after a colon, is what brackets add ("Spagna (63)", "(un anno prima: 24)")."""
    if c.high > _HUNDRED or (c.low < _TEN and not (c.atom is not None and c.atom.decimals)):
        return False
    before, after = tokens.word(c.left - 1), tokens.word(c.right)
    if before == "(":
        return after in {")", ",", ";"}
    decimal = c.atom is not None and c.atom.decimals and not c.atom.dotted
    if decimal and after == ")" and "(" in {tokens.word(k) for k in range(c.left - 4, c.left)}:
        return not any(tokens.is_digits(k) for k in range(c.left - 3, c.left))
    if before != ":" or after not in {")", ",", ";"}:
        return False
    for k in range(c.left - 2, c.left - 2 - _MAX_BRACKET, -1):
        if tokens.word(k) == "(":
            return True
        if tokens.word(k) in {")", "\n", "."}:
            return False
    return False


def alike(c: Candidate, donor: Candidate) -> bool:
    """Tell whether two numbers are of one size before their scale ("2.100 milioni, contro i 1.900")."""
    one, other = c.high, donor.high / donor.scale
    beside = c.hedge != "exact" and 0 < c.left - donor.right <= 3  # "288 miliardi e in tutto quasi 2.000"
    return max(one, other) <= (_TEN if beside else _NEAR) * min(one, other)


def is_currency(unit: str | None) -> bool:
    return unit is not None and len(unit) == 3 and unit.isupper()
