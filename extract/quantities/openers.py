"""Where a figure may begin: one cheap look at every word of a text, so that the grammar looks at few of them.

Most words of news can open no number. What a word can open is decided once and remembered, in a table of bounded size.
"""

from __future__ import annotations

from functools import lru_cache

from extract.quantities.atoms import PLURAL_SCALES, SEVERAL, SINGULAR_SCALES
from extract.quantities.lexer import Tokens
from extract.quantities.multiples import is_multiple_adjective, multiple_verb
from extract.quantities.numerals import NUMBER_STARTS, word_value
from extract.quantities.vocabulary import vocabulary

_ARTICLES = frozenset({"un", "uno", "una"})
_HALVES = frozenset({"mezzo", "mezza"})
_LEADS = _ARTICLES | {"il", "qualche", "altro", "altra", "del", "al", "dal", "ogni"}
_LED = SINGULAR_SCALES | {"mezzo", "mezza", "altro", "buon"}
_MOST_WORDS = 1 << 16
_NEVER, _OPENS, _LEADS_ON = 0, 1, 2


def openers(tokens: Tokens) -> list[int]:
    """Return the tokens at which a figure may begin, in order.

    Examples
    --------
    >>> from extract.quantities.lexer import lex
    >>> tokens = lex("il gruppo spende un milione e assume due ingegneri")
    >>> [tokens.word(i) for i in openers(tokens)]
    ['un', 'due']
    """
    words = tokens.words
    kinds = list(map(_table().__getitem__, words))
    return [i for i, kind in enumerate(kinds) if kind and (kind == _OPENS or _led(tokens, i))]


class _Table(dict[str, int]):
    """What each word can open, found out when it is first met."""

    def __missing__(self, word: str) -> int:
        kind = _OPENS if _may_begin(word) else _LEADS_ON if word in _LEADS or word in SEVERAL else _NEVER
        if len(self) >= _MOST_WORDS:
            self.clear()
        self[word] = kind
        return kind


@lru_cache(maxsize=1)
def _table() -> _Table:
    return _Table()


def _may_begin(word: str) -> bool:
    """Tell whether a figure may begin at `word`, articles apart."""
    if "0" <= word[0] <= "9" or word in _HALVES:
        return True
    vocab = vocabulary()
    return (
        word in vocab.collectives or word in vocab.multiple_nouns or word == "metà" or multiple_verb(word) is not None
        or is_multiple_adjective(word)
        or (word not in {"un", "una"} and word.startswith(NUMBER_STARTS) and word_value(word) is not None)
    )  # fmt: skip


@lru_cache(maxsize=1 << 14)
def _may_measure(word: str) -> bool:
    vocab = vocabulary()
    return word != "" and (word == "punto" or vocab.units.begins(word) or vocab.currencies.begins(word))


def _led(tokens: Tokens, i: int) -> bool:
    """Tell whether the article or the like at token `i` leads a number ("un milione", "una decina", "un punto")."""
    word, after = tokens.word(i), tokens.word(i + 1)
    if word in SEVERAL:
        return after in PLURAL_SCALES
    if after in _LED or after in vocabulary().collectives:
        return True
    if word not in _ARTICLES:
        return False
    return _may_measure(after) or after in {"'", "su", "volta"} or _out_of(tokens, i)


def _out_of(tokens: Tokens, i: int) -> bool:
    """Tell whether "su" with a number may follow ("una impresa italiana su tre"), or a fraction ("un quinto")."""
    if tokens.word(i + 1) in vocabulary().fractions:
        return True
    return any(tokens.word(m) in {"su", "ogni"} for m in range(i + 2, i + 5))
