"""Find relations by their cues: a cue word, and the names that fit before and after it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from extract.claims.patterns import Match
from extract.records import Mention
from extract.relations.arguments import NEAR, antecedent, helpers, objects_after, relative, subject_before
from extract.relations.rules import Found, Rule, found, rules
from extract.relations.view import View
from extract.relations.vocabulary import ARTICLES, ORGS, PREPOSITIONS, is_participle, listed

OPEN = {"releases", "develops", "invests_in", "acquires", "sues", "founded", "partners_with", "competes_with"}
TOGETHER = {"founded", "invests_in"}  # what who stands beside the subject does too
JOINT = {"develops", "releases", "operates"}  # what two do together makes them partners
CALLED = {"supplies", "subsidiary_of", "part_of", "develops"}  # whose nouns have their complement beside them
ARTICULATED = {w for w in PREPOSITIONS if w not in {"di", "a", "ad", "da", "in", "con", "su", "per", "tra", "fra"}}


def find_by_cue(view: View) -> Iterator[Found]:
    """Yield the relations that a cue word tells."""
    for match in view.matches(rules()):
        sentence = view.sentence(match.start)
        tried = listed("attempt") & set(view.before(match.start, 3))
        if match.end > sentence[1] or tried or view.denied(match.start, match.end):
            continue
        names = [m for m in view.names(sentence) if m.end <= match.start or m.start >= match.end]
        yield from _FORMS[match.entry.form](view, match, names)


def _verb(view: View, match: Match[Rule], names: Sequence[Mention]) -> Iterator[Found]:
    before = view.before(match.start, 4)
    if is_participle(view.lower(match.start, match.end)[0]) and not listed("auxiliary") & set(before):
        yield from _passive(view, match, names)
    elif not (before and before[-1] in ARTICLES | ARTICULATED and not view.in_name(match.start - 2)):
        yield from _active(view, match, names)


def _active(view: View, match: Match[Rule], names: Sequence[Mention]) -> Iterator[Found]:
    rule = match.entry
    objects = objects_after(view, match.end, names, rule.object_kinds, rule.prepositions, rule.relation in OPEN)
    that = relative(view, match.start)
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
            bare = [m for m in names if m.end <= that and m.kind in rule.subject_kinds and view.role(m) == "bare"]
            subject = bare[0] if bare else None  # "X annuncia Y, che realizzerà a": of the main clause
        elif head is None and not view.in_name(that - 2):
            return  # "una società che" is nobody who is named
    subject = subject or subject_before(view, match, names, rule.subject_kinds)
    if subject is None:
        return
    if rule.form == "active" and rule.relation in CALLED:
        objects = [m for m in objects if view.reach(match.end, view.phrase(m).start) <= 2] and objects
    if not objects and rule.relation == "founded":
        objects = _it(view, match)
    subjects = _all_of_list(view, subject, names, rule)
    if len(subjects) > 1 and view.before(match.start, 1) == ["per"]:
        return  # what some do together for something is not yet that
    together = helpers(view, match, names)
    for thing in objects:
        for one in [*subjects, *(m for m in together if m.kind in rule.subject_kinds and rule.relation in TOGETHER)]:
            if one.name != thing.name:
                yield found(match, one, thing)
    if objects and rule.relation in JOINT:
        for helper in together:
            if helper.kind in ORGS and subject.kind in ORGS and helper.name != subject.name:
                yield replace(found(match, subject, helper, 0.7), relation="partners_with")


def _it(view: View, match: Match[Rule]) -> list[Mention]:
    """Return what "l'" stands for in "l'hanno fondata X e Y": whom the last sentence is about, else the last firm."""
    if "l'" not in view.before(match.start, 2):
        return []
    start = view.sentence(match.start)[0]
    about = view.topic(match.start, match.entry.object_kinds, back=2)
    return [about] if about else view.names((max(0, start - 400), start), match.entry.object_kinds)[-1:]


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
    if any(view.lower(a.end, b.start) in (["e"], ["ed"]) for a, b in pairwise(chain)):
        return chain
    return [last]


def _passive(view: View, match: Match[Rule], names: Sequence[Mention]) -> Iterator[Found]:
    rule = match.entry
    agents = [m for m in names if m.start >= match.end and m.kind in rule.subject_kinds]
    agents = [m for m in agents if view.role(m) == "da" or _sibling(view, m)]
    agents = [m for m in agents if view.reach(match.end, view.phrase(m).start) <= NEAR]
    agents = agents or _announced(view, match, names)
    if not agents:
        return
    between = view.lower(match.end, agents[0].start)
    if listed("stop") & set(between[:-1]) or any(is_participle(word) for word in between):
        return
    agents = _with_sibling(view, view.joined(agents[0], names, rule.subject_kinds))
    last = _patient(view, match, names, agents)
    things = _with_list(view, last, names, rule.object_kinds) if last and last.end <= match.start else [last]
    for thing in things:
        for agent in agents:
            if thing and agent.name != thing.name:
                yield found(match, agent, thing)


def _sibling(view: View, person: Mention) -> Mention | None:
    """Return the first of two who share a surname, as siblings do: "dai fratelli Ugo e Ada Neri"."""
    if person.kind != "person":
        return None
    words = view.ctx.words_before(person.start, 3)
    if len(words) < 3 or words[2].lower not in {"e", "ed"} or not words[1].capital:
        return None
    first = view.text[words[1].start : words[1].end]
    known = view.ctx.gazetteer.get(f"{first} {person.name.split()[-1]}")
    if known is None or known.kind != "person":
        if words[0].lower not in listed("sibling"):
            return None
        name = f"{first} {person.name.split()[-1]}"
    else:
        name = known.name
    return replace(person, start=words[1].start, end=words[1].end, text=first, name=name)


def _with_sibling(view: View, people: list[Mention]) -> list[Mention]:
    other = _sibling(view, people[0]) if people else None
    return [other, *people] if other else people


def _with_list(view: View, last: Mention, names: Sequence[Mention], kinds: frozenset[str]) -> list[Mention]:
    """Return a name with those before it that a list joins to it: "A e B progettati da C"."""
    things = [last]
    for name in reversed([m for m in names if m.end <= last.start and m.kind in kinds]):
        if view.lower(name.end, view.phrase(things[0]).start) not in (["e"], ["ed"], [","]):
            break
        things.insert(0, name)
    return things if len(things) > 1 and last.kind not in ORGS else [last]


def _announced(view: View, match: Match[Rule], names: Sequence[Mention]) -> list[Mention]:
    """Return the agents of "fondata da tre amici: A, B e C", "da tre amici (A, B e C)"."""
    after = [m for m in names if m.start >= match.end and m.kind in match.entry.subject_kinds]
    if not after:
        return []
    gap = view.lower(match.end, after[0].start)
    several = gap[-1:] == [","] and bool(listed("several") & set(gap))  # "da due ex di Z, X e Y"
    told = (several or gap[-1:] in ([":"], ["("])) and bool({"da", "dai", "dagli"} & set(gap))
    return after[:1] if told and len(gap) <= NEAR + 4 else []


def _patient(view: View, match: Match[Rule], names: Sequence[Mention], agents: Sequence[Mention]) -> Mention | None:
    kinds = match.entry.object_kinds
    things = [m for m in names if m.end <= match.start and m.kind in kinds]
    told = {"su", "con", "per", "in"}  # "X, basato su Y, è stato lanciato da": of Y only if it stands right before
    things = [m for m in things if view.role(m) not in told or view.lower(m.end, match.start) in ([], [","])]
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
    elif before and rule.relation == "releases" and _is_definite(view, match):
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


def _is_definite(view: View, match: Match[Rule]) -> bool:
    """Say whether a noun speaks of something known without naming it: "il lancio è previsto", "un lancio iniziale"."""
    before = view.before(match.start, 1)
    return bool(before) and before[0] in ARTICLES | ARTICULATED and "di" not in view.after(match.end, 1)


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
    subjects = [m for m in subjects if view.role(m) == "bare"] or subjects
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
