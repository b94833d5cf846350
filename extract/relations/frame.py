"""The lines of ``frames.tsv``: a predicate, and in which of its places subject and object of a relation stand."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from extract.claims.patterns import ANY_ENDING, PatternTable
from extract.relations.rules import kinds_of, spellings
from extract.relations.vocabulary import read_rows

_CLITIC = r"(?:l[oaie]|gli|ne|ci|vi|gliel[oaie]|gliene)"
ENDING = rf"(?:{ANY_ENDING[3:-2]}|[aei]r{_CLITIC}|[ae]ndo{_CLITIC})?"
"""Those of verbs and nouns, and pronouns bound to a verb: "fondarla", "comprandone"."""


@dataclass(frozen=True, slots=True)
class Frame:
    """One line of ``frames.tsv``: a predicate, and in which of its places subject and object of a relation stand.

    `needs` is a class of words of which one must stand near the predicate, ``money`` for a sum, ``active`` for
    an active verb; "" for nothing.
    """

    relation: str
    role: str | None
    form: str
    needs: str
    subject: tuple[str, ...]
    object: tuple[str, ...]
    subject_kinds: frozenset[str]
    object_kinds: frozenset[str]


def frames() -> PatternTable[Frame]:
    """Return the predicates of ``frames.tsv``, which the tree gives their places."""
    return _table("frames.tsv")


def wordings() -> PatternTable[Frame]:
    """Return the phrases of ``wordings.tsv``, whose places stand before and after them."""
    return _table("wordings.tsv")


@lru_cache(maxsize=2)
def _table(name: str) -> PatternTable[Frame]:
    rows = read_rows(name)
    return PatternTable(
        [
            (cue, _frame(relation, form, tuple(one.split()), tuple(other.split()), kinds, other_kinds))
            for relation, form, pattern, one, kinds, other, other_kinds in rows
            for cue in spellings(pattern)
        ],
        ENDING,
    )


def _frame(
    relation: str, form: str, one: tuple[str, ...], other: tuple[str, ...], kinds: str, other_kinds: str
) -> Frame:
    name, _, role = relation.partition(":")
    form, _, needs = form.partition("+")
    return Frame(name, role or None, form, needs, one, other, kinds_of(kinds), kinds_of(other_kinds))
