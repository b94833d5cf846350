"""Tell bare numbers that are scores of a test: "ha segnato un 71.4, contro i 52.3 di X", "batte X (84.1)"."""

from __future__ import annotations

from extract.quantities.candidate import Candidate
from extract.quantities.lexer import Tokens
from extract.quantities.vocabulary import word_list

_VERBS = word_list("score_verbs")
_TESTS = word_list("score_words")
_MOST = 100
_SENTENCE = 60  # tokens of a sentence, to either side, that are looked at
_TIES = word_list("score_ties")


def is_score_of_a_test(tokens: Tokens, c: Candidate, previous: Candidate | None) -> bool:
    """Tell whether a number with decimals and no unit is a score; `previous` is the figure before it in its sentence.

    Examples
    --------
    >>> from extract.quantities import find_quantities
    >>> text = "Nel test di logica ha ottenuto un 71.4, contro i magri 52.3 di Alfa; batte anche Beta (69,9)."
    >>> [str(q.value) for q in find_quantities(text)]
    ['71.4', '52.3', '69.9']
    """
    atom = c.atom
    if atom is None or not atom.decimals or c.scaled or c.sign or c.unit or c.noun or c.high > _MOST:
        return False
    before = c.left - 1
    before -= tokens.word(before) in {"un", "uno"}
    if tokens.word(before) in _VERBS:
        return True
    named = tokens.word(c.left - 1) == ":" and "(" in {tokens.word(k) for k in range(c.left - 4, c.left - 1)}
    opened = tokens.word(c.left - 1) == "(" or named  # "(MMLU: 71.2 vs 69.9)"
    bracketed = opened and tokens.word(c.right) in {")", ",", ";", "vs", "contro"}
    tied = tokens.word(c.left - 1) in _TIES or tokens.word(c.left - 2) in {"i", "gli"}
    after = previous is not None and previous.inferred and previous.bare and _is_decimal(previous)
    return (after and (bracketed or tied)) or (bracketed and _tells_of_a_test(tokens, c.left))


def _is_decimal(c: Candidate) -> bool:
    return c.atom is not None and c.atom.decimals and not c.scaled


def _tells_of_a_test(tokens: Tokens, i: int) -> bool:
    """Tell whether the sentence around token `i` speaks of a test: "benchmark", "punteggio"."""
    for step in (-1, 1):
        k = i
        while 0 <= k < len(tokens.words) and abs(k - i) < _SENTENCE:
            if tokens.word(k) in _TESTS:
                return True
            if k != i and (tokens.word(k) == "\n" or (tokens.word(k) in {".", "?", "!"} and tokens.sentence_ends(k))):
                break
            k += step
    return False
