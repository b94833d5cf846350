"""A parsed text as plain lists, which rules read and change faster than spaCy's tokens."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy
from spacy.tokens import Doc

SUBJECTS = frozenset({"nsubj", "nsubj:pass"})
NOMINALS = frozenset({"NOUN", "PROPN", "PRON", "NUM", "SYM"})
AUXILIARIES = frozenset({"aux", "aux:pass", "cop"})


@dataclass(frozen=True, slots=True)
class Change:
    """One word that gets another head or label, and the rule that says so."""

    token: int
    head: int
    dep: str
    rule: str = ""


class Tree:
    """Words with their heads, labels and parts of speech; all words are named by their index.

    Parameters
    ----------
    words : sequence of str
        In lower case, with straight apostrophes.
    heads : sequence of int
        Index of each word's head; a root is its own.
    starts, ends : sequence of int
        Character offsets of each word; None sets the words one space apart.
    morphs : sequence of str
        Features as ``Number=Plur|Person=3``; None where there are none.
    """

    def __init__(
        self,
        words: Sequence[str],
        heads: Sequence[int],
        deps: Sequence[str],
        pos: Sequence[str],
        *,
        starts: Sequence[int] | None = None,
        ends: Sequence[int] | None = None,
        morphs: Sequence[str] | None = None,
    ) -> None:
        self.words = words
        self.heads = list(heads)
        self.deps = list(deps)
        self.pos = pos
        self.morphs: Sequence[str] = morphs if morphs is not None else [""] * len(words)
        if starts is None or ends is None:
            offsets = [0]
            for word in words:
                offsets.append(offsets[-1] + len(word) + 1)
            starts, ends = offsets[:-1], [start + len(word) for start, word in zip(offsets, words, strict=False)]
        self.starts = starts
        self.ends = ends
        self.children: list[list[int]] = [[] for _ in words]
        for token, head in enumerate(self.heads):
            if head != token:
                self.children[head].append(token)
        self._labelled: defaultdict[str, set[int]] = defaultdict(set)
        for token, dep in enumerate(self.deps):
            self._labelled[dep].add(token)
        self.changes: list[Change] = []

    @classmethod
    def of(cls, doc: Doc) -> Tree:
        """Return the tree of a parsed Doc."""
        rows = doc.to_array(["LOWER", "HEAD", "DEP", "POS", "MORPH", "IDX", "LENGTH"])
        if not len(rows):
            return cls([], [], [], [], starts=[], ends=[])
        lower, head, dep, pos, morph, start, length = rows.T
        strings = doc.vocab.strings
        names = {int(key): strings[int(key)] for key in numpy.unique(rows[:, [0, 2, 3, 4]])}
        starts = start.tolist()
        words = [names[key].replace("’", "'") for key in lower.tolist()]
        parts = [names[key] for key in pos.tolist()]
        return cls(
            words,
            (head.astype("int64") + numpy.arange(len(rows))).tolist(),
            [names[key] for key in dep.tolist()],
            # The model has never read white space: what it calls a line's end must not govern anything.
            ["SPACE" if word.isspace() else part for word, part in zip(words, parts, strict=True)],
            starts=starts,
            ends=[a + n for a, n in zip(starts, length.tolist(), strict=True)],
            morphs=[names[key] for key in morph.tolist()],
        )

    def copy(self) -> Tree:
        """Return a tree of the same words that keeps its heads and labels when this one is changed."""
        return Tree(self.words, self.heads, self.deps, self.pos, starts=self.starts, ends=self.ends, morphs=self.morphs)

    def __len__(self) -> int:
        return len(self.words)

    def fits(self, change: Change) -> bool:
        """Say whether a change leaves a tree: no word hangs on itself, save a root."""
        if change.token == change.head:
            return change.dep == "ROOT"
        return not self.is_above(change.token, change.head)

    def apply(self, change: Change) -> None:
        """Give a word another head and label.

        Raises
        ------
        ValueError
            If the word would hang on itself.

        Examples
        --------
        >>> tree = Tree(["mancano", "fondi"], [0, 0], ["ROOT", "obj"], ["VERB", "NOUN"])
        >>> tree.apply(Change(1, 0, "nsubj"))
        >>> tree.deps[1], tree.child(0, "nsubj")
        ('nsubj', 1)
        """
        token, head = change.token, change.head
        if not self.fits(change):
            raise ValueError(f"{change.rule}: the word {self.words[token]!r} would hang on itself")
        if self.heads[token] != head:
            if self.heads[token] != token:
                self.children[self.heads[token]].remove(token)
            if head != token:
                self.children[head] = sorted([*self.children[head], token])
            self.heads[token] = head
        self._labelled[self.deps[token]].remove(token)
        self._labelled[change.dep].add(token)
        self.deps[token] = change.dep
        self.changes.append(change)

    def child(self, token: int, *deps: str) -> int | None:
        """Return the first child with one of these labels."""
        return next((other for other in self.children[token] if self.deps[other] in deps), None)

    def subjects(self, token: int) -> list[int]:
        """Return the subjects that hang on a word."""
        return [other for other in self.children[token] if self.deps[other] in SUBJECTS]

    def above(self, token: int) -> Iterator[int]:
        """Yield the words over a word, nearest first."""
        while (head := self.heads[token]) != token:
            token = head
            yield token

    def is_above(self, upper: int, lower: int) -> bool:
        """Say whether one word is over another."""
        return any(token == upper for token in self.above(lower))

    def reach(self, token: int) -> tuple[int, int]:
        """Return the first and the last word of the phrase under a word."""
        low = high = token
        under = [token]
        while under:
            other = under.pop()
            low, high = min(low, other), max(high, other)
            under.extend(self.children[other])
        return low, high

    def case(self, token: int) -> str:
        """Return the preposition of a phrase, or an empty string."""
        found = self.child(token, "case")
        return "" if found is None else self.words[found]

    def number(self, token: int) -> str:
        """Return ``Sing``, ``Plur`` or an empty string."""
        morph = self.morphs[token]
        return "Sing" if "Number=Sing" in morph else "Plur" if "Number=Plur" in morph else ""

    def finite(self, verb: int) -> int | None:
        """Return the word of a predicate that carries its person: its first auxiliary, or the verb itself."""
        words = [*(other for other in self.children[verb] if self.deps[other] in AUXILIARIES), verb]
        return next((word for word in words if "VerbForm=Fin" in self.morphs[word]), None)

    def is_predicate(self, token: int) -> bool:
        """Say whether a word is a verb, or a noun or adjective with a copula, an auxiliary or a subject."""
        if self.pos[token] in ("VERB", "SPACE"):
            return self.pos[token] == "VERB"
        return any(self.deps[other] in AUXILIARIES or self.deps[other] in SUBJECTS for other in self.children[token])

    def predicates(self) -> list[int]:
        """Return all predicates, in text order."""
        return [token for token in range(len(self)) if self.is_predicate(token)]

    def labelled(self, *deps: str) -> list[int]:
        """Return the words with one of these labels, in text order."""
        return sorted(token for dep in deps for token in self._labelled[dep])

    def at(self, start: int, end: int) -> range:
        """Return the words that a stretch of the text touches."""
        first = max(0, bisect_right(self.starts, start) - 1)
        if first < len(self) and self.ends[first] <= start:
            first += 1
        last = first
        while last < len(self) and self.starts[last] < end:
            last += 1
        return range(first, last)
