"""Read what follows a number: currency, unit, percent or counted noun, and the rate's denominator."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from decimal import Decimal

from extract.quantities.atoms import Atom
from extract.quantities.lexer import Tokens
from extract.quantities.numerals import word_value
from extract.quantities.rates import rate_at
from extract.quantities.vocabulary import vocabulary, word_list

_MAX_ADJECTIVES = 2
_MAX_NAME = 5
_SI_CODES_WORTH_LOWER_CASE = frozenset({"usd", "eur", "won", "yen", "rmb"})
_PARTITIVE = word_list("partitive_units")
_ADJECTIVE = re.compile(
    r".{2,}(?:ali|ari|ivi|ive|iane|iani|ane|ani|ane|ese|esi|ici|iche|enti|anti|ati|ate|iti|ite|uti|ute|ili|bili|orie|ori|ose|osi)"
)
_PLURAL = re.compile(r"[^\W\d_]{2,}(?:i|e|à|ù|[bcdfghklmnprstvwxyz])")
_MONEY_NOUNS = word_list("money_nouns")
_UNCOUNTED = frozenset({"capitale", "debito", "equity", "cash"})
_MILLION = 1000000
_MOST_POINTS = 100
_PICKS = frozenset({"dei", "degli", "delle"})
_DEMONSTRATIVES = frozenset({"quegli", "quei", "quelle", "questi", "queste", "tali"})
_HALVES = frozenset({"mezzo", "mezza"})


@dataclass(slots=True)
class Tail:
    """What follows a number: `unit` None where nothing says; `right` the token after it; `more` adds to the number."""

    right: int
    unit: str | None = None
    factor: Decimal = Decimal(1)
    per: str | None = None
    noun: str | None = None
    known: bool = False
    more: Decimal = Decimal(0)
    resume: int = 0
    cues: list[str] = field(default_factory=list)
    flags: list[str] = field(default_factory=list)


def read_tail(tokens: Tokens, atom: Atom) -> Tail:
    """Read what follows `atom`.

    Examples
    --------
    >>> from extract.quantities.atoms import read_atom
    >>> from extract.quantities.lexer import lex
    >>> tokens = lex("200 milioni di utenti attivi al mese")
    >>> tail = read_tail(tokens, read_atom(tokens, 0))
    >>> tail.noun, tail.per
    ('utenti attivi', 'month')
    """
    tail = _unit_or_noun(tokens, atom)
    if atom.currency is not None and tail.unit is None:
        tail.unit = atom.currency
    if tail.unit is None and atom.currency is None:
        _sign_after(tokens, tail)
    if tail.unit is not None and not atom.scaled and tail.cues and _cents(tokens, tail.right):
        tail.more, tail.right = Decimal(tokens.word(tail.right + 1)) / 100, tail.right + 2
    rate = rate_at(tokens, tail.right)
    tail.resume = tail.right
    if rate is not None and tail.unit == "FLOP/s" and rate[0] == "second":
        tail.resume = rate[1]  # "exaflop al secondo" says it twice
    elif rate is not None:
        tail.per, tail.resume = tail.per or rate[0], rate[1]
    return tail


def _cents(tokens: Tokens, j: int) -> bool:
    """Tell whether "e 50" at token `j`, after a currency, gives the cents ("4 dollari e 50 a confezione")."""
    if tokens.word(j) != "e" or len(tokens.word(j + 1)) != 2 or not tokens.is_digits(j + 1):
        return False
    money = vocabulary().currencies.before(tokens, j)
    return money is not None and tokens.word(j + 2) in {"", ".", ";", ")", "a", "al", "all", "l", "per", "\n"}


def _sign_after(tokens: Tokens, tail: Tail) -> None:
    """Take a currency sign that follows: "157B$", "40 €"."""
    vocab, j = vocabulary(), tail.right
    sign = tokens.word(j)
    code = vocab.currency_signs.get(sign)
    end = j + 1
    if code is None and tokens.word(j + 1) in vocab.currency_signs and tokens.glued(j + 1):
        code, end = vocab.currency_signs.get(sign + tokens.word(j + 1)), j + 2
    if code is None or (tokens.glued(end) and tokens.is_digits(end)):
        return
    tail.unit, tail.right, tail.noun = code, end, None
    tail.cues.append(sign)


def _unit_or_noun(tokens: Tokens, atom: Atom) -> Tail:
    j = atom.last
    if tokens.word(j) == "'" and tokens.word(j + 1) in {"anni", "ore"} and not atom.digits:
        j += 1  # "cinquant'anni"
    k = _after_di(tokens, j)
    places = [j, k] if k != j else [j]
    if atom.needs_di and k != j:
        places = [k]
    for place in places:
        tail = _measured(tokens, place, atom)
        if tail is not None:
            return tail
    large = atom.scaled or atom.collective or (atom.grouped and atom.value >= _MILLION)
    place = k if k != j and large else j
    if (atom.needs_di and k == j) or (atom.currency is not None):
        return Tail(j)
    return _counted(tokens, place, Tail(j), scaled=atom.scaled, di=place != j)


def _after_di(tokens: Tokens, j: int) -> int:
    if tokens.word(j) == "di":
        return j + 1
    if tokens.word(j) == "d" and tokens.word(j + 1) == "'":
        return j + 2
    return j


def _measured(tokens: Tokens, j: int, atom: Atom) -> Tail | None:
    """Read a currency, unit or percent at token `j`; a longer counted noun ("punti vendita") wins."""
    vocab = vocabulary()
    currency, unit, noun = vocab.currencies.at(tokens, j), vocab.units.at(tokens, j), vocab.nouns.at(tokens, j)
    if currency is not None and not _is_currency(tokens, j, currency[1]):
        currency = None
    if unit is not None and _is_named_after_di(tokens, j):
        unit = None  # "il 19 di Micron"
    if unit is not None and (
        (tokens.word(unit[1] - 1) in {"x", "×"} and tokens.is_digits(unit[1])) or tokens.word(unit[1]) in {"'", "°"}
    ):
        unit = None  # "3 x 4"; "41 l'anno" has no litres in it
    ends = [found[1] for found in (currency, unit) if found is not None]
    longest = max(ends, default=j)
    if noun is not None and noun[1] > longest:
        return None
    if currency is not None and currency[1] == longest:
        (code, factor), end = currency
        tail = Tail(end, unit=code, factor=factor, cues=[tokens.slice(j, end)])
        if tokens.word(end) == "e" and tokens.word(end + 1) in _HALVES and not atom.scaled:
            tail.more, tail.right = Decimal("0.5"), end + 2
        return tail
    if unit is not None:
        meaning, end = unit
        if tokens.glued(end) and tokens.word(end)[0].isalnum():
            return None
        tail = Tail(end, unit=meaning.unit, factor=meaning.factor, per=meaning.per, cues=[tokens.slice(j, end)])
        if tokens.word(end) == "e" and tokens.word(end + 1) in _HALVES and not atom.scaled:
            tail.more, tail.right = Decimal("0.5"), end + 2
        elif meaning.unit == "s" and tokens.matches(end, ("e", "un", "quarto")):
            tail.more, tail.right = Decimal("0.25"), end + 3
        return tail
    return _points(tokens, j, atom)


def _is_named_after_di(tokens: Tokens, j: int) -> bool:
    """Tell whether the word at `j` is written as a name after "di": whose the number is."""
    return tokens.word(j - 1) == "di" and tokens.is_capitalised(j) and tokens.surface(j)[1:].islower()


def _points(tokens: Tokens, j: int, atom: Atom) -> Tail | None:
    """Read "punti", short for percentage points where the number is small, and "un punto e mezzo (percentuale)"."""
    if tokens.word(j) not in {"punti", "punto"}:
        return None
    end, more, flags = j + 1, Decimal(0), ["reading-ambiguous"]
    if tokens.word(end) == "e" and tokens.word(end + 1) in _HALVES:
        end, more = end + 2, Decimal("0.5")
    if tokens.word(end) in {"percentuale", "percentuali"}:
        end, flags = end + 1, []
    elif atom.value > _MOST_POINTS:
        return None  # "1.204,5 punti" of an index
    return Tail(end, unit="pp", more=more, cues=["punti"], flags=flags)


def _is_currency(tokens: Tokens, j: int, end: int) -> bool:
    """Refuse three-letter codes in lower case, which are Italian or English words ("cad", "try")."""
    word = tokens.word(j)
    is_code = end == j + 1 and word.upper() in vocabulary().currency_codes
    return not is_code or tokens.surface(j).isupper() or word in _SI_CODES_WORTH_LOWER_CASE


def _counted(tokens: Tokens, j: int, tail: Tail, *, scaled: bool, di: bool) -> Tail:
    """Read the counted noun at token `j`, with its adjectives and a name after it."""
    vocab = vocabulary()
    if di and tokens.is_capitalised(j) and _needs_no_di(tokens, j - 2):
        return tail  # "i 32K di Gemma": whose they are
    head = _partitive(tokens, j) or j
    head += tokens.word(head) in _DEMONSTRATIVES
    partitive = head != j
    while head < j + _MAX_ADJECTIVES and tokens.word(head) in vocab.adjectives:
        head += 1
    known = vocab.nouns.at(tokens, head)
    if known is not None:
        end = known[1]
    elif not partitive and tokens.is_letters(head) and tokens.is_capitalised(head) and not tokens.glued(head):
        end = _name(tokens, head)
        if end == head or (scaled and not di and not _ends_in_digits(tokens, end)):
            return tail
    elif _is_plural_noun(tokens, head) and word_value(tokens.word(head)) is None:
        end = head + 1
    elif head > j and tokens.word(head - 1) in vocab.adjectives:
        return tail
    else:
        return tail
    if tokens.glued(j) and not known:
        return tail
    end = _extend(tokens, head, end)
    if tokens.word(head) in _UNCOUNTED and not (scaled and di):
        return tail  # "14 milioni di debito e 3 di capitale"
    if scaled and di and tokens.word(head) in _MONEY_NOUNS:
        return Tail(tail.right)  # "5 miliardi di ricavi" counts money that is not named
    tail.right, tail.noun, tail.known = end, _flat(tokens.slice(head if partitive else j, end)), known is not None
    return tail


def _needs_no_di(tokens: Tokens, k: int) -> bool:
    """Tell whether the scale at token `k` takes its noun without "di": "mila" and suffixes."""
    scale = vocabulary().scales.get(tokens.surface(k))
    return scale is not None and (scale.where == "glued" or tokens.word(k) == "mila")


def _partitive(tokens: Tokens, j: int) -> int | None:
    """Return the token of the noun that "tra" or "dei" picks from ("119 tra lingue e dialetti", "25mila dei chip")."""
    word, after = tokens.word(j), j + 1
    if word not in {"tra", "fra"} and not (word in _PICKS and tokens.word(j - 1) in {"mila", "k"}):
        return None
    if word in {"tra", "fra"}:
        after += tokens.word(after) in {"i", "gli", "le"}
    noun = tokens.is_letters(after) and not tokens.is_capitalised(after)
    return after if noun and (vocabulary().nouns.at(tokens, after) or _is_plural_noun(tokens, after)) else None


def _extend(tokens: Tokens, head: int, end: int) -> int:
    """Return the token after the adjectives, the "di" phrase of a unit word, and the name that follow a noun."""
    vocab = vocabulary()
    if tokens.word(end) == "di" and tokens.word(head) in _PARTITIVE:
        known = vocab.nouns.at(tokens, end + 1)
        if known is not None:
            end = known[1]
        elif tokens.is_letters(end + 1) and tokens.word(end + 1) not in vocab.function_words:
            end += 2
    for _ in range(_MAX_ADJECTIVES):
        word = tokens.word(end)
        if tokens.glued(end) or word in vocab.function_words or not tokens.is_letters(end):
            break
        if tokens.is_capitalised(end) or not (_ADJECTIVE.fullmatch(word) or word == "it"):
            break
        end += 1
    return _name(tokens, end)


def _name(tokens: Tokens, j: int) -> int:
    """Return the token after the capitalised name at token `j` ("Nvidia H100s", "RTX 4090"), or `j` itself."""
    end = j
    while end < j + _MAX_NAME and (
        (tokens.is_letters(end) and tokens.is_capitalised(end) and not (end > j and tokens.glued(end)))
        or (end > j and tokens.glued(end) and tokens.word(end)[0].isalnum())
        or (end > j and tokens.is_digits(end) and _version_like(tokens, end))
    ):
        coded = tokens.glued(end + 1) and tokens.is_digits(end + 1)  # "A100"
        if tokens.word(end) in vocabulary().function_words and end == j and not coded:
            break
        end += 1
    return end


def _version_like(tokens: Tokens, j: int) -> bool:
    after = tokens.word(j + 1)
    return after not in vocabulary().scales and after not in {"%", ",", "."} and len(tokens.word(j)) <= 4


def _ends_in_digits(tokens: Tokens, end: int) -> bool:
    return tokens.is_digits(end - 1) or tokens.is_digits(end - 2)


def _is_plural_noun(tokens: Tokens, j: int) -> bool:
    word = tokens.word(j)
    if not word or tokens.glued(j) or not tokens.is_letters(j) or word in vocabulary().function_words:
        return False
    if tokens.word(j + 1) == "'" and tokens.glued(j + 1):
        return False
    return _PLURAL.fullmatch(word) is not None and not word.endswith(("erà", "irà", "arà", "ndo", "rsi", "rne"))


def _flat(text: str) -> str:
    return " ".join(text.lower().split())
