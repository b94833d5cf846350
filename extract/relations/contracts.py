"""Find who supplies whom by what a contract is for: "ha firmato con X un contratto per l'energia", "per fornire"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from extract.claims.words import Word
from extract.records import Mention
from extract.relations.rules import Found
from extract.relations.view import View
from extract.relations.vocabulary import ARTICLES, ORGS, listed

REACH = 16  # words between "contratto" and what it is for
NEAR = 8  # words between "contratto" and with whom it is


def find_contracts(view: View) -> Iterator[Found]:
    """Yield who supplies by a contract that says what for; one that does not say so tells no direction."""
    for word in view.words.items:
        if word.lower not in listed("contract") or view.denied(word.start, word.end):
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
        if partner is None or not bare or buys is None or bare[-1].name == partner.name:
            continue
        if listed("stop") & set(view.lower(bare[-1].end, word.start)):
            continue
        for one in view.joined(partner, names, ORGS):
            supplier, buyer = (one, bare[-1]) if buys else (bare[-1], one)
            end = max(word.end, one.end)
            yield Found("supplies", supplier, buyer, bare[-1].start, end, (word.start, word.end), confidence=0.65)


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
