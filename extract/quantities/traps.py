"""Tell numbers that are no figures: years, dates, ages, labels, versions, ordinals, times."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from extract.quantities.candidate import Candidate
from extract.quantities.fitting import is_currency
from extract.quantities.lexer import Tokens
from extract.quantities.vocabulary import vocabulary, word_list

_LINK = re.compile(
    r"(?:https?://|www\.)\S+"
    r"|\+\d{2}[ .-]\d{2,4}[ .-]?\d{4,8}(?:[ .-]?\d{1,4})?|\+\d{1,3}(?:[ .-]\d{2,4}){2,3}"
    r"|(?<!\S)0\d{1,3}[ /-]\d{5,8}(?!\S)"
)
_AGE_CONTEXT = word_list("age_context")
_HAS_AGE = word_list("has_age")
_COPULA = word_list("copula")
_IDENTIFIERS = word_list("identifiers")
_GROUPS = frozenset({"gli", "degli", "agli", "dagli", "sugli", "negli", "per", "un", "di", "tra"})
_SINGULAR = word_list("singular_articles") | {"un"}
_BITS = frozenset({1, 2, 4, 6, 8, 16, 32, 64})
_LARGEST_MODEL = 2000
_OLDEST = 110
_SMALL = 10
_HOURS = 24
_LONGEST = 8
_MILLION = 1000000
_PRICED = 6
_COSTS = frozenset({"costa", "costano", "costerà", "costava", "viene", "vale", "paga", "pagano", "esce"})
_GROWN = 14
_DEMONYMS = ("ese", "iano", "iana", "cano", "cana", "gnolo", "gnola", "ino", "ina")
_MARKS = frozenset({"-", "•", "*", "–", "«", '"', "“"})
_VERB_ENDINGS = ("a", "e", "ano", "ono", "anno", "i", "à", "ò", "ato", "uto", "ito")


class Spans:
    """Sorted spans, asked whether a position lies in one."""

    def __init__(self, spans: Sequence[tuple[int, int]]) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []
        for start, end in sorted(spans):
            if self._ends and start <= self._ends[-1]:
                self._ends[-1] = max(self._ends[-1], end)
            elif end > start:
                self._starts.append(start)
                self._ends.append(end)

    def covering(self, position: int) -> int | None:
        """Return the end of the span that covers `position`, or None."""
        k = bisect_right(self._starts, position) - 1
        return self._ends[k] if k >= 0 and position < self._ends[k] else None


def links(text: str) -> list[tuple[int, int]]:
    """Return the spans of addresses and telephone numbers.

    Examples
    --------
    >>> links("vedi www.esempio.it/2024/100 oppure +39 06 1234567")
    [(5, 28), (36, 50)]
    """
    if not any(mark in text for mark in ("://", "www.", "@", "+")):
        return []
    return [match.span() for match in _LINK.finditer(text)]


def is_label(tokens: Tokens, c: Candidate) -> bool:
    """Tell whether the number labels something: "articolo 50", "art. 5", "n. 12", "ore 18", "versione 4.5"."""
    if c.unit is not None or c.scaled:
        return False
    k = c.left - 1
    if tokens.word(k) in {"under", "over"} and tokens.word(k - 1) in _GROUPS and c.high <= _OLDEST:
        return True  # "gli under 30 italiani"
    if c.known:
        return False
    if tokens.word(k) in {".", "°", "º"}:
        k -= 1
    word = tokens.word(k)
    if word in {"è", ":", "era"} or tokens.is_digits(k):
        first = k - _LONGEST
        while k > first and (tokens.is_digits(k) or tokens.word(k) in {"/", "-", "."}):
            k -= 1
        k -= tokens.word(k) in {"è", ":", "era"}
        return tokens.word(k) in _IDENTIFIERS
    if word == "verde" and tokens.word(k - 1) == "numero":
        return True
    if (word not in vocabulary().labels and word not in _IDENTIFIERS) or tokens.word(k - 1) == "ne":
        return False  # "ne legge 2.300"
    if word in {"alle", "dalle"}:
        return c.noun is None and c.high <= _HOURS and not _goes_on_counting(tokens, c.right)
    return c.noun is None or word not in {"ore", "h"} or not c.known


def _goes_on_counting(tokens: Tokens, j: int) -> bool:
    """Tell whether "alle 5mila schede" follows at token `j`: "dalle 4" before it is no time of day."""
    counted = tokens.is_letters(j + 2) and tokens.word(j + 2) not in vocabulary().function_words - {"mila", "milioni"}
    return tokens.word(j) == "alle" and tokens.is_digits(j + 1) and counted


def is_year(c: Candidate) -> bool:
    """Tell whether a plain number of four digits is a year."""
    atom = c.atom
    if atom is None or not atom.digits or atom.grouped or atom.decimals or c.scaled or c.sign:
        return False
    return c.unit is None and not c.known and 1900 <= c.low <= 2100


def is_day(tokens: Tokens, c: Candidate) -> bool:
    """Tell whether the number is a day before its month, or an ordinal ("3°")."""
    after = tokens.word(c.last)
    if tokens.glued(c.last) and after in {"°", "º", "ª", "^"}:
        return True
    return not c.scaled and c.whole and 1 <= c.low <= 31 and after in vocabulary().months


def runs_on(tokens: Tokens, c: Candidate) -> bool:
    """Tell whether letters or digits hang on the number that nothing has read ("38enne", "4o", "24/7", "21:30")."""
    j = c.right
    if c.bare and tokens.word(j) in {"-", "–"} and tokens.is_digits(j + 1) and tokens.word(j + 2).startswith("enn"):
        return True  # "i 20-24enni"
    if c.bare and tokens.matches(j, ("e", "i")) and tokens.is_digits(j + 2) and tokens.word(j + 3).startswith("enn"):
        return True  # "tra i 30 e i 34enni"
    if not tokens.glued(j):
        return False
    word = tokens.word(j)
    if word[0].isalnum() or word == "_":
        return True
    if word in {"/", ":", "-", "–", "—"} and tokens.glued(j + 1) and c.bare:
        after = tokens.word(j + 1)
        return after[0].isalpha() if word in {"-", "–", "—"} else after[0].isalnum()
    return False


def is_age(tokens: Tokens, c: Candidate) -> bool:
    """Tell whether "N anni" is somebody's age."""
    if c.noun is not None and c.noun.startswith(("candelin", "primaver")):
        return True
    if c.unit != "s" or c.scaled or c.high > _OLDEST or tokens.word(c.right - 1) != "anni":
        return False
    before, after = tokens.word(c.left - 1), tokens.word(c.right)
    if c.hedge != "exact" and before in {"ha", "hanno", "abbia", "abbiano"} and 12 <= c.high <= 99:
        return True
    if any(tokens.word(k) in {"età", "anagrafica"} for k in range(c.left - 4, c.left)):
        return True  # "un'età media di quarant'anni"
    if c.is_range and c.low >= _SMALL and c.high >= _GROWN and tokens.word(c.first + 1) == "e" and _articled(tokens, c):
        return True  # "fra i 18 e i 65 anni"
    if c.is_range or c.hedge != "exact":
        return any(tokens.word(k) in _AGE_CONTEXT for k in range(c.left - 4, c.left)) and c.high > 12
    if before in {",", "("} and after in {",", ")"}:
        return True
    if before in {",", "("} and after in {".", ";", "\n", ""} and tokens.is_capitalised(c.left - 2):
        return True
    if after == "," and c.high >= 12 and (c.left == 0 or tokens.sentence_ends(c.left - 1)):
        return True
    if before == "di":
        return _is_somebody(tokens, c.left - 2, young=c.high < _GROWN)
    return before in _HAS_AGE and c.high >= 12


def _articled(tokens: Tokens, c: Candidate) -> bool:
    return tokens.word(c.first - 1) == "i" and tokens.word(c.first + 2) == "i"


def _is_somebody(tokens: Tokens, who: int, *, young: bool) -> bool:
    """Tell whether "di N anni" after the word at `who` is an age: a person, a name, a comma after one, "età"."""
    word = tokens.word(who)
    if word in vocabulary().people or word in {"età", "all"}:
        return True
    if young:
        return False
    if word == ",":
        return tokens.is_letters(who - 1)
    return (word.endswith(_DEMONYMS) and len(word) > 6) or (tokens.is_capitalised(who) and tokens.is_letters(who))


def is_bare_age(tokens: Tokens, c: Candidate) -> bool:
    """Tell whether a bare number is an age after a name, "anni" left out ("il figlio Simone, di 31, e")."""
    if not c.bare or c.hedge != "exact" or not _GROWN <= c.high <= _OLDEST or tokens.word(c.left - 1) != "di":
        return False
    who = c.left - 2 - (tokens.word(c.left - 2) == ",")
    named = tokens.is_capitalised(who) and tokens.is_letters(who)
    return named and tokens.word(c.right) in {",", ")"}


def is_time_of_day(tokens: Tokens, c: Candidate) -> bool:
    """Tell whether a hedged number is an hour: "a partire dalle 21", "intorno alle 9", "fino all'1 di notte"."""
    if not (c.unit is None and not c.scaled and c.left != c.first and c.high <= _HOURS):
        return False
    before = tokens.word(c.first - 1)
    if before == "'":
        return tokens.word(c.first - 2) in {"all", "dall"} and c.noun is None
    return before in {"alle", "dalle"} and not c.known and not _goes_on_counting(tokens, c.right)


def is_name_like(tokens: Tokens, c: Candidate) -> bool:
    """Tell whether the number seems to end a name: "Windows 11", "Gemini 1.5 Pro", "Mistral 7B"."""
    atom = c.atom
    if atom is None or not atom.digits or atom.grouped or c.unit is not None or c.sign or c.hedge != "exact":
        return False
    if c.left != atom.left or c.known or (c.scaled and not atom.glued_scale) or atom.currency or tokens.glued(c.first):
        return False
    if c.low >= 10000 and not c.scaled:
        return False
    k = c.left - 1
    first = max(k - _LONGEST, 0)
    while k > first and (tokens.is_digits(k) or (tokens.word(k) == "." and tokens.glued(k + 1))):
        k -= 1  # "Llama 3.1 405B"
    word = tokens.word(k)
    named = any(map(str.isupper, tokens.surface(k)))
    if c.noun is not None and atom.first == k + 1 and c.low >= _SMALL and _opens_sentence(tokens, k):
        return False  # "Conta 56 sedi"
    if word in _COPULA and not tokens.surface(k).isupper():
        return False  # "Siamo 19"
    return tokens.is_letters(k) and named and word not in vocabulary().function_words


def _opens_sentence(tokens: Tokens, k: int) -> bool:
    """Tell whether the word at `k`, capitalised as the first of its sentence and no more, ends as Italian verbs do."""
    first = k == 0 or tokens.sentence_ends(k - 1) or tokens.word(k - 1) in _MARKS
    return first and tokens.surface(k)[1:].islower() and tokens.word(k).endswith(_VERB_ENDINGS)


def is_title(tokens: Tokens, c: Candidate) -> bool:
    """Tell whether number and unit are the end of a name: "Gruppo 24 Ore"."""
    last, before = tokens.surface(c.right - 1), c.first - 1
    titled = tokens.is_capitalised(before) and tokens.is_letters(before) and last[:1].isupper() and last[1:].islower()
    if c.unit is None:
        return titled and c.known and c.high < _OLDEST and before > 0 and not tokens.sentence_ends(before - 1)
    return c.unit == "s" and titled


def is_precision(tokens: Tokens, c: Candidate) -> bool:
    """Tell whether "N bit" is a number format ("quantizzato a 4 bit", "in FP8 o a 16 bit")."""
    return c.noun == "bit" and c.high in _BITS and tokens.word(c.left - 1) in {"a", "in", "da", "su", "con"}


def is_denominator(tokens: Tokens, c: Candidate) -> bool:
    """Tell whether "un milione" is what a price is for: "ogni milione di token", "un milione di token costa 3"."""
    atom = c.atom
    if atom is None or not atom.article or atom.value != _MILLION:
        return False
    if tokens.word(c.first - 1) == "ogni" and c.left == c.first:
        return True
    if c.unit != "token":
        return False
    ahead = [tokens.word(k) for k in range(c.right, c.right + _PRICED)]
    return any(word in _COSTS for word in ahead) and not {"e", ".", ";"} & set(ahead[:2])


def is_exchange_rate(tokens: Tokens, c: Candidate) -> bool:
    """Tell whether the number is a side of an exchange rate: "(1 dollaro = 1.391 won)"."""
    if not is_currency(c.unit) or c.scaled:
        return False
    opposite = tokens.word(c.first - 1) == "=" and not tokens.is_digits(c.first - 2)
    return opposite or (tokens.word(c.right) == "=" and c.low == c.high == 1)


def is_odd_suffix(tokens: Tokens, c: Candidate) -> bool:
    """Tell whether a small number with a suffix is a format or a quarter: "4K", "2T"."""
    atom = c.atom
    if atom is None or not atom.glued_scale or c.unit is not None or c.noun is not None or not c.whole:
        return False
    suffix = tokens.word(atom.last - 1)
    named = tokens.word(c.left - 1) in _SINGULAR | {"gli", "i", "'"} and c.left == atom.first
    if suffix == "b" and named and atom.currency is None and atom.raw <= _LARGEST_MODEL:
        return tokens.word(c.right) != "di"  # "il 70B denso": a model by its size
    return (suffix == "k" and atom.raw in {2, 4, 8}) or (suffix == "t" and atom.raw <= 4)
