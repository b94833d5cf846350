"""The project's own sentences with their names marked, as ``sentences.txt`` holds them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from zlib import crc32

SENTENCES = Path(__file__).parent / "sentences.txt"
KINDS = ("ORG", "INST", "PER", "LOC", "PRODUCT", "MODEL", "CHIP")
HELD_OUT = 7
"""One sentence in so many is scored on and not trained on."""
_MARK = re.compile(r"\[([^\[\]|]+)\|([^\[\]|]+)\]")


@dataclass(frozen=True, slots=True)
class Name:
    """A name of a sentence: ``text[start:end]``, and its kind."""

    start: int
    end: int
    kind: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence with its names in text order, and the section of the file that it stands in."""

    text: str
    names: tuple[Name, ...]
    section: str = ""

    @property
    def held_out(self) -> bool:
        """Whether the sentence is for scoring; its own text decides, so that others may come and go."""
        return crc32(self.text.encode()) % HELD_OUT == 0


def parse(line: str, section: str = "") -> Sentence:
    """Return the sentence of a marked line.

    Raises
    ------
    ValueError
        If a mark is not closed, its kind is none of `KINDS`, or spaces stand at a name's ends.

    Examples
    --------
    >>> parse("La [Korvia|ORG] apre.")
    Sentence(text='La Korvia apre.', names=(Name(start=3, end=9, kind='ORG'),), section='')
    """
    text, names, last = "", [], 0
    for mark in _MARK.finditer(line):
        name, kind = mark.groups()
        if kind not in KINDS:
            raise ValueError(f"{kind!r} is none of {', '.join(KINDS)}: {line}")
        if name != name.strip():
            raise ValueError(f"a name with spaces at its ends: {line}")
        text += line[last : mark.start()]
        names.append(Name(len(text), len(text) + len(name), kind))
        text += name
        last = mark.end()
    text += line[last:]
    if re.search(r"[\[\]|]", text):
        raise ValueError(f"a mark that is not closed: {line}")
    return Sentence(text, tuple(names), section)


def read(path: Path = SENTENCES) -> list[Sentence]:
    """Return the sentences of a file, in its order; ``# `` begins a section or a comment.

    Raises
    ------
    ValueError
        If a line is not well marked; file and line are named.
    """
    sentences, section = [], ""
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        if line.startswith("#"):
            section = line.lstrip("# ")
        elif line.strip():
            try:
                sentences.append(parse(line.strip(), section))
            except ValueError as error:
                raise ValueError(f"{path}, line {number}: {error}") from error
    return sentences
