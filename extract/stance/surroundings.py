"""What stands around a place that may tell its status: cues and verbs, who is credited, the words beside it."""

from __future__ import annotations

from dataclasses import dataclass

from extract.stance.votes import Vote


@dataclass(frozen=True, slots=True)
class NearVote:
    """A cue of the sentence, how many words lie between it and the place (fewer than zero before it), in one clause?"""

    vote: Vote
    distance: int
    same_clause: bool


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What is to be seen from one place of a text.

    Parameters
    ----------
    deciding : Vote or None
        The cue that the rules let decide.
    votes : tuple of NearVote
        All cues of the sentence.
    sources : tuple of str
        The kinds of the sources in force, the most binding first.
    before, after : tuple of str
        The words of the sentence beside the place, in lower case, the nearest first.
    quoted, answered : bool
        Whether it stands between quotation marks, or in the answer of an interview.
    """

    deciding: Vote | None
    votes: tuple[NearVote, ...]
    sources: tuple[str, ...]
    before: tuple[str, ...]
    after: tuple[str, ...]
    quoted: bool
    answered: bool
