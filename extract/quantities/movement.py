"""Tell "passa da 62 a 47" (before and after) from "va da 62 a 47" (one range) by the verb or noun before it."""

from __future__ import annotations

import re

from extract.quantities.lexer import Tokens

_MOVE = re.compile(
    r"pass[aòei]|sal[eigì]|salt|scen[d]|sces|cresc|cresciut|cal[aòei]|aument|ridu[cs]|ridott|taglia|port[aòei]|balz|croll|scivol|"
    r"precipit|arretr|scend|lievit|rimbalz|torn|ris[ae]l|dimin|aggiorn|rivist|rived|alz[aòei]|abbass|trasform|flession|"
    r"rialz|incremen|compress|sposta|migliora|peggiora|ritocc|espan|amplia|estes|estend|cambia|vola|sch?izz|impenn|perdit|perde"
)
_RANGE = re.compile(
    r"va$|vanno$|andare$|andrà$|andranno$|andava|vari|oscill|compres|cost[aoi]|costan|richied|serv|parton|fascia|forchetta|"
    r"intervall|tra$|sono$|è$|taglie|dimension|scelt"
)
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
    for m in range(k - 1, max(k - _WINDOW, -1), -1):
        word = tokens.word(m)
        if word in _STOPS:
            break
        if _MOVE.match(word):
            return True
        if _RANGE.match(word):
            return False
    return definite
