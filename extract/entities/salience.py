"""What an article is about at each point: the names that "l'azienda" or "il modello" can stand for.

A name stands the higher the more its mentions are subjects, the nearer they are, and the larger its part in the whole
article is. Investors, suppliers and outlets that are named in passing stand low. Weights are data (``weights.tsv``).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from extract.entities.context import Context, head_kinds
from extract.entities.found import Found
from extract.entities.vocabulary import fold, phrases, rows, words

_DECAY = 0.6  # a sentence
_BREAK = 0.6  # a paragraph, which often turns back to what the article is about
_KEPT = 40  # names of a kind that are remembered
_BULLETS = frozenset("-•*–—·")
_DA = frozenset(("da", "dal", "dalla", "dall"))


@dataclass(slots=True)
class _Standing:
    name: str
    kind: str
    weight: float
    sentence: int
    paragraph: int
    last: int
    local: int = -1  # the last paragraph in which it was more than named in passing


_PLANTS = frozenset(("fabbrica", "fabbriche", "stabilimento", "stabilimenti", "negozio", "negozi"))


@lru_cache(maxsize=1)
def _weights() -> dict[str, float]:
    return {row[0]: float(row[1]) for row in rows("weights")}


@lru_cache(maxsize=1)
def _fits() -> dict[str, tuple[str, ...]]:
    return {row[0]: tuple(row[1].split()) for row in rows("fits")}


class Salience:
    """The standing of names while an article is read from its beginning.

    Parameters
    ----------
    context : Context
        The text's words.
    named : sequence of Found
        All names of the text: their shares of the mentions tell what the article is about.
    title : sequence of Found
        The names of the title.
    """

    def __init__(self, context: Context, named: Sequence[Found] = (), title: Sequence[Found] = ()) -> None:
        self._context = context
        self._standing: dict[str, _Standing] = {}
        self._subjects: set[tuple[int, str]] = set()
        self._paragraphs = _paragraphs(context)
        self._ends: dict[int, str] = {}
        self._nouns: dict[str, set[str]] = {}
        self._bracketed = _bracketed(context)
        self._sourced = {token.sentence for token in context.tokens if token.key == "secondo"}
        self._shares = self._read_shares(named, title)
        for heading in title:
            self._standing[heading.name] = _Standing(heading.name, heading.kind, _weights()["title"], 0, 0, 0)

    def _read_shares(self, named: Sequence[Found], title: Sequence[Found]) -> dict[str, float]:
        """Return each name's part of the mentions of its kind, those of title and first line counting more."""
        scores: dict[tuple[str, str], float] = defaultdict(float)
        totals: dict[str, float] = defaultdict(float)
        heads = {heading.name for heading in title}
        for found in named:
            weight = self._place(found)
            if not self._paragraphs[found.first]:
                weight *= 2
            if found.name in heads:
                heads.discard(found.name)
                weight += _weights()["title"]
            scores[found.kind, found.name] += weight
            totals[found.kind] += weight
        return {name: score / (totals[kind] + 1.0) for (kind, name), score in scores.items()}

    def add(self, found: Found) -> None:
        """Take in the next mention of the text, name or phrase."""
        sentence = self._context.tokens[found.first].sentence
        weight = self._place(found)
        key = (sentence, found.kind)
        if found.name not in phrases("observers") and weight >= _weights()["dative"] and key not in self._subjects:
            self._subjects.add(key)
            weight += _weights()["first"]
        if found.kind == "organisation":
            self._ends[found.last] = found.name
            self._note_noun(found)
        paragraph = self._paragraphs[found.first]
        kept = self._now(found.name, sentence, paragraph)
        old = self._standing.pop(found.name, None)
        local = paragraph if weight >= _weights()["dative"] else old.local if old else -1
        self._standing[found.name] = _Standing(
            found.name, found.kind, kept + weight, sentence, paragraph, found.last, local
        )
        if len(self._standing) > _KEPT * 4:
            for stale in list(self._standing)[: _KEPT * 2]:
                del self._standing[stale]

    def fits(self, kind: str, other: str) -> bool:
        """Whether a noun of a class can stand for a name of a kind."""
        return other in _fits().get(kind, (kind,))

    def ranked(self, kind: str, n: int, noun: str = "") -> list[str]:
        """Return the names that a noun of a class can stand for at word `n`, most likely first.

        `noun` is the noun's key: a name that it introduced ("il fondo Alfa") stands higher for it.
        """
        fits = _fits().get(kind, (kind,))
        sentence, paragraph = self._context.tokens[n].sentence, self._paragraphs[n]
        scored: list[tuple[float, int, str]] = []
        for standing in self._standing.values():
            share = 1.0 if standing.kind in fits else 0.0
            if standing.kind == "unknown" and kind == "organisation":
                share = 0.15
            if share:
                weight = self._now(standing.name, sentence, paragraph)
                weight += _weights()["topic"] * self._shares.get(standing.name, 0.0)
                if standing.local == paragraph:
                    weight += _weights()["local"]
                if noun and self.introduced(standing.name, noun):
                    weight += _weights()["introduced"]
                elif kind == "organisation" and noun not in words("investor_words") and self._invests(standing.name):
                    weight *= _weights()["investor"]
                scored.append((share * weight, standing.last, standing.name))
        return [name for _, _, name in sorted(scored, reverse=True)]

    def share(self, name: str) -> float:
        """Return a name's part of the mentions of its kind in the whole article, between 0 and 1."""
        return self._shares.get(name, 0.0)

    def kind_of(self, name: str) -> str | None:
        """Return the kind of a name that was met, None for any other."""
        standing = self._standing.get(name)
        return standing.kind if standing else None

    def _note_noun(self, found: Found) -> None:
        """Remember the noun before a name: "il fondo Alfa"."""
        tokens = self._context.tokens
        if found.first and found.how in ("alias", "name") and tokens[found.first - 1].key in head_kinds():
            self._nouns.setdefault(found.name, set()).add(tokens[found.first - 1].key)

    def introduced(self, name: str, noun: str) -> bool:
        """Whether a noun has stood before a name."""
        return noun in self._nouns.get(name, ())

    def _invests(self, name: str) -> bool:
        """Whether somebody is an investor by name or by the noun before the name."""
        return _moneyed(name) or bool(self._nouns.get(name, set()) & words("investor_words"))

    def main(self, names: Sequence[str]) -> str | None:
        """Return the name of several that most of the article is about."""
        return max(names, key=lambda name: self._shares.get(name, 0.0), default=None)

    def _now(self, name: str, sentence: int, paragraph: int) -> float:
        old = self._standing.get(name)
        if old is None:
            return 0.0
        return old.weight * _DECAY ** (sentence - old.sentence) * _BREAK ** (paragraph - old.paragraph)

    def _place(self, found: Found) -> float:
        """Return what the place of a mention is worth."""
        weights = _weights()
        tokens = self._context.tokens
        if found.name in phrases("observers"):
            return weights["observer"]
        first, last = found.first, found.last
        before = tokens[first - 1] if first and tokens[first - 1].sentence == tokens[first].sentence else None
        begins = first == 0 or tokens[first].gap == "\n" or tokens[first - 1].text in "-•*"
        if begins and (last >= len(tokens) or tokens[last].gap == "\n"):
            return weights["heading"]
        acts = weights["acts"] if self._context.acts(last) else 0.0
        if before is None:
            return weights["subject"] + acts
        key = before.key
        if key == "'" and first > 1:
            key = tokens[first - 2].key
        if key == "secondo" or self._led_by_source(first):
            return weights["source"]
        if self._bracketed[first]:
            return weights["parenthesis"]
        if key in _DA and first > 1 and tokens[first - 2].key in words("agents"):
            return weights["agent"]
        if key in words("dative"):
            return weights["dative"] + acts
        if key in words("oblique"):
            return weights["oblique"] + acts
        if key in (",", "e", "ed") and first - 1 in self._ends:
            return weights["listed"] + acts
        if self._names_a_brand(first):
            return weights["oblique"] + acts
        return weights["subject"] + acts

    def _names_a_brand(self, first: int) -> bool:
        """Whether a name only says whose things are meant: "una fabbrica di lavatrici Alfa", no firm "di lavatrici"."""
        tokens = self._context.tokens
        if first < 3 or not (tokens[first - 1].text.islower() and tokens[first - 1].key.isalpha()):
            return False
        of = tokens[first - 2].key in words("oblique") and tokens[first - 2].sentence == tokens[first].sentence
        firm = head_kinds().get(tokens[first - 3].key) == "organisation" and tokens[first - 3].key not in _PLANTS
        return of and not firm and not tokens[first - 3].capital

    def _led_by_source(self, first: int) -> bool:
        """Whether a firm is only named with the office of who is quoted: "Secondo Anna Riva, ad di Alfa, …"."""
        tokens = self._context.tokens
        if tokens[first].sentence not in self._sourced:
            return False
        office = False
        for n in range(first - 1, max(-1, first - 14), -1):
            if tokens[n].sentence != tokens[first].sentence or self._context.acts(n):
                return False
            office = office or tokens[n].key in words("office_heads")
            if tokens[n].key == "secondo":
                return office
        return False


@lru_cache(maxsize=4096)
def _moneyed(name: str) -> bool:
    return any(fold(word) in words("investor_words") for word in name.split())


def _bracketed(context: Context) -> list[bool]:
    """Return for each word whether it stands in brackets, which end at the latest with the sentence's line."""
    inside = False
    result = []
    for token in context.tokens:
        if token.text == ")" or token.gap == "\n":
            inside = False
        result.append(inside)
        if token.text == "(":
            inside = True
    return result


def _paragraphs(context: Context) -> list[int]:
    """Return for each word the number of its paragraph; the items of a list are no paragraphs of their own."""
    numbers = []
    number = 0
    for n, token in enumerate(context.tokens):
        if n and token.gap == "\n" and token.text not in _BULLETS:
            number += 1
        numbers.append(number)
    return numbers
