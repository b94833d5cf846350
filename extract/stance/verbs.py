"""What a word tells of the tense of its clause, by its ending, its auxiliary or a list: there is no parser here."""

from __future__ import annotations

from collections.abc import Sequence

from extract.periods.lexer import Token
from extract.periods.tense import is_future, is_participle
from extract.stance.lexicon import table

_AUXILIARY = frozenset(
    ["ha", "hanno", "ho", "abbiamo", "è", "sono", "siamo", "era", "erano", "aveva", "avevano", "avrà", "avranno"]
)
_BETWEEN = frozenset(
    [
        "già",
        "anche",
        "appena",
        "poi",
        "mai",
        "inoltre",
        "ora",
        "oggi",
        "quasi",
        "così",
        "ancora",
        "finalmente",
        "infatti",
        "stato",
        "stata",
        "stati",
        "state",
    ]
)
_CONDITIONAL = ("rebbe", "rebbero", "remmo")
_PAST = ("arono", "irono", "erono", "avano", "evano", "ava", "eva")
_NO_PAST = frozenset(["brava", "leva", "java", "slava", "però", "ciò", "può", "perciò"])


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
    if len(word) > 4 and word.endswith(_CONDITIONAL):
        return "conditional"
    if is_future(word):
        return "future"
    if word in _AUXILIARY:
        j = i + 1
        while j < len(tokens) and j < i + 4 and tokens[j].norm in _BETWEEN:
            j += 1
        if j < len(tokens) and (is_participle(tokens[j].norm) or tokens[j - 1].norm.startswith("stat")):
            return "past"
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
    ahead = [token.norm for token in tokens[i + 1 : i + 4]]
    return tokens[i].norm in _AUXILIARY and any(
        word in verbs for word in ahead[:1] + [w for w in ahead[1:] if ahead[0] in _BETWEEN]
    )
