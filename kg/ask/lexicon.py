"""The word lists of questions, read once from their data files and compiled."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from extract.metrics import load_scheme
from kg.ask.tokens import Pattern, Token, compile_pattern, fold, match_at

_HERE = Path(__file__).parent
LANGUAGES = ("it", "en")


@dataclass(frozen=True, slots=True)
class Cue:
    """A wording and what it stands for: an entry of a data file; `form` is ``noun``, ``count`` or ``verb``."""

    pattern: Pattern
    payload: Any
    form: str = "noun"


@dataclass(frozen=True, slots=True)
class Hit:
    """A cue found in a question, with the indices of the words that it takes."""

    words: tuple[int, ...]
    payload: Any
    form: str = "noun"

    @property
    def weight(self) -> int:
        return len(self.words)

    @property
    def contiguous(self) -> bool:
        """Whether no other word stands between."""
        return not self.words or self.words[-1] - self.words[0] == len(self.words) - 1


@lru_cache(maxsize=8)
def data(name: str) -> dict[str, Any]:
    """Return a data file of this package."""
    return tomllib.loads((_HERE / f"{name}.toml").read_text(encoding="utf-8"))


class CueTable:
    """Cues by their first word, so that a question looks at few of them."""

    def __init__(self, cues: Iterable[Cue]) -> None:
        self._by_letter: dict[str, list[Cue]] = {}
        for cue in cues:
            for first in {part[:1] for part in cue.pattern[0]}:
                self._by_letter.setdefault(first, []).append(cue)

    def find(self, tokens: Sequence[Token], taken: frozenset[int] = frozenset()) -> list[Hit]:
        """Return every cue that is in the question and takes no word of `taken`, longest first."""
        hits = []
        for start, token in enumerate(tokens):
            for cue in self._by_letter.get(token.key[:1], ()):
                words = match_at(cue.pattern, tokens, start)
                if words is not None and not taken.intersection(words):
                    hits.append(Hit(words, cue.payload, cue.form))
        return sorted(hits, key=lambda hit: (-hit.weight, hit.words[0]))


def cues(entries: Mapping[str, Sequence[str]], language: str, payload: Any, form: str = "noun") -> list[Cue]:
    """Return the cues of one entry in one language."""
    return [Cue(compile_pattern(text), payload, form) for text in entries.get(language, ()) if text.strip()]


@lru_cache(maxsize=4)
def metric_cues(language: str) -> CueTable:
    """Return the wordings of metrics: those of the lexicon, and the labels and names of the metric scheme."""
    found: list[Cue] = []
    for entry in data("lexicon")["cue"]:
        tiers = tuple(tuple([item] if isinstance(item, str) else item) for item in entry["metrics"])
        found += cues(entry, language, tiers, entry.get("as", "noun"))
    skip = {fold(word) for word in data("lexicon")["skip"]}
    for metric in load_scheme().values():
        names = [metric.labels.get(language, ""), *metric.names.get(language, ())]
        found += [Cue(compile_pattern(name), ((metric.id,),)) for name in names if name and fold(name) not in skip]
    return CueTable(found)


@lru_cache(maxsize=32)
def table(language: str, name: str) -> CueTable:
    """Return the cues of a simple list: ``unit kind status signs bounds ask role kinds per demonyms``."""
    found: list[Cue] = []
    if name in ("unit", "kind"):
        for entry in data("lexicon")[name]:
            found += cues(entry, language, entry)
    elif name in ("status", "signs", "bounds"):
        for key, entry in data("lexicon")[name].items():
            found += cues(entry, language, key)
    elif name in ("ask", "role"):
        for entry in data("relations")[name]:
            found += cues(entry, language, entry)
    elif name == "kinds":
        for key, entry in data("relations")["kinds"].items():
            found += cues(entry, language, key)
    else:
        for key, entry in data("words")[name].items():
            found += cues(entry, language, key)
    return CueTable(found)


@lru_cache(maxsize=4)
def ignored(language: str) -> frozenset[str]:
    """Return the words that say nothing about which figure is meant."""
    return frozenset(fold(word) for word in data("words")["ignore"][language])


@lru_cache(maxsize=1)
def glossary() -> dict[str, tuple[str, ...]]:
    """Return Italian stems by English word."""
    return {fold(word): tuple(fold(stem) for stem in stems) for word, stems in data("words")["glossary"].items()}


@lru_cache(maxsize=4)
def _function_words(language: str) -> frozenset[str]:
    return frozenset(fold(word) for word in data("words")["language"][language])


def detect_language(tokens: Sequence[Token]) -> str:
    """Return ``it`` or ``en``, by function words; Italian where nothing tells.

    Examples
    --------
    >>> from kg.ask.tokens import tokenize
    >>> detect_language(tokenize("How many users does Kimi have?")), detect_language(tokenize("Quanti utenti ha Kimi?"))
    ('en', 'it')
    """
    italian, english = (_function_words(language) for language in LANGUAGES)
    keys = [token.key for token in tokens if not (token.text.isupper() and len(token.text) > 1)]
    score = sum((key in english - italian) - (key in italian - english) for key in keys)
    return "en" if score > 0 else "it"
