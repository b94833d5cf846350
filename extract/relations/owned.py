"""Find who owns what of whom where the company is named before its owner: "di cui X possiede il 20%", "ne ha il 9%"."""

from __future__ import annotations

from collections.abc import Iterator

from extract.claims.words import Word
from extract.records import Mention
from extract.relations.holding import HELD, NEAR, OWNERS, meant, named_after, owns, share_after, verb_after
from extract.relations.rules import Found
from extract.relations.view import View
from extract.relations.vocabulary import ARTICLES, ORGS, is_participle, listed


def find_owned(view: View) -> Iterator[Found]:
    """Yield owners whose company stands before them, or is the one that the text is about."""
    for word in view.cues({"ne"}):
        yield from _with_ne(view, word)
    for word in view.cues({"cui"}):
        yield from _of_which(view, word)
    for word in view.cues(listed("falling_to")):
        yield from _falling_to(view, word)
    for word in view.cues(stems=listed("owned_by")):
        if is_participle(word.lower):
            yield from _owned_by(view, word)
    for word in view.cues({"gruppo"}):
        yield from _of_group(view, word)


def _with_ne(view: View, word: Word) -> Iterator[Found]:
    """ "Y: X ne possiede il 9%", "in un round di Y guidato da X, che ne ha ora il 9%"."""
    verb = verb_after(view, word.end)
    share = share_after(view, verb.end) if verb else None
    start = view.sentence(word.start)[0]
    before = view.names((start, word.start), OWNERS)
    if share is None or not before:
        return
    holder = before[-1]
    gap = [w for w in view.lower(holder.end, word.start) if w not in listed("between")]
    earlier = [m for m in view.names((start, holder.start), HELD) if m.name != holder.name]
    if gap == ["e"] and holder.kind in ORGS:  # "X scopre Y e ne compra il 9%"
        doer = [m for m in earlier if view.role(m) == "bare" and m.kind in ORGS]
        yield from owns(view, doer[-1], holder, word, share) if doer else ()
        return
    if gap not in ([], [",", "che"], ["che"]) or (not gap and view.role(holder) != "bare"):
        return
    bare = [m for m in earlier if view.role(m) == "bare" and m.kind in ORGS]
    near = bare or earlier
    held = near[-1] if near else meant(view, word)
    yield from owns(view, holder, held, word, share)


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
    verb = verb_after(view, word.end)
    beside = verb is not None and not view.in_name(verb.start) and view.reach(word.end, verb.end) <= 1
    share = share_after(view, verb.end) if verb and beside else None
    if share is not None:  # "X ha rivisto i patti con Y, di cui detiene il 9%"
        start = view.sentence(word.start)[0]
        earlier = [m for m in view.names((start, held.start), ORGS) if view.role(m) == "bare" and m.name != held.name]
        holder = earlier[-1] if earlier else view.topic(start, ORGS, back=1)
        yield from owns(view, holder, held, word, share) if holder else ()
        return
    if not names:
        return
    gap = view.lower(word.end, view.phrase(names[0]).start)
    called = [w for w in view.lower(names[0].end, end)[:5] if w not in listed("between") | ARTICLES]
    if not gap and called[:1] and called[0] in listed("copula") and called[1:2]:
        if called[1] in listed("backer"):  # "Y, di cui X è anche socio"
            yield from owns(view, names[0], held, word)
        elif called[1] in listed("supplier") and names[0].name != held.name:
            yield Found("supplies", names[0], held, held.start, names[0].end, (word.start, word.end))
        elif called[1] == "controllata" and names[0].name != held.name:  # "Y, di cui X è una controllata"
            yield Found("subsidiary_of", names[0], held, held.start, names[0].end, (word.start, word.end))
        return
    if gap and gap[0] in listed("copula") and set(gap) & listed("backer") and len(gap) <= 5:
        for holder in view.joined(names[0], names, OWNERS):
            yield from owns(view, holder, held, word)
    elif not gap or (len(gap) == 1 and gap[0] in listed("between")):
        verb = verb_after(view, names[0].end)
        if verb is not None:
            share = share_after(view, verb.end)
            if share is not None:
                yield from owns(view, names[0], held, word, share)


def _falling_to(view: View, word: Word) -> Iterator[Found]:
    """ "A X spetta una quota del 9%", "a X andrà il 9% della società"."""
    start = view.sentence(word.start)[0]
    share = share_after(view, word.end)
    before = view.names((start, word.start), ORGS)
    if share is None or not before or view.role(before[-1]) != "a" or view.reach(before[-1].end, word.start) > 1:
        return
    named = named_after(view, share)
    yield from owns(view, before[-1], named or meant(view, word), word, share)


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
            yield from owns(view, holder, held, word)


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
    return meant(view, word) if stands else None


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
