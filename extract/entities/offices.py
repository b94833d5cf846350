"""Offices that stand for a person: "l'ad", "la direttrice finanziaria", "il numero uno di Alfa"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from extract.entities.context import Context
from extract.entities.entity import Role
from extract.entities.found import Found
from extract.entities.gazetteer import Gazetteer
from extract.entities.salience import Salience
from extract.entities.tokens import Token, keys_of
from extract.entities.vocabulary import rows, words

_DI = frozenset(("di", "del", "della", "dello", "dei", "of"))
_BEING = frozenset(("è", "era", "sarà", "resta", "diventa"))
_BEFORE_AD = frozenset(("ex", "nuovo", "nuova", "attuale", "e"))
_LONGEST = 4
_RECENT = 20
_LEADING = frozenset(("ceo", "founder", "chair", "president", "director"))


@lru_cache(maxsize=1)
def _offices() -> dict[str, list[tuple[tuple[str, ...], tuple[str, ...]]]]:
    """Return by first word the offices, the longest first, each with its roles."""
    roles = {keys_of(row[0]): tuple(row[1].split()) for row in rows("offices")}
    found: dict[str, list[tuple[tuple[str, ...], tuple[str, ...]]]] = {}
    for keys in sorted(roles, key=len, reverse=True):
        found.setdefault(keys[0], []).append((keys, roles[keys]))
    return found


@lru_cache(maxsize=4)
def _terms(table: Gazetteer) -> dict[tuple[str, str], list[tuple[str, Role]]]:
    """Return by organisation and office who is known to hold it or to have held it, each with the term."""
    terms: dict[tuple[str, str], list[tuple[str, Role]]] = {}
    for entity in table.entities:
        for role in entity.roles:
            terms.setdefault((role.org, role.role), []).append((entity.name, role))
    return terms


def _holds(role: Role, day: str | None) -> bool:
    """Whether an office is held on a day (ISO date); without a day, whether it still is, as far as known.

    Founders remain founders.
    """
    if role.role == "founder":
        return True
    if day is None:
        return role.end is None
    return (role.start is None or role.start <= day) and (role.end is None or role.end >= day[: len(role.end)])


@dataclass(frozen=True, slots=True)
class _Introduced:
    person: str
    roles: tuple[str, ...]
    org: str | None


class Offices:
    """Who holds which office, by the gazetteer on the article's day and by what the article says.

    Parameters
    ----------
    context : Context
        The text's words and the gazetteer.
    named : sequence of Found
        The names of the text.
    published : date or None
        The article's day.
    """

    def __init__(self, context: Context, named: Sequence[Found], published: date | None) -> None:
        self._context = context
        self._day = published.isoformat() if published else None
        self._introduced: dict[tuple[str, str], list[_Introduced]] = {}
        self._by_role: dict[str, list[_Introduced]] = {}
        self._by_person: dict[str, list[str]] = {}
        self._people: dict[str, int] = {}
        self._read_introductions(named)

    def organisations_of(self, person: str) -> list[str]:
        """Return the organisations that a person leads or founded, those of the article first."""
        said = self._by_person.get(person, [])
        entity = self._context.gazetteer.get(person)
        roles = entity.roles if entity is not None and entity.name == person else ()
        known = [role.org for role in roles if role.role in _LEADING and _holds(role, self._day)]
        return list(dict.fromkeys([*said, *sorted(known, key=lambda org: org not in self._context.seen)]))

    def pass_by(self, found: Found) -> None:
        """Take note of a person on the way."""
        if found.kind == "person":
            self._people[found.name] = found.first

    def resolve(self, n: int, at: dict[int, Found], salience: Salience) -> Found | None:
        """Return the person that the office after the article `n` stands for, None for none or one beside a name."""
        tokens = self._context.tokens
        start = n + 1
        if start < len(tokens) and tokens[start].key == "'" and not tokens[start].gap:
            start += 1
        last, roles = read_office(tokens, start)
        if not last:
            return None
        org, end = self._organisation(last, at)
        if self._beside_name(n, end, at):
            return None
        person = self._holder(roles, org, salience, n)
        if person is None:
            return None
        first = n if tokens[n].key in words("plain_articles") else start
        entity = self._context.gazetteer.get(person)
        return Found(first, last, person, "person", "office", (roles[0],), entity)

    def _organisation(self, last: int, at: dict[int, Found]) -> tuple[str | None, int]:
        """Return the organisation after "di", and where the phrase ends."""
        tokens = self._context.tokens
        if last + 1 < len(tokens) and (tokens[last].key in _DI or tokens[last].key == "dell"):
            begin = last + 2 if tokens[last + 1].key == "'" else last + 1
            found = at.get(begin)
            if found is not None and found.kind in ("organisation", "institution", "product", "unknown"):
                return found.name, found.last
        return None, last

    def _beside_name(self, first: int, end: int, at: dict[int, Found]) -> bool:
        """Whether the person is named right there: "l'ad Anna Rossi", "l'ad di Alfa, Anna Rossi"."""
        tokens = self._context.tokens
        for n in (end, end + 1):
            found = at.get(n)
            if found is None or found.kind not in ("person", "unknown"):
                continue
            if n == end or tokens[end].text in ",:(" or tokens[end].text in _BEING:
                return True
        return bool(
            first > 1
            and tokens[first - 1].text == ","
            and any(
                found.kind == "person"
                for k in range(max(0, first - 6), first)
                if (found := at.get(k)) and found.last == first - 1
            )
        )

    def _holder(self, roles: Sequence[str], org: str | None, salience: Salience, n: int) -> str | None:
        if org is not None:
            return self._named_holder(roles, org)
        ranked = salience.ranked("organisation", n)[:3]
        recent = [item for role in roles for item in reversed(self._by_role.get(role, [])[-_RECENT:])]
        recent = [item for item in recent if item.person in self._people]
        for item in recent:
            if item.org is None or item.org in ranked[:1]:
                return item.person
        for candidate in ranked:
            holder = self._named_holder(roles, candidate)
            if holder is not None:
                return holder
        return recent[0].person if recent else None

    def _named_holder(self, roles: Sequence[str], org: str) -> str | None:
        for role in roles:
            said = self._introduced.get((org, role))
            if said:
                return said[0].person
        terms = _terms(self._context.gazetteer)
        for role in roles:
            holders = [name for name, held in terms.get((org, role), ()) if _holds(held, self._day)]
            met = [person for person in holders if person in self._people]
            if met:
                return max(met, key=lambda person: self._people[person])
            if len(holders) == 1:
                return holders[0]
        return None

    def _read_introductions(self, named: Sequence[Found]) -> None:
        """Learn who holds an office from "la ceo di Alfa, Anna Rossi" and "Anna Rossi, ceo di Alfa"."""
        tokens = self._context.tokens
        at = {found.first: found for found in named}
        ends = {found.last: found for found in named}
        topic: str | None = None
        for found in named:
            if found.kind == "organisation" and topic is None:
                topic = found.name
            if found.kind != "person":
                continue
            for size in range(1, _LONGEST + 1):
                begin = found.first - size
                last, roles = read_office(tokens, begin) if begin >= 0 else (0, ())
                if roles and last == found.first and not self._is_preposition(begin, last):
                    self._introduce(found.name, roles, self._org_before(begin, ends) or topic)
            if found.last + 1 < len(tokens) and tokens[found.last].text == ",":
                begin = found.last + 1
                if tokens[begin].key in words("definite"):
                    begin += 2 if begin + 1 < len(tokens) and tokens[begin + 1].key == "'" else 1
                last, roles = read_office(tokens, begin)
                if last:
                    self._introduce(found.name, roles, self._organisation(last, at)[0] or topic)
            if found.first > 1 and (tokens[found.first - 1].text == "," or tokens[found.first - 1].text in _BEING):
                org = ends.get(found.first - 1)
                if org is not None and org.kind == "organisation":
                    for back in range(org.first - 2, max(-1, org.first - 7), -1):
                        last, roles = read_office(tokens, back)
                        if last and org.first - last in (1, 2):
                            self._introduce(found.name, roles, org.name)
                            break

    def _is_preposition(self, begin: int, last: int) -> bool:
        """Whether "ad" is no office: "insieme ad Anna Serra", but "l'ad Anna Serra"."""
        before = self._context.tokens[begin - 1] if begin else None
        led = before is not None and (before.text in "'’(" or before.key in _BEFORE_AD)
        return last == begin + 1 and self._context.tokens[begin].text == "ad" and not led

    def _introduce(self, person: str, roles: tuple[str, ...], org: str | None) -> None:
        item = _Introduced(person, roles, org)
        for role in roles:
            self._by_role.setdefault(role, []).append(item)
            if org is not None:
                self._introduced.setdefault((org, role), []).append(item)
        if org is not None and org not in self._by_person.setdefault(person, []):
            self._by_person[person].append(org)

    def _org_before(self, begin: int, ends: dict[int, Found]) -> str | None:
        found = ends.get(begin)
        return found.name if found is not None and found.kind == "organisation" else None


def read_office(tokens: Sequence[Token], start: int) -> tuple[int, tuple[str, ...]]:
    """Return the end of the office that begins at word `start` and its roles; ``(0, ())`` where there is none."""
    offices = _offices().get(tokens[start].key, ()) if start < len(tokens) else ()
    for keys, roles in offices:
        office = tokens[start : start + len(keys)]
        if tuple(t.key for t in office) == keys and all(t.gap != "\n" for t in office[1:]):
            return start + len(keys), roles
    return 0, ()
