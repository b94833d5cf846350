"""Which words between two names make a list of them."""

from __future__ import annotations

from extract.relations.vocabulary import ARTICLES, PREPOSITIONS, listed

JOINTS = {"e", "ed", ","}


def makes_list(gap: list[str]) -> bool:
    """Say whether the words between two names make a list of them."""
    if gap[:2] == [",", "che"] and gap[-3:-1] == [",", "e"] and gap.count(",") == 2 and gap[-1] in PREPOSITIONS:
        return True  # "sostenuta da X, che ne detiene il 9%, e da Y"
    while gap and (gap[-1] in ARTICLES or PREPOSITIONS.get(gap[-1]) in {"da", "con", "a"}):
        gap = gap[:-1]
    again = len(gap) == 2 and gap[0] in {"e", "ed"} and PREPOSITIONS.get(gap[1]) in {"in", "su"}  # "in A e in B"
    if again or (gap and gap[-1] in {"insieme", "assieme"}):
        return True
    while len(gap) > 1 and gap[-1] in listed("list_adverb"):
        gap = gap[:-1]
    if gap in ([","], ["e"], ["ed"], [",", "e"], ["oltre"]):
        return True
    presented = 4 <= len(gap) <= 6 and gap[0] in JOINTS and PREPOSITIONS.get(gap[-2]) == "di"
    if presented and gap[-3] in listed("home") and not listed("stop") & set(gap):
        return True  # "A e il produttore di auto B"
    if len(gap) > 11 or len(gap) < 3 or listed("stop") & set(gap):
        return False
    if gap[0] == "(" and ")" in gap:
        return gap[gap.index(")") + 1 :] in ([","], ["e"], ["ed"], [",", "e"])
    if gap[0] == "," and gap[-1] in {"e", "ed"}:
        return gap[-2] == "," and gap[1:-2].count(",") == 0
    return gap[0] == "," and gap[-1] == "," and len(gap) == 4 and gap[2] == "anni"
