"""Find partners where the other one is in another clause or sentence: "in collaborazione con X", "l'accordo con X"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from extract.claims.words import Word
from extract.records import Mention
from extract.relations.reference import talked_of
from extract.relations.rules import Found
from extract.relations.view import View
from extract.relations.vocabulary import ORGS, is_participle, listed

REACH = 5  # words between "accordo" and "con"


def find_partners(view: View) -> Iterator[Found]:
    """Yield partners of whom the sentence, or else the text, is about."""
    for word in view.words.items:
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


def _partners(view: View, word: Word) -> list[Mention]:
    sentence = view.sentence(word.start)
    names = view.names((word.end, sentence[1]))
    if not names or names[0].kind not in ORGS | {"unknown"} or names[0].how == "anaphor":
        return []
    first = names[0]
    between = view.lower(word.end, first.start)
    role = view.role(first)
    if word.lower in listed("together"):
        before = view.before(word.start, 2)
        opened = before[-1:] in (["in"], ["di"], ["la"], ["d'"]) and role in {"con", "di"}
        near = (role in {"a", "con"} and (word.lower in {"insieme", "assieme"} or opened)) or (opened and role == "di")
        if not near or view.reach(word.end, view.phrase(first).start) > 1:
            return []
    elif word.lower in listed("agreement"):
        if role != "con" or view.reach(word.end, view.phrase(first).start) > REACH:
            return []
        if any(w in listed("stop") | {","} for w in between[:-1]):
            return []
    else:
        return []
    if first.kind == "unknown" and first.how != "name":
        return []
    return view.joined(first, names, ORGS | {"unknown"})


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
    return parted[-1] if parted else talked_of(view, word.start, ORGS, taken)


def _is_told(view: View, start: int, end: int) -> bool:
    """Say whether another clause stands between: "l'accordo con X, scrive"."""
    return any(w in listed("stop") or is_participle(w) for w in view.lower(start, end))
