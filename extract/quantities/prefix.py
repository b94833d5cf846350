"""Read what stands directly before digits: a sign, a currency, or letters that make them part of a name."""

from __future__ import annotations

from extract.quantities.lexer import Tokens
from extract.quantities.numerals import word_value
from extract.quantities.vocabulary import vocabulary

_MINUS = frozenset({"-", "−", "–"})
_SIGN_PREFIXES = frozenset({"us", "hk", "nt", "c", "a", "s", "r", "u"})
_LEADING_CURRENCIES = {
    "euro": "EUR",
    "dollari": "USD",
    "sterline": "GBP",
    "franchi": "CHF",
    "yen": "JPY",
    "yuan": "CNY",
}


def read_prefix(tokens: Tokens, i: int) -> tuple[int, str | None, int]:
    """Return the first token, the currency and the sign of what stands directly before the number at `i`.

    Examples
    --------
    >>> from extract.quantities.lexer import lex
    >>> read_prefix(lex("il premio è di US$ 300"), 6), read_prefix(lex("di euro 250.000"), 2)
    ((4, 'USD', 0), (1, 'EUR', 0))
    """
    vocab = vocabulary()
    left, currency = i, None
    before = tokens.word(i - 1)
    if before in vocab.currency_signs:
        left, currency = i - 1, vocab.currency_signs[before]
        letters = tokens.word(left - 1)
        if tokens.glued(left) and letters in _SIGN_PREFIXES:
            currency = vocab.currency_signs.get(letters + before, currency)
            left -= 1
    elif len(before) == 3 and tokens.surface(i - 1).isupper() and before.upper() in vocab.currency_codes:
        left, currency = i - 1, before.upper()
    elif before in _LEADING_CURRENCIES and not tokens.glued(i) and _opens_an_amount(tokens, i - 1):
        left, currency = i - 1, _LEADING_CURRENCIES[before]
    sign = 0
    mark = tokens.word(left - 1)
    if (
        mark == "+"
        and not tokens.glued(left)
        and tokens.word(i + 1) in {"%", ",", "."}
        and not tokens.is_digits(left - 2)
    ):
        sign, left = 1, left - 1  # "arriva a + 64%"
    elif tokens.glued(left) and mark in _MINUS | {"+"}:
        earlier = tokens.word(left - 2) if tokens.glued(left - 1) else ""
        if not earlier or not (earlier[0].isalnum() or earlier in {"%", ")"}):
            sign = 1 if mark == "+" else -1
            left -= 1
    return left, currency, sign


def _opens_an_amount(tokens: Tokens, k: int) -> bool:
    """Tell whether the currency at `k` belongs to the number after it ("di euro 250.000"), not to one before it."""
    before = tokens.word(k - 1)
    counted = tokens.is_digits(k - 1) or before in vocabulary().scales or word_value(before) is not None
    written_out = tokens.surface(k)[:1].isupper() and _is_written_out(tokens, k + 1)
    return (
        not counted
        and (written_out or before in {"di", "a", "per", "da", ":", "(", "in"})
        and tokens.word(k - 2) not in vocabulary().scales
    )


def _is_written_out(tokens: Tokens, i: int) -> bool:
    """Tell whether the number at `i` is an amount by its form: "Euro 1.170.000", "Euro 5 milioni", not "Euro 7"."""
    after = tokens.word(i + 1)
    parted = after in {".", ","} and tokens.glued(i + 1) and tokens.glued(i + 2) and tokens.is_digits(i + 2)
    return parted or after in vocabulary().scales


def inside_a_name(tokens: Tokens, i: int) -> bool:
    """Tell whether the digits at `i` hang on letters or other digits: H100, GPT-4, v1.2, 21:30, 10/12, #5."""
    if not tokens.glued(i):
        return False
    before = tokens.word(i - 1)
    if before[0].isalnum() or before in {"_", "#", "@", "\\", "^"}:
        return True
    if before not in {"-", "–", "—", ".", "/", ":", "−", "'", "&"} or not tokens.glued(i - 1):
        return False
    earlier = tokens.word(i - 2)
    if before == "'":
        return earlier[0].isdigit()
    if before in {"-", "–", "—", "−"}:
        return earlier[0].isalpha() and not _ends_a_number(tokens, i - 2)
    return earlier[0].isalnum()


def _ends_a_number(tokens: Tokens, i: int) -> bool:
    """Tell whether the letters at `i` are the scale of a number ("10mila-15mila", "700 milioni-1 miliardo")."""
    return tokens.is_digits(i - 1) and tokens.word(i) in vocabulary().scales
