"""Read shares of a whole: "due terzi", "un quinto", "metà", "uno su cinque", "due imprese su tre"."""

from __future__ import annotations

from decimal import Decimal

from extract.quantities.candidate import Candidate, clean
from extract.quantities.hedges import hedge_after, hedge_before, stronger
from extract.quantities.lexer import Tokens
from extract.quantities.numerals import word_value
from extract.quantities.vocabulary import vocabulary, word_list

_ONE = frozenset({"un", "uno", "una"})
_TIME_WORDS = word_list("time_parts")
_BEFORE_HALF_TIME = word_list("before_half_time")
_HALF_OF_TIME = _TIME_WORDS | word_list("half_parts")
_MANY = frozenset({"delle", "dei", "degli"})
_MAX_NOUN = 4
_OF_THEIR = frozenset({"di", "del", "della", "delle", "dei", "degli"})
_CENT = 100
_MAX_WHOLE = 1000
_NEGATIONS = frozenset({"non", "senza", "neanche", "nemmeno", "neppure"})
_TIMES = frozenset({"volta", "volte"})
_RATIO_WORDS = frozenset({"su", "ogni"})
_WHOLES = frozenset({10, 100, 1000})
_PLURAL_ENDS = ("ano", "ono", "ati", "ate", "iti", "ite", "uti", "ute")
_MASCULINE_IN_A = ("ma", "sta", "ta")
_PLACES = Decimal("0.000001")


def read_share(tokens: Tokens, i: int) -> Candidate | None:
    """Read the share whose number begins at token `i`.

    Examples
    --------
    >>> from extract.quantities.lexer import lex
    >>> [str(c.low) for t in ("due terzi", "uno su cinque", "un'impresa su otto") if (c := read_share(lex(t), 0))]
    ['66.666667', '20', '12.5']
    """
    word = tokens.word(i)
    if word == "metà":
        return _half(tokens, i)
    count = _small(tokens, i)
    if count is None:
        return None
    return _fraction(tokens, i, count) or _out_of(tokens, i, count)


def _small(tokens: Tokens, i: int) -> int | None:
    word = tokens.word(i)
    if tokens.is_digits(i):
        parted = tokens.word(i + 1) in {",", "."} and tokens.glued(i + 1) and tokens.is_digits(i + 2)
        plain = len(word) <= 4 and not tokens.glued(i) and not (parted and tokens.glued(i + 2))
        return int(word) if plain else None
    return word_value(word)


def _share(tokens: Tokens, first: int, last: int, part: int, whole: int) -> Candidate:
    value = clean((Decimal(100) * part / whole).quantize(_PLACES))
    hedge = hedge_before(tokens, first)
    kind, right, cues = hedge.hedge, last, [*hedge.cues, tokens.slice(first, last)]
    behind = hedge_after(tokens, last)
    if behind is not None:
        kind, right = stronger(kind, behind[0]), behind[1]
        cues.append(behind[2])
    return Candidate(
        hedge.left, right, first, last, value, value, unit="%", hedge=kind, kind="share", resume=right,
        cues=cues, known=True, out_of=Decimal(whole) if tokens.word(last - 2) in _RATIO_WORDS else None,
    )  # fmt: skip


def _fraction(tokens: Tokens, i: int, count: int) -> Candidate | None:
    entry = vocabulary().fractions.get(tokens.word(i + 1))
    if entry is None or tokens.is_digits(i):
        return None
    denominator, plural = entry
    money = vocabulary().currencies.at(tokens, i + 1)
    if money is not None and money[1] > i + 2:
        return None  # "un centesimo di dollaro"
    if not 0 < count < denominator or plural != (count > 1):
        return None
    j = i + 2
    if denominator == _CENT and _is_coin(tokens, i, j):
        return None
    counts_on = not plural and tokens.is_letters(j) and tokens.word(j) not in vocabulary().function_words
    if counts_on and not _is_said_of(tokens, i, j):
        return None
    if tokens.matches(i - 2, ("ora", "e")) or tokens.matches(i - 2, ("ore", "e")):
        return None  # "un'ora e un quarto"
    if _di_time(tokens, j, _TIME_WORDS) or _is_ordinal(tokens, i, count):
        return None
    if tokens.word(j) == "di" and tokens.word(j + 1) == "punto":
        return _part_of_a_point(tokens, i, j + 2, Decimal(count) / denominator)
    return _share(tokens, i, j, count, denominator)


def _is_coin(tokens: Tokens, i: int, j: int) -> bool:
    """Tell whether "un centesimo" is money: all that is not a part of something ("un centesimo del bilancio")."""
    if {tokens.word(k) for k in range(i - 4, i)} & _NEGATIONS:
        return True  # "non costa un centesimo di più"
    return tokens.word(j) not in {"del", "dello", "della", "dell", "dei", "degli", "delle", "di", "d"}


def _is_said_of(tokens: Tokens, i: int, j: int) -> bool:
    """Tell whether the word at `j` says something of a third ("un terzo lavora lì"), and is no noun ("un terzo polo").

    A noun after it would be masculine and singular; after a hedge ("oltre un terzo ritiene") none can stand.
    """
    word = tokens.word(j)
    if tokens.is_capitalised(j):
        return False
    if hedge_after(tokens, j) is not None or word.endswith(_PLURAL_ENDS):
        return True
    if word.endswith("a"):
        return not word.endswith(_MASCULINE_IN_A)
    return hedge_before(tokens, i).hedge in {"over", "almost", "about"} and not word.endswith("o")


def _is_ordinal(tokens: Tokens, i: int, count: int) -> bool:
    """Tell whether "un terzo" counts on ("i primi due ... Un terzo, Beta, arriva dopo"): it opens a sentence, named."""
    opens = i == 0 or tokens.sentence_ends(i - 1)
    return count == 1 and opens and tokens.word(i + 2) == "," and tokens.is_capitalised(i + 3)


def _part_of_a_point(tokens: Tokens, first: int, last: int, part: Decimal) -> Candidate:
    """Return "un quarto di punto (percentuale)" as percentage points."""
    last += tokens.word(last) == "percentuale"
    hedge = hedge_before(tokens, first)
    return Candidate(
        hedge.left, last, first, last, part, part, unit="pp", hedge=hedge.hedge, resume=last, known=True,
        cues=[*hedge.cues, tokens.slice(first, last)],
    )  # fmt: skip


def _di_time(tokens: Tokens, j: int, words: frozenset[str]) -> bool:
    if tokens.word(j) == "di":
        return tokens.word(j + 1) in words
    return tokens.word(j) == "d" and tokens.word(j + 1) == "'" and tokens.word(j + 2) in words


def _half(tokens: Tokens, i: int) -> Candidate | None:
    j, vocab = i + 1, vocabulary()
    after = tokens.word(j)
    if (
        tokens.matches(i - 2, ("verso", "la"))
        or (tokens.word(i - 1) in _BEFORE_HALF_TIME and not (tokens.word(i - 1) == "a" and after in _MANY))
        or after in _HALF_OF_TIME
        or after in vocab.months
    ):
        return None
    if tokens.is_digits(j) or (after in {"del", "di", "dell", "d"} and _is_time(tokens, j + 1)):
        return None
    if tokens.is_letters(j) and after not in vocab.function_words and tokens.word(i - 1) not in {"la", "della", "alla"}:
        return None
    return _share(tokens, i, j, 1, 2)


def _is_time(tokens: Tokens, j: int) -> bool:
    j += tokens.word(j) == "'"
    word = tokens.word(j)
    return word in vocabulary().months or word in _HALF_OF_TIME or (tokens.is_digits(j) and len(word) == 4)


def _out_of(tokens: Tokens, i: int, part: int) -> Candidate | None:
    """Read "uno su cinque" and "due imprese italiane su tre"."""
    vocab = vocabulary()
    j = i + 1
    if tokens.word(j) == "'":
        j += 1
    noun = j
    while (
        j - noun < _MAX_NOUN
        and tokens.is_letters(j)
        and (
            tokens.word(j) not in vocab.function_words
            or (j == noun and tokens.word(j) in _TIMES)
            or (j > noun and tokens.word(j) in _OF_THEIR)
        )
        and word_value(tokens.word(j)) is None
    ):
        j += 1
    if tokens.word(j) not in _RATIO_WORDS or (tokens.word(i) in {"un", "una"} and j == noun and tokens.word(i) == "un"):
        return None
    whole = _small(tokens, j + 1)
    if whole is None or not 0 < part < whole <= _MAX_WHOLE or (tokens.word(j) == "ogni" and whole not in _WHOLES):
        return None
    end = j + 2
    after = tokens.word(end)
    percent = after == "per" and tokens.word(end + 1) in {"cento", "mille"}
    litres = tokens.word(end) == "l" and tokens.word(end + 1) == "'"  # none in "su dieci l'ostacolo"
    measured = vocab.units.at(tokens, end) is not None and not litres
    if after in vocab.scales or after in {"%", "su"} or percent or measured:
        return None
    if tokens.glued(end) and (tokens.is_letters(end) or tokens.is_digits(end + 1)):
        return None
    if j > noun and (vocab.nouns.at(tokens, end) or (after.endswith("i") and after not in vocab.function_words)):
        return None
    return _share(tokens, i, end, part, whole)
