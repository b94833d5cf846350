"""Repairs of subjects before the verb: after an introduction, beside a preposition, twice on one verb."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from itertools import pairwise

from extract.syntax.tree import NOMINALS, SUBJECTS, Change, Tree
from extract.syntax.vocabulary import entries

LOOSE = {"appos", "conj", "nmod", "obl", "flat", "parataxis"}
QUANTIFYING = {"di", "oltre", "circa", "da", "fino", "tra", "fra", "sino", "quasi"}  # "oltre 300 aziende": a subject
RELATIVES = {"che", "cui", "quale", "quali"}
ASKING = {"che", "chi", "cosa", "quale", "quali", "quanti", "quante", "dove", "ove"}


def subject_with_preposition(tree: Tree) -> Iterator[Change]:
    """Take the subject away from a phrase with a preposition: "Secondo Rossi", "nella fisica".

    Examples
    --------
    >>> tree = Tree(["secondo", "rossi", "crolla"], [1, 2, 2], ["case", "nsubj", "ROOT"], ["ADP", "PROPN", "VERB"])
    >>> [(change.token, change.dep) for change in subject_with_preposition(tree)]
    [(1, 'obl')]
    """
    for token in tree.labelled(*SUBJECTS):
        case = tree.case(token)
        # Joined words too: "della" is written as one with its article.
        if case and not any(case == word or (word == "di" and case.startswith("d")) for word in QUANTIFYING):
            yield Change(token, tree.heads[token], "obl")


def subject_that_tells_time(tree: Tree) -> Iterator[Change]:
    """Take the subject away from a time: beside another subject ("quella notte il treno si ferma"), and before "fa".

    Examples
    --------
    >>> tree = Tree(["ieri", "sera", "roma", "vince"], [1, 3, 3, 3], ["advmod", "nsubj", "nsubj", "ROOT"],
    ...             ["ADV", "NOUN", "PROPN", "VERB"])
    >>> [(change.token, change.dep) for change in subject_that_tells_time(tree)]
    [(1, 'obl')]
    """
    times = entries("times.txt")
    past = [n for n, (word, after) in enumerate(pairwise(tree.words)) if after == "fa" and word in times]
    for token in tree.labelled(*SUBJECTS):
        beside = tree.words[token] in times and len(tree.subjects(tree.heads[token])) > 1
        if beside or _tells_how_long_ago(tree, token, past):
            yield Change(token, tree.heads[token], "obl")


def _tells_how_long_ago(tree: Tree, token: int, past: list[int]) -> bool:
    """Say whether a phrase holds one of the times that stand before "fa", which may follow the phrase itself."""
    if not past:
        return False
    low, high = tree.reach(token)
    n = bisect_left(past, low)
    return n < len(past) and past[n] <= high


def one_subject(tree: Tree) -> Iterator[Change]:
    """Leave one subject to a verb; one before a relative clause goes to the next verb that lacks one.

    "La mostra, il cui allestimento ha richiesto un anno, si estende": the first is the subject of "si estende".

    Examples
    --------
    >>> words = ["la", "mostra", "il", "cui", "costo", "sale", "chiude"]
    >>> tree = Tree(words, [1, 5, 4, 4, 5, 5, 5], ["det", "nsubj", "det", "det", "nsubj", "ROOT", "conj"],
    ...             ["DET", "NOUN", "DET", "PRON", "NOUN", "VERB", "VERB"])
    >>> [(change.token, change.head, change.dep) for change in one_subject(tree)]
    [(1, 6, 'nsubj')]
    """
    for verb in range(len(tree)):
        if len(tree.children[verb]) < 2 or len(found := tree.subjects(verb)) < 2:
            continue
        keep = max(found, key=lambda token: _fitness(tree, token, verb, found))
        later = next((other for other in tree.children[verb] if other > verb and _lacks_subject(tree, other)), None)
        for token in found:
            if token == keep:
                continue
            if token < keep < verb and later is not None and _opens_clause(tree, token, keep):
                yield Change(token, later, "nsubj")
                later = None
            else:
                yield Change(token, verb, "dislocated")


def _fitness(tree: Tree, token: int, verb: int, found: list[int]) -> tuple[bool, bool, bool, bool, int]:
    """Rank the subjects of a verb: who is not asked for, in agreement, before the verb, a noun, near."""
    person = tree.finite(verb)
    words = [tree.words[token], *(tree.words[other] for other in tree.children[token] if tree.deps[other] == "det")]
    asks = any(word in ASKING for word in words) and any(other > token for other in found)
    return (
        not asks,
        person is None or _agrees(tree, token, person),
        token < verb,
        tree.pos[token] in NOMINALS,
        token if token < verb else -token,
    )


def _opens_clause(tree: Tree, token: int, later: int) -> bool:
    between = range(token + 1, later)
    return any(tree.words[other] in RELATIVES or tree.deps[other] == "mark" for other in between)


def _lacks_subject(tree: Tree, token: int) -> bool:
    return tree.deps[token] == "conj" and tree.is_predicate(token) and not tree.subjects(token)


def subject_after_introduction(tree: Tree) -> Iterator[Change]:
    """Give a verb without a subject the bare noun phrase after a comma that was hung on what introduces the sentence.

    "Secondo la banca, il gruppo venderà": "gruppo" is no apposition of "banca".

    Examples
    --------
    >>> words = ["secondo", "la", "banca", ",", "il", "gruppo", "venderà"]
    >>> tree = Tree(words, [2, 2, 6, 2, 5, 2, 6], ["case", "det", "obl", "punct", "det", "appos", "ROOT"],
    ...             ["ADP", "DET", "NOUN", "PUNCT", "DET", "NOUN", "VERB"],
    ...             morphs=["", "", "", "", "", "Number=Sing", "Number=Sing|VerbForm=Fin"])
    >>> [(change.token, change.head) for change in subject_after_introduction(tree)]
    [(5, 6)]
    """
    given: set[int] = set()
    for token in tree.labelled(*LOOSE):
        if tree.pos[token] not in {"NOUN", "PROPN"} or tree.case(token):
            continue
        verb = next((upper for upper in tree.above(token) if upper > token and tree.is_predicate(upper)), None)
        if verb is None or verb in given or tree.subjects(verb) or tree.deps[verb] in {"acl", "acl:relcl", "xcomp"}:
            continue
        person = tree.finite(verb)
        if person is None or not _agrees(tree, token, person):
            continue
        if _is_introduced(tree, token) and not _is_enclosed(tree, token, min(person, verb)):
            given.add(verb)
            yield Change(token, verb, "nsubj")


def bare_noun_before_verb(tree: Tree) -> Iterator[Change]:
    """Give a verb without a subject the bare noun phrase right before it: "…, ma il sindaco rifiuta".

    Examples
    --------
    >>> words = ["approva", "il", "bilancio", "ma", "il", "sindaco", "rifiuta"]
    >>> tree = Tree(words, [0, 2, 0, 5, 5, 2, 0], ["ROOT", "det", "obj", "cc", "det", "conj", "conj"],
    ...             ["VERB", "DET", "NOUN", "CCONJ", "DET", "NOUN", "VERB"],
    ...             morphs=["", "", "", "", "", "Number=Sing", "Number=Sing|VerbForm=Fin"])
    >>> [(change.token, change.head) for change in bare_noun_before_verb(tree)]
    [(5, 6)]
    """
    for verb in tree.predicates():
        if tree.subjects(verb) or (person := tree.finite(verb)) is None:
            continue
        last = min(person, verb) - 1
        while last > 0 and tree.pos[last] in {"ADV", "PRON"} and tree.words[last] not in RELATIVES:
            last -= 1
        if last < 0 or tree.pos[last] == "PUNCT":
            continue
        phrase = [last, *tree.above(last)]
        bare = (word for word in phrase if word <= last and tree.pos[word] in {"NOUN", "PROPN"} and not tree.case(word))
        token = next(bare, -1)
        if (
            token < 0
            or tree.deps[token] not in LOOSE
            or tree.is_above(token, verb)
            or tree.words[token] in entries("times.txt")
        ):
            continue
        if tree.reach(token)[1] == last and _agrees(tree, token, person) and tree.child(token, "det") is not None:
            yield Change(token, verb, "nsubj")


def _edges(tree: Tree, token: int) -> tuple[int, int]:
    """Return the first and last word of a phrase without the punctuation and conjunctions around it."""
    low, high = tree.reach(token)
    while low < token and tree.pos[low] in {"PUNCT", "CCONJ"}:
        low += 1
    while high > token and tree.pos[high] == "PUNCT":
        high -= 1
    return low, high


def _is_introduced(tree: Tree, token: int) -> bool:
    """Say whether a phrase stands after the comma that ends another one, with a preposition, to which it was hung."""
    low, _ = _edges(tree, token)
    head = tree.heads[token]
    if not low > 0 or tree.words[low - 1] != "," or head >= low:
        return False
    return bool(tree.case(head)) or tree.deps[head] in {"obl", "advcl", "advmod", "acl"}


def _is_enclosed(tree: Tree, token: int, verb: int) -> bool:
    """Say whether the comma after a phrase is the last before the verb: an apposition, or a list."""
    _, high = _edges(tree, token)
    rest = list(tree.words[high + 1 : verb])
    return rest[:1] == [","] and not any(word in {",", "-", "–", ")"} for word in rest[1:])


def _agrees(tree: Tree, token: int, person: int) -> bool:
    morph = tree.morphs[person]
    if "Person=1" in morph or "Person=2" in morph:
        return False
    ours, theirs = tree.number(token), tree.number(person)
    return not ours or not theirs or ours == theirs or tree.child(token, "conj") is not None


def base_within_subject(tree: Tree) -> Iterator[Change]:
    """Hang what tells on which base or by when something is done on the verb, not on the noun before it.

    "Il sindaco entro il 3 maggio decide", "lo spostamento ai sensi dell'articolo 6".

    Examples
    --------
    >>> words = ["il", "sindaco", "entro", "maggio", "decide"]
    >>> tree = Tree(words, [1, 4, 3, 1, 4], ["det", "nsubj", "case", "nmod", "ROOT"],
    ...             ["DET", "NOUN", "ADP", "NOUN", "VERB"])
    >>> [(change.token, change.head, change.dep) for change in base_within_subject(tree)]
    [(3, 4, 'obl')]
    """
    for token in tree.labelled("nmod"):
        case = tree.case(token)
        if not case or not (case == "entro" or (tree.words[token] in entries("bases.txt") and case[0] in "aipn")):
            continue
        for upper in tree.above(token):
            if tree.deps[upper] in SUBJECTS:
                yield Change(token, tree.heads[upper], "obl")
                break
