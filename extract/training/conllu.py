"""Sentences of Universal Dependencies as lists of words that can be changed, read from CoNLL-U and written back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

COLUMNS = 10


@dataclass
class Word:
    """A syntactic word; `head` is 0 for the root, else the head's number, counted from 1."""

    id: int
    form: str
    lemma: str
    pos: str
    feats: dict[str, str]
    head: int
    dep: str
    misc: str = "_"


@dataclass
class Sentence:
    """The words of a sentence, its text, and the words that are written as one (``[5, 6]`` is "della")."""

    text: str
    words: list[Word] = field(default_factory=list)
    joined: dict[int, tuple[int, str, str]] = field(default_factory=dict)  # first word -> last word, form, misc

    def head(self, word: Word) -> Word | None:
        """Return the head of a word, None for the root."""
        return self.words[word.head - 1] if word.head else None

    def children(self, word: Word) -> list[Word]:
        """Return the words that depend on a word, in text order."""
        return [other for other in self.words if other.head == word.id]

    def subtree(self, word: Word) -> Iterator[Word]:
        """Yield a word and all that depends on it."""
        yield word
        for child in self.children(word):
            yield from self.subtree(child)


def read(lines: Iterable[str]) -> Iterator[Sentence]:
    """Yield the sentences of CoNLL-U lines; empty nodes (``8.1``) are left out.

    Examples
    --------
    >>> lines = ["# text = Sale", "1\\tSale\\tsalire\\tVERB\\tV\\tNumber=Sing\\t0\\troot\\t_\\t_", ""]
    >>> [(word.lemma, word.feats) for sentence in read(lines) for word in sentence.words]
    [('salire', {'Number': 'Sing'})]
    """
    sentence = Sentence("")
    for line in [*(line.rstrip("\n") for line in lines), ""]:
        if not line:
            if sentence.words:
                yield sentence
            sentence = Sentence("")
        elif line.startswith("# text = "):
            sentence.text = line.removeprefix("# text = ")
        elif line[0] != "#":
            number, form, lemma, pos, _, feats, head, dep, _, misc = line.split("\t")
            if "-" in number:
                first, last = map(int, number.split("-"))
                sentence.joined[first] = (last, form, misc)
            elif "." not in number:
                sentence.words.append(Word(int(number), form, lemma, pos, parse_feats(feats), int(head), dep, misc))


def write(sentences: Iterable[Sentence]) -> str:
    """Return sentences as CoNLL-U."""
    lines = []
    for sentence in sentences:
        lines.append(f"# text = {sentence.text}")
        for word in sentence.words:
            if word.id in sentence.joined:
                last, form, misc = sentence.joined[word.id]
                lines.append("\t".join([f"{word.id}-{last}", form, *["_"] * (COLUMNS - 3), misc]))
            columns = [str(word.id), word.form, word.lemma, word.pos, "_", format_feats(word.feats)]
            lines.append("\t".join([*columns, str(word.head), word.dep, "_", word.misc]))
        lines.append("")
    return "\n".join([*lines, ""])


def read_files(paths: Iterable[Path]) -> list[Sentence]:
    """Return the sentences of files, each text once: treebanks share sources."""
    seen: set[str] = set()
    sentences = []
    for path in paths:
        for sentence in read(path.read_text(encoding="utf-8").splitlines()):
            if sentence.text not in seen:
                seen.add(sentence.text)
                sentences.append(sentence)
    return sentences


def parse_feats(feats: str) -> dict[str, str]:
    """Return ``Gender=Masc|Number=Sing`` as a dict."""
    return {} if feats == "_" else dict(feat.split("=", 1) for feat in feats.split("|"))


def format_feats(feats: dict[str, str]) -> str:
    """Return features as CoNLL-U has them, in the order of their names."""
    return "|".join(f"{name}={feats[name]}" for name in sorted(feats, key=str.lower)) or "_"
