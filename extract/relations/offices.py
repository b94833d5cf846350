"""Find who holds an office and who founded what by a title: "il ceo di X, Y", "Y, ceo di X", "il fondatore Y"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

from extract.claims.patterns import Match, PatternTable
from extract.entities.demonyms import origin_of
from extract.records import Mention
from extract.relations.affiliations import find_affiliations, find_guidance
from extract.relations.ministries import find_ministry
from extract.relations.quotes import speaks
from extract.relations.reference import is_subject
from extract.relations.rules import Found
from extract.relations.view import View
from extract.relations.vocabulary import ARTICLES, MADE, ORGS, PREPOSITIONS, key, listed, read_rows

STANDING = {"office", "description", "anaphor"}
"""How phrases are found that stand for a person: "l'ad di X ha detto"."""
HEADS = {"ceo", "cfo", "cto", "coo"}
"""Offices that a firm has which is only known as its product: "l'ad di X"."""
MARKETS = frozenset(("Piazza Affari", "Ftse Mib", "Nasdaq", "Euronext", "Wall Street", "Dow Jones"))
"""Names of markets, which no office is of that is told without a firm."""
SHORT = {"ad", "capo"}
"""Titles that are other words too: "X ad di", "X capo di"."""
INFERRED = {"ceo", "cfo", "cto", "coo", "cso", "cdo", "chair", "president", "founder", "director", "scientist", "other"}


@lru_cache(maxsize=1)
def offices() -> PatternTable[str]:
    """Return the offices of ``roles.tsv``, to be found in a text."""
    return PatternTable([(pattern, role) for pattern, role in read_rows("roles.tsv")])


@lru_cache(maxsize=1)
def _title_words() -> frozenset[str]:
    return frozenset(word for row in read_rows("roles.tsv") for word in row[0].split())


def find_roles(view: View) -> Iterator[Found]:
    """Yield offices and founders, those whose company is named first: they rule out a guess for the same person."""
    stated: set[tuple[str, str]] = set()
    guessed: list[Found] = []
    for match in view.matches(offices()):
        for item, is_stated in _read_office(view, match):
            if is_stated:
                stated.add((item.subject.name, item.role or item.relation))
                yield item
            else:
                guessed.append(item)
    for item in find_guidance(view):
        stated.add((item.subject.name, item.role or ""))
        yield item
    for item in find_affiliations(view):
        if item.subject.name not in {name for name, _ in stated}:
            yield item
    yield from (item for item in guessed if (item.subject.name, item.role or item.relation) not in stated)


def _read_office(view: View, match: Match[str]) -> Iterator[tuple[Found, bool]]:
    sentence = view.sentence(match.start)
    if match.end > sentence[1] or _is_preposition(view, match):
        return
    names = view.names(sentence)
    org, refused = _org_after(view, match, names)
    org = find_ministry(view, match) or org
    if org is not None and org.text == "Consiglio":  # of ministers, which is a country's
        return
    holder = next((m for m in names if m.how in STANDING and m.start <= match.start < m.end), None)
    if holder is not None and holder.kind == "person" and org is not None:
        holder = holder if _may_hold(view, holder, org) else _holding(view, match, org)
        yield from _told(view, match, [holder] if holder else [], org, stated=True)
        return
    people = _people(view, match, names, org)
    if org is None and not people:
        people, org = _turned(view, match, names)
    if not people and org is not None:
        known_holder = _holding(view, match, org)
        people = [known_holder] if known_holder else []
    if not people and not refused:
        people = _spoken_of(view, match, org)
    if not people:
        return
    stated = org is not None
    if org is None:
        org = None if refused else _having(view, match, names) or _appointing(view, match, people[0], names)
        org = org or (None if refused else _official(view, match, people[0]) or _guess(view, match, people[0]))
    if org is None:
        return
    yield from _told(view, match, people, org, stated=stated)


def _may_hold(view: View, person: Mention, org: Mention) -> bool:
    known = view.ctx.gazetteer.get(person.name)
    return known is None or org.name in {role.org for role in known.roles}


def _holding(view: View, match: Match[str], org: Mention) -> Mention | None:
    """Return the person of the text who is known to hold an office: "il numero uno di X" without a name."""
    for person in view.names((0, match.start), {"person"}):
        known = view.ctx.gazetteer.get(person.name)
        if known and any(role.org == org.name and _is_called(role.role, match.entry) for role in known.roles):
            return replace(person, start=match.start, end=match.end)
    return None


def _told(
    view: View, match: Match[str], people: Sequence[Mention], org: Mention, *, stated: bool
) -> Iterator[tuple[Found, bool]]:
    """Yield the office of each of some people, with whether its company is named with it."""
    sentence = view.sentence(match.start)
    for person in people:
        ends = [m for m in (person, org if stated else person) if sentence[0] <= m.start < sentence[1]]
        start, end = min([match.start, *(m.start for m in ends)]), max([match.end, *(m.end for m in ends)])
        if match.entry == "founder":
            yield Found("founded", person, org, start, end, (match.start, match.end)), stated
        else:
            role = match.entry
            if (
                view.lower(match.start, match.end) == ["capo"]
                and stated
                and view.lower(match.end, view.phrase(org).start)[1:]
            ):
                role = "other"  # "capo della sicurezza di X"
            yield Found("role", person, org, start, end, (match.start, match.end), role), stated


def _is_preposition(view: View, match: Match[str]) -> bool:
    """Say whether "ad" is no office: "ad Atlanta", but "l'ad", "ad di X", "AD"."""
    if view.text[match.start : match.end] != "ad":
        return False
    before, after = view.before(match.start, 1), view.after(match.end, 1)
    if PREPOSITIONS.get(after[0] if after else "") == "di":
        return False
    return not before or not (before[0].endswith("'") or before[0] in {"ex", "nuovo", "nuova", "attuale", "e", "("})


def _org_after(view: View, match: Match[str], names: Sequence[Mention]) -> tuple[Mention | None, bool]:
    """Return the company that an office is said of, and whether what follows rules out any other."""
    gap: list[str] = []
    for org in names:
        if org.start < match.end:
            continue
        gap = view.lower(match.end, view.phrase(org).start)
        if len(gap) > 7 or {",", ";", ":", ")"} & set(gap) or listed("stop") & set(gap):
            break
        if org.kind == "person":
            break
        guessed = org.kind == "unknown" or (org.kind in MADE and listed("home") & set(gap))
        named = guessed and org.how == "name" and not gap[2:] and view.role(org) == "di"
        unit = org.kind == "product" and bool(listed("division") & {*gap, *view.before(org.start, 3)})
        service = org.kind == "product" and len(gap) <= 1 and match.entry in HEADS
        fund = org.kind == "place" and org.how == "name" and " " in org.text and match.entry == "other" and not gap[1:]
        named = named or ((unit or service or fund) and view.role(org) == "di")
        held = view.role(org) in ({"di", "in"} if gap[1:] else {"di", "in", "a"}) or gap[-1:] in (["presso"], ["per"])
        if named or (org.kind in ORGS and held):
            return org, False
        if org.kind == "place" and view.role(org) == "di" and len(gap) <= 1:
            return None, True
        break
    after = view.after(match.end, 3)
    complement = after[:1] and after[0] in {"di", "del", "della", "dell'", "dei", "degli", "delle"}
    return None, bool(complement and not listed("field") & set(after[1:]))


def _people(view: View, match: Match[str], names: Sequence[Mention], org: Mention | None) -> list[Mention]:
    people = [m for m in names if m.kind == "person"]
    before = [m for m in people if m.end <= match.start]
    if before and org and view.lower(before[-1].end, match.start) == [","]:
        return before[-1:]  # "Y, ceo di X, e Z"
    end = org.end if org else match.end
    after = [m for m in people if m.start >= end]
    if after and _follows(view, match, view.lower(end, after[0].start)):
        return view.joined(after[0], people, {"person"}) if _is_plural(view, match) else after[:1]
    for person in reversed(before):
        between = [m for m in names if person.end <= m.start and m.end <= match.start and m.kind in ORGS | {"person"}]
        if any(view.before(view.phrase(m).start, 1) not in (["ex"], ["già"]) for m in between):
            return []
        gap = view.lower(person.end, match.start)
        if view.role(person) in {"di", "da"} and gap and gap[0] not in {",", "("}:
            continue  # "al posto di X come"
        stated = org is not None and view.text[match.start : match.end].lower() not in SHORT
        named = gap or stated or any(w.startswith(tuple(listed("appointing"))) for w in view.before(person.start, 4))
        if named and len(gap) <= 9 and _leads(gap):
            return [person]
        return []
    return []


def _turned(view: View, match: Match[str], names: Sequence[Mention]) -> tuple[list[Mention], Mention | None]:
    """Return the holder and the company of "Y, che di X è presidente", where the company comes before the verb."""
    orgs = [m for m in names if m.kind in ORGS | {"unknown"} and m.end <= match.start]
    if not orgs or view.role(orgs[-1]) != "di":
        return [], None
    org = orgs[-1]
    gap = [w for w in view.lower(org.end, match.start) if w not in ARTICLES and w not in listed("between")]
    if gap not in (["è"], ["era"], ["resta"], ["rimane"], ["sarà"]):
        return [], None
    people = [m for m in names if m.kind == "person" and m.end <= org.start]
    link = view.lower(people[-1].end, view.phrase(org).start) if people else []
    return ([people[-1]], org) if link[:2] == [",", "che"] and len(link) <= 3 else ([], None)


def _is_plural(view: View, match: Match[str]) -> bool:
    return view.text[match.end - 1] == "i" or view.after(match.end, 1) == [":"]


def _follows(view: View, match: Match[str], gap: list[str]) -> bool:
    """Say whether what stands between an office and a person lets the one be the other's."""
    if gap in ([], [","], [":"], ["–"], ["("], ["-"]):
        return True
    rest = [w for w in gap if w not in _title_words() and w not in ARTICLES and w not in listed("adjective")]
    if not set(rest) - {"e", "ed", ","} and len(gap) <= 6:
        return True
    return len(gap) <= 3 and gap[0].startswith(("sarà", "è", "divent", "sono", "saranno")) and "," not in gap


def _leads(gap: list[str]) -> bool:
    """Say whether what stands between lets the office be the person's: ", 46 anni, ex", " è la nuova"."""
    if not gap:
        return True
    if gap[0] == "(":
        return ")" not in gap
    if gap[0] in {",", "–", "-"}:
        held = gap[1:2] == ["che"] and gap[2:3] and gap[2] in {"è", "era", "resta", "ricopre", "riveste", "occupa"}
        inner = gap[3:] if held else gap[1:]
        return not listed("stop") & set(inner) and not {"ha", "hanno", "è"} & set(inner)
    words = [w for w in gap if w not in ARTICLES and w not in listed("adjective")]
    if not words:
        return True
    return words[0].startswith(tuple(listed("becoming"))) and not {",", ";"} & set(gap) and len(words) <= 4


def _spoken_of(view: View, match: Match[str], org: Mention | None) -> list[Mention]:
    """Return the person that "la ceo", "il ceo di X" is: the only one that the paragraph has named so far."""
    before = view.before(match.start, 1)
    if before not in (["il"], ["la"], ["l'"], ["lo"]) or match.entry in {"other", "official", "board_member"}:
        return []
    after = view.after(match.end, 1)
    if org is None and (match.entry == "president" or set(after) & {"di", "del", "della", "dell'", "dei", "e"}):
        return []
    if after and origin_of(key(after[0])):
        return []
    if org is not None and not any(speaks(word) for word in view.before(match.start, 3)):
        return []
    start, _ = view.ctx.paragraph(match.start)
    near = view.ctx.sentences[max(0, view.ctx.sentence_index(match.start) - 2)][0]
    people = {m.name: m for m in view.names((max(start, near), match.start), {"person"})}
    if len(people) != 1:
        return []
    (person,) = people.values()
    known = view.ctx.gazetteer.get(person.name)
    held = {role.org for role in known.roles} if known else set()
    return [person] if org is None or not held or org.name in held else []


def _appointing(view: View, match: Match[str], person: Mention, names: Sequence[Mention]) -> Mention | None:
    """Return the company of "X ha nominato Y ceo"."""
    before = view.before(min(person.start, match.start), 6)
    if not any(word.startswith(tuple(listed("appointing"))) for word in before):
        return None
    orgs = [m for m in names if m.kind in ORGS and m.end <= match.start and view.role(m) == "bare"]
    return orgs[-1] if orgs else view.topic(match.start, ORGS)


def _having(view: View, match: Match[str], names: Sequence[Mention]) -> Mention | None:
    """Return the company of "X, che ha come presidente e socio Y"."""
    words = view.before(match.start, 4)
    at = words.index("come") if "come" in words else 0
    if at == 0 or words[at - 1] not in {"ha", "hanno", "aveva", "avrà"}:
        return None
    orgs = [m for m in names if m.kind in ORGS and m.end <= match.start and view.role(m) in {"bare", "per"}]
    return orgs[-1] if orgs else view.topic(match.start, ORGS)


def _official(view: View, match: Match[str], person: Mention) -> Mention | None:
    """Return the government that a minister without a field is known to belong to: "il ministro Y"."""
    known = view.ctx.gazetteer.get(person.name)
    if match.entry != "official" or known is None or view.before(match.start, 1) in (["ex"], ["già"]):
        return None
    held = [role.org for role in known.roles if role.role == "official" and role.end is None]
    org = view.ctx.gazetteer.get(held[0]) if len(held) == 1 else None
    return replace(person, name=org.name, kind=org.kind, how="office") if org is not None else None


def _guess(view: View, match: Match[str], person: Mention) -> Mention | None:
    """Return the company of an office that is said without one: known of the person, else what the text is about."""
    known = view.ctx.gazetteer.get(person.name)
    if known is not None and known.roles and view.lower(match.start, match.end)[-1] not in listed("profession"):
        held = [role.org for role in known.roles if _is_same(role.role, match.entry)]
        named = [m for m in view.names((0, view.sentence(match.start)[1]), ORGS) if m.name in held]
        apart = view.lower(match.end, person.start) not in ([], [","]) or match.entry not in HEADS
        if named or apart or {r.org for r in known.roles} & {m.name for m in view.ctx.mentions}:
            return named[-1] if named else None
        main = view.main(match.start, ORGS)  # what is known of the person may be out of date
        return main if main is not None and is_subject(view, main) else None
    if view.lower(match.start, match.end)[-1] in listed("profession"):
        return None  # what somebody does for a living says nothing of where
    vague = match.entry == "president" and known is not None and not _is_chained(view, match)
    if match.entry not in INFERRED or vague:
        return None  # a president without more is rather one of a country
    before = [m for m in view.names((0, match.start), ORGS) if view.role(m) != "secondo" and m.name not in MARKETS]
    if not before:
        return None
    opener = _opener(view, match.start)
    if opener is not None:
        return opener
    best = max(before[-6:], key=lambda m: (_weight(view, m, match.start), m.start))
    far = view.ctx.sentence_index(match.start) - view.ctx.sentence_index(best.start) > 4
    main = view.main(match.start, ORGS)
    if far or (main and view.ctx.salience.get(main.name, 0.0) >= 0.9 and len(before) > 6):
        return main
    return best


def _opener(view: View, offset: int) -> Mention | None:
    """Return the firm that opens the paragraph, "Alfa chiude due sedi", "Per Alfa …", if no other is named after it."""
    start, _ = view.ctx.paragraph(offset)
    named = [m for m in view.names((start, offset), ORGS) if m.how in {"alias", "name"} and view.role(m) == "bare"]
    first = next(iter(view.names((start, offset), ORGS)), None)
    if first is None or first.how not in {"alias", "name"} or len(view.lower(start, first.start)) > 1:
        return None
    return first if {m.name for m in named} <= {first.name} else None


def _is_called(held: str, said: str) -> bool:
    return held == said or {held, said} == {"chair", "president"}


def _is_same(held: str, said: str) -> bool:
    """Say whether an office that is known may be called so: a chair is a president, a founder whatever he runs."""
    return _is_called(held, said) or held == "founder" or said == "other"


def _is_chained(view: View, match: Match[str]) -> bool:
    """Say whether an office is one of two: "il fondatore e presidente", "presidente e ad"; or its company is near."""
    joined = view.before(match.start, 1) == ["e"] or view.after(match.end, 1) == ["e"]
    return joined or any(view.role(m) == "bare" for m in view.names((view.sentence(match.start)[0], match.start), ORGS))


def _weight(view: View, org: Mention, offset: int) -> float:
    """Return how likely an office without a company is of this one: the one the article is about, or the last named."""
    same = view.sentence(org.start) == view.sentence(offset)
    bare = view.role(org) == "bare"
    return view.ctx.salience.get(org.name, 0.0) + (0.5 if bare else 0.0) + (0.4 if same else 0.0)
