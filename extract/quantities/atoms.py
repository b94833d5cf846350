"""Read one number with its scale: digits or words, "mila" to "miliardi", collectives, halves, powers of ten.

An atom knows nothing of units and hedges yet; what stands directly before it (sign, currency sign) belongs to it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal

from extract.quantities.lexer import Tokens
from extract.quantities.numerals import read_digits, word_value
from extract.quantities.powers import with_power
from extract.quantities.prefix import inside_a_name, read_prefix
from extract.quantities.scales import scale_at
from extract.quantities.vocabulary import vocabulary

_ARTICLES = frozenset({"un", "uno", "una"})
_BEFORE_COLLECTIVE = _ARTICLES | {"il", "altro", "altra", "qualche", "mezzo", "mezza"}
_BEFORE_SCALE = frozenset({"un", "il", "lo", "al", "del", "dal", "sul", "nel", "primo", "ogni"})
_COUNTED_UNITS = frozenset({"W", "Wh", "FLOP/s", "FLOP", "B", "pp"})
_COUNTED_CURRENCIES = frozenset({"EUR", "USD", "GBP", "JPY", "CNY", "CHF"})
SEVERAL = frozenset({"alcuni", "diversi", "pochi", "svariati", "parecchi", "vari"})
"""Words that make a plural scale word an amount."""
PLURAL_SCALES = frozenset({"milioni", "miliardi", "trilioni", "bilioni", "quadrilioni", "quintilioni"})
SINGULAR_SCALES = frozenset({"milione", "miliardo", "trilione", "bilione", "biliardo", "quadrilione", "quintilione"})


@dataclass(frozen=True, slots=True)
class Atom:
    """A number with its scale.

    Parameters
    ----------
    left, first, last : int
        Tokens: with sign and currency sign; the number alone; the token after it.
    value, low, high : Decimal
        Unsigned; low < high for "decine di".
    raw, scale : Decimal
        The number before its scale, and the scale.
    """

    left: int
    first: int
    last: int
    value: Decimal
    low: Decimal
    high: Decimal
    raw: Decimal
    scale: Decimal = Decimal(1)
    scaled: bool = False
    digits: bool = False
    grouped: bool = False
    decimals: bool = False
    dotted: bool = False
    about: bool = False
    article: bool = False
    collective: bool = False
    glued_scale: bool = False
    needs_di: bool = False
    currency: str | None = None
    sign: int = 0
    flags: tuple[str, ...] = ()

    @property
    def is_range(self) -> bool:
        return self.low != self.high


def _point(left: int, first: int, last: int, value: Decimal, **extra: object) -> Atom:
    return Atom(left, first, last, value, value, value, value, **extra)  # type: ignore[arg-type]


def read_atom(tokens: Tokens, i: int, *, may_space: bool = True, ceiling: Decimal | None = None) -> Atom | None:
    """Read the number that begins at token `i`, or None where none does.

    `ceiling` is the scale of a larger part that was read before ("due miliardi e" ...): this one's must be smaller.

    Examples
    --------
    >>> from extract.quantities.lexer import lex
    >>> for text in ("8,5 miliardi", "un miliardo e mezzo", "12mila milioni", "decine di migliaia"):
    ...     atom = read_atom(lex(text), 0)
    ...     print(atom.low, atom.high)
    8500000000.0 8500000000.0
    1500000000 1500000000
    12000000000 12000000000
    20000 99000
    """
    word = tokens.word(i)
    if tokens.is_digits(i):
        return _digits_atom(tokens, i, may_space, ceiling)
    if word in SEVERAL:
        return _several(tokens, i, i + 1) if tokens.word(i + 1) in PLURAL_SCALES else None
    if word in _ARTICLES or word in _BEFORE_COLLECTIVE or word in _BEFORE_SCALE:
        return _after_article(tokens, i)
    if word in vocabulary().collectives:
        return _collective(tokens, i, i)
    value = word_value(word)
    if value is None:
        return None
    tenths = word_value(tokens.word(i + 2)) if tokens.word(i + 1) == "virgola" else None
    if tenths is not None and tenths < 100:
        return _scaled(tokens, _point(i, i, i + 3, Decimal(f"{value}.{tenths}"), decimals=True), ceiling)
    return _scaled(tokens, _point(i, i, i + 1, Decimal(value)), ceiling)


def _after_article(tokens: Tokens, i: int) -> Atom | None:
    """Read "un milione", "il miliardo", "una decina", "un altro centinaio", "mezzo miliardo", "uno"."""
    vocab, word, j = vocabulary(), tokens.word(i), i + 1
    if word in {"mezzo", "mezza"}:
        return _half(tokens, i)
    if word == "un" and tokens.word(j) in {"altro", "buon", "'"}:
        j += 1
    after = tokens.word(j)
    if word in _ARTICLES and after in {"mezzo", "mezza"} and j == i + 1:
        return _half(tokens, j)
    if after in vocab.collectives and word in _BEFORE_COLLECTIVE:
        return _collective(tokens, i, j)
    if after in SINGULAR_SCALES and (word in _BEFORE_SCALE):
        start = j if word not in _ARTICLES else i
        return _scaled(tokens, _point(start, start, j, Decimal(1), article=True))
    if word == "qualche" and after in SINGULAR_SCALES:
        return _several(tokens, i, j)
    if word == "un" and after == "mille":
        return None
    if word in _ARTICLES and (_measures(tokens, j) or tokens.matches(j, ("volta", "e", "mezza"))):
        return _point(i, i, j, Decimal(1), article=True)
    if word == "uno" and not (tokens.is_letters(j) and tokens.word(j) not in vocab.function_words):
        return _point(i, i, i + 1, Decimal(1), article=True)
    return None


def _several(tokens: Tokens, i: int, j: int) -> Atom | None:
    """Read "qualche milione" and "alcuni miliardi" as two to nine of them."""
    one = _scaled(tokens, _point(i, i, j, Decimal(1)))
    return replace(one, low=2 * one.value, high=9 * one.value) if one.scaled else None


def _goes_on_in_time(tokens: Tokens, j: int) -> bool:
    """Tell whether "e" and a number of smaller units follow: "un'ora | e venti minuti"."""
    if tokens.word(j) != "e" or not (tokens.is_digits(j + 1) or word_value(tokens.word(j + 1))):
        return False
    smaller = vocabulary().units.at(tokens, j + 2)
    return smaller is not None and smaller[0].unit == "s"


def _measures(tokens: Tokens, j: int) -> bool:
    """Tell whether "un" before token `j` counts a unit ("un gigawatt", "un dollaro", "un punto percentuale")."""
    vocab = vocabulary()
    unit, money = vocab.units.at(tokens, j), vocab.currencies.at(tokens, j)
    if money is not None and tokens.word(j) == "centesimo":
        return True
    for meant in (unit, money):
        if meant is not None and tokens.word(meant[1]) == "e" and tokens.word(meant[1] + 1) in {"mezzo", "mezza"}:
            return True  # "un euro e mezzo", "un'ora e mezza"
    if unit is not None and unit[0].unit == "s" and _goes_on_in_time(tokens, unit[1]):
        return True
    if money is not None and (money[0][0] != "?" or money[1] > j + 1):
        return money[0][0] in _COUNTED_CURRENCIES and tokens.word(j).upper() not in vocab.currency_codes
    if tokens.matches(j, ("punto", "e", "mezzo")):
        return True
    return unit is not None and unit[0].unit in _COUNTED_UNITS and not tokens.is_capitalised(j)


def _half(tokens: Tokens, i: int) -> Atom | None:
    half = _point(i, i, i + 1, Decimal("0.5"), article=True)
    after = tokens.word(i + 1)
    if after in vocabulary().collectives:
        base = vocabulary().collectives[after][0]
        return replace(half, last=i + 2, value=base / 2, low=base / 2, high=base / 2, collective=True)
    if after in SINGULAR_SCALES:
        return _scaled(tokens, half)
    return half


def _collective(tokens: Tokens, i: int, j: int) -> Atom | None:
    """Read the collective at `j`, whose article or numeral is at `i` (``i == j``: none)."""
    words = vocabulary().collectives
    low, high = words[tokens.word(j)]
    lead = tokens.word(i) if i != j else ""
    if low == high and (not lead or lead == "il"):
        return None
    if lead == "qualche":
        low, high = 2 * low, 10 * low - 1
    end, unit = j + 1, Decimal(1)
    while tokens.word(end) == "di":
        after = tokens.word(end + 1)
        scale = vocabulary().scales.get(after)
        if scale is not None and scale.where in {"any", "after"}:
            unit *= scale.factor
        elif after == "migliaia":
            unit *= 1000
        else:
            break
        end += 2
    about = low == high
    atom = _point(i, i, end, low * unit, about=about, collective=True, needs_di=True)
    atom = replace(atom, low=low * unit, high=high * unit, scale=unit, scaled=unit > 1, raw=low)
    return atom


def _digits_atom(tokens: Tokens, i: int, may_space: bool, ceiling: Decimal | None) -> Atom | None:
    left, currency, sign = read_prefix(tokens, i)
    if left == i and inside_a_name(tokens, i):
        return None
    numeral = read_digits(tokens, i, english=currency is not None and currency.endswith("D"), may_space=may_space)
    if numeral is None:
        return None
    power, end = with_power(tokens, numeral)
    if power is None:
        return None
    atom = _point(
        left, i, end, power, digits=True, grouped=numeral.grouped, decimals=numeral.decimals, dotted=numeral.dotted,
        currency=currency, sign=sign, flags=("reading-ambiguous",) if numeral.ambiguous else (),
    )  # fmt: skip
    return _scaled(tokens, atom, ceiling)


def _scaled(tokens: Tokens, atom: Atom, ceiling: Decimal | None = None) -> Atom:
    """Add the scale words after the number: "mila", "milioni", "milioni di miliardi", "e mezzo", "e 300 mila"."""
    vocab = vocabulary()
    j, scale, ambiguous, glued, plain = atom.last, Decimal(1), False, False, False
    money = atom.currency is not None
    if not atom.article and tokens.word(j) in vocab.collectives and not tokens.glued(j):
        low, high = vocab.collectives[tokens.word(j)]
        base = Decimal(12) if low == 24 else min(low, (high + 1) / 10)
        if low != high or tokens.word(j) == "paio":
            return replace(
                atom, last=j + 1, value=atom.value * base, low=atom.value * base, high=atom.value * base,
                collective=True, needs_di=True,
            )  # fmt: skip
    while True:
        found = scale_at(tokens, j, money)
        if found is None and scale > 1 and tokens.word(j) == "di":
            found = scale_at(tokens, j + 1, money) if not tokens.glued(j + 1) else None
        if found is None:
            break
        step, j = found
        scale *= step.factor
        ambiguous = ambiguous or step.ambiguous
        glued = step.where == "glued" or step.factor == 1000
        plain = True
        if scale > Decimal(10) ** 24:
            break
    if not plain:
        return atom
    value = atom.value * scale
    if tokens.word(j) == "e" and tokens.word(j + 1) in {"mezzo", "mezza"}:
        value, j = value + scale / 2, j + 2
    elif glued is False and _is_next_part(tokens, j, scale):
        rest = read_atom(tokens, j, ceiling=scale)
        if rest and rest.scaled and _is_smaller_part(rest, scale):
            value, j = value + rest.value, rest.last
    elif scale == 1000 and atom.digits and (ends := _hundreds(tokens, j)):
        value, j = value + Decimal(tokens.word(ends - 1)), ends
    elif not atom.digits and _adds(tokens, j, scale, ceiling) and _tenths(tokens, j + 1) is not None:
        value, j = value + scale * (_tenths(tokens, j + 1) or 0), j + 2
    elif _adds(tokens, j, scale, ceiling) and not _after_between(tokens, atom.left):
        rest = read_atom(tokens, j + 1, ceiling=scale)
        if rest and _is_smaller_part(rest, scale):
            value, j, glued = value + rest.value, rest.last, True  # "un milione e duecentomila cani"
    flags = atom.flags + (("reading-ambiguous",) if ambiguous else ())
    return replace(
        atom, last=j, value=value, low=value, high=value, raw=atom.value, scale=scale, scaled=True, flags=flags,
        glued_scale=glued, needs_di=not glued,
    )  # fmt: skip


def _hundreds(tokens: Tokens, j: int) -> int:
    """Return the token after hundreds at token `j` that what is counted follows ("11 mila e 500 euro"), else 0."""
    first = j + (tokens.word(j) == "e")
    counted = vocabulary().currencies.at(tokens, first + 1) or vocabulary().nouns.at(tokens, first + 1)
    hundreds = tokens.is_digits(first) and len(tokens.word(first)) == 3 and not tokens.glued(first)
    return first + 1 if hundreds and counted is not None else 0


def _is_next_part(tokens: Tokens, j: int, scale: Decimal) -> bool:
    """Tell whether a smaller part follows at once ("1 milione 200 mila"): a thousand after a million."""
    return scale >= 1000000 and tokens.is_digits(j) and (tokens.word(j + 1) in {"mila", "milioni"})


def _adds(tokens: Tokens, j: int, scale: Decimal, ceiling: Decimal | None) -> bool:
    """Tell whether a smaller part may follow at token `j` ("un milione e 300 mila"); each is smaller than the last."""
    smaller = ceiling is None or scale < ceiling
    return tokens.word(j) == "e" and scale >= 1000000 and smaller and tokens.word(j + 1) not in _BEFORE_SCALE


def _tenths(tokens: Tokens, j: int) -> Decimal | None:
    """Return the part that a spelled-out digit or hundreds after "e" stand for ("due milioni e tre", "e trecento")."""
    word, after = tokens.word(j), tokens.word(j + 1)
    value = word_value(word)
    if value is None or tokens.is_digits(j) or word in _BEFORE_SCALE:
        return None
    ends = not tokens.is_letters(j + 1) or after in {"di", "d", "a", "in", "all", "al", "l", "per", "e"}
    if not ends or after in {"%", "-"}:
        return None
    if 1 < value < 10:
        return Decimal(value) / 10
    return Decimal(value) / 1000 if value % 100 == 0 and value < 1000 else None


def _is_smaller_part(rest: Atom, scale: Decimal) -> bool:
    """Tell whether `rest` goes on with a number of `scale`: "300 mila", "duecentomila", "200.000"; "e 12" does not."""
    large = rest.scaled or (rest.value >= 1000 and (rest.grouped or not rest.digits) and not rest.decimals)
    return large and not rest.currency and not rest.is_range and not rest.collective and rest.value < scale


def _after_between(tokens: Tokens, left: int) -> bool:
    """Tell whether "tra" or "fra" opens a range before token `left`."""
    return any(tokens.word(k) in {"tra", "fra"} for k in range(left - 3, left))
