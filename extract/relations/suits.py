"""Find who sues whom where a noun tells it: "la causa intentata da X contro Y", "il processo tra X e Y"."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from extract.claims.words import Word
from extract.records import Mention
from extract.relations.reference import besides_of, talked_of
from extract.relations.rules import Found
from extract.relations.view import View
from extract.relations.vocabulary import ORGS, listed

PARTIES = ORGS | {"person", "product", "unknown"}
ACCUSED = ({"contro"}, {"confronti"}, {"danni"}, {"verso"})
REACH = 12  # words between a suit and whom it is against


def find_suits(view: View) -> Iterator[Found]:
    """Yield who sues whom by a noun: its plaintiff beside it or before its verb, the accused after "contro"."""
    for word in view.cues(listed("suit") | listed("pronoun_suit") | listed("fight")):
        if word.lower in listed("suit") or (word.lower in listed("pronoun_suit") and _stands_for_suit(view, word)):
            yield from _told(view, word)
        elif word.lower in listed("fight"):
            yield from _fought(view, word)
    for word in view.cues({"contro", "vs"}):
        yield from _turned(view, word)
        yield from _headline(view, word)
    yield from _led(view)


def _told(view: View, word: Word) -> Iterator[Found]:
    sentence = view.sentence(word.start)
    if view.denied(word.start, word.end) or view.in_name(word.start):
        return
    names = view.names((word.end, sentence[1]), PARTIES)
    if names and _between(view, word, names[0]):
        pair = view.joined(names[0], names, PARTIES)
        if len(pair) > 1 and listed("trial") & {word.lower, *view.lower(word.end, names[0].start)}:
            yield from _sues(view, word, pair[:1], pair[1:])
        return
    against = _against(view, word, names)
    beside, started = _beside(view, word, names, against[0].start if against else sentence[1])
    if beside:
        if against or started or _is_open(view, word):
            yield from _sues(view, word, beside, against or _sued(view, word.start, sentence))
        return
    if against and word.lower not in {"battaglia"}:
        starters = _starter(view, word, sentence) or _starter_after(view, against[-1])
        yield from _sues(view, word, starters, against)


def _fought(view: View, word: Word) -> Iterator[Found]:
    """ "Il duello legale tra X e Y", "il braccio di ferro giudiziario fra X e Y"."""
    names = view.names((word.end, view.sentence(word.start)[1]), PARTIES)
    if names and _between(view, word, names[0]) and listed("trial") & set(view.lower(word.end, names[0].start)):
        pair = view.joined(names[0], names, PARTIES)
        yield from _sues(view, word, pair[:1], pair[1:])


def _is_open(view: View, word: Word) -> bool:
    """Say whether a suit is told to go on: "resta in piedi la causa di X", "la causa di X, ancora aperta"."""
    lower = view.lower(*view.sentence(word.start))
    going = {"piedi", "aperta", "aperte", "pendente", "pendenti", "pendono"} & set(lower)
    return word.lower in {"causa", "cause"} and bool(going) and view.before(word.start, 1) in (["la"], ["le"])


def _between(view: View, word: Word, first: Mention) -> bool:
    return view.role(first) == "tra" and view.reach(word.end, view.phrase(first).start) <= 4


def _against(view: View, word: Word, names: list[Mention]) -> list[Mention]:
    """Return whom a suit is against: "contro X e Y", "nei confronti di X", "ai danni di X"."""
    for mention in names:
        start = view.phrase(mention).start
        gap = view.lower(word.end, start)
        relative = {"che"} if any(w.startswith("accus") for w in gap[-2:]) else set()
        if view.reach(word.end, start) > REACH + 6 or (listed("stop") - {"contro"} - relative) & set(gap):
            return []
        before = view.before(start, 3)
        if any(w.startswith("accus") for w in before[-2:]):
            return view.joined(mention, names, PARTIES)  # "una causa che accusa X di"
        if "contro" in before[-2:] or (view.role(mention) == "di" and {"confronti", "danni"} & set(before)):
            return view.joined(mention, names, PARTIES)
        if view.role(mention) == "a" and view.reach(word.end, start) <= 1:
            return view.joined(mention, names, PARTIES)  # "la causa a X"
    return []


def _beside(view: View, word: Word, names: list[Mention], end: int) -> tuple[list[Mention], bool]:
    """Return the plaintiff that a suit names, and whether it says that it began it: "di X", "promossa da X e Y"."""
    near = [m for m in names if m.end <= end and m.kind != "unknown"]
    if not near or (listed("stop") | {","}) & set(view.lower(word.end, near[0].start)):
        return [], False
    between = view.lower(word.end, near[0].start)
    reach = view.reach(word.end, view.phrase(near[0]).start)
    started = any(w.startswith(tuple(listed("started"))) for w in between)
    by = view.role(near[0]) == "da" and started and reach <= 4
    if by or (view.role(near[0]) == "di" and reach <= 2):
        return [m for m in view.joined(near[0], near, PARTIES) if m.end <= end], started and by
    return [], False


def _starter(view: View, word: Word, sentence: tuple[int, int]) -> list[Mention]:
    """Return who "ha avviato una causa", "prosegue quella", "ha vinto il processo": the bare name before the verb."""
    back = view.ctx.words_before(word.start, 6)
    verb = next((w for w in reversed(back) if w.lower.startswith(tuple(listed("suing")))), None)
    if verb is None:
        return []
    for mention in reversed(view.names((sentence[0], verb.start), ORGS | {"person"})):
        gap = view.lower(mention.end, verb.start)
        if (listed("stop") - {"che"}) & set(gap) or view.reach(mention.end, verb.start) > 5:
            return []
        if view.role(mention) == "bare":
            return _with_list(view, mention)
    return []


def _starter_after(view: View, sued: Mention) -> list[Mention]:
    """Return who brings "la causa contro Y, che X porta avanti"."""
    after = view.names((sued.end, view.sentence(sued.start)[1]), ORGS | {"person"})[:1]
    if not after or view.lower(sued.end, view.phrase(after[0]).start) not in ([",", "che"], ["che"]):
        return []
    verbs = [w for w in view.after(after[0].end, 3) if w.startswith(tuple(listed("suing")))]
    return after if verbs and view.role(after[0]) == "bare" else []


def _with_list(view: View, last: Mention) -> list[Mention]:
    group = [last]
    for mention in reversed(view.names((view.sentence(last.start)[0], last.start), ORGS | {"person"})):
        if view.lower(mention.end, view.phrase(group[0]).start) not in (["e"], ["ed"], [","]):
            break
        group.insert(0, mention)
    joined = any(view.lower(a.end, view.phrase(b).start) in (["e"], ["ed"]) for a, b in pairwise(group))
    return group if joined else [last]


def _stands_for_suit(view: View, word: Word) -> bool:
    """Say whether "quella contro" is a suit: one is spoken of in its sentence or in the one before."""
    if "contro" not in view.after(word.end, 3):
        return False
    index = view.ctx.sentence_index(word.start)
    start = view.ctx.sentences[max(0, index - 1)][0]
    return bool((listed("suit") | listed("court")) & set(view.lower(start, word.start)))


def _turned(view: View, word: Word) -> Iterator[Found]:
    """ "Contro Y hanno fatto causa X e Z", "Y, contro cui si è mossa X"."""
    start, end = view.sentence(word.start)
    names = view.names((word.end, end), PARTIES)
    which = view.after(word.end, 2)[:1] == ["cui"] or view.after(word.end, 2) in (["la", "quale"], ["il", "quale"])
    sued = [m for m in [view.ending(word.start) or _before_comma(view, word)] if m] if which else []
    if not which and names and view.reach(word.end, view.phrase(names[0]).start) == 0:
        sued = view.joined(names[0], names, PARTIES)
    if not sued or (not which and view.lower(start, word.start)[1:]):
        return
    suing = [m for m in names if m.start >= sued[-1].end and m.start >= word.end and m.kind != "unknown"]
    if not suing or view.role(suing[0]) != "bare":
        return
    between = view.lower(max(word.end, sued[-1].end), suing[0].start)
    told = "causa" in between or any(
        w.startswith(tuple(listed("suing") | {"mosso", "mossa", "mossi"})) for w in between
    )
    if told and len(between) <= 7 and not {",", ";", ":"} & set(between):
        yield from _sues(view, word, view.joined(suing[0], suing, PARTIES), sued)


def _headline(view: View, word: Word) -> Iterator[Found]:
    """ "X contro Y: la causa", "X contro Y in tribunale": the parties of a title without a verb."""
    start, end = view.sentence(word.start)
    suing, names = view.names((start, word.start), PARTIES), view.names((word.end, end), PARTIES)
    if not suing or not names or view.lower(suing[-1].end, word.start) or view.role(suing[-1]) != "bare":
        return
    opens = not view.lower(start, view.phrase(suing[0]).start) and view.lower(word.end, names[0].start) == []
    sued = view.joined(names[0], names, PARTIES) if opens else []
    after = view.after(sued[-1].end, 8) if sued else []
    if after[:1] and after[0] in {",", ":", "in", "davanti", "-", "–"} and listed("headline") & set(after):
        yield from _sues(view, word, _with_list(view, suing[-1]), sued)


def _before_comma(view: View, word: Word) -> Mention | None:
    before = view.ctx.words_before(word.start, 1)
    return view.ending(before[0].start) if before and before[0].lower == "," else None


def _led(view: View) -> Iterator[Found]:
    """ "Un gruppo di editori, guidato da X, ha citato in giudizio Y": who leads those that have no name."""
    for word in view.cues(listed("led_group")):
        end = view.sentence(word.start)[1]
        people = view.words.after(word.end, 12, end)
        lead = next((w for w in people if w.lower.startswith(("guidat", "capeggiat", "capitanat"))), None)
        names = view.names((word.end, end), PARTIES)
        if lead is None or not names or names[0].start < lead.end or view.role(names[0]) != "da":
            continue
        if view.reach(lead.end, view.phrase(names[0]).start) > 1 or len(names) < 2:
            continue
        gap = view.lower(names[0].end, view.phrase(names[1]).start)
        sued = view.role(names[1]) in {"bare", "a"}
        told = {"giudizio", "tribunale", "causa"} & {*gap, *view.after(names[1].end, 5)}
        acted = any(w in listed("auxiliary") or w.startswith(("cit", "denunci", "fa")) for w in gap)
        if sued and told and acted and len(gap) <= 8:
            yield from _sues(view, word, names[:1], view.joined(names[1], names, PARTIES))


def _sues(view: View, word: Word, suing: list[Mention], sued: list[Mention]) -> Iterator[Found]:
    for one in suing:
        for other in sued:
            if one.name != other.name:
                spans = [m for m in (one, other) if abs(m.start - word.start) < 400]
                start, end = min([word.start, *(m.start for m in spans)]), max([word.end, *(m.end for m in spans)])
                yield Found("sues", one, other, start, end, (word.start, word.end))


def _sued(view: View, offset: int, sentence: tuple[int, int]) -> list[Mention]:
    before = view.names((sentence[0], offset), ORGS)
    bare = [m for m in before if view.role(m) == "bare"]
    topic = bare[0] if bare else view.topic(offset, ORGS) or talked_of(view, offset, ORGS, besides_of(view, offset))
    return [topic] if topic else []
