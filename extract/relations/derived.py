"""Find relations that figures and names themselves tell: chips used, rounds joined, versions, licences."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from extract.records import Claim, Mention
from extract.relations.reference import is_subject, main_of_last
from extract.relations.rules import Found
from extract.relations.view import View
from extract.relations.vocabulary import ARTICLES, MODELS, ORGS, SITES, listed

NEAR = 10  # words between what training takes and the verb that tells of it

LICENCE = re.compile(
    r"\blicenz[ae],?\s+(?:(?:è\s+)?la\s+)?(?:(?:open[ -]source|di tipo|libera|permissiva|aperta|d[’']uso)\s+)?[«\"“]?"
    r"(Apache(?: 2(?:\.0)?)?|MIT|BSD|A?GPL(?:v[23])?|LGPL|Open RAIL(?:-M)?|CC[ -]BY(?:-[A-Z]{2})*)\b",
    re.IGNORECASE,
)
LICENCES = {"mit": "MIT", "bsd": "BSD", "apache": "Apache 2.0", "apache 2": "Apache 2.0"}
VARIANT = re.compile(r"[ -][\d.]*[^\W\d].*")
"""What a variant adds to a name: " 405B", " Mini", "-235B"; a number alone is another generation."""
DOCUMENT = re.compile(r"\b(?:License|Licence|Licenza|Agreement|Act)\b")
ACTING = ORGS | SITES | MODELS | {"product", "person"}
PAIRS = {  # metric → relation, and whether the claim's subject is its subject
    "investment": ("invests_in", "for", True),
    "acquisition_price": ("acquires", "for", True),
    "contract_value": ("supplies", "for", False),
}


def find_in_claims(view: View, claims: Sequence[Claim]) -> Iterator[Found]:
    """Yield what a figure says beside its value: "25.000 H100 per Llama 3" is also a chip used and trained on."""
    for claim in claims:
        if view.denied(claim.evidence.start, claim.evidence.end):
            continue
        if claim.metric in PAIRS and (listed("attempt") - {"avrebbe"}) & set(view.before(claim.evidence.start, 9)):
            continue  # "ha provato a comprare X per 2 miliardi"
        if claim.metric == "accelerator_count" and claim.of and claim.of != "GPU":
            yield from _chips(view, claim)
        elif claim.metric in PAIRS:
            relation, field, forward = PAIRS[claim.metric]
            other = claim.for_ if field == "for" else claim.of
            ends = (claim.subject, other) if forward else (other, claim.subject)
            if relation == "acquires" and _is_share(view, claim):
                relation = "invests_in"
            words = view.lower(*claim.evidence.sentence)
            won = any(w.startswith(tuple(listed("winning"))) for w in words)
            if relation == "supplies" and (won or _is_to_deliver(words)):
                ends = ends[1], ends[0]  # "X ha strappato a Y una commessa": who wins an order supplies
            if relation == "supplies" and not any(w.startswith(tuple(listed("buying"))) for w in words):
                continue  # "un contratto da 2 miliardi con X" does not say who supplies
            if relation == "supplies" or _is_told(view, claim, relation, *ends):
                yield from _pair(view, claim, relation, *ends)


def _is_told(view: View, claim: Claim, relation: str, giver: str | None, taker: str | None) -> bool:
    """Say whether the sentence of a sum says who buys or funds whom: the places of the names bear out the figure."""
    names = view.names(claim.evidence.sentence)
    one = next((m for m in names if m.name == giver), None)
    other = next((m for m in names if m.name == taker), None)
    if relation == "invests_in":
        if other is None:  # of whom the sentence does not speak the article must
            meant = _mention(view, taker or "", claim.evidence.start)
            return meant is not None and is_subject(view, meant)
        return view.role(other) not in {"da", "secondo"}
    traded = any(w.startswith(tuple(listed("trading"))) for w in view.lower(*claim.evidence.sentence))
    if other is None or not traded:
        return False
    if one is None:  # "Ha poi comprato Y per 3 miliardi"
        return view.role(other) in {"bare", "di"}
    return view.role(one) in {"a", "da"} if other.start < one.start else view.role(other) != "da"


def _is_to_deliver(words: Sequence[str]) -> bool:
    """Say whether who signs is to deliver: "un accordo da 2 miliardi per fornire"."""
    return any(one == "per" and other.startswith(("forn", "riforn")) for one, other in pairwise(words))


def _is_share(view: View, claim: Claim) -> bool:
    """Say whether what is bought is a part of a company: "ha acquistato il 30% di X"."""
    start = claim.evidence.start
    near = (
        [w.lower for w in view.ctx.words_before(start, 8)]
        + view.lower(*_span(claim))
        + view.after(claim.evidence.end, 6)
    )
    return bool(listed("share") & set(near))


def _span(claim: Claim) -> tuple[int, int]:
    return claim.evidence.start, claim.evidence.end


def _chips(view: View, claim: Claim) -> Iterator[Found]:
    """Yield who uses the counted chips, what was trained on them, and who rents them out."""
    sentence, evidence = claim.evidence.sentence, claim.evidence
    names = view.names(sentence)
    counted = next((m for m in names if m.name == claim.of and m.end >= evidence.start), None)
    chips = view.joined(counted, names, {"chip"}) if counted else []
    chips += _kinds_of(view, chips[-1].end, names) if chips else []
    renter = _renter(view, chips[-1].end if chips else evidence.end, names)
    model = _trained(view, claim)
    if renter:
        user = view.topic(evidence.start, ORGS) or view.main(evidence.start, ORGS)
        if user and user.name != renter.name:
            yield Found("supplies", renter, user, evidence.start, renter.end)
    else:
        for name in [chip.name for chip in chips] or [claim.of or ""]:
            if view.maker(name) == claim.subject:
                continue  # who makes a chip rather sells it
            yield from _pair(view, claim, "uses", claim.subject, name)
    if model:
        site = next((m for m in names if m.how == "described" and m.start <= evidence.start < m.end), None)
        thing = site or counted
        if thing:
            start, end = min(model.start, evidence.start), max(thing.end, evidence.end)
            near = sentence[0] <= model.start < sentence[1]
            yield Found("trained_on", model, counted or thing, start if near else evidence.start, end)


def _kinds_of(view: View, offset: int, names: Sequence[Mention]) -> list[Mention]:
    """Return the chips that a family is told to be of: "9.000 GPU X, tra cui (unità) Y e Z"."""
    first = next((m for m in names if m.start >= offset), None)
    gap = view.lower(offset, first.start) if first is not None and first.kind == "chip" else []
    told = gap[:3] in ([",", "tra", "cui"], [",", "fra", "cui"]) and set(gap[3:]) <= listed("chips") | ARTICLES
    return view.joined(first, names, {"chip"}) if first is not None and told else []


def _renter(view: View, offset: int, names: Sequence[Mention]) -> Mention | None:
    for mention in names:
        if mention.start >= offset and mention.kind in ORGS:
            gap = view.lower(offset, mention.start)
            rented = gap[:1] and gap[0] in listed("rented") and len(gap) <= 3
            return mention if rented and view.role(mention) == "da" else None
    return None


def _trained(view: View, claim: Claim) -> Mention | None:
    """Return the model that the counted chips trained: the figure's own, or the last one named."""
    sentence, offset = claim.evidence.sentence, claim.evidence.start
    if claim.for_ and claim.for_ in {m.name for m in view.names(sentence)}:
        return _mention(view, claim.for_, offset)
    if not listed("training") & set(view.lower(*sentence)):
        return None
    before = [m for m in view.names((sentence[0], offset), MODELS) if view.role(m) not in {"di", "secondo"}]
    if before:
        return before[-1]
    start, _ = view.ctx.paragraph(offset)
    earlier = [m for m in view.names((start, sentence[0]), MODELS) if not view.ctx.parenthesis(m.start)]
    if earlier:
        names = {m.name for m in earlier}
        whole = [m for m in earlier if not any(m.name.startswith(f"{n} ") for n in names)]
        return (whole or earlier)[-1]
    return view.main(offset, MODELS)


def _pair(view: View, claim: Claim, relation: str, subject: str | None, thing: str | None) -> Iterator[Found]:
    if subject and thing and subject != thing:
        start, end = claim.evidence.start, claim.evidence.end
        ends = [_mention(view, name, start) for name in (subject, thing)]
        if not (ends[0] and ends[1]) or ends[0].kind not in ACTING:
            return
        itself = (
            ends[0].kind in MODELS or ends[1].name in ends[0].name
        )  # a model is trained on chips, a cluster of them
        if (relation == "uses" and not itself) or ends[1].kind in {"organisation"} | SITES:
            yield Found(relation, ends[0], ends[1], start, end)


def _mention(view: View, name: str, offset: int) -> Mention | None:
    """Return the mention of a name that is nearest to an offset."""
    return min((m for m in view.ctx.mentions if m.name == name), key=lambda m: abs(m.start - offset), default=None)


def find_versions(view: View) -> Iterator[Found]:
    """Yield a model whose name lengthens that of another one of the text: "Gemma 3 Nano" and "Gemma 3"."""
    models = {m.name: m for m in reversed(view.ctx.mentions) if m.kind in MODELS}
    for name, mention in models.items():
        bases = [b for b in models if _lengthens(name, models[b]) and not DOCUMENT.search(name)]
        if bases:
            yield Found("version_of", mention, models[max(bases, key=len)], mention.start, mention.end)


def _lengthens(name: str, base: Mention) -> bool:
    """Say whether a name is another one's with more: a variant's, or a generation's of a family: "Orma3" of "Orma"."""
    if not name.startswith(base.name) or name == base.name:
        return False
    return bool(VARIANT.fullmatch(name.removeprefix(base.name)))


def find_variants(view: View) -> Iterator[Found]:
    """Yield what is called a version of another: "X, versione leggera di Y", "Y e la sua variante X"."""
    for base in view.ctx.mentions:
        kinds = MODELS if base.kind in MODELS else {"chip"}
        if base.kind not in kinds or view.role(base) != "di":
            continue
        words = view.ctx.words_before(view.phrase(base).start, 7)
        noun = next((w for w in reversed(words) if w.lower in listed("variant")), None)
        if noun is None or {",", ";", ":"} & set(view.lower(noun.end, base.start)):
            continue
        before = view.names((view.sentence(base.start)[0], noun.start), kinds)
        gap = view.lower(before[-1].end, noun.start) if before else []
        if before and before[-1].name != base.name and len(gap) <= 4 and gap[:1] in ([","], ["è"], ["("], ["–"]):
            yield Found("version_of", before[-1], base, before[-1].start, base.end)


def find_licences(view: View) -> Iterator[Found]:
    """Yield the licence of the model that the paragraph, or else the article, is about."""
    for match in LICENCE.finditer(view.text):
        start, _ = view.ctx.paragraph(match.start())
        models = [m for m in view.names((start, match.start()), MODELS) if view.role(m) != "a"]
        model = models[-1] if models else view.main(match.start(), MODELS)
        if model:
            name = LICENCES.get(match.group(1).lower(), match.group(1))
            licence = Mention(
                start=match.start(1),
                end=match.end(1),
                text=match.group(1),
                name=name,
                kind="unknown",
                how="name",
            )
            yield Found("licensed_under", model, licence, match.start(), match.end())


def _of_chips(view: View, thing: Mention) -> set[str]:
    """Return the further place of a site that its chips are used of: "si sono serviti di 256 Gpu di X"."""
    before = view.before(view.phrase(thing).start, 2)
    return {"di"} if thing.kind in SITES and listed("chips") & set(before) else set()


def _trained_before(view: View) -> Iterator[Found]:
    """Yield "su Y Alfa addestra X", "bastano 2.000 Y per allenare X": what stands before the verb."""
    for word in view.cues(stems=("addestr", "allen")):
        if view.denied(word.start, word.end):
            continue
        start, end = view.sentence(word.start)
        models = view.names((word.end, end), MODELS)
        things = view.names((start, word.start), SITES | {"chip"})
        if not models or not things or view.reach(word.end, view.phrase(models[0]).start) > 1:
            continue
        thing = things[-1]
        gap = view.lower(thing.end, word.start)
        meant = gap[-1:] == ["per"] and any(
            w.startswith(tuple(listed("needing"))) for w in view.lower(start, word.start)
        )
        opening = view.role(thing) == "su" and not view.lower(start, view.phrase(thing).start)[1:]
        if (meant or opening) and not listed("stop") & set(gap) and len(gap) <= NEAR:
            for model in view.joined(models[0], models, MODELS):
                yield Found("trained_on", model, thing, thing.start, model.end, (word.start, word.end))


def find_training(view: View) -> Iterator[Found]:
    """Yield what a model is trained on: "X è addestrato su Y", "ha addestrato X su Y", "lo stiamo addestrando su Y"."""
    yield from _trained_before(view)
    for thing in view.ctx.mentions:
        if thing.kind not in SITES | {"chip"} or view.role(thing) not in {"su", "con", "bare", "a"} | _of_chips(
            view, thing
        ):
            continue
        words = view.ctx.words_before(thing.start, 14)
        verb = next((w for w in reversed(words) if w.lower.startswith(("addestr", "allen"))), None)
        if verb is None or listed("stop") & {w.lower for w in words if w.start > verb.start}:
            continue
        around = {view.role(thing), *view.lower(verb.end, thing.start)}
        used = any(word.startswith(tuple(listed("using"))) for word in around)
        if (
            not (used or {"su", "con"} & around)
            or (view.role(thing) == "a" and not used)
            or view.denied(verb.start, verb.end)
        ):
            continue
        sentence = view.sentence(thing.start)
        between = view.names((verb.end, thing.start), MODELS)
        before = (sentence[0], verb.start)
        here = between or [m for m in view.names(before, MODELS) if view.role(m) not in {"di", "a"}]
        here = here or [m for m in view.names(before, frozenset(("product",))) if view.role(m) == "bare"]
        model = here[-1] if here else main_of_last(view, thing.start, MODELS)
        if model:
            start = min(model.start, verb.start) if here else verb.start
            yield Found("trained_on", model, thing, start, thing.end, (verb.start, verb.end))
