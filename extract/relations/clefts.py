"""Find relations that a cleft tells: "a fondarla sono stati X e Y", "a comprare Z, in marzo, è stata X"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from extract.claims.patterns import Match
from extract.claims.words import Word
from extract.records import Mention
from extract.relations.frame import Frame, frames
from extract.relations.reference import ENCLITICS, talked_of
from extract.relations.rules import Found
from extract.relations.view import View
from extract.relations.vocabulary import ORGS, listed

REACH = 14  # words between the infinitive and the verb "essere"
INFINITIVES = ("are", "ere", "ire", "rre", *ENCLITICS["obj"], *ENCLITICS["a"], *ENCLITICS["in"], *ENCLITICS["di"])
INVERTED = {"obj", "in", "su", "a", "di"}
BIRTH = 9  # words between "nata" and "un'idea di"


def find_clefts(view: View) -> Iterator[Found]:
    """Yield what "a …re … è X" and "è X a …re" tell, by the frames of the verb."""
    for match in view.matches(frames()):
        frame = match.entry
        word = view.lower(match.start, match.end)[0]
        if not frame.form.startswith("verb") or not (word.endswith(INFINITIVES) or word == "far"):
            continue
        if view.before(match.start, 1) not in (["a"], ["ad"]) or view.denied(match.start, match.end):
            continue
        copula = _copula(view, match)
        names = view.names(view.sentence(match.start))
        if copula is None:
            subjects, end = _presented(view, match, names), view.sentence(match.start)[1]
        else:
            subjects, end = _subjects(view, copula, names, frame), copula.start
        objects = _objects(view, match, end, names, {m.name for m in subjects})
        for one in subjects:
            for other in objects:
                if one.name != other.name:
                    start, end = min(one.start, match.start), max(one.end, match.end)
                    yield Found(frame.relation, one, other, start, end, (match.start, match.end), frame.role)


def _copula(view: View, match: Match[Frame]) -> Word | None:
    """Return the "è", "sono stati" that a cleft turns on, None where another clause begins before it."""
    end = view.sentence(match.start)[1]
    for count, word in enumerate(view.words.after(match.end, REACH, end)):
        if word.lower in {"che", ";", "."} or count >= REACH:
            return None
        if word.lower in listed("copula"):
            return word
    return None


def _subjects(view: View, copula: Word, names: Sequence[Mention], frame: Frame) -> list[Mention]:
    for mention in names:
        if mention.start < copula.end or view.before(mention.start, 1) == ["ex"]:
            continue
        gap = view.lower(copula.end, view.phrase(mention).start)
        if mention.kind not in frame.subject_kinds or len(gap) > 5:
            return []
        roles = {"bare", "di"} if listed("member") & set(gap) else {"bare"}
        listing = bool(set(gap) & {"cui", "quali"})  # "un gruppo di ex colleghi, tra cui X e Y"
        if view.role(mention) in roles or listing:
            return view.joined(mention, names, frame.subject_kinds)
        return []
    return []


def _presented(view: View, match: Match[Frame], names: Sequence[Mention]) -> list[Mention]:
    """Return the subjects of "è X (con Y) a fondare Z", "sono stati X e Y a": after the copula, before the verb."""
    kinds = match.entry.subject_kinds
    between = [m for m in names if m.end <= match.start and m.kind in kinds]
    for mention in between:
        before = view.before(view.phrase(mention).start, 3)
        while before and before[-1] in {"stato", "stata", "stati", "state", "proprio", "anche"}:
            before.pop()
        if not before or before[-1] not in listed("copula") or view.role(mention) != "bare":
            continue
        with_ = [m for m in between if m.start >= mention.end and view.role(m) in {"con", "a"}][:1]
        group = view.joined(mention, names, kinds)
        last = with_[0] if with_ else group[-1]
        group += [m for m in (view.joined(last, names, kinds) if with_ else []) if m not in group]
        group = [m for m in group if m.end <= match.start]
        return (
            group
            if group and view.lower(group[-1].end, match.start) in (["a"], ["ad"], [",", "a"], [",", "ad"])
            else []
        )
    return []


def _objects(view: View, match: Match[Frame], end: int, names: Sequence[Mention], taken: set[str]) -> list[Mention]:
    frame = match.entry
    word = view.lower(match.start, match.end)[0]
    for mention in names:
        if match.end <= mention.start and mention.end <= end and view.fitting(mention, frame.object_kinds):
            role = view.role(mention)
            places = set(frame.object) & INVERTED
            if (role == "bare" and "obj" in places) or role in places:
                return view.joined(mention, names, frame.object_kinds)
    bound = any(word.endswith(ENCLITICS[place]) for place in frame.object if place in ENCLITICS)
    if bound:
        kinds = frame.object_kinds - {"unknown"}
        found = talked_of(view, match.start, kinds & ORGS or kinds, taken)
        return [found] if found else []
    return []


def find_founders(view: View) -> Iterator[Found]:
    """Yield "X, nata da un'idea di Y", "nata dall'incontro di Y e Z", and "Y, che X l'ha creata"."""
    for word in view.cues(listed("origin_noun")):
        yield from _born(view, word)
    for match in view.matches(frames()):
        if match.entry.relation == "founded" and match.entry.form.startswith("verb"):
            yield from _dislocated(view, match)


def _born(view: View, noun: Word) -> Iterator[Found]:
    back = view.ctx.words_before(noun.start, BIRTH)
    birth = next((w for w in back if w.lower in listed("born") | {"nasce", "nascono", "nacque"}), None)
    names = view.names((noun.end, view.sentence(noun.start)[1]), {"person"})
    if not names or view.reach(noun.end, view.phrase(names[0]).start) > 6 or view.role(names[0]) == "da":
        return
    if listed("stop") & set(view.lower(noun.end, names[0].start)):
        return
    if birth is None:
        return
    before = [m for m in view.names((view.sentence(noun.start)[0], birth.start), ORGS) if view.role(m) == "bare"]
    people = view.joined(names[0], names, {"person"})
    opens = not view.lower(view.sentence(noun.start)[0], birth.start)
    firm = _opened(view, people[-1]) if opens else None
    firm = firm or (before[-1] if before else talked_of(view, birth.start, ORGS))
    if firm is not None:
        for person in people:
            yield Found("founded", person, firm, birth.start, person.end, (birth.start, birth.end))


def _opened(view: View, last: Mention) -> Mention | None:
    """Return the firm that follows its birth: "Nata da un'idea di Y, X conta 80 dipendenti"."""
    after = view.names((last.end, view.sentence(last.start)[1]))[:1]
    if not after or after[0].kind not in ORGS or view.role(after[0]) != "bare":
        return None
    return after[0] if view.lower(last.end, view.phrase(after[0]).start) == [","] else None


def _dislocated(view: View, match: Match[Frame]) -> Iterator[Found]:
    """Yield "Y, che X l'ha creata", "X l'ha fondata Y"."""
    back = view.before(match.start, 3)
    if back[-2:-1] not in (["l'"], ["la"]) or back[-1] not in listed("auxiliary"):
        return
    sentence = view.sentence(match.start)
    names = view.names(sentence)
    before = [m for m in names if m.end <= match.start]
    after = [m for m in names if m.start >= match.end]
    firm = before[-1] if before and before[-1].kind in ORGS and view.role(before[-1]) == "bare" else None
    joint = view.lower(firm.end, match.start)[:-2] if firm is not None else []
    if firm is not None and joint not in ([], [","]):
        firm = None
    that = view.before(view.phrase(firm).start, 1) == ["che"] if firm else False
    if that and len(before) > 1 and before[-2].kind == "person":
        assert firm is not None
        yield Found("founded", before[-2], firm, before[-2].start, match.end, (match.start, match.end))
    elif after and after[0].kind == "person" and view.reach(match.end, after[0].start) <= 2:
        firm = firm or (None if before else talked_of(view, match.start, ORGS))
        if firm is None or view.role(after[0]) not in {"bare", "con"}:  # "L'ha fondata nel 2020 con Y"
            return
        group = view.joined(after[0], after, {"person"})
        beside = [m for m in after if m.start >= group[-1].end and m.kind == "person"][:1]
        if beside and set(view.lower(group[-1].end, view.phrase(beside[0]).start)) & {"insieme", "assieme"}:
            group = [*group, *view.joined(beside[0], after, {"person"})]
        for person in group:
            yield Found("founded", person, firm, match.start, person.end, (match.start, match.end))
