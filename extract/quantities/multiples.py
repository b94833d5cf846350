"""Read multiples: "dieci volte superiore", "il doppio", "triplicato", "10x" (the last is a unit)."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache

from extract.quantities.atoms import Atom
from extract.quantities.candidate import Candidate
from extract.quantities.hedges import hedge_after, hedge_before, stronger
from extract.quantities.lexer import Tokens
from extract.quantities.vocabulary import vocabulary, word_list

__all__ = [
    "is_multiple_adjective",
    "multiple_verb",
    "read_multiple_adjective",
    "read_multiple_noun",
    "read_multiple_verb",
    "read_times",
]
_LESS = ("meno", "inferior", "minor")
_MORE = ("più", "superior", "maggior", "miglior", "peggior", "tanto", "tanti", "tanta", "tante")
_OF = word_list("compared")
_THE = word_list("the")
_GROWTH = re.compile(
    r"(?:cresc|aument|moltiplic|sal[ie]|increment|super|ridott|ridu|cal[ao]|diminu|miglior|amplia|espan)"
)
_BEFORE_THE = word_list("before_the")
_FREQUENCY = word_list("frequency")
_VERB_END = re.compile(
    r"h?(?:a|o|ò|ano|ato|ata|ati|ate|are|ar|arsi|arla|arlo|arli|arle|arne|ando|andosi|ava|avano|arono|erà|eranno|erebbe"
    r"|erebbero|asse|assero|i|ino|amento)?"
)
_ARTICLES = word_list("multiple_articles")
_PURPOSE = frozenset({"per", "verso", "dopo", "con"})
_AMOUNTS_TO = word_list("amounts_to")
_ONE = frozenset({"un", "uno", "una", "quel", "quella", "quello"})
_FEW = Decimal(5)
_EMPHATIC = frozenset({"netto", "tondo", "secco", "esatto", "preciso", "pieno"})
_AFTER_ADJECTIVE = frozenset({"rispetto", "di", "del", "della", "dell", "dei", "degli", "delle", "a", "al", "in"})


def read_times(tokens: Tokens, atom: Atom) -> Candidate | None:
    """Read "N volte" as a ratio, or None where it is a frequency ("tre volte alla settimana").

    Examples
    --------
    >>> from extract.quantities.atoms import read_atom
    >>> from extract.quantities.lexer import lex
    >>> tokens = lex("dieci volte superiore a quella")
    >>> read_times(tokens, read_atom(tokens, 0)).unit
    'x'
    >>> tokens = lex("tre volte alla settimana")
    >>> read_times(tokens, read_atom(tokens, 0)) is None
    True
    """
    many = atom.collective or (atom.scaled and atom.needs_di)
    at = atom.last + 1 if many and tokens.word(atom.last) == "di" else atom.last
    j = at + 1
    half = Decimal(0)
    if tokens.word(j) == "e" and tokens.word(j + 1) in {"mezza", "mezzo"}:
        half, j = Decimal("0.5"), j + 2
    once = tokens.word(at) == "volta" and half > 0 and atom.value == 1  # "una volta e mezza"
    if not once and (tokens.word(at) != "volte" or atom.value <= 1):
        return None
    end, direction = j, None
    k = j + 1 if tokens.word(j) == "di" and tokens.word(j + 1) in {"più", "meno"} else j
    after = tokens.word(k)
    hedge = hedge_before(tokens, atom.left)
    compared = half > 0
    if after.startswith(_LESS):
        end, direction, compared = k + 1, "less", True
    elif after.startswith(_MORE):
        end, compared = k + 1, True
    elif after in _OF:
        compared = True
    elif after in _THE | _ONE and _frequency(tokens, k) and tokens.word(hedge.left - 1) not in {"di", "per"}:
        return None  # "lo usa due volte la settimana"
    elif after in _THE:
        compared = atom.value >= _FEW or hedge.hedge != "exact" or tokens.word(hedge.left - 1) in _BEFORE_THE
    elif after in _ONE:
        compared = tokens.word(hedge.left - 1) in _BEFORE_THE  # "costa sette volte un brano"
    if not compared:
        if after in {"a", "al", "alla", "all", "in", "ogni"} and _frequency(tokens, k):
            return None
        compared = tokens.word(hedge.left - 1) in {"coperta", "coperto"} or (
            tokens.word(hedge.left - 1) in {"di", "per"}
            and any(_GROWTH.match(tokens.word(m)) for m in range(hedge.left - 5, hedge.left - 1))
        )
    if not compared and hedge.hedge != "exact" and tokens.word(hedge.left - 1) in _AMOUNTS_TO:
        compared = True  # "vuol dire oltre nove volte in un anno"
    if not compared:
        return None
    return Candidate(
        hedge.left, end, atom.first, atom.last, atom.low + half, atom.high + half, unit="x", hedge=hedge.hedge,
        kind="ratio",
        direction=direction, resume=end, cues=[*hedge.cues, "volte"], atom=atom, known=True,
        flags=list(atom.flags), scaled=atom.scaled, scale=atom.scale,
    )  # fmt: skip


def _frequency(tokens: Tokens, k: int) -> bool:
    return any(tokens.word(m) in _FREQUENCY for m in range(k, k + 4))


def read_multiple_noun(tokens: Tokens, i: int) -> Candidate | None:
    """Read "il doppio", "più del triplo", its multiple at token `i`; an adjective ("il doppio incarico") is none."""
    factor = vocabulary().multiple_nouns.get(tokens.word(i))
    if factor is None:
        return None
    after = tokens.word(i + 1)
    behind = hedge_after(tokens, i + 1)
    emphatic = after in _EMPHATIC
    if tokens.is_letters(i + 1) and after not in vocabulary().function_words and behind is None and not emphatic:
        return None
    left = i - 1 if tokens.word(i - 1) in _ARTICLES else i
    if left == i and after != "rispetto":
        return None
    hedge = hedge_before(tokens, i)
    kind, right = hedge.hedge, i + 1 + emphatic
    if behind is not None:
        kind, right = stronger(kind, behind[0]), behind[1]
    return Candidate(
        min(left if tokens.word(left) in {"il", "al"} else i, hedge.left), right, i, i + 1, factor, factor, unit="x",
        hedge=kind, kind="ratio", resume=right, cues=[*hedge.cues, tokens.word(i)], known=True,
    )  # fmt: skip


def read_multiple_adjective(tokens: Tokens, i: int) -> Candidate | None:
    """Read "più che doppia", "è tripla rispetto a": an adjective said of an amount, at token `i`."""
    factor = _adjectives().get(tokens.word(i))
    if factor is None:
        return None
    hedge = hedge_before(tokens, i)
    said = tokens.word(hedge.left - 1) in _AMOUNTS_TO or hedge.hedge != "exact"
    if not said or not (tokens.word(i + 1) in _AFTER_ADJECTIVE or not tokens.is_letters(i + 1)):
        return None
    if hedge.hedge == "exact" and tokens.word(i + 1) not in _AFTER_ADJECTIVE:
        return None
    return Candidate(
        hedge.left, i + 1, i, i + 1, factor, factor, unit="x", hedge=hedge.hedge, kind="ratio", resume=i + 1,
        cues=[*hedge.cues, tokens.word(i)], known=True,
    )  # fmt: skip


@lru_cache(maxsize=1)
def _adjectives() -> dict[str, Decimal]:
    """Return the forms of "doppio", "triplo" as adjectives of feminine gender or plural, with their factors."""
    return {
        noun[:-1] + ending: factor
        for noun, factor in vocabulary().multiple_nouns.items()
        for ending in (("a", "e", "i") if noun != "doppio" else ("a", "e"))
    } | {"doppi": Decimal(2)}


def is_multiple_adjective(word: str) -> bool:
    """Tell whether a word is "doppia", "tripli" and the like."""
    return word in _adjectives()


@lru_cache(maxsize=1 << 12)
def multiple_verb(word: str) -> Decimal | None:
    """Return the factor of a verb form, or None.

    Examples
    --------
    >>> multiple_verb("quadruplicato"), multiple_verb("dimezza"), multiple_verb("triplice")
    (Decimal('4'), Decimal('0.5'), None)
    """
    for stem, factor in vocabulary().multiple_verbs.items():
        if word.startswith(stem):
            ending = word[len(stem) :]
            if not _VERB_END.fullmatch(ending) or (stem.endswith("c") and ending in {"i", ""}):
                return None
            return factor
    return None


def read_multiple_verb(tokens: Tokens, i: int) -> Candidate | None:
    """Read the verb at token `i` ("raddoppia", "più che triplicati")."""
    factor = multiple_verb(tokens.word(i))
    if factor is None or (tokens.word(i - 1) in {"il", "la"} and tokens.word(i - 2) in _PURPOSE):
        return None  # "soldi per il raddoppio della fabbrica"
    hedge = hedge_before(tokens, i)
    if tokens.word(hedge.left) == "solo":
        hedge.left = i
    right, kind = i + 1, hedge.hedge
    after = tokens.word(right)
    if after == "quasi":
        kind, right = stronger(kind, "almost"), right + 1
    else:
        behind = hedge_after(tokens, right)
        if behind is not None and behind[0] == "about":
            kind, right = stronger(kind, "about"), behind[1]
    return Candidate(
        hedge.left, right, i, i + 1, factor, factor, unit="x", hedge=kind, kind="ratio", resume=right,
        cues=[*hedge.cues, tokens.word(i)], known=True,
    )  # fmt: skip
