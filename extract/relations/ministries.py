"""Whose a minister or a commissioner is: the ministry or the commission that the title tells without naming it."""

from __future__ import annotations

from extract.claims.patterns import Match
from extract.records import Mention
from extract.relations.view import View

LONGEST = 7  # words of a portfolio: "delle Imprese e del Made in Italy"
TO = {"europeo", "europea", "ue", "alla", "al", "all'", "agli", "per"}


def find_ministry(view: View, match: Match[str]) -> Mention | None:
    """Return the ministry of "il ministro delle Imprese X", the commission of "la commissaria alla Concorrenza"."""
    title = view.lower(match.start, match.end)[0]
    following = view.words.after(match.end, LONGEST, view.sentence(match.start)[1])
    if title.startswith("commissari") and following and following[0].lower in TO:
        return _known(view, "Commissione europea", match.end, following[0].end)
    if not title.startswith("ministr") or not following:
        return None
    for count in range(len(following), 1, -1):
        end = following[count - 1].end
        named = _known(view, f"ministero {view.text[following[0].start : end]}", following[0].start, end)
        if named is not None:
            return named
    return None


def _known(view: View, text: str, start: int, end: int) -> Mention | None:
    known = view.ctx.gazetteer.get(view.ctx.gazetteer.resolve(text))
    if known is None or known.kind != "institution":
        return None
    words = view.text[start:end]
    return Mention(start=start, end=end, text=words, name=known.name, kind=known.kind, how="office")
