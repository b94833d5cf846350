"""What stands before an elided figure and says what it counts: its article, money, a noun of its own, a label.

A number leans on an earlier figure only where its own words do not say otherwise: "gli addetti sono 170" counts people,
whatever millions were named before.
"""

from __future__ import annotations

from collections.abc import Iterator

from extract.quantities.candidate import Candidate
from extract.quantities.lexer import Tokens
from extract.quantities.movement import moves_to
from extract.quantities.vocabulary import vocabulary, word_list

_SINGULAR = word_list("singular_articles")
_PLURAL = word_list("plural_articles")
_MONEY_STEMS = tuple(word_list("money_stems"))
_TRADE_STEMS = tuple(word_list("trade_stems"))
_MONEY_NOUNS = word_list("money_nouns")
_MEASURES = word_list("measure_nouns")
_DIMENSIONLESS = word_list("dimensionless")
_TOKEN_LABELS = word_list("token_labels")
_SCORE_VERBS = word_list("score_verbs")
_COPULA = word_list("copula")
_OF_THEM = word_list("of_them")
_CLAUSE_ENDS = frozenset({";", ":", "\n", "?", "!", ")", "("})
_HUNDRED = 100
_NEAR, _LABEL, _CLAUSE = 4, 7, 12
_FEWEST_TOKENS = 1000
_PERCENTAGES = word_list("percentages") - {"dazi", "copertura", "margini", "partecipazione", "rapporto"}
_BETWEEN = frozenset(
    (
        *("circa", "rispettivamente", "oggi", "ora", "già", "stati", "state", "ormai", "adesso"),
        *("diventati", "diventate", "saliti", "salite", "scesi", "scese"),
    )
)
_THE = frozenset({"i", "gli", "le"})
_OF_PART = frozenset({"di", "dei", "delle", "degli"})
_OPENING = frozenset({",", "che", "e", "ma", "\n", "«", "–"})
_SAID = 5
_TOPIC = 8
_ONE = frozenset({"un", "il", "quel", "del", "al", "dal"})
_FURTHER = frozenset(
    {"altro", "ulteriore", "misero", "modesto", "magro", "buon", "restante", "rimanente", "abbondante"}
)
_ENDS = frozenset({".", ";", ":", "\n", "?", "!", ")"})


def article(tokens: Tokens, c: Candidate) -> str:
    """Return the word before the number, or the article that its hedge ends with ("oltre il 20").

    Examples
    --------
    >>> from decimal import Decimal
    >>> from extract.quantities.lexer import lex
    >>> article(lex("non oltre il 20"), Candidate(0, 4, 3, 4, Decimal(20), Decimal(20)))
    'il'
    """
    inner = tokens.word(c.first - 1)
    if c.left < c.first and inner in _SINGULAR | _PLURAL:
        return inner
    before = tokens.word(c.left - 1)
    if before in _FURTHER and tokens.word(c.left - 2) in _ONE and c.atom is not None and c.atom.digits:
        return "il"  # "un altro 30", "un misero 2"
    return before


def is_about_money(tokens: Tokens, c: Candidate) -> bool:
    """Tell whether a number is a sum: of money by its noun ("7 di ricavi"), the word before it, or as a price."""
    if tokens.word(c.right) in {"di", "d'"} and tokens.word(c.right + 1) in _MONEY_NOUNS:
        return True
    priced = tokens.word(c.left - 1) == "per" and any(w.startswith(_TRADE_STEMS) for w in _before(tokens, c, _CLAUSE))
    return priced or any(word.startswith(_MONEY_STEMS) or word in _MONEY_NOUNS for word in _before(tokens, c, _NEAR))


def _before(tokens: Tokens, c: Candidate, reach: int) -> Iterator[str]:
    """Yield the words before a number, the nearest first, up to a comma or the end of the clause."""
    for k in range(c.left - 1, max(-1, c.left - 1 - reach), -1):
        word = tokens.word(k)
        if word in _CLAUSE_ENDS or word == ",":
            return
        yield word


def own_noun(tokens: Tokens, c: Candidate) -> str | None:
    """Return the plural noun that a verb ties to the number ("i dipendenti, tra Roma e Bari, sono 170", "salgono a 9").

    None where "ne" takes up something said before, or where there is no such noun.
    """
    k = c.left - 1
    while tokens.word(k) in _BETWEEN:
        k -= 1
    if k < c.left - 1 and tokens.word(k) == "," and tokens.word(k - 2) in _THE:
        return tokens.word(k - 1)  # "gli abbonati, oggi 310, saliranno"
    if moves_to(tokens, k):
        k -= 1
    elif tokens.word(k) not in _COPULA:
        return None
    first = k
    while k > first - _CLAUSE and k >= 0:
        word = tokens.word(k)
        if word in _OF_THEM or word in _CLAUSE_ENDS or (word == "." and tokens.sentence_ends(k)) or tokens.is_digits(k):
            return None
        if word in {"i", "gli", "le"} and tokens.is_letters(k + 1):
            return tokens.word(k + 1)
        k -= 1
    return None


def named_beside(tokens: Tokens, c: Candidate) -> str | None:
    """Return what a bare number counts where its noun is set apart: "sono 62 i poli", "di schede ne monta 96".

    Examples
    --------
    >>> from decimal import Decimal
    >>> from extract.quantities.lexer import lex
    >>> named_beside(lex("di schede ne monta 96"), Candidate(4, 5, 4, 5, Decimal(72), Decimal(72)))
    'schede'
    """
    copula = tokens.word(c.left - 1) in _COPULA
    if copula and tokens.word(c.right) in _THE and tokens.is_letters(c.right + 1):
        noun = tokens.word(c.right + 1)
        return None if noun in _MONEY_NOUNS or noun in vocabulary().scales else noun
    ne = next((k for k in range(c.left - 1, c.left - 5, -1) if tokens.word(k) in _OF_THEM), None)
    if ne is None:
        return None
    for k in range(ne - 1, ne - _TOPIC, -1):
        if tokens.word(k) in _ENDS or tokens.is_digits(k):
            return None
        if tokens.word(k) in _OF_PART and tokens.is_letters(k + 1):
            noun = tokens.word(k + 1)
            first = (
                k == 0 or tokens.word(k - 1) in {",", "che", "e", "ma", "\n", "«", "–"} or tokens.sentence_ends(k - 1)
            )
            plural = noun.endswith(("i", "e")) or vocabulary().nouns.begins(noun)
            if first and plural and noun not in _MONEY_NOUNS and noun not in vocabulary().function_words:
                return noun
            return None
    return None


def said_currency(tokens: Tokens, c: Candidate) -> str | None:
    """Return the currency that stands apart from its number: "ne chiede otto, e in franchi", "in yen, oltre 90"."""
    for places in (range(c.right, c.right + _SAID), range(c.left - 1, c.left - _SAID, -1)):
        for k in places:
            word = tokens.word(k)
            if word in _ENDS or tokens.is_digits(k):
                break
            money = vocabulary().currencies.at(tokens, k + 1) if word == "in" else None
            if money is not None and money[0][0].isalpha():
                return money[0][0]
    return None


def counts_other_things(noun: str, donor: Candidate) -> bool:
    """Tell whether `noun` is of another kind than what `donor` counts: people are no euros, experts no parameters."""
    if noun in _MONEY_NOUNS or noun in _MEASURES:
        return False
    if donor.noun is not None and donor.noun.split()[0] == noun:
        return False
    return donor.unit is not None or donor.noun is not None or donor.scaled


def _has_article(tokens: Tokens, c: Candidate) -> bool:
    decimal = c.atom is not None and c.atom.digits
    return decimal and article(tokens, c) in _SINGULAR - {"il", "lo", "l"} and not tokens.is_letters(c.right + 1)


def read_label(tokens: Tokens, c: Candidate) -> bool:
    """Read what a label before the number says of its unit: tokens of a context window, an index without unit.

    Returns whether it says so; the candidate then is a figure.

    Examples
    --------
    >>> from extract.quantities import find_quantities
    >>> [(str(q.value), q.unit) for q in find_quantities("Finestra di contesto: 64K. Il Pue medio è di 1,2.")]
    [('64000', 'token'), ('1.2', '1')]
    """
    if c.unit is not None or c.noun is not None:
        return False
    if tokens.word(c.left - 1) in _SCORE_VERBS and c.atom is not None and c.atom.decimals and not c.scaled:
        c.inferred = True  # "sul test fa 95,0"
        return True
    for k in range(c.left - 1, c.left - 1 - _LABEL, -1):
        word = tokens.word(k)
        if word in {";", "\n", ")", "?"} or (word == "." and tokens.sentence_ends(k)) or word == ",":
            return False
        if word in _TOKEN_LABELS and c.high >= _FEWEST_TOKENS:
            c.unit, c.inferred = "token", True
            c.flag("unit-inferred")
            c.cues.append(word)
            return True
        if word in _PERCENTAGES and _has_article(tokens, c) and c.high <= _HUNDRED and not c.scaled:
            c.unit, c.inferred, c.name_like = "%", True, False  # "la percentuale è scesa al 4,2"
            c.flag("unit-inferred")
            c.cues.append(word)
            return True
        if word in _DIMENSIONLESS and not c.scaled and c.atom is not None and c.atom.digits:
            c.inferred = c.known = True
            c.cues.append(word)
            return True
        if tokens.is_digits(k) or word in vocabulary().currency_signs:
            return False
    return False


def scaled_apart(tokens: Tokens, c: Candidate) -> bool:
    """Read "di miliardi ne ha promessi venti": the scale stands before the verb."""
    ne = next((k for k in range(c.left - 1, c.left - 5, -1) if tokens.word(k) in _OF_THEM), None)
    if ne is None or tokens.word(ne - 2) != "di" or c.scaled:
        return False
    scale = vocabulary().scales.get(tokens.word(ne - 1))
    if scale is None:
        return False
    c.low, c.high, c.scale, c.scaled, c.inferred = c.low * scale.factor, c.high * scale.factor, scale.factor, True, True
    c.flag("scale-inferred")
    return True


def picked_from(tokens: Tokens, c: Candidate, following: list[Candidate]) -> bool:
    """Read "75 dei 90 addetti": the noun stands after the number that it is picked from."""
    if not following or tokens.word(c.right) not in {"dei", "degli", "delle"} or following[0].left != c.right + 1:
        return False
    whole = following[0]
    if whole.noun is None or whole.scaled or c.low >= whole.high or c.name_like:
        return False
    c.noun, c.known, c.inferred = whole.noun, whole.known, True
    return True
