"""Who fills a place of a predicate: the names that the tree puts there, those that it missed, those only implied."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from itertools import pairwise

from extract.claims.patterns import Match
from extract.records import Mention
from extract.relations.arguments import objects_after
from extract.relations.clauses import Places, preposition
from extract.relations.frame import Frame
from extract.relations.reference import besides_of, is_possessed, meant_by, pronoun_place, talked_of
from extract.relations.view import View
from extract.relations.vocabulary import ARTICLES, MADE, ORGS, is_participle, listed

REST = 5  # words between a noun without an owner and the verb that names who is called so
GROUP_REACH = 14  # words between "clienti" and "tra cui"
REACH = 30  # words between a predicate and a name in one of its places
NAMING = {"appos", "flat", "flat:name", "flat:foreign", "nmod", "compound", "amod"}
DOERS = {"subj", "nsubj"}
INTO_FIRMS = {"sues", "invests_in", "acquires"}
EXAMPLES = (
    "tra cui", "fra cui", "tra i quali", "fra i quali", "tra le quali", "fra le quali", "del calibro di", "quali",
    "compresi", "comprese", "inclusi", "incluse", "a cominciare da", "a partire da", "tra questi", "tra questi anche",
)  # fmt: skip
LIKE = {"competes_with"}  # relations of names of one kind


def fill(
    view: View,
    match: Match[Frame],
    around: Places,
    wanted: tuple[str, ...],
    kinds: frozenset[str],
    taken: Collection[str] = (),
) -> list[Mention]:
    """Return the names of the first wanted place that has any, with those that a list joins to them."""
    for place in wanted:
        for token in around.get(place, ()):
            first = _named(view, token, kinds) or _guessed(view, token, match, kinds)
            if (
                first is None
                or first.name in taken
                or view.words.distance((first.start, first.end), (match.start, match.end)) > REACH
            ):
                continue
            if place == "con" and view.role(first) != "con" and "cui" not in view.lower(first.end, match.start):
                continue
            names = view.names(view.sentence(first.start))
            group = closed(view, view.joined(first, names, kinds))
            if first.end <= match.start:
                group = [m for m in group if m.end <= match.start]
                if place in DOERS and group:
                    group = max(group, listed_before(view, group[-1], kinds), key=len)
            return [m for m in group if m.name not in taken]
    return []


def _named(view: View, token: int, kinds: frozenset[str]) -> Mention | None:
    """Return the name that a phrase is, or that its noun gets: "X", "la startup X", "i ricercatori di X"."""
    tree = view.tree
    mention = view.at(tree.starts[token])
    if mention is not None:
        return view.fitting(mention, kinds)
    apposed = _apposed(view, token)
    if apposed is not None and view.fitting(apposed, kinds):
        return view.fitting(apposed, kinds)
    counting = tree.words[token] in listed("headcount")
    acting = tree.words[token] in listed("member") or tree.words[token] in listed("purse")
    for child in tree.children[token]:
        place = preposition(tree, child)
        named = tree.deps[child] in NAMING and place in {None, "come"}
        counted = counting and place == "di"
        if named or counted or (acting and place == "di"):
            mention = view.at(tree.starts[child]) or (_beside(view, child) if counted else None)
            if mention is not None and view.fitting(mention, kinds):
                return view.fitting(mention, kinds)
    return _listed_after(view, token, kinds)


def _guessed(view: View, token: int, match: Match[Frame], kinds: frozenset[str]) -> Mention | None:
    """Return a firm that is taken for a place for its "in" or "a" alone: "ha fatto causa a X", "è entrata in X"."""
    mention = view.at(view.tree.starts[token])
    unsure = mention is not None and mention.kind == "place" and mention.how == "name"
    if mention is None or not unsure or match.entry.relation not in INTO_FIRMS or "organisation" not in kinds:
        return None
    said = set(view.lower(match.start, match.end))
    if match.entry.relation == "invests_in" and not said & (listed("purse") | listed("share") | listed("holder")):
        return None  # one invests in Corea too
    return replace(mention, kind="organisation")


def _listed_after(view: View, token: int, kinds: frozenset[str]) -> Mention | None:
    """Return the first name of "due modelli, X e Y", "tre chip: X, Y e Z", "clienti come X e Y"."""
    counted = view.tree.child(token, "nummod") is not None
    end = view.tree.ends[token]
    following = view.names((end, view.sentence(view.tree.starts[token])[1]))
    if not following:
        return None
    gap = gap_to(view, end, following[0])
    if (counted and gap in ([","], [":"])) or (view.tree.words[token] in listed("group") and is_example(gap)):
        return view.fitting(following[0], kinds)
    return None


def _beside(view: View, noun: int) -> Mention | None:
    """Return the name right after a noun: "milioni di gpu X"."""
    start, end = view.tree.starts[noun], view.tree.ends[noun]
    after = view.names((end, view.sentence(start)[1]))
    return after[0] if after and view.lower(end, after[0].start) == [] else None


def gap_to(view: View, end: int, mention: Mention) -> list[str]:
    """Return the words from an offset up to a name's phrase, with the "come" that a phrase takes in."""
    start = max(end, view.phrase(mention).start)
    opens = view.lower(start, mention.start)[:1] == ["come"]
    return view.lower(end, start) + (["come"] if opens else [])


def is_example(gap: list[str]) -> bool:
    """Say whether words between a noun and a name make the name one of several: "clienti del calibro di X"."""
    text = " ".join(gap)
    if len(gap) > GROUP_REACH or {".", ";"} & set(gap) or gap.count(",") > 1:
        return False
    return text.endswith(EXAMPLES) or (gap[-1:] == ["come"] and "," not in gap)


def _apposed(view: View, token: int) -> Mention | None:
    """Return the name that a noun tells more of: "X, il supercomputer che", "X, il suo nuovo assistente"."""
    words = list(view.ctx.words_before(view.tree.starts[token], 5))
    while words and words[-1].lower not in ARTICLES and not view.in_name(words[-1].start) and words[-1].is_word:
        words.pop()
    if len(words) < 2 or words[-1].lower not in ARTICLES or words[-2].lower != ",":
        return None
    return view.ending(words[-2].start)


def closed(view: View, group: list[Mention]) -> list[Mention]:
    """Return a list up to its "e": "con A, B ha" is no list, and "con A e B, C ha" one of two."""
    joints = [view.lower(one.end, view.phrase(other).start) for one, other in pairwise(group)]
    closing = {"e", "ed", "oltre", "insieme", "assieme"}
    last = max((i for i, joint in enumerate(joints) if closing & set(joint)), default=-1)
    return group[: last + 2]


def listed_before(view: View, last: Mention, kinds: frozenset[str]) -> list[Mention]:
    """Return a name with those before it that a list closed by "e" joins to it: "A, B e C hanno promesso"."""
    group = [last]
    for mention in reversed(view.names((view.sentence(last.start)[0], last.start), kinds)):
        joint = view.lower(mention.end, view.phrase(group[0]).start)
        if joint not in ((["e"], ["ed"]) if len(group) == 1 else ([","],)):
            break
        group.insert(0, mention)
    return group


def last_bare(view: View, match: Match[Frame], taken: Collection[str]) -> Mention | None:
    """Return the subject that the parser missed: the last bare name before the predicate, in its clause."""
    start, _ = view.sentence(match.start)
    for mention in reversed(view.names((start, match.start))):
        if listed("stop") & set(view.lower(mention.end, match.start)):
            return None
        fits = mention.kind in match.entry.subject_kinds - {"unknown"} and mention.name not in taken
        beside = fits and view.role(mention) == "bare" and not view.ctx.parenthesis(mention.start)
        if beside and not _is_told_object(view, mention, match.start):
            return mention
    return None


def _is_told_object(view: View, mention: Mention, offset: int) -> bool:
    """Say whether a name is the object of a verb that another is joined to: Y in "X ha provato Y ma ha scelto Z"."""
    if not {"e", "ed", "ma"} & set(view.lower(mention.end, offset)):
        return False
    head = view.ctx.root(mention.start, mention.end)
    return head is not None and view.tree.deps[head.i] == "obj"


def object_after(view: View, match: Match[Frame], around: Places) -> list[Mention]:
    """Return the object that the parser missed: the bare name after an active verb, or before "," and a participle."""
    if match.entry.form != "verb" or "obj" not in match.entry.object or around.get("obj"):
        return []
    kinds = match.entry.object_kinds - {"unknown"}
    if is_participle(view.lower(match.start, match.end)[0]) and view.before(match.start, 1) == [","]:
        return before_participle(view, match, kinds)
    names = view.names(view.sentence(match.start))
    return objects_after(view, match.end, names, kinds, frozenset({"bare"}))


def before_participle(view: View, match: Match[Frame], kinds: frozenset[str]) -> list[Mention]:
    """Return the name that a participle after a comma is said of: "X, lanciato in marzo, ha", "Y, passata a"."""
    comma = view.ctx.words_before(match.start, 1)
    if not comma or comma[0].lower != "," or not is_participle(view.lower(match.start, match.end)[0]):
        return []
    named = view.ending(comma[0].start)
    return [named] if named is not None and named.kind in kinds else []


def apposed_noun(view: View, match: Match[Frame], kinds: frozenset[str]) -> list[Mention]:
    """Return who is called so where the parser misses it: "X, il padre di Y, resta", "X – storico partner di Y –"."""
    words = list(view.ctx.words_before(match.start, 5))
    while words and (words[-1].lower in ARTICLES or words[-1].lower in listed("adjective") | listed("degree")):
        words.pop()
    if not words or words[-1].lower not in {",", "–", "-", "("}:
        return []
    named = view.ending(words[-1].start)
    return [named] if named is not None and named.kind in kinds else []


def someone_else(view: View, mention: Mention, kinds: frozenset[str]) -> Mention | None:
    """Return whom a description stands for that is not its clause's subject: "X ha comprato metà dell'azienda"."""
    start = view.sentence(mention.start)[0]
    before = view.names((max(0, start - 300), mention.start), kinds - {"unknown"})
    return next((m for m in reversed(before) if m.name != mention.name), None)


def called(
    view: View,
    match: Match[Frame],
    around: Places,
    places: tuple[str, ...],
    kinds: frozenset[str],
    wanted: frozenset[str],
) -> list[Mention]:
    """Return who is called so by a verb between: "il rivale di X è Y", "tra i clienti di X figurano Y e Z"."""
    if match.entry.form != "noun":
        return []
    owners = [m for m in fill(view, match, around, places, kinds) if m.start >= match.end]
    names = view.names(view.sentence(match.start))
    end = owners[-1].end if owners else match.end
    after = [m for m in names if m.start >= end]
    if not after or after[0].kind not in wanted:
        return []
    gap = view.lower(end, view.phrase(after[0]).start)
    naming = listed("being") | listed("listing") | listed("remaining")
    if owners:
        named = 0 < len(gap) <= 4 and set(gap) <= naming | listed("between")
    else:
        named = 0 < len(gap) <= REST and gap[-1] in naming and not (listed("stop") | {","}) & set(gap)
    return view.joined(after[0], names, wanted) if named else []


def implied(
    view: View,
    match: Match[Frame],
    around: Places,
    wanted: tuple[str, ...],
    kinds: frozenset[str],
    others: list[Mention],
) -> list[Mention]:
    """Return whom a place means that names nobody: "gliene vende", "ne è socio", "nel capitale".

    `others` is who stands in the other place, if known.
    """
    if match.entry.form == "verb":
        place = pronoun_place(view, (match.start, match.end), wanted)
    else:
        place = "di" if "di" in wanted and _lacks_owner(view, match, around, others) else None
    purse = any(view.tree.words[t] in listed("purse") for p in wanted for t in around.get(p, ()))
    if place is None and not purse:
        return []
    kinds = kinds - {"unknown"}
    if others and match.entry.relation in LIKE:  # rivals are of one kind
        kinds = kinds & (ORGS if others[0].kind in ORGS | {"unknown"} else MADE)
    besides = besides_of(view, match.start) | {m.name for m in others}
    found = meant_by(view, match.start, place, kinds, besides) if place is not None else None
    if found is None and purse:
        taken = {m.name for m in others} | {
            m.name for p in DOERS | {"di"} for m in fill(view, match, around, (p,), kinds)
        }
        start = view.sentence(match.start)[0]
        near = [m for m in view.names((start, match.start), kinds) if m.name not in taken and view.role(m) != "con"]
        found = near[-1] if near else talked_of(view, match.start, kinds, besides | taken)
    return [found] if found else []


def _lacks_owner(view: View, match: Match[Frame], around: Places, others: list[Mention]) -> bool:
    """Say whether a noun is somebody's who is not named with it: "i suoi fornitori", "ne è socio"."""
    if any(view.at(view.tree.starts[token]) for token in around.get("di", ())):
        return False
    if is_possessed(view, match.start) or "ne" in view.before(match.start, 5):
        return True
    several = bool(around.get("di")) and view.lower(match.start, match.end)[-1].endswith("i")
    only = not several and bool(listed("only") & set(view.before(match.start, 3)))
    return only or (bool(others) and _opens_list(view, match))


def _opens_list(view: View, match: Match[Frame]) -> bool:
    """Say whether a noun opens its sentence or stands after "tra i": "Tra i fornitori figurano", "Concorrenti sono"."""
    before = view.before(match.start, 3)
    return not before or bool({"tra", "fra"} & set(before))
