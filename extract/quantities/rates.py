"""Read the denominator of a rate: right after a figure ("al mese"), a few words on, or before it ("ogni giorno")."""

from __future__ import annotations

from extract.quantities.candidate import Candidate
from extract.quantities.lexer import Tokens
from extract.quantities.vocabulary import leading_rates, vocabulary, word_list

_DATING = word_list("dating")
_LEADS = frozenset({"al", "alla", "all", "a", "ogni", "la", "l", "per", "/"})
_ARTICLES = frozenset({"l", "la", "il"})
_STOPS = frozenset({",", ".", ";", ":", "(", ")", "\n", "?", "!", "e", "che", "ma"})
_TIMES = frozenset({"second", "minute", "hour", "day", "week", "month", "quarter", "half", "year"})
_SMALL_UNITS = frozenset({"Wh", "L", "kg"})
_PARTS = frozenset({"dei", "degli", "delle"})
_SIDES = word_list("sides")
_AHEAD, _BACK, _FAR_BACK = 5, 10, 16
_MOST_BETWEEN = 30


def rate_at(tokens: Tokens, j: int) -> tuple[str, int] | None:
    """Return the rate that begins at token `j` and the token after it; "l'anno scorso" is a date.

    Of two ("dollari al megawatt al giorno") the time counts.

    Examples
    --------
    >>> from extract.quantities.lexer import lex
    >>> rate_at(lex("al megawatt al giorno"), 0), rate_at(lex("l'anno scorso"), 0)
    (('day', 4), None)
    """
    found = vocabulary().rates.at(tokens, j)
    if found is None or _dates(tokens, j, found[1]):
        return None
    more = vocabulary().rates.at(tokens, found[1])
    if more is not None and more[0] in _TIMES and found[0] not in _TIMES and not _dates(tokens, found[1], more[1]):
        return more
    return found


def _dates(tokens: Tokens, first: int, end: int) -> bool:
    """Tell whether "l'anno", "la settimana" or "il mese" at token `first` is a date: "scorso" or a year follows."""
    if tokens.word(first) not in _ARTICLES:
        return False
    return tokens.word(end) in _DATING or (tokens.is_digits(end) and len(tokens.word(end)) == 4)


def distant_rate(tokens: Tokens, c: Candidate) -> str | None:
    """Return the denominator that stands some words after the figure, or before it; None where none does.

    Examples
    --------
    >>> from extract.quantities import find_quantities
    >>> [q.per for q in find_quantities("Ogni giorno serve 3 milioni di utenti. Spende 7 dollari in meno al mese.")]
    ['day', 'month']
    """
    if c.per is not None or c.unit in {"x", "s", "m"}:
        return None
    if c.unit in {"%", "pp"}:
        return "year" if _is_annual(tokens, c) else None
    if c.unit == "FLOP/s":
        return _led(tokens, c)
    return _after(tokens, c) or _led(tokens, c) or _before(tokens, c)


def _after(tokens: Tokens, c: Candidate) -> str | None:
    for k in range(c.right, c.right + _AHEAD):
        if tokens.word(k) in _STOPS or tokens.is_digits(k):
            return None
        found = rate_at(tokens, k)
        if found is not None and found[0] in _TIMES:
            apart = tokens.word(k) in _LEADS and tokens.word(k) not in {"a", "per"}
            adjective = tokens.is_letters(k) and found[1] == k + 1 and tokens.word(k - 1) != "base"
            return found[0] if apart or adjective else None
    return None


def _led(tokens: Tokens, c: Candidate) -> str | None:
    """Read "ciascuno ospiterà 40 schede", "una richiesta consuma 0,3 Wh"; not "ciascuno dei 40 nodi"."""
    for k in range(c.left - 1, max(c.left - 1 - _BACK, -1), -1):
        if tokens.word(k) in _STOPS or (tokens.is_digits(k) and not tokens.glued(k)):
            return None
        led = leading_rates().at(tokens, k)
        if led is not None and led[1] <= c.left and not (led[1] == c.left - 1 and tokens.word(led[1]) in _PARTS):
            unit, only = led[0]
            return unit if not only or c.unit in _SMALL_UNITS else None
    return None


def _before(tokens: Tokens, c: Candidate) -> str | None:
    """Read "ogni giorno" in the sentence before, or an adjective right before ("fatturato annuo di")."""
    adjective = True
    for k in range(c.left - 1, max(c.left - 1 - _FAR_BACK, -1), -1):
        word = tokens.word(k)
        if word in _STOPS - {","} or (tokens.is_digits(k) and not tokens.glued(k)):
            return None
        adjective = adjective and word != "," and c.left - k <= _BACK
        found = vocabulary().rates.at(tokens, k)
        if found is None or found[1] > c.left or found[0] not in _TIMES:
            continue
        if word == "ogni" or (adjective and found[1] == k + 1 and tokens.word(k - 1) != "base"):
            return found[0]
    return None


def _is_annual(tokens: Tokens, c: Candidate) -> bool:
    """Tell whether a percentage is a yearly rate: "una crescita media annua del 17%", "un CAGR del 12%"."""
    words = [tokens.word(k) for k in range(c.left - _BACK, c.left)]
    if "cagr" in words:
        return True
    yearly = any(word in {"annuo", "annua", "annuale"} for word in words[-4:])
    return yearly and any(word in {"tasso", "crescita", "ritmo", "incremento", "aumento"} for word in words)


def other_side(tokens: Tokens, c: Candidate, priced: Candidate) -> bool:
    """Tell whether a price is of output where the last one, with its rate, was of input ("1,60 euro in uscita")."""
    money = all(unit is not None and len(unit) == 3 for unit in (c.unit, priced.unit))
    around = {tokens.word(k) for k in (c.left - 2, c.left - 1, c.right, c.right + 1)}
    return money and c.left - priced.right <= _MOST_BETWEEN and bool(around & _SIDES)
