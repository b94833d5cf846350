"""The status of a place in a sentence: what its own clause says first, then the sentence, then what is inherited."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from extract.periods.lexer import Token
from extract.stance.clauses import split_clauses
from extract.stance.lexicon import Cue, closed, cues, fits, table
from extract.stance.verbs import says, tense

_FACT = {"past": 2.0, "present": 1.2}
_SAYS = 0.8  # "ha detto che" states nothing itself, but is no plan either
_DECIDES = 3
_NEAR, _CLAUSES = 200, 12  # words and clauses that are looked at around a figure, however long the sentence
_PER_WORD = 0.04  # a cue loses so much of its strength with each word between it and the figure
_BESIDE, _LATE = 4, 0.8
_TOLD = 12  # words before a conditional in which a promise or a forecast may stand
_OPENING, _YEAR = 3, 4  # words between "e" and a plan; digits of a year
_MOVED = (
    "salit",
    "sces",
    "cresciut",
    "passat",
    "aumentat",
    "lievitat",
    "arrivat",
    "giunt",
    "calat",
    "diminuit",
    "balzat",
)
_WANTS = {"vuole", "vogliono", "vuol", "voleva", "volesse", "vorrebbe"}
_OF = {"di", "del", "dello", "della", "dell'", "dei", "degli", "delle"}
_MOVES = ("port", "pass", "sal", "cresc", "aument", "scend", "rid", "elev", "estend", "allarg", "tagli", "cal", "alz")


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


_DONE = Vote("actual", _FACT["past"], -1, sentence_wide=False, words="")


class SentenceStatus:
    """The cues of one sentence, ready to be asked for any place in it.

    Parameters
    ----------
    tokens : sequence of Token
        Of the whole text.
    first, last : int
        The sentence's tokens, `last` exclusive.
    """

    def __init__(self, tokens: Sequence[Token], first: int, last: int) -> None:
        self.tokens, self.first, self.last = tokens, first, last
        self.clauses = split_clauses(tokens, first, last)
        self.votes = sorted(
            [*_cue_votes(tokens, first, last), *_verb_votes(tokens, first, last)], key=lambda v: v.index
        )
        self._indexes = [vote.index for vote in self.votes]
        self._openings = [start for start, _ in self.clauses]

    def at(self, index: int) -> Vote | None:
        """Return the cue that decides for a token; None where the sentence says nothing."""
        home = self.clause(index)
        nearby = self.within(index - _NEAR, index + _NEAR)
        wide = [vote for vote in nearby if vote.sentence_wide and vote.strength >= _DECIDES]
        if wide:
            return _best(wide, index)
        first, last = self.clauses[home] if self.clauses else (index, index)
        own = self.within(max(first, index - _NEAR), min(last, index + _NEAR))
        for vote in nearby:
            if vote.sentence_wide and vote not in own:
                own.append(replace(vote, strength=vote.strength - 1))
        if self._is_base(index):
            return _DONE
        joined = min((vote.index for vote in own if self._joined_after(index, vote)), default=self.last)
        if joined < self.last:
            own = [vote for vote in own if vote.index < joined]
            if not own:
                return None
        if self._is_apposition(index) or self._has_moved(index):
            own = [vote for vote in own if vote.status == "actual" or vote.index < index - _BESIDE] or [_DONE]
        own = [vote for vote in own if not self._told_aside(index, vote)] or own
        if own:
            best = _best(own, index)
            past = self._only_measures(index) or (best.status != "actual" and self._starts_from(index))
            past = past or (best.status == "planned" and self._stands_now(index))
            return replace(best, status="actual") if past else best
        for near in range(home - 1, max(-1, home - _CLAUSES), -1):
            votes = self.within(*self.clauses[near])
            if votes:
                return _best(votes, index)
        for near in range(home + 1, min(len(self.clauses), home + _CLAUSES)):
            if self._apart(near):
                return None
            votes = self.within(*self.clauses[near])
            if votes:
                return _best(votes, index)
        return None

    def within(self, first: int, last: int) -> list[Vote]:
        """Return the cues among tokens `first` to `last` (exclusive)."""
        return self.votes[bisect_left(self._indexes, first) : bisect_left(self._indexes, last)]

    def clause(self, index: int) -> int:
        """Return the number of the clause that holds a token."""
        return max(0, bisect_right(self._openings, index) - 1)

    def _apart(self, clause: int) -> bool:
        """Say whether a semicolon or colon parts a clause from the one before; "X: è quanto …" goes on."""
        first = self.clauses[clause][0]
        start = first + 1 if self.tokens[first].norm in closed("hard") else first
        if [token.norm for token in self.tokens[start : start + 2]] == ["è", "quanto"]:
            return False
        return self.tokens[first].norm in closed("hard") or self.tokens[first - 1].norm in closed("hard")

    def _only_measures(self, index: int) -> bool:
        """Say whether a figure is what a planned one is compared with ("contro i 24 …"), and no plan itself."""
        before = {token.norm for token in self.tokens[max(self.first, index - 2) : index]}
        planned = any(not vote.verb for vote in self.within(index - 2, index + 6))
        return bool(before & closed("measure")) and not planned

    def _told_aside(self, index: int, vote: Vote) -> bool:
        """Say whether a verb belongs to a clause that a relative opens well after the figure."""
        if vote.index <= index:
            return False
        between = [token.norm for token in self.tokens[index + 1 : vote.index]]
        if not vote.verb:  # "vendite per 5 miliardi, ma sotto i 6 attesi dagli analisti"
            return vote.status == "estimated" and bool(closed("against") & set(between))
        return any(word in closed("relative") for word in between[_BESIDE:])

    def _joined_after(self, index: int, vote: Vote) -> bool:
        """Say whether a plan or need is told after a figure, behind a comma: "330, e vogliono arrivare a 400"."""
        if vote.index <= index or vote.sentence_wide or vote.status == "actual":
            return False
        between = [token.norm for token in self.tokens[index + 1 : vote.index]]
        comma = max((i for i, word in enumerate(between) if word in {",", ";"}), default=-1)
        if comma < 0:
            return False
        opening = between[comma + 1 :]
        need = self.tokens[vote.index].norm in {"serve", "servono", "occorre", "occorrono"} and not opening
        return need or (opening[:1] in (["e"], ["ma"], ["però"], ["ed"]) and len(opening) <= _OPENING)

    def _is_apposition(self, index: int) -> bool:
        """Say whether a count stands aside behind a name: "la startup, circa 300 dipendenti, starebbe trattando"."""
        before = index - 1
        while before > self.first and self.tokens[before].norm in closed("hedges"):
            before -= 1
        after = [token.norm for token in self.tokens[index + 1 : min(self.last, index + 5)]]
        closing = next((i for i, word in enumerate(after) if word in {",", ")", "–"}), -1)
        opened = self.tokens[before].norm in {",", "(", "–"} if before >= self.first else False
        return opened and closing > 0 and bool(set(after[:closing]) & closed("staff"))

    def _has_moved(self, index: int) -> bool:
        """Say whether a participle before a figure tells that it was reached: "con una valutazione salita a 20"."""
        for i in range(index - 1, max(self.first, index - _BESIDE - 2), -1):
            word = self.tokens[i].norm
            if word.startswith(_MOVED) and word[-1] in "oaie":
                before = self.tokens[i - 1].norm if i > self.first else ""
                return before not in closed("auxiliary") and not before.endswith(("sarà", "saranno", "essere", "ebbe"))
            if word in {",", ";", ":", "che", "e"}:
                return False
        return False

    def _is_base(self, index: int) -> bool:
        """Say whether a figure is what another is a multiple of, and of a time gone by: "il doppio dei 91 del 2024"."""
        behind = [token.norm for token in self.tokens[max(self.first, index - 3) : index]]
        if not set(behind) & closed("multiples") or not behind or behind[-1] not in _OF:
            return False
        ahead = [token.norm for token in self.tokens[index + 1 : min(self.last, index + 6)]]
        until = next((i for i, word in enumerate(ahead) if word in {",", ";", ".", "e", ")"}), len(ahead))
        return bool(set(ahead[:until]) & (closed("already") | {"anno"})) or any(
            word.isdigit() and len(word) == _YEAR for word in ahead[:until]
        )

    def _stands_now(self, index: int) -> bool:
        """Say whether a figure stands aside with the time it holds at: "i clienti, 40 mila oggi, saliranno"."""
        before = self.tokens[index - 1].norm if index > self.first else ""
        ahead: list[str] = []
        multiple = {token.norm for token in self.tokens[index : index + 3]} & closed("multiples")
        for token in self.tokens[index + 1 : min(self.last, index + 9)]:
            if token.norm in {",", ")", ";", "–"} or (multiple and token.norm in _OF):
                break
            ahead.append(token.norm)
        dated = bool(set(ahead) & closed("already"))
        return dated and (before in {",", "(", "–"} or before in closed("from") or before in closed("hedges"))

    def _starts_from(self, index: int) -> bool:
        """Say whether a figure is where a movement starts: "portare i clienti dai 70 di oggi a 200"."""
        if not {token.norm for token in self.tokens[max(self.first, index - 1) : index]} & closed("from"):
            return False
        ahead = self.tokens[index + 1 : min(self.last, index + 9)]
        behind = {token.norm for token in self.tokens[max(self.first, index - 4) : index - 1]}
        reached = "," in behind or "(" in behind  # "saliranno a 90, dai 60 di oggi"
        if reached and {token.norm for token in ahead[:6]} & closed("already"):
            return True
        target = any(one.norm in closed("to") and two.norm[:1].isdigit() for one, two in pairwise(ahead))
        moved = any(token.norm.startswith(_MOVES) for token in self.tokens[max(self.first, index - 12) : index])
        return target and moved


def _best(votes: list[Vote], index: int) -> Vote:
    """Return the strongest cue; a noun such as *obiettivo* counts less for what stands well before it."""

    def weight(vote: Vote) -> float:
        late = not vote.verb and vote.index - index > _BESIDE
        return vote.strength - _PER_WORD * min(20, abs(vote.index - index)) - (_LATE if late else 0)

    return max(votes, key=weight)


def _cue_votes(tokens: Sequence[Token], first: int, last: int) -> list[Vote]:
    by_word, by_start = cues()
    found = []
    for i in range(first, last):
        word = tokens[i].norm
        candidates = [*by_word.get(word, ()), *(cue for start, cue in by_start if word.startswith(start))]
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
                cue.sentence_wide and cue.status == "rumoured" and i > first + _BESIDE and tokens[i - 1].norm == "che"
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
    """Say whether the cue's words stand at token `i`; ``~`` lets up to four words stand between."""
    position, gap = i, 0
    for allowed in cue.words:
        if "~" in allowed:
            gap = 4
            continue
        reach = range(position, min(position + gap + 1, last))
        found = next((k for k in reach if fits(tokens[k].norm, allowed)), None)
        if found is None:
            return False
        position, gap = found + 1, 0
    return True


def _verb_votes(tokens: Sequence[Token], first: int, last: int) -> list[Vote]:
    by_word, _ = cues()
    found = []
    for i in range(first, last):
        kind = tense(tokens, i)
        word = tokens[i].norm
        if kind is None or (kind not in _FACT and any(_matches(cue, tokens, i, last) for cue in by_word.get(word, ()))):
            continue
        if kind in _FACT:
            quanto = i + 1 < last and tokens[i + 1].norm == "quanto"
            measured = bool({token.norm for token in tokens[max(first, i - 3) : i]} & closed("yardstick"))
            if not quanto and not measured and not _opens_cue(tokens, i, last):
                strength = _SAYS if says(tokens, i) else _FACT[kind]
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
    whole = {token.norm for token in tokens[max(first, i - _NEAR) : i]}
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
    """Say whether what a conditional hangs on is told after it: "varrebbe 45 se non ci fossero debiti"."""
    ahead = [token.norm for token in tokens[i + 1 : min(last, i + _TOLD)]]
    at = ahead.index("se") if "se" in ahead else -1
    return at >= 0 and any(word.endswith(("sse", "ssero", "ssimo")) for word in ahead[at + 1 : at + 5])


def _opens_cue(tokens: Sequence[Token], i: int, last: int) -> bool:
    """Say whether the verb is part of a cue ("conta di", "è atteso", "ha in programma"), and so no fact."""
    by_word, _ = cues()
    for k in range(i, min(i + 3, last)):
        for cue in by_word.get(tokens[k].norm, ()):
            if cue.strength >= 2 and _matches(cue, tokens, k, last):
                return True
    return False
