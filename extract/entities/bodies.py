"""Bodies that are named by a place: the bank, the town council, the exchange of a town are one name with it."""

from __future__ import annotations

from collections.abc import Sequence

from extract.entities.capitals import Capitals
from extract.entities.found import Found
from extract.entities.runs import Run
from extract.entities.tokens import Token
from extract.entities.vocabulary import words

_LINKS_TO_PLACES = (["di"], ["del"], ["d", "'"], ["della"], ["dell", "'"])


def named_after_places(
    known: Sequence[Found], runs: Sequence[Run], capitals: Capitals
) -> tuple[list[Found], list[Run]]:
    """Join "Banca" and "Italia" where they are the Banca d'Italia, and "Comune di Lodi", "Camera di commercio di Lodi".

    The body is a run that begins with a word of `linked`, a word of `seated`, or an institution that each town has.
    """
    tokens = capitals.tokens
    bodies = {run.last: run for run in runs if tokens[run.first].key in words("linked") and _bare(run, capitals)}
    generic = {found.last: found for found in known if _generic(found)}
    gone: set[int] = set()
    joined: list[Run] = []
    places: list[Found | Run] = [found for found in known if found.kind == "place" and found.how == "alias"]
    places.extend(run for run in runs if not run.place and not run.title)
    for place in places:
        first = _seat(tokens, place.first)
        for end in (place.first - 1, place.first - 2):
            body: Found | Run | None = generic.get(end)
            if body is None and isinstance(place, Found):
                body = bodies.get(end)
            if body is not None and _linked(tokens, end, place.first):
                first = body.first
                gone.add(id(body))
        if first < place.first:
            joined.append(Run(first, place.last))
            gone.add(id(place))
    kept = [found for found in known if id(found) not in gone]
    return kept, [*(run for run in runs if id(run) not in gone), *joined]


def _bare(run: Run, capitals: Capitals) -> bool:
    """Whether a run is a kind of body alone: "Banca", "Azienda Ospedaliera", but not "Banca Velarda"."""
    return all(map(capitals.common, capitals.tokens[run.first + 1 : run.last]))


def _generic(found: Found) -> bool:
    """Whether a known institution is one of a kind that each town has: "Camera di commercio"."""
    rest = found.name.split()[1:]
    if found.entity is None or found.how != "alias":
        return False
    return found.kind == "institution" and bool(rest) and " ".join(rest).islower()


def _linked(tokens: Sequence[Token], end: int, first: int) -> bool:
    """Whether only "di" or the like stands between two names."""
    return [t.key for t in tokens[end:first]] in _LINKS_TO_PLACES and tokens[first].gap != "\n"


def _seat(tokens: Sequence[Token], first: int) -> int:
    """Return where the body begins that is named by the place at word `first`: "Comune di Lodi", "Regione Marche"."""
    for size in (0, 1, 2):
        seat = first - size - 1
        link = [t.key for t in tokens[max(0, seat + 1) : first]]
        if seat < 0 or not tokens[seat].text.istitle() or tokens[seat].key not in words("seated"):
            continue
        if link in _LINKS_TO_PLACES or (not link and tokens[seat].key == "regione"):
            near = all(t.gap != "\n" for t in tokens[seat + 1 : first + 1])
            return seat if near and tokens[seat].sentence == tokens[first].sentence else first
    return first
