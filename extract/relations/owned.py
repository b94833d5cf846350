"""Find who owns what of whom where the company is named before its owner: "di cui X possiede il 20%", "ne ha il 9%"."""

from __future__ import annotations

from collections.abc import Iterator

from extract.claims.words import Word
from extract.records import Mention, Quantity
from extract.relations.fillers import listed_before
from extract.relations.reference import besides_of, talked_of
from extract.relations.rules import Found
from extract.relations.view import View
from extract.relations.vocabulary import ARTICLES, ORGS, PREPOSITIONS, is_participle, listed

OWNERS = ORGS | {"person"}
HELD = ORGS | {"unknown"}
NEAR = 5  # words between a verb of holding and what is held
WHOLE = 80  # percent from which a holding makes a subsidiary
GROUP = ("gruppo", "cordata", "consorzio", "pool", "sindacato", "drappello", "manipolo")


def find_owned(view: View) -> Iterator[Found]:
    """Yield owners whose company stands before them, or is the one that the text is about."""
    for word in view.cues({"ne"}):
        yield from _with_ne(view, word)
    for word in view.cues({"cui"}):
        yield from _of_which(view, word)
        yield from _in_whose_capital(view, word)
    for word in view.cues(listed("holdings")):
        yield from _holdings(view, word)
    for word in view.cues(listed("falling_to")):
        yield from _falling_to(view, word)
    for word in view.cues({"capitale"}):
        if view.before(word.start, 1) == ["nel"]:
            yield from _in_capital(view, word)
    for word in view.cues(listed("backers_of")):
        yield from _among(view, word)
    for word in view.cues(stems=listed("owned_by")):
        if is_participle(word.lower) and word.lower not in listed("holdings"):
            yield from _owned_by(view, word)
    for word in view.cues(GROUP):
        yield from _sold_to(view, word)
        yield from _of_group(view, word)
    yield from _bought(view)


def _meant(view: View, word: Word) -> Mention | None:
    """Return of whom a sentence speaks that does not name it: whom the one before is about, else the text."""
    start = view.sentence(word.start)[0]
    besides = besides_of(view, word.start)
    topic = view.topic(start, ORGS, back=1)
    return topic if topic and topic.name not in besides else talked_of(view, start, ORGS, besides)


def _share(view: View, offset: int) -> Quantity | None:
    """Return the percentage that follows an offset at once: "detiene (circa) il 9%", "ha una quota del 9%"."""
    end = view.sentence(offset)[1]
    for quantity in view.ctx.quantities.within(offset, end):
        gap = view.lower(offset, quantity.start)
        if len(gap) > NEAR or (listed("stop") | {",", "e"}) & set(gap):
            return None
        return quantity if quantity.unit == "%" and _is_held(view, quantity) else None
    return None


def _is_held(view: View, quantity: Quantity) -> bool:
    """Say whether a percentage is one of a company: "il 9% (del capitale)", but not "il 9% del mercato"."""
    after = view.after(quantity.end, 2)
    if not after or PREPOSITIONS.get(after[0]) != "di":
        return True
    return after[-1] in listed("purse") | listed("home") | listed("share") or _named_after(view, quantity) is not None


def _named_after(view: View, quantity: Quantity) -> Mention | None:
    following = view.names((quantity.end, view.sentence(quantity.start)[1]), HELD)
    if following and view.role(following[0]) == "di" and view.reach(quantity.end, following[0].start) <= 3:
        return following[0]
    return None


def _owns(
    view: View, holder: Mention, held: Mention | None, cue: Word, quantity: Quantity | None = None
) -> Iterator[Found]:
    """Yield a holding; one of nearly the whole makes a subsidiary."""
    if held is None or holder.name == held.name or view.denied(cue.start, cue.end):
        return
    whole = quantity is not None and (quantity.value or quantity.low or 0) >= WHOLE and holder.kind in ORGS
    one, other = (held, holder) if whole else (holder, held)
    spans = [m for m in (one, other) if abs(m.start - cue.start) < 400]
    start, end = min([cue.start, *(m.start for m in spans)]), max([cue.end, *(m.end for m in spans)])
    yield Found("subsidiary_of" if whole else "invests_in", one, other, start, end, (cue.start, cue.end))


def _verb_after(view: View, offset: int) -> Word | None:
    """Return the verb of holding that a pronoun or a name stands before."""
    holding = tuple(listed("holding") - listed("parting"))
    had: Word | None = None
    for after in view.words.after(offset, 5, view.sentence(max(0, offset - 1))[1]):
        if after.lower in listed("auxiliary"):
            had = after
        elif after.lower not in listed("between"):
            held = after.lower.startswith(holding)
            return after if held else None if had is None or is_participle(after.lower) else had
    return had


def _with_ne(view: View, word: Word) -> Iterator[Found]:
    """ "Y: X ne possiede il 9%", "in un round di Y guidato da X, che ne ha ora il 9%"."""
    verb = _verb_after(view, word.end)
    share = _share(view, verb.end) if verb else None
    start = view.sentence(word.start)[0]
    before = view.names((start, word.start), OWNERS)
    if share is None or not before:
        return
    holder = before[-1]
    gap = [w for w in view.lower(holder.end, word.start) if w not in listed("between")]
    if gap not in ([], [",", "che"], ["che"]) or (not gap and view.role(holder) != "bare"):
        return
    earlier = [m for m in view.names((start, holder.start), HELD) if m.name != holder.name]
    bare = [m for m in earlier if view.role(m) == "bare" and m.kind in ORGS]
    near = bare or earlier
    held = near[-1] if near else _meant(view, word)
    yield from _owns(view, holder, held, word, share)


def _of_which(view: View, word: Word) -> Iterator[Found]:
    """ "Y, di cui X possiede il 9%", "Y, di cui è socio X"."""
    end = view.sentence(word.start)[1]
    before = view.ctx.words_before(word.start, 2)
    if not before or before[-1].lower not in {"di", "in"}:
        return
    held = view.ending(before[-1].start if len(before) < 2 or before[0].lower != "," else before[0].start)
    if held is None or held.kind not in HELD:
        return
    names = view.names((word.end, end), OWNERS)
    verb = _verb_after(view, word.end)
    beside = verb is not None and not view.in_name(verb.start) and view.reach(word.end, verb.end) <= 1
    share = _share(view, verb.end) if verb and beside else None
    if share is not None:  # "X ha rivisto i patti con Y, di cui detiene il 9%"
        start = view.sentence(word.start)[0]
        earlier = [m for m in view.names((start, held.start), ORGS) if view.role(m) == "bare" and m.name != held.name]
        holder = earlier[-1] if earlier else view.topic(start, ORGS, back=1)
        yield from _owns(view, holder, held, word, share) if holder else ()
        return
    if not names:
        return
    gap = view.lower(word.end, view.phrase(names[0]).start)
    called = [w for w in view.lower(names[0].end, end)[:4] if w not in listed("between")]
    if not gap and called[:1] and called[0] in listed("copula") and called[1:2]:
        if called[1] in listed("backer"):  # "Y, di cui X è anche socio"
            yield from _owns(view, names[0], held, word)
        elif called[1] in listed("supplier") and names[0].name != held.name:
            yield Found("supplies", names[0], held, held.start, names[0].end, (word.start, word.end))
        return
    if gap and gap[0] in listed("copula") and set(gap) & listed("backer") and len(gap) <= 5:
        for holder in view.joined(names[0], names, OWNERS):
            yield from _owns(view, holder, held, word)
    elif not gap or (len(gap) == 1 and gap[0] in listed("between")):
        verb = _verb_after(view, names[0].end)
        if verb is not None:
            share = _share(view, verb.end)
            if share is not None:
                yield from _owns(view, names[0], held, word, share)


def _in_whose_capital(view: View, word: Word) -> Iterator[Found]:
    """ "Y, nel cui capitale siede X": who stands there."""
    before = view.ctx.words_before(word.start, 2)
    after = view.words.after(word.end, 1, view.sentence(word.start)[1])
    if [w.lower for w in before] != [",", "nel"] or [w.lower for w in after] != ["capitale"]:
        return
    held = view.ending(before[0].start)
    names = view.names((after[0].end, view.sentence(word.start)[1]), OWNERS)
    if held is None or held.kind not in HELD or not names or view.role(names[0]) != "bare":
        return
    if view.reach(after[0].end, view.phrase(names[0]).start) <= 3:
        for holder in view.joined(names[0], names, OWNERS):
            yield from _owns(view, holder, held, word)


def _holdings(view: View, word: Word) -> Iterator[Found]:
    """ "Tra le partecipate ci sono Y e Z", "nel portafoglio ha Y e Z": of whom the text speaks."""
    opening = view.before(word.start, 3)
    if not {"tra", "fra", "nel", "in"} & set(opening) or "che" in opening:
        return
    start, end = view.sentence(word.start)
    names = view.names((word.end, end))
    if not names:
        return
    gap = [w for w in view.lower(word.end, view.phrase(names[0]).start) if w not in listed("between")]
    told = gap == ["ha"] or (gap and len(gap) <= 3 and gap[0] in listed("listing") | listed("remaining"))
    if not told or names[0].kind not in HELD or view.role(names[0]) != "bare":
        return
    before = [m for m in view.names((start, word.start), ORGS) if view.role(m) == "bare"]
    holder = before[-1] if before else _meant(view, word)
    if holder is None:
        return
    for held in view.joined(names[0], names, HELD):
        if held.kind in ORGS:
            yield from _owns(view, holder, held, word)


def _falling_to(view: View, word: Word) -> Iterator[Found]:
    """ "A X spetta una quota del 9%", "a X andrà il 9% della società"."""
    start = view.sentence(word.start)[0]
    share = _share(view, word.end)
    before = view.names((start, word.start), ORGS)
    if share is None or not before or view.role(before[-1]) != "a" or view.reach(before[-1].end, word.start) > 1:
        return
    named = _named_after(view, share)
    yield from _owns(view, before[-1], named or _meant(view, word), word, share)


def _in_capital(view: View, word: Word) -> Iterator[Found]:
    """ "Nel capitale figurano X e Z", "con X e Z già presenti nel capitale": of whom the text speaks."""
    end = view.sentence(word.start)[1]
    if view.before(word.start, 2)[:1] in (["presenti"], ["presente"], ["entrati"]):
        back = view.ctx.words_before(word.start, 4)
        last = view.ending(next(w.start for w in back if w.lower in {"già", "presenti", "presente", "entrati"}))
        group = listed_before(view, last, OWNERS) if last is not None and last.kind in OWNERS else []
        for holder in group:
            yield from _owns(view, holder, _meant(view, word), word)
        return
    names = view.names((word.end, end), OWNERS)
    gap = [w for w in view.lower(word.end, view.phrase(names[0]).start) if w not in listed("between")] if names else []
    told = gap and (gap[0] in {"ci", "c'", "figurano", "figura"} or gap[-1].startswith("entrat"))
    if told and len(gap) <= 4 and view.role(names[0]) == "bare":
        for holder in view.joined(names[0], names, OWNERS):
            yield from _owns(view, holder, _meant(view, word), word)


def _among(view: View, word: Word) -> Iterator[Found]:
    """ "Y ha tra i propri soci X e Z", "Y conta X tra i suoi azionisti", "X, tra i primi finanziatori di Y"."""
    back = view.ctx.words_before(word.start, 6)
    among = next((w for w in reversed(back) if w.lower in {"tra", "fra", "come"}), None)
    if among is None or listed("stop") & {w.lower for w in back if w.start > among.start}:
        return
    start, end = view.sentence(word.start)
    earlier = view.names((start, among.start), HELD)
    having = next((w for w in reversed(view.ctx.words_before(among.start, 12)) if w.lower in listed("counting")), None)
    if having is not None:
        counted = view.names((having.end, among.start), OWNERS)
        following = view.names((word.end, end), OWNERS)
        near = following and view.reach(word.end, view.phrase(following[0]).start) <= 2
        if not counted and near and view.role(following[0]) == "bare":
            counted = view.joined(following[0], following, OWNERS)
        elif counted and view.reach(counted[-1].end, among.start) > 1:
            return
        bare = [m for m in earlier if m.end <= having.start and view.role(m) == "bare"]
        held = bare[-1] if bare else _meant(view, word)
        for holder in counted:
            yield from _owns(view, holder, held, word)
        return
    owned = view.names((word.end, end), HELD)
    if not owned or view.role(owned[0]) not in {"di", "in"} or view.reach(word.end, view.phrase(owned[0]).start) > 1:
        return
    holders = [m for m in earlier if m.kind in OWNERS]
    link = [w for w in view.lower(holders[-1].end, among.start) if w not in listed("between")] if holders else ["?"]
    if link in ([], [","], ["è"], ["era"], ["è", "stato"], ["è", "stata"], [",", "che", "è"]):
        for held in view.joined(owned[0], owned, HELD):
            yield from _owns(view, holders[-1], held, word)


def _owned_by(view: View, word: Word) -> Iterator[Found]:
    """ "Y, operatore di data center controllato dal fondo X", "Y, che dal 2024 è partecipata al 9% da X"."""
    start, end = view.sentence(word.start)
    names = view.names((word.end, end), OWNERS | {"unknown"})
    agent = names[0] if names else None
    if agent is None or view.role(agent) != "da" or agent.kind == "place":
        return
    gap = view.lower(word.end, view.phrase(agent).start)
    if view.reach(word.end, view.phrase(agent).start) > NEAR or (listed("stop") | {","}) & set(gap):
        return
    held = _patient(view, word, start)
    if held is None:
        return
    for holder in [m for m in view.joined(agent, names, OWNERS) if view.role(m) != "con"]:
        if word.lower.startswith(("controll", "possed")) and holder.kind in ORGS:
            if holder.name != held.name:
                low, high = min(held.start, word.start), max(agent.end, held.end)
                yield Found("subsidiary_of", held, holder, low, high, (word.start, word.end))
        else:
            yield from _owns(view, holder, held, word)


def _patient(view: View, word: Word, start: int) -> Mention | None:
    """Return whom a participle is said of: the name before it, before its relative clause or its apposition."""
    last: Mention | None = None
    for mention in view.names((start, word.start), HELD):
        gap = view.lower(mention.end, word.start)
        if len(gap) > 12 or {";", ":", "(", ")"} & set(gap):
            continue
        plain = [w for w in gap if w not in listed("between") | {"interamente", "totalmente", "anche"}]
        apposed = gap[:1] == [","] and gap.count(",") == 1 and not (listed("copula") | listed("auxiliary")) & set(gap)
        noun = len(gap) > 1 and gap[1] in listed("home") | listed("owned_home") | ARTICLES
        that = gap[:2] == [",", "che"] and gap[-1] in listed("copula") and gap.count(",") == 1
        if plain in ([], [","]) or (apposed and noun and not view.names((mention.end, word.start), ORGS)) or that:
            last = mention
    if last is not None:
        return last
    opening = [w for w in view.lower(start, word.start) if w != "*"]
    named = [m for m in view.names((start, word.start)) if m.kind != "place" and m.how != "anaphor"]
    joined = opening[-1:] == ["e"] and "," in opening[:3]  # "Il gruppo, con sede a Pisa e controllato da"
    if named or not (opening[-1:] == [","] or joined) or not 3 <= len(opening) <= (10 if joined else 7):
        return None
    # "Il fornitore di servizi, partecipato da X, prevede": the one of the sentence before
    stands = opening[0] in ARTICLES and opening[1] in listed("home") | listed("owned_home")
    return _meant(view, word) if stands else None


def _sold_to(view: View, word: Word) -> Iterator[Found]:
    """ "Azioni per 6 miliardi a un gruppo di investitori che comprende X, Z e W": of whom the text speaks."""
    start, end = view.sentence(word.start)
    after = view.words.after(word.end, 12, end)
    lower = [w.lower for w in after]
    joint = next((w for w in after if w.lower in listed("comprising")), None)
    if lower[:1] != ["di"] or not set(lower[1:3]) & listed("backers_of") | {"fondi"} & set(lower[1:3]) or not joint:
        return
    names = view.names((joint.end, end), OWNERS | {"unknown"})
    if not names or view.reach(joint.end, view.phrase(names[0]).start) > 2:
        return
    sold = listed("share") & set(view.lower(start, word.start))
    before = view.names((start, word.start), ORGS)
    held = next((m for m in reversed(before) if view.role(m) in {"di", "in"}), None) if sold else None
    held = held or next((m for m in reversed(before) if view.role(m) == "bare" and not _speaks(view, m)), None)
    held = held or _meant(view, word)
    for holder in view.joined(names[0], names, OWNERS):
        yield from _owns(view, holder, held, word)


def _of_group(view: View, word: Word) -> Iterator[Found]:
    """ "X, la banca del gruppo Y", "X, società del gruppo Y"."""
    back = view.ctx.words_before(word.start, 7)
    if len(back) < 3 or back[-1].lower not in {"del", "dal"} or word.lower != "gruppo":
        return
    owners = view.names((word.end, view.sentence(word.start)[1]), ORGS)[:1]
    comma = next((i for i in range(len(back) - 1, -1, -1) if back[i].lower == ","), None)
    named = view.ending(back[comma].start) if comma is not None else None
    if not owners or view.lower(word.end, owners[0].start) or named is None or named.kind not in HELD:
        return
    between = [w.lower for w in back[comma + 1 : -1]] if comma is not None else []
    noun = [w for w in between if w not in ARTICLES][:1]
    if noun and noun[0] in listed("owned_home") | listed("division") and named.name != owners[0].name:
        yield Found("subsidiary_of", named, owners[0], named.start, owners[0].end, (word.start, word.end))


def _speaks(view: View, mention: Mention) -> bool:
    return bool({"che", "riferisce", "scrive"} & set(view.after(mention.end, 2)))


def _bought(view: View) -> Iterator[Found]:
    """ "X ha acquistato azioni per 4 miliardi": of whom the text speaks, where it does not say of whom."""
    for word in view.cues({"azioni", "titoli"}):
        before = view.ctx.words_before(word.start, 3)
        verb = next((w for w in reversed(before) if w.lower.startswith(tuple(listed("buying_shares")))), None)
        after = view.after(word.end, 1)
        if verb is None or {w.lower for w in before} & {"proprie"} or after not in ([], ["."], [","], ["per"]):
            continue
        start = view.sentence(word.start)[0]
        names = view.names((start, verb.start), OWNERS)
        if not names or view.role(names[-1]) != "bare" or view.reach(names[-1].end, verb.start) > 2:
            continue
        earlier = [m for m in names[:-1] if m.kind in ORGS and m.name != names[-1].name]
        held = earlier[-1] if earlier else _meant(view, word)
        yield from _owns(view, names[-1], held, word)
