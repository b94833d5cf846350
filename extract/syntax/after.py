"""Repairs of subjects after the verb, which are taken for objects."""

from __future__ import annotations

from collections.abc import Iterator

from extract.syntax.tree import AUXILIARIES, SUBJECTS, Change, Tree
from extract.syntax.vocabulary import is_form

ASKING = frozenset({"quanto", "quanti", "quanta", "quante", "quando", "dove", "che", "quale", "quali", "come", "cosa"})
AFTER_SPEECH = frozenset({",", "-", "–", "—", "»", "”", '"'})
NOUNS = {"NOUN", "PROPN", "NUM", "SYM", "ADV"}


def subject_of_verb_without_object(tree: Tree) -> Iterator[Change]:
    """Make the object of a verb that has none its subject: "mancano tre giorni", "basterebbe un anno".

    Examples
    --------
    >>> tree = Tree(["mancano", "tre", "giorni"], [0, 2, 0], ["ROOT", "nummod", "obj"], ["VERB", "NUM", "NOUN"])
    >>> [(change.token, change.dep) for change in subject_of_verb_without_object(tree)]
    [(2, 'nsubj')]
    """
    for token in tree.labelled("obj"):
        verb = tree.heads[token]
        if (
            not _is_after(tree, token, verb)
            or not is_form(tree.words[verb], "subject_after.txt")
            or tree.subjects(verb)
        ):
            continue
        auxiliaries = [other for other in tree.children[verb] if tree.deps[other] in AUXILIARIES]
        if any(is_form(tree.words[other], "have.txt") for other in auxiliaries):
            continue  # "ha cresciuto due figli"
        infinitive = "VerbForm=Inf" in tree.morphs[verb] and not auxiliaries
        if not infinitive and _agrees(tree, token, verb):  # "fa crescere gli alberi"
            yield Change(token, verb, "nsubj")


def subject_of_si(tree: Tree) -> Iterator[Change]:
    """Make the object of a verb with "si" its subject: "si vendono case", "si sono aggiunti altri fondi".

    Where they do not agree the sentence is impersonal and the object stays one.

    Examples
    --------
    >>> tree = Tree(["si", "vendono", "case"], [1, 1, 1], ["expl", "ROOT", "obj"], ["PRON", "VERB", "NOUN"],
    ...             morphs=["", "Number=Plur|VerbForm=Fin", "Number=Plur"])
    >>> [(change.token, change.dep) for change in subject_of_si(tree)]
    [(2, 'nsubj')]
    """
    for token in tree.labelled("obj"):
        verb = tree.heads[token]
        if not _is_after(tree, token, verb) or tree.subjects(verb) or is_form(tree.words[verb], "have.txt"):
            continue  # "si ha diritto"
        if "VerbForm=Inf" in tree.morphs[verb] and tree.number(token) == "Sing":
            continue  # "si deve inviare una lettera"
        with_si = any(tree.words[other] in {"si", "s'"} for other in tree.children[verb] if other < verb)
        if (with_si or tree.words[verb].endswith("rsi")) and _agrees(tree, token, verb):
            yield Change(token, verb, "nsubj")


def subject_of_saying(tree: Tree) -> Iterator[Change]:
    """Make what follows a verb of saying its subject where the verb itself follows what is said: ", calcola la banca".

    Examples
    --------
    >>> words = ["crolla", ",", "calcola", "la", "banca"]
    >>> tree = Tree(words, [0, 0, 0, 4, 2], ["ROOT", "punct", "parataxis", "det", "obj"],
    ...             ["VERB", "PUNCT", "VERB", "DET", "NOUN"])
    >>> [(change.token, change.dep) for change in subject_of_saying(tree)]
    [(4, 'nsubj')]
    """
    for token in tree.labelled("obj"):
        verb = tree.heads[token]
        if not _is_after(tree, token, verb) or tree.subjects(verb) or not is_form(tree.words[verb], "saying.txt"):
            continue
        opening = min([verb, *(other for other in tree.children[verb] if other < verb and tree.pos[other] != "PUNCT")])
        if opening and tree.words[opening - 1] in AFTER_SPEECH and _agrees(tree, token, verb):
            yield Change(token, verb, "nsubj")


def subject_of_question(tree: Tree) -> Iterator[Change]:
    """Make what follows the verb its subject where the question asks for the object: "quanto ha speso il comune?".

    Examples
    --------
    >>> words = ["quanto", "spende", "roma", "?"]
    >>> tree = Tree(words, [1, 1, 1, 1], ["advmod", "ROOT", "obj", "punct"], ["ADV", "VERB", "PROPN", "PUNCT"])
    >>> [(change.token, change.dep) for change in subject_of_question(tree)]
    [(2, 'nsubj')]
    """
    for token in tree.labelled("obj"):
        verb = tree.heads[token]
        if not _is_after(tree, token, verb) or tree.subjects(verb) or not _agrees(tree, token, verb):
            continue
        asked = any(tree.words[other] == "?" for other in tree.children[verb])
        if asked and any(tree.words[word] in ASKING for word in range(tree.reach(verb)[0], verb)):
            yield Change(token, verb, "nsubj")


def subject_of_passive(tree: Tree) -> Iterator[Change]:
    """Make the object of a passive its subject: "sono state vendute tre case".

    Examples
    --------
    >>> tree = Tree(["furono", "vendute", "case"], [1, 1, 1], ["aux:pass", "ROOT", "obj"], ["AUX", "VERB", "NOUN"])
    >>> [(change.token, change.dep) for change in subject_of_passive(tree)]
    [(2, 'nsubj:pass')]
    """
    for token in tree.labelled("obj"):
        verb = tree.heads[token]
        if tree.child(verb, "aux:pass") is not None and _is_after(tree, token, verb) and not tree.subjects(verb):
            yield Change(token, verb, "nsubj:pass")


def subject_of_predicate(tree: Tree) -> Iterator[Change]:
    """Make the noun after a copula and an adjective the subject of the adjective: "sono disponibili due case".

    Examples
    --------
    >>> tree = Tree(["sono", "disponibili", "case"], [2, 2, 2], ["cop", "amod", "ROOT"], ["AUX", "ADJ", "NOUN"])
    >>> [(change.token, change.head, change.dep) for change in subject_of_predicate(tree)]
    [(1, 1, 'ROOT'), (0, 1, 'cop'), (2, 1, 'nsubj')]
    """
    for token in tree.labelled("amod"):
        noun = tree.heads[token]
        copula = tree.child(noun, "cop")
        if copula is None or not copula < token < noun or not is_form(tree.words[token], "predicative.txt"):
            continue
        if tree.subjects(noun):
            continue
        between = tree.words[copula + 1 : token]
        if any(tree.heads[other] == noun and tree.deps[other] == "det" for other in range(copula, token)):
            continue  # "è un libero professionista"
        if set(between) - {"già", "ancora", "anche", "solo", "sempre", "stati", "state", "stato", "stata", "più"}:
            continue
        yield from _swap(tree, token, noun, copula)


def _swap(tree: Tree, adjective: int, noun: int, copula: int) -> Iterator[Change]:
    head, dep = tree.heads[noun], tree.deps[noun]
    yield Change(adjective, adjective if head == noun else head, dep)
    yield Change(copula, adjective, "cop")
    for other in tree.children[noun]:
        if other not in {adjective, copula} and (other < copula or tree.deps[other] in {"mark", "advmod", "punct"}):
            yield Change(other, adjective, tree.deps[other])
    yield Change(noun, adjective, "nsubj")


def _is_after(tree: Tree, token: int, verb: int) -> bool:
    return token > verb and tree.pos[token] in NOUNS and tree.deps[verb] not in SUBJECTS and not tree.case(token)


def _agrees(tree: Tree, token: int, verb: int) -> bool:
    person = tree.finite(verb)
    if person is None:
        return True
    morph = tree.morphs[person]
    if "Person=1" in morph or "Person=2" in morph:
        return False
    ours, theirs = tree.number(token), tree.number(person)
    return not ours or not theirs or ours == theirs
