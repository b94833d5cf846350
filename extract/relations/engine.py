"""Find relations by their cues: a cue word, and the names that fit before and after it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from pathlib import Path

from extract.claims.context import Context
from extract.claims.patterns import ANY_ENDING, Match, PatternTable
from extract.claims.subject import role_of
from extract.records import Mention

DATA = Path(__file__).with_name("data")
GROUPS = {
    "org": ("organisation", "institution"),
    "model": ("model", "model_family"),
    "site": ("cluster", "supercomputer"),
}
NEAR = 7  # words between a cue and its object


@dataclass(frozen=True, slots=True)
class Rule:
    """One line of ``rules.tsv``."""

    relation: str
    form: str
    cue: str
    subject_kinds: frozenset[str]
    object_kinds: frozenset[str]
    preposition: str


@dataclass(frozen=True, slots=True)
class Found:
    """A relation as it stands in the text: names, and the span from which it is read."""

    relation: str
    subject: Mention
    object: Mention
    start: int
    end: int
    cue: Match[Rule] | None = None
    role: str | None = None


def read_rows(name: str) -> list[list[str]]:
    """Return the fields of a vocabulary file's lines, without comments."""
    lines = (DATA / name).read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if line.strip() and not line.startswith("#")]


def _kinds(field: str) -> frozenset[str]:
    return frozenset(kind for word in field.split() for kind in GROUPS.get(word, (word,)))


@lru_cache(maxsize=1)
def rules() -> PatternTable[Rule]:
    """Return the rules of ``rules.tsv``, to be found in a text by their cues."""
    rows = (
        Rule(relation, form, cue, _kinds(subjects), _kinds(objects), preposition)
        for relation, form, cue, subjects, objects, preposition in read_rows("rules.tsv")
    )
    return PatternTable([(rule.cue, rule) for rule in rows], ANY_ENDING)


def find_by_cue(ctx: Context) -> Iterator[Found]:
    """Yield the relations that a cue word tells."""
    for match in rules().find(ctx.words):
        sentence = ctx.sentence(match.start)
        if match.end > sentence[1]:
            continue
        names = [m for m in ctx.mentions_in(sentence) if m.end <= match.start or m.start >= match.end]
        yield from _FORMS[match.entry.form](ctx, match, names)


def _active(ctx: Context, match: Match[Rule], names: Sequence[Mention]) -> Iterator[Found]:
    rule = match.entry
    objects = _objects_after(ctx, match, names)
    subject = _subject_before(ctx, match, names, rule.subject_kinds)
    for thing in objects:
        if subject and subject.name != thing.name:
            start, end = min(subject.start, match.start), thing.end
            if ctx.sentence(subject.start) != ctx.sentence(match.start):
                start = match.start
            yield Found(rule.relation, subject, thing, start, end, match)


def _passive(ctx: Context, match: Match[Rule], names: Sequence[Mention]) -> Iterator[Found]:
    rule = match.entry
    agents = [
        m
        for m in names
        if m.start >= match.end
        and m.kind in rule.subject_kinds
        and role_of(ctx, m) == "da"
        and len(ctx.words.within(match.end, m.start)) <= NEAR
    ]
    things = [m for m in names if m.end <= match.start and m.kind in rule.object_kinds]
    if agents and things and ctx.words.distance((things[-1].start, things[-1].end), (match.start, match.end)) <= 10:
        for agent in [agents[0], *coordinated(ctx, agents[0], names, rule.subject_kinds)]:
            if agent.name != things[-1].name:
                yield Found(rule.relation, agent, things[-1], things[-1].start, agent.end, match)


def _noun(ctx: Context, match: Match[Rule], names: Sequence[Mention]) -> Iterator[Found]:
    rule = match.entry
    after = [
        m
        for m in names
        if m.start >= match.end and m.kind in rule.object_kinds and len(ctx.words.within(match.end, m.start)) <= 4
    ]
    before = [m for m in names if m.end <= match.start and m.kind in rule.object_kinds]
    if after and role_of(ctx, after[0]) == rule.preposition:
        thing = after[0]
    elif before and rule.relation == "releases":
        thing = before[-1]
    else:
        return
    people = [m for m in names if m.kind in rule.subject_kinds and m.name != thing.name]
    if rule.relation == "founded":
        near = [m for m in people if ctx.words.distance((m.start, m.end), (match.start, thing.end)) <= 3]
        subject = near[0] if near else None
    else:
        earlier = [m for m in people if m.end <= match.start]
        subject = earlier[-1] if earlier else None
    if subject:
        yield Found(
            rule.relation,
            subject,
            thing,
            min(subject.start, match.start, thing.start) if rule.relation == "founded" else match.start,
            max(match.end, thing.end, subject.end if rule.relation == "founded" else 0),
            match,
        )


def _pair(ctx: Context, match: Match[Rule], names: Sequence[Mention]) -> Iterator[Found]:
    kinds = match.entry.subject_kinds
    fitting = [m for m in names if m.kind in kinds]
    for first, second in pairwise(fitting):
        joined = [w.lower for w in ctx.words.within(first.end, second.start)]
        near = ctx.words.distance((second.start, second.end), (match.start, match.end)) <= 5
        if joined == ["e"] and near and first.name != second.name:
            start, end = min(first.start, match.start), max(second.end, match.end)
            yield Found(match.entry.relation, first, second, start, end, match)


def _host(ctx: Context, match: Match[Rule], names: Sequence[Mention]) -> Iterator[Found]:
    """A product or model built into products: the hosts are the list, the guests what stands apart from it."""
    rule = match.entry
    products = [m for m in names if m.kind in rule.object_kinds]
    hosts: list[Mention] = []
    for product in products:
        group = [product, *coordinated(ctx, product, products, rule.object_kinds)]
        if len(group) > len(hosts) and (len(group) > 1 or role_of(ctx, product) in {"in", "su"}):
            hosts = group
    taken = {m.name for m in hosts}
    guests = [m for m in names if m.kind in rule.subject_kinds and m.name not in taken]
    for guest in {m.name: m for m in guests}.values():
        for host in hosts:
            start, end = min(host.start, guest.start), max(host.end, guest.end)
            yield Found(rule.relation, guest, host, start, end, match)


_FORMS = {"active": _active, "passive": _passive, "noun": _noun, "pair": _pair, "host": _host}


def _subject_before(
    ctx: Context, match: Match[Rule], names: Sequence[Mention], kinds: frozenset[str]
) -> Mention | None:
    before = [m for m in names if m.end <= match.start and m.kind in kinds]
    bare = [m for m in before if role_of(ctx, m) == "bare"]
    if bare:
        return _first_of_list(ctx, bare)
    near = [m for m in before if role_of(ctx, m) == "di"]
    return near[-1] if near else None


def _first_of_list(ctx: Context, names: Sequence[Mention]) -> Mention:
    """Return the last name, or the one that opens the list it stands in: "A e B hanno collaborato per …"."""
    first = names[-1]
    for name in reversed(names[:-1]):
        if [w.lower for w in ctx.words.within(name.end, first.start)] not in (["e"], [","]):
            break
        first = name
    return first


def _objects_after(ctx: Context, match: Match[Rule], names: Sequence[Mention]) -> list[Mention]:
    rule = match.entry
    for mention in names:
        gap = ctx.words.within(match.end, mention.start)
        if mention.start < match.end or mention.kind not in rule.object_kinds:
            continue
        if len(gap) > NEAR or any(w.lower in {".", ";", ":"} for w in gap):
            return []
        role = role_of(ctx, mention)
        if rule.preposition not in {"any", role}:
            return []
        return [mention, *coordinated(ctx, mention, names, rule.object_kinds)]
    return []


def coordinated(ctx: Context, first: Mention, names: Sequence[Mention], kinds: frozenset[str]) -> list[Mention]:
    """Return the names that a list joins to `first`: "A, B e C"."""
    found, end = [], first.end
    for mention in names:
        if mention.start < end:
            continue
        joint = [w.lower for w in ctx.words.within(end, mention.start)]
        if joint not in ([","], ["e"], ["ed"], [",", "e"]) or mention.kind not in kinds:
            break
        found.append(mention)
        end = mention.end
    return found
