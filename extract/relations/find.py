"""All relations of an article, each once, with date, status and source."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from extract.claims.context import Context
from extract.claims.when import is_comparison
from extract.records import Claim, Evidence, Relation, TimeExpression
from extract.relations.appositions import find_makers, find_own_products, find_places, find_roles
from extract.relations.derived import find_in_claims, find_licences, find_versions
from extract.relations.engine import Found, find_by_cue

UNDIRECTED = {"partners_with", "competes_with"}
DATED = {"releases", "partners_with", "acquires", "founded", "operates", "invests_in", "role", "sues"}


def find_relations(ctx: Context, claims: tuple[Claim, ...], *, article: str, source: str) -> tuple[Relation, ...]:
    """Return the relations of an article in text order; the first statement of each stands.

    Parameters
    ----------
    claims : tuple of Claim
        Its figures: "25.000 H100 per Llama 3" also says what Llama 3 was trained on.
    """
    seen: set[tuple[str, ...]] = set()
    relations = []
    found = sorted(
        [*_all(ctx), *find_in_claims(ctx, claims)],
        key=lambda f: (f.start, f.end, f.relation, f.subject.name, f.object.name),
    )
    for item in found:
        ends = (item.subject.name, item.object.name)
        key = (item.relation, *(sorted(ends) if item.relation in UNDIRECTED else ends), item.role or "")
        if key in seen or ends[0] == ends[1]:
            continue
        seen.add(key)
        relations.append(_relation(ctx, item, article, source))
    return tuple(relations)


def _all(ctx: Context) -> Iterator[Found]:
    for item in find_by_cue(ctx):
        yield item
        if item.relation == "releases":  # who presents a model or chip as new has made it
            yield replace(item, relation="develops")
    yield from find_makers(ctx)
    yield from find_own_products(ctx)
    yield from find_roles(ctx)
    yield from find_places(ctx)
    yield from find_versions(ctx)
    yield from find_licences(ctx)


def _relation(ctx: Context, item: Found, article: str, source: str) -> Relation:
    stance = ctx.stances.at(item.cue.start if item.cue else item.start, item.cue.end if item.cue else item.end)
    cue = ctx.text[item.cue.start : item.cue.end] if item.cue else ""
    names = {item.subject.name, item.object.name}
    return Relation(
        article=article,
        source=source,
        relation=item.relation,
        subject=item.subject.name,
        object=item.object.name,
        role=item.role,
        date=_date(ctx, item) if item.relation in DATED else None,
        status=stance.status,
        speaker=stance.speaker if stance.speaker not in names else None,
        via=stance.via if stance.via not in names else None,
        evidence=Evidence(
            start=item.start, end=item.end, text=ctx.text[item.start : item.end], sentence=ctx.sentence(item.start)
        ),
        confidence=0.8 if item.cue else 0.7,
        cues=tuple(c for c in (cue, *stance.cues) if c),
    )


def _date(ctx: Context, item: Found) -> str | None:
    start, end = ctx.sentence(item.start)
    times = [t for t in ctx.times if start <= t.start and t.end <= end and t.start_date and not is_comparison(ctx, t)]
    anchor = (item.cue.start, item.cue.end) if item.cue else (item.start, item.end)
    near = [
        t
        for t in times
        if ctx.words.distance((t.start, t.end), anchor) <= 12
        and not ctx.breaks_between(*_gap(anchor, (t.start, t.end)))
    ]
    if not near:
        return None
    best = min(near, key=lambda t: (ctx.words.distance((t.start, t.end), anchor), t.start))
    return _iso(best)


def _gap(one: tuple[int, int], other: tuple[int, int]) -> tuple[int, int]:
    left, right = (one, other) if one[0] <= other[0] else (other, one)
    return left[1], right[0]


def _iso(time: TimeExpression) -> str | None:
    if time.start_date is None:
        return None
    length = {"day": 10, "month": 7}.get(time.granularity, 4)
    return time.start_date.isoformat()[:length]
