"""The words of status and attribution, read once from the TSV files of this folder."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from extract.periods.lexer import tokenise
from extract.periods.lexicon import read_rows

_HERE = Path(__file__).parent
GAP = "~"  # of a cue: up to four words
KEPT_WORDS = 10_000  # whose cues are remembered, so that a long run does not fill the memory


@dataclass(frozen=True, slots=True)
class Forms:
    """The alternatives of one word of a cue: whole words, and beginnings (``licenziament*``).

    Examples
    --------
    >>> Forms.of("tagli|licenziament*").fit("licenziamenti")
    True
    """

    words: frozenset[str]
    stems: tuple[str, ...]

    @classmethod
    def of(cls, field: str) -> Forms:
        forms = field.split("|")
        stems = tuple(form[:-1] for form in forms if form.endswith("*"))
        return cls(frozenset(form for form in forms if not form.endswith("*")), stems)

    def fit(self, word: str) -> bool:
        return word in self.words or word.startswith(self.stems)


@dataclass(frozen=True, slots=True)
class Cue:
    """One line of ``cues.tsv``: words that make a figure a plan, an estimate or a rumour; None is a gap."""

    words: tuple[Forms | None, ...]
    status: str
    strength: int
    sentence_wide: bool


@cache
def table(name: str) -> dict[str, str]:
    """Return word → class of a two-column file (``verbs.tsv``, ``speech.tsv``, ``sources.tsv``)."""
    return {row[0]: row[1] for row in read_rows(name, _HERE)}


@cache
def closed(kind: str, name: str = "words.tsv") -> frozenset[str]:
    """Return the words of a class of ``words.tsv`` or of another file of its form."""
    return frozenset(row[1] for row in read_rows(name, _HERE) if row[0] == kind)


@cache
def outlets() -> dict[str, tuple[tuple[tuple[str, ...], str, str], ...]]:
    """Return first word → (words, name, class) of the outlets and research houses, longest first."""
    found: dict[str, list[tuple[tuple[str, ...], str, str]]] = {}
    for name, kind in table("outlets.tsv").items():
        words = tuple(token.text.replace("’", "'") for token in tokenise(name))
        found.setdefault(words[0], []).append((words, name, kind))
    return {first: tuple(sorted(rows, key=lambda row: -len(row[0]))) for first, rows in found.items()}


@cache
def _cues() -> tuple[dict[str, tuple[Cue, ...]], tuple[tuple[str, Cue], ...]]:
    """Return the cues by their first word, and those whose first word is a beginning (``licenziament*``)."""
    by_word: dict[str, list[Cue]] = {}
    by_start: list[tuple[str, Cue]] = []
    for pattern, status, strength, scope in read_rows("cues.tsv", _HERE):
        words = tuple(None if field == GAP else Forms.of(field) for field in pattern.split())
        cue = Cue(words, status, int(strength), scope == "sentence")
        opening = Forms.of(pattern.split()[0])
        by_start += [(stem, cue) for stem in opening.stems]
        for word in opening.words:
            by_word.setdefault(word, []).append(cue)
    return {first: tuple(rows) for first, rows in by_word.items()}, tuple(by_start)


def cues_of(word: str) -> tuple[Cue, ...]:
    """Return the cues that open with a word."""
    return _cues()[0].get(word, ())


@lru_cache(maxsize=KEPT_WORDS)
def cues_like(word: str) -> tuple[Cue, ...]:
    """Return the cues that open with a word or with a beginning of it."""
    return *cues_of(word), *(cue for stem, cue in _cues()[1] if word.startswith(stem))
