"""Whom a figure is about where its verb has no subject of its own: that of the clause above, the noun it describes."""

from __future__ import annotations

from collections.abc import Iterator

from extract.syntax.tree import SUBJECTS, Tree

RELATIVE = {"che", "quale", "quali", "cui"}
NOUNS = {"NOUN", "PROPN"}
BRACKETS = {"(", "["}


def governors(tree: Tree, token: int) -> Iterator[int]:
    """Yield the predicate above a word, then those whose subject it may share, nearest first.

    A coordinated clause, a gerund, an infinitive, a clause that depends on another: all share what they lack. Nothing
    is shared out of a clause, or a phrase, that is itself the subject.

    Examples
    --------
    >>> words = ["enel", "cresce", "vendendo", "gas"]
    >>> tree = Tree(words, [1, 1, 1, 2], ["nsubj", "ROOT", "advcl", "obj"], ["PROPN", "VERB", "VERB", "NOUN"])
    >>> [words[verb] for verb in governors(tree, 3)]
    ['vendendo', 'cresce']
    """
    below, found = token, False
    for upper in tree.above(token):
        inside = tree.deps[below] in SUBJECTS
        if inside and found:
            return
        if not inside and tree.is_predicate(upper):
            yield upper
            found = True
        below = upper


def subject_of(tree: Tree, token: int) -> int | None:
    """Return the head of the subject of a word's governing verb, its own or the one it shares, None where it has none.

    Examples
    --------
    >>> words = ["enel", "cresce", "vendendo", "gas"]
    >>> tree = Tree(words, [1, 1, 1, 2], ["nsubj", "ROOT", "advcl", "obj"], ["PROPN", "VERB", "VERB", "NOUN"])
    >>> subject_of(tree, 3)
    0
    """
    for verb in governors(tree, token):
        for other in tree.subjects(verb):
            if other != token and not tree.is_above(other, token):
                return other
        described = described_noun(tree, verb)
        if described is not None:
            return described
    return bracketed_subject(tree, token)


def bracketed_subject(tree: Tree, token: int) -> int | None:
    """Return the subject in whose phrase a word stands between brackets: "Enel (+3%) guida la Borsa".

    Examples
    --------
    >>> words = ["enel", "(", "3", ")", "guida"]
    >>> tree = Tree(words, [4, 2, 0, 2, 4], ["nsubj", "punct", "nummod", "punct", "ROOT"],
    ...             ["PROPN", "PUNCT", "NUM", "PUNCT", "VERB"])
    >>> words[bracketed_subject(tree, 2)]
    'enel'
    """
    chain = [token, *tree.above(token)]
    subject = next((upper for upper in chain[1:] if tree.deps[upper] in SUBJECTS), None)
    if subject is None:
        return None
    inside = chain[: chain.index(subject)]
    opened = any(tree.words[other] in BRACKETS for part in inside for other in tree.children[part] if other < token)
    return subject if opened else None


def described_noun(tree: Tree, verb: int) -> int | None:
    """Return the noun that a participle describes: "una banca nata nel 1905".

    Examples
    --------
    >>> words = ["banca", "nata", "nel", "1905"]
    >>> described_noun(Tree(words, [0, 0, 3, 1], ["ROOT", "acl", "case", "obl"], ["NOUN", "VERB", "ADP", "NUM"]), 1)
    0
    """
    head = tree.heads[verb]
    if tree.deps[verb] != "acl" or head > verb or tree.pos[head] not in NOUNS or "VerbForm=Inf" in tree.morphs[verb]:
        return None
    return head


def antecedent(tree: Tree, token: int) -> int:
    """Return the noun that a relative pronoun stands for, any other word itself.

    Examples
    --------
    >>> words = ["enel", "che", "vende", "gas"]
    >>> tree = Tree(words, [0, 2, 0, 2], ["ROOT", "nsubj", "acl:relcl", "obj"], ["PROPN", "PRON", "VERB", "NOUN"])
    >>> antecedent(tree, 1)
    0
    """
    verb = tree.heads[token]
    while tree.deps[verb] == "conj" and tree.heads[verb] != verb:
        verb = tree.heads[verb]
    if tree.words[token] in RELATIVE and tree.deps[verb] == "acl:relcl" and tree.heads[verb] < token:
        return tree.heads[verb]
    return token
