"""Runs of capitalised words that look like names, apart from those that only begin a sentence."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from extract.entities.context import acting
from extract.entities.tokens import Token
from extract.entities.vocabulary import words

_MONTHS = words("months")
_DOMAINS = frozenset(("ai", "com", "io", "it", "org", "net", "dev", "app", "eu", "fyi"))
_SUFFIXES = re.compile(
    r"(?:zione|zioni|mente|iamo|ando|endo|anza|enza|aggio|aggi|mento|menti|tore|tori|trice|ismo|ista|isti|abile|ibile"
    r"|[aiu]t[oaie]|[ae]ndol[oaie]|ar[ei]|er[ei]|ir[ei]|ar[lg]i|ar[sm]i|eranno|iranno|assero|essero|ic[oaie]|iv[oaie]|os[oaie]|tel[aoie]|tene|tevi|temi)$"
)
_NUMERAL = re.compile(
    r"(?:vent|trent|quarant|cinquant|sessant|settant|ottant|novant|cento|due|tre|quattro|sei)[a-z]*(?:un|uno|due|tre|ro|cinque|sei|sette|otto|nove|cento|mila|anta)$"
)
_MAX_WORDS = 12


@dataclass(slots=True)
class Run:
    """The words `first` to `last` (exclusive) of a text; `place` if they are a dateline, `title` a quoted title."""

    first: int
    last: int
    place: bool = False
    title: bool = False


class Capitals:
    """What the capitals of a text say: which words have one inside a sentence, which lines are written in capitals.

    Parameters
    ----------
    tokens : sequence of Token
        The words of the text.
    covered : sequence of bool
        For each word whether it belongs to a name that is known already.
    title : sequence of Token, optional
        The words of the article's title, where it is not part of the text.
    """

    def __init__(self, tokens: Sequence[Token], covered: Sequence[bool], title: Sequence[Token] = ()) -> None:
        self.tokens = tokens
        self.covered = covered
        self.lines = _lines(tokens)
        self.shouted = [False] * len(tokens)
        self.titled = [False] * len(tokens)
        self.inside: set[str] = set()
        self.lower: set[str] = set()
        for first, last in self.lines:
            self._read_line(first, last)
        small = sum(token.text.islower() for token in title)
        if 2 * small > sum(token.capital for token in title):
            self.inside.update(token.key for token in title if token.capital and not token.initial)

    def _read_line(self, first: int, last: int) -> None:
        written = [n for n in range(first, last) if self.tokens[n].text[0].isalpha()]
        long = [n for n in written if len(self.tokens[n].text) > 3]
        capitals = [n for n in long if self.tokens[n].capital]
        shouted = bool(written) and all(self.tokens[n].text.isupper() for n in written)
        ended = self.tokens[last - 1].text in ".!?;,"
        titled = not shouted and not ended and len(long) > 3 and 3 * len(capitals) > 2 * len(long)
        for n in range(first, last):
            self.shouted[n] = shouted
            self.titled[n] = titled
        for n in written:
            token = self.tokens[n]
            if token.text.islower():
                self.lower.add(token.key)
            elif not token.initial and not shouted and not titled:
                self.inside.add(token.key)

    def common(self, token: Token) -> bool:
        """Whether a word is an Italian or English common word, as far as lists, this text and its ending tell."""
        key = token.key
        if _NUMERAL.match(key):
            return True
        if key in words("common_it") or key in words("common_en") or key in words("stop") or key in self.lower:
            return True
        return len(key) > 5 and token.text[1:].islower() and _SUFFIXES.search(key) is not None

    def foreign(self, token: Token) -> bool:
        """Whether a word cannot be Italian: by its letters or its end."""
        key = token.key
        return (
            any(c in "kwxyj" for c in key)
            or (key[-1] not in "aeiou" and len(key) > 3)
            or not (token.text[1:].islower() or len(token.text) == 1)
        )


def find_runs(capitals: Capitals) -> list[Run]:
    """Return the runs that may be names, in text order."""
    tokens = capitals.tokens
    runs: list[Run] = []
    datelines = _datelines(capitals)
    n = 0
    while n < len(tokens):
        if n in datelines:
            run = datelines[n]
            runs.append(run)
            n = run.last
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
        if first < last and _long_enough(tokens[first:last]) and not _headline(capitals, first, last):
            runs.append(Run(first, last))
        n = max(last, n + 1)
    return runs


def _quoted(tokens: Sequence[Token], n: int) -> int:
    """Return the end of a title in quotation marks that begins with word `n` («Energy and Chips»), 0 without one."""
    if not n or tokens[n - 1].key != '"' or not tokens[n].capital:
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
    token = tokens[n]
    return (
        token.wordlike
        and token.capital
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
            return 1
        if token.text[0].isdigit():
            return version_length(tokens, n)
        if not token.gap and before.text[-1].isdigit():
            return 1  # 9b, 4o
        if token.gap == "-" and before.text.isalpha():
            return 1  # Ji-hoon
        if token.key in words("links") and following is not None and following.capital and following.gap == " ":
            return 2 if _linkable(capitals, first, n) else 0
        return 0
    if following is None or token.gap not in ("", " "):
        return 0
    if token.text == "." and not token.gap:
        initial = len(before.text) == 1 and before.capital
        if initial and following.capital:
            return 1
        return 2 if following.key in _DOMAINS and not following.gap and following.text.islower() else 0
    if token.key == "'" and not token.gap and not following.gap and following.capital and before.capital:
        return 2
    if token.text == "&" and following.capital:
        return 2
    return 0


def _linkable(capitals: Capitals, first: int, n: int) -> bool:
    """Whether a lower-case link word continues a name: foreign particles do, Italian ones after "Banca"."""
    link = capitals.tokens[n].key
    if link in ("von", "van", "der", "den", "of", "for", "bin", "ibn", "dos", "des"):
        return True
    opening = capitals.tokens[first]
    return link not in ("and", "el", "le", "la", "al") and opening.key in words("linked")


def version_length(tokens: Sequence[Token], n: int) -> int:
    """Return how many words a version number that begins with word `n` has; 0 where it is a quantity or a year."""
    if not tokens[n].text.isdigit() or tokens[n].gap == "\n":
        return 0
    end = n + 1
    number = tokens[n].text
    if end + 1 < len(tokens) and tokens[end].text in ".," and not tokens[end].gap:
        decimals = tokens[end + 1]
        if decimals.text.isdigit() and not decimals.gap:
            if tokens[end].text == "," or len(decimals.text) > 2:
                return 0
            end += 2
    suffixed = end < len(tokens) and not tokens[end].gap and tokens[end].text.isalpha()
    if suffixed:
        if len(tokens[end].text) > 2:
            return 0
        end += 1
        if end < len(tokens) and not tokens[end].gap and tokens[end].text.isdigit():
            end += 1  # 8x7
            end += end < len(tokens) and not tokens[end].gap and tokens[end].text.isalpha()
        return end - n
    attached = tokens[n].gap != " "
    if not attached and (len(number) > 2 or number.startswith("0")):
        return 0
    if end < len(tokens):
        following = tokens[end]
        if following.key in words("number_units") or following.key in _MONTHS or following.text in "%°$€£/":
            return 0
        if not attached and following.wordlike and following.gap == " " and not _goes_on(following):
            return 0
        if following.text in "-–" and following.gap == "" and end + 1 < len(tokens) and tokens[end + 1].text.isdigit():
            return 0
    return end - n


def _goes_on(token: Token) -> bool:
    """Whether a word can follow a name with a number: a verb, a preposition, a part of it; no counted noun."""
    return (
        token.capital or token.key in words("stop") or token.key in words("acting") or token.key in words("common_en")
    )


def _strip(capitals: Capitals, first: int, last: int) -> int:
    """Return where the name begins in a run: after words that only begin the sentence, or name nothing."""
    tokens = capitals.tokens
    start = first
    if tokens[start].initial and not _name_at_start(capitals, start, last):
        start += 1
    if all(_empty(token) for token in tokens[start:last]) or _label("".join(t.key for t in tokens[start:last])):
        return last
    if tokens[start].key in words("numbered"):
        return last
    while start < last and (_leading(tokens, start, last) or not tokens[start].capital):
        start += 1
    return last if all(_empty(token) for token in tokens[start:last]) else start


def _leading(tokens: Sequence[Token], n: int, last: int) -> bool:
    """Whether a word is before the name and not of it; "Il Faro" keeps its article, "Il Secondo" is no name."""
    token = tokens[n]
    if token.key in words("articles") and not token.initial:
        return n + 1 >= last or not tokens[n + 1].capital
    return token.key in words("leading") or (token.key in words("stop") and not _acronym(token))


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
    if _acronym(token):
        return last > first + 1 or token.key not in words("not_names")
    if token.key in words("stop") or token.key in words("not_names"):
        return False
    if token.key in capitals.inside:
        return True
    alone = last == first + 1
    if capitals.common(token):
        # "Onda Micro: 13%" is a name although the word is common; "Secondo Pallas" is not.
        return not alone and last - first == 2 and tokens[last - 1].key in words("org_endings")
    if not alone and tokens[first + 1].capital:
        return True
    if not alone and tokens[first + 1].text.isdigit():
        return True
    if capitals.foreign(token) or token.key in words("first_names"):
        return True
    return _apposition(tokens, last)


def _apposition(tokens: Sequence[Token], n: int) -> bool:
    """Whether a name's apposition, or a bracket with a figure, follows."""
    if n + 1 >= len(tokens):
        return False
    if tokens[n].text == "(":
        return True
    if tokens[n].text == ",":
        return tokens[n + 1].key in ("la", "il", "l", "lo", "una", "un", "che", "fondata", "fondato", "startup")
    return acting(tokens[n])


def _headline(capitals: Capitals, first: int, last: int) -> bool:
    """Whether a run's capitals are those of its line, and nothing else says that it is a name."""
    if not (capitals.shouted[first] or capitals.titled[first]):
        return False
    return not any(
        capitals.tokens[n].key in capitals.inside and not capitals.common(capitals.tokens[n])
        for n in range(first, last)
    )


def _datelines(capitals: Capitals) -> dict[int, Run]:
    """Return the places before "–" or a date at a line's beginning: "SEUL, 3 giu -", "OSLO / RIGA – "."""
    found: dict[int, Run] = {}
    tokens = capitals.tokens
    for first, last in capitals.lines:
        n, places = first, []
        while n < last and n < first + 8:
            start = n
            while n < last and tokens[n].text.isupper() and tokens[n].text.isalpha():
                n += 1
            if n == start:
                break
            places.append((start, n))
            if n < last and tokens[n].text in "/,":
                n += 1
        if not places or n >= last or all(capitals.shouted[first:last]):
            continue
        dashed = tokens[n].text in "-–—" and tokens[n].gap == " "
        dated = (
            tokens[n].text.isdigit()
            and n + 1 < last
            and (tokens[n + 1].key in _MONTHS or tokens[n + 1].key[:3] in _MONTHS)
        )
        if dashed or dated:
            for start, end in places:
                if not any(capitals.covered[start:end]):
                    found[start] = Run(start, end, place=True)
    return found


def _lines(tokens: Sequence[Token]) -> list[tuple[int, int]]:
    starts = [n for n, token in enumerate(tokens) if n == 0 or token.gap == "\n"]
    return list(pairwise([*starts, len(tokens)]))
