"""Find the scale word or suffix after a number: "milioni", "mld.", "B", "M€"."""

from __future__ import annotations

from extract.quantities.lexer import Tokens
from extract.quantities.vocabulary import Scale, vocabulary


def scale_at(tokens: Tokens, j: int, money: bool) -> tuple[Scale, int] | None:
    """Return the scale word or suffix at token `j`, and the token after it."""
    scales = vocabulary().scales
    glued = tokens.glued(j)
    scale = scales.get(tokens.surface(j)) if glued or _money_after(tokens, j + 1) else None
    if scale is None or scale.where == "money":
        scale = scales.get(tokens.word(j)) if scale is None else scale
    if scale is None:
        return None
    after = j + 1
    if scale.where == "glued" and not (glued and not _runs_on(tokens, after)) and not _money_after(tokens, after):
        return None
    if scale.where == "money" and not (money or tokens.word(after) in vocabulary().currency_signs):
        return None
    if len(tokens.word(j)) == 3 and tokens.word(after) == "." and tokens.glued(after):
        follower = tokens.word(after + 1)
        if follower in {"di", "$", "€", "£"} or vocabulary().currencies.at(tokens, after + 1):
            after += 1
    return scale, after


def _money_after(tokens: Tokens, j: int) -> bool:
    """Tell whether a currency sign hangs on a suffix before token `j` ("12 M€")."""
    return tokens.glued(j) and tokens.word(j) in vocabulary().currency_signs


def _runs_on(tokens: Tokens, j: int) -> bool:
    """Tell whether token `j` is glued letters or digits, so that a suffix before it is part of a longer name."""
    return tokens.glued(j) and tokens.word(j)[0].isalnum()
