"""Find customers that are listed: "ha come clienti X e Y", "i clienti sono 140 e tra loro ci sono X", "clienti: X"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from extract.claims.words import Word
from extract.records import Mention
from extract.relations.fillers import gap_to, is_example, listed_before
from extract.relations.quotes import speaks
from extract.relations.reference import ACCUSATIVE, is_subject, talked_of
from extract.relations.rules import Found
from extract.relations.view import View
from extract.relations.vocabulary import ARTICLES, MADE, ORGS, PREPOSITIONS, listed

REACH = 12  # words between "clienti" and the first of them
TAIL = 4  # words right before the first name that show that a list begins
OPENERS = {"come", "tra", "fra", "annovera", "conta", "vanta", "ha", "con", "quali", "suoi"}


def find_customers(view: View) -> Iterator[Found]:
    """Yield whom somebody supplies who is only listed among customers; of a product's, who uses it."""
    for word in view.cues(listed("customer") | listed("firms") | listed("list_noun") | listed("users") | {"cliente"}):
        yield from _users(view, word)
        chosen = _has_chosen(view, word)
        named = word.lower in listed("customer") or word.lower == "cliente"
        if not (chosen or named or _is_supplied(view, word) or _is_list(view, word)) or view.in_name(word.start):
            continue
        if view.denied(word.start, word.end):
            continue
        customers = _customers(view, word) or _counted(view, word) or _called(view, word)
        if not customers:
            continue
        taken = {m.name for m in customers}
        owner = _owner(view, word, customers[0], taken)
        if owner is None or owner.name in taken:
            continue
        used = owner.kind in MADE or (chosen and owner.kind == "unknown")
        for one in customers:
            start = min(owner.start, word.start) if abs(owner.start - word.start) < 400 else word.start
            start, end = min(start, one.start), max(one.end, word.end)
            ends = (one, owner) if used else (owner, one)
            yield Found("uses" if used else "supplies", *ends, start, end, (word.start, word.end), confidence=0.65)


def _users(view: View, word: Word) -> Iterator[Found]:
    """Yield "Fra le aziende che la usano ci sono X e Y", "tra i clienti che lo provano figura X": who uses what."""
    if word.lower not in listed("users") or not {"tra", "fra"} & set(view.before(word.start, 3)):
        return
    sentence = view.sentence(word.start)
    names = view.names((word.end, sentence[1]))
    gap = view.lower(word.end, view.phrase(names[0]).start) if names else []
    words = gap[1:] if gap[:1] == ["che"] else gap
    using = any(w.startswith((*listed("using"), *listed("trying"))) for w in words[1:4])
    shown = bool((listed("listing") | {"sono"}) & set(words[-2:]))
    if not words or words[0] not in ACCUSATIVE or not using or not shown or len(words) > 8:
        return
    if names[0].kind not in ORGS or names[0].how == "anaphor":
        return
    used = talked_of(view, sentence[0], MADE - {"model_family"}) or talked_of(view, sentence[0], MADE)
    if used is None or not is_subject(view, used):
        return
    for one in view.joined(names[0], names, ORGS):
        yield Found("uses", one, used, word.start, one.end, (word.start, word.end), confidence=0.65)


def _has_chosen(view: View, word: Word) -> bool:
    """Say whether firms are those who chose something: "tra le banche che hanno adottato il programma figurano"."""
    if word.lower not in listed("firms") or not {"tra", "fra"} & set(view.before(word.start, 3)):
        return False
    after = view.after(word.end, 4)
    return after[:1] == ["che"] and any(w.startswith(tuple(listed("using"))) for w in after[1:])


def _is_supplied(view: View, word: Word) -> bool:
    """Say whether firms are those somebody supplies: "fornitore di schede per le aziende del settore, tra cui X"."""
    if word.lower not in listed("firms"):
        return False
    before = view.before(word.start, 9)
    near = any(w in {"per", "a", "ai", "alle", "agli"} for w in before[-2:])
    return near and bool(listed("supplier") & set(before))


def _is_list(view: View, word: Word) -> bool:
    """Say whether a list is one of customers told just before: "I clienti sono 70. Nell'elenco figurano X e Y"."""
    if word.lower not in listed("list_noun") or PREPOSITIONS.get(next(iter(view.before(word.start, 1)), "")) != "in":
        return False
    index = view.ctx.sentence_index(word.start)
    told = view.ctx.sentences[max(0, index - 1)]
    return bool(listed("customer") & set(view.lower(told[0], word.start)))


def _counted(view: View, word: Word) -> Sequence[Mention]:
    """Return X and Y of "X e Y sono tra i suoi clienti": of whom the text tells."""
    back = view.ctx.words_before(word.start, 6)
    passed = listed("possessive") | listed("adjective") | listed("counted_with")
    words = [w.lower for w in back if w.lower not in passed and not w.lower.isdigit()]
    if len(words) < 3 or words[-1] not in ARTICLES or words[-2] not in {"tra", "fra"}:
        return []
    if words[-3] not in {"sono", "figurano", "è", "ci"} or view.after(word.end, 1) not in ([], ["."], [","], ["e"]):
        return []
    verb = next(w for w in reversed(back) if w.lower == words[-3])
    last = view.ending(verb.start)
    if last is None or last.kind not in ORGS or view.role(last) != "bare":
        return []
    return listed_before(view, last, ORGS)


def _called(view: View, word: Word) -> Sequence[Mention]:
    """Return X of "la Y, che è anche il primo cliente", "X è il cliente più importante": of whom the text tells."""
    words = list(view.ctx.words_before(word.start, 8))
    while words and words[-1].lower in listed("adjective") | listed("only") | listed("between") | ARTICLES:
        words.pop()
    if word.lower != "cliente" or not words or words[-1].lower not in listed("copula") | {"resta", "rimane"}:
        return []
    if PREPOSITIONS.get(next(iter(view.after(word.end, 1)), "")) in {"di", "a"}:
        return []
    verb = words.pop()
    that = len(words) > 1 and [w.lower for w in words[-2:]] == [",", "che"]
    last = view.ending(words[-2].start if that else verb.start)
    fits = last is not None and last.kind in ORGS and last.how not in {"anaphor", "description"}
    return [last] if last is not None and fits and (that or view.role(last) == "bare") else []


def _customers(view: View, word: Word) -> Sequence[Mention]:
    """Return the customers that a list after the noun names."""
    sentence = view.sentence(word.start)
    names = view.names((word.end, sentence[1]))
    owned = [m for m in names[:1] if view.phrase(m).start > word.end and view.role(m) in {"di", "da"}]
    near = PREPOSITIONS.get(next(iter(view.after(word.end, 1)), "")) in {"di", "da"}
    owned = [m for m in owned if near or _has_chosen(view, word)]
    rest = names[len(owned) :]
    if not rest or rest[0].kind not in ORGS | {"unknown"} or rest[0].how == "anaphor":
        return []
    first = rest[0]
    gap = gap_to(view, owned[0].end if owned else word.end, first)
    if gap[:1] == [","] and gap[2:3] == [","] and speaks(gap[1]):  # "i clienti, dice, sono 60, tra cui X"
        gap = gap[3:]
    if gap[:1] == ["che"]:
        gap = gap[1:]
    if not _lists(view, word, gap):
        return []
    if gap == [",", "da"]:
        return [m for m in rest[:2] if m.kind in ORGS and view.role(m) in {"da", "a"}] if len(rest) > 1 else []
    return [m for m in view.joined(first, rest, ORGS | {"unknown"}) if m.kind != "unknown" or m.how == "name"]


def _lists(view: View, word: Word, gap: list[str]) -> bool:
    """Say whether words between "clienti" and a name begin a list of customers."""
    if _is_supplied(view, word):  # whatever else is said of them
        return len(gap) <= REACH + 4 and gap[-3:] in ([",", "tra", "cui"], [",", "fra", "cui"], [",", "tra", "le"])
    if len(gap) > REACH or {".", ";", "che", "non"} & set(gap):
        return False
    if word.lower == "cliente":  # "dipende da un solo cliente, X"
        if _are_named(view, word, gap):
            return True
        return gap == [","] and bool(listed("only") & set(view.before(word.start, 2)))
    if _is_list(view, word):
        return bool(gap) and gap[0] in listed("listing") | {"sono"} and len(gap) <= 3
    if gap == [",", "da"]:  # "i clienti, da X a Y"
        return True
    if _are_named(view, word, gap):
        return True
    if gap in ([], ["anche"], ["già"]):  # "ha come clienti X", "tra i suoi clienti X"
        return bool(OPENERS & set(view.before(word.start, 3)))
    if gap in ([":"], ["("]) or is_example(gap):
        return True
    tail = gap[-TAIL:]
    shown = bool(listed("listing") & set(tail)) and tail[-1] not in {"come", "tra", "fra"}
    return shown and bool({"tra", "fra"} & set(gap) | {"tra", "fra"} & set(view.before(word.start, 3)))


def _are_named(view: View, word: Word, gap: list[str]) -> bool:
    """Say whether customers are called so, or begin a list: "i clienti sono X e Y", "fra i clienti più noti, X"."""
    opening = {"tra", "fra"} & set(view.before(word.start, 3))
    before = view.before(word.start, 4)
    opens = len(before) <= 3 or before[-4] in {",", ";", ":", "e"}
    degree = listed("degree") | listed("adjective") | listed("only")
    rest = [w for w in gap if w not in degree and w not in listed("between")]
    if opening:
        return opens and rest == [","]
    called = rest[:1] and rest[0] in listed("copula") | {"resta", "restano"} and len(rest) == 1
    return bool(called or rest in (["si", "chiamano"], ["si", "chiama"])) and opens


def _owner(view: View, word: Word, first: Mention, taken: set[str]) -> Mention | None:
    """Return whose customers they are: of the noun, of the product that they use, else of whom the text tells."""
    kinds = ORGS | MADE
    sentence = view.sentence(word.start)
    about = talked_of(view, word.start, ORGS, taken) if first.end <= word.start else None
    if about is not None and is_subject(view, about):
        return about
    if first.end <= word.start and word.lower == "cliente":
        return None  # of whom the sentence does not say
    inner = [m for m in view.names((word.end, first.start), kinds) if view.role(m) in {"di", "da"}]
    if inner:
        return inner[0]
    before = [m for m in view.names((sentence[0], word.start), kinds) if m.name not in taken]
    bare = [m for m in before if view.role(m) == "bare" and not view.ctx.parenthesis(m.start)]
    firms = [m for m in bare if m.kind in ORGS]
    if firms or bare:
        return (firms or bare)[-1]
    if before and word.lower == "cliente" and view.role(before[-1]) == "di":
        return before[-1]  # "metà delle vendite di X dipende da un solo cliente"
    return None if before else talked_of(view, word.start, ORGS, taken)
