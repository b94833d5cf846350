"""Repairs of references to articles of law between brackets: "… risponde dei danni (1229)."."""

from __future__ import annotations

from collections.abc import Iterator

from extract.syntax.tree import Change, Tree

BRACKETS = {"(": ")", "[": "]"}
ENDS = {".", ";", ":"}
BESIDE = {",", "e", "seguenti", "segg", "segg.", "ss", "ss."}
"""What stands beside the numbers of a reference: "(853, 2812)", "(2964 e seguenti)"."""
LONGEST = 4  # digits of an article's number


def reference_at_end(tree: Tree) -> Iterator[Change]:
    """Hang the reference that ends a sentence on the main predicate, which it belongs to, not on the clause before it.

    Examples
    --------
    >>> words = ["cessa", "se", "paga", "(", "1229", ")", "."]
    >>> tree = Tree(words, [0, 2, 0, 4, 2, 4, 0], ["ROOT", "mark", "advcl", "punct", "obl", "punct", "punct"],
    ...             ["VERB", "SCONJ", "VERB", "PUNCT", "NUM", "PUNCT", "PUNCT"])
    >>> [(change.token, change.head) for change in reference_at_end(tree)]
    [(4, 0)]
    """
    after = 1
    for start in [n for n, word in enumerate(tree.words) if word in BRACKETS]:
        if start < after:
            continue
        groups, after = _references(tree, start)
        if groups and (after == len(tree) or tree.words[after] in ENDS):
            root = [start - 1, *tree.above(start - 1)][-1]
            for group in groups if tree.is_predicate(root) else ():
                for token in group:
                    head = tree.heads[token]
                    if tree.words[token].isdigit() and (head == token or head not in group):
                        yield Change(token, root, "nummod")


def _references(tree: Tree, start: int) -> tuple[list[range], int]:
    """Return what stands between the brackets of the references from a word on, and the word after the last of them."""
    groups: list[range] = []
    while start < len(tree) and (closing := BRACKETS.get(tree.words[start])):
        end = start + 1
        while end < len(tree) and (_is_article(tree.words[end]) or tree.words[end] in BESIDE):
            end += 1
        if end == len(tree) or tree.words[end] != closing or not _is_article(tree.words[start + 1]):
            break
        groups.append(range(start + 1, end))
        start = end + 1
    return groups, start


def _is_article(word: str) -> bool:
    return word.isdigit() and len(word) <= LONGEST
