"""Past or future: which way the clause looks, from its verb forms and words of planning.

A bare month, quarter or weekday has no year of its own; Italian news leaves it to the verb ("a giugno ha venduto",
"a giugno venderà"). The nearest cue of the clause decides; without any, the past does.
"""

from __future__ import annotations

from extract.periods import lexicon
from extract.periods.lexer import Token

_EDGES = {".", ";", ":", "!", "?", "(", ")", "«", "»", "\n", "“", "”"}
_COMMA = 6  # a comma is worth so many words of distance
REACH = 24
_BESIDE = 2
_FUTURE = ("rà", "ranno", "remo", "rete", "rebbe", "rebbero", "remmo")
_PARTICIPLE = ("ato", "ata", "ati", "ate", "uto", "uta", "uti", "ute", "ito", "ita", "iti", "ite")
_PERFECT = {"avrebbe", "avrebbero", "sarebbe", "sarebbero"}
_PAST = ("arono", "irono", "erono", "ava", "avano", "eva", "evano", "iva", "ivano")


def is_future(word: str) -> bool:
    """Say whether a word looks like a future or a conditional.

    Examples
    --------
    >>> is_future("arriverà"), is_future("spenderanno"), is_future("tiranno"), is_future("città")
    (True, True, False, False)
    """
    return len(word) > 4 and word.endswith(_FUTURE) and word not in _not_future()


def _not_future() -> frozenset[str]:
    return lexicon.classes("tense.tsv")["not-future"]


def is_participle(word: str) -> bool:
    """Say whether a word looks like a past participle.

    Examples
    --------
    >>> is_participle("venduto"), is_participle("chiuso"), is_participle("mese")
    (True, True, False)
    """
    return (len(word) > 4 and word.endswith(_PARTICIPLE)) or word in lexicon.classes("tense.tsv")["participle"]


def looks_ahead(tokens: list[Token], first: int, last: int, *, reach: int = REACH) -> bool | None:
    """Say whether the clause around tokens `first` to `last` (exclusive) speaks of what is to come.

    Parameters
    ----------
    reach : int
        How many words away a cue may stand; a comma counts as several.

    Returns
    -------
    bool or None
        True for the future, False for the past, None where no cue is in reach.

    Examples
    --------
    >>> from extract.periods.lexer import tokenise
    >>> looks_ahead(tokenise("il chip arriverà a giugno"), 3, 5)
    True
    >>> looks_ahead(tokenise("a giugno ha venduto"), 0, 2)
    False
    >>> looks_ahead(tokenise("la nota di giugno"), 3, 4)
    """
    best: tuple[int, bool] | None = None
    for step in (-1, 1):
        index, distance = (first - 1 if step < 0 else last), 0
        while 0 <= index < len(tokens):
            word = tokens[index].norm
            distance += _COMMA if word == "," else 1
            if word in _EDGES or distance > reach:
                break
            ahead = _direction(tokens, index)
            if ahead is None and step < 0 and distance <= _BESIDE and _done(tokens, index):
                ahead = False
            if ahead is not None:
                best = min(best or (distance, ahead), (distance, ahead))
                break
            index += step
    return best[1] if best else None


def _done(tokens: list[Token], index: int) -> bool:
    """Say whether a participle beside the time tells what is done: "un sondaggio condotto tra marzo e aprile"."""
    word, before = tokens[index].norm, tokens[index - 1].norm if index else ""
    table = lexicon.classes("tense.tsv")
    return (
        is_participle(word)
        and word not in table["future"]
        and not before.endswith(_FUTURE)
        and before not in table["aux"]
    )


def _direction(tokens: list[Token], index: int) -> bool | None:
    """Return True for a cue of the future, False for one of the past or the present, None for any other word."""
    table, word = lexicon.classes("tense.tsv"), tokens[index].norm
    after = tokens[index + 1].norm if index + 1 < len(tokens) else ""
    before = tokens[index - 1].norm if index else ""
    if word in table["aux"]:
        return after in table["future"]
    told = _PERFECT & {word, before}  # "avrebbe perso": hearsay about what is done
    participle = after if word in _PERFECT else word
    if is_participle(participle) and (told or before in table["aux"]) and participle not in table["future"]:
        return False
    if word in table["future"] or is_future(word):
        return True
    if word in table["past"] or (len(word) > 4 and (word.endswith(_PAST) or (word.endswith("ò") and word != "però"))):
        return False
    return None
