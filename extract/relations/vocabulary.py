"""The word lists of the relation rules, read once from the files in ``data``."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from extract.entities.vocabulary import fold

DATA = Path(__file__).with_name("data")
GROUPS = {
    "org": ("organisation", "institution"),
    "model": ("model", "model_family"),
    "site": ("cluster", "supercomputer"),
    "made": ("model", "model_family", "product", "chip"),
    "firm": ("organisation", "institution", "unknown"),
    "investor": ("organisation", "institution", "person", "unknown"),
    "fundee": ("organisation", "institution", "unknown"),
    "rivalling": ("organisation", "product", "model", "model_family", "chip"),
    "suitor": ("organisation", "institution", "person", "product"),
    "user": ("organisation", "institution", "product", "model", "model_family", "cluster", "supercomputer"),
    "used": ("model", "model_family", "product", "chip", "cluster", "supercomputer"),
    "cloud": ("organisation", "product"),
}
ORGS = frozenset(GROUPS["org"])
MODELS = frozenset(GROUPS["model"])
SITES = frozenset(GROUPS["site"])
MADE = MODELS | {"product", "chip"}

_PREPOSITIONS = {
    "di": "di del dello della dell' dei degli delle d'",
    "a": "a ad al allo alla all' ai agli alle",
    "da": "da dal dallo dalla dall' dai dagli dalle",
    "in": "in nel nello nella nell' nei negli nelle",
    "con": "con col coi",
    "su": "su sul sullo sulla sull' sui sugli sulle",
    "per": "per",
    "tra": "tra fra",
    "secondo": "secondo riporta scrive riferisce",
}
PREPOSITIONS = {form: plain for plain, forms in _PREPOSITIONS.items() for form in forms.split()}
"""Each form of a preposition → its plain one; what credits a source is ``secondo``."""
ARTICLES = frozenset(("il", "lo", "la", "l'", "i", "gli", "le", "un", "uno", "una", "un'"))


def read_rows(name: str) -> list[list[str]]:
    """Return the fields of a vocabulary file's lines, without comments."""
    lines = (DATA / name).read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if line.strip() and not line.startswith("#")]


@cache
def listed(kind: str) -> frozenset[str]:
    """Return the words of a class of ``words.tsv``.

    Raises
    ------
    KeyError
        If the file has no such class.

    Examples
    --------
    >>> "aveva" in listed("auxiliary"), "supercomputer" in listed("site")
    (True, True)
    """
    return _classes()[kind]


@cache
def _classes() -> dict[str, frozenset[str]]:
    return {kind: frozenset(words.split()) for kind, words in read_rows("words.tsv")}


@cache
def irregular_participles() -> frozenset[str]:
    return frozenset(word for row in read_rows("participles.txt") for word in row[0].split())


_REGULAR = tuple(stem + ending for stem in ("at", "it", "ut") for ending in "oaie")


def is_participle(word: str) -> bool:
    """Say whether a word looks like a past participle.

    Examples
    --------
    >>> is_participle("sviluppata"), is_participle("scelto"), is_participle("sviluppa"), is_participle("acquista")
    (True, True, False, False)
    """
    return (len(word) > 4 and word.endswith(_REGULAR)) or word in irregular_participles()


@cache
def key(word: str) -> str:
    """Return the form under which the lists of the entity rules hold a word."""
    return fold(word.rstrip("'"))
