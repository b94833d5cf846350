"""Where a name begins in a run of capitals: after words that only begin the sentence, an office, a label."""

from __future__ import annotations

from collections.abc import Sequence

from extract.entities.capitals import Capitals
from extract.entities.context import acting
from extract.entities.demonyms import origin_of
from extract.entities.particles import hyphened, noble
from extract.entities.tokens import Token
from extract.entities.told import goes_on
from extract.entities.versions import is_code
from extract.entities.vocabulary import words

_FUTURE = ("erà", "irà", "eranno", "iranno", "erebbe", "irebbe")
_MARKS = frozenset("*-–—•·▪►▸")
_SPA, _SRL = [".", "p", "."], [".", "r", "."]


def name_start(capitals: Capitals, first: int, last: int) -> int:
    """Return where the name begins in a run: after words that only begin the sentence, or name nothing."""
    tokens = capitals.tokens
    start = first
    if _speaks(tokens, start, last):
        start += 2
        if start == last:
            return last
    start = _past_office(tokens, start, last)
    if start == first and _ordinal(tokens, first, last) and _listed(capitals, first):
        return first  # "Nuova Energia": a common word has no capital otherwise
    if (
        start == first
        and tokens[start].initial
        and not is_code(tokens[start : start + 2])
        and not _name_at_start(capitals, start, last)
    ):
        start += 1
    if all(_empty(token) for token in tokens[start:last]) or _label("".join(t.key for t in tokens[start:last])):
        return last
    if tokens[start].key in words("numbered"):
        return last
    while (
        start < last
        and not _initial(tokens, start, last)
        and tokens[start].key not in capitals.named
        and (_leading(tokens, start, last) or not tokens[start].capital)
    ):
        start += 1
    start = _past_office(tokens, start, last)
    people = start and origin_of(tokens[last - 1].key) and tokens[start - 1].key in words("plural_articles")
    return last if people or all(_empty(token) for token in tokens[start:last]) else start


def _past_office(tokens: Sequence[Token], start: int, last: int) -> int:
    """Return where a person begins after an office in capitals: "Direttore Finanziario | Anna Serra"."""
    n = start
    while n < last - 2 and tokens[n].capital and tokens[n].key in words("office_words"):
        n += 1
    named = n == start + 1 and tokens[n].key not in words("first_names")
    return start if named or last - n > 3 or tokens[last - 1].key in words("org_endings") else n


def _speaks(tokens: Sequence[Token], n: int, last: int) -> bool:
    """Whether a letter opens a line of an interview: "D. Quanti siete?", "R. Gecko Robotics ne ha di più"."""
    begins = n == 0 or "\n" in tokens[n].gap
    return begins and tokens[n].text in {"D", "R"} and n + 1 < last and tokens[n + 1].text == "."


def _initial(tokens: Sequence[Token], n: int, last: int) -> bool:
    """Whether word `n` is the initial of a person who is named after it: "E. Rame"."""
    return n + 2 < last and len(tokens[n].text) == 1 and tokens[n].capital and tokens[n + 1].text == "."


def _leading(tokens: Sequence[Token], n: int, last: int) -> bool:
    """Whether a word is before the name and not of it; "Il Faro" keeps its article, "Il Secondo" is no name."""
    token = tokens[n]
    if _initial(tokens, n, last) or is_code(tokens[n : n + 2]) or _first_name(tokens, n, last):
        return False
    if n + 1 < last and tokens[n + 1].text == "!":
        return False  # "Bravo! Foods"
    if hyphened(tokens, n, last) or noble(tokens, n) or (not token.initial and _ordinal(tokens, n, last)):
        return False
    if token.key in words("articles") and not token.initial:
        return n + 1 >= last or not tokens[n + 1].capital
    return token.key in words("leading") or (token.key in words("stop") and not _acronym(token))


def _ordinal(tokens: Sequence[Token], n: int, last: int) -> bool:
    """Whether a word that counts or praises opens a name: "Prima Rena", but not "Primo Ministro", "Nuova 500"."""
    if tokens[n].key not in words("ordinals") or not tokens[n].text.istitle() or n + 1 >= last:
        return False
    after = tokens[n + 1]
    return after.gap == " " and after.text.istitle() and not _empty(after) and after.key not in words("office_words")


def _first_name(tokens: Sequence[Token], n: int, last: int) -> bool:
    """Whether a word that may be another is the first name of a person: "Sara Riva", but not "Sarà Riva"."""
    named = tokens[n].key in words("first_names") and tokens[n].text.isascii() and tokens[n].text.istitle()
    return named and n + 2 == last and tokens[n + 1].capital and tokens[n + 1].gap == " "


def _acronym(token: Token) -> bool:
    return len(token.text) > 1 and token.text.isupper()


def _label(joined: str) -> bool:
    return joined in words("not_names")


def _listed(capitals: Capitals, n: int) -> bool:
    """Whether the capital after a word that opens a sentence is a name's: a common word's, or both are elsewhere."""
    keys = [token.key for token in capitals.tokens[n : n + 2]]
    common = any(keys[1] in words(known) for known in ("common_it", "common_en", "loanwords"))
    return common or capitals.inside.issuperset(keys)


def _empty(token: Token) -> bool:
    return token.key in words("not_names") or token.key in words("leading") or not token.text[0].isalpha()


def _name_at_start(capitals: Capitals, first: int, last: int) -> bool:
    """Whether the first word of a sentence begins a name."""
    tokens = capitals.tokens
    token = tokens[first]
    if _initial(tokens, first, last) or hyphened(tokens, first, last):
        return True
    if last > first + 1 and dotted_form(tokens, last):
        return True
    if _acronym(token):
        return last > first + 1 or token.key not in words("not_names")
    if token.key in capitals.named and not (last == first + 1 and token.key in words("stop") and goes_on(tokens, last)):
        return True  # "Il robot si chiama Basta", then "Basta costa poco"
    if (token.key in words("stop") or token.key in words("not_names")) and not _first_name(tokens, first, last):
        return False
    if token.key in capitals.inside:
        return True
    if located_item(tokens, first, last):
        return True
    alone = last == first + 1
    if not alone and token.key in words("linked") and tokens[first + 1].capital:
        return True  # Fondo Alfa, Banca Beta
    if capitals.common(token) and not _first_name(tokens, first, last):
        # "Onda Micro: 13%" is a name although the word is common; "Secondo Pallas" and "Corsa AI" are not.
        of_ai = tokens[last - 1].key == "ai"
        if token.key in words("loanwords") and not alone and tokens[first + 1].capital:
            return not of_ai  # "Energy Dome", but "Boom AI"
        return not alone and last - first == 2 and tokens[last - 1].key in words("org_endings") and not of_ai
    if not alone and tokens[first + 1].capital:
        return not token.text.endswith(_FUTURE)  # "Comprerà Alfa"
    if not alone and tokens[first + 1].text.isdigit():
        return True
    if capitals.foreign(token) or token.key in words("first_names"):
        return True
    return _apposition(tokens, last)


def dotted_form(tokens: Sequence[Token], last: int) -> bool:
    """Whether the word before `last` begins a form in law with full stops: "Alfa S.p.A.", "Alfa S.r.l."."""
    return tokens[last - 1].text == "S" and [t.key for t in tokens[last : last + 3]] in (_SPA, _SRL)


def located_item(tokens: Sequence[Token], first: int, last: int) -> bool:
    """Whether words open an item of a list of firms, with a place in brackets after them: "- **Ceramica** (Faenza)"."""
    start = first
    while start > 0 and tokens[start - 1].text in _MARKS and "\n" not in tokens[start].gap:
        start -= 1
    if start == first or (start > 0 and "\n" not in tokens[start].gap):
        return False  # a line of prose that begins so has a place: "Faenza (Ravenna) avrà un polo"
    after = last
    while after < len(tokens) and tokens[after].text == "*":
        after += 1
    inside = [t.text for t in tokens[after + 1 : after + 5]]
    if after >= len(tokens) or tokens[after].text != "(" or ")" not in inside:
        return False
    place = inside[: inside.index(")")]
    return bool(place) and all(word.isalpha() for word in place) and place[0][0].isupper() and place[-1][0].isupper()


def _from(words_after: Sequence[Token]) -> bool:
    return words_after[0].key == "da" and words_after[1].capital


def _apposition(tokens: Sequence[Token], n: int) -> bool:
    """Whether a name's apposition, or a bracket with a figure, follows."""
    if n + 1 >= len(tokens):
        return False
    if tokens[n].text == "(":
        return True
    if tokens[n].text in "–—":
        return tokens[n - 1].initial and tokens[n].gap == " " and tokens[n + 1].capital  # "Velarda – È la svedese"
    if tokens[n].text == ",":
        after = tokens[n + 1 : n + 3]
        based = len(after) == 2 and ((after[0].key, after[1].key) == ("con", "sede") or _from(after))
        return after[0].key in words("explaining") or based  # "Velarda, con sede a Pavia", "Velarda, da Pavia"
    return acting(tokens[n])
