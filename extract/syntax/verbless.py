"""Headings and items of a list, which have no verb: "Enel: 300 addetti", "- Enel – 300 addetti"."""

from __future__ import annotations

from extract.syntax.tree import Tree

NOUNS = {"NOUN", "PROPN"}
DIVIDING = {":", "–", "—", "-", "|"}


def heading_of(tree: Tree, token: int) -> int | None:
    """Return the head of the bare noun phrase before the colon or dash that a word stands after; None after a verb.

    Examples
    --------
    >>> words = ["enel", ":", "300", "addetti"]
    >>> tree = Tree(words, [0, 0, 3, 0], ["ROOT", "punct", "nummod", "appos"], ["PROPN", "PUNCT", "NUM", "NOUN"])
    >>> words[heading_of(tree, 2)]
    'enel'
    """
    root = [token, *tree.above(token)][-1]
    low, _ = tree.reach(root)
    while low < token and tree.pos[low] in {"PUNCT", "SPACE"}:
        low += 1
    divide = next((i for i in range(low + 1, token) if tree.words[i] in DIVIDING), None)
    if divide is None or any(tree.pos[i] in {"VERB", "AUX"} for i in range(low, token)):
        return None
    for other in range(low, divide):
        head = tree.heads[other]
        if tree.pos[other] in NOUNS and not tree.case(other) and (head == other or not low <= head < divide):
            return other
    return None
