"""All relations of an article, each once, with date, status and source."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from extract.claims.context import Context
from extract.claims.draft import is_currency
from extract.claims.when import is_comparison
from extract.records import Claim, Evidence, Mention, Relation, TimeExpression
from extract.relations.clauses_of_people import find_offices_in_clauses
from extract.relations.clefts import find_clefts, find_founders
from extract.relations.derived import find_in_claims, find_licences, find_training, find_variants, find_versions
from extract.relations.engine import find_by_cue
from extract.relations.frames import find_by_tree
from extract.relations.makers import (
    find_beside,
    find_houses,
    find_in_descriptions,
    find_insides,
    find_makers,
    find_own_products,
    find_rivals,
    find_top_products,
)
from extract.relations.offices import find_roles
from extract.relations.owners import find_owners
from extract.relations.partners import find_partners
from extract.relations.places import find_places
from extract.relations.quotes import find_quotes
from extract.relations.reference import central, is_subject
from extract.relations.rounds import find_investor_lists, find_rounds
from extract.relations.rules import Found
from extract.relations.stakes import find_stakes, find_suits
from extract.relations.units import find_own_units, find_units
from extract.relations.view import View
from extract.relations.vocabulary import ORGS, SITES, listed

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
    find_clefts,
    find_founders,
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
    find_owners,
    find_partners,
    find_places,
    find_variants,
    find_versions,
    find_licences,
    find_training,
    find_investor_lists,
    find_stakes,
    find_suits,
    find_quotes,
)
MISTAKEN = {"founded", "partners_with", "supplies", "invests_in", "acquires", "uses", "operates"}
"""Relations of which a wrong company is noticed: most are of the one that an article is about."""
OF_FIRMS = {"role", "founded", "sues", "acquires", "invests_in", "partners_with", "located_in", "subsidiary_of"}
"""Relations that a firm has rather than its product of the same name."""
FAINT = 0.4  # share of the main name's salience under which a phrase hardly stands for a name
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
    for item in sorted(_all(view, claims), key=lambda f: (f.start, f.end, f.relation, f.subject.name, f.object.name)):
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
    return tuple(chosen.values())


def _all(view: View, claims: tuple[Claim, ...]) -> Iterator[Found]:
    for finder in FINDERS:
        for item in finder(view):
            settled = _settle(view, item)
            if settled is None:
                continue
            yield settled
            if settled.relation == "releases":  # who presents a model or chip as new has made it
                yield replace(settled, relation="develops")
    yield from find_in_claims(view, claims)
    yield from find_rounds(view, claims)


def _settle(view: View, item: Found) -> Found | None:
    """Return a relation as its words and what is known make it, or None.

    A share that is bought of a company is an investment, no acquisition.
    """
    item = replace(item, subject=_itself(view, item.subject), object=_itself(view, item.object))
    if item.relation in OF_FIRMS:
        item = replace(item, subject=_as_firm(view, item.subject), object=_as_firm(view, item.object))
    if item.subject.kind == "person":
        item = replace(item, subject=_with_surname(view, item.subject))
    if item.relation in MISTAKEN and "anaphor" in (item.subject.how, item.object.how):
        item = replace(
            item, subject=_meant(view, item.subject, item.object), object=_meant(view, item.object, item.subject)
        )
    if item.relation == "invests_in" and item.cue and not _is_paid(view, item):
        return None
    if item.relation == "acquires" and item.cue:
        between = view.lower(item.cue[1], item.object.start) if item.object.start > item.cue[1] else []
        if listed("share") & set(between) or (
            listed("share") & set(view.after(item.cue[1], 3)) and item.object.end <= item.cue[0]
        ):
            return replace(item, relation="invests_in")
        if listed("goods") & set(between[-3:]) and item.object.kind in ORGS:
            return replace(item, relation="supplies", subject=item.object, object=item.subject)
    if item.relation in {"develops", "releases"} and item.subject.kind == "person":
        return _of_firm(view, item)
    if item.relation == "develops" and item.object.kind == "chip" and item.subject.kind in ORGS:
        designer = _named(view, view.maker(item.object.name))
        if designer and designer.name != item.subject.name and view.ctx.parent(item.subject.name) != designer.name:
            return replace(item, relation="supplies", object=designer)  # who makes another's chip supplies it
    if item.relation == "develops" and item.cue and set(view.lower(*item.cue)) & listed("maker"):
        maker = view.maker(item.object.name)
        if maker and maker != item.subject.name:
            return None  # "X lavora con la casa di Y": see find_houses
    if item.relation in {"develops", "releases"} and item.subject.how not in {"alias", "name"}:
        maker = view.maker(item.object.name)
        if maker and maker != item.subject.name:  # "la società che sviluppa X" is who is known to
            named = _named(view, maker)
            if named:
                return replace(item, subject=named)
            return item if view.ctx.parent(item.subject.name) == maker else None
    return item


def _itself(view: View, mention: Mention) -> Mention:
    """Return a site under the name that its description stands beside: "Alfa, il campus da 2 gigawatt"."""
    if mention.how != "described":
        return mention
    before = view.names((view.sentence(mention.start)[0], mention.start))
    gap = view.lower(before[-1].end, mention.start) if before else []
    if gap[:1] == [","] and len(gap) <= 2 and before[-1].kind in SITES | {"unknown"}:
        return replace(before[-1], kind=mention.kind)
    after = view.names((mention.end, view.sentence(mention.start)[1]), SITES)
    gap = view.lower(mention.end, after[0].start) if after else []
    return after[0] if after and gap in ([], [","], ["chiamato"], ["battezzato"], [":"]) else mention


def _as_firm(view: View, mention: Mention) -> Mention:
    """Return the firm of a product that has its firm's name: "X fa causa a Perplexity"."""
    if mention.kind != "product":
        return mention
    maker = view.ctx.gazetteer.get(view.maker(mention.name) or "")
    return replace(mention, name=maker.name, kind=maker.kind) if maker and mention.name in maker.names else mention


def _with_surname(view: View, person: Mention) -> Mention:
    """Return a person of whom only the first name stands, with the surname of two: "i fratelli Ugo e Ada Neri"."""
    if " " in person.name or view.after(person.end, 1) not in (["e"], ["ed"]):
        return person
    after = view.names((person.end, view.sentence(person.start)[1]))
    related = listed("sibling") & set(view.before(person.start, 1))
    if not related or not after or after[0].kind != "person" or " " not in after[0].name:
        return person
    return replace(person, name=f"{person.name} {after[0].name.split()[-1]}")


def _is_paid(view: View, item: Found) -> bool:
    """Say whether what is put somewhere is money: "mette 5 milioni in", but not "mette in vendita"."""
    assert item.cue is not None
    if not view.lower(*item.cue)[0].startswith(tuple(listed("putting"))):
        return True
    start, end = view.sentence(item.cue[0])
    words = set(view.lower(start, end))
    return bool(words & listed("money")) or any(is_currency(q.unit) for q in view.ctx.quantities.within(start, end))


def _meant(view: View, mention: Mention, other: Mention) -> Mention:
    """Return whom "l'azienda" rather stands for than a name that the last sentence only mentions: the title's."""
    if mention.how != "anaphor" or mention.kind not in ORGS or is_subject(view, mention):
        return mention
    about = central(view, mention.start, ORGS, {other.name})
    weight = view.ctx.salience
    if about is None or weight.get(mention.name, 0.0) > FAINT * weight.get(about.name, 0.0):
        return mention
    index = view.ctx.sentence_index(mention.start)
    span = view.ctx.sentences[max(0, index - 1)][0], mention.start
    near = [m for m in view.names(span, ORGS) if m.name == mention.name and view.role(m) == "bare"]
    return mention if near else replace(mention, name=about.name)


def _of_firm(view: View, item: Found) -> Found | None:
    """Return what a person presents as presented by the company that the article ties to the person."""
    known = view.ctx.gazetteer.get(item.subject.name)
    firms = [view.ctx.firms.get(item.subject.name), *(role.org for role in (known.roles if known else ()))]
    maker = view.maker(item.object.name)
    firm = maker if maker in firms else next((f for f in firms if f), None)
    named = _named(view, firm)
    return replace(item, subject=named) if named else None


def _named(view: View, name: str | None) -> Mention | None:
    return next((m for m in view.ctx.mentions if m.name == name), None) if name else None


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
