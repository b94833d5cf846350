"""Find where somebody sits: "X, la startup di Torino", "con sede a Londra", "la parigina X", "si trova a Memphis"."""

from __future__ import annotations

from collections.abc import Iterator

from extract.entities.demonyms import origin_of
from extract.records import Mention
from extract.relations.arguments import antecedent
from extract.relations.joints import JOINTS
from extract.relations.origins import find_origins, stood_for
from extract.relations.reference import talked_of
from extract.relations.rules import Found
from extract.relations.view import View
from extract.relations.vocabulary import ARTICLES, ORGS, PREPOSITIONS, SITES, key, listed

SEATED = ORGS | SITES
REACH = 10
WORKING = (["impiega"], ["ha"], ["occupa"], ["produce"], ["dà"])
OPENINGS: tuple[list[str], ...] = ([], ["e"], ["anche"], ["ma"], ["poi"], ["e", "anche"])
EXCHANGES = frozenset(
    ("Milan", "New York", "Wall Street", "Frankfurt", "London", "Paris", "Tokyo", "Hong Kong", "Seoul")
)
"""Where shares are dealt in: "a Milano X guadagna il 2%" says nothing of a seat."""


def find_places(view: View) -> Iterator[Found]:
    """Yield seats of organisations and sites of machines."""
    for place in view.ctx.mentions:
        if place.kind == "place" and not _names_a_district(view, place):
            yield from _by_noun(view, place)
            yield from _by_seat(view, place)
            yield from _beside(view, place)
            yield from _of_site(view, place)
            yield from _by_birth(view, place)
            yield from _at_start(view, place)
            yield from _before_verb(view, place)
    yield from find_origins(view)


def _names_a_district(view: View, place: Mention) -> bool:
    """Say whether a guessed place is only a part of the one after it: "al Tecnopolo di Bologna"."""
    following = view.names((place.end, view.sentence(place.start)[1]))[:1]
    of_place = bool(following) and following[0].kind == "place" and view.lower(place.end, following[0].start) == ["di"]
    return place.how == "name" and of_place


def _by_noun(view: View, place: Mention) -> Iterator[Found]:
    """ "La startup di Torino X", "X, il gruppo di Torino"."""
    words = view.before(place.start, 3)
    more = view.before(place.start, 4)
    if len(more) == 4 and more[0] in listed("home") and PREPOSITIONS.get(more[1]) == "di" and more[2].islower():
        words = ["", more[0], more[3]]  # "società di consulenza di Verona"
    if len(words) == 3 and words[0] in listed("home") and words[1].endswith(("iva", "ivo", "ica", "ico")):
        words = [words[0], words[2]]  # "una startup innovativa di Torino"
    words = words[-2:]
    if words[-2:] and words[-2:][0] == "house":
        words = ["società", words[-1]]  # "una software house di Padova"
    homes = listed("home") | listed("seated_home")
    if len(words) < 2 or PREPOSITIONS.get(words[1]) != "di" or words[0] not in homes | listed("site"):
        return
    kinds = SITES if words[0] in listed("site") else ORGS
    sentence = view.sentence(place.start)
    following = [
        m for m in view.names((place.end, sentence[1]), kinds) if view.lower(place.end, m.start) in ([], [","])
    ]
    before = view.names((sentence[0], place.start), kinds)
    near = before[-1:] if before and view.words.distance(_span(before[-1]), _span(place)) <= REACH else []
    if near and near[0].how == "alias" and view.lower(near[0].end, place.start)[:1] != [","]:
        near = []
    holder = following[0] if following else near[0] if near else None
    if kinds is ORGS and not following and (holder is None or holder.how == "anaphor"):
        known = view.ctx.gazetteer.get(place.name)
        country = known.country if known and known.country else "?"
        holder = stood_for(view, view.phrase(place).start, place.end, holder, country) or holder
    if holder and holder.how == "anaphor" and _reports(view, holder):
        holder = talked_of(view, holder.start, kinds, {holder.name})  # "come scrive X, la startup di Torino tratta"
    if holder:
        for one in view.joined(place, view.names((place.start, sentence[1])), {"place"}):
            yield _located(holder, one)


def _reports(view: View, holder: Mention) -> bool:
    """Say whether a phrase is taken for the outlet that its sentence credits."""
    start = view.sentence(holder.start)[0]
    return any(m.name == holder.name and view.role(m) == "secondo" for m in view.names((start, holder.start), ORGS))


def _by_seat(view: View, place: Mention) -> Iterator[Found]:
    """ "Con sede a Londra", "ha il quartier generale a", "si trova a Memphis", "al Tecnopolo di Bologna"."""
    sentence = view.sentence(place.start)
    words = view.before(place.start, 7)
    role = view.role(place)
    at = role in {"a", "in"} or (role == "di" and bool(set(words[-3:]) & {"al", "nel", "alla", "nella"}))
    seats = [w for w in words if w in listed("seat")]
    sited = [w for w in words if w in listed("sited")]
    if words[-2:] == ["è", "a"]:
        sited = ["è"]
    if not (at or words[-1:] == ["fuori"]) or not (seats or sited):
        return
    since = words[words.index((seats or sited)[-1]) + 1 :]
    if {",", ";", "e", "ed", ":"} & set(since) or len(since) > 6:
        return
    kinds = SEATED if seats else SITES
    near = view.names((sentence[0], place.start), kinds)
    cue = next(w for w in reversed(view.ctx.words_before(place.start, 7)) if w.lower == (seats or sited)[-1])
    if listed("opening") & set(view.before(cue.start, 4)):
        return
    near = [m for m in near if view.role(m) in {"bare", "di", "da", "con", "per"} and m.end <= cue.start]
    owner = next((m for m in view.names((cue.end, place.start), kinds) if view.role(m) == "di"), None)
    stands = listed("copula") | {"trova"}
    told = owner is not None and bool(stands & set(view.lower(owner.end, place.start)))
    if owner is not None and told and seats and view.reach(cue.end, view.phrase(owner).start) <= 1:
        holder: Mention | None = owner  # "la sede di X è a Londra"
    elif not near:
        opened = seats and _opens(view, sentence[0], cue.start)
        holder = _named_after(view, place, sentence[1]) if opened else view.topic(place.start, kinds, back=1)
    else:
        joined = view.before(cue.start, 2) in (["e", "ha"], ["e", "hanno"], ["ed", "ha"], ["e", "con"], ["ha", "la"])
        that = next((w.start for w in reversed(view.ctx.words_before(cue.start, 5)) if w.lower == "che"), None)
        head = antecedent(view, that, frozenset(kinds)) if that is not None else None
        bare = [m for m in near if view.role(m) == "bare"]
        beside = near[-1] if view.lower(near[-1].end, cue.start) in ([], ["con"], [",", "con"], ["ha"]) else None
        first = bare[0] if joined and bare and view.lower(bare[-1].end, cue.start)[:1] != [] else None
        holder = head or first or beside or (bare[-1] if bare else near[-1])
    far = REACH + (20 if near and joined and first else 8)  # "X, che fa …, conta 40 persone e ha sedi a"
    if holder and view.words.distance(_span(holder), _span(place)) <= far:
        several = seats and cue.lower in {"sedi", "uffici"}
        listing = view.joined(place, view.names((place.start, sentence[1])), {"place"}) if several else [place]
        for one in listing:
            yield _located(holder, one)


def _opens(view: View, start: int, offset: int) -> bool:
    """Say whether a seat opens its sentence, alone or after a birth: "Con sede a", "Fondata nel 1999 e con sede a"."""
    words = [w for w in view.lower(start, offset) if w not in {"con", "e", "*"}]
    return not words or (words[0] in listed("born") and len(words) <= 8 and "," not in words)


def _named_after(view: View, place: Mention, end: int) -> Mention | None:
    """Return whom a seat that opens a sentence is of: the first bare firm after it, its region left out."""
    for mention in view.names((place.end, end)):
        if mention.kind != "place":
            gap = view.lower(place.end, view.phrase(mention).start)
            region = len(gap) <= 8 and gap[-1:] == [","] and gap.count(",") <= 2
            return mention if region and mention.kind in ORGS and view.role(mention) == "bare" else None
    return None


def _beside(view: View, place: Mention) -> Iterator[Found]:
    """ "L'istituto X, a Trieste, …", "il supercomputer Y a Lugano", "il cluster Z di Ferrara"."""
    start = view.phrase(place).start
    before = view.names((view.sentence(place.start)[0], start), SEATED)
    if view.before(start, 1) == ["("] and view.after(place.end, 1) == [")"]:  # whatever was guessed it to be
        named = view.names((view.sentence(place.start)[0], start))
        before = named if named and named[-1].how == "name" and named[-1].kind not in {"person", "place"} else before
    if not before:
        return
    holder = before[-1]
    gap = [w for w in view.lower(holder.end, start) if w != "*"] or [""]  # "**X** (Faenza)"
    role = view.role(place)
    closed = view.after(place.end, 1) in ([","], ["."], [")"], [])
    if gap == ["("] and view.after(place.end, 1) in ([")"], [","]) and holder.kind not in SITES:
        yield _located(holder, place)
        return
    if gap[:1] == [","] and len(gap) == 3 and origin_of(key(gap[1])):
        gap = [gap[0], gap[2]]  # "X, californiana di Fremont"
    apposed = gap in ([",", "di"], [",", "da"]) and holder.kind in ORGS  # "X, di Rho, ha"
    apposed = apposed and view.after(place.end, 1) in ([","], ["."])
    works = gap == [",", "che", gap[-1]] and role in {"a", "in"} and view.after(place.end, 1)[:1] in WORKING
    if holder.kind in ORGS and works:  # "X, che a Rho impiega 90 persone"
        yield _located(holder, place)
        return
    guessed = holder.how == "name" and place.how == "alias" and not _is_unit(view, holder)
    own = gap == ["di"] and holder.kind in ORGS and (bool(listed("home") & set(view.phrase(holder).nouns)) or guessed)
    beside = apposed or own or (gap[:1] in ([","], ["("]) and len(gap) == 2 and role in {"a", "in"} and closed)
    if beside or (holder.kind in SITES and len(gap) == 1 and role in {"a", "in", "di"}):
        yield _located(holder, place)


def _is_unit(view: View, holder: Mention) -> bool:
    """Say whether a name is a noun with its place, or no firm's: "il Politecnico di Torino", "l'evento X di Lodi"."""
    before = view.before(holder.start, 1)
    opens = not before or before[0] in JOINTS | ARTICLES or before[0] in PREPOSITIONS
    return holder.kind == "institution" or " " not in holder.text or not opens


def _by_birth(view: View, place: Mention) -> Iterator[Found]:
    """ "X è nata nel 2023 a Bari", "X, fondata a Bologna da Y": where a company began."""
    start = view.phrase(place).start
    if view.role(place) != "a":
        return
    sentence = view.sentence(place.start)
    back = view.ctx.words_before(start, 8)
    verb = next((w for w in reversed(back) if w.lower in listed("born")), None)
    if verb is None or view.reach(verb.end, start) > 2 or {",", ";", ":", "e"} & set(view.lower(verb.end, start)):
        return
    before = view.names((sentence[0], verb.start), ORGS)
    holder = before[-1] if before and view.reach(before[-1].end, verb.start) <= 3 else None
    if holder is None and not before and view.lower(sentence[0], verb.start) == []:
        after = [m for m in view.names((place.end, sentence[1]), ORGS) if view.role(m) == "bare"]
        holder = after[0] if after else None
    if holder is not None:
        yield _located(holder, place)


def _at_start(view: View, place: Mention) -> Iterator[Found]:
    """ "A Lione Alfa assume", "In Cile, la Beta": a firm that the table does not know elsewhere."""
    sentence = view.sentence(place.start)
    opening = view.lower(sentence[0], place.start)
    if opening[-1:] not in (["a"], ["ad"], ["in"]) or opening[:-1] not in OPENINGS:
        return
    following = view.names((place.end, sentence[1]))
    if not following or following[0].kind not in ORGS or following[0].how in {"anaphor", "description"}:
        return
    org = following[0]
    gap = view.lower(place.end, view.phrase(org).start)
    known = view.ctx.gazetteer.get(org.name)
    seat = view.ctx.gazetteer.get(place.name)
    if gap not in ([], [","]) or view.role(org) != "bare" or place.name in EXCHANGES:
        return
    if known is None or (seat and seat.parent and known.country and known.country == seat.country):
        yield _located(org, place)


def _before_verb(view: View, place: Mention) -> Iterator[Found]:
    """ "A Londra ha sede X", "X ha scelto Londra come sede"."""
    after = view.words.after(place.end, 2, view.sentence(place.start)[1])
    words = [word.lower for word in after]
    if len(words) < 2 or words[1] not in listed("seat"):
        return
    start, end = view.sentence(place.start)
    if words[0] in {"ha", "hanno", "aveva"} and view.role(place) in {"a", "in"}:
        orgs = view.names((after[1].end, end), ORGS)[:1]
        orgs = [m for m in orgs if view.reach(after[1].end, view.phrase(m).start) <= 1]
    else:
        orgs = view.names((start, place.start), ORGS)[-1:] if words[0] == "come" else []
    if orgs and view.role(orgs[0]) == "bare":
        yield _located(orgs[0], place)


def _of_site(view: View, place: Mention) -> Iterator[Found]:
    """ "A Barcellona X consuma 4 megawatt", "ha acceso Y vicino a Novara": a machine in its clause's place."""
    before = view.before(view.phrase(place).start, 4)
    if any(w.startswith(tuple(listed("showing"))) for w in before[-3:]):
        return  # "presentato a Lipsia", "firmata ieri a Seul"
    near = view.role(place) == "di" and bool((listed("outskirts") | listed("site")) & set(before))
    if (view.role(place) not in {"a", "in"} and not near) or listed("seat") & set(before):
        return
    sentence = view.sentence(place.start)
    sites = [m for m in view.names(sentence, SITES) if _same_clause(view, m, place)]
    if sites:
        yield _located(min(sites, key=lambda m: view.words.distance(_span(m), _span(place))), place)


def _same_clause(view: View, site: Mention, place: Mention) -> bool:
    start, end = (site.end, place.start) if site.start < place.start else (place.end, site.start)
    between = view.lower(start, end)
    if place.end <= site.start and between[:2] == [",", "dove"]:
        between = between[2:]  # "a Lodi, dove X tiene il supercomputer Y"
    breaks = {"mentre", "ma", "perché", ";", ":", "quando", "dove", "rispetto", "contro", "come", "."}
    others = view.names((start, end), SITES | {"place"})
    opens = site.start > place.start and view.lower(view.sentence(place.start)[0], place.start) in (
        ["a"],
        ["ad"],
        ["in"],
    )
    far = REACH + 4 if opens else REACH  # "A Lodi, a sud di qui, la società costruirà"
    return not breaks & set(between) and not others and view.reach(start, end) <= far


def _span(mention: Mention) -> tuple[int, int]:
    return mention.start, mention.end


def _located(holder: Mention, place: Mention) -> Found:
    return Found("located_in", holder, place, min(holder.start, place.start), max(holder.end, place.end))
