"""How words stand to a figure in the tree: its head noun, its verb, the verb's subject or object."""

from __future__ import annotations

from extract.syntax.tree import SUBJECTS, Tree

OBJECTS = {"obj", "iobj"}
CLIMBED = 3  # clauses above a figure's own that are looked at


class Arcs:
    """The relations of one phrase to the other words of its sentence.

    Parameters
    ----------
    root : int or None
        The head of the phrase.

    Examples
    --------
    >>> words = ["meta", "spende", "40", "miliardi", "in", "chip"]
    >>> tree = Tree(words, [1, 1, 3, 1, 5, 3], ["nsubj", "ROOT", "nummod", "obj", "case", "nmod"],
    ...             ["PROPN", "VERB", "NUM", "NOUN", "ADP", "NOUN"])
    >>> arcs = Arcs(tree, 3)
    >>> arcs.of(0), arcs.of(1), arcs.of(5)
    ('subject', 'governor', 'below')
    """

    def __init__(self, tree: Tree, root: int | None) -> None:
        self._tree = tree
        self._relations: dict[int, str] = {}
        if root is not None:
            self._read(root)

    def of(self, token: int | None) -> str:
        """Return the relation of a word, "" where there is none."""
        return "" if token is None else self._relations.get(token, "")

    def _read(self, root: int) -> None:
        tree = self._tree
        self._note(root, "own", "below")
        below, nominal, clauses = root, True, 0
        for upper in tree.above(root):
            predicate = tree.is_predicate(upper)
            if nominal and not predicate:
                self._relations.setdefault(upper, "head")
                for other in tree.children[upper]:
                    if other != below:
                        self._note(other, "beside")
            elif predicate:
                self._clause(upper, below, first=nominal)
                nominal, clauses = False, clauses + 1
                if clauses == CLIMBED:
                    return
            below = upper

    def _clause(self, verb: int, below: int, *, first: bool) -> None:
        tree = self._tree
        self._relations.setdefault(verb, "governor" if first else "upper verb")
        for child in tree.children[verb]:
            dep = tree.deps[child]
            if child == below or (tree.is_predicate(child) and dep not in SUBJECTS):
                continue
            relation = "subject" if dep in SUBJECTS else "object" if dep in OBJECTS else "oblique"
            self._note(child, relation if first else f"upper {relation}")

    def _note(self, token: int, relation: str, inside: str = "") -> None:
        """Note the words of a phrase: its head as what the phrase is, what hangs on it as inside."""
        self._relations.setdefault(token, relation)
        waiting = list(self._tree.children[token])
        while waiting:
            inner = waiting.pop()
            self._relations.setdefault(inner, inside or f"in {relation}")
            waiting.extend(self._tree.children[inner])
