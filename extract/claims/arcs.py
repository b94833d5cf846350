"""How a word stands to a figure in the dependency tree: its head noun, its verb, the verb's subject or object."""

from __future__ import annotations

from spacy.tokens import Doc, Token

SUBJECTS = {"nsubj", "nsubj:pass", "csubj"}
OBJECTS = {"obj", "iobj"}
PREDICATES = {"VERB", "AUX"}
CLIMBED = 3  # clauses above a figure's own that are looked at


class Tree:
    """A parsed text, its phrases looked up by character offsets.

    Examples
    --------
    >>> import spacy
    >>> words = ["Meta", "spende", "40", "miliardi", "in", "chip"]
    >>> doc = Doc(spacy.blank("it").vocab, words, heads=[1, 1, 3, 1, 5, 3],
    ...           deps=["nsubj", "ROOT", "nummod", "obj", "case", "nmod"],
    ...           pos=["PROPN", "VERB", "NUM", "NOUN", "ADP", "NOUN"])
    >>> arcs = Tree(doc).arcs(12, 23)
    >>> [arcs.of(start, end) for start, end in ((0, 4), (5, 11), (27, 31))]
    ['subject', 'governor', 'below']
    """

    def __init__(self, doc: Doc) -> None:
        self._doc = doc
        self._roots: dict[tuple[int, int], Token | None] = {}

    def root(self, start: int, end: int) -> Token | None:
        """Return the head of the words between two offsets, None where there is no word."""
        key = (start, end)
        if key not in self._roots:
            span = self._doc.char_span(start, end, alignment_mode="expand")
            self._roots[key] = span.root if span is not None and len(span) else None
        return self._roots[key]

    def arcs(self, start: int, end: int) -> Arcs:
        """Return the relations of a figure's phrase."""
        return Arcs(self, self.root(start, end))


class Arcs:
    """The relations of one figure's phrase to the other words of its sentence."""

    def __init__(self, tree: Tree, root: Token | None) -> None:
        self._tree = tree
        self._by_token: dict[int, str] = {}
        self.governor: Token | None = None
        if root is not None:
            self._read(root)

    def _read(self, root: Token) -> None:
        note = self._by_token.setdefault
        for token in root.subtree:
            note(token.i, "below")
        note(root.i, "own")
        child, nominal, clauses = root, True, 0
        for ancestor in root.ancestors:
            predicate = ancestor.pos_ in PREDICATES or any(c.dep_ == "cop" for c in ancestor.children)
            if nominal and not predicate:
                note(ancestor.i, "head")
                for other in ancestor.children:
                    if other.i != child.i:
                        self._note_all(other, "beside")
            elif predicate:
                self._clause(ancestor, child, first=nominal)
                nominal, clauses = False, clauses + 1
                if clauses == CLIMBED:
                    return
            child = ancestor

    def _clause(self, verb: Token, below: Token, *, first: bool) -> None:
        if first:
            self.governor = verb
        self._by_token.setdefault(verb.i, "governor" if first else "upper verb")
        for child in verb.children:
            if child.i == below.i:
                continue
            if child.dep_ in SUBJECTS:
                relation = "subject"
            elif child.dep_ in OBJECTS:
                relation = "object"
            elif child.pos_ in PREDICATES:
                continue
            else:
                relation = "oblique"
            self._note_all(child, relation if first else f"upper {relation}")

    def _note_all(self, token: Token, relation: str) -> None:
        """Note the words of a phrase: its head as what the phrase is, what hangs on it as inside."""
        self._by_token.setdefault(token.i, relation)
        for inner in token.subtree:
            self._by_token.setdefault(inner.i, f"in {relation}")

    def of(self, start: int, end: int) -> str:
        """Return the relation of a span's head to the figure, "" where there is none."""
        root = self._tree.root(start, end)
        return self._by_token.get(root.i, "") if root is not None else ""
