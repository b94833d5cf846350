"""Let several trained pipelines read the raw text and write down what most of them say, to train one on it.

``python -m extract.training.distil TREEBANKS OUTPUT --train GOLD --teachers MODEL …`` writes one training file: the
gold documents, several times over, and the sentences on whose trees the teachers agree well enough (tri-training). The
one pipeline that learns from all comes near what the teachers reach together, at the cost of one.
"""

from __future__ import annotations

import argparse
import random
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import spacy
from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.vocab import Vocab
from thinc.api import NumpyOps, set_current_ops

from extract.training.convert import TRAIN_GROUP, save, sources
from extract.training.evaluate import read_docs

SHORTEST, LONGEST = 3, 60
"""Words of a raw sentence that is worth reading."""
INSIDE = re.compile(r"[:;]\s")
"""Where the treebanks end a sentence; raw text that goes on after it teaches the opposite."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What the teachers agree on for one sentence; heads are counted from its first word."""

    words: list[str]
    spaces: list[bool]
    heads: list[int]
    deps: list[str]
    pos: list[str]
    morphs: list[str]
    lemmas: list[str]
    agreement: float


def raw_lines(folder: Path) -> Iterator[str]:
    """Yield the sentences of the raw text, each once."""
    seen: set[str] = set()
    for entry in sources()["raw"]:
        for file in entry["files"]:
            for line in (folder / "train" / file).read_text(encoding="utf-8").splitlines():
                sentence = line.strip().replace("’", "'")
                if sentence in seen or INSIDE.search(sentence):
                    continue
                seen.add(sentence)
                if SHORTEST <= len(sentence.split()) <= LONGEST:
                    yield sentence


def joined(nlp: Language, lines: Iterable[str], group: int) -> Iterator[Doc]:
    """Yield documents of some sentences each, with the sentence starts set, so that no teacher moves them."""
    batch: list[Doc] = []
    for line in lines:
        doc = nlp.make_doc(line)
        for token in doc:
            token.is_sent_start = token.i == 0
        batch.append(doc)
        if len(batch) == group:
            yield Doc.from_docs(batch, ensure_whitespace=True)
            batch = []


def is_tree(heads: Sequence[int]) -> bool:
    """Return whether heads (a root is its own) form one tree.

    Examples
    --------
    >>> is_tree([1, 1, 1]), is_tree([1, 0, 2]), is_tree([0, 1])
    (True, False, False)
    """
    if sum(head == i for i, head in enumerate(heads)) != 1:
        return False
    for start in range(len(heads)):
        here, steps = start, 0
        while heads[here] != here:
            here, steps = heads[here], steps + 1
            if steps > len(heads):
                return False
    return True


def vote(sentences: Sequence[Span]) -> Reading | None:
    """Return what most teachers say about a sentence, None where their heads together are no tree.

    A label is voted among those who gave the head; in a tie the first teacher has it.
    """
    size = len(sentences[0])
    heads, deps, pos, morphs, lemmas, agreed = [], [], [], [], [], 0
    for i in range(size):
        tokens = [sentence[i] for sentence in sentences]
        offsets = [token.head.i - sentence.start for token, sentence in zip(tokens, sentences, strict=True)]
        head = Counter(offsets).most_common(1)[0][0]
        labels = Counter(token.dep_ for token, offset in zip(tokens, offsets, strict=True) if offset == head)
        classes = Counter((token.pos_, str(token.morph)) for token in tokens)
        tag = Counter(token.pos_ for token in tokens).most_common(1)[0][0]
        heads.append(head)
        deps.append(labels.most_common(1)[0][0])
        pos.append(tag)
        morphs.append(next(morph for (name, morph), _ in classes.most_common() if name == tag))
        lemmas.append(Counter(token.lemma_ for token in tokens).most_common(1)[0][0])
        agreed += labels.most_common(1)[0][1] == len(tokens)
    if not is_tree(heads):
        return None
    first = sentences[0]
    return Reading(
        words=[token.text for token in first],
        spaces=[bool(token.whitespace_) for token in first],
        heads=heads,
        deps=deps,
        pos=pos,
        morphs=morphs,
        lemmas=lemmas,
        agreement=agreed / size,
    )


def readings(teachers: Sequence[Language], lines: Sequence[str]) -> Iterator[Reading]:
    """Yield the teachers' common reading of every sentence that they have one for."""
    streams = [teacher.pipe(joined(teacher, lines, TRAIN_GROUP), batch_size=64) for teacher in teachers]
    for docs in zip(*streams, strict=True):
        sentences = [list(doc.sents) for doc in docs]
        if len({tuple((s.start, s.end) for s in spans) for spans in sentences}) > 1:
            continue  # one of them left a word without a head
        for spans in zip(*sentences, strict=True):
            reading = vote(spans)
            if reading is not None:
                yield reading


def to_doc(vocab: Vocab, group: Sequence[Reading]) -> Doc:
    """Return some readings as one document."""
    words: list[str] = []
    spaces: list[bool] = []
    heads: list[int] = []
    deps: list[str] = []
    pos: list[str] = []
    morphs: list[str] = []
    lemmas: list[str] = []
    for reading in group:
        heads += [len(words) + head for head in reading.heads]
        words += reading.words
        spaces += [*reading.spaces[:-1], True]
        deps += reading.deps
        pos += reading.pos
        morphs += reading.morphs
        lemmas += reading.lemmas
    return Doc(vocab, words=words, spaces=spaces, heads=heads, deps=deps, pos=pos, morphs=morphs, lemmas=lemmas)


def typographic(doc: Doc) -> Doc:
    """Return a document as a newspaper sets it: ’ for ', “ and ” for straight quotes; the reading stays."""
    words, quotes = [], 0
    for token in doc:
        if token.text == '"':
            words.append("“”"[quotes % 2])
            quotes += 1
        else:
            words.append(token.text.replace("'", "’"))
    return Doc(
        doc.vocab,
        words=words,
        spaces=[bool(token.whitespace_) for token in doc],
        heads=[token.head.i for token in doc],
        deps=[token.dep_ for token in doc],
        pos=[token.pos_ for token in doc],
        morphs=[str(token.morph) for token in doc],
        lemmas=[token.lemma_ for token in doc],
    )


def main() -> None:
    """Run the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("treebanks", type=Path)
    parser.add_argument("output", type=Path)
    parser.add_argument("--train", type=Path, required=True)
    parser.add_argument("--teachers", nargs="+", required=True)
    parser.add_argument("--agreement", type=float, default=0.7, help="share of words with one head and label")
    parser.add_argument("--gold", type=int, default=4, help="times that the gold documents are repeated")
    parser.add_argument("--typographic", type=float, default=0.15, help="share of raw documents set as in print")
    parser.add_argument("--limit", type=int, default=0, help="raw sentences to read; 0 for all")
    parser.add_argument("--seed", type=int, default=0)
    given = parser.parse_args()
    set_current_ops(NumpyOps(use_blis=False))
    teachers = [spacy.load(path) for path in given.teachers]
    lines = list(raw_lines(given.treebanks))[: given.limit or None]
    kept = [reading for reading in readings(teachers, lines) if reading.agreement >= given.agreement]
    rng = random.Random(given.seed)
    vocab = teachers[0].vocab
    silver = [to_doc(vocab, kept[i : i + TRAIN_GROUP]) for i in range(0, len(kept), TRAIN_GROUP)]
    silver = [typographic(doc) if rng.random() < given.typographic else doc for doc in silver]
    gold = read_docs(teachers[0], given.train)
    docs = [*silver, *gold * given.gold]
    rng.shuffle(docs)
    save(docs, given.output)
    print(f"{len(lines)} raw sentences, {len(kept)} kept, {sum(map(len, silver))} words beside {sum(map(len, gold))}")  # noqa: T201


if __name__ == "__main__":
    main()
