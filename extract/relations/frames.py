"""Find relations by the dependency tree: a predicate of ``frames.tsv`` and the names in its places."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from spacy.tokens import Token

from extract.claims.draft import is_currency
from extract.claims.patterns import ANY_ENDING, Match, PatternTable
from extract.records import Mention, Quantity
from extract.relations.arguments import objects_after
from extract.relations.clauses import Places, is_passive, is_verb, places, preposition
from extract.relations.reference import besides_of, by_pronoun, is_possessed, talked_of
from extract.relations.rules import Found, kinds_of, spellings
from extract.relations.view import View
from extract.relations.vocabulary import ARTICLES, MADE, ORGS, is_participle, listed, read_rows

REST = 5  # words between a noun without an owner and the verb that names who is called so
REACH = 30  # words between a predicate and a name in one of its places
NAMING = {"appos", "flat", "flat:name", "flat:foreign", "nmod", "compound", "amod"}
DOERS = {"subj", "nsubj"}
LIKE = {"competes_with"}
FINITE = {"Ind", "Cnd", "Sub"}


@dataclass(frozen=True, slots=True)
class Frame:
    """One line of ``frames.tsv``: a predicate, and in which of its places subject and object of a relation stand.

    `needs` is a class of words of which one must stand near the predicate, ``money`` for a sum, ``active`` for
    an active verb; "" for nothing.
    """

    relation: str
    role: str | None
    form: str
    needs: str
    subject: tuple[str, ...]
    object: tuple[str, ...]
    subject_kinds: frozenset[str]
    object_kinds: frozenset[str]


@lru_cache(maxsize=1)
def _frames() -> PatternTable[Frame]:
    rows = read_rows("frames.tsv")
    return PatternTable(
        [
            (cue, _frame(relation, form, tuple(one.split()), tuple(other.split()), kinds, other_kinds))
            for relation, form, pattern, one, kinds, other, other_kinds in rows
            for cue in spellings(pattern)
        ],
        ANY_ENDING,
    )


def _frame(
    relation: str, form: str, one: tuple[str, ...], other: tuple[str, ...], kinds: str, other_kinds: str
) -> Frame:
    name, _, role = relation.partition(":")
    form, _, needs = form.partition("+")
    return Frame(name, role or None, form, needs, one, other, kinds_of(kinds), kinds_of(other_kinds))


def find_by_tree(view: View) -> Iterator[Found]:
    """Yield the relations whose predicate and names the tree joins; none of a text without one."""
    if view.ctx.parse is None:
        return
    for match in _frames().find(view.words):
        sentence = view.sentence(match.start)
        token = view.ctx.root(match.start, match.end)
        if token is None or match.end > sentence[1] or _in_name(view, match.start):
            continue
        if is_verb(token) != (match.entry.form == "verb") or not _has_what_it_needs(view, match, token):
            continue
        if listed("attempt") & set(view.before(match.start, 3)) or view.denied(match.start, match.end):
            continue
        yield from _read(view, match, token, _without_times(view, places(token)))


def _without_times(view: View, around: Places) -> Places:
    """Return the places without the times that the parser takes for subjects: "l'anno scorso X ha"."""
    for place in DOERS & around.keys():
        around[place] = [t for t in around[place] if not any(s <= t.idx < e for s, e in view.figures)]
    return around


def _in_name(view: View, offset: int) -> bool:
    mention = view.at(offset)
    return mention is not None and mention.how in {"alias", "name", "title", "dateline"}


def _has_what_it_needs(view: View, match: Match[Frame], token: Token) -> bool:
    needs = match.entry.needs
    if needs == "active":
        return not is_passive(token)
    if needs == "money":
        start, end = view.sentence(match.start)
        return any(_is_sum(q) for q in view.ctx.quantities.within(start, end))
    return not needs or bool(listed(needs) & set(view.after(match.end, 12)))


def _is_sum(quantity: Quantity) -> bool:
    """Say whether a quantity is money, or millions of what is left out."""
    amount = quantity.value or quantity.low or 0
    return is_currency(quantity.unit) or (quantity.unit in {None, "1"} and amount >= 1_000_000)


def _read(view: View, match: Match[Frame], token: Token, around: Places) -> Iterator[Found]:
    frame = match.entry
    objects = _fill(view, match, around, frame.object, frame.object_kinds)
    objects = objects or _next(view, match, around)
    called: list[Mention] = []
    if "same" in frame.object and not objects:
        objects = called = _predicate(view, match, around, frame.subject, frame.subject_kinds, frame.object_kinds)
    if "same" in frame.subject and not objects:
        called = _predicate(view, match, around, frame.object, frame.object_kinds, frame.subject_kinds)
    objects = objects or _implied(view, match, around, frame.object, frame.object_kinds, called)
    if frame.object == ("each",):
        group = _fill(view, match, around, frame.subject, frame.subject_kinds)
        if not group and match.entry.form.startswith("verb") and not any(around.get(p) for p in DOERS):
            last = _last(view, match, ())
            group = _listed_before(view, last, frame.subject_kinds) if last else []
        pairs = [(group[0], other) for other in group[1:]]
    else:
        taken = {m.name for m in objects if m.how != "anaphor"}
        subjects = _fill(view, match, around, frame.subject, frame.subject_kinds, taken)
        if "same" in frame.subject and not subjects:
            subjects = _predicate(view, match, around, frame.object, frame.object_kinds, frame.subject_kinds)
        if not subjects and "di" in frame.subject and objects:
            subjects = _implied(view, match, around, frame.subject, frame.subject_kinds, called or objects)
        if not subjects and objects and DOERS & set(frame.subject) and not any(around.get(p) for p in DOERS):
            subject = _maker(view, match, objects)
            if subject is None and not (is_verb(token) and is_passive(token)):
                last = _last(view, match, taken)
                subject = None if last or frame.relation == "founded" else _topic(view, match, token)
                subjects = _listed_before(view, last, frame.subject_kinds) if last else []
            subjects = subjects or ([subject] if subject else [])
        pairs = [(one, other) for one in subjects for other in objects]
    for one, named in pairs:
        itself = one.name == named.name and named.how == "anaphor"
        other = _someone_else(view, named, frame.object_kinds) if itself else named
        if other is not None and one.name != other.name:
            spans = [m for m in (one, other) if abs(m.start - match.start) < 400]
            start, end = min([match.start, *(m.start for m in spans)]), max([match.end, *(m.end for m in spans)])
            yield Found(frame.relation, one, other, start, end, (match.start, match.end), frame.role)


def _predicate(
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
    owners = [m for m in _fill(view, match, around, places, kinds) if m.start >= match.end]
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


def _implied(
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
    kinds = kinds - {"unknown"}
    if others and match.entry.relation in LIKE:  # rivals are of one kind
        kinds = kinds & (ORGS if others[0].kind in ORGS | {"unknown"} else MADE)
    besides = besides_of(view, match.start) | {m.name for m in others}
    found: Mention | None = None
    if match.entry.form == "verb":
        found = by_pronoun(view, match, wanted, kinds, besides)
    elif "di" in wanted and not any(view.at(t.idx) for t in around.get("di", ())):
        mine = is_possessed(view, match.start) or "ne" in view.before(match.start, 5)
        if mine or listed("only") & set(view.before(match.start, 3)) or (others and _opens_list(view, match)):
            found = talked_of(view, match.start, kinds, besides)
    if found is None and any(t.lower_ in listed("purse") for p in wanted for t in around.get(p, ())):
        taken = {m.name for m in others} | {
            m.name for p in DOERS | {"di"} for m in _fill(view, match, around, (p,), kinds)
        }
        start = view.sentence(match.start)[0]
        near = [m for m in view.names((start, match.start), kinds) if m.name not in taken and view.role(m) != "con"]
        found = near[-1] if near else talked_of(view, match.start, kinds, besides | taken)
    return [found] if found else []


def _opens_list(view: View, match: Match[Frame]) -> bool:
    """Say whether a noun opens its sentence or stands after "tra i": "Tra i fornitori figurano", "Concorrenti sono"."""
    before = view.before(match.start, 3)
    return not before or bool({"tra", "fra"} & set(before))


def _maker(view: View, match: Match[Frame], objects: list[Mention]) -> Mention | None:
    """Return who is known to have made what a passive tells of: "X, lanciato in marzo"."""
    if match.entry.relation not in {"releases", "develops"} or not is_participle(view.lower(match.start, match.end)[0]):
        return None
    maker = view.maker(objects[0].name)
    return next((m for m in view.ctx.mentions if m.name == maker), None)


def _next(view: View, match: Match[Frame], around: Places) -> list[Mention]:
    """Return the object that the parser missed: the bare name right after an active verb."""
    if match.entry.form != "verb" or "obj" not in match.entry.object or around.get("obj"):
        return []
    kinds = match.entry.object_kinds - {"unknown"}
    names = view.names(view.sentence(match.start))
    return objects_after(view, match.end, names, kinds, frozenset({"bare"}))


def _listed_before(view: View, last: Mention, kinds: frozenset[str]) -> list[Mention]:
    """Return a name with those before it that a list closed by "e" joins to it: "A, B e C hanno promesso"."""
    group = [last]
    for mention in reversed(view.names((view.sentence(last.start)[0], last.start), kinds)):
        joint = view.lower(mention.end, view.phrase(group[0]).start)
        if joint not in ((["e"], ["ed"]) if len(group) == 1 else ([","],)):
            break
        group.insert(0, mention)
    return group


def _last(view: View, match: Match[Frame], taken: Collection[str]) -> Mention | None:
    """Return the subject that the parser missed: the last bare name before the predicate, in its clause."""
    start, _ = view.sentence(match.start)
    for mention in reversed(view.names((start, match.start))):
        if listed("stop") & set(view.lower(mention.end, match.start)):
            return None
        fits = mention.kind in match.entry.subject_kinds - {"unknown"} and mention.name not in taken
        if fits and view.role(mention) == "bare" and not view.ctx.parenthesis(mention.start):
            return mention
    return None


def _topic(view: View, match: Match[Frame], token: Token) -> Mention | None:
    """Return whom a finite verb without a subject is about: "Ha poi lanciato X"."""
    verb = token if is_verb(token) else token.head
    finite = any(FINITE & set(t.morph.get("Mood", [])) for t in (verb, *verb.children))
    if not finite or verb.dep_ not in {"ROOT", "conj", "parataxis"}:
        return None
    kinds = match.entry.subject_kinds - {"unknown"}
    return view.topic(match.start, kinds & ORGS or kinds)


def _someone_else(view: View, mention: Mention, kinds: frozenset[str]) -> Mention | None:
    """Return whom a description stands for that is not its clause's subject: "X ha comprato metà dell'azienda"."""
    start = view.sentence(mention.start)[0]
    before = view.names((max(0, start - 300), mention.start), kinds - {"unknown"})
    return next((m for m in reversed(before) if m.name != mention.name), None)


def _fill(
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
            first = _named(view, token, kinds)
            if (
                first is None
                or first.name in taken
                or view.words.distance((first.start, first.end), (match.start, match.end)) > REACH
            ):
                continue
            if place == "con" and view.role(first) != "con" and "cui" not in view.lower(first.end, match.start):
                continue
            names = view.names(view.sentence(first.start))
            group = _closed(view, view.joined(first, names, kinds))
            if first.end <= match.start:
                group = [m for m in group if m.end <= match.start]
            return [m for m in group if m.name not in taken]
    return []


def _apposed(view: View, token: Token) -> Mention | None:
    """Return the name that a noun tells more of: "X, il supercomputer che", "X, il suo nuovo assistente"."""
    words = list(view.ctx.words_before(token.idx, 5))
    while words and words[-1].lower not in ARTICLES and not view.in_name(words[-1].start) and words[-1].is_word:
        words.pop()
    if len(words) < 2 or words[-1].lower not in ARTICLES or words[-2].lower != ",":
        return None
    return view.ending(words[-2].start)


def _closed(view: View, group: list[Mention]) -> list[Mention]:
    """Return a list up to its "e": "con A, B ha" is no list, and "con A e B, C ha" one of two."""
    joints = [view.lower(one.end, view.phrase(other).start) for one, other in pairwise(group)]
    last = max((i for i, joint in enumerate(joints) if {"e", "ed", "oltre"} & set(joint)), default=-1)
    return group[: last + 2]


def _named(view: View, token: Token, kinds: frozenset[str]) -> Mention | None:
    """Return the name that a phrase is, or that its noun gets: "X", "la startup X", "i ricercatori di X"."""
    mention = view.at(token.idx)
    if mention is not None:
        return view.fitting(mention, kinds)
    apposed = _apposed(view, token)
    if apposed is not None and view.fitting(apposed, kinds):
        return view.fitting(apposed, kinds)
    for child in token.children:
        named = child.dep_ in NAMING and preposition(child) in {None, "come"}
        acting = token.lower_ in listed("member") | listed("purse") and preposition(child) == "di"
        if named or acting:
            mention = view.at(child.idx)
            if mention is not None and view.fitting(mention, kinds):
                return view.fitting(mention, kinds)
    return _listed_after(view, token, kinds)


def _listed_after(view: View, token: Token, kinds: frozenset[str]) -> Mention | None:
    """Return the first name of "due modelli, X e Y", "tre chip: X, Y e Z"."""
    counted = any(child.dep_ == "nummod" for child in token.children)
    end = token.idx + len(token)
    following = view.names((end, view.sentence(token.idx)[1]))
    if counted and following and view.lower(end, following[0].start) in ([","], [":"]):
        return view.fitting(following[0], kinds)
    return None
