"""Names that the gazetteer does not know, recognised by their form and by what stands around them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from extract.entities.bodies import named_after_places
from extract.entities.capitals import Capitals
from extract.entities.context import Context
from extract.entities.datelines import byline_spans, dateline_places
from extract.entities.found import Found
from extract.entities.joins import join
from extract.entities.kinds import decide, followed_by_place, kind_votes
from extract.entities.recognised import CUE, VOTE, Recognised, by_words, missed
from extract.entities.runs import Run, find_runs, split_before_person
from extract.entities.tokens import Token
from extract.entities.versions import family_versions, whole_versions
from extract.entities.vocabulary import words

_MADE = ("product", "model", "chip", "cluster")
_FEW = 50  # names with the same first or last word that are compared


@dataclass(slots=True)
class _Group:
    """All occurrences of one unknown name; `name` is its longest form, `recognised` how often it was heard as what."""

    keys: tuple[str, ...]
    name: str
    votes: Counter[str] = field(default_factory=Counter)
    members: list[Found] = field(default_factory=list)
    recognised: Counter[str] = field(default_factory=Counter)


def unknown_names(
    text: str, context: Context, known: Sequence[Found], recognised: Sequence[Recognised] = ()
) -> list[Found]:
    """Return the known names together with those that the gazetteer does not have, in text order.

    Parameters
    ----------
    text : str
        The text.
    context : Context
        Its words and what is known of them.
    known : sequence of Found
        Names of the gazetteer, in text order; one that is only a part of a longer unknown name ("Marlowe AI",
        "Kimbal Musk", "Llama 9") gives way to it.
    recognised : sequence of Recognised
        What a statistical recogniser says: it names the kind where the rules cannot, and adds the names that they miss.
    """
    tokens = context.tokens
    known = family_versions(text, context, known)
    covered = [False] * len(tokens)
    for found in known:
        covered[found.first : found.last] = [True] * (found.last - found.first)
    capitals = Capitals(tokens, covered, context.title)
    runs = find_runs(capitals)
    known, runs = named_after_places(known, runs, capitals)
    kept, runs = join(known, runs, tokens)
    runs = [part for run in runs for part in split_before_person(run, tokens)]
    heard = by_words(recognised, tokens)
    taken = list(covered)
    for run in runs:
        taken[run.first : run.last] = [True] * (run.last - run.first)
    runs = sorted([*runs, *(Run(*span) for span in missed(heard, taken, capitals))], key=lambda run: run.first)
    groups: dict[tuple[str, ...], _Group] = {}
    for run in runs:
        last = run.last - 1 if _legal_form(text, tokens, run) else run.last
        last -= last < run.last and last - run.first > 1 and tokens[last - 1].key == "pte"  # "Pte Ltd"
        name = " ".join(text[tokens[run.first].start : tokens[last - 1].end].split())
        keys = tuple(t.key for t in tokens[run.first : run.last])
        group = groups.setdefault(keys, _Group(keys, name))
        kind, how = ("place", "dateline") if run.place else ("unknown", "title" if _title(run, tokens) else "name")
        group.members.append(Found(run.first, run.last, name, kind, how))
        if run.place:
            group.votes["place"] += 9
        elif run.title:
            group.votes["unknown"] += 9
        else:
            group.votes.update(kind_votes(context, run.first, run.last))
            group.recognised[heard.get((run.first, run.last), "")] += 1
    datelines = {n for start, end in dateline_places(capitals) for n in range(start, end)}
    kept = [replace(f, how="dateline") if f.kind == "place" and f.first in datelines else f for f in kept]
    everything = sorted([*kept, *(m for g in groups.values() for m in g.members)], key=lambda f: f.first)
    for first, last in byline_spans(capitals):
        for member in everything:
            if first <= member.first and member.last <= last and member.how in {"alias", "name"}:
                member.how = "byline"
    _place_votes(everything, groups, tokens)
    _share_families(groups)
    _abbreviate(groups, everything, tokens)
    _shorten(groups, kept, tokens)
    _share_surnames(groups, everything, context)
    for group in groups.values():
        ruled = decide(group.votes)
        for kind, times in group.recognised.most_common(1):
            acting = group.votes["acts"] and kind == "place" and not group.votes["place"]
            if kind and 2 * times > group.recognised.total() and not acting:
                group.votes = Counter(group.votes)
                group.votes[kind] += VOTE  # type: ignore[assignment]
        kind = decide(group.votes)
        for member in group.members:
            if member.entity is None:
                member.kind = kind
                member.name = group.name
                member.cues = (CUE,) if kind != ruled else member.cues
    return whole_versions(context, everything)


def _legal_form(text: str, tokens: Sequence[Token], run: Run) -> bool:
    """Whether a name closes with its form in law: "Alfa SpA", "Alfa S.r.l."."""
    last = tokens[run.last - 1]
    if run.last - run.first < 2:
        return False
    dotted = last.text == "S" and text[last.end : last.end + 4].lower() in (".p.a", ".r.l")
    return dotted or (last.capital and last.key in words("legal_forms") and (len(last.key) > 2 or last.text.isupper()))


def _title(run: Run, tokens: Sequence[Token]) -> bool:
    """Whether a run is a title in quotation marks, or the name of a licence."""
    before = tokens[run.first - 1] if run.first else None
    return run.title or (before is not None and before.key in words("works"))


def _place_votes(found: Sequence[Found], groups: dict[tuple[str, ...], _Group], tokens: Sequence[Token]) -> None:
    for n, item in enumerate(found):
        if item.entity is None and item.how == "name" and followed_by_place(found, n, tokens):
            group = groups.get(tuple(t.key for t in tokens[item.first : item.last]))
            if group is not None:
                group.votes["place"] += 2


def _shorten(groups: dict[tuple[str, ...], _Group], kept: Sequence[Found], tokens: Sequence[Token]) -> None:
    """Give a short form the name of its longer one: "Pallas" after "Pallas Devices", "Rossi" after "Anna Rossi"."""
    firsts: dict[str, list[_Group]] = {}
    lasts: dict[str, list[_Group]] = {}
    for group in groups.values():
        if len(group.keys) > 1:
            firsts.setdefault(group.keys[0], []).append(group)
            lasts.setdefault(group.keys[-1], []).append(group)
    people: dict[str, Found] = {}
    firms: dict[str, Found] = {}
    for found in kept:
        if found.kind == "person" and found.last - found.first > 1:
            people.setdefault(tokens[found.last - 1].key, found)
        two = found.kind == "organisation" and found.last - found.first == 2 and found.how == "alias"
        if two and (tokens[found.last - 1].key in words("org_endings") or _names_alone(tokens[found.first])):
            firms.setdefault(tokens[found.first].key, found)
    for group in groups.values():
        longer = _longer(group, firsts, lasts)
        if len(group.keys) == 1 and any(m.first and tokens[m.first - 1].key in words("houses") for m in group.members):
            group.votes["organisation"] += 2
        elif longer is not None:
            longer.votes.update(group.votes)
            longer.recognised.update(group.recognised)
            group.votes, group.recognised = longer.votes, longer.recognised
            group.name = longer.name
        elif len(group.keys) == 1 and group.keys[0] in people:
            person = people[group.keys[0]]
            for member in group.members:
                member.name, member.kind, member.how, member.entity = person.name, "person", "alias", person.entity
        elif len(group.keys) == 1 and group.keys[0] in firms and not group.votes["person"]:
            firm = firms[group.keys[0]]
            for member in group.members:
                member.name, member.kind, member.how, member.entity = firm.name, firm.kind, "alias", firm.entity


def _abbreviate(groups: dict[tuple[str, ...], _Group], found: Sequence[Found], tokens: Sequence[Token]) -> None:
    """Give an abbreviation the name that it is put in brackets after: "Istituto di Robotica Applicata (Ira)"."""
    for long, short in pairwise(found):
        group = groups.get((tokens[short.first].key,)) if short.last - short.first == 1 else None
        if group is None or short.entity is not None or short.first != long.last + 1 or short.last >= len(tokens):
            continue
        if tokens[long.last].text != "(" or tokens[short.last].text != ")" or not _abbreviates(short, long, tokens):
            continue
        whole = groups.get(tuple(t.key for t in tokens[long.first : long.last])) if long.entity is None else None
        if whole is not None:
            whole.votes.update(group.votes)
            group.votes, group.name = whole.votes, whole.name
        elif long.entity is not None:
            for member in group.members:
                member.name, member.kind, member.how, member.entity = long.name, long.kind, "alias", long.entity


def _abbreviates(short: Found, long: Found, tokens: Sequence[Token]) -> bool:
    """Whether the letters of a word are the first ones of the words of a name, the small words left out or not."""
    name = [t for t in tokens[long.first : long.last] if t.wordlike]
    key = tokens[short.first].key
    return len(key) > 1 and key in {
        "".join(t.key[0] for t in name),
        "".join(t.key[0] for t in name if t.capital),
        "".join(t.key[0] for t in name if len(t.key) > 3),
    }


def _names_alone(token: Token) -> bool:
    """Whether the first word of a known firm can only be it: "Intersect" of Intersect Power, not "John"."""
    common = ("common_it", "common_en", "loanwords", "first_names", "not_names", "stop", "linked")
    return not any(token.key in words(name) for name in common)


def _share_surnames(groups: dict[tuple[str, ...], _Group], found: Sequence[Found], context: Context) -> None:
    """Give a first name the surname of the person who is named with it: "Ada e Ugo Serri"."""
    tokens = context.tokens
    for one, other in pairwise(found):
        if one.entity is not None or one.last - one.first != 1 or other.first != one.last + 1:
            continue
        if tokens[one.last].key not in ("e", "ed") or other.last - other.first < 2:
            continue
        if not {tokens[one.first].key, tokens[other.first].key} <= words("first_names"):
            continue
        surname = context.tokens[other.last - 1].text
        group = groups.get((tokens[one.first].key,))
        if group is not None:
            known = context.gazetteer.get(f"{tokens[one.first].text} {surname}")
            group.name = known.name if known else f"{tokens[one.first].text} {surname}"
            group.votes["person"] += 5


def _share_families(groups: dict[tuple[str, ...], _Group]) -> None:
    """Let versions of one thing share what speaks for their kind: "Onda 2", "Onda 3 Mini"."""
    families: dict[tuple[str, ...], list[_Group]] = {}
    for group in groups.values():
        if group.keys[-1] in words("org_endings"):
            continue
        base = group.keys
        while len(base) > 1 and (base[-1] in words("tiers") or not base[-1].isalpha() or len(base[-1]) == 1):
            base = base[:-1]
        families.setdefault(base, []).append(group)
    for members in families.values():
        if len(members) > 1 and any(any(key.isdigit() for key in group.keys) for group in members):
            shared: Counter[str] = Counter()
            for group in members:
                shared.update(group.votes)
            for group in members:
                group.votes = shared


def _longer(group: _Group, firsts: dict[str, list[_Group]], lasts: dict[str, list[_Group]]) -> _Group | None:
    size = len(group.keys)
    options = []
    for other in firsts.get(group.keys[0], [])[:_FEW]:
        rest = other.keys[size:]
        if other is group or other.keys[:size] != group.keys or not rest or not _mere_ending(rest):
            continue
        if not _is_maker(group, other):
            options.append(other)
    for other in lasts.get(group.keys[-1], [])[:_FEW]:
        before = other.keys[: len(other.keys) - size]
        if other is group or not before or other.keys[len(before) :] != group.keys:
            continue
        coded = any(key.isdigit() for key in group.keys)
        surname = len(before) == 1 and size == 1 and {decide(other.votes), decide(group.votes)} <= {"person", "unknown"}
        if coded or surname or decide(other.votes) == "person" or all(len(key) == 1 for key in before):
            options.append(other)
    # Where two fit, the organisation or person with more mentions.
    return max(
        options,
        key=lambda g: (decide(g.votes) in ("organisation", "person", "institution"), len(g.members)),
        default=None,
    )


def _is_maker(short: _Group, longer: _Group) -> bool:
    """Whether a short form is the firm whose thing bears its name: "Vento annuncia", then "Vento Desk", an app."""
    kind = decide(short.votes)
    earlier = sum(member.first < longer.members[0].first for member in short.members)
    if earlier > 1 and len(short.members) > len(longer.members):
        return True  # an article that has called a firm "Vento" twice does not give its full name later
    return decide(longer.votes) in _MADE and (kind == "organisation" or (kind == "unknown" and earlier > 0))


def _mere_ending(rest: tuple[str, ...]) -> bool:
    """Whether the rest of a longer name is no version or code, which would make it another thing."""
    return not any(key.isdigit() for key in rest) and not any(key in words("tiers") for key in rest)
