"""Make a relation what its words and what is known say: who is meant, whose it is, which of two relations it is."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from extract.claims.draft import is_currency
from extract.records import Mention
from extract.relations.reference import central, is_subject
from extract.relations.rules import Found
from extract.relations.view import View
from extract.relations.vocabulary import MADE, ORGS, SITES, listed

MISTAKEN = {"founded", "partners_with", "supplies", "invests_in", "acquires", "uses", "operates"}
"""Relations of which a wrong company is noticed: most are of the one that an article is about."""
OF_FIRMS = {"role", "founded", "sues", "acquires", "invests_in", "partners_with", "located_in", "subsidiary_of"}
"""Relations that a firm has rather than its product of the same name."""
HALF = 50  # percent over which who buys a share takes over
FAINT = 0.4  # share of the main name's salience under which a phrase hardly stands for a name


def settle(view: View, item: Found) -> Found | None:
    """Return a relation as its words and what is known make it, or None.

    A share that is bought of a company is an investment, no acquisition.
    """
    item = replace(item, subject=_itself(view, item.subject), object=_itself(view, item.object))
    if item.relation in {"role", "part_of"}:
        item = replace(item, object=_in_full(view, item.object))
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
    if item.relation == "invests_in" and item.cue and _is_takeover(view, item):
        return replace(item, relation="acquires")
    if item.relation == "acquires" and item.cue:
        between = view.lower(item.cue[1], item.object.start) if item.object.start > item.cue[1] else []
        if listed("share") & set(between) or (
            listed("share") & set(view.after(item.cue[1], 3)) and item.object.end <= item.cue[0]
        ):
            return item if _is_majority(view, item) else replace(item, relation="invests_in")
        if listed("goods") & set(between[-3:]) and item.object.kind == "product":
            return replace(item, relation="uses")  # "acquista servizi X"
        if listed("goods") & set(view.before(item.cue[0], 2)) and item.object.end <= item.cue[0]:
            return None  # "noleggia a X i chip comprati da Y"
        if listed("goods") & set(between[-3:]) and item.object.kind in ORGS:
            return replace(item, relation="supplies", subject=item.object, object=item.subject)
    if item.relation == "supplies" and item.cue and _is_no_supply(view, item):
        return None
    if item.relation == "supplies" and item.cue and _is_delivered(view, item):
        return None  # "X fornirà energia a Y con un contratto": the verb tells who supplies
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
    if item.relation in {"develops", "releases"} and _is_somebody_elses(view, item):
        return None
    if item.relation in {"develops", "releases"} and item.subject.how not in {"alias", "name"}:
        maker = view.maker(item.object.name)
        if maker and maker != item.subject.name:  # "la società che sviluppa X" is who is known to
            named = _named(view, maker)
            if named:
                return replace(item, subject=named)
            return item if view.ctx.parent(item.subject.name) == maker else None
    return item


def _is_takeover(view: View, item: Found) -> bool:
    """Say whether a sum is spent on more than half of a firm: "ha speso 8 milioni per il 60% di X"."""
    assert item.cue is not None
    if not view.lower(*item.cue)[0].startswith(tuple(listed("spending"))):
        return False
    if item.object.start < item.cue[1]:  # "per Y X ha sborsato 8 milioni"
        shared = (listed("share") | listed("investment")) & set(view.lower(*view.sentence(item.cue[0])))
        return view.role(item.object) == "per" and not shared and item.subject.kind in ORGS
    return _is_majority(view, item) and item.subject.kind in ORGS


def _is_majority(view: View, item: Found) -> bool:
    """Say whether what is bought is told to be more than half of a firm."""
    assert item.cue is not None
    start, end = item.cue[1], max(item.object.start, item.cue[1] + 40)
    shares = [q for q in view.ctx.quantities.within(start, min(end, view.sentence(start)[1])) if q.unit == "%"]
    return bool(shares) and (shares[0].value or shares[0].low or 0) > HALF


def _is_somebody_elses(view: View, item: Found) -> bool:
    """Say whether a product is known to be of a firm that has nothing to do with the one that is told to present it.

    Who hands it out to its staff, sells it or sues over it did not make it; of machines builder and owner differ.
    """
    makers = _parents(view, item.object.name)
    if not makers or item.object.kind in SITES or item.subject.how not in {"alias", "name"}:
        return False
    own = [item.subject.name, *_parents(view, item.subject.name)]
    return not any(set(own) & {maker, *_parents(view, maker)} for maker in makers)


def _parents(view: View, name: str) -> list[str]:
    """Return who stands above an entity in the gazetteer, the nearest first."""
    found: list[str] = []
    parent = view.ctx.parent(name)
    while parent and parent not in found:
        found.append(parent)
        parent = view.ctx.parent(parent)
    return found


def _is_delivered(view: View, item: Found) -> bool:
    """Say whether a verb of delivery stands beside "contratto", "ordine"."""
    assert item.cue is not None
    order = listed("order") & set(view.lower(*item.cue))
    return bool(order) and any(w.startswith(tuple(listed("delivering"))) for w in view.lower(item.start, item.end))


def _is_no_supply(view: View, item: Found) -> bool:
    """Say whether shares are sold, or somebody is told to do something: "cede le azioni X", "ha ordinato a X di"."""
    assert item.cue is not None
    cue = view.lower(*item.cue)[0]
    if cue.startswith(("ced", "vend")):
        return bool(listed("share") & set(view.after(item.cue[1], 8)))
    told = view.after(max(item.object.end, item.subject.end), 8)
    orders = any(a == "di" and b.endswith(("are", "ere", "ire")) for a, b in pairwise(told))
    return cue.startswith("ordinat") and orders


def _itself(view: View, mention: Mention) -> Mention:
    """Return a site under the name that its description stands beside: "Alfa, il campus da 2 gigawatt"."""
    if mention.how == "anaphor":
        return _apposed_to(view, mention) or mention
    if mention.how != "described":
        return mention
    before = view.names((view.sentence(mention.start)[0], mention.start))
    gap = view.lower(before[-1].end, mention.start) if before else []
    if gap[:1] == [","] and len(gap) <= 2 and before[-1].kind in SITES | {"unknown"}:
        return replace(before[-1], kind=mention.kind)
    after = view.names((mention.end, view.sentence(mention.start)[1]), SITES)
    gap = view.lower(mention.end, after[0].start) if after else []
    return after[0] if after and gap in ([], [","], ["chiamato"], ["battezzato"], [":"]) else mention


def _in_full(view: View, mention: Mention) -> Mention:
    """Return the institution that one word stands for: "l'Osservatorio" for the one that the text named in full."""
    noun = mention.text.lower()
    if noun not in listed("unit") | listed("full_name") or " " in mention.text:
        return mention
    named = [m for m in view.names((0, mention.start), ORGS) if m.text.lower().startswith(f"{noun} ")]
    return named[0] if named and len({m.name for m in named}) == 1 else mention


def _apposed_to(view: View, mention: Mention) -> Mention | None:
    """Return the name that "il chatbot" is apposed to: "X (40 milioni), il chatbot sviluppato da Y"."""
    words = list(view.ctx.words_before(mention.start, 1))
    named = view.ending(words[0].start) if words and words[0].lower == "," else None
    alike = named is not None and any({named.kind, mention.kind} <= kinds for kinds in (MADE, SITES))
    return named if alike else None


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
    start, end = view.sentence(item.cue[0])
    words = set(view.lower(start, end))
    cue = view.lower(*item.cue)[0]
    if cue.startswith(tuple(listed("receiving"))) and words & listed("order"):
        return False  # "ha ottenuto un contratto da 5 milioni"
    if cue.startswith("incass") and not words & (listed("investment") | listed("backers_of") | listed("share")):
        return False  # what a firm takes in is rather a price
    if not view.lower(*item.cue)[0].startswith(tuple(listed("putting"))):
        return True
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
