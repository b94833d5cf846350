"""Find who supplies the firm that the text is about: "il software è di X", "i chip li fornisce X", "a fornirli è X"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from extract.claims.words import Word
from extract.records import Mention
from extract.relations.reference import ACCUSATIVE, besides_of, is_subject, talked_of
from extract.relations.rules import Found
from extract.relations.view import View
from extract.relations.vocabulary import ARTICLES, ORGS, PREPOSITIONS, listed

FAR = 7  # words of what is supplied, with its complement
CLOSING = {",", ":", ";", "e", "mentre"}


def find_wares(view: View) -> Iterator[Found]:
    """Yield who supplies whom the text is about, where the sentence names only the one who does."""
    for word in view.cues(listed("copula"), listed("furnishing") | listed("coming")):
        supplier: Mention | None = None
        buyer: Mention | None = None
        if word.lower in listed("copula"):
            if _after(view, word, {"di", "bare"}, 1) is None:
                continue
            supplier = _is_of(view, word) or _is_done_by(view, word)
            buyer = None if supplier else _owner(view, word)
            supplier = _after(view, word, {"di"}) if buyer else supplier
        elif word.lower.startswith(tuple(listed("furnishing"))):
            supplier = _does_it(view, word) or _gives(view, word)
        else:
            supplier = _comes_from(view, word)
        if supplier is None or supplier.how in {"anaphor", "description"} or view.denied(word.start, word.end):
            continue
        meant = buyer or talked_of(view, word.start, ORGS, besides_of(view, word.start))
        if meant is not None and (buyer or is_subject(view, meant)) and meant.name != supplier.name:
            start, end = min((buyer or word).start, supplier.start), max(word.end, supplier.end)
            yield Found("supplies", supplier, meant, start, end, (word.start, word.end), confidence=0.6)


def _clause(view: View, word: Word) -> list[Word]:
    """Return the words of a clause before a word of it."""
    found: list[Word] = []
    for one in reversed(view.ctx.words_before(word.start, FAR + 3)):
        if one.lower in CLOSING:
            break
        found.insert(0, one)
    return found


def _wares(view: View, words: Sequence[Word]) -> bool:
    """Say whether a clause begins with what is supplied: "il software di bordo", "i chip"; with nobody's name in it."""
    plain = [w.lower for w in words if w.lower not in listed("between") | listed("adjective") - listed("topproduct")]
    if len(plain) < 2 or len(plain) > FAR or plain[0] not in ARTICLES or plain[0] in {"un", "uno", "una", "un'"}:
        return False
    noun = plain[1] in listed("goods") | listed("thing_made") | listed("ware")
    return noun and not any(view.in_name(w.start) for w in words) and not listed("possessive") & set(plain)


def _after(view: View, word: Word, roles: set[str], far: int = 0) -> Mention | None:
    """Return the firm that follows a word at once, in one of some roles."""
    names = view.names((word.end, view.sentence(word.start)[1]))
    if not names or names[0].kind not in ORGS or view.role(names[0]) not in roles:
        return None
    gap = [w for w in view.lower(word.end, view.phrase(names[0]).start) if w not in PREPOSITIONS]
    return names[0] if len([w for w in gap if w not in listed("between")]) <= far else None


def _is_of(view: View, word: Word) -> Mention | None:
    """ "La tecnologia è di X", "la fornitura sarà della giapponese X"."""
    return _after(view, word, {"di"}) if _wares(view, _clause(view, word)) else None


def _owner(view: View, word: Word) -> Mention | None:
    """Return Y of "il cloud di Y è di X"."""
    clause = _clause(view, word)
    named = view.ending(word.start)
    if named is None or named.kind not in ORGS or view.role(named) != "di" or not clause:
        return None
    before = [w for w in clause if w.start < view.phrase(named).start]
    return named if _wares(view, before) else None


def _is_done_by(view: View, word: Word) -> Mention | None:
    """ "A fornire i sensori è X", "a costruirli sarà X", "a occuparsi del software è X"."""
    clause = [w for w in _clause(view, word) if w.lower not in listed("between")]
    if len(clause) < 2 or clause[0].lower not in {"a", "ad"}:
        return None
    verb = clause[1].lower
    if not verb.startswith(tuple(listed("furnishing"))) or not verb.endswith(("re", "rlo", "rla", "rli", "rle")):
        return None
    bound = verb.endswith(("lo", "la", "li", "le"))
    goods = listed("goods") | listed("thing_made") | listed("ware")
    told = bound or bool(goods & {w.lower for w in clause[2:5]})
    inside = any(view.in_name(w.start) for w in clause)
    return _after(view, word, {"bare"}, 1) if told and not inside else None


def _does_it(view: View, word: Word) -> Mention | None:
    """ "I chip li fornisce X", "le produce (tutte) X": a pronoun stands for what X supplies."""
    before = view.before(word.start, 1)
    clitic = bool(before) and before[0] in ACCUSATIVE and _is_finite(word.lower)
    clause = _clause(view, word)[:-1] if clitic else []
    fits = clitic and (not clause or _wares(view, clause))
    return _after(view, word, {"bare"}, 1) if fits else None


def _gives(view: View, word: Word) -> Mention | None:
    """ "X fornisce il software di bordo": to whom is not said."""
    if not word.lower.startswith("forn") or not _is_finite(word.lower):
        return None
    last = view.ending(word.start)
    after = view.after(word.end, 3)
    goods = after[:1] and after[0] in ARTICLES and after[1:2] and after[1] in listed("goods") | listed("ware")
    end = view.sentence(word.start)[1]
    alone = not {"a", "per"} & {PREPOSITIONS.get(w) for w in view.lower(word.end, end)}
    named = last is not None and last.kind in ORGS and view.role(last) == "bare"
    return last if named and goods and alone and not view.names((word.end, end), ORGS) else None


def _comes_from(view: View, word: Word) -> Mention | None:
    """ "I processori arrivano da X"."""
    return _after(view, word, {"da"}) if _wares(view, _clause(view, word)) else None


def _is_finite(verb: str) -> bool:
    return not verb.endswith(("re", "ndo", "to", "ta", "ti", "te", "rsi"))
