"""All relations of an article, each once, with date, status and source."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace

from extract.claims.context import Context, Span
from extract.claims.when import is_comparison
from extract.records import Claim, Evidence, Relation, TimeExpression
from extract.relations.adjacent import find_adjacent
from extract.relations.beginnings import find_beginnings
from extract.relations.behind import find_behind
from extract.relations.called import find_called
from extract.relations.capital import find_in_capital
from extract.relations.clefts import find_clefts, find_founders
from extract.relations.contracts import find_contracts
from extract.relations.customers import find_customers
from extract.relations.debuts import find_debuts
from extract.relations.derived import find_in_claims, find_licences, find_training, find_variants, find_versions
from extract.relations.descriptions import find_in_descriptions
from extract.relations.engine import find_by_cue
from extract.relations.frames import find_by_tree
from extract.relations.gapping import find_gapped
from extract.relations.makers import (
    find_beside,
    find_houses,
    find_insides,
    find_makers,
    find_own_products,
    find_top_products,
)
from extract.relations.offices import find_roles
from extract.relations.owned import find_owned
from extract.relations.owners import find_owners
from extract.relations.partners import find_partners
from extract.relations.people import find_offices_in_clauses
from extract.relations.places import find_places
from extract.relations.quotes import find_quotes
from extract.relations.rivals import find_rivals
from extract.relations.round_lists import find_round_lists
from extract.relations.rounds import find_investor_lists, find_rounds, is_investment
from extract.relations.rules import Found
from extract.relations.settle import settle
from extract.relations.shareholders import find_holders
from extract.relations.stakes import find_stakes
from extract.relations.successions import find_successions
from extract.relations.suits import find_suits
from extract.relations.takeovers import find_takeovers
from extract.relations.units import find_own_units, find_units
from extract.relations.view import View
from extract.relations.wares import find_wares
from extract.relations.wordings import find_by_wording

UNDIRECTED = {"partners_with", "competes_with"}
DATED = {"releases", "partners_with", "acquires", "founded", "operates", "invests_in", "role", "sues"}
STANDING = {
    "role",
    "located_in",
    "founded",
    "part_of",
    "subsidiary_of",
    "competes_with",
    "version_of",
    "supplies",
    "develops",
    "licensed_under",
}
FINDERS = (
    find_by_cue,
    find_by_tree,
    find_adjacent,
    find_by_wording,
    find_called,
    find_clefts,
    find_contracts,
    find_customers,
    find_debuts,
    find_founders,
    find_beginnings,
    find_behind,
    find_beside,
    find_houses,
    find_in_descriptions,
    find_insides,
    find_makers,
    find_own_products,
    find_own_units,
    find_top_products,
    find_units,
    find_rivals,
    find_roles,
    find_offices_in_clauses,
    find_owned,
    find_in_capital,
    find_owners,
    find_partners,
    find_places,
    find_variants,
    find_versions,
    find_licences,
    find_training,
    find_holders,
    find_investor_lists,
    find_round_lists,
    find_stakes,
    find_suits,
    find_takeovers,
    find_wares,
    find_quotes,
)
ONE_WAY = {"acquires", "invests_in", "supplies", "subsidiary_of"}
"""Relations that hardly hold in both directions in one article."""
NEAR_DATE = 12  # words between a relation and its date


def find_relations(ctx: Context, claims: tuple[Claim, ...], *, article: str, source: str) -> tuple[Relation, ...]:
    """Return the relations of an article in text order; of several statements of one, the first with a date stands.

    Parameters
    ----------
    claims : tuple of Claim
        Its figures: "25.000 H100 per Llama 3" also says what Llama 3 was trained on.
    """
    view = View(ctx)
    chosen: dict[tuple[str, ...], Relation] = {}
    found = (item for item in _all(view, claims) if item.relation != "invests_in" or is_investment(view, item))
    for item in sorted(found, key=lambda f: (f.start, f.end, f.relation, f.subject.name, f.object.name)):
        ends = (item.subject.name, item.object.name)
        words = item.object.name if item.relation != "said" else ""
        key = (item.relation, *(sorted(ends) if item.relation in UNDIRECTED else (ends[0], words)), item.role or "")
        if ends[0] == ends[1]:
            continue
        relation = _relation(view, item, article, source)
        earlier = chosen.get(key)
        if earlier is None:
            chosen[key] = relation
        elif relation.date and not earlier.date:
            chosen[key] = replace(earlier, date=relation.date)
    return tuple(_without_doubles(chosen.values()))


def _without_doubles(relations: Collection[Relation]) -> Iterator[Relation]:
    """Yield relations without those that another one rules out.

    A version is no part, and who owns the other is no partner ("Acme, con la controllata Orma"); of two that say the
    same in both directions only the surer one stands.
    """
    said = {(r.relation, r.subject, r.object): r for r in relations}
    owned = {(r.subject, r.object) for r in relations if r.relation == "subsidiary_of"}
    for relation in relations:
        ends = relation.subject, relation.object
        turned = said.get((relation.relation, ends[1], ends[0])) if relation.relation in ONE_WAY else None
        if turned is not None and (turned.confidence, turned.subject) > (relation.confidence, relation.subject):
            continue
        if relation.relation == "partners_with" and ends in owned | {pair[::-1] for pair in owned}:
            continue
        if relation.relation != "part_of" or ("version_of", *ends) not in said:
            yield relation


def _all(view: View, claims: tuple[Claim, ...]) -> Iterator[Found]:
    rounds = list(find_rounds(view, claims))
    givers: dict[tuple[Span, str], set[str]] = {}
    for item in rounds:
        givers.setdefault((view.sentence(item.start), item.subject.name), set()).add(item.object.name)
    stated: list[Found] = []
    for finder in (*FINDERS, lambda view: find_successions(view, stated), lambda view: find_gapped(view, stated)):
        for item in finder(view):
            settled = settle(view, item)
            if settled is None or _gives(view, settled, givers):
                continue
            stated.append(settled)
            yield settled
            if settled.relation == "releases":  # who presents a model or chip as new has made it
                yield replace(settled, relation="develops")
    yield from (item for item in find_in_claims(view, claims) if not _gives(view, item, givers))
    yield from (item for item in rounds if not _gives(view, item, givers))


def _gives(view: View, item: Found, givers: dict[tuple[Span, str], set[str]]) -> bool:
    """Say whether an investment is in one who gives in the round that its sentence tells of, or joins two givers."""
    if item.relation not in {"invests_in", "partners_with"}:
        return False
    sentence = view.sentence((item.cue or (item.start, item.end))[0])
    told = givers.get((sentence, item.object.name), set())
    own = givers.get((sentence, item.subject.name), set())
    if item.relation == "partners_with":
        return bool(told & own)
    return bool(told - {item.subject.name}) if item.object.name in own else bool(told)


def _relation(view: View, item: Found, article: str, source: str) -> Relation:
    start, end = item.cue or (item.start, item.end)
    standing = item.relation in STANDING
    stances = view.ctx.stances
    stance = stances.within(item.start, item.end) if standing else stances.at(start, end)
    cue = view.text[item.cue[0] : item.cue[1]] if item.cue else ""
    names = {item.subject.name, item.object.name}
    return Relation(
        article=article,
        source=source,
        relation=item.relation,
        subject=item.subject.name,
        object=item.object.name,
        role=item.role,
        date=_date(view, item) if item.relation in DATED else None,
        status="actual" if item.relation == "said" else stance.status,
        speaker=stance.speaker if stance.speaker not in names else None,
        via=stance.via if stance.via not in names else None,
        evidence=Evidence(
            start=item.start,
            end=item.end,
            text=view.text[item.start : item.end],
            sentence=view.sentence(item.start),
        ),
        confidence=item.confidence,
        cues=tuple(c for c in (cue, *stance.cues) if c),
    )


def _date(view: View, item: Found) -> str | None:
    """Return when a relation began or happened: the nearest time of its clause; an office only "dal …"."""
    ctx = view.ctx
    start, end = ctx.sentence(item.start)
    times = [t for t in ctx.times if start <= t.start and t.end <= end and t.start_date and not is_comparison(ctx, t)]
    anchor = item.cue or (item.start, item.end)
    near = [
        t
        for t in times
        if ctx.words.distance((t.start, t.end), anchor) <= NEAR_DATE
        and not ctx.breaks_between(*_gap(anchor, (t.start, t.end)))
    ]
    if item.role:
        near = [t for t in near if t.mod == "SINCE" or _since(view, t)]
    if not near:
        return _founding_year(view, item) if item.relation == "founded" else None
    return _iso(min(near, key=lambda t: (ctx.words.distance((t.start, t.end), anchor), t.start)))


def _since(view: View, time: TimeExpression) -> bool:
    before = view.before(time.start, 1)
    inside = view.lower(time.start, time.end)[:1]
    return bool({"dal", "dall'", "da"} & {*before, *inside})


def _founding_year(view: View, item: Found) -> str | None:
    """Return the year that the article gives elsewhere: "Fondata nel 2016, X …", "Fondazione: 2016"."""
    for time in view.ctx.times:
        before = view.before(time.start, 3)
        if time.granularity == "year" and any(w.startswith(("fondat", "fondazione", "nata")) for w in before):
            sentence = view.sentence(time.start)
            named = view.names(sentence, {item.object.kind})
            if not named or any(m.name == item.object.name for m in named):
                return _iso(time)
    return None


def _gap(one: tuple[int, int], other: tuple[int, int]) -> tuple[int, int]:
    left, right = (one, other) if one[0] <= other[0] else (other, one)
    return left[1], right[0]


def _iso(time: TimeExpression) -> str | None:
    if time.start_date is None:
        return None
    length = {"day": 10, "month": 7}.get(time.granularity, 4)
    return time.start_date.isoformat()[:length]
