"""Find relations by the dependency tree: a predicate of ``frames.tsv`` and the names in its places."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from extract.claims.draft import is_currency
from extract.claims.patterns import Match
from extract.claims.placed import Placed
from extract.records import Mention, Quantity, TimeExpression
from extract.relations.clauses import Places, is_passive, is_verb, places
from extract.relations.fillers import (
    DOERS,
    apposed_noun,
    before_participle,
    called,
    fill,
    implied,
    last_bare,
    listed_before,
    object_after,
    someone_else,
)
from extract.relations.frame import Frame, frames
from extract.relations.reference import before_colon
from extract.relations.rules import Found
from extract.relations.surface import READ, read_surface
from extract.relations.view import View
from extract.relations.vocabulary import ORGS, is_participle, listed

FINITE = ("Mood=Ind", "Mood=Cnd", "Mood=Sub")


def find_by_tree(view: View) -> Iterator[Found]:
    """Yield the relations whose predicate and names the tree joins; none of a text without one."""
    if view.ctx.parse is None:
        return
    for (start, end), matches in groupby(view.matches(frames()), key=lambda match: (match.start, match.end)):
        root = view.ctx.root(start, end)
        if root is None or end > view.sentence(start)[1] or _in_name(view, start):
            continue
        form = "verb" if is_verb(view.tree, root.i) else "noun"
        told = _told(view, [m for m in matches if m.entry.form == form or m.entry.relation in READ], root.i)
        if not told or view.denied(start, end):
            continue
        shaped = any(match.entry.form == form for match in told)
        around = _without_times(view, places(view.tree, root.i)) if shaped else {}
        for match in told:
            found = list(_read(view, match, root.i, around)) if match.entry.form == form else []
            yield from found or read_surface(view, match)


def _told(view: View, matches: list[Match[Frame]], token: int) -> list[Match[Frame]]:
    """Return the predicates of one place that are said to be so: not only tried or past, nor a degree."""
    if not matches:
        return []
    before = view.before(matches[0].start, 3)
    if before[-1:] in (["più"], ["meno"]) and is_participle(view.lower(matches[0].start, matches[0].end)[0]):
        return []  # "il modello più diffuso"
    tried, former = not listed("attempt").isdisjoint(before), before[-1:] == ["ex"]
    return [
        match
        for match in matches
        if not (tried and match.entry.relation != "competes_with")
        and not (former and match.entry.relation in READ)
        and _has_what_it_needs(view, match, token)
    ]


def _without_times(view: View, around: Places) -> Places:
    """Return the places without the times that the parser takes for subjects: "l'anno scorso X ha".

    What is counted stays where names may follow: "da 40 clienti, tra cui X".
    """
    words, times, quantities = view.tree.words, view.ctx.times, view.ctx.quantities
    for place in DOERS & around.keys():
        around[place] = [
            t
            for t in around[place]
            if words[t] in listed("group") or not (_is_in(view, t, times) or _is_in(view, t, quantities))
        ]
    if "obj" in around:  # "ha comprato l'anno scorso X"
        around["obj"] = [t for t in around["obj"] if not _is_in(view, t, times)]
    return around


def _is_in(view: View, token: int, spans: Placed[TimeExpression] | Placed[Quantity]) -> bool:
    start = view.tree.starts[token]
    return bool(spans.overlapping(start, start + 1))


def _in_name(view: View, offset: int) -> bool:
    mention = view.at(offset)
    return mention is not None and mention.how in {"alias", "name", "title", "dateline"}


def _has_what_it_needs(view: View, match: Match[Frame], token: int) -> bool:
    needs = match.entry.needs
    if needs == "active":
        return not is_passive(view.tree, token)
    if needs == "money":
        start, end = view.sentence(match.start)
        return any(_is_sum(q) for q in view.ctx.quantities.within(start, end))
    if needs == "board" and listed(needs) & set(view.before(match.start, 6)):
        return True  # "Nel cda di X entra Y"
    return not needs or bool(listed(needs) & set(view.after(match.end, 12)))


def _is_sum(quantity: Quantity) -> bool:
    """Say whether a quantity is money, or millions of what is left out."""
    amount = quantity.value or quantity.low or 0
    return is_currency(quantity.unit) or (quantity.unit in {None, "1"} and amount >= 1_000_000)


def _read(view: View, match: Match[Frame], token: int, around: Places) -> Iterator[Found]:
    frame = match.entry
    mutual = frame.object == ("each",)
    for one, named in _mutual(view, match, around) if mutual else _directed(view, match, token, around):
        itself = one.name == named.name and named.how == "anaphor"
        other = someone_else(view, named, frame.object_kinds) if itself else named
        if other is not None and one.name != other.name:
            spans = [m for m in (one, other) if abs(m.start - match.start) < 400]
            start, end = min([match.start, *(m.start for m in spans)]), max([match.end, *(m.end for m in spans)])
            yield Found(frame.relation, one, other, start, end, (match.start, match.end), frame.role)


def _mutual(view: View, match: Match[Frame], around: Places) -> list[tuple[Mention, Mention]]:
    """Return the subjects of a predicate that tells what they are to each other: the first with each of the rest."""
    frame = match.entry
    group = fill(view, match, around, frame.subject, frame.subject_kinds)
    if not group and frame.form.startswith("verb") and not any(around.get(p) for p in DOERS):
        last = last_bare(view, match, ())
        group = listed_before(view, last, frame.subject_kinds) if last else []
    return [(group[0], other) for other in group[1:]]


def _directed(view: View, match: Match[Frame], token: int, around: Places) -> list[tuple[Mention, Mention]]:
    """Return the pairs of a subject and an object; none where nothing can be the object."""
    frame = match.entry
    objects = fill(view, match, around, frame.object, frame.object_kinds) or object_after(view, match, around)
    so_called: list[Mention] = []
    if "same" in frame.object and not objects:
        objects = so_called = called(view, match, around, frame.subject, frame.subject_kinds, frame.object_kinds)
    if "same" in frame.subject and not objects:
        so_called = called(view, match, around, frame.object, frame.object_kinds, frame.subject_kinds)
    objects = objects or implied(view, match, around, frame.object, frame.object_kinds, so_called)
    if not objects:
        return []
    taken = {m.name for m in objects if m.how != "anaphor"}
    subjects = fill(view, match, around, frame.subject, frame.subject_kinds, taken)
    if "same" in frame.subject and not subjects:
        subjects = called(view, match, around, frame.object, frame.object_kinds, frame.subject_kinds)
        if not subjects and view.reach(match.end, view.phrase(objects[0]).start) <= 1:
            subjects = [m for m in apposed_noun(view, match, frame.subject_kinds) if m.name not in taken]
    if not subjects and {"obj", "nsubj"} & set(frame.subject):
        subjects = before_participle(view, match, frame.subject_kinds - {"unknown"})
    if not subjects and "di" in frame.subject:
        subjects = implied(view, match, around, frame.subject, frame.subject_kinds, so_called or objects)
    if not subjects and frame.object == ("nsubj",):
        maker = view.maker(objects[0].name)
        subjects = [m for m in view.ctx.mentions if m.name == maker][:1]
    if not subjects and frame.form == "noun" and frame.relation == "releases":
        maker_of = _maker(view, match, objects)
        subjects = [maker_of] if maker_of else []
    if not subjects and DOERS & set(frame.subject) and not any(around.get(p) for p in DOERS):
        subject = _maker(view, match, objects)
        if subject is None and not (is_verb(view.tree, token) and is_passive(view.tree, token)):
            last = last_bare(view, match, taken)
            subject = None if last or frame.relation == "founded" else _topic(view, match, token)
            subjects = listed_before(view, last, frame.subject_kinds) if last else []
        subjects = subjects or ([subject] if subject else [])
    return [(one, other) for one in subjects for other in objects]


def _maker(view: View, match: Match[Frame], objects: list[Mention]) -> Mention | None:
    """Return who is known to have made what a passive or a noun tells of: "X, lanciato in marzo", "il lancio di X"."""
    if match.entry.relation not in {"releases", "develops"}:
        return None
    maker = view.maker(objects[0].name)
    if match.entry.form == "noun":
        owners = {maker, view.ctx.parent(maker or "")}
        return next((m for m in view.names(view.sentence(match.start), ORGS) if m.name in owners), None)
    if not is_participle(view.lower(match.start, match.end)[0]):
        return None
    return next((m for m in view.ctx.mentions if m.name == maker), None)


def _topic(view: View, match: Match[Frame], token: int) -> Mention | None:
    """Return whom a finite verb without a subject is about: "Ha poi lanciato X"."""
    tree = view.tree
    verb = token if is_verb(tree, token) else tree.heads[token]
    finite = any(mood in tree.morphs[t] for t in (verb, *tree.children[verb]) for mood in FINITE)
    if not finite or tree.deps[verb] not in {"ROOT", "conj", "parataxis"}:
        return None
    kinds = match.entry.subject_kinds - {"unknown"}
    return before_colon(view, match.start, kinds) or view.topic(match.start, kinds & ORGS or kinds)
