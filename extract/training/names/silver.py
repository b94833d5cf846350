"""Label raw text for the recogniser: ``python -m extract.training.names.silver TREEBANKS MODEL OUTPUT``.

A first recogniser, trained on the project's own sentences, reads the raw text beside gazetteer and rules. Where the two
agree on a name, or one is sure of it, it is a name; where one alone sees something, the words are left open; the rest
is none. What is taught most by this are the words that are no names, above all at the beginning of a sentence.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Iterator, Sequence
from pathlib import Path

import spacy
from spacy.language import Language
from spacy.tokens import Doc
from thinc.api import NumpyOps, set_current_ops

from extract.entities.finder import find_mentions
from extract.records import Mention
from extract.training.convert import save, sources
from extract.training.names.corpus import OF_MENTION, documents, renamed
from extract.training.names.invent import lists
from extract.training.names.marks import Name, Sentence, read

GROUP = 10
"""Lines that are read together: a surname is one because the full name stands before it."""
RENAMED = 0.5
"""How many of the silver sentences get other names."""


def raw_groups(folder: Path, limits: Sequence[int]) -> Iterator[str]:
    """Yield the raw text of each set, some lines at a time, at most so many lines of it."""
    for entry, limit in zip(sources()["raw"], limits, strict=True):
        for file in entry["files"]:
            lines = (folder / "train" / file).read_text(encoding="utf-8").replace("’", "'").splitlines()
            for start in range(0, min(limit, len(lines)), GROUP):
                yield "\n".join(line.strip() for line in lines[start : start + GROUP])


def combine(text: str, mentions: Sequence[Mention], doc: Doc) -> tuple[list[Name], list[tuple[int, int]]]:
    """Return the names that rules and recogniser stand for together, and the spans that stay open."""
    read_by_model = {(ent.start_char, ent.end_char): ent.label_ for ent in doc.ents if "\n" not in ent.text}
    names: list[Name] = []
    open_spans: list[tuple[int, int]] = []
    for mention in mentions:
        if mention.how == "description":
            continue
        span = (mention.start, mention.end)
        model = read_by_model.pop(span, None)
        rule = OF_MENTION.get(mention.kind)
        kind = _kind(mention, rule, model)
        if kind:
            names.append(Name(*span, kind))
        else:
            open_spans.append(span)
    taken = [(n.start, n.end) for n in names]
    for start, end in read_by_model:
        if any(start < last and end > first for first, last in taken):
            continue
        if text[start].isupper() and (" " in text[start:end] or not _opens_sentence(text, start)):
            open_spans.append((start, end))
    return sorted(names, key=lambda n: n.start), open_spans


def _kind(mention: Mention, rule: str | None, model: str | None) -> str | None:
    if rule == model:
        return rule
    if mention.text in lists("cities.txt") or mention.text in lists("areas.txt"):
        return model if model == "ORG" and rule != "LOC" else "LOC"
    if rule is None:
        return None if model == "ORG" and " " not in mention.text else model
    if {rule, model} == {"ORG", "INST"}:
        return rule
    if rule == "PER" and " " in mention.text:
        return rule
    if rule == "LOC" and model is None:
        return rule
    return None


def _opens_sentence(text: str, start: int) -> bool:
    before = text[:start].rstrip(" \"'«“(-–")
    return not before or before[-1] in "\n.!?:;"


def label(nlp: Language, groups: Sequence[str]) -> Iterator[Sentence]:
    """Yield the raw sentences with their names; those with open spans keep them as names of no kind (``""``)."""
    for text, doc in zip(groups, nlp.pipe(groups, batch_size=16), strict=True):
        names, open_spans = combine(text, find_mentions(text), doc)
        everything = sorted([*names, *(Name(start, end, "") for start, end in open_spans)], key=lambda n: n.start)
        offset = 0
        for line in text.split("\n"):
            end = offset + len(line)
            inside: list[Name] = []
            for name in everything:
                if offset <= name.start and name.end <= end and (not inside or name.start >= inside[-1].end):
                    inside.append(name)
            yield Sentence(line, tuple(Name(n.start - offset, n.end - offset, n.kind) for n in inside), "silver")
            offset = end + 1


def main() -> None:
    """Run the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("treebanks", type=Path)
    parser.add_argument("model")
    parser.add_argument("output", type=Path)
    parser.add_argument("--lines", type=int, nargs="+", default=(11_000, 3_000), help="lines to read of each set")
    parser.add_argument("--times", type=int, default=12, help="how often an own sentence is trained on")
    parser.add_argument("--seed", type=int, default=0)
    given = parser.parse_args()
    set_current_ops(NumpyOps(use_blis=False))
    nlp = spacy.load(given.model)
    rng = random.Random(given.seed)
    silver = [s for s in label(nlp, list(raw_groups(given.treebanks, given.lines))) if len(s.text.split()) > 2]
    changed = [s for s in silver if rng.random() < RENAMED]
    kept = set(map(id, changed))
    own = list(renamed([s for s in read() if not s.held_out], given.seed + 100, times=given.times))
    everything = [*own, *renamed(changed, given.seed), *(s for s in silver if id(s) not in kept)]
    rng.shuffle(everything)
    docs = documents(spacy.blank("it"), everything, rng)
    save(docs, given.output)
    names = sum(bool(n.kind) for s in silver for n in s.names)
    print(f"{len(silver)} raw sentences with {names} names beside {len(own)} own ones")  # noqa: T201


if __name__ == "__main__":
    main()
