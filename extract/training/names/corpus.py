"""Turn the marked sentences into spaCy's training files: ``python -m extract.training.names.corpus OUTPUT``.

``train.spacy`` holds every sentence for training several times, each time with other names; ``dev.spacy`` holds those
for scoring with names that no training sentence has.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Iterator, Sequence
from pathlib import Path

import spacy
from spacy.language import Language
from spacy.tokens import Doc, Span

from extract.training.convert import save
from extract.training.names.invent import Inventor
from extract.training.names.marks import Sentence, read
from extract.training.names.substitute import substitute

OF_MENTION = {
    "organisation": "ORG",
    "institution": "INST",
    "person": "PER",
    "place": "LOC",
    "product": "PRODUCT",
    "model": "MODEL",
    "model_family": "MODEL",
    "chip": "CHIP",
}
"""The marks of the kinds of a mention."""
TRAIN = {"ORG": 0.75, "INST": 0.5, "PER": 0.75, "LOC": 0.5, "PRODUCT": 0.6, "MODEL": 0.6, "CHIP": 0.6}
"""How many of a kind are replaced in training: the real names teach the world, the others teach the sentence."""
SCORED = {**dict.fromkeys(TRAIN, 1.0), "LOC": 0.0}
TYPOGRAPHIC = 0.15


def renamed(sentences: Sequence[Sentence], seed: int, *, times: int = 1, held_out: bool = False) -> Iterator[Sentence]:
    """Yield every sentence so many times, with the names for training or for scoring."""
    shares = SCORED if held_out else TRAIN
    for turn in range(times):
        inventor = Inventor(seed + turn, held_out=held_out)
        rng = random.Random(seed + turn)
        for sentence in sentences:
            yield substitute(sentence, inventor, shares, rng)


def to_doc(nlp: Language, sentences: Sequence[Sentence]) -> Doc:
    """Return some sentences as one document with entities; a name that cuts a token, or has no kind, is left open."""
    text = " ".join(sentence.text for sentence in sentences)
    doc = nlp.make_doc(text)
    spans: list[Span] = []
    unclear: set[int] = set()
    offset = 0
    for sentence in sentences:
        for name in sentence.names:
            start, end = offset + name.start, offset + name.end
            span = doc.char_span(start, end, label=name.kind) if name.kind else None
            if span is not None:
                spans.append(span)
            else:
                unclear.update(token.i for token in doc.char_span(start, end, alignment_mode="expand") or ())
        offset += len(sentence.text) + 1
    unclear -= {token.i for span in spans for token in span}
    doc.set_ents(spans, missing=[doc[i : i + 1] for i in sorted(unclear)], default="outside")
    return doc


def documents(nlp: Language, sentences: Sequence[Sentence], rng: random.Random, most: int = 3) -> list[Doc]:
    """Return documents of one to `most` sentences; some have the apostrophe of print."""
    docs = []
    start = 0
    while start < len(sentences):
        size = rng.randint(1, most)
        group = sentences[start : start + size]
        if rng.random() < TYPOGRAPHIC:
            group = [Sentence(s.text.replace("'", "’"), s.names, s.section) for s in group]
        docs.append(to_doc(nlp, group))
        start += size
    return docs


def main() -> None:
    """Run the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("output", type=Path)
    parser.add_argument("--times", type=int, default=10, help="how often a sentence is trained on, with other names")
    parser.add_argument("--seed", type=int, default=0)
    given = parser.parse_args()
    nlp = spacy.blank("it")
    rng = random.Random(given.seed)
    sentences = read()
    train = list(renamed([s for s in sentences if not s.held_out], given.seed, times=given.times))
    rng.shuffle(train)
    held_out = list(renamed([s for s in sentences if s.held_out], given.seed, held_out=True))
    for name, part in (("train", train), ("dev", held_out)):
        docs = documents(nlp, part, rng)
        save(docs, given.output / f"{name}.spacy")
        print(f"{name}: {len(part)} sentences, {sum(len(d.ents) for d in docs)} names")  # noqa: T201


if __name__ == "__main__":
    main()
