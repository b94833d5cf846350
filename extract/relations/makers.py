"""Find who makes what where no verb tells it: "Gemini di Google", "il suo chip X", "il modello di punta, X"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from extract.records import Mention
from extract.relations.reference import is_subject, talked_of
from extract.relations.rules import Found
from extract.relations.view import View
from extract.relations.vocabulary import ARTICLES, MADE, MODELS, ORGS, PREPOSITIONS, SITES, is_participle, listed

OWN = (["il", "suo"], ["col", "suo"], ["del", "suo"], ["dal", "suo"], ["al", "suo"], ["il", "proprio"])
NEAR = 12  # words between a model and its maker, where nothing but what is known joins them


def find_makers(view: View) -> Iterator[Found]:
    """Yield "MODEL … di ORG", with nothing but its apposition between."""
    for made in view.ctx.mentions:
        if made.kind == "unknown":
            yield from _unknown_of(view, made)
        if made.kind not in MADE | SITES:
            continue
        end = view.sentence(made.start)[1]
        for org in view.names((made.end, end)):
            gap = view.lower(made.end, org.start)
            hosted = gap[:1] == [","] and len(gap) > 1 and is_participle(gap[1])  # "X, ospitata nel centro di Y"
            if len(gap) > 16 or set(gap) & listed("linking") or hosted:
                break
            if org.name == made.name:
                continue
            if org.kind not in ORGS:
                if org.kind in MADE or org.kind == "person":
                    break
                continue
            if gap in (["("], ["["]) and view.after(org.end, 1) in ([")"], ["]"]):
                if view.maker(made.name) in (org.name, None):
                    yield Found("operates" if made.kind in SITES else "develops", org, made, made.start, org.end)
                break
            adjacent = view.lower(made.end, view.phrase(org).start)[1:] == [] or gap[:1] == [","]
            if view.role(org) == "di" and adjacent and org.name != made.name and not _owned(gap):
                relation = "operates" if made.kind in SITES else "develops"
                yield Found(relation, org, made, made.start, org.end)
            break


def _unknown_of(view: View, made: Mention) -> Iterator[Found]:
    """Yield "il Kirin 9 di Huawei": a name with an article, right before that of a firm that is known for products."""
    following = view.names((made.end, view.sentence(made.start)[1]), ORGS)[:1]
    if not following or not {"il", "lo", "gli", "i", "col", "al", "sul"} & set(view.before(made.start, 1)):
        return
    org = following[0]
    beside = view.role(org) == "di" and view.lower(made.end, view.phrase(org).start) == []
    products = any(child.kind in {"chip", "product", "model"} for child in view.ctx.gazetteer.children(org.name))
    if beside and products and org.how == "alias" and made.how == "name":
        yield Found("develops", org, replace(made, kind="product"), made.start, org.end)


def find_houses(view: View) -> Iterator[Found]:
    """Yield "la casa di Grok", "i creatori di Gemma": a phrase that stands for who is known to make it."""
    for made in view.ctx.mentions:
        maker = view.maker(made.name) if made.kind in MADE else None
        before = view.before(made.start, 4)
        if maker is None or not before or PREPOSITIONS.get(before[-1], before[-1]) not in {"di", "dietro"}:
            continue
        if not set(before[-3:-1]) & listed("maker"):
            continue
        named = next((m for m in view.ctx.mentions if m.name == maker), None)
        org = named or replace(made, name=maker, kind="organisation", how="description")
        yield Found("develops", org, made, made.start, made.end)


def find_beside(view: View) -> Iterator[Found]:
    """Yield "Acme con i suoi Orma", "per Orma 2 Acme paga": a name beside that of who is known to make it."""
    for made in view.ctx.mentions:
        maker = view.maker(made.name) if made.kind in MODELS | SITES | {"chip"} else None
        if maker is None:
            continue
        sentence = view.sentence(made.start)
        about = _presented(view, made)
        if about is not None and about.name == maker:
            yield Found("develops", about, made, made.start, made.end, confidence=0.6)
            continue
        for org in view.names(sentence, ORGS):
            if org.name != maker:
                continue
            if org.end <= made.start:
                group = [m for m in view.names((org.end, made.end)) if m.kind in MADE | SITES]
                start = view.phrase(group[0]).start
                listed_too = made in view.joined(group[0], view.names((org.end, sentence[1])), MADE)
                near = view.lower(org.end, start) in (["con"], ["("]) and listed_too
            else:
                apart = {"per", "con"} if made.kind in SITES else {"per"}
                near = view.role(made) in apart and view.lower(made.end, view.phrase(org).start) == []
                near = near and view.role(org) == "bare"
            near = near or (made.kind in MODELS and _alone(view, made, org))
            if near:
                relation = "operates" if made.kind in SITES else "develops"
                yield Found(relation, org, made, min(org.start, made.start), max(org.end, made.end))
                break


def _presented(view: View, made: Mention) -> Mention | None:
    """Return whom an article is about where a definite noun presents its wares: "i nuovi chip X"."""
    words = view.before(made.start, 4)
    wares = listed("chips") | listed("thing_made") | listed("topproduct")
    if not words or words.pop() not in wares or view.names((view.sentence(made.start)[0], made.start), ORGS):
        return None
    while words and words[-1] in listed("adjective"):
        words.pop()
    opening = words[-1:] and (words[-1] in ARTICLES or PREPOSITIONS.get(words[-1], words[-1]) != words[-1])
    about = view.main(made.start, ORGS)
    if not opening or words[-1] in {"un", "uno", "una", "un'"}:
        return None
    return about if about is not None and is_subject(view, about) else None


def _alone(view: View, made: Mention, org: Mention) -> bool:
    """Say whether a model and its maker stand in one clause without another model or firm between them."""
    start, end = min(made.end, org.end), max(made.start, org.start)
    if {";", ":", "mentre", "rispetto", "contro", "come"} & set(view.lower(start, end)):
        return False
    between = [m for m in view.names((start, end), ORGS | MODELS) if m.name not in (made.name, org.name)]
    return not between and view.reach(start, end) <= NEAR


def _owned(gap: list[str]) -> bool:
    """Say whether what stands between a product and a company is something else of that company: "X, rivale di Y"."""
    others = tuple(listed("other_of"))
    return any(word.startswith(others) for word in gap)


def find_own_products(view: View) -> Iterator[Found]:
    """Yield what is called somebody's own: "Google con il suo Gemini", "per addestrare il suo modello X"."""
    for mention in view.ctx.mentions:
        made = replace(mention, kind="product") if _is_thing(view, mention) else mention
        if made.kind not in MADE | SITES | {"unknown"}:
            continue
        phrase = view.phrase(made)
        noun = view.before(made.start, 1)
        own = phrase.own or _own_after(view, made) or _own_before(view, made)
        if made.kind == "unknown" and not (own and listed("topproduct") & {*noun, *view.after(made.end, 5)}):
            continue
        if not own and noun not in (["chatbot"], ["assistente"]):
            continue
        owner = whose(view, made, phrase.start)
        if owner is None or owner.name == made.name:
            continue
        if not own and view.maker(made.name) != owner.name:
            continue
        start = phrase.start if own else made.start - len(noun[0]) - 1
        yield Found("operates" if made.kind in SITES else "develops", owner, made, start, made.end)


def _is_thing(view: View, made: Mention) -> bool:
    """Say whether a name taken for a firm's is that of wares: "il suo Tobia", "il suo tutor Tobia"; not "la sua X"."""
    if made.kind != "organisation" or made.how != "name":
        return False
    before = view.before(made.start, 3)
    return before[-2:] in OWN or (before[:2] in OWN and before[-1] in listed("thing_made") | listed("topproduct"))


def _own_after(view: View, made: Mention) -> bool:
    """Say whether an apposition calls something somebody's own: "X, il suo supercomputer"."""
    after = view.after(made.end, 3)
    return len(after) == 3 and after[0] == "," and after[1] in ARTICLES and after[2] in listed("possessive")


def _own_before(view: View, made: Mention) -> bool:
    """Say whether a noun that is somebody's own gets the name: "il suo ultimo modello, X", "il suo prodotto X"."""
    before = view.before(made.start, 6)
    if before[-1:] == [","]:
        before.pop()
    noun = before.pop() if before else ""
    if noun and "di" in before[-3:]:  # "la sua app di realtà virtuale, X"
        kept = before[: len(before) - 1 - before[::-1].index("di")]
        before, noun = (kept[:-1], kept[-1]) if kept and kept[-1] in listed("topproduct") else (before, noun)
    if noun in {"punta", "bandiera"} and before[-1:] == ["di"]:
        before.pop()
        noun = before.pop() if before else ""
    if noun in listed("best") and before:
        noun = before.pop()
    elif len(before) > 2 and before[-1] == "più":  # "il suo robot più grande, X"
        before.pop()
        noun = before.pop()
    return noun in listed("topproduct") and bool(listed("possessive") & set(before[-2:]))


def whose(view: View, made: Mention, start: int) -> Mention | None:
    """Return whose something is that is "suo": the subject of the sentence, or whom the last one was about."""
    sentence = view.sentence(made.start)
    before = view.names((sentence[0], start), ORGS)
    bare = [m for m in before if view.role(m) in {"bare", "da"}]
    if bare:
        return bare[-1]
    for mention in before:
        if view.after(mention.end, 1) == [","]:
            return mention  # "una società di Hangzhou, X, racconta che il suo"
    after = [m for m in view.names((made.end, sentence[1]), ORGS) if view.role(m) == "bare"]
    if after and view.reach(made.end, after[0].start) <= 3:
        return after[0]
    return None if before else view.topic(made.start, ORGS)


def find_top_products(view: View) -> Iterator[Found]:
    """Yield "il modello di punta è X" of the company that the text is about."""
    for made in view.ctx.mentions:
        if made.kind not in MADE:
            continue
        before = view.before(made.start, 8)
        shown = _shown(before)
        apposed = view.phrase(made).start
        if apposed < made.start and _introduced(view.before(apposed, 8)):
            before = view.before(apposed, 8)  # "il prodotto principale, la piattaforma X"
        ordered = _ordered(view, made, before)
        if not shown and not ordered and not listed("flagship") & set(before) and not _introduced(before):
            continue
        named = (
            shown
            or before[-1:] in ([","], ["è"], ["chiama"], ["chiamato"], [":"], ["punta"])
            or set(before[-2:]) & {"è"}
        )
        if not named or not (shown or ordered or set(before) & listed("topproduct")):
            continue
        sentence = view.sentence(made.start)
        about = talked_of(view, sentence[0], ORGS) if shown else None
        owners = [m for m in view.names((sentence[0], made.start), ORGS) if view.role(m) == "di"]
        maker = owners[-1] if owners else about or view.topic(made.start, ORGS, back=2) or view.main(made.start, ORGS)
        if maker:
            yield Found("develops", maker, made, sentence[0], made.end)


def _ordered(view: View, made: Mention, before: list[str]) -> bool:
    """Say whether a sentence opens with one of several that were told of: "L'ultimo, X,", "Il primo, chiamato X"."""
    start = view.sentence(made.start)[0]
    opening = view.lower(start, made.start)
    several = opening[1:2] and opening[1] in {"primo", "prima", "ultimo", "ultima", "secondo", "seconda", "terzo"}
    last = view.ctx.sentence_index(start) - 1
    told = view.lower(*view.ctx.sentences[last]) if last >= 0 else []
    wares = listed("thing_made") | listed("topproduct")
    return bool(several and opening[2:] in ([","], [",", "chiamato"], [",", "chiamata"]) and wares & set(told))


def _shown(before: list[str]) -> bool:
    """Say whether words show a product as a company's best: "il gioiello del gruppo è", "il cuore si chiama"."""
    noun = next((i for i in range(len(before) - 1, -1, -1) if before[i] in listed("showpiece")), None)
    verb = before[-1:] and before[-1] in {
        "è",
        "sono",
        "chiama",
        "resta",
        "famiglia",
        "modello",
        "serie",
        "chiamano",
        ":",
    }
    return noun is not None and bool(verb) and not {",", ";", "."} & set(before[noun:])


def _introduced(before: list[str]) -> bool:
    """Say whether words introduce a product as somebody's: "il primo prodotto,", "la nuova piattaforma si chiama"."""
    noun = next((i for i in range(len(before) - 1, -1, -1) if before[i] in listed("topproduct")), None)
    if noun is None:
        return False
    rest = [word for word in before[noun + 1 :] if word not in listed("best")]
    if not set(before[:noun][-3:]) & listed("ordinal") and len(rest) == len(before[noun + 1 :]):
        return False
    return rest in ([","], ["è"], ["si", "chiama"], [":"], ["si", "chiamerà"], ["sarà"])


def find_insides(view: View) -> Iterator[Found]:
    """Yield "Gemini dentro Gmail": a product or model with nothing but "dentro" or "in" before another product."""
    for host in view.ctx.mentions:
        if host.kind != "product":
            continue
        start = view.phrase(host).start
        guests = view.names((view.sentence(host.start)[0], start), MODELS | {"product"})
        inside = bool(guests) and view.lower(guests[-1].end, start) in (["dentro"], ["in"], ["dentro", "a"])
        if inside and guests[-1].name != host.name:
            yield Found("integrated_in", guests[-1], host, guests[-1].start, host.end)
