"""Join two neighbouring figures into a range, or part them as before and after ("dal 62 al 47%")."""

from __future__ import annotations

from decimal import Decimal

from extract.quantities.candidate import Candidate
from extract.quantities.hedges import hedge_before
from extract.quantities.lexer import Tokens
from extract.quantities.movement import moves
from extract.quantities.vocabulary import vocabulary, word_list

_BETWEEN = frozenset({"tra", "fra"})
_FROM = word_list("from")
_TO = word_list("to")
_DASHES = frozenset({"-", "–", "—", "÷", "‑"})
_ARTICLES = word_list("articles")
_OPENERS = word_list("range_openers")
_SHARES, _AMOUNTS = word_list("percentages"), word_list("amounts")
_PASSING = ("passa", "passò", "passe", "passi")
_CLAUSE = 24
_NEAR = Decimal(20)
_FAR = Decimal(5)


def join(tokens: Tokens, a: Candidate, b: Candidate) -> list[Candidate] | None:
    """Return what `a` and its neighbour `b` are together: one range, two linked figures; None where neither.

    An empty list means that the two are a score or an identifier.
    """
    between = tokens.words[a.right : b.left] if b.left - a.right <= 4 else None
    if between is None or a.is_range or b.is_range or a.kind == "ratio" != b.kind:
        return None
    link = [w for w in between if w not in _ARTICLES]
    if len(link) != 1:
        return None
    word = link[0]
    if word in _DASHES:
        return _dashed(tokens, a, b)
    if word == "e" and a.unit == b.unit == "s" and a.factor > b.factor and b.low * b.factor < a.factor:
        return _together(a, b)
    if word == "e" and _opening(tokens, a) in _BETWEEN:
        return _range(tokens, a, b, opener=_opening_token(tokens, a))
    if word == "," and _vague_pair(a, b):
        return _range(tokens, a, b)
    if word in {"o", "od"} and a.bare and not b.bare and a.low < b.low and not a.sign:
        return _range(tokens, a, b) if _close(a, b) else None
    if word in _TO and _opening(tokens, a) in _FROM:
        return _from_to(tokens, a, b, word)
    return None


def _together(a: Candidate, b: Candidate) -> list[Candidate]:
    """Return "2 minuti e 19 secondi" as one duration, in seconds: a third of a minute has no end in decimals."""
    a.low, a.factor = a.low * a.factor + b.low * b.factor, Decimal(1)
    a.high, a.right, a.last = a.low, b.right, b.last
    a.cues += b.cues
    return [a]


def _opening_token(tokens: Tokens, a: Candidate) -> int:
    k = a.left - 1
    while k > a.left - 3 and tokens.word(k) in _ARTICLES:
        k -= 1
    return k


def _opening(tokens: Tokens, a: Candidate) -> str:
    return tokens.word(_opening_token(tokens, a))


def _close(a: Candidate, b: Candidate) -> bool:
    """Tell whether "A o B" is one vague amount ("due o tre", "10 o 15 milioni") and no choice of two things."""
    one, other = a.low, b.low / b.scale
    return one < other <= 3 * one


def _vague_pair(a: Candidate, b: Candidate) -> bool:
    """Tell whether "due, tre settimane" is one vague amount: neighbouring spelled-out numbers, the unit on the last."""
    spelled = a.atom is not None and b.atom is not None and not (a.atom.digits or b.atom.digits)
    return spelled and a.bare and not b.bare and a.low >= 2 and b.low / b.scale == a.low + 1 and a.low < 10


def share(a: Candidate, b: Candidate, *, falls: bool = False) -> None:
    """Give `a` the scale, unit and noun that only `b` has, marked as inferred; `falls`: `a` may be the larger."""
    if not a.scaled and b.scaled and (falls or a.low * b.scale <= b.low) and a.unit in {None, b.unit}:
        a.low = a.high = a.low * b.scale
        a.scale, a.scaled = b.scale, True
        a.flag("scale-inferred")
    if a.unit is None and a.noun is None and (b.unit is not None or b.noun is not None):
        a.unit, a.factor, a.noun, a.known = b.unit, b.factor, b.noun, b.known
        a.flag("unit-inferred")
    a.per = a.per or b.per
    a.inferred = True


def _comparable(a: Candidate, b: Candidate) -> bool:
    return a.unit in {None, b.unit} or (b.unit is None and b.noun is None)


def _range(tokens: Tokens, a: Candidate, b: Candidate, opener: int | None = None) -> list[Candidate] | None:
    if not _comparable(a, b):
        return None
    if b.unit is None and b.noun is None and a.unit is not None:
        b.unit, b.factor = a.unit, a.factor
        if a.scaled and not b.scaled and b.low <= b.low * a.scale:
            b.low = b.high = b.low * a.scale
    share(a, b)
    low, high = a.low * a.factor / b.factor, b.high
    if low >= high:
        return None
    left = a.left
    if opener is not None:
        left = opener - 1 if tokens.word(opener - 1) in _OPENERS else opener
        hedge = hedge_before(tokens, left)
        left = hedge.left
    b.left, b.first, b.low, b.hedge, b.per = left, a.first, low, "range", b.per or a.per
    b.scaled, b.inferred, b.name_like = b.scaled or a.scaled, True, False
    b.cues = [*a.cues, *b.cues]
    b.flags = [f for f in dict.fromkeys([*a.flags, *b.flags]) if not f.endswith("-inferred")]
    b.sign = a.sign
    return [b]


def _dashed(tokens: Tokens, a: Candidate, b: Candidate) -> list[Candidate] | None:
    glued = tokens.glued(b.first) and tokens.glued(a.right)
    if not glued and (b.bare or (a.unit is not None and a.unit != b.unit)):
        return None
    b.sign = 0
    if a.bare and b.bare and not (a.atom and a.atom.decimals and b.atom and b.atom.decimals):
        if a.low >= b.low or (b.high <= 10 and not a.inferred) or (glued and b.low > _FAR * a.low):
            return []  # a score
        return _range(tokens, a, b)
    return _range(tokens, a, b)


def _from_to(tokens: Tokens, a: Candidate, b: Candidate, word: str) -> list[Candidate] | None:
    if not _comparable(a, b) or (a.bare and b.bare):
        return None
    falls = _value(a, b) > b.low * b.factor
    if not falls and tokens.word(b.right) == "in" and tokens.word(b.right + 1) in {"più", "meno"}:
        return _range(tokens, a, b, opener=_opening_token(tokens, a))
    opener = _opening_token(tokens, a)
    if not falls and b.unit == "%" and _moves_by(tokens, opener):
        return _range(tokens, a, b, opener=opener)
    if (
        falls
        or _takes_time(tokens, b.right)
        or moves(tokens, opener, definite=_is_definite(tokens.word(opener)) and word != "a")
    ):
        share(a, b, falls=a.low <= _NEAR * b.low / b.scale)
        if b.bare or (a.scaled and not b.scaled and b.unit is None):
            share(b, a)
        return [a, b]
    joined = _range(tokens, a, b, opener=opener)
    return joined


def _takes_time(tokens: Tokens, j: int) -> bool:
    """Tell whether "in diciotto mesi" follows at token `j`: what takes time is a movement."""
    if tokens.word(j) != "in":
        return False
    return any((found := vocabulary().units.at(tokens, m)) is not None and found[0].unit == "s" for m in (j + 2, j + 3))


def _moves_by(tokens: Tokens, opener: int) -> bool:
    """Tell whether what moves is no percentage itself: "i prezzi saliranno dal 5 al 10%" is by how much."""
    for k in range(opener - 1, opener - 1 - _CLAUSE, -1):
        word = tokens.word(k)
        if word in _SHARES or (word == "." and tokens.sentence_ends(k)) or word in {"\n", ";", ":"}:
            return False
        if word.startswith(_PASSING):
            return False  # "la resa passa dal 40 al 55%": what passes is itself a share
        if word in _AMOUNTS:
            return True
    return False


def _is_definite(opener: str) -> bool:
    """Tell whether "dal ... al" moves where no verb says: a percentage does; "dalle 200 alle 300" is one amount."""
    return opener not in {"da", "dai", "dagli", "dalle"}


def _value(a: Candidate, b: Candidate) -> Decimal:
    if a.scaled or a.unit is not None or not b.scaled:
        return a.low * (a.factor if a.unit else b.factor)
    return a.low * b.scale * b.factor
