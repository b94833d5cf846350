"""Find what the items of a list of rounds tell: "- Alfa (sicurezza, Roma): 9 milioni, lead Beta e Gamma"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from extract.claims.draft import is_currency
from extract.records import Mention
from extract.relations.rules import Found
from extract.relations.view import View
from extract.relations.vocabulary import ORGS, listed

RAISERS = ORGS | {"unknown"}
INVESTORS = ORGS | {"person"}
BULLETS = {"-", "–", "•", "*", "·", "▪"}
FAR = 12  # words of a bracket


def find_round_lists(view: View) -> Iterator[Found]:
    """Yield the seat and the investors of each firm that opens a line of its own and has a sum in it."""
    start = 0
    for line in view.text.split("\n"):
        end = start + len(line)
        names = view.names((start, end))
        firm = names[0] if names else None
        if firm is not None and _raises(firm) and _is_bullet(view.lower(start, firm.start)):
            firm = firm if firm.kind in ORGS else replace(firm, kind="organisation")
            seat, closed = _bracket(view, firm, end)
            sums = [
                q for q in view.ctx.quantities.within(closed, end) if is_currency(q.unit) or (q.scaled and not q.noun)
            ]
            listed_item = view.after(closed, 1) in ([":"], ["–"], ["-"], [","])
            if listed_item and sums:
                if seat is not None:
                    yield Found("located_in", firm, seat, firm.start, seat.end)
                yield from _investors(view, firm, sums[0].end, end)
        start = end + 1


def _is_bullet(words: list[str]) -> bool:
    """Say whether words before a name only mark an item: "-", "2."."""
    return set(words) <= BULLETS or (words[:1] != [] and words[0].isdigit() and words[1:] in ([], ["."], [")"]))


def _raises(mention: Mention) -> bool:
    return mention.kind in RAISERS or (mention.how == "name" and mention.kind in {"place", "product"})


def _bracket(view: View, firm: Mention, end: int) -> tuple[Mention | None, int]:
    """Return the place that ends a bracket after a name, and where the bracket closes."""
    if view.after(firm.end, 1) == [","]:  # "- Alfa, Roma: 9 milioni"
        beside = view.names((firm.end, end), {"place"})[:1]
        if beside and view.lower(firm.end, beside[0].start) == [","] and view.after(beside[0].end, 1) == [":"]:
            return beside[0], beside[0].end
    if view.after(firm.end, 1) != ["("]:
        return None, firm.end
    close = view.text.find(")", firm.end, end)
    if close < 0 or len(view.lower(firm.end, close)) > FAR:
        return None, firm.end
    inside = view.names((firm.end, close))
    seat = inside[-1] if inside and inside[-1].kind == "place" and not view.lower(inside[-1].end, close) else None
    return seat, close + 1


def _investors(view: View, firm: Mention, offset: int, end: int) -> Iterator[Found]:
    """Yield who gives the money: "lead X", "guidato da X e Y", "da X"."""
    names = view.names((offset, end), INVESTORS)
    if not names or names[0].name == firm.name:
        return
    gap = set(view.lower(offset, names[0].start))
    led = gap & {"lead", "guidato", "guida", "guidati", "guidata"} or view.role(names[0]) == "da"
    if led and not listed("stop") & (gap - {",", "guidato"}):
        for investor in view.joined(names[0], names, INVESTORS):
            yield Found("invests_in", investor, firm, investor.start, investor.end)
