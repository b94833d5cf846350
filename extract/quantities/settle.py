"""Settle what a candidate is in its text: give elided parts, drop what stays no figure, mark what is weak."""

from __future__ import annotations

from extract.quantities.candidate import Candidate
from extract.quantities.infer import infer
from extract.quantities.lexer import Tokens
from extract.quantities.movement import moves_to
from extract.quantities.rates import distant_rate, other_side
from extract.quantities.vocabulary import vocabulary, word_list

_SHARE_OF = word_list("share_of")
_COPULA = word_list("copula")
_ON = frozenset({"sui", "sugli", "sulle"})
_TO = word_list("to")
_SMALL = 10
_THOUSAND = 1000
_ARE = frozenset({"sono", "erano", "saranno", "vengono", "hanno"})
_PARTITIVE = word_list("partitive")
_MAX_ENTRY = 10
_QUESTION = 14
_SO_FAR = frozenset({"finora", "già", "ormai", "oggi", "forse", "appena", "solo", "circa", "almeno"})
_AFTER_PEOPLE = frozenset(
    {"", ",", ".", ";", ":", ")", "\n", "e", "tra", "fra", "?", "!", "dentro", "nel", "nella", "a", "sparsi", "in", "»"}
)
_OPENING = frozenset({"\n", "«", '"', "“", "”", "»", "-", "–", "—", "*"})
_CROWNS = frozenset({"NOK", "SEK", "DKK", "CZK", "ISK"})


def settle(tokens: Tokens, found: list[Candidate]) -> list[Candidate]:
    """Return the figures among the candidates, in text order."""
    _open_currencies(found)
    for candidate in found:
        _kind(tokens, candidate)
    infer(tokens, found)
    _hedges(tokens, found)
    kept: list[Candidate] = []
    priced: Candidate | None = None
    for candidate in found:
        if not _is_figure(tokens, candidate):
            continue
        _weak(candidate)
        candidate.per = candidate.per or distant_rate(tokens, candidate)
        if candidate.per is not None and candidate.unit is not None:
            priced = candidate
        elif priced is not None and other_side(tokens, candidate, priced):
            candidate.per = priced.per
        if kept:
            candidate.left = max(candidate.left, kept[-1].right)  # "5 circa due": a hedge belongs to one number
        kept.append(candidate)
    return kept


def _hedges(tokens: Tokens, found: list[Candidate]) -> None:
    """Read "sui 95 milioni" as about, and carry "fino a" over to a coordinated amount ("fino a 30 milioni o al 4%")."""
    previous: Candidate | None = None
    for c in found:
        if c.hedge == "exact" and tokens.word(c.left - 1) in _ON and _is_amount(c):
            c.hedge = "about"
            c.cues.append(tokens.word(c.left - 1))
        if (
            previous is not None
            and (previous.hedge, c.hedge) == ("up_to", "exact")
            and 2 <= c.left - previous.right <= 3
            and tokens.word(c.left - 2) in {"o", "e"}
            and tokens.word(previous.right) in {"o", "e", ","}
            and tokens.word(c.left - 1) in _TO
        ):
            c.hedge = "up_to"
            c.cues += previous.cues[:1]
        previous = c


def _is_amount(c: Candidate) -> bool:
    """Tell whether "sui" before the figure can only mean about: an amount with a unit, or scaled, but no percentage."""
    return (c.unit is not None and c.unit not in {"%", "pp", "x", "s"}) or (c.scaled and c.noun is None)


def _open_currencies(found: list[Candidate]) -> None:
    """Give cents and kroner the nearest currency of the text; without any, they stay plain and ambiguous."""
    for candidate, before, after in _with_neighbours(found):
        if before is None and after is None:
            candidate.noun, candidate.unit = candidate.noun or "centesimi", None
            candidate.flag("reading-ambiguous")
            continue
        distance_before = candidate.left - before.right if before else None
        distance_after = after.left - candidate.right if after else None
        nearer = before if distance_after is None or (distance_before or 0) <= distance_after else after
        chosen = nearer if before and after else before or after
        candidate.unit = chosen.unit if chosen else None
        candidate.flag("currency-inferred")


def _with_neighbours(found: list[Candidate]) -> list[tuple[Candidate, Candidate | None, Candidate | None]]:
    """Return the candidates of open currency with the nearest figures of a written currency before and after."""
    before: dict[int, Candidate | None] = {}
    result: list[tuple[Candidate, Candidate | None, Candidate | None]] = []
    for forwards in (True, False):
        nearest: dict[str, Candidate | None] = {"?": None, "?corone": None}
        for candidate in found if forwards else reversed(found):
            unit = candidate.unit
            if unit is None:
                continue
            if unit in nearest:
                if forwards:
                    before[id(candidate)] = nearest[unit]
                else:
                    result.append((candidate, before[id(candidate)], nearest[unit]))
            elif _is_currency(unit):
                nearest["?"] = candidate
                if unit in _CROWNS:
                    nearest["?corone"] = candidate
    return result


def _is_currency(unit: str) -> bool:
    return len(unit) == 3 and unit.isupper()


def _is_figure(tokens: Tokens, c: Candidate) -> bool:
    if c.name_like and not c.inferred:
        return False
    if not c.bare or c.inferred:
        return True
    atom = c.atom
    if atom is None or c.sign or c.hedge != "exact" or atom.grouped or atom.collective:
        return True
    if atom.decimals:
        return not atom.dotted or tokens.word(c.left - 1) in _COPULA
    before = tokens.word(c.left - 1)
    if _is_of_them(tokens, c) or _are_people(tokens, c):
        return True
    if before == ":" and (atom.digits or c.low > 1) and _is_entry(tokens, c):
        return True
    if moves_to(tokens, c.left - 1) and (atom.digits or c.low > _SMALL):
        return True  # "gli iscritti sono saliti a 140"
    if _answers(tokens, c):
        return True
    if not atom.digits and c.low > _SMALL and (before in _COPULA or tokens.word(c.right) in _ARE):
        return True  # "gli iscritti sono cinquecento", "dei modelli, sessantuno sono nati qui"
    if not atom.digits and c.low > _THOUSAND:
        return True  # "contano di arrivare a cinquemila"
    if c.low > 1 and tokens.word(c.right) in {"di", "dei", "delle"} and tokens.word(c.right + 1) in _PARTITIVE:
        return True  # "trentasei di questi"
    return atom.digits and (before in _COPULA or (before == "in" and tokens.word(c.left - 2) in _COPULA))


def _answers(tokens: Tokens, c: Candidate) -> bool:
    """Tell whether the number is the whole answer to a question of how many: "Quanti siete? Ottantadue, …"."""
    k = c.left - 1
    k -= tokens.word(k) == "in"
    while tokens.word(k) in _OPENING:
        k -= 1
    if tokens.word(k) != "?" or c.low <= 1 or tokens.word(c.right) not in {",", ".", ";", "\n", ""}:
        return False
    asked = [tokens.word(m) for m in range(k - 1, max(-1, k - _QUESTION), -1)]
    ends = next((n for n, word in enumerate(asked) if word in {".", "?", "!", "\n"}), len(asked))
    return any(word.startswith("quant") and word not in {"quanto", "quando"} for word in asked[:ends])


def _is_of_them(tokens: Tokens, c: Candidate) -> bool:
    """Tell whether "ne" and a verb stand before the number ("ogni nodo ne monta 96")."""
    if c.low <= 1 or (tokens.is_letters(c.right) and tokens.word(c.right) not in vocabulary().function_words):
        return False
    near = [tokens.word(k) for k in range(c.left - 3 - (tokens.word(c.left - 1) in _SO_FAR), c.left)]
    return "ne" in near and near[-1] != "ne" and near[-1] not in {"il", "l", "al", "dal", "del", "nel", "alle", "dalle"}


def _are_people(tokens: Tokens, c: Candidate) -> bool:
    """Tell whether "in" makes the number one of people ("ci lavorano in trecento", "siamo rimasti in 19")."""
    if tokens.word(c.left - 1) != "in" or c.low <= 1:
        return False
    verb = tokens.word(c.left - 2)
    after = tokens.word(c.right)
    ends = after in _AFTER_PEOPLE
    return ends and verb.endswith(("iamo", "ano", "ono", "ati", "asti", "anno")) and tokens.is_letters(c.left - 2)


def _is_entry(tokens: Tokens, c: Candidate) -> bool:
    """Tell whether the number is the value of a line such as "- Lingue supportate: 36"."""
    after = tokens.word(c.right)
    if after not in {"", "\n", ";", "(", ","}:
        return False
    k = c.left - 2
    first = max(k - _MAX_ENTRY, -1)
    while k > first and tokens.word(k) not in {"\n", ":", "."}:
        if tokens.is_digits(k) or tokens.word(k) in vocabulary().labels:
            return False
        k -= 1
    return k > first or k < 0


def _kind(tokens: Tokens, c: Candidate) -> None:
    if c.unit == "x":
        c.kind = "ratio"
    if c.unit == "%" and c.kind == "level" and not c.sign and tokens.word(c.right) in _SHARE_OF:
        c.kind = "share"
    if tokens.word(c.right) == "in" and tokens.word(c.right + 1) in {"più", "meno"}:
        c.kind = "change"


def _weak(c: Candidate) -> None:
    atom = c.atom
    if atom is None or c.is_range:
        return
    small = not atom.digits and not c.scaled and not atom.collective and c.high <= _SMALL
    if small and (c.unit is None or c.unit == "s"):
        c.flag("weak")
    if c.bare and not c.inferred and not atom.grouped and not atom.collective:
        c.flag("weak")
