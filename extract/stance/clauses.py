"""Cut a sentence into clauses: at marks and conjunctions, where both sides have a finite verb of their own."""

from __future__ import annotations

from collections.abc import Sequence

from extract.periods.lexer import Token
from extract.stance.lexicon import closed
from extract.stance.verbs import tense


def split_clauses(tokens: Sequence[Token], first: int, last: int) -> list[tuple[int, int]]:
    """Return the clauses of tokens `first` to `last` (exclusive) as token ranges that cover them.

    Examples
    --------
    >>> from extract.periods.lexer import tokenise
    >>> words = tokenise("Ha assunto 150 persone, più di tutti, e ne prevede 60.")
    >>> [" ".join(token.text for token in words[a:b]) for a, b in split_clauses(words, 0, len(words))]
    ['Ha assunto 150 persone , più di tutti ,', 'e ne prevede 60 .']
    """
    soft, hard = closed("soft"), closed("hard")
    cuts = [first]
    for i in range(first + 1, last):
        word = tokens[i].norm
        if word == "che" and {token.norm for token in tokens[i + 1 : i + 3]} & closed("closes"):
            continue  # "l'annata che finisce in giugno"
        if word in soft or word in hard or tokens[i - 1].norm in hard:
            cuts.append(i)
    pieces = [(a, b) for a, b in zip(cuts, [*cuts[1:], last], strict=True) if a < b]
    clauses: list[tuple[int, int]] = []
    verbs = [any(tense(tokens, i) for i in range(a, b)) for a, b in pieces]
    has_verb = False
    for (a, b), verb in zip(pieces, verbs, strict=True):
        apart = clauses and (tokens[a].norm in hard or tokens[a - 1].norm in hard)
        if clauses and not apart and not (verb and has_verb):
            clauses[-1] = (clauses[-1][0], b)
            has_verb = has_verb or verb
        else:
            clauses.append((a, b))
            has_verb = verb
    return clauses
