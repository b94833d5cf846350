"""The status of a place in a sentence: what its own clause says first, then the sentence, then what is inherited."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from extract.periods.lexer import Token
from extract.stance.clauses import split_clauses
from extract.stance.lexicon import Cue, cues, fits, table
from extract.stance.verbs import says, tense

_FACT = {"past": 2.0, "present": 1.2}
_DECIDES = 3
_PER_WORD = 0.04  # a cue loses so much of its strength with each word between it and the figure
_MARKET = "market"


@dataclass(frozen=True, slots=True)
class Vote:
    """A cue at a token: for a status, with a strength."""

    status: str
    strength: float
    index: int
    sentence_wide: bool
    words: str
    verb: bool = False


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

    def at(self, index: int) -> tuple[str | None, tuple[str, ...]]:
        """Return the status at a token and the words that decided it; None where the sentence says nothing."""
        home = next((n for n, (a, b) in enumerate(self.clauses) if a <= index < b), len(self.clauses) - 1)
        wide = [vote for vote in self.votes if vote.sentence_wide and vote.strength >= _DECIDES]
        if wide:
            return _best(wide, index)
        own = self._within(home)
        for vote in self.votes:
            if vote.sentence_wide and vote not in own:
                own.append(Vote(vote.status, vote.strength - 1, vote.index, True, vote.words))
        if own:
            return _best(own, index)
        for near in [*range(home - 1, -1, -1), *range(home + 1, len(self.clauses))]:
            votes = self._within(near)
            if votes:
                return _best(votes, index)
        return None, ()

    def _within(self, clause: int) -> list[Vote]:
        if not 0 <= clause < len(self.clauses):
            return []
        a, b = self.clauses[clause]
        return [vote for vote in self.votes if a <= vote.index < b]


def _best(votes: list[Vote], index: int) -> tuple[str, tuple[str, ...]]:
    best = max(votes, key=lambda vote: vote.strength - _PER_WORD * min(20, abs(vote.index - index)))
    return best.status, (best.words,)


def _cue_votes(tokens: Sequence[Token], first: int, last: int) -> list[Vote]:
    by_word, by_start = cues()
    found = []
    for i in range(first, last):
        word = tokens[i].norm
        candidates = [*by_word.get(word, ()), *(cue for start, cue in by_start if word.startswith(start))]
        matched = [cue for cue in candidates if _matches(cue, tokens, i, last)]
        if matched:
            cue = max(matched, key=lambda cue: (len(cue.words), cue.strength))
            words = " ".join(token.norm for token in tokens[i : i + len(cue.words)])
            found.append(Vote(cue.status, cue.strength, i, cue.sentence_wide, words))
    return found


def _matches(cue: Cue, tokens: Sequence[Token], i: int, last: int) -> bool:
    if i + len(cue.words) > last:
        return False
    return all(fits(tokens[i + k].norm, allowed) for k, allowed in enumerate(cue.words))


def _verb_votes(tokens: Sequence[Token], first: int, last: int) -> list[Vote]:
    by_word, _ = cues()
    found = []
    for i in range(first, last):
        kind = tense(tokens, i)
        word = tokens[i].norm
        if kind is None or (word in by_word and kind not in ("past", "present")):
            continue
        if kind in _FACT:
            if not says(tokens, i) and not _opens_cue(tokens, i, last):
                found.append(Vote("actual", _FACT[kind], i, False, word, verb=True))
        elif kind == "conditional":
            found.append(Vote("rumoured", 2.5, i, False, word, verb=True))
        else:
            market = any(table("subjects.tsv").get(token.norm) == _MARKET for token in tokens[max(first, i - 8) : i])
            found.append(Vote("estimated" if market else "planned", 2.5, i, False, word, verb=True))
    return found


def _opens_cue(tokens: Sequence[Token], i: int, last: int) -> bool:
    """Say whether the verb is part of a cue ("conta di", "è atteso", "ha in programma"), and so no fact."""
    by_word, _ = cues()
    for k in range(i, min(i + 3, last)):
        for cue in by_word.get(tokens[k].norm, ()):
            if cue.strength >= 2 and _matches(cue, tokens, k, last):
                return True
    return False
