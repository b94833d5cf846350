"""Versions of a thing: "la versione precedente", "il predecessore", "la nuova versione", "la Mini"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from extract.entities.context import Context
from extract.entities.found import Found
from extract.entities.phrase import after_article
from extract.entities.salience import Salience
from extract.entities.tokens import keys_of
from extract.entities.vocabulary import fold, rows, words

_VERSION = re.compile(r"[ -]?(\d+(?:\.\d+)*)")
_ANY = ("model", "chip", "product", "supercomputer")


@lru_cache(maxsize=1)
def _ages() -> dict[str, str]:
    return {fold(row[0]): row[1] for row in rows("ages")}


@lru_cache(maxsize=1)
def _nouns() -> dict[str, tuple[str, bool]]:
    return {fold(row[0]): (row[1], len(row) > 2) for row in rows("versions")}


class Lineage:
    """The versions of things that an article names.

    Parameters
    ----------
    context : Context
        The text's words.
    named : sequence of Found
        All names of the text.
    """

    def __init__(self, context: Context, named: Sequence[Found]) -> None:
        self._context = context
        self._by_base: dict[str, dict[str, Found]] = {}
        for found in named:
            if found.kind in ("model", "model_family", "chip", "product", "supercomputer"):
                base, _ = split_version(found.name)
                self._by_base.setdefault(base, {}).setdefault(found.name, found)

    def resolve(self, n: int, at: dict[int, Found], salience: Salience) -> Found | None:
        """Return the version that the phrase at word `n` stands for, None where there is none."""
        start = after_article(self._context.tokens, n)
        if start is None or start in at:
            return None
        return self._tier(n, start, salience) or self._aged(n, start, at, salience)

    def _aged(self, n: int, start: int, at: dict[int, Found], salience: Salience) -> Found | None:
        tokens = self._context.tokens
        age: str | None = _ages().get(tokens[start].key)
        head = start + 1 if age else start
        if head >= len(tokens) or head in at or tokens[head].gap == "\n":
            return None
        noun = _nouns().get(tokens[head].key)
        if noun is None or not tokens[head].text.islower():
            return None
        last = head + 1
        if noun[1]:
            age = "old"
        elif age is None and last < len(tokens) and tokens[last].gap == " ":
            age = _ages().get(tokens[last].key)
            last += age is not None
        if age is None or self._goes_on(last, at):
            return None
        kinds = _ANY if noun[0] == "any" else (noun[0],)
        current = next((name for kind in kinds for name in salience.ranked(kind, n)[:1]), None)
        if current is None:
            return None
        name = self._older(current) if age == "old" else self._newest(current)
        return self._found(n, start, last, name, age)

    def _goes_on(self, last: int, at: dict[int, Found]) -> bool:
        """Whether the phrase says itself which one it is: "la versione precedente di Alfa", "…, Alfa 2"."""
        tokens = self._context.tokens
        if last >= len(tokens) or tokens[last].sentence != tokens[last - 1].sentence:
            return False
        if last in at or (tokens[last].text in ",(:" and last + 1 in at):
            return True
        return tokens[last].key in ("di", "del", "della", "dell", "dei", "a", "con", "per")

    def _older(self, current: str) -> str | None:
        """Return the version before a name: the highest lower one, else the family as the article names it."""
        base, version = split_version(current)
        members = self._by_base.get(base, {})
        lower = [name for name in members if version and () < split_version(name)[1] < version]
        if lower:
            return max(lower, key=lambda name: (split_version(name)[1], -len(name)))
        return base if base in members and base != current else None

    def _newest(self, current: str) -> str | None:
        base, _ = split_version(current)
        plain = [name for name in self._by_base.get(base, {}) if not _tiered(name)]
        numbered = [name for name in plain if split_version(name)[1]]
        return max(numbered, key=lambda name: split_version(name)[1], default=current)

    def _tier(self, n: int, start: int, salience: Salience) -> Found | None:
        """Return the variant that a capitalised word of variants stands for after an article: "la Mini"."""
        tokens = self._context.tokens
        token = tokens[start]
        if token.key not in words("tiers") or not token.capital or token.initial:
            return None
        last = start + 1
        if last < len(tokens) and tokens[last].gap in (" ", "-") and tokens[last].capital:
            return None  # the beginning of a longer name
        models = salience.ranked("model", n)
        for model in models:
            if fold(model.rpartition(" ")[2]) == token.key:
                return self._found(n, start, last, model, "variant")
        main = salience.main([name for name in models if not _tiered(name) and split_version(name)[1]])
        return self._found(n, start, last, f"{main} {token.text}" if main else None, "variant")

    def _found(self, n: int, start: int, last: int, name: str | None, cue: str) -> Found | None:
        if name is None:
            return None
        first = n if self._context.tokens[n].key in words("plain_articles") else start
        entity = self._context.gazetteer.get(name)
        named = self._by_base.get(split_version(name)[0], {}).get(name)
        kind = named.kind if named else "model"
        return Found(first, last, name, kind, "anaphor", (cue,), entity if entity and entity.name == name else None)


def split_version(name: str) -> tuple[str, tuple[int, ...]]:
    """Return the base of a name and its version, ``()`` without one.

    Examples
    --------
    >>> split_version("Ciclamino 3.1 405B"), split_version("GPT-4o"), split_version("Ciclamino")
    (('Ciclamino', (3, 1)), ('GPT', (4,)), ('Ciclamino', ()))
    """
    match = _VERSION.search(name)
    if match is None or not match.start():
        return name, ()
    return name[: match.start()], tuple(int(part) for part in match.group(1).split("."))


def _tiered(name: str) -> bool:
    return not words("tiers").isdisjoint(keys_of(name)[1:])
