"""Find partners where the other one is in another clause or sentence: "in collaborazione con X", "l'accordo con X"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from extract.claims.words import Word
from extract.records import Mention
from extract.relations.fillers import closed
from extract.relations.reference import is_subject, last_central, talked_of
from extract.relations.rules import Found
from extract.relations.view import View
from extract.relations.vocabulary import ARTICLES, ORGS, is_participle, listed

REACH = 5  # words between "accordo" and "con"
CLAUSE = 12  # words between partners that open a sentence and what they do
MADE_WITH = ("svilupp", "realizz", "progett", "elabor", "ideat", "costruit", "addestrat")


def find_partners(view: View) -> Iterator[Found]:
    """Yield partners of whom the sentence, or else the text, is about."""
    yield from _opening(view)
    yield from _deliveries(view)
    yield from _two(view)
    yield from _dashed(view)
    for word in view.cues(listed("together") | listed("agreement"), MADE_WITH):
        partners = _partners(view, word)
        if not partners or view.denied(word.start, word.end):
            continue
        taken = {m.name for m in partners}
        subject = _subject(view, word, partners, taken)
        if subject is None:
            continue
        for partner in partners:
            ends = [m for m in (subject, partner) if abs(m.start - word.start) < 400]
            start, end = min([word.start, *(m.start for m in ends)]), max(m.end for m in [*ends, partner])
            yield Found("partners_with", subject, partner, start, end, (word.start, word.end), confidence=0.6)


def _opening(view: View) -> Iterator[Found]:
    """Yield "Con X e Y collabora Z", "Con X Z ha stretto un accordo": partners that open their sentence."""
    for sentence in view.ctx.sentences:
        names = view.names(sentence)
        opening = view.lower(sentence[0], names[0].start) if names else []
        if opening[:1] != ["con"] or len(opening) > 3 or names[0].kind not in ORGS or names[0].how == "anaphor":
            continue
        partners = view.joined(names[0], names, ORGS)
        words = view.words.after(partners[-1].end, CLAUSE, sentence[1])
        cue = next(
            (w for w in words if w.lower in listed("agreement") or w.lower.startswith(tuple(listed("jointly")))), None
        )
        if cue is None or view.denied(cue.start, cue.end):
            continue
        taken = {m.name for m in partners}
        after = view.names((partners[-1].end, sentence[1]), ORGS)
        after = [m for m in after if view.role(m) == "bare" and view.reach(cue.end, m.start) <= 2]
        passive = bool(listed("being") & set(view.before(cue.start, 2)))
        if passive and not view.names((partners[-1].end, cue.start), ORGS):  # "Con X è stato siglato un patto"
            about = last_central(view, sentence[0], taken)
            after = [about] if about is not None and is_subject(view, about) else []
        if not after or after[0].name in taken:
            continue
        for partner in partners:
            end, span = max(cue.end, after[0].end), (cue.start, cue.end)
            yield Found("partners_with", after[0], partner, sentence[0], end, span, confidence=0.65)


def _two(view: View) -> Iterator[Found]:
    """Yield the two of "Le due aziende lavorano insieme", "i due gruppi svilupperanno insieme": the last two named."""
    for word in view.cues({"aziende", "società", "gruppi", "imprese", "colossi"}):
        if view.before(word.start, 2) not in (["le", "due"], ["i", "due"]):
            continue
        after = view.after(word.end, 16)
        verb = next((w for w in after if w.startswith(tuple(listed("jointly")))), None)
        if "insieme" not in after or verb is None:
            continue
        start = view.ctx.sentences[max(0, view.ctx.sentence_index(word.start) - 2)][0]
        named: dict[str, Mention] = {}
        for mention in reversed(view.names((start, word.start), ORGS)):
            if view.role(mention) != "secondo":
                named.setdefault(mention.name, mention)
        two = list(named.values())
        about = talked_of(view, word.start, ORGS)
        if about is not None and is_subject(view, about):
            two = [about, *[m for m in two if m.name != about.name][:1]]
        if len(two) == 2:
            yield Found("partners_with", two[1], two[0], word.start, word.end, (word.start, word.end), confidence=0.6)


def _dashed(view: View) -> Iterator[Found]:
    """Yield "X-Y, intesa sui chip", "accordo X-Y", "l'asse X-Y": two firms that only a dash joins, and an agreement."""
    for one, other in pairwise(view.ctx.mentions):
        joint = view.text[one.end : other.start].strip()
        if not {one.kind, other.kind} <= ORGS or joint not in {"-", "–", "/", "e", "ed"}:
            continue
        if joint in {"e", "ed"} and not _is_headline(view, one, other):
            continue
        before, after = view.ctx.words_before(one.start, 2), view.words.after(other.end, 4, view.sentence(one.start)[1])
        cue = next(
            (w for w in (*reversed(before), *after) if w.lower in listed("agreement") | {"asse", "tandem"}), None
        )
        if cue is not None and not view.denied(cue.start, cue.end):
            start, end = min(cue.start, one.start), max(cue.end, other.end)
            yield Found("partners_with", one, other, start, end, (cue.start, cue.end), confidence=0.65)


def _is_headline(view: View, one: Mention, other: Mention) -> bool:
    """Say whether two names open a title that goes on without a verb: "X e Y, (un) patto da un miliardo"."""
    words = view.after(other.end, 4)
    opens = not view.lower(view.sentence(one.start)[0], view.phrase(one).start)
    if not opens or words[:1] not in ([","], [":"], ["–"]):
        return False
    rest = [w for w in words[1:] if w not in ARTICLES and w not in listed("adjective")]
    return bool(rest) and rest[0] in listed("agreement") | {"asse", "tandem"}


def _partners(view: View, word: Word) -> list[Mention]:
    sentence = view.sentence(word.start)
    names = view.names((word.end, sentence[1]))
    if not names or names[0].kind not in ORGS | {"unknown"} or names[0].how == "anaphor":
        return []
    first = names[0]
    between = view.lower(word.end, first.start)
    role = view.role(first)
    before = view.before(word.start, 2)
    if word.lower in listed("together") and not (word.lower in listed("agreement") and role == "con"):
        opened = before[-1:] in (["in"], ["di"], ["la"], ["d'"]) and role in {"con", "di"}
        near = (role in {"a", "con"} and (word.lower in {"insieme", "assieme"} or opened)) or (opened and role == "di")
        if not near or view.reach(word.end, view.phrase(first).start) > 1:
            return []
    elif word.lower in listed("agreement"):
        if role != "con" or view.reach(word.end, view.phrase(first).start) > REACH:
            return []
        if any(w in listed("stop") | {","} for w in between[:-1]):
            return []
    elif word.lower.startswith(MADE_WITH) and is_participle(word.lower):
        with_ = role == "con" and len(between) <= 2
        with_ = with_ or (role in {"a", "con"} and between[:1] in (["insieme"], ["assieme"]))
        if not with_ or listed("auxiliary") & set(view.before(word.start, 2)):
            return []  # "il chip X, sviluppato con Y"
        group = view.joined(first, names, ORGS)
        return [m for m in group if m is first or "," not in view.before(view.phrase(m).start, 2)[:1]]
    else:
        return []
    if first.kind == "unknown" and first.how != "name":
        return []
    group = closed(view, view.joined(first, names, ORGS | {"unknown"}))  # "grazie all'intesa con X, Y ha"
    return [*group, *_others(view, group[-1], names)] if word.lower in listed("agreement") else group


def _others(view: View, last: Mention, names: Sequence[Mention]) -> list[Mention]:
    """Return who is named after what an agreement is for: "accordi con X per i chip e con Y"."""
    after = [m for m in names if m.start >= last.end and m.kind in ORGS | {"unknown"}][:1]
    after = [m for m in after if view.role(m) == "con" and (m.kind in ORGS or m.how == "name")]
    gap = view.lower(last.end, view.phrase(after[0]).start) if after else []
    joint = len(gap) <= 8 and gap[-2:-1] in (["e"], ["ed"]) and not {";", ":", ".", "che"} & set(gap)
    return view.joined(after[0], names, ORGS) if joint else []


def _deliveries(view: View) -> Iterator[Found]:
    """Yield who is to supply: "X ha firmato un accordo con Y, che (le) fornirà 6 gigawatt"."""
    for word in view.cues(listed("agreement")):
        names = view.names((word.end, view.sentence(word.start)[1]), ORGS)
        if not names or view.role(names[0]) != "con" or view.reach(word.end, view.phrase(names[0]).start) > REACH:
            continue
        after = [w for w in view.after(names[0].end, 4) if w not in listed("clitic") | {"gli", "le"}]
        delivers = len(after) > 2 and after[:2] == [",", "che"] and after[2].startswith(("forn", "consegn", "vend"))
        subject = _subject(view, word, names[:1], {names[0].name}) if delivers else None
        if subject is not None and not any(view.role(m) == "a" for m in names[1:]):
            start = min(subject.start, word.start) if abs(subject.start - word.start) < 400 else word.start
            yield Found("supplies", names[0], subject, start, names[0].end, (word.start, word.end), confidence=0.65)


def _subject(view: View, word: Word, partners: Sequence[Mention], taken: set[str]) -> Mention | None:
    """Return who has the partners: the last bare name before, the first one after, else whom the text is about."""
    sentence = view.sentence(word.start)
    before = [m for m in view.names((sentence[0], word.start), ORGS) if m.name not in taken]
    bare = [m for m in before if view.role(m) == "bare" and not view.ctx.parenthesis(m.start)]
    if bare:
        return bare[-1]
    after = [m for m in view.names((partners[-1].end, sentence[1]), ORGS) if m.name not in taken]
    close = [m for m in after if view.role(m) == "bare" and view.reach(partners[-1].end, m.start) <= 3]
    if close and not _is_told(view, partners[-1].end, close[0].start):
        return close[0]
    parted = [m for m in before if view.role(m) in {"di", "da"}]
    if parted or word.lower in listed("agreement") - listed("together"):
        return parted[-1] if parted else _whose(view, word, taken)
    about = talked_of(view, word.start, ORGS, taken)
    made = word.lower.startswith(MADE_WITH)
    return about if about is None or not made or is_subject(view, about) else None


def _whose(view: View, word: Word, taken: set[str]) -> Mention | None:
    """Return whose an agreement is that names only the other side: the text's own, if it is plainly about one firm."""
    if view.names((view.sentence(word.start)[0], word.start), ORGS):
        return None  # "grazie al contratto con X": of somebody that another clause names
    about = talked_of(view, word.start, ORGS, taken)
    return about if about is not None and is_subject(view, about) else None


def _is_told(view: View, start: int, end: int) -> bool:
    """Say whether another clause stands between: "l'accordo con X, scrive"."""
    return any(w in listed("stop") or is_participle(w) for w in view.lower(start, end))
