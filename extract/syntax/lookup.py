"""What the rules for claims may ask of a parse, in character offsets."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Doc

from extract.syntax.arcs import Arcs
from extract.syntax.repair import repair
from extract.syntax.sharing import antecedent, governors, subject_of
from extract.syntax.tree import SUBJECTS, Change, Tree
from extract.syntax.verbless import heading_of

Span = tuple[int, int]
NAMING = {"flat", "flat:name", "flat:foreign", "appos", "compound", "amod"}
NOUNS = {"NOUN", "PROPN"}
INSIDE_FIGURE = {"nummod", "flat", "amod", "det", "advmod", "compound"}


@dataclass(frozen=True, slots=True)
class Governor:
    """The verb or predicate over a figure: its offsets and its word in lower case."""

    start: int
    end: int
    word: str


class Syntax:
    """One parsed text, its tree repaired; every question is asked for a stretch of the text, as a figure or a name.

    Examples
    --------
    >>> words, heads = ["enel", "spende", "40", "miliardi"], [1, 1, 3, 1]
    >>> tree = Tree(words, heads, ["nsubj", "ROOT", "nummod", "obj"], ["PROPN", "VERB", "NUM", "NOUN"])
    >>> syntax = Syntax(tree)
    >>> syntax.subject(12, 23), syntax.governor(12, 23), syntax.role(12, 23)
    (((0, 4),), Governor(start=5, end=11, word='spende'), 'obj')
    """

    def __init__(self, tree: Tree, parsed: Tree | None = None) -> None:
        self.tree = tree
        self.parsed = parsed or tree  # as the parser left it
        self._arcs: dict[Span, Arcs] = {}
        self._roots: dict[Span, int | None] = {}

    @classmethod
    def of(cls, doc: Doc) -> Syntax:
        """Read a parsed Doc, and repair what is read; `parsed` stays the parser's own tree.

        Examples
        --------
        >>> import spacy
        >>> doc = Doc(spacy.blank("it").vocab, ["Mancano", "tre", "giorni"], heads=[0, 2, 0],
        ...           deps=["ROOT", "nummod", "obj"], pos=["VERB", "NUM", "NOUN"])
        >>> [change.rule for change in Syntax.of(doc).changes]
        ['subject_of_verb_without_object']
        """
        tree = Tree.of(doc)
        parsed = tree.copy()
        repair(tree)
        return cls(tree, parsed)

    @property
    def changes(self) -> tuple[Change, ...]:
        """What the repairs changed, in their order."""
        return tuple(self.tree.changes)

    def subject(self, start: int, end: int) -> tuple[Span, ...]:
        """Return the words that name the subject of a figure's verb; none where it has none.

        The verb may share the subject of the clause it hangs on ("Meta cresce, toccando 8 miliardi"); "che" gives
        what it stands for, a participle what it describes, a line without a verb the name before its colon.

        Examples
        --------
        >>> words = ["enel", "che", "vende", "3", "centrali"]
        >>> tree = Tree(words, [0, 2, 0, 4, 2], ["ROOT", "nsubj", "acl:relcl", "nummod", "obj"],
        ...             ["PROPN", "PRON", "VERB", "NUM", "NOUN"])
        >>> Syntax(tree).subject(15, 25)
        ((0, 4),)
        """
        root = self.root(start, end)
        if root is None:
            return ()
        found = subject_of(self.tree, root)
        if found is None:
            found = heading_of(self.tree, root)
        if found is None:
            return ()
        return tuple(self._span(token) for token in self._names(antecedent(self.tree, found), root))

    def governor(self, start: int, end: int) -> Governor | None:
        """Return the verb or predicate over a figure, None in a line without one."""
        root = self.root(start, end)
        verb = next(governors(self.tree, root), None) if root is not None else None
        if verb is None:
            return None
        return Governor(*self._span(verb), self.tree.words[verb])

    def role(self, start: int, end: int) -> str:
        """Return the label of a figure's phrase under its head: ``obj``, ``obl``, ``nsubj``, ``nmod``, ``ROOT``, …

        Examples
        --------
        >>> tree = Tree(["costa", "3", "euro"], [0, 2, 0], ["ROOT", "nummod", "obj"], ["VERB", "NUM", "NOUN"])
        >>> Syntax(tree).role(6, 7), Syntax(tree).is_object(6, 12), Syntax(tree).is_subject(6, 12)
        ('obj', True, False)
        """
        root = self.root(start, end)
        return "" if root is None else self.tree.deps[self._phrase(root)]

    def relation(self, figure: Span, words: Span) -> str:
        """Return how words stand to a figure: ``head governor subject object oblique below beside`` …, or "".

        Words in a clause above the figure's own are ``upper subject`` and so on, words inside a phrase ``in subject``.
        """
        if figure not in self._arcs:
            self._arcs[figure] = Arcs(self.tree, self.root(*figure))
        return self._arcs[figure].of(self.root(*words))

    def is_object(self, start: int, end: int) -> bool:
        """Say whether a figure's phrase is the object of its verb."""
        return self.role(start, end) == "obj"

    def is_subject(self, start: int, end: int) -> bool:
        """Say whether a figure's phrase is the subject of its verb ("300 addetti perdono il posto")."""
        return self.role(start, end) in SUBJECTS

    def preposition(self, start: int, end: int) -> str:
        """Return the preposition before a figure's phrase in lower case, or an empty string.

        Examples
        --------
        >>> words = ["sale", "di", "3", "euro"]
        >>> tree = Tree(words, [0, 3, 3, 0], ["ROOT", "case", "nummod", "obl"], ["VERB", "ADP", "NUM", "NOUN"])
        >>> Syntax(tree).preposition(8, 9)
        'di'
        """
        root = self.root(start, end)
        return "" if root is None else self.tree.case(self._phrase(root))

    def head_noun(self, start: int, end: int) -> Span | None:
        """Return the noun that a figure counts, stands under, or is said of by a copula; None where it has none.

        Examples
        --------
        >>> words = ["ricavi", "per", "3", "euro"]
        >>> tree = Tree(words, [0, 3, 3, 0], ["ROOT", "case", "nummod", "nmod"], ["NOUN", "ADP", "NUM", "NOUN"])
        >>> Syntax(tree).head_noun(11, 17)
        (0, 6)
        """
        tree, root = self.tree, self.root(start, end)
        if root is None:
            return None
        if tree.child(root, "cop") is not None:
            found = next(iter(tree.subjects(root)), None)
            return None if found is None else self._span(found)
        for upper in tree.above(root):
            if tree.is_predicate(upper) and tree.pos[upper] not in NOUNS and tree.deps[upper] not in {"amod", "acl"}:
                return None
            if tree.pos[upper] in NOUNS:
                return self._span(upper)
        return None

    def distance(self, first: Span, second: Span) -> int | None:
        """Return how many steps through the tree part two stretches; None where they are in two sentences.

        Examples
        --------
        >>> tree = Tree(["enel", "spende", "3", "euro"], [1, 1, 3, 1], ["nsubj", "ROOT", "nummod", "obj"],
        ...             ["PROPN", "VERB", "NUM", "NOUN"])
        >>> Syntax(tree).distance((0, 4), (12, 18))
        2
        """
        a, b = self.root(*first), self.root(*second)
        if a is None or b is None:
            return None
        steps = {token: i for i, token in enumerate([a, *self.tree.above(a)])}
        return next((i + steps[t] for i, t in enumerate([b, *self.tree.above(b)]) if t in steps), None)

    def root(self, start: int, end: int) -> int | None:
        """Return the first word of a stretch whose head lies outside of it."""
        span = (start, end)
        if span not in self._roots:
            words = self.tree.at(start, end)
            heads = self.tree.heads
            self._roots[span] = next((t for t in words if heads[t] not in words or heads[t] == t), None)
        return self._roots[span]

    def _phrase(self, token: int) -> int:
        """Return the head of the phrase that a numeral counts for: "300 addetti"."""
        while self.tree.deps[token] in INSIDE_FIGURE and not self.tree.is_predicate(self.tree.heads[token]):
            token = self.tree.heads[token]
        return token

    def _names(self, head: int, figure: int) -> Iterator[int]:
        yield head
        for child in self.tree.children[head]:
            bare = self.tree.deps[child] == "nmod" and not self.tree.case(child) and child > head
            holds = child == figure or self.tree.is_above(child, figure)
            if (bare or self.tree.deps[child] in NAMING) and not holds:
                yield from self._names(child, figure)

    def _span(self, token: int) -> Span:
        return self.tree.starts[token], self.tree.ends[token]
