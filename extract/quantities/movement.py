"""Tell "passa da 62 a 47" (before and after) from "va da 62 a 47" (one range) by the verb or noun before it."""

from __future__ import annotations

import re

from extract.quantities.lexer import Tokens
from extract.quantities.vocabulary import word_list

_MOVE = re.compile("|".join(map(re.escape, sorted(word_list("move_stems")))))
_WHOLE = frozenset({"va", "è", "tra", "sono"})
_RANGE = re.compile("|".join(map(re.escape, sorted(word_list("range_stems") - _WHOLE))))
_STOP = re.compile("|".join(map(re.escape, sorted(word_list("stop_stems")))))
_WINDOW = 16
_STOPS = frozenset({".", ";", ":", "\n", "?", "!", "(", ")"})


def moves(tokens: Tokens, k: int, *, definite: bool) -> bool:
    """Tell whether the words before token `k` make "da A a B" a movement.

    Parameters
    ----------
    definite : bool
        Both ends carry an article ("dal ... al"): a movement where no word decides.

    Examples
    --------
    >>> from extract.quantities.lexer import lex
    >>> moves(lex("la quota è scesa dal"), 4, definite=True), moves(lex("le stime vanno dal"), 3, definite=True)
    (True, False)
    """
    for m in range(_before_aside(tokens, k - 1), max(k - _WINDOW, -1), -1):
        word = tokens.word(m)
        if word in _STOPS and (word != "." or tokens.sentence_ends(m)):
            break
        if _MOVE.match(word):
            return True
        if word in _WHOLE or _RANGE.match(word):
            return False
    return definite


def _before_aside(tokens: Tokens, k: int) -> int:
    """Return the token before what two commas set apart up to token `k`: "è calata, causa siccità, dal 9 al 6%"."""
    if tokens.word(k) != ",":
        return k
    opening = next((m for m in range(k - 1, k - _WINDOW, -1) if tokens.word(m) in _STOPS | {","}), k)
    return opening - 1 if tokens.word(opening) == "," and _MOVE.match(tokens.word(opening - 1)) else k


def moves_to(tokens: Tokens, k: int) -> bool:
    """Tell whether what moves stops at the number after token `k` or starts from it ("salgono a 140", "passati da 9").

    Examples
    --------
    >>> from extract.quantities.lexer import lex
    >>> moves_to(lex("i soci saliranno a 140"), 3), moves_to(lex("la sede a 140"), 2)
    (True, False)
    """
    before = tokens.word(k - 1)
    return tokens.word(k) in {"a", "da"} and bool(_MOVE.match(before) or _STOP.match(before))
