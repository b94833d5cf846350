"""Find relations by their cues: a cue word, and the names that fit before and after it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from extract.claims.patterns import ANY_ENDING, Match, PatternTable
from extract.claims.roles import ARTICLES, PREPOSITIONS
from extract.records import Mention
from extract.relations.view import View
from extract.relations.vocabulary import GROUPS, ORGS, is_participle, listed, read_rows

NEAR = 8  # words between a cue and its object, figures and times not counted
OPEN = {"releases", "develops", "invests_in", "acquires", "sues", "founded", "partners_with", "competes_with"}
JOINT = {"develops", "releases", "operates"}  # what two do together makes them partners
ARTICULATED = {w for w in PREPOSITIONS if w not in {"di", "a", "ad", "da", "in", "con", "su", "per", "tra", "fra"}}


@dataclass(frozen=True, slots=True)
class Rule:
    """One line of ``rules.tsv``."""

    relation: str
    form: str
    cue: str
    subject_kinds: frozenset[str]
    object_kinds: frozenset[str]
    prepositions: frozenset[str]


@dataclass(frozen=True, slots=True)
class Found:
    """A relation as it stands in the text: names, and the span from which it is read."""

    relation: str
    subject: Mention
    object: Mention
    start: int
    end: int
    cue: tuple[int, int] | None = None
    role: str | None = None
    confidence: float = 0.75


def _kinds(field: str) -> frozenset[str]:
    return frozenset(kind for word in field.split() for kind in GROUPS.get(word, (word,)))


@lru_cache(maxsize=1)
def rules() -> PatternTable[Rule]:
    """Return the rules of ``rules.tsv``, to be found in a text by their cues."""
    rows = (
        Rule(relation, form, cue, _kinds(subjects), _kinds(objects), frozenset(prepositions.split()))
        for relation, form, cue, subjects, objects, prepositions in read_rows("rules.tsv")
    )
    return PatternTable([(cue, rule) for rule in rows for cue in spellings(rule.cue)], ANY_ENDING)


def spellings(cue: str) -> list[str]:
    """Return a cue in every form of the preposition that ends it: "partner di", "partner della", …

    Examples
    --------
    >>> spellings("socio di")[:3], spellings("lanci*")
    (['socio di', 'socio del', 'socio dello'], ['lanci*'])
    """
    *head, last = cue.split()
    if not head or last not in PREPOSITIONS:
        return [cue]
    forms = [word for word, plain in PREPOSITIONS.items() if plain == PREPOSITIONS[last]]
    return [" ".join([*head, form]) for form in forms]


def find_by_cue(view: View) -> Iterator[Found]:
    """Yield the relations that a cue word tells."""
    for match in rules().find(view.words):
        sentence = view.sentence(match.start)
        tried = listed("attempt") & set(view.before(match.start, 3))
        if match.end > sentence[1] or tried or view.denied(match.start, match.end):
            continue
        names = [m for m in view.names(sentence) if m.end <= match.start or m.start >= match.end]
        yield from _FORMS[match.entry.form](view, match, names)


def found(match: Match[Rule], subject: Mention, thing: Mention, confidence: float = 0.8) -> Found:
    """Return the relation of a cue with its two names; its span reaches over those that stand in its sentence."""
    near = [m for m in (subject, thing) if abs(m.start - match.start) < 400]
    start = min([match.start, *(m.start for m in near)])
    end = max([match.end, *(m.end for m in near)])
    return Found(match.entry.relation, subject, thing, start, end, (match.start, match.end), confidence=confidence)


def _verb(view: View, match: Match[Rule], names: Sequence[Mention]) -> Iterator[Found]:
    before = view.before(match.start, 4)
    if is_participle(view.lower(match.start, match.end)[0]) and not listed("auxiliary") & set(before):
        yield from _passive(view, match, names)
    elif not (before and before[-1] in ARTICLES | ARTICULATED and not view.in_name(match.start - 2)):
        yield from _active(view, match, names)


def _active(view: View, match: Match[Rule], names: Sequence[Mention]) -> Iterator[Found]:
    rule = match.entry
    objects = objects_after(view, match.end, names, rule.object_kinds, rule.prepositions, rule.relation in OPEN)
    that = _relative(view, match)
    subject: Mention | None = None
    if that is not None:
        inner = [m for m in names if that <= m.start < match.start and m.kind in rule.subject_kinds]
        inner = [m for m in inner if view.role(m) == "bare"]
        head = antecedent(view, that, rule.subject_kinds | rule.object_kinds)
        if inner:
            subject = inner[-1]
            if not objects and head and head.kind in rule.object_kinds and "bare" in rule.prepositions:
                objects = [head]
        elif head and head.kind in rule.subject_kinds:
            subject = head
        elif head and not objects and head.kind in rule.object_kinds:
            objects = [head]
    subject = subject or subject_before(view, match, names, rule.subject_kinds)
    if subject is None:
        return
    subjects = _all_of_list(view, subject, names, rule)
    if len(subjects) > 1 and view.before(match.start, 1) == ["per"]:
        return  # what some do together for something is not yet that
    helpers = _helpers(view, match, names)
    for thing in objects:
        for one in [*subjects, *(m for m in helpers if m.kind in rule.subject_kinds and rule.relation == "founded")]:
            if one.name != thing.name:
                yield found(match, one, thing)
    if objects and rule.relation in JOINT:
        for helper in helpers:
            if helper.kind in ORGS and subject.kind in ORGS and helper.name != subject.name:
                yield replace(found(match, subject, helper, 0.7), relation="partners_with")


def _helpers(view: View, match: Match[Rule], names: Sequence[Mention]) -> list[Mention]:
    """Return with whom something is done: "X con Y realizza", "X ha fondato Z insieme a Y"."""
    for mention in names:
        before = view.before(view.phrase(mention).start, 3)
        together = bool({"insieme", "assieme"} & set(before))
        if mention.end <= match.start:
            close = view.role(mention) == "con" and view.reach(mention.end, match.start) <= 3
            if close and ("che" in before or together):
                return [mention]
        elif together and view.role(mention) in {"a", "con"} and view.reach(match.end, mention.start) <= 14:
            return view.joined(mention, names, {mention.kind})
    return []


def _all_of_list(view: View, last: Mention, names: Sequence[Mention], rule: Rule) -> list[Mention]:
    """Return the subjects that a list gives: "A e B hanno fondato X"; of partners, only the one that opens it."""
    chain = [last]
    for name in reversed([m for m in names if m.end <= last.start and m.kind in rule.subject_kinds]):
        gap = view.lower(name.end, chain[0].start)
        if gap not in (["e"], [","], ["ed"]) or view.role(name) != "bare":
            break
        chain.insert(0, name)
    if len(chain) == 1:
        return [last]
    if any(view.lower(a.end, b.start) in (["e"], ["ed"]) for a, b in zip(chain, chain[1:], strict=False)):
        return chain
    return [last]


def _relative(view: View, match: Match[Rule]) -> int | None:
    """Return the offset of the "che" that opens the clause of a cue, or None."""
    for word in reversed(view.ctx.words_before(match.start, 9)):
        if word.lower in {",", ";", ":", "e", "ma"}:
            return None
        if word.lower == "che":
            return word.start
    return None


def antecedent(view: View, that: int, kinds: frozenset[str]) -> Mention | None:
    """Return the name that "che" stands for: right before it, or before an apposition without a name."""
    before = [m for m in view.names((view.sentence(that)[0], that))]
    if not before:
        return None
    last = before[-1]
    gap = view.lower(last.end, that)
    if gap in ([], [","], [")"]) and last.kind in kinds:
        return last
    for mention in reversed(before):
        gap = view.lower(mention.end, that)
        if len(gap) > 14 or ";" in gap or ":" in gap:
            return None
        if mention.kind in kinds and (gap[:1] == [","] or mention.how in {"description", "anaphor"}):
            noun = set(gap[1:4]) & (listed("home") | listed("site") | listed("topproduct"))
            if noun or gap in ([], [","]):
                return mention
        if mention.kind in kinds and gap[:1] in (["("], ["di"], ["dei"], ["degli"], ["delle"], ["da"]):
            return mention if view.phrase(mention).nouns or gap[0] == "(" or mention.how != "alias" else None
    return None


def subject_before(view: View, match: Match[Rule], names: Sequence[Mention], kinds: frozenset[str]) -> Mention | None:
    """Return whom a verb is said of: the last name before it that no preposition governs, else what is gone on about."""
    before = [m for m in names if m.end <= match.start and m.kind in kinds and not view.ctx.parenthesis(m.start)]
    if match.entry.form == "active" and before and _apposed(view.lower(before[-1].end, match.start)):
        return before[-1]
    bare = [m for m in before if view.role(m) == "bare"]
    if bare:
        return bare[-1]
    for mention in reversed(before):
        acting = [w for w in view.before(view.phrase(mention).start, 6) if w in listed("member")]
        if view.role(mention) == "di" and acting:
            return mention
    if not before and match.entry.form == "verb":
        finite = not view.lower(match.start, match.end)[0].endswith(("are", "ere", "ire", "ando", "endo"))
        return view.topic(match.start, kinds) if finite else None
    return None


def _apposed(gap: list[str]) -> bool:
    """Say whether a cue stands in the apposition of a name: "X, principale", "X, specialista francese … noto per"."""
    return gap[:1] == [","] and len(gap) <= 9 and gap.count(",") == 1 and not (listed("stop") | {"ha", "è"}) & set(gap)


def objects_after(
    view: View,
    offset: int,
    names: Sequence[Mention],
    kinds: frozenset[str],
    prepositions: frozenset[str],
    open_: bool = False,
) -> list[Mention]:
    """Return the first fitting name after an offset with those that a list joins to it.

    `open_` takes a name of unknown kind too, where it follows at once.
    """
    for mention in names:
        if mention.start < offset:
            continue
        phrase = view.phrase(mention)
        if mention.kind not in kinds and not (
            mention.kind == "unknown" and open_ and view.reach(offset, phrase.start) <= 1
        ):
            continue
        if view.reach(offset, phrase.start) > NEAR or listed("stop") & set(view.lower(offset, phrase.start)):
            return []
        if prepositions & {"any", phrase.role}:
            return view.joined(mention, names, kinds)
        if "bare" in prepositions and phrase.role in {"di", "per"}:
            return []
    return []


def _passive(view: View, match: Match[Rule], names: Sequence[Mention]) -> Iterator[Found]:
    rule = match.entry
    agents = [m for m in names if m.start >= match.end and m.kind in rule.subject_kinds and view.role(m) == "da"]
    agents = [m for m in agents if view.reach(match.end, view.phrase(m).start) <= NEAR]
    agents = agents or _announced(view, match, names)
    if not agents:
        return
    between = view.lower(match.end, agents[0].start)
    if listed("stop") & set(between[:-1]) or any(is_participle(word) for word in between):
        return
    agents = view.joined(agents[0], names, rule.subject_kinds)
    thing = _patient(view, match, names, agents)
    if thing:
        for agent in agents:
            if agent.name != thing.name:
                yield found(match, agent, thing)


def _announced(view: View, match: Match[Rule], names: Sequence[Mention]) -> list[Mention]:
    """Return the agents of "fondata da tre amici: A, B e C"."""
    after = [m for m in names if m.start >= match.end]
    if not after or after[0].kind not in match.entry.subject_kinds:
        return []
    gap = view.lower(match.end, after[0].start)
    return after[:1] if gap[-1:] == [":"] and {"da", "dai", "dagli"} & set(gap) and len(gap) <= NEAR else []


def _patient(view: View, match: Match[Rule], names: Sequence[Mention], agents: Sequence[Mention]) -> Mention | None:
    kinds = match.entry.object_kinds
    things = [m for m in names if m.end <= match.start and m.kind in kinds]
    opens = view.before(match.start, 1) in ([], ["«"], ["-"])
    if things and view.reach(things[-1].end, match.start) <= 12:
        return things[-1]
    after = [m for m in names if m.start >= agents[-1].end and m.kind in kinds and view.role(m) == "bare"]
    if opens and after:
        return after[0]
    if things or not listed("being") & set(view.before(match.start, 4)) | ({"x"} if opens else set()):
        return None
    return view.topic(match.start, kinds)


def _noun(view: View, match: Match[Rule], names: Sequence[Mention]) -> Iterator[Found]:
    """ "Il lancio di Y", of whom the sentence is about: "X … il lancio di Y", "il lancio di Y da parte di X"."""
    rule = match.entry
    after = objects_after(view, match.end, names, rule.object_kinds, rule.prepositions)
    before = [m for m in names if m.end <= match.start and m.kind in rule.object_kinds]
    if after and view.reach(match.end, view.phrase(after[0]).start) <= 4:
        things = after
    elif before and rule.relation == "releases" and "di" not in view.after(match.end, 1):
        things = before[-1:]
    else:
        return
    people = [m for m in names if m.kind in rule.subject_kinds and m.name not in {t.name for t in things}]
    parted = [m for m in people if view.role(m) in {"da", "di"} and "parte" in view.before(m.start, 3)]
    earlier = [m for m in people if m.end <= match.start and view.role(m) in {"bare", "di"}]
    subject = parted[0] if parted else earlier[-1] if earlier else None
    if subject:
        for thing in things:
            yield found(match, subject, thing, 0.7)


def _pair(view: View, match: Match[Rule], names: Sequence[Mention]) -> Iterator[Found]:
    """ "X e Y cue", "cue tra X e Y"."""
    fitting = [m for m in names if m.kind in match.entry.subject_kinds]
    for first in fitting:
        group = view.joined(first, fitting, match.entry.subject_kinds)
        if len(group) < 2:
            continue
        if first.start >= match.end:
            near = view.role(first) == "tra" and view.reach(match.end, view.phrase(first).start) <= 5
        else:
            gap = view.lower(group[-1].end, match.start)
            near = view.role(first) == "bare" and len(gap) <= 6 and not {",", ":", ";"} & set(gap)
        if near:
            for other in group[1:]:
                yield found(match, first, other)
            return


def _into(view: View, match: Match[Rule], names: Sequence[Mention]) -> Iterator[Found]:
    """A product or model built into products: "X arriva in A e B", "Y integra X in A"."""
    rule = match.entry
    hosts: list[Mention] = []
    for product in [m for m in names if m.kind in rule.object_kinds and m.start >= match.end]:
        group = view.joined(product, names, rule.object_kinds)
        gap = view.lower(match.end, product.start)
        inside = view.role(product) in {"in", "su"} or {"dentro", "interno", "attraverso", "tramite", "come"} & set(gap)
        if inside and len(gap) <= 14:
            hosts = group
            break
    taken = {m.name for m in hosts}
    guests = [m for m in names if m.kind in rule.subject_kinds and m.name not in taken]
    passive = is_participle(view.lower(match.start, match.end)[0])
    objects = [m for m in guests if m.start >= match.end and (not hosts or m.end <= hosts[0].start or _with(view, m))]
    subjects = [m for m in guests if m.end <= match.start and view.role(m) in {"bare", "di"}]
    chosen = (objects if "any" in rule.prepositions else []) or subjects[-1:]
    if passive and subjects and not objects:
        chosen = subjects[-1:]
    for guest in {m.name: m for m in chosen}.values():
        for host in hosts:
            yield found(match, guest, host)


def _with(view: View, mention: Mention) -> bool:
    """Say whether a guest follows its hosts: "in A e B, con la funzione di X"."""
    return "con" in view.before(mention.start, 8)


_FORMS = {"verb": _verb, "active": _active, "passive": _passive, "noun": _noun, "pair": _pair, "into": _into}
