"""What the words of a sentence say of its status: cues, and verbs by their tense, each a vote with a strength."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from extract.periods.lexer import Token
from extract.stance.lexicon import Cue, closed, cues_like, cues_of, table
from extract.stance.verbs import says, tense

FACT = {"past": 2.0, "present": 1.2}
_SAYS = 0.8  # "ha detto che" states nothing itself, but is no plan either
_TOLD = 12  # words before a conditional in which a promise or a forecast may stand
_WANTS = {"vuole", "vogliono", "vuol", "voleva", "volesse", "vorrebbe"}
_ASIDE = 4  # words from the sentence's beginning from which "che persone a conoscenza …" is an aside
_FAR = 200  # words before a conditional in which what is supposed may stand


@dataclass(frozen=True, slots=True)
class Vote:
    """A cue at a token: for a status, with a strength."""

    status: str
    strength: float
    index: int
    sentence_wide: bool
    words: str
    verb: bool = False
    future: bool = False


def cue_votes(tokens: Sequence[Token], first: int, last: int) -> list[Vote]:
    found = []
    for i in range(first, last):
        word = tokens[i].norm
        candidates = cues_like(word)
        if not candidates:
            continue
        before = {token.norm for token in tokens[max(first, i - 2) : i]}
        if before & closed("yardstick"):
            continue  # "quanto ne serve a una città"
        if word in _WANTS and before & closed("whoever"):
            continue  # "chi lo vuole"
        matched = [cue for cue in candidates if _matches(cue, tokens, i, last)]
        if matched:
            cue = max(matched, key=lambda cue: (len(cue.words), cue.strength))
            words = " ".join(token.norm for token in tokens[i : i + len(cue.words)])
            aside = (
                cue.sentence_wide and cue.status == "rumoured" and i > first + _ASIDE and tokens[i - 1].norm == "che"
            )
            own = word.startswith("stim") and cue.status == "estimated" and _is_firm(tokens, i, first)
            found.append(
                Vote("planned" if own else cue.status, cue.strength, i, cue.sentence_wide and not aside, words)
            )
    return found


def _is_firm(tokens: Sequence[Token], i: int, first: int) -> bool:
    """Say whether the subject right before "stima" is a firm, which forecasts its own: ``il gruppo stima ricavi``."""
    own = i > first and tokens[i - 1].norm in closed("firms") and tokens[i - 1].norm != "banca"
    after = {token.norm for token in tokens[i + 1 : i + 4]}
    return own and not after & {"che", "mercato"}


def _matches(cue: Cue, tokens: Sequence[Token], i: int, last: int) -> bool:
    """Say whether the cue's words stand at token `i`, up to four words in each of its gaps."""
    position, gap = i, 0
    for forms in cue.words:
        if forms is None:
            gap = 4
            continue
        end = min(position + gap + 1, last)
        while position < end and not forms.fit(tokens[position].norm):
            position += 1
        if position >= end:
            return False
        position, gap = position + 1, 0
    return True


def verb_votes(tokens: Sequence[Token], first: int, last: int) -> list[Vote]:
    found = []
    for i in range(first, last):
        kind = tense(tokens, i)
        word = tokens[i].norm
        if kind is None or (kind not in FACT and any(_matches(cue, tokens, i, last) for cue in cues_of(word))):
            continue
        if kind in FACT:
            quanto = i + 1 < last and tokens[i + 1].norm == "quanto"
            measured = bool({token.norm for token in tokens[max(first, i - 3) : i]} & closed("yardstick"))
            if not quanto and not measured and not _opens_cue(tokens, i, last):
                strength = _SAYS if says(tokens, i) else FACT[kind]
                found.append(Vote("actual", strength, i, False, word, verb=True))
        elif kind == "conditional" and not (says(tokens, i) or _recounts(tokens, i, last)):
            found.append(Vote(_conditional(tokens, i, first, last), 3.2, i, False, word, verb=True))
        elif kind == "future":
            market = any(table("subjects.tsv").get(token.norm) == "market" for token in tokens[max(first, i - 8) : i])
            found.append(Vote("estimated" if market else "planned", 2.5, i, False, word, verb=True, future=True))
    return found


def _conditional(tokens: Sequence[Token], i: int, first: int, last: int) -> str:
    """Return what a conditional says: a rumour; what was promised or forecast earlier; what a thing would take."""
    before = [token.norm for token in tokens[max(first, i - _TOLD) : i]]
    if set(before) & closed("promised") and "che" in before:
        return "planned"
    if set(before) & closed("forecast") and {"che", "calcola", "stima"} & set(before):
        return "estimated"
    after = {token.norm for token in tokens[i : min(last, i + 4)]}
    whole = {token.norm for token in tokens[max(first, i - _FAR) : i]}
    if whole & _SUPPOSED or _if_follows(tokens, i, last):
        return "estimated"
    return "estimated" if after & closed("takes") or set(before) & closed("supposing") else "rumoured"


def _recounts(tokens: Sequence[Token], i: int, last: int) -> bool:
    """Say whether a conditional tells what somebody said later: "avrebbe poi raccontato X"."""
    verbs = table("speech.tsv")
    words = [token.norm for token in tokens[i + 1 : min(last, i + 4)]]
    for word in words:
        if word in verbs:
            return tokens[i].norm in {"avrebbe", "avrebbero"}
        if word not in closed("between"):
            return False
    return False


_SUPPOSED = {"ammettendo", "ammesso", "supponendo", "ipotizzando", "qualora", "immaginando", "moltiplicando"}


def _if_follows(tokens: Sequence[Token], i: int, last: int) -> bool:
    """Say whether what a conditional hangs on is told after it: "costerebbe 9 euro se lo vendessero"."""
    ahead = [token.norm for token in tokens[i + 1 : min(last, i + _TOLD)]]
    at = ahead.index("se") if "se" in ahead else -1
    return at >= 0 and any(word.endswith(("sse", "ssero", "ssimo")) for word in ahead[at + 1 : at + 5])


def _opens_cue(tokens: Sequence[Token], i: int, last: int) -> bool:
    """Say whether the verb is part of a cue ("conta di", "è atteso", "ha in programma"), and so no fact."""
    for k in range(i, min(i + 3, last)):
        for cue in cues_of(tokens[k].norm):
            if cue.strength >= 2 and _matches(cue, tokens, k, last):
                return True
    return False
