"""Read the hedge of a number: what stands before it (with articles between), and what follows it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from extract.quantities.lexer import Tokens
from extract.quantities.vocabulary import vocabulary, word_list

_STRENGTH = {"exact": 0, "about": 1, "almost": 2, "under": 3, "over": 3, "up_to": 3}
_SKIPPED = word_list("skipped")
_ENDING = re.compile(
    r"(?:a|o|i|ano|ò|ava|avano|ando|are|arono|ato|ata|ati|ate|erà|eranno|erebbe|erebbero|asse|assero|ino)"
)
_BETWEEN_VERB_AND_NUMBER = word_list("gap")
_VALUES = word_list("reached")
_TO_VALUES = frozenset({"una", "un", "il", "la", "di", "mercato", "borsa", "in"})
_ONE = frozenset({"un", "una", "uno"})
_MAX_GAP = 7
_EXPECTED = ("attes", "stimat", "previst", "pronostic", "ipotizz", "consensus", "preventiv", "contav")
_ARTICLES = frozenset({"i", "gli", "le", "dei", "degli", "delle", "il", "la", "lo", "del", "della", "dell", "l"})
_EXPECTED_WITHIN = 14  # tokens from a number's first
_NEGATED = {"over": "up_to", "under": "over"}
_LOW, _HIGH = Decimal("0.95"), Decimal("1.05")


@dataclass(slots=True)
class Hedge:
    """A hedge and the cues for it; `left` is the first token of what was read."""

    hedge: str
    left: int
    cues: list[str]


def stronger(one: str, other: str) -> str:
    """Return the hedge that wins: a bound over "almost" over "about" over "exact"; of two bounds the first.

    Examples
    --------
    >>> stronger("about", "up_to")
    'up_to'
    """
    return other if _STRENGTH[other] > _STRENGTH[one] else one


def hedge_before(tokens: Tokens, left: int) -> Hedge:
    """Read the hedges that end before token `left`.

    Examples
    --------
    >>> from extract.quantities.lexer import lex
    >>> hedge_before(lex("fino a circa il 40%"), 4).hedge
    'up_to'
    """
    vocab = vocabulary()
    result = Hedge("exact", left, [])
    k = left
    for _ in range(4):
        inner = _skip_article(tokens, k)
        found = vocab.hedges.before(tokens, k) or (vocab.hedges.before(tokens, inner) if inner != k else None)
        if found is None:
            break
        meaning, first = found
        if tokens.word(first) in {"più", "meno"} and tokens.word(first - 1) in {"in", "volte"}:
            break  # "tre in più dei 9 miliardi", "dieci volte meno dei 3 Wh"
        if tokens.word(first) in {"sopra", "sotto"} and tokens.word(first - 1) in {"%", "cento"}:
            break  # "il 5% sopra i 7 miliardi" compares
        if _compares(tokens, first, k) and _is_known(tokens, left):
            break  # "sopra i 7 miliardi attesi", "oltre i 7 dell'anno prima": what was expected or had, to the euro
        result.cues.append(tokens.slice(first, min(k, first + 6)))
        result.hedge = stronger(result.hedge, meaning)
        result.left = k = first
    if result.hedge in _NEGATED and _is_negated(tokens, k):
        result.hedge = _NEGATED[result.hedge]
        result.cues.append("non")
    if result.hedge in {"exact", "about"}:
        verb = _verb_before(tokens, k)
        if verb is not None:
            verb.cues = result.cues + verb.cues
            verb.hedge = stronger(result.hedge, verb.hedge)
            return verb
    return result


def _compares(tokens: Tokens, first: int, end: int) -> bool:
    """Tell whether a bound before a number with its article may compare: "ben oltre i 7 miliardi", "più dei 7"."""
    inside = {tokens.word(n) for n in range(first, end + 1)}
    return bool({"sopra", "sotto"} & inside) or bool({"oltre", "più", "meno"} & inside and _ARTICLES & inside)


def _is_known(tokens: Tokens, left: int) -> bool:
    """Tell whether the number from token `left` was expected or had before: "29,4 attesi", "9 di un anno fa"."""
    for k in range(left, left + _EXPECTED_WITHIN):
        word = tokens.word(k)
        if word in {";", ")", "("} or (word == "," and tokens.is_letters(k + 1)):
            return False
        if word.startswith(_EXPECTED):
            return True
        if word in {"precedente", "prima", "scorso", "fa"} and {"anno", "trimestre", "periodo"} & {
            tokens.word(n) for n in range(k - 3, k)
        }:
            return True
    return False


def _is_negated(tokens: Tokens, k: int) -> bool:
    """Tell whether "non" and a verb stand before the bound at token `k` ("non ha più di 40 addetti")."""
    if tokens.word(k) not in {"più", "meno", "oltre"} or tokens.word(k - 1) in {"solo", "soltanto", "non"}:
        return False
    return tokens.is_letters(k - 1) and "non" in (tokens.word(k - 2), tokens.word(k - 3))


def verb_bounds(tokens: Tokens, left: int) -> tuple[str, str] | None:
    """Return the bound and the verb where one stands right before a measured number ("supera 2 exaflop").

    Examples
    --------
    >>> from extract.quantities.lexer import lex
    >>> verb_bounds(lex("non supera 30 MW"), 2)
    ('up_to', 'supera')
    """
    word = tokens.word(left - 1)
    for verb in vocabulary().hedge_verbs:
        if word.startswith(verb.stem) and _ENDING.fullmatch(word, len(verb.stem)):
            return (verb.negated if "non" in (tokens.word(left - 2), tokens.word(left - 3)) else verb.hedge), word
    return None


def _skip_article(tokens: Tokens, k: int) -> int:
    """Return the token of the article before token `k`, or `k`."""
    word = tokens.word(k - 1)
    if word == "'" and tokens.word(k - 2) in {"l", "un", "all", "dell"}:
        return k - 2
    return k - 1 if word in _SKIPPED else k


def _verb_before(tokens: Tokens, k: int) -> Hedge | None:
    """Read "supera i", "ha superato per la prima volta quota": a verb whose object is the number."""
    inner = _skip_article(tokens, k)
    of = tokens.word(k - 1) in {"di", "dei"} and tokens.word(k - 2) in _VALUES | {"mercato", "borsa"}
    if (inner == k and not of and tokens.word(k - 1) not in {"quota", "soglia"}) or tokens.word(k - 1) in _ONE:
        return None
    for first in range(inner - 1, max(inner - _MAX_GAP, -1), -1):
        word = tokens.word(first)
        for verb in vocabulary().hedge_verbs:
            if word.startswith(verb.stem) and _ENDING.fullmatch(word, len(verb.stem)):
                negated = "non" in (tokens.word(first - 1), tokens.word(first - 2))
                left = first if first >= inner - 2 else inner
                return Hedge(verb.negated if negated else verb.hedge, left, [word])
        between = word in _BETWEEN_VERB_AND_NUMBER or (of and word in _VALUES | _TO_VALUES)
        if not between and not (tokens.is_digits(first) and len(word) == 4):
            return None
    return None


def hedge_after(tokens: Tokens, j: int) -> tuple[str, int, str] | None:
    """Read the hedge at token `j`, right after a quantity ("60% circa"): hedge, the token after it, the words."""
    if tokens.word(j) == "+" and tokens.glued(j) and not (tokens.glued(j + 1) and tokens.is_digits(j + 1)):
        return "over", j + 1, "+"
    found = vocabulary().hedges_after.at(tokens, j)
    if found is None:
        return None
    meaning, end = found
    follows_number = tokens.is_digits(end) or (tokens.is_digits(end + 1) and tokens.word(end) in _SKIPPED)
    if follows_number or (tokens.word(end) in {"di", "del", "dei", "della"} and tokens.word(j) == "più"):
        return None
    return meaning, end, tokens.slice(j, end)


def bounds(value: Decimal, hedge: str) -> tuple[Decimal | None, Decimal | None]:
    """Return the interval that a hedge leaves around a value, on the number line.

    Examples
    --------
    >>> bounds(Decimal(100), "about"), bounds(Decimal(8), "over")
    ((Decimal('95.00'), Decimal('105.00')), (Decimal('8'), None))
    """
    low: Decimal | None = value
    high: Decimal | None = value
    if hedge == "over":
        high = None
    elif hedge in {"under", "up_to"}:
        low = None
    elif hedge == "almost":
        low = value * _LOW
    elif hedge == "about":
        low, high = value * _LOW, value * _HIGH
    if value < 0 and (hedge in {"over", "under", "up_to"} or (low is not None and high is not None and low > high)):
        low, high = high, low
    return low, high
