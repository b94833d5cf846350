"""Names that stand in for those of the sentences: invented firms, models and chips, people and places from lists.

Whatever a name is made of belongs either to training or to scoring, so that no part of a name that is scored was seen.
"""

from __future__ import annotations

import random
import re
import tomllib
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import TypeVar
from zlib import crc32

from extract.entities.vocabulary import words

_T = TypeVar("_T")
DATA = Path(__file__).parent / "data"
_PARTICLES = frozenset(("De", "Di", "Lo", "La", "Li", "Dal", "Van", "Von", "Ben", "El", "den"))
_INSTITUTION = re.compile(r"^(\w+)(?: (?:di|del|della|dello|dei|degli|delle|per|dell'|d'|europe[ao]|regionale)\b.*)")
_ACRONYM = re.compile(r"^[A-Z][A-Z]{1,4}$")


def _ours(part: str, held_out: bool) -> bool:
    return (crc32(part.casefold().encode()) % 5 == 0) is held_out


@cache
def _recipes() -> dict[str, dict[str, list[str]]]:
    return tomllib.loads((DATA / "recipes.toml").read_text(encoding="utf-8"))


@cache
def lists(file: str) -> tuple[str, ...]:
    """Return the names of a file of ``data``: surnames between spaces, places between semicolons."""
    lines = (DATA / file).read_text(encoding="utf-8").splitlines()
    kept = [line for line in lines if not line.startswith("#")]
    if file == "surnames.txt":
        names: list[str] = []
        for word in " ".join(kept).split():
            joins = bool(names) and names[-1].split()[-1] in _PARTICLES
            names[-1:] = [f"{names[-1]} {word}"] if joins else [*names[-1:], word]
        return tuple(dict.fromkeys(names))
    return tuple(dict.fromkeys(name.strip() for line in kept for name in line.split(";")))


def _form(place: str, file: str) -> tuple[bool, bool]:
    """Return what the words before a place depend on: a vowel at its beginning, and for a country its gender."""
    return place[0] in "AEIOU", file == "areas.txt" and place.split(maxsplit=1)[0].endswith("a")


@cache
def _first_names() -> tuple[str, ...]:
    return tuple(sorted(name.title() for name in words("first_names")))


class Inventor:
    """Makes names up.

    Parameters
    ----------
    seed : int
        The same seed makes the same names.
    held_out : bool
        Whether the names are for scoring: no stem, surname or place of theirs is ever used in training.

    Examples
    --------
    >>> one, other = Inventor(1), Inventor(1)
    >>> one.organisation() == other.organisation()
    True
    """

    def __init__(self, seed: int, *, held_out: bool = False) -> None:
        self._random = random.Random(seed)
        self._held_out = held_out

    def replace(self, name: str, kind: str, before: str = "") -> str:
        """Return another name of the same kind and build; `before` is the text that stands before it."""
        match kind:
            case "ORG":
                return self.organisation()
            case "INST":
                return self.institution(name)
            case "PER":
                return self.person(name)
            case "LOC":
                return self.place(name, before)
            case "MODEL":
                return self.model()
            case "CHIP":
                return self.chip()
            case _:
                return self.product()

    def organisation(self) -> str:
        """Return a firm, club, party or paper that does not exist."""
        italian, endings = _recipes()["italian"], _recipes()["endings"]
        draw = self._random.random()
        if draw < 0.42:
            return self.stem()
        if draw < 0.56:
            return f"{self.stem()} {self._any(endings['short'])}"
        if draw < 0.63:
            return self._acronym()
        if draw < 0.75:
            return self._english()
        if draw < 0.86:
            head = self._any(italian["heads"])
            tail = self._random.random()
            if tail < 0.4:
                return f"{head} {self._part(italian['nouns'])}"
            if tail < 0.6:
                return f"{head} {self._any(italian['adjectives'])} {self.stem()}"
            return f"{head} {self.stem() if tail < 0.8 else self.surname()}"
        if draw < 0.95:
            one = self.surname()
            return self._any(
                (one, f"{one} Group", f"Fratelli {one}", f"{one} & Figli", f"{one} & {self.surname()}", f"Gruppo {one}")
            )
        noun = self._part(italian["nouns"])
        return self._any((noun, noun, f"{self.stem()} {self._any(endings['legal'])}"))

    def institution(self, name: str) -> str:
        """Return a public body: the kind of body stays as it is named, what it is of does not."""
        if _ACRONYM.match(name):
            return self._acronym().upper()
        if len(name.split()) == 1:
            return self._any((self._acronym(), self.stem()))
        head = name.split(maxsplit=1)[0]
        if _INSTITUTION.match(name):
            place = self.stem() if self._held_out or self._random.random() < 0.3 else self._part(lists("cities.txt"))
            return f"{head} di {place}"
        return f"{head} {self.stem() if self._random.random() < 0.6 else self.surname()}"

    def person(self, name: str) -> str:
        """Return a person, as fully named as the one given and of the same gender, as far as the ending tells."""
        parts = name.split()
        if not parts[0][0].isupper() or any(part.isupper() and len(part) > 1 for part in parts):
            return name
        first = [n for n in _first_names() if n.endswith("a") == parts[0].endswith("a")]
        if len(parts) == 1:
            return self._any(first) if parts[0].casefold() in words("first_names") else self.surname()
        draw = self._random.random()
        given = self._any(first)
        if draw < 0.05:
            given = f"{given} {self._any(first)}"
        elif draw < 0.1:
            given = f"{given[0]}."
        return f"{given} {self.surname()}"

    def place(self, name: str, before: str) -> str:
        """Return a place of the same sort where the lists have the one given: a town for a town."""
        for file in ("cities.txt", "areas.txt"):
            if name in lists(file):
                form = _form(name, file)
                return self._any([o for o in lists(file) if _ours(o, self._held_out) and _form(o, file) == form])
        return name

    def model(self) -> str:
        """Return a language model with or without its version."""
        recipe = _recipes()["models"]
        stem = self._any((self.stem(), self._part(_recipes()["italian"]["nouns"]), self.stem()))
        decimal = f"{self._number(1, 5)}.{self._number(1, 9)}"
        version = self._any((str(self._number(1, 6)), decimal))
        tier, size = self._any(recipe["tiers"]), self._any(recipe["sizes"])
        forms = ("", f" {version}", f"-{version}", f" {tier}", f" {version} {tier}", f"-{size}", f" {size}")
        return self._any((*(stem + form for form in forms), f"{stem[:3].upper()}-{version}"))

    def chip(self) -> str:
        """Return a chip: mostly letters and a number, at times a stem with one."""
        letters = self._part(_recipes()["chips"]["letters"])
        number = self._any((self._number(1, 9), 10 * self._number(2, 99), 100 * self._number(1, 99)))
        stem, code = self.stem(), f"{letters}{number}"
        suffix = self._any(("", "X", "S", " Pro"))
        return self._any((code, code, code + suffix, f"{stem} {code}", f"{stem} {self._number(1, 9)}", stem))

    def product(self) -> str:
        """Return an app, a machine or another thing that is sold."""
        stem, noun, number = self.stem(), self._part(_recipes()["italian"]["nouns"]), self._number(2, 20)
        tier = self._any(_recipes()["products"]["tiers"])
        return self._any((stem, stem, noun, f"{stem} {number}", f"{stem} {tier}", f"{noun} {number}", self._english()))

    def surname(self) -> str:
        """Return a surname of the list."""
        return self._part(lists("surnames.txt"))

    def stem(self) -> str:
        """Return a word that means nothing, with a capital."""
        recipe = _recipes()["stems"]
        while True:
            middle = "".join(self._any(recipe["middle"]) for _ in range(self._random.choice((0, 1, 1, 1, 2))))
            last = self._any(recipe["last"])
            stem = self._any(recipe["first"]) + middle + last
            if 3 < len(stem) < 13 and _ours(stem, self._held_out):
                camel = last in recipe["camel"] and self._random.random() < 0.25
                return stem[: -len(last)].capitalize() + last.capitalize() if camel else stem.capitalize()

    def _english(self) -> str:
        recipe = _recipes()["english"]
        first, second = self._part(recipe["first"]), self._any(recipe["second"])
        draw = self._random.random()
        if draw < 0.45:
            return first + second
        if draw < 0.8:
            return f"{first} {second.capitalize()}"
        return f"{first}{second} {self._any(_recipes()['endings']['short'])}"

    def _acronym(self) -> str:
        while True:
            letters = "".join(self._any("ABCDEFGILMNOPRSTUV") for _ in range(self._random.choice((3, 3, 4, 4, 5))))
            if _ours(letters, self._held_out):
                return letters if self._random.random() < 0.5 else letters.capitalize()

    def _number(self, low: int, high: int) -> int:
        return self._random.randint(low, high)

    def _part(self, options: Sequence[str]) -> str:
        return self._any([option for option in options if _ours(option, self._held_out)])

    def _any(self, options: Sequence[_T]) -> _T:
        return options[int(self._random.random() * len(options))]
