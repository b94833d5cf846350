"""Find rivals that no verb joins: "la rivale X", "tra i concorrenti, X", "X, sua rivale", "la risposta europea a X"."""

from __future__ import annotations

from collections.abc import Iterator

from extract.records import Mention
from extract.relations.reference import talked_of
from extract.relations.rules import Found
from extract.relations.view import View
from extract.relations.vocabulary import MADE, ORGS, listed

RIVAL_REACH = 9  # words from "rivale" to the name that is called so
ANSWERS = {"risposta", "alternativa"}
MARKETS = {"mercato", "settore", "campo", "terreno", "segmento", "fronte", "nicchia"}


def find_rivals(view: View) -> Iterator[Found]:
    """Yield "la rivale X", the rival of whom the sentences before are about; "rivali come X e Y"."""
    kinds = ORGS | {"product", "model", "unknown"}
    yield from _predicates(view, kinds)
    yield from _apposed(view, kinds)
    yield from _answers(view, kinds)
    yield from _same_market(view)
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
    for word in view.words.items:
        if not word.lower.startswith(tuple(listed("rival"))) or not listed("possessive") & set(
            view.before(word.start, 3)
        ):
            continue
        if view.after(word.end, 1) not in ([], [","], ["."], [")"], [";"], [":"]):
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
    for word in view.words.items:
        if word.lower not in ANSWERS or view.denied(word.start, word.end):
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


def _same_market(view: View) -> Iterator[Found]:
    """ "Sullo stesso mercato operano X e Y": beside whom the text is about."""
    for word in view.words.items:
        if word.lower not in MARKETS or view.before(word.start, 1) not in (["stesso"], ["medesimo"], ["stessa"]):
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
