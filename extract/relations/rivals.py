"""Find rivals that no verb joins: "la rivale X", "tra i concorrenti, X", "X, sua rivale", "la risposta europea a X"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from extract.claims.context import Span
from extract.claims.words import Word
from extract.records import Mention
from extract.relations.reference import last_central, talked_of
from extract.relations.rules import Found
from extract.relations.view import View
from extract.relations.vocabulary import MADE, ORGS, PREPOSITIONS, listed

RIVAL_REACH = 9  # words from "rivale" to the name that is called so


def find_rivals(view: View) -> Iterator[Found]:
    """Yield "la rivale X", the rival of whom the sentences before are about; "rivali come X e Y"."""
    kinds = ORGS | {"product", "model", "unknown"}
    yield from _predicates(view, kinds)
    yield from _apposed(view, kinds)
    yield from _answers(view, kinds)
    yield from _same_market(view)
    yield from _competition(view)
    for rival in view.ctx.mentions:
        if rival.kind not in kinds:
            continue
        gap = _after_rival(view, rival)
        if gap is None:
            continue
        sentence = view.sentence(rival.start)
        alike = MADE if rival.kind in MADE and listed("possessive") & set(view.before(rival.start, 5)) else ORGS
        same = [m for m in view.names((sentence[0], rival.start), alike) if view.role(m) == "bare"]
        whose = _of_whom(view, rival, kinds)
        same = [whose] if whose is not None else same
        about = same[-1] if same else view.topic(rival.start, ORGS, back=2) or talked_of(view, rival.start, ORGS)
        if about and about.name != rival.name:
            several = gap[0].endswith("i") or gap[0] == "competitor"
            others = view.joined(rival, view.names((rival.start, sentence[1])), kinds) if several else [rival]
            for one in others:
                yield Found("competes_with", about, one, rival.start, one.end)


def _of_whom(view: View, rival: Mention, kinds: frozenset[str]) -> Mention | None:
    """Return X of "X, il cui principale rivale è Y"."""
    words = view.ctx.words_before(rival.start, RIVAL_REACH)
    at = next((i for i in range(len(words) - 1, 1, -1) if words[i].lower == "cui"), None)
    if at is None or words[at - 2].lower != ",":
        return None
    named = view.ending(words[at - 2].start)
    return named if named is not None and named.kind in kinds else None


def _after_rival(view: View, mention: Mention) -> list[str] | None:
    """Return "rivale" and the words between it and the name that it calls so, None where it calls none so.

    "La rivale X", "il rivale più temibile resta X", "tra i concorrenti europei, X", "i concorrenti? X".
    """
    before = view.before(mention.start, RIVAL_REACH)
    at = next((i for i in range(len(before) - 1, -1, -1) if before[i].startswith(tuple(listed("rival")))), None)
    if at is None:
        return None
    noun, *gap = before[at:]
    if gap == [","] and listed("possessive") & set(before[max(0, at - 3) : at]):
        return [noun, *gap]  # "il suo principale concorrente, X"
    among = at > 0 and bool({"tra", "fra"} & set(before[max(0, at - 3) : at])) and gap.count(",") == 1
    if len(gap) <= 2 and not (among and gap[-1] == ","):
        called = not {",", ".", ":"} & set(gap) and not (gap and gap[-1] in {"di", "del", "della", "dell'", "a", "e"})
        return [noun, *gap] if called else None
    named = [i for i, word in enumerate(gap) if word in listed("being") | listed("remaining")]
    plain = not (listed("stop") | {"di", "del", "della", "dell'", "dei", "degli", "con", ","}) & set(gap)
    origin = gap[named[-1] + 1 :] if named else gap[gap.index(",") + 1 :] if among else None
    if origin is None or not (plain or among) or len(origin) > 3:
        return None
    return [noun, *gap] if _only_presents(view, mention, origin) else None


def _only_presents(view: View, mention: Mention, words: list[str]) -> bool:
    """Say whether words before a name belong to its phrase: "la svedese X"."""
    start = view.phrase(mention).start
    return view.lower(start, mention.end)[: len(words)] == words or not words


def _predicates(view: View, kinds: frozenset[str]) -> Iterator[Found]:
    """ "I rivali di X sono A e B", "tra i concorrenti di X ci sono A e B"."""
    for one in view.ctx.mentions:
        before = view.before(view.phrase(one).start, 2)
        if one.kind not in kinds or view.role(one) != "di":
            continue
        if not any(w.startswith(tuple(listed("rival"))) for w in before):
            continue
        sentence = view.sentence(one.start)
        after = view.names((one.end, sentence[1]))
        if not after or after[0].kind not in kinds:
            continue
        gap = view.lower(one.end, after[0].start)
        if len(gap) <= 3 and (listed("being") | {"restano", "figurano"}) & set(gap):
            for other in view.joined(after[0], after, kinds):
                yield Found("competes_with", one, other, one.start, other.end)


def _apposed(view: View, kinds: frozenset[str]) -> Iterator[Found]:
    """ "X, sua diretta rivale", "X, storico concorrente della società": of whom the clause before is about."""
    for word in view.cues(stems=listed("rival")):
        of_old = view.after(word.end, 2) in (["di", "sempre"], ["di", "una"])  # "X, la rivale di sempre"
        own = bool(listed("possessive") & set(view.before(word.start, 3)))
        if not (own or of_old):
            continue
        if not of_old and view.after(word.end, 1) not in ([], [","], ["."], [")"], [";"], [":"]):
            continue  # "X, che con il suo rivale Y": who is called so comes after
        back = view.before(word.start, 4)
        at = next((i for i in range(len(back) - 1, -1, -1) if back[i] == ","), None)
        words = list(view.ctx.words_before(word.start, 4))
        rival = view.ending(words[at].start) if at is not None else None
        if rival is None or rival.kind not in kinds:
            continue
        before = view.names((view.sentence(rival.start)[0], rival.start), kinds - {"unknown"})
        bare = [m for m in before if view.role(m) == "bare" and m.name != rival.name]
        about = bare[-1] if bare else None if before else talked_of(view, rival.start, ORGS, {rival.name})
        if about is not None:
            yield Found("competes_with", about, rival, min(about.start, rival.start), word.end)


def _answers(view: View, kinds: frozenset[str]) -> Iterator[Found]:
    """ "X, la scaleup considerata la risposta europea a Y", "X vuole diventare l'alternativa italiana a Y"."""
    for word in view.cues(listed("answer")):
        if view.denied(word.start, word.end):
            continue
        sentence = view.sentence(word.start)
        after = view.names((word.end, sentence[1]), kinds - {"unknown"})
        gap = view.lower(word.end, view.phrase(after[0]).start) if after else []
        if not after or view.role(after[0]) != "a" or not 1 <= len(gap) <= 3:
            continue
        before = view.names((sentence[0], word.start), kinds - {"unknown"})
        bare = [m for m in before if view.role(m) == "bare" and m.how != "description"]
        if bare and bare[-1].name != after[0].name and view.reach(bare[-1].end, word.start) <= RIVAL_REACH:
            yield Found("competes_with", bare[-1], after[0], bare[-1].start, after[0].end)


def _competition(view: View) -> Iterator[Found]:
    """ "La concorrenza incalza. X ha …", "sono i rivali: X e Y", "i concorrenti sono tanti, da X a Y"."""
    for word in view.cues(listed("rivalry")):
        if view.in_name(word.start):
            continue
        start, end = view.sentence(word.start)
        opens = len(view.lower(start, word.start)) <= 3 or view.before(word.start, 3)[:1] in (["e"], ["sono"])
        lacking = bool({"manca", "mancano", "sono"} & set(view.before(word.start, 3)))
        rest = view.lower(word.end, end)
        owned = PREPOSITIONS.get(rest[0] if rest else "") in {"di", "a", "con", "per"}
        if owned or not (opens or lacking):
            continue
        rivals = _after_competition(view, word)
        taken = {m.name for m in rivals}
        before = [m for m in view.names((start, word.start), ORGS) if view.role(m) in {"bare", "per"}]
        about = before[-1] if before else last_central(view, start)
        if about is None or about.name in taken:
            continue
        for rival in rivals:
            yield Found("competes_with", about, rival, word.start, rival.end, (word.start, word.end), confidence=0.65)


def _after_competition(view: View, word: Word) -> list[Mention]:
    """Return who is told of right after "la concorrenza": in its sentence after ":", else at the head of the next."""
    _, end = view.sentence(word.start)
    names = view.names((word.end, end))
    if names:
        first = names[0]
        gap = view.lower(word.end, view.phrase(first).start)
        if gap[-3:] == ["a", "cominciare", "da"] or gap[-3:] == ["a", "partire", "da"]:
            return view.joined(first, names, ORGS) if first.kind in ORGS else []
        if first.kind in ORGS and view.role(first) == "da" and gap[:1] == [","] and len(gap) == 2:
            pair = [m for m in names[:2] if m is first or view.role(m) == "a"]
            return [m if m.kind in ORGS else replace(m, kind="organisation") for m in pair if _may_be_firm(m)]
        colon = next((w for w in view.words.within(word.end, first.start) if w.lower == ":"), None)
        return _heads(view, (colon.end, end)) if colon is not None else []
    index = view.ctx.sentence_index(word.start) + 1
    if index >= len(view.ctx.sentences) or view.ctx.sentences[index][0] >= view.ctx.paragraph(word.start)[1]:
        return []
    return _heads(view, view.ctx.sentences[index])


def _may_be_firm(mention: Mention) -> bool:
    return mention.kind in ORGS or (mention.how == "name" and mention.kind in {"place", "product", "unknown"})


def _heads(view: View, span: Span) -> list[Mention]:
    """Return the firms that the clauses of a sentence begin with: "X ha …, mentre Y …"."""
    found: list[Mention] = []
    names = view.names(span)
    for mention in names:
        before = view.before(view.phrase(mention).start, 1)
        heads = mention.kind in ORGS and mention.how != "anaphor" and view.role(mention) == "bare"
        if heads and not found and view.reach(span[0], view.phrase(mention).start) <= 5:
            found = view.joined(mention, names, ORGS)
        elif heads and found and mention not in found and before in (["mentre"], ["e"]):
            found.append(mention)
    return found


def _same_market(view: View) -> Iterator[Found]:
    """ "Sullo stesso mercato operano X e Y": beside whom the text is about."""
    for word in view.cues(listed("market")):
        if view.before(word.start, 1) not in (["stesso"], ["medesimo"], ["stessa"]):
            continue
        sentence = view.sentence(word.start)
        after = view.names((word.end, sentence[1]))
        if not after or after[0].kind not in ORGS or view.role(after[0]) != "bare":
            continue
        gap = view.lower(word.end, view.phrase(after[0]).start)
        if not 1 <= len(gap) <= 4 or {",", "."} & set(gap) or view.names((sentence[0], word.start), ORGS):
            continue
        others = view.joined(after[0], after, ORGS)
        about = talked_of(view, sentence[0], ORGS, {m.name for m in others})
        if about is None:
            continue
        for other in others:
            yield Found("competes_with", about, other, word.start, other.end)
