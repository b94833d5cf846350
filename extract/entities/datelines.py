"""Where a report was written, and by whom: "SEUL, 3 giu -", "(Agi) - Genova, 4 ott."; a line "di Ada Neri"."""

from __future__ import annotations

from collections.abc import Sequence

from extract.entities.capitals import Capitals
from extract.entities.tokens import Token
from extract.entities.vocabulary import words

_MONTHS = words("months")
_AGENCIES = words("agencies")
_DASHES = frozenset("-–—")
_MOST = 8  # words of the places of a dateline
_WRITTEN_BY = (("a", "cura", "di"), ("di",), ("by",), ("da",))
_BETWEEN_AUTHORS = frozenset((",", "e", "-", "–", "|"))
_BRACKET = 8  # words in which a bracket closes
_CAPTIONS = words("captions")


def dateline_places(capitals: Capitals) -> list[tuple[int, int]]:
    """Return the places, each as its first word and the one after its last.

    In small letters only where a date or an agency tells that it is a dateline; in capitals also before a dash.
    """
    found: list[tuple[int, int]] = []
    for first, last in capitals.lines:
        if not all(capitals.shouted[first:last]):
            found.extend(_of_line(capitals, first, last))
    return found


def _of_line(capitals: Capitals, first: int, last: int) -> list[tuple[int, int]]:
    tokens = capitals.tokens[:last]
    start = _after_agency(tokens, first)
    by_agency = start > first
    if by_agency and start < last and tokens[start].text in _DASHES:
        start += 1
    for shouted in (True, False):
        places, n = _places(tokens, start, shouted=shouted)
        if not places or n >= last:
            continue
        dashed = tokens[n].text in _DASHES and tokens[n].gap == " "
        stopped = tokens[n].text == "." and n < last - 1 and len(places) == 1 and _names_a_place(capitals, *places[0])
        told = _is_date(tokens, n) or _after_agency(tokens, n) > n or (by_agency and dashed)
        if told or (shouted and (dashed or stopped)):
            return places
    return []


def _places(tokens: Sequence[Token], n: int, *, shouted: bool) -> tuple[list[tuple[int, int]], int]:
    """Return the capitalised runs from a word on, with commas and strokes between them, and the word after them."""
    places: list[tuple[int, int]] = []
    last = min(len(tokens), n + _MOST)
    while n < last:
        start = n
        while n < last and tokens[n].text.isalpha() and (tokens[n].text.isupper() if shouted else tokens[n].capital):
            n += 1
        if n == start:
            break
        places.append((start, n))
        if n < last and tokens[n].text in "/,":
            n += 1
    return places, n


def _is_date(tokens: Sequence[Token], n: int) -> bool:
    if n + 1 >= len(tokens) or not tokens[n].text.isdigit():
        return False
    month = tokens[n + 1].key
    return month in _MONTHS or month[:3] in _MONTHS


def _after_agency(tokens: Sequence[Token], n: int) -> int:
    """Return the word after an agency in brackets, the same word where there is none."""
    if n < len(tokens) and tokens[n].text == "(":
        closing = next((i for i in range(n, min(n + _BRACKET, len(tokens))) if tokens[i].text == ")"), None)
        if closing is not None and (any(token.key in _AGENCIES for token in tokens[n:closing]) or _opens(tokens, n)):
            return closing + 1
    return n


def _opens(tokens: Sequence[Token], n: int) -> bool:
    """Whether a name in brackets and a dash open a line, as agencies do: "(ABC) - Roma, 3 nov"."""
    named = len(tokens) > n + 4 and tokens[n + 1].capital
    end = n + 3 if named and tokens[n + 2].text == "." else n + 2  # "(Red.) -"
    closed = named and tokens[end].text == ")" and tokens[end + 1].text in _DASHES
    return closed and (n == 0 or tokens[n].gap == "\n")


def _names_a_place(capitals: Capitals, first: int, last: int) -> bool:
    """Whether the article says elsewhere that something is there: "CORVANO. …", and further on "a Corvano"."""
    tokens, name = capitals.tokens, [t.key for t in capitals.tokens[first:last]]
    return any(
        tokens[n - 1].key in ("a", "ad", "da", "di") and [t.key for t in tokens[n : n + len(name)]] == name
        for n in range(last + 1, len(tokens))
    )


def byline_spans(capitals: Capitals) -> list[tuple[int, int]]:
    """Return what only says who wrote or drew, by its words.

    That is a line "di Ada Neri" or "Foto: Alfa", and the agency that opens one in brackets.
    """
    found: list[tuple[int, int]] = []
    for first, last in capitals.lines:
        if capitals.tokens[first].text == "(" and _opens(capitals.tokens, first):
            found.append((first, first + 3))
        if _is_caption(capitals.tokens[first:last]):
            found.append((first, last))
        opening = next(
            (o for o in _WRITTEN_BY if tuple(t.key for t in capitals.tokens[first : first + len(o)]) == o), ()
        )
        rest = capitals.tokens[first + len(opening) : last]
        if opening and 1 < len(rest) <= _MOST and all(t.capital or t.key in _BETWEEN_AUTHORS for t in rest):
            found.append((first, last))
    return found


def _is_caption(line: Sequence[Token]) -> bool:
    """Whether a short line only says where a picture is from: "Immagine: Alfa.com", "Foto di Ada Neri", "© Alfa"."""
    keys = [token.key for token in line]
    if not 1 < len(line) <= _MOST or keys[0] not in _CAPTIONS:
        return False
    rest = line[2:] if keys[1] in (":", "di", "by") else line[1:] if keys[0] == "©" else []
    return bool(rest) and all(not token.text.isalpha() or token.capital or not token.gap for token in rest)
