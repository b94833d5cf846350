"""Repairs of relative clauses."""

from __future__ import annotations

from collections.abc import Iterator

from extract.syntax.tree import Change, Tree


def relative_subject(tree: Tree) -> Iterator[Change]:
    """Make "che" the subject of a relative clause that has an object after its verb and no subject.

    Examples
    --------
    >>> words = ["banche", "che", "vendono", "case"]
    >>> tree = Tree(words, [0, 2, 0, 2], ["ROOT", "obj", "acl:relcl", "obj"], ["NOUN", "PRON", "VERB", "NOUN"])
    >>> [(change.token, change.dep) for change in relative_subject(tree)]
    [(1, 'nsubj')]
    """
    for verb in tree.labelled("acl:relcl"):
        if tree.subjects(verb):
            continue
        pronoun = next((o for o in tree.children[verb] if o < verb and tree.words[o] in {"che", "ch'"}), None)
        if pronoun is None or tree.deps[pronoun] == "nsubj":
            continue
        has_object = any(tree.deps[other] == "obj" and other > verb for other in tree.children[verb])
        if has_object:
            yield Change(pronoun, verb, "nsubj")
