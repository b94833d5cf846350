"""Names in questions: matched against the table of entities and against whatever the graph itself names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from extract.entities import Gazetteer
from extract.entities.gazetteer import Entity
from kg.ask.lexicon import ignored
from kg.ask.query import Name
from kg.ask.tokens import Token, tokenize

_LONGEST = 9  # words
_VERSION = re.compile(r"\d+(?:\.\d+)*[a-z]{0,3}|[a-z]?\d+[a-z]*|v\d+|r\d+")


@dataclass(frozen=True, slots=True)
class NameIndex:
    """Canonical names by the letters and digits of their spellings; `kinds` by canonical name.

    Examples
    --------
    >>> index = NameIndex.build({"Nvidia H100": ("chip", ("H100",)), "Llama 3": ("model", ())})
    >>> index.find(tokenize("Quante H100s per Llama-3?"))[1].names
    ('Llama 3',)
    """

    by_key: Mapping[str, tuple[str, ...]]
    kinds: Mapping[str, str]
    cased: frozenset[str]
    lower: Mapping[str, frozenset[str]]

    @classmethod
    def build(cls, names: Mapping[str, tuple[str, Iterable[str]]]) -> NameIndex:
        """Return the index of names with kind and further spellings."""
        keys: dict[str, list[str]] = {}
        cased: set[str] = set()
        lower: dict[str, set[str]] = {}
        for name, (_, spellings) in names.items():
            for spelling in (name, *spellings):
                key = _key(tokenize(spelling))
                if key and name not in keys.setdefault(key, []):
                    keys[key].append(name)
                lower.setdefault(key, set()).update(t.key for t in tokenize(spelling) if not t.capital)
                if spelling[:1].isupper() and not any(c.isdigit() for c in spelling):
                    cased.add(key)
        return cls(
            {key: tuple(values) for key, values in keys.items()},
            {name: kind for name, (kind, _) in names.items()},
            frozenset(cased),
            {key: frozenset(words) for key, words in lower.items()},
        )

    def find(self, tokens: Sequence[Token], taken: frozenset[int] = frozenset()) -> list[Name]:
        """Return the names of a question, longest first at each place; `start` is the index of the first word."""
        lower = not any(token.capital for token in tokens[1:])
        found: list[Name] = []
        index = 0
        while index < len(tokens):
            match = self._longest(tokens, index, taken, lower)
            if match is None:
                index += 1
                continue
            length, names = match
            text = " ".join(token.text for token in tokens[index : index + length])
            found.append(Name(text, names, "subject", index, True))
            index += length
        return found

    def _longest(
        self, tokens: Sequence[Token], start: int, taken: frozenset[int], lower: bool
    ) -> tuple[int, tuple[str, ...]] | None:
        for length in range(min(_LONGEST, len(tokens) - start), 0, -1):
            window = tokens[start : start + length]
            if any(i in taken for i in range(start, start + length)) or window[-1].key == "'s":
                continue
            if window[0].key in ("l", "il", "la", "the", "lo", "i", "gli", "le", "dell", "un"):
                continue
            key = _key(window)
            names = self.by_key.get(key)
            plural = key.endswith("s") and (any(c.isdigit() for c in key) or window[-1].text[:-1].isupper())
            if names is None and plural:
                key = key[:-1]
                names = self.by_key.get(key)
            if names is None:
                continue
            if length > 1 and len(key) < 4 and any(token.gap for token in window[1:]):
                continue
            if key in self.cased and not _cased(window, start, lower):
                continue
            small = {t.key for t in window[1:] if not t.capital and t.key.isalpha() and len(t.key) > 3}
            if not lower and not small <= self.lower.get(key, frozenset()):
                continue  # "Meta quest'anno" is not Meta Quest
            return length, names
        return None


def _cased(window: Sequence[Token], start: int, lower: bool) -> bool:
    if any(token.capital for token in window):
        return start > 0 or window[0].key not in ignored("it") | ignored("en")
    return lower and len(_key(window)) > 3 and window[0].key not in ignored("it") | ignored("en")


def _key(tokens: Sequence[Token]) -> str:
    return "".join(token.key for token in tokens)


@lru_cache(maxsize=1)
def table_names() -> dict[str, tuple[str, tuple[str, ...]]]:
    """Return the names of the entity table: kind and spellings by canonical name.

    Descriptions with a name in them ("la casa madre di Facebook") count as spellings, without their article.
    """
    found: dict[str, tuple[str, tuple[str, ...]]] = {}
    for entity in Gazetteer.load().entities:
        described = [
            re.sub(r"^(?:il|lo|la|i|gli|le|l')\s*", "", text)
            for text in entity.descriptions
            if re.search(r"\s\S*[A-Z]", text)
        ]
        plain = [alias for alias in entity.names if not _elsewhere(entity, alias)]
        found[entity.name] = (entity.kind, (*plain, *described))
    return found


def _elsewhere(entity: Entity, alias: str) -> bool:
    """Return whether an alias is first of all the name of something else: a town for a firm, a paper's short name."""
    ambiguity = entity.ambiguity(alias)
    return alias != entity.name and ambiguity is not None and ambiguity.rule in ("metonym", "outlet")


def unknown_names(
    question: str, tokens: Sequence[Token], taken: frozenset[int], language: str, ordinary: frozenset[str]
) -> list[Name]:
    """Return runs of capitalised or alphanumeric words outside `taken` that look like names nobody knows."""
    found: list[Name] = []
    index = 0
    while index < len(tokens):
        token = tokens[index]
        first = index == 0 and not any(c.isdigit() for c in token.text)
        namelike = (
            index not in taken
            and token.key not in ordinary
            and not first
            and len(token.key) > 1
            and (token.capital or bool(re.fullmatch(r"[a-z]+\d+[a-z]*|\d+[a-z]{1,2}", token.key)))
        )
        if not namelike:
            index += 1
            continue
        end = index + 1
        while (
            end < len(tokens)
            and end not in taken
            and not question[tokens[end - 1].end : tokens[end].start].strip(" -")
            and (
                tokens[end].capital
                or (bool(_VERSION.fullmatch(tokens[end].key)) and not tokens[end].gap)
                or bool(re.fullmatch(r"\d(?:\.\d+)?", tokens[end].key))
            )
            and tokens[end].key not in ordinary
        ):
            end += 1
        found.append(Name(" ".join(t.text for t in tokens[index:end]), (), "subject", index, False))
        index = end
    return found


def extends(
    question: str,
    tokens: Sequence[Token],
    name: Name,
    taken: frozenset[int],
    kind: str | None,
    ordinary: frozenset[str],
) -> bool:
    """Return whether the words go on as a longer name: "Llama 3" in "Llama 3 Ultra", "GPT" in "GPT-7"."""
    length = len(tokenize(name.text))
    after = name.start + length
    if after >= len(tokens) or after in taken:
        return False
    token = tokens[after]
    apart = bool(question[tokens[after - 1].end : token.start].strip(" -\u2010\u2011"))
    if apart or token.key == "'s" or token.key in ordinary:
        return False
    if not token.gap and (token.capital or token.key[:1].isdigit()):
        return True
    if kind in ("model", "model_family", "product", "chip", "supercomputer", None) and _VERSION.fullmatch(token.key):
        return True
    return token.capital
