"""The vocabulary of figures, read once from the data files beside this module.

Every list is a text file with its meaning at its head, so that a reader of Italian may extend it without touching code.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from itertools import product
from pathlib import Path
from typing import Generic, TypeVar

from extract.quantities.lexer import Tokens, lex

T = TypeVar("T")
_DATA = Path(__file__).parent / "data"
_ARTICLES = {
    "a+": ("a", "ad", "al", "allo", "alla", "all'", "ai", "agli", "alle"),
    "di+": ("di", "del", "dello", "della", "dell'", "dei", "degli", "delle", "d'"),
    "da+": ("da", "dal", "dallo", "dalla", "dall'", "dai", "dagli", "dalle"),
    "su+": ("su", "sul", "sullo", "sulla", "sull'", "sui", "sugli", "sulle"),
    "il+": ("il", "lo", "la", "l'", "i", "gli", "le"),
}


class Phrases(Generic[T]):
    """Phrases of tokens with what they mean, found forwards from a token or backwards to it, the longest first."""

    def __init__(self) -> None:
        self._meanings: dict[tuple[str, ...], list[tuple[str | None, T]]] = {}
        self._first: dict[str, list[int]] = {}  # how many words the phrases have that begin with a word, the most first
        self._last: dict[str, list[int]] = {}

    def add(self, form: str, meaning: T, *, exact: bool = False) -> None:
        """Add `form`; a word with a plus sign stands for its forms with the article; `exact` keeps its capitals."""
        choices = [_ARTICLES.get(word, (word,)) for word in form.split(" ")]
        for words in product(*choices):
            spelled = " ".join(words).replace("' ", "'")
            tokens = tuple(lex(spelled).words)
            self._meanings.setdefault(tokens, []).append((spelled if exact else None, meaning))
            for table, key in ((self._first, tokens[0]), (self._last, tokens[-1])):
                table[key] = sorted({*table.get(key, ()), len(tokens)}, reverse=True)

    def begins(self, word: str) -> bool:
        """Tell whether a phrase begins with `word`."""
        return word in self._first

    def at(self, tokens: Tokens, i: int) -> tuple[T, int] | None:
        """Return the meaning of the longest phrase that begins at token `i`, and the token after it."""
        for size in self._first.get(tokens.word(i), ()):
            meaning = self._meaning(tokens, i, i + size)
            if meaning is not None:
                return meaning, i + size
        return None

    def before(self, tokens: Tokens, end: int) -> tuple[T, int] | None:
        """Return the meaning of the longest phrase that ends before token `end`, and its first token."""
        for size in self._last.get(tokens.word(end - 1), ()):
            meaning = self._meaning(tokens, end - size, end)
            if meaning is not None:
                return meaning, end - size
        return None

    def _meaning(self, tokens: Tokens, first: int, end: int) -> T | None:
        """Return what the words from `first` up to `end` mean, None where they are no phrase of the text's."""
        if first < 0 or end > len(tokens):
            return None
        for exact, meaning in self._meanings.get(tuple(tokens.words[first:end]), ()):
            if exact is None or tokens.slice(first, end) == exact:
                return meaning
        return None


class SetPhrases:
    """Phrases whose number is no figure ("mille grazie"), found from the number that is in them.

    Each is indexed by its first number word, which stands `lead` words after its beginning.
    """

    def __init__(self, rows: list[tuple[str, str]]) -> None:
        self._by_number: dict[str, list[tuple[int, tuple[str, ...]]]] = {}
        for form, number in rows:
            for words in product(*(_ARTICLES.get(word, (word,)) for word in form.split(" "))):
                tokens = tuple(lex(" ".join(words).replace("' ", "'")).words)
                lead = tokens.index(number)
                self._by_number.setdefault(number, []).append((lead, tokens))
        for entries in self._by_number.values():
            entries.sort(key=lambda entry: -len(entry[1]))

    def around(self, tokens: Tokens, i: int) -> int | None:
        """Return the token after the set phrase whose number is at token `i`, or None."""
        for lead, words in self._by_number.get(tokens.words[i], ()):
            if tokens.matches(i - lead, words) and not (words[-1] == "cento" and _holds(tokens, i - lead)):
                return i - lead + len(words)
        return None


@dataclass(frozen=True, slots=True)
class Scale:
    """A power of ten by name; `where` is ``any``, ``after``, ``glued`` or ``money``."""

    factor: Decimal
    where: str
    ambiguous: bool = False


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit of the contract: one of the written unit is `factor` of `unit`."""

    unit: str
    factor: Decimal
    per: str | None = None


@dataclass(frozen=True, slots=True)
class HedgeVerb:
    """A verb that bounds the number that is its object: its hedge, and its hedge after "non"."""

    stem: str
    hedge: str
    negated: str


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """All lists."""

    scales: dict[str, Scale]
    collectives: dict[str, tuple[Decimal, Decimal]]
    fractions: dict[str, tuple[int, bool]]
    multiple_nouns: dict[str, Decimal]
    multiple_verbs: dict[str, Decimal]
    currency_signs: dict[str, str]
    currencies: Phrases[tuple[str, Decimal]]
    currency_codes: frozenset[str]
    units: Phrases[Unit]
    hedges: Phrases[str]
    hedges_after: Phrases[str]
    hedge_verbs: tuple[HedgeVerb, ...]
    rates: Phrases[str]
    nouns: Phrases[bool]
    labels: frozenset[str]
    months: frozenset[str]
    people: frozenset[str]
    function_words: frozenset[str]
    adjectives: frozenset[str]
    set_phrases: SetPhrases


@lru_cache(maxsize=1)
def leading_rates() -> Phrases[tuple[str, bool]]:
    """Return the denominators that stand before their figure, and whether only of energy, water or emissions."""
    table: Phrases[tuple[str, bool]] = Phrases()
    for form, per, kind in _rows("leading_rates.tsv"):
        table.add(form, (per, kind == "small"))
    return table


def _rows(name: str) -> list[list[str]]:
    lines = (_DATA / name).read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if line and not line.startswith("#")]


def _words(name: str) -> frozenset[str]:
    return frozenset(word for row in _rows(name) for word in row[0].split())


@lru_cache(maxsize=1)
def _lists() -> dict[str, frozenset[str]]:
    return {name: frozenset(words.split()) for name, _, words in _rows("lists.tsv")}


def word_list(name: str) -> frozenset[str]:
    """Return one of the small word lists that the grammar asks for by name.

    Examples
    --------
    >>> "contro" in word_list("link_words")
    True
    """
    return _lists()[name]


def _holds(tokens: Tokens, k: int) -> bool:
    """Tell whether a word of holding or growing stands before token `k` ("controllata al cento per cento")."""
    stems = tuple(word_list("holding_stems"))
    return any(tokens.word(m).startswith(stems) for m in range(k - 4, k))


def _units() -> Phrases[Unit]:
    signs = {}
    names: dict[str, Decimal] = {}
    for words, sign, factor in _rows("prefixes.tsv"):
        signs[sign] = Decimal(factor)
        names.update(dict.fromkeys(words.split("|"), Decimal(factor)))
    signs["K"] = signs["k"]
    table: Phrases[Unit] = Phrases()
    for form, unit, factor, per, prefixes, case in _rows("units.tsv"):
        rate = None if per == "-" else per
        size, exact = Decimal(factor), case == "exact"
        only = prefixes.startswith("only:")
        kinds = prefixes.removeprefix("only:")
        if not only:
            table.add(form, Unit(unit, size, rate), exact=exact)
        if kinds == "words":
            for name, power in names.items():
                table.add(name + form, Unit(unit, size * power, rate), exact=exact)
        elif kinds != "-":
            for sign in kinds:
                table.add(sign + form, Unit(unit, size * signs[sign], rate), exact=exact)
                if sign == "µ":
                    table.add("μ" + form, Unit(unit, size * signs[sign], rate), exact=exact)
    return table


def _currencies() -> tuple[dict[str, str], Phrases[tuple[str, Decimal]], frozenset[str]]:
    signs: dict[str, str] = {}
    table: Phrases[tuple[str, Decimal]] = Phrases()
    codes = set()
    for code, kind, form in _rows("currencies.tsv"):
        written, _, fixed = form.partition("|")
        if kind == "sign":
            signs[written] = code
        elif kind == "word":
            table.add(written, (code, Decimal(1)))
            codes.add(code)
        elif kind == "cent":
            table.add(written, (fixed or "?", Decimal("0.01")))
        else:
            table.add(written, ("?" + kind, Decimal(1)))
    return signs, table, frozenset(codes)


def _phrases(name: str, side: str | None = None) -> Phrases[str]:
    table: Phrases[str] = Phrases()
    for form, meaning, *rest in _rows(name):
        if side is None or rest[0] == side:
            table.add(form, meaning)
    return table


@lru_cache(maxsize=1)
def vocabulary() -> Vocabulary:
    """Return the vocabulary, read on first use.

    Examples
    --------
    >>> vocabulary().scales["miliardi"].factor
    Decimal('1000000000')
    """
    scales = {
        word: Scale(Decimal(factor), where, word.startswith("bilion")) for word, factor, where, _ in _rows("scales.tsv")
    }
    fractions: dict[str, tuple[int, bool]] = {}
    for one, many, denominator in _rows("fractions.tsv"):
        fractions[one] = (int(denominator), False)
        if many:
            fractions[many] = (int(denominator), True)
    multiples = _rows("multiples.tsv")
    nouns: Phrases[bool] = Phrases()
    for row in _rows("nouns.txt"):
        nouns.add(row[0], True)
    signs, currencies, codes = _currencies()
    return Vocabulary(
        scales=scales,
        collectives={w: (Decimal(low), Decimal(high)) for w, low, high, _ in _rows("collectives.tsv")},
        fractions=fractions,
        multiple_nouns={w: Decimal(n) for w, n, kind in multiples if kind == "noun"},
        multiple_verbs={w: Decimal(n) for w, n, kind in multiples if kind == "verb"},
        currency_signs=signs,
        currencies=currencies,
        currency_codes=codes,
        units=_units(),
        hedges=_phrases("hedges.tsv", "before"),
        hedges_after=_phrases("hedges.tsv", "after"),
        hedge_verbs=tuple(HedgeVerb(*row) for row in _rows("hedge_verbs.tsv")),
        rates=_phrases("rates.tsv"),
        nouns=nouns,
        labels=_words("labels.txt"),
        months=_words("months.txt"),
        people=_words("people.txt"),
        function_words=_words("function_words.txt"),
        adjectives=_words("adjectives.txt"),
        set_phrases=SetPhrases([(form, number) for form, number, _ in _rows("set_phrases.tsv")]),
    )
