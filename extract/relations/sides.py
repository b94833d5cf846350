"""Which names stand before and after a predicate as the words alone show it, where no tree is to be trusted."""

from __future__ import annotations

from collections.abc import Collection

from extract.records import Mention
from extract.relations.fillers import closed, gap_to, is_example, listed_before
from extract.relations.view import View
from extract.relations.vocabulary import ARTICLES, PREPOSITIONS, listed

APPOSITION = 12  # words of an apposition between a subject and its verb
CLOSE = 2  # words between a predicate and its object
FAR = 6  # words between a predicate and a name with a preposition
BREAKS = {",", "(", ")", "–", "—"}


def subjects_before(view: View, offset: int, kinds: frozenset[str], loose: int = 0) -> list[Mention]:
    """Return the names, of one list, that a predicate is said of: right before it, "che" or an apposition between.

    Parameters
    ----------
    loose : int
        How many words may stand between the last of them and the predicate.
    """
    start = view.sentence(offset)[0]
    for mention in reversed(view.names((start, offset))):
        if view.ctx.parenthesis(mention.start) or mention.kind not in kinds | {"unknown"}:
            continue
        gap = _plain(view, mention.end, offset)
        if view.role(mention) not in {"bare", "come"} and not (gap[:2] == [",", "che"] or gap[:1] == ["che"]):
            continue
        if not _leads(gap, loose):
            return []
        if mention.kind not in kinds:
            return []
        told = apposed_to(view, view.phrase(mention).start, kinds) if mention.how == "anaphor" else []
        if told and told[0].name == mention.name:  # "X, il gruppo che": of X
            return told
        return listed_before(view, mention, kinds)
    return []


def _leads(gap: list[str], loose: int) -> bool:
    """Say whether words between a name and a predicate leave the name its subject: "X, banca di Lodi, (che) compra"."""
    if gap[:1] == [","] and gap.count(",") == 1 and "che" in gap[1:]:  # "X, il gruppo che compra"
        noun = gap[1 : gap.index("che")]
        gap = gap[gap.index("che") + 1 :] if not noun or noun[0] in ARTICLES or noun[0] in listed("home") else gap
    elif gap[:1] == [","] and gap.count(",") == 2 and len(gap) <= APPOSITION and "che" not in gap[1:]:
        gap = gap[len(gap) - gap[::-1].index(",") :]
    elif gap[:1] == [","] and gap.count(",") == 2 and gap[1:2] == ["che"] and gap[-1] == ",":
        gap = []  # "X, che guida la classifica, compra"
    elif gap[:1] == ["che"]:
        gap = gap[1:]
    return len(gap) <= loose and not (listed("stop") | BREAKS) & set(gap)


def _plain(view: View, start: int, end: int) -> list[str]:
    """Return the words of a span without adverbs, auxiliaries, pronouns, figures and what brackets hold."""
    passed = listed("between") | listed("auxiliary") | listed("being") | listed("clitic")
    found = []
    for word in view.words.within(start, end):
        if word.lower in passed or word.start in view.measuring:
            continue
        if view.ctx.parenthesis(word.start) is None and word.lower not in {"(", ")"}:
            found.append(word.lower)
    while len(found) > 1 and found[-1] in PREPOSITIONS and found[-2] not in {","}:
        found.pop()  # of a time that is left out: "X da (giugno) controlla"
    return found


def objects_behind(
    view: View,
    offset: int,
    roles: Collection[str],
    kinds: frozenset[str],
    taken: Collection[str] = (),
    passing: Collection[str] = (),
) -> list[Mention]:
    """Return the names, of one list, that follow a predicate in one of some roles.

    Parameters
    ----------
    passing : collection of str
        Roles of names that may stand between: those of the predicate's other place.
    """
    end = view.sentence(max(0, offset - 1))[1]
    names = view.names((offset, end))
    at = offset
    for mention in names:
        if mention.start < at:
            continue
        start = view.phrase(mention).start
        gap = gap_to(view, at, mention)
        role = "bare" if start < offset and view.role(mention) != "bare" else view.role(mention)
        ware = "ware" in roles and role == "di" and bool(listed("goods") & set(gap))
        example = len(gap) <= FAR + 2 and is_example(gap) and bool(listed("group") & set(gap))
        fits = (role in roles or ware or example) and bool(view.fitting(mention, kinds)) and mention.name not in taken
        reach = view.reach(at, max(at, start))
        close = reach <= (FAR if passing or role != "bare" else CLOSE)
        called = at > offset and gap == [","] and "bare" in roles  # "la casa madre di Y, la tedesca X, ha"
        if called and view.fitting(mention, kinds) and mention.name not in taken:
            return [mention]
        if fits and (example or (close and not (listed("stop") | {","}) & set(gap))):
            group = closed(view, view.joined(view.fitting(mention, kinds) or mention, names, kinds))
            return [m for m in group if m.name not in taken]
        if role not in passing or not close:
            return []
        at = mention.end
    return []


def apposed_to(view: View, offset: int, kinds: frozenset[str]) -> list[Mention]:
    """Return the name before a comma, an article of the phrase left out: "X, (la) capogruppo di"."""
    words = list(view.ctx.words_before(offset, 3))
    while words and words[-1].lower in ARTICLES | listed("adjective") | listed("only") | listed("between"):
        words.pop()
    named = view.ending(words[-1].start) if words and words[-1].lower in {",", "(", "–"} else None
    return [named] if named is not None and named.kind in kinds else []
