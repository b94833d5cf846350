"""Runs of capitalised words that look like names, apart from those that only begin a sentence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from extract.entities.capitals import Capitals
from extract.entities.context import acting
from extract.entities.datelines import dateline_places
from extract.entities.demonyms import origin_of
from extract.entities.tokens import Token
from extract.entities.versions import is_code, version_length
from extract.entities.vocabulary import words

_MONTHS = words("months")
_DOMAINS = frozenset(("ai", "com", "io", "it", "org", "net", "dev", "app", "eu", "fyi"))
_FUTURE = ("erà", "irà", "eranno", "iranno", "erebbe", "irebbe")
_MAX_WORDS = 12
_MARKS = frozenset("*-–—•·▪►▸")


@dataclass(slots=True)
class Run:
    """The words `first` to `last` (exclusive) of a text; `place` if they are a dateline, `title` a quoted title."""

    first: int
    last: int
    place: bool = False
    title: bool = False


_SPA, _SRL = [".", "p", "."], [".", "r", "."]


def find_runs(capitals: Capitals) -> list[Run]:
    """Return the runs that may be names, in text order."""
    tokens = capitals.tokens
    runs: list[Run] = []
    datelines = {
        start: Run(start, end, place=True)
        for start, end in dateline_places(capitals)
        if not any(capitals.covered[start:end])
    }
    n = 0
    while n < len(tokens):
        if n in datelines:
            run = datelines[n]
            runs.append(run)
            n = run.last
            continue
        if not tokens[n].capital:
            n += 1
            continue
        quoted = _quoted(tokens, n)
        if quoted and not any(capitals.covered[n:quoted]):
            runs.append(Run(n, quoted, title=True))
            n = quoted
            continue
        if capitals.covered[n] or not _opens(tokens, n):
            n += 1
            continue
        last = _extend(capitals, n)
        first = _strip(capitals, n, last)
        dated = (
            first > 0
            and tokens[first - 1].text.isdigit()
            and all(w.text.lower() in _MONTHS for w in tokens[first:last])
        )
        if first < last and not dated and _long_enough(tokens[first:last]) and not _headline(capitals, first, last):
            runs.append(Run(first, last))
        n = max(last, n + 1)
    return runs


def split_before_person(run: Run, tokens: Sequence[Token]) -> list[Run]:
    """Return a run in two where a firm and one of its people touch: "l'ex numero uno di Corvia | Anna Rame".

    The firm follows an office and a preposition, the person begins with a first name that the firm does not.
    """
    of = run.first - (2 if run.first > 1 and tokens[run.first - 1].key == "'" else 1)
    if of < 1 or run.place or run.title or tokens[of].key not in words("of_firm"):
        return [run]
    before = [t for t in tokens[max(0, of - 5) : of] if t.sentence == tokens[of].sentence]
    if not any(t.key in words("office_heads") or t.text == "ex" for t in before):
        return [run]
    if tokens[run.first].key in words("first_names") or tokens[run.first].key in words("linked"):
        return [run]
    for n in range(run.first + 1, run.last - 1):
        if tokens[n].key in words("first_names") and tokens[n].gap == " " and tokens[n + 1].capital:
            return [Run(run.first, n), Run(n, run.last)]
    return [run]


def _quoted(tokens: Sequence[Token], n: int) -> int:
    """Return the end of a title in quotation marks that begins with the capital `n` («Energy and Chips»), or 0."""
    if not n or tokens[n - 1].key != '"':
        return 0
    for end in range(n + 1, min(n + 8, len(tokens))):
        if tokens[end].key == '"':
            name = tokens[n:end]
            capitals = sum(t.capital for t in name)
            small = [t for t in name if not t.capital]
            return end if capitals > 1 and all(t.key in words("links") for t in small) else 0
        if tokens[end].gap == "\n":
            return 0
    return 0


def _long_enough(name: Sequence[Token]) -> bool:
    return sum(len(token.text) for token in name if token.wordlike) > 1


def _opens(tokens: Sequence[Token], n: int) -> bool:
    """Whether a name may begin with the capital `n`: it is no part of a code and no elided article."""
    token = tokens[n]
    return (
        token.wordlike
        and (bool(token.gap) or n == 0 or not tokens[n - 1].text[-1].isdigit())
        and not (
            token.key in words("elisions")
            and n + 1 < len(tokens)
            and tokens[n + 1].key == "'"
            and not tokens[n + 1].gap
        )
    )


def _extend(capitals: Capitals, first: int) -> int:
    """Return the end of the run that begins with word `first`."""
    tokens = capitals.tokens
    last = first + 1
    while last < min(len(tokens), first + _MAX_WORDS):
        step = _step(capitals, first, last)
        if not step:
            break
        last += step
    return last


def _step(capitals: Capitals, first: int, n: int) -> int:
    """Return how many words from `n` on belong to the run before them."""
    tokens, covered = capitals.tokens, capitals.covered
    token, before = tokens[n], tokens[n - 1]
    if covered[n] or token.gap == "\n" or token.sentence != before.sentence:
        return 0
    following = tokens[n + 1] if n + 1 < len(tokens) and not covered[n + 1] else None
    if token.wordlike:
        if token.capital:
            return 0 if capitals.titled[n] and token.key in words("acting") else 1  # "Alfa Raccoglie 3 Milioni"
        if token.text[0].isdigit():
            return version_length(tokens, n)
        if not token.gap and before.text[-1].isdigit():
            return 1  # 9b, 4o
        if before.text.isdigit() and token.gap == " " and token.key in words("small_tiers"):
            return 1  # Orma 5 mini
        if token.gap == "-" and before.text.isalpha():
            return 1  # Ji-hoon
        if token.key == "d" and following is not None and following.key == "'" and n + 2 < len(tokens):
            after = tokens[n + 2].capital and not covered[n + 2]
            return 3 if after and _opening(tokens, first).key in words("linked") else _place_link(tokens, first, n)
        linked = _place_link(tokens, first, n)
        if linked:
            return linked
        if token.key in words("links") and following is not None and following.capital and following.gap == " ":
            return 2 if _linkable(capitals, first, n) else 0
        return 0
    if following is None or token.gap not in ("", " "):
        return 0
    if token.text == "." and not token.gap:
        initial = len(before.text) == 1 and before.capital
        if initial and following.capital and following.key not in words("stop") | words("articles"):
            return 1
        return 2 if following.key in _DOMAINS and not following.gap and following.text.islower() else 0
    if token.key == "'" and not token.gap and not following.gap and following.capital and before.capital:
        return 2
    if token.text == "&" and following.capital:
        return 2
    return 0


def _place_link(tokens: Sequence[Token], first: int, n: int) -> int:
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
    if capitals.tokens[n + 1].key in ("amministrazione", "gestione", "sorveglianza"):
        return False  # "il Consiglio di Amministrazione di Alfa" is a body of Alfa
    opening = _opening(capitals.tokens, first)
    return link not in ("and", "el", "le", "la", "al") and opening.key in words("linked")


def _opening(tokens: Sequence[Token], first: int) -> Token:
    """Return the first word of a run after the article that opens its sentence."""
    return tokens[first + 1] if tokens[first].initial and tokens[first].key in words("articles") else tokens[first]


def _strip(capitals: Capitals, first: int, last: int) -> int:
    """Return where the name begins in a run: after words that only begin the sentence, or name nothing."""
    tokens = capitals.tokens
    start = first
    if _speaks(tokens, start, last):
        start += 2
        if start == last:
            return last
    if tokens[start].initial and not is_code(tokens[start : start + 2]) and not _name_at_start(capitals, start, last):
        start += 1
    if all(_empty(token) for token in tokens[start:last]) or _label("".join(t.key for t in tokens[start:last])):
        return last
    if tokens[start].key in words("numbered"):
        return last
    while (
        start < last
        and not _initial(tokens, start, last)
        and (_leading(tokens, start, last) or not tokens[start].capital)
    ):
        start += 1
    people = start and origin_of(tokens[last - 1].key) and tokens[start - 1].key in words("plural_articles")
    return last if people or all(_empty(token) for token in tokens[start:last]) else start


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
    if token.key in words("articles") and not token.initial:
        return n + 1 >= last or not tokens[n + 1].capital
    return token.key in words("leading") or (token.key in words("stop") and not _acronym(token))


def _first_name(tokens: Sequence[Token], n: int, last: int) -> bool:
    """Whether a word that may be another is the first name of a person: "Sara Riva", but not "Sarà Riva"."""
    named = tokens[n].key in words("first_names") and tokens[n].text.isascii() and tokens[n].text.istitle()
    return named and n + 2 == last and tokens[n + 1].capital and tokens[n + 1].gap == " "


def _acronym(token: Token) -> bool:
    return len(token.text) > 1 and token.text.isupper()


def _label(joined: str) -> bool:
    return joined in words("not_names")


def _empty(token: Token) -> bool:
    return token.key in words("not_names") or token.key in words("leading") or not token.text[0].isalpha()


def _name_at_start(capitals: Capitals, first: int, last: int) -> bool:
    """Whether the first word of a sentence begins a name."""
    tokens = capitals.tokens
    token = tokens[first]
    if _initial(tokens, first, last):
        return True
    if last > first + 1 and dotted_form(tokens, last):
        return True
    if _acronym(token):
        return last > first + 1 or token.key not in words("not_names")
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


def _apposition(tokens: Sequence[Token], n: int) -> bool:
    """Whether a name's apposition, or a bracket with a figure, follows."""
    if n + 1 >= len(tokens):
        return False
    if tokens[n].text == "(":
        return True
    if tokens[n].text == ",":
        return tokens[n + 1].key in words("explaining")
    return acting(tokens[n])


def _headline(capitals: Capitals, first: int, last: int) -> bool:
    """Whether a run's capitals are those of its line or of its stress, and nothing else says that it is a name."""
    run = capitals.tokens[first:last]
    if all(token.text.isupper() and len(token.text) > 1 for token in run) and all(map(capitals.common, run)):
        return True  # "da leggere PRIMA di firmare", "IL NUMERO. Quanto vale"
    if not (capitals.shouted[first] or capitals.titled[first]):
        return False
    return not any(
        capitals.tokens[n].key in capitals.inside and not capitals.common(capitals.tokens[n])
        for n in range(first, last)
    )
