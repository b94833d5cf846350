"""Find who supplies whom by what a contract is for: "ha firmato con X un contratto per l'energia", "per fornire"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from extract.claims.words import Word
from extract.records import Mention
from extract.relations.reference import talked_of
from extract.relations.rules import Found
from extract.relations.view import View
from extract.relations.vocabulary import ARTICLES, ORGS, is_participle, listed

REACH = 16  # words between "contratto" and what it is for
MAKING = ("fabbric", "prodott", "assembl", "stampat", "costruit")
NEAR = 8  # words between "contratto" and with whom it is


def find_contracts(view: View) -> Iterator[Found]:
    """Yield who supplies by a contract that says what for; one that does not say so tells no direction."""
    for word in view.cues(listed("order")):
        if not view.denied(word.start, word.end):
            yield from _received(view, word)
    for word in view.cues(stems=MAKING):
        if is_participle(word.lower):
            yield from _made_by(view, word)
    for word in view.cues(listed("contract")):
        if view.denied(word.start, word.end):
            continue
        names = view.names(view.sentence(word.start), ORGS)
        partner = next((m for m in names if view.role(m) == "con" and _near(view, word, m)), None)
        bare = [m for m in names if m.end <= word.start and view.role(m) == "bare" and m != partner]
        bare = [m for m in bare if not view.ctx.parenthesis(m.start)]
        buys = (
            _buys(view, _end_of_list(view, partner, names))
            if partner and partner.start > word.end
            else _buys(view, word.end)
        )
        if buys is None and partner is not None and _is_public(partner):
            buys = False
        if partner is None or not bare or buys is None or bare[-1].name == partner.name:
            continue
        if listed("stop") & set(view.lower(bare[-1].end, word.start)):
            continue
        for one in view.joined(partner, names, ORGS):
            supplier, buyer = (one, bare[-1]) if buys else (bare[-1], one)
            end = max(word.end, one.end)
            yield Found("supplies", supplier, buyer, bare[-1].start, end, (word.start, word.end), confidence=0.65)


def _is_public(partner: Mention) -> bool:
    """Say whether a partner is a ministry or an army, which buys what it signs for."""
    return partner.kind == "institution" and partner.text.lower().split()[0] in listed("public_buyer")


def _received(view: View, word: Word) -> Iterator[Found]:
    """Yield "X … la commessa da 4 milioni ricevuta da Y", "un ordine da Y": who supplies whom that ordered."""
    start, end = view.sentence(word.start)
    after = view.names((word.end, end), ORGS)[:1]
    gap = view.lower(word.end, view.phrase(after[0]).start) if after else []
    reach = view.reach(word.end, view.phrase(after[0]).start) if after else 0
    got = any(w.startswith(("ricevut", "ottenut", "arrivat", "conquistat", "vint", "strappat", "proven")) for w in gap)
    if not after or view.role(after[0]) != "da" or after[0].how == "anaphor" or {",", ";", "che"} & set(gap):
        return
    if reach > (4 if got else 1) or not (got or len(gap) == 1):
        return
    names = view.names((start, word.start), ORGS)
    bare = [m for m in names if view.role(m) == "bare" and m.name != after[0].name]
    supplier = bare[-1] if bare else talked_of(view, start, ORGS, {after[0].name})
    if supplier is not None:
        first = min(supplier.start, word.start) if bare else word.start
        yield Found("supplies", supplier, after[0], first, after[0].end, (word.start, word.end), confidence=0.65)


def _made_by(view: View, word: Word) -> Iterator[Found]:
    """Yield "i processori (di) X sono fabbricati da Y": who makes another's wares."""
    start, end = view.sentence(word.start)
    makers = view.names((word.end, end), ORGS)[:1]
    owners = view.names((start, word.start), ORGS)
    near = makers and view.role(makers[0]) == "da" and view.reach(word.end, view.phrase(makers[0]).start) <= 1
    if not near or not owners or makers[0].name == owners[-1].name:
        return
    owner = owners[-1]
    joint = [w for w in view.lower(owner.end, word.start) if w not in listed("between")]
    before = view.before(owner.start, 2)
    wares = listed("goods") | listed("chips") | listed("thing_made")
    if set(joint) <= listed("being") | {"che", ","} and len(joint) <= 3 and wares & set(before[-2:]):
        yield Found("supplies", makers[0], owner, owner.start, makers[0].end, (word.start, word.end), confidence=0.65)


def _end_of_list(view: View, first: Mention, names: Sequence[Mention]) -> int:
    return view.joined(first, names, ORGS)[-1].end


def _near(view: View, word: Word, mention: Mention) -> bool:
    start, end = (mention.end, word.start) if mention.end <= word.start else (word.end, mention.start)
    return view.reach(start, end) <= NEAR and not {",", ";", ":", "che"} & set(view.lower(start, end))


def _buys(view: View, offset: int) -> bool | None:
    """Say whether who signs is to get something ("per l'energia di", "per usare") or to give it, None if unsaid."""
    after = view.after(offset, REACH)
    for i, word in enumerate(after):
        if word in {",", ";", ":", "che", "e", "con"}:
            return None
        if word != "per" or i + 1 >= len(after):
            continue
        rest = [w for w in after[i + 1 : i + 4] if w not in ARTICLES]
        if rest[:1] and rest[0].endswith(("are", "ere", "ire", "rre", "arsi", "ersi", "irsi")):
            if rest[0].startswith(tuple(listed("obtaining"))):
                return True
            return False if rest[0].startswith(tuple(listed("delivering"))) else None
        if rest[:1] and rest[0] in listed("goods") | listed("purchase"):
            return True
    return None
