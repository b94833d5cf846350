"""Find who leads what where a phrase names a company by its head: "la società di Y", "la milanese di Y"."""

from __future__ import annotations

from collections.abc import Iterator

from extract.entities.demonyms import origin_of
from extract.records import Mention
from extract.relations.reference import talked_of
from extract.relations.rules import Found
from extract.relations.view import View
from extract.relations.vocabulary import ARTICLES, ORGS, key, listed

LEADING = ("ceo", "chair", "president", "founder", "director")
NEAR = 4  # words between the noun for a company and the person who leads it


def find_owners(view: View) -> Iterator[Found]:
    """Yield "X … l'azienda di Y" as Y's office at X, what is known of Y first; else as that of its head."""
    for person in view.ctx.mentions:
        if person.kind != "person" or view.role(person) != "di":
            continue
        back = view.ctx.words_before(view.phrase(person).start, NEAR + 1)[:-1]  # without the preposition
        words = [w.lower for w in back]
        place = next((i for i in range(len(words) - 1, -1, -1) if words[i] in listed("owned_home")), None)
        nation = len(words) > 1 and words[-2] in ARTICLES and origin_of(key(words[-1])) is not None
        if place is None and not nation:
            continue
        if place is not None and not _describes(words[place + 1 :]):
            continue
        start = back[place].start if place is not None else back[-1].start
        org = _meant(view, person, start)
        if org is None or org.name == person.name:
            continue
        role = _known(view, person, org) or ("founder" if place is not None and words[place] == "creatura" else "ceo")
        if role == "founder":
            yield Found("founded", person, org, start, person.end, confidence=0.6)
        else:
            yield Found("role", person, org, start, person.end, role=role, confidence=0.6)


def _describes(words: list[str]) -> bool:
    """Say whether words between a noun and its owner only tell more of it: "la società californiana di"."""
    return all(origin_of(key(w)) or w in listed("adjective") or w.endswith(("ica", "ico")) for w in words)


def _meant(view: View, person: Mention, start: int) -> Mention | None:
    """Return the company of "l'azienda di Y": what the phrase was read as, what it stands beside, what Y leads."""
    known = view.ctx.gazetteer.get(person.name)
    held = {role.org for role in known.roles} if known else set()
    stands = view.at(start)
    if stands is not None and stands.kind in ORGS:
        return stands if not held or stands.name in held else _named(view, person, held)
    if held:
        return _named(view, person, held)
    words = view.ctx.words_before(start, 3)
    while words and (words[-1].lower in ARTICLES or origin_of(key(words[-1].lower))):
        words = words[:-1]
    if words and words[-1].lower == ",":
        apposed = view.ending(words[-1].start)
        if apposed is not None and (apposed.kind in ORGS or apposed.kind == "unknown"):
            return apposed
        return None
    return talked_of(view, start, ORGS)


def _named(view: View, person: Mention, held: set[str]) -> Mention | None:
    named = [m for m in view.ctx.mentions if m.name in held]
    return min(named, key=lambda m: abs(m.start - person.start)) if named else None


def _known(view: View, person: Mention, org: Mention) -> str | None:
    """Return the office that somebody is known to hold at a company, the highest first."""
    known = view.ctx.gazetteer.get(person.name)
    roles = {role.role for role in known.roles if role.org == org.name} if known else set()
    return next((role for role in LEADING if role in roles), None)
