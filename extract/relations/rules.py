"""The rules of ``rules.tsv``, and what a rule finds."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from extract.claims.patterns import ANY_ENDING, Match, PatternTable
from extract.records import Mention
from extract.relations.vocabulary import GROUPS, PREPOSITIONS, read_rows


@dataclass(frozen=True, slots=True)
class Rule:
    """One line of ``rules.tsv``."""

    relation: str
    form: str
    cue: str
    subject_kinds: frozenset[str]
    object_kinds: frozenset[str]
    prepositions: frozenset[str]


@dataclass(frozen=True, slots=True)
class Found:
    """A relation as it stands in the text: names, and the span from which it is read."""

    relation: str
    subject: Mention
    object: Mention
    start: int
    end: int
    cue: tuple[int, int] | None = None
    role: str | None = None
    confidence: float = 0.75


def kinds_of(field: str) -> frozenset[str]:
    """Return the kinds that a field of a vocabulary file names, groups spelled out."""
    return frozenset(kind for word in field.split() for kind in GROUPS.get(word, (word,)))


@lru_cache(maxsize=1)
def rules() -> PatternTable[Rule]:
    """Return the rules of ``rules.tsv``, to be found in a text by their cues."""
    rows = (
        Rule(relation, form, cue, kinds_of(subjects), kinds_of(objects), frozenset(prepositions.split()))
        for relation, form, cue, subjects, objects, prepositions in read_rows("rules.tsv")
    )
    return PatternTable([(cue, rule) for rule in rows for cue in spellings(rule.cue)], ANY_ENDING)


def spellings(cue: str) -> list[str]:
    """Return a cue in every form of the preposition that ends it: "partner di", "partner della", …

    Examples
    --------
    >>> spellings("socio di")[:3], spellings("lanci*")
    (['socio di', 'socio del', 'socio dello'], ['lanci*'])
    """
    *head, last = cue.split()
    if not head or last not in PREPOSITIONS:
        return [cue]
    forms = [word for word, plain in PREPOSITIONS.items() if plain == PREPOSITIONS[last]]
    return [" ".join([*head, form]) for form in forms]


def found(match: Match[Rule], subject: Mention, thing: Mention, confidence: float = 0.8) -> Found:
    """Return the relation of a cue with its two names; its span reaches over those that stand in its sentence."""
    near = [m for m in (subject, thing) if abs(m.start - match.start) < 400]
    start = min([match.start, *(m.start for m in near)])
    end = max([match.end, *(m.end for m in near)])
    return Found(match.entry.relation, subject, thing, start, end, (match.start, match.end), confidence=confidence)
