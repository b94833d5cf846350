"""Whose round a sentence tells of: from its figures, its verbs, its heading, the sentences before it."""

from __future__ import annotations

from collections.abc import Sequence

from extract.claims.context import Span
from extract.records import Claim, Mention
from extract.relations.reference import besides_of, talked_of
from extract.relations.view import View
from extract.relations.vocabulary import ORGS, listed


def raisers(view: View, claims: Sequence[Claim]) -> dict[int, Mention]:
    """Return who raises money in which sentence, by its index: from the figures, else from the verbs."""
    found: dict[int, Mention] = {}
    for index, sentence in enumerate(view.ctx.sentences):
        raising = next((w for w in view.words.within(*sentence) if w.lower in listed("raising")), None)
        if raising is None or not listed("investment") & set(view.lower(*sentence)):
            continue
        before = [m for m in view.names((sentence[0], raising.start), ORGS | {"unknown"}) if view.role(m) == "bare"]
        if before:
            found[index] = before[-1]
    for claim in claims:
        if claim.metric == "funding" and claim.subject:
            offset = claim.evidence.start
            near = min(
                (m for m in view.ctx.mentions if m.name == claim.subject),
                key=lambda m: abs(m.start - offset),
                default=None,
            )
            if near:
                found.setdefault(view.ctx.sentence_index(offset), near)
    return found


def target_of(view: View, index: int, sentence: Span, raising: dict[int, Mention]) -> Mention | None:
    """Return who raises the money that a sentence tells of; None where it tells of none."""
    words = set(view.lower(*sentence))
    money = bool(words & listed("investment"))
    names = view.names(sentence, ORGS) if money else []
    owner = next((m for m in names if view.role(m) in {"di", "in"} and _of_money(view, m)), None)
    if owner is not None:
        return owner
    told = money or bool(words & listed("leading"))
    headed = _headed(view, sentence[0]) if told or "sottoscritto" in words else None
    if headed is not None:
        return headed
    if index in raising and told:
        return raising[index]
    start, _ = view.ctx.paragraph(sentence[0])
    if money or words & (listed("joining") | {"guidarlo", "guidarla"}):
        start = min(start, view.ctx.sentences[max(0, index - 3)][0])
    earlier = [i for i in raising if i < index and view.ctx.sentences[i][0] >= start]
    return raising[max(earlier)] if earlier else None


def raised_before(view: View, index: int, raising: dict[int, Mention], besides: set[str]) -> Mention | None:
    """Return who raised money in the sentences before one whose figures name one of those who give it."""
    earlier = [raising[i] for i in range(max(0, index - 3), index) if i in raising]
    return next((m for m in reversed(earlier) if m.name not in besides), None) or talked_of(
        view, view.ctx.sentences[index][0], ORGS, besides
    )


def _headed(view: View, offset: int) -> Mention | None:
    """Return whom the heading of a line names: "**Alfa (12 milioni di euro)**" over "Il round è stato guidato da"."""
    start, _ = view.ctx.paragraph(offset)
    if start == 0 or view.text[start - 1 : start] != "\n":
        return None
    above, end = view.ctx.paragraph(start - 1)
    line = view.text[above:end].strip()
    headed = line.startswith("#") or (line.startswith("**") and line.endswith("**"))
    names = view.names((above, end), ORGS | {"unknown"}) if headed and line else []
    return names[0] if names and not view.lower(above, names[0].start)[2:] else None


def implied_target(view: View, sentence: Span) -> Mention | None:
    """Return whose round "ne ha guidato il seed", "il giro è guidato da" tells of: the text's own."""
    words = set(view.lower(*sentence))
    told = words & listed("leading") or words & {"guida", "guidò", "guidano"} or words & listed("taking_part")
    if not words & listed("round") or not told:
        return None
    return talked_of(view, sentence[0], ORGS, besides_of(view, sentence[0]))


def _of_money(view: View, mention: Mention) -> bool:
    """Say whether a round is somebody's: "il round di X", "un finanziamento da 40 milioni in X"."""
    start = view.phrase(mention).start
    words = view.ctx.words_before(start, 12)
    noun = next((w for w in reversed(words) if w.lower in listed("investment")), None)
    return noun is not None and view.reach(noun.end, start) <= 4
