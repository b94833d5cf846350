"""The status of a place in a sentence: what its own clause says first, then the sentence, then what is inherited."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from extract.periods.lexer import Token
from extract.stance.clauses import split_clauses
from extract.stance.lexicon import closed
from extract.stance.votes import FACT, Vote, cue_votes, verb_votes

_DECIDES = 3
_NEAR, _CLAUSES = 200, 12  # words and clauses that are looked at around a figure, however long the sentence
_PER_WORD = 0.04  # a cue loses so much of its strength with each word between it and the figure
_BESIDE, _LATE = 4, 0.8
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
_OF = {"di", "del", "dello", "della", "dell'", "dei", "degli", "delle"}
_MOVES = ("port", "pass", "sal", "cresc", "aument", "scend", "rid", "elev", "estend", "allarg", "tagli", "cal", "alz")


_DONE = Vote("actual", FACT["past"], -1, sentence_wide=False, words="")


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
        self.votes = sorted([*cue_votes(tokens, first, last), *verb_votes(tokens, first, last)], key=lambda v: v.index)
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
        """Say whether a plan or need is told after a figure, behind a comma: "i negozi sono 50, ma puntano a 70"."""
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
        """Say whether a count stands aside behind a name: "Acme, quasi 80 addetti, sarebbe in vendita"."""
        before = index - 1
        while before > self.first and self.tokens[before].norm in closed("hedges"):
            before -= 1
        after = [token.norm for token in self.tokens[index + 1 : min(self.last, index + 5)]]
        closing = next((i for i, word in enumerate(after) if word in {",", ")", "–"}), -1)
        opened = self.tokens[before].norm in {",", "(", "–"} if before >= self.first else False
        return opened and closing > 0 and bool(set(after[:closing]) & closed("staff"))

    def _has_moved(self, index: int) -> bool:
        """Say whether a participle before a figure tells that it was reached: "forte di una quota cresciuta al 12%"."""
        for i in range(index - 1, max(self.first, index - _BESIDE - 2), -1):
            word = self.tokens[i].norm
            if word.startswith(_MOVED) and word[-1] in "oaie":
                before = self.tokens[i - 1].norm if i > self.first else ""
                return before not in closed("auxiliary") and not before.endswith(("sarà", "saranno", "essere", "ebbe"))
            if word in {",", ";", ":", "che", "e"}:
                return False
        return False

    def _is_base(self, index: int) -> bool:
        """Say whether a figure is what another is a multiple of, and of a time gone by: "tre volte i 30 del 2022"."""
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
