"""What a word tells of the tense of its clause, by its ending, its auxiliary, a list or a parser."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from extract.periods.lexer import Token
from extract.periods.tense import is_future, is_participle
from extract.stance.lexicon import closed, table

_CONDITIONAL = ("rebbe", "rebbero", "remmo")
_PAST = ("arono", "irono", "erono", "avano", "evano", "ava", "eva")
KEPT_WORDS = 10_000  # of which a tense is remembered, so that a long run does not fill the memory
_NO_PAST = {"brava", "leva", "slava", "però", "perciò"}


def tense(tokens: Sequence[Token], i: int) -> str | None:
    """Return ``future``, ``conditional``, ``past``, ``present`` or None where token `i` is no finite verb.

    Examples
    --------
    >>> from extract.periods.lexer import tokenise
    >>> words = tokenise("ha speso, spenderà, avrebbe speso, vale")
    >>> [tense(words, i) for i in (0, 3, 5, 8)]
    ['past', 'future', 'conditional', 'present']
    """
    word = tokens[i].norm
    ahead = _looking_ahead(word)
    if ahead:
        return ahead
    if tokens[i].part == "none":
        return None
    if word in closed("auxiliary"):
        j = i + 1
        while j < len(tokens) and j < i + 4 and tokens[j].norm in closed("between"):
            j += 1
        if j < len(tokens) and (is_participle(tokens[j].norm) or tokens[j - 1].norm.startswith("stat")):
            return "past"
    return _of_form(word) or tokens[i].part or None


@lru_cache(maxsize=KEPT_WORDS)
def _looking_ahead(word: str) -> str | None:
    if len(word) > 4 and word.endswith(_CONDITIONAL):
        return "conditional"
    return "future" if is_future(word) else None


@lru_cache(maxsize=KEPT_WORDS)
def _of_form(word: str) -> str | None:
    """Return the tense of a form that is no future and no conditional, None where it tells none."""
    if len(word) > 5 and word.endswith("iamo"):
        return "present"
    listed = table("verbs.tsv").get(word)
    if listed:
        return listed
    if len(word) > 4 and word not in _NO_PAST and (word.endswith(_PAST) or word.endswith("ò")):
        return "past"
    if table("speech.tsv").get(word) and not is_participle(word):
        return "present"
    return None


def says(tokens: Sequence[Token], i: int) -> bool:
    """Say whether the verb at `i` (with its participle) is one of saying, which states no fact itself."""
    verbs = table("speech.tsv")
    if tokens[i].norm in verbs:
        return True
    if tokens[i].norm not in closed("auxiliary"):
        return False
    for token in tokens[i + 1 : i + 4]:
        if token.norm in verbs:
            return True
        if token.norm not in closed("between"):
            return False
    return False
