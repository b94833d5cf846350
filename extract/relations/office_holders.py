"""Find who holds an office that a text names: "il ceo di X, Y", "Y, ceo di X", "Y, che di X è presidente"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from extract.claims.patterns import Match
from extract.entities.demonyms import origin_of
from extract.records import Mention
from extract.relations.quotes import speaks
from extract.relations.view import View
from extract.relations.vocabulary import ARTICLES, ORGS, key, listed, read_rows

SHORT = {"ad", "capo"}
"""Titles that are other words too: "X ad di", "X capo di"."""


def may_hold(view: View, person: Mention, org: Mention) -> bool:
    known = view.ctx.gazetteer.get(person.name)
    return known is None or org.name in {role.org for role in known.roles}


def known_holder(view: View, match: Match[str], org: Mention) -> Mention | None:
    """Return the person of the text who is known to hold an office: "il numero uno di X" without a name."""
    for person in view.names((0, match.start), {"person"}):
        known = view.ctx.gazetteer.get(person.name)
        if known and any(role.org == org.name and is_called(role.role, match.entry) for role in known.roles):
            return replace(person, start=match.start, end=match.end)
    return None


def holders_beside(view: View, match: Match[str], names: Sequence[Mention], org: Mention | None) -> list[Mention]:
    people = [m for m in names if m.kind == "person"]
    before = [m for m in people if m.end <= match.start]
    if before and org and view.lower(before[-1].end, match.start) == [","]:
        return before[-1:]  # "Y, ceo di X, e Z"
    end = org.end if org else match.end
    after = [m for m in people if m.start >= end]
    if after and _follows(view, match, view.lower(end, after[0].start)):
        return view.joined(after[0], people, {"person"}) if _is_plural(view, match) else after[:1]
    if after and org and view.role(after[0]) == "a" and _falls(view.lower(end, view.phrase(after[0]).start)):
        return after[:1]  # "la poltrona di ceo di X passa a Y"
    if before and view.role(before[-1]) == "a" and _falls(view.lower(before[-1].end, match.start)):
        return before[-1:]  # "a Y vanno le deleghe di ad di X"
    for person in reversed(before):
        between = [m for m in names if person.end <= m.start and m.end <= match.start and m.kind in ORGS | {"person"}]
        if between and org is not None and _is_second(view, match, person, between[-1]):
            return [person]
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


def holder_of_clause(view: View, match: Match[str], names: Sequence[Mention]) -> tuple[list[Mention], Mention | None]:
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
    if gap in ([], [","], [":"], ["–"], ["("], ["-"], [":", "è"], [":", "sarà"], [",", "è"]):
        return True
    rest = [w for w in gap if w not in _office_words() and w not in ARTICLES and w not in listed("adjective")]
    if not set(rest) - {"e", "ed", ","} and len(gap) <= 6:
        return True
    return len(gap) <= 3 and gap[0].startswith(("sarà", "è", "divent", "sono", "saranno")) and "," not in gap


def _is_second(view: View, match: Match[str], person: Mention, last: Mention) -> bool:
    """Say whether an office follows another of the same holder: "Y, fondatore di X e consigliere di Z"."""
    joint = [w for w in view.lower(last.end, match.start) if w not in {"ex", "già", "oggi", "ora"} | ARTICLES]
    told = view.lower(person.end, view.phrase(last).start)
    return (
        joint in (["e"], [","], [",", "e"], ["ed"], ["nonché"], [",", "nonché"])
        and last.kind in ORGS
        and view.role(last) == "di"
        and told[:1] in ([","], ["("], ["–"])
        and len(told) <= 7
        and bool(_office_words() & set(told))
    )


@lru_cache(maxsize=1)
def _office_words() -> frozenset[str]:
    return frozenset(word for row in read_rows("roles.tsv") for word in row[0].split())


def _falls(gap: list[str]) -> bool:
    """Say whether a verb between makes an office come to somebody."""
    return len(gap) <= 6 and bool(gap) and gap[0] in listed("falling") and not {",", ";", ":"} & set(gap)


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


def spoken_of(view: View, match: Match[str], org: Mention | None) -> list[Mention]:
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


def is_called(held: str, said: str) -> bool:
    """Say whether an office may be called by another's name: a chair is a president."""
    return held == said or {held, said} == {"chair", "president"}
