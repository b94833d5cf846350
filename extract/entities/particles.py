"""Small words, digits and signs that belong to a name: "van der", "al-", "d'", "for a", "31Labs"."""

from __future__ import annotations

from collections.abc import Sequence

from extract.entities.capitals import Capitals
from extract.entities.tokens import Token
from extract.entities.vocabulary import words


def after_digits(tokens: Sequence[Token], n: int, *, inside: bool = False) -> bool:
    """Whether the capital `n` is joined to the digits that a name begins with: "31Labs", but not "5G", "40Gb".

    With `inside` the digits are in the middle of it: "V3Harbour".
    """
    token = tokens[n]
    if not n or token.gap or not tokens[n - 1].text.isdigit() or len(tokens[n - 1].text) > 3:
        return False
    if len(token.text) < 3 or not token.text.istitle() or (n > 1 and not inside and tokens[n - 1].gap in ("", "-")):
        return False
    return token.key not in words("not_names") and token.key not in words("number_units")


def noble(tokens: Sequence[Token], n: int) -> bool:
    """Whether an elided word inside a sentence has a capital because a surname begins with it: "la D'Urso Foods"."""
    token = tokens[n]
    if token.initial or token.key not in words("noble") or n + 2 >= len(tokens):
        return False
    return tokens[n + 1].key == "'" and tokens[n + 2].capital and not tokens[n + 2].gap


def hyphened(tokens: Sequence[Token], n: int, last: int) -> bool:
    """Whether a short word is joined to the next by a hyphen: "T-Vela", "Al-Rashti"."""
    short = len(tokens[n].text) == 1 or tokens[n].key in words("links")
    return short and n + 1 < last and tokens[n + 1].gap == "-" and tokens[n + 1].capital


def short_het(capitals: Capitals, n: int) -> bool:
    """Whether the Dutch "'t" is at word `n` of a person's name: "Van 't Hoff"."""
    tokens = capitals.tokens
    if n + 2 >= len(tokens) or capitals.covered[n + 2] or tokens[n - 1].key not in ("van", "in"):
        return False
    return tokens[n].key == "'" and tokens[n + 1].text == "t" and not tokens[n + 1].gap and tokens[n + 2].capital


def link_length(capitals: Capitals, first: int, n: int) -> int:
    """Return how many words a link at word `n` brings into a name: "van Rame", "al-Rashti", "for a New Age"."""
    tokens = capitals.tokens
    following, end = tokens[n + 1], n + 2
    if following.capital and following.gap == "-":
        return 2 if tokens[n].key in words("arabic") else 0
    if tokens[n].key == "van" and short_het(capitals, n + 1):
        return 4
    if (
        tokens[n].key in ("van", "von", "de")
        and following.key in ("der", "den", "de", "la", "los")
        and end < len(tokens)
    ):
        return 3 if tokens[end].capital and not capitals.covered[end] else 0
    if tokens[n].key in ("of", "for") and following.key in ("a", "an", "the") and end < len(tokens):
        return 3 if tokens[end].capital and not capitals.covered[end] else 0
    return 2 if following.capital and following.gap == " " and _linkable(capitals, first, n) else 0


def place_link(tokens: Sequence[Token], first: int, n: int) -> int:
    """Return how many words from a small word `n` on belong to a place: "a Mo i Rana", "a Cava de' Tirreni"."""
    if not first or tokens[first - 1].key not in words("place_prepositions") or not tokens[n].text.islower():
        return 0
    if tokens[n].key in words("place_links"):
        short = tokens[n].key != "i" or len(tokens[first].text) < 4
        return 2 if short and n + 1 < len(tokens) and tokens[n + 1].capital and tokens[n + 1].gap == " " else 0
    if tokens[first].key not in words("place_openers") or tokens[n].key not in words("oblique") | {"d", "de"}:
        return 0
    after = n + 2 if n + 2 < len(tokens) and tokens[n + 1].key == "'" else n + 1
    return after - n + 1 if after < len(tokens) and tokens[after].capital and tokens[after].gap in ("", " ") else 0


def _linkable(capitals: Capitals, first: int, n: int) -> bool:
    """Whether a lower-case link word continues a name: foreign particles do, Italian ones after "Banca"."""
    link = capitals.tokens[n].key
    if link in ("von", "van", "der", "den", "of", "for", "bin", "ibn", "dos", "des", "de", "du", "ter", "ten"):
        return True
    if link == "and" and capitals.italian:
        return True  # no Italian word: "Airways and Space"
    if capitals.tokens[n + 1].key in ("amministrazione", "gestione", "sorveglianza"):
        return False  # "il Consiglio di Amministrazione di Alfa" is a body of Alfa
    body = opening(capitals.tokens, first).key in words("linked")
    return link not in ("and", "el", "le", "la", "al") and body


def opening(tokens: Sequence[Token], first: int) -> Token:
    """Return the first word of a run after the article that opens its sentence."""
    return tokens[first + 1] if tokens[first].initial and tokens[first].key in words("articles") else tokens[first]
