"""All repairs of a parse, in the order in which they are made."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from extract.syntax import after, before, references, relative
from extract.syntax.tree import Change, Tree

Rule = Callable[[Tree], Iterator[Change]]

RULES: tuple[Rule, ...] = (
    before.subject_with_preposition,
    before.subject_that_tells_time,
    before.one_subject,
    relative.relative_subject,
    before.subject_after_introduction,
    before.bare_noun_before_verb,
    after.subject_of_passive,
    after.subject_of_si,
    after.subject_of_saying,
    after.subject_of_question,
    after.subject_of_verb_without_object,
    after.subject_of_predicate,
    before.base_within_subject,
    references.reference_at_end,
)


def repair(tree: Tree, rules: tuple[Rule, ...] = RULES) -> None:
    """Change a tree by every rule in turn; `Tree.changes` tells what was changed and by which.

    Examples
    --------
    >>> tree = Tree(["mancano", "tre", "giorni"], [0, 2, 0], ["ROOT", "nummod", "obj"], ["VERB", "NUM", "NOUN"])
    >>> repair(tree)
    >>> [(tree.words[change.token], change.dep, change.rule) for change in tree.changes]
    [('giorni', 'nsubj', 'subject_of_verb_without_object')]
    """
    for rule in rules:
        for change in list(rule(tree)):
            if tree.fits(change):
                tree.apply(replace(change, rule=rule.__name__))
