"""Find relations that no verb tells: "Gemini di Google", "la direttrice finanziaria Amy Hood"."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from extract.claims.context import Context
from extract.claims.patterns import PatternTable
from extract.claims.subject import role_of
from extract.records import Mention
from extract.relations.engine import GROUPS, Found, read_rows

ORGS = frozenset(GROUPS["org"])
MADE = frozenset({*GROUPS["model"], *GROUPS["site"], "product", "chip"})
VERBS = {"è", "sono", "ha", "hanno", "era", "erano", "sarà", "aveva", "che", "usa", "userà", "rispetto", ".", ";", ":"}
HOME_NOUNS = (
    "società",
    "azienda",
    "startup",
    "gruppo",
    "colosso",
    "gigante",
    "compagnia",
    "scale-up",
    "laboratorio",
    "fondo",
    "produttore",
    "impresa",
    "specialista",
)
SEAT = ("sede", "base", "quartier")


@lru_cache(maxsize=1)
def _offices() -> PatternTable[str]:
    return PatternTable([(pattern, role) for pattern, role in read_rows("roles.tsv")])


def find_makers(ctx: Context) -> Iterator[Found]:
    """Yield "MODEL … di ORG", with nothing but its apposition between."""
    for made in ctx.mentions:
        if made.kind not in MADE:
            continue
        end = ctx.sentence(made.start)[1]
        for org in ctx.mentions_in((made.end, end)):
            gap = [w.lower for w in ctx.words.within(made.end, org.start)]
            if len(gap) > 16 or set(gap) & VERBS:
                break
            if org.kind not in ORGS:
                if org.kind in MADE or org.kind == "person":
                    break
                continue
            adjacent = len(gap) <= 2 or gap[:1] == [","]
            if role_of(ctx, org) == "di" and adjacent and org.name != made.name:
                relation = "operates" if made.kind in GROUPS["site"] else "develops"
                yield Found(relation, org, made, made.start, org.end)
            break


def find_own_products(ctx: Context) -> Iterator[Found]:
    """Yield a known product of the company that its sentence is about: "Meta … il chatbot Meta AI"."""
    for made in ctx.mentions:
        if made.kind != "product":
            continue
        maker = ctx.parent(made.name)
        sentence = ctx.sentence(made.start)
        noun = [w.lower for w in ctx.words_before(made.start, 1)]
        for org in ctx.mentions_in((sentence[0], made.start)):
            if org.name == maker and role_of(ctx, org) == "bare" and noun and noun[0] in {"chatbot", "assistente"}:
                yield Found("develops", org, made, made.start - len(noun[0]) - 1, made.end)
                break


def find_roles(ctx: Context) -> Iterator[Found]:
    """Yield offices: "il ceo di X, Y", "Y, ceo di X", "il ceo Y" (of the company the text is about)."""
    for match in _offices().find(ctx.words):
        sentence = ctx.sentence(match.start)
        names = ctx.mentions_in(sentence)
        people = [m for m in names if m.kind == "person"]
        orgs = [m for m in names if m.kind in ORGS]
        after = [
            m
            for m in orgs
            if m.start >= match.end and ctx.words.distance((match.start, match.end), (m.start, m.end)) <= 3
        ]
        org = after[0] if after and role_of(ctx, after[0]) == "di" else None
        person = _person_beside(ctx, people, match.start, org.end if org else match.end)
        if person is None:
            continue
        stated = org is not None
        if org is None:
            before = [
                m for m in ctx.mentions if m.end <= match.start and m.kind in ORGS and role_of(ctx, m) != "secondo"
            ]
            heaviest = max(before[-6:], key=lambda m: (_weight(ctx, m, match.start), m.start), default=None)
            org = next((m for m in reversed(before) if heaviest and m.name == heaviest.name), None)
        if org is None or (not stated and ctx.sentence_index(match.start) - ctx.sentence_index(org.start) > 4):
            continue
        start, end = min(match.start, person.start), max(match.end, person.end, org.end if stated else 0)
        yield Found("role", person, org, start, end, role=match.entry)
    yield from _guided(ctx)


def _weight(ctx: Context, org: Mention, offset: int) -> float:
    """Return how likely an office without a company is of this one: the one the article is about, or the last named."""
    same = ctx.sentence(org.start) == ctx.sentence(offset)
    return ctx.salience.get(org.name, 0.0) + (0.5 if role_of(ctx, org) == "bare" else 0.0) + (0.4 if same else 0.0)


def _person_beside(ctx: Context, people: list[Mention], start: int, end: int) -> Mention | None:
    for person in people:
        gap_after = [w.lower for w in ctx.words.within(end, person.start)] if person.start >= end else None
        if gap_after in ([], [","]):
            return person
        if person.end <= start:
            gap = [w.lower for w in ctx.words.within(person.end, start)]
            if gap[:1] == [","] and len(gap) <= 4 and not any(w.isdigit() for w in gap):
                return person
            if gap[:1] == ["("]:
                return person
    return None


def _guided(ctx: Context) -> Iterator[Found]:
    for person in ctx.mentions:
        if person.kind != "person" or role_of(ctx, person) != "da":
            continue
        words = [w.lower for w in ctx.words_before(person.start, 3)]
        if not any(word.startswith("guidat") for word in words):
            continue
        sentence = ctx.sentence(person.start)
        orgs = [m for m in ctx.mentions_in((sentence[0], person.start)) if m.kind in ORGS]
        if orgs:
            yield Found("role", person, orgs[-1], orgs[-1].start, person.end, role="ceo")


def find_places(ctx: Context) -> Iterator[Found]:
    """Yield seats: "X, la startup di Torino", "con sede a Londra", "il gruppo di San José"."""
    for place in ctx.mentions:
        if place.kind != "place":
            continue
        sentence = ctx.sentence(place.start)
        words = [w.lower for w in ctx.words_before(place.start, 4)]
        role = role_of(ctx, place)
        home = len(words) >= 2 and words[-1] in {"di", "del", "della"} and words[-2].startswith(HOME_NOUNS)
        seat = role in {"a", "in"} and any(word.startswith(SEAT) for word in words)
        if not home and not seat:
            continue
        sites = ctx.mentions_in((sentence[0], place.start))
        near = [m for m in sites if m.kind in ORGS | {"cluster", "supercomputer"}]
        following = [
            m
            for m in ctx.mentions_in((place.end, sentence[1]))
            if m.kind in ORGS and [w.lower for w in ctx.words.within(place.end, m.start)] in ([], [","])
        ]
        holder = following[0] if home and following else near[-1] if near else None
        if holder and ctx.words.distance((holder.start, holder.end), (place.start, place.end)) <= 10:
            yield Found("located_in", holder, place, min(holder.start, place.start), max(holder.end, place.end))
