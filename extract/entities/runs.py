"""Runs of capitalised words that look like names, apart from those that only begin a sentence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from extract.entities.capitals import Capitals
from extract.entities.datelines import dateline_places
from extract.entities.particles import after_digits, link_length, noble, opening, place_link, short_het
from extract.entities.starts import name_start
from extract.entities.tokens import Token
from extract.entities.told import introduced, labels
from extract.entities.versions import version_length
from extract.entities.vocabulary import words

_MONTHS = words("months")
_DOMAINS = frozenset(("ai", "com", "io", "it", "org", "net", "dev", "app", "eu", "fyi"))
_MAX_WORDS = 12


@dataclass(slots=True)
class Run:
    """The words `first` to `last` (exclusive) of a text; `place` if they are a dateline, `title` a quoted title."""

    first: int
    last: int
    place: bool = False
    title: bool = False


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
        if not capitals.covered[n] and introduced(tokens, n) and not labels(tokens[n]):
            last = _extend(capitals, n)
            capitals.named.add(tokens[n].key)
            runs.append(Run(n, last))
            n = last
            continue
        quoted = _quoted(tokens, n)
        if quoted and not any(capitals.covered[n:quoted]):
            runs.append(Run(n, quoted, title=True))
            n = quoted
            continue
        if not capitals.covered[n] and after_digits(tokens, n) and not capitals.covered[n - 1]:
            last = _extend(capitals, n)
            runs.append(Run(n - 1, last))
            n = last
            continue
        if capitals.covered[n] or not _opens(tokens, n):
            n += 1
            continue
        last = _extend(capitals, n)
        first = name_start(capitals, n, last)
        dated = (
            first > 0
            and tokens[first - 1].text.isdigit()
            and all(w.text.lower() in _MONTHS for w in tokens[first:last])
        )
        if first and last == first + 1 and tokens[first - 1].text.isdigit() and tokens[first].key in words("tiers"):
            last = first = n + 1  # "la versione 2.5 Turbo" is a part of another name
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
            not noble(tokens, n)
            and token.key in words("elisions")
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
            if not token.gap and following is not None and after_digits(tokens, n + 1, inside=True):
                return 2  # "V3Harbour"
            firm = before.key in words("org_endings") and before.key not in words("tiers") and before.key != "ai"
            placed = tokens[first].key in words("placed") or tokens[first].key in words("linked")
            if (firm or placed) and token.gap == " ":
                return int(placed and following is not None and following.capital)  # "Ulss 9 Riva Alta"
            return _numbered(capitals, first, n)
        if not token.gap and before.text[-1].isdigit():
            return 1  # 9b, 4o
        if before.text.isdigit() and token.gap in (" ", "-") and token.key in words("small_tiers"):
            return 1  # Orma 5 mini
        if token.gap == "-" and before.text.isalpha():
            return 1  # Ji-hoon
        if token.key == "d" and following is not None and following.key == "'" and n + 2 < len(tokens):
            after = tokens[n + 2].capital and not covered[n + 2]
            person = tokens[first].key in words("first_names")  # "Anna Serra d'Urso"
            named = person or opening(tokens, first).key in words("linked")
            return 3 if after and named else place_link(tokens, first, n)
        linked = place_link(tokens, first, n)
        if linked:
            return linked
        if token.key == "e" and following is not None and following.capital and tokens[first].key in words("studying"):
            return 2 * (capitals.common(before) and capitals.common(following))  # "Osservatorio Imprese e Lavoro"
        if token.key in words("links") and following is not None:
            return link_length(capitals, first, n)
        return 0
    if following is None or token.gap not in ("", " "):
        return 0
    if token.text == "." and not token.gap and following.text.startswith("0") and following.text.isdigit():
        return 2 if before.capital and not following.gap else 0  # "Alba.01"
    if token.text == "." and not token.gap:
        initial = len(before.text) == 1 and before.capital
        initials = len(following.text) == 1 and not following.gap  # "T.M. Rame"
        if initial and following.capital and (initials or following.key not in words("stop") | words("articles")):
            return 1
        domain = following.key in _DOMAINS and (following.text.islower() or following.text.isupper())
        return 2 if domain and not following.gap else 0
    if token.text == "!" and not token.gap and following.capital:
        return 2  # "Evviva! Ventures": the mark has not ended the sentence
    if token.text == "*" and not token.gap and not following.gap and following.text.isdigit():
        return 1 + version_length(tokens, n + 1)  # "ψ*0.4"
    if token.key == "'" and short_het(capitals, n):
        return 3
    if token.key == "'" and not token.gap and not following.gap and following.capital and before.capital:
        return 2
    if token.text == "&" and following.capital:
        return 2
    return 0


def _numbered(capitals: Capitals, first: int, n: int) -> int:
    """Return how many words the version at word `n` has: one that the name had before needs no sign of being one."""
    tokens = capitals.tokens
    pair = (tokens[n - 1].key, tokens[n].text)
    code = tokens[n - 1].text.isupper() and 1 < len(tokens[n - 1].text) < 4 and tokens[n].text[:2] not in ("19", "20")
    told = first > 0 and tokens[first - 1].key in words("plain_articles") | {"'"}
    length = version_length(tokens, n, digits=4 if code else 3 if told else 2)  # "RX 6070", "l'Alba 740 ne ha"
    if length == 1 and len(tokens[n].text) < 3:
        capitals.versions.add(pair)
    return length or int(pair in capitals.versions and tokens[n].gap == " ")


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
