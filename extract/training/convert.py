"""Turn the treebanks into spaCy's training files: one spelling, one set of habits, joined words in one piece.

``python -m extract.training.convert TREEBANKS CORPUS`` writes ``train.spacy`` and one file for each test set.
"""

from __future__ import annotations

import argparse
import random
import tomllib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from spacy.tokens import Doc, DocBin
from spacy.training.converters.conllu_to_docs import conllu_to_docs
from thinc.api import fix_random_seed

from extract.training import conventions, references
from extract.training.conllu import Sentence, read_files, write

HERE = Path(__file__).parent
TRAIN_GROUP = 4
"""Sentences in a training document: short ones teach the parser where a sentence ends."""
TEST_GROUP = 10


def sources() -> dict[str, list[dict[str, Any]]]:
    """Return the sets of ``treebanks.toml``: ``train``, ``raw`` and ``evaluation``."""
    return tomllib.loads((HERE / "treebanks.toml").read_text(encoding="utf-8"))


def gold_sentences(folder: Path) -> list[Sentence]:
    """Return the training sentences, brought to one set of habits.

    Raises
    ------
    FileNotFoundError
        If a file that ``treebanks.toml`` names is not in ``folder/train``.
    """
    sets = {
        entry["name"]: read_files([folder / "train" / file for file in entry["files"]]) for entry in sources()["train"]
    }
    everything = [sentence for sentences in sets.values() for sentence in sentences]
    for sentence in everything:
        for habit in conventions.COMMON:
            habit(sentence)
    by_hand = conventions.lexicon(sets["UD_Italian-ParlaMint"])
    for sentence in sets["UD_Italian-MarkIT"]:
        conventions.full_forms(by_hand)(sentence)
    both = conventions.lexicon([*sets["UD_Italian-ParlaMint"], *sets["UD_Italian-MarkIT"]])
    passives = conventions.Passives(everything)
    for sentence in sets["UD_Italian-ParlaMint"]:
        passives(sentence)
    for sentence in everything:
        conventions.agents(sentence)
    for sentence in sets["UD_Italian-PUD"]:
        conventions.Features(both)(sentence)
    return everything


def test_sentences(folder: Path, file: str) -> list[Sentence]:
    """Return the sentences of a test set as published, but for the apostrophe that the pipeline normalises too."""
    sentences = read_files([folder / "evaluation-only" / file])
    for sentence in sentences:
        conventions.apostrophes(sentence)
    return sentences


def to_docs(sentences: Sequence[Sentence], group: int) -> list[Doc]:
    """Return spaCy documents of so many sentences each, with the words joined that are written as one.

    A joined word has the label and part of speech of its head and the lemma of its first content: "della" is "di",
    "farlo" is "fare".
    """
    docs = list(conllu_to_docs(write(sentences), n_sents=group, merge_subtokens=True, no_print=True))  # type: ignore[no-untyped-call]
    for doc in docs:
        for token in doc:
            if " " in token.lemma_ and " " not in token.text:
                token.lemma_ = token.lemma_.split(" ")[0]
            token.tag_ = ""
    return docs


def save(docs: Sequence[Doc], path: Path) -> None:
    """Write documents as spaCy's training file, whose folder is made."""
    path.parent.mkdir(parents=True, exist_ok=True)
    DocBin(docs=docs, store_user_data=False).to_disk(path)


def convert(folder: Path, corpus: Path, seed: int) -> dict[str, int]:
    """Write all files and return the words in each."""
    written = {}
    rng = random.Random(seed)
    sentences = gold_sentences(folder)
    references.add(sentences, rng)
    docs = to_docs(sentences, TRAIN_GROUP)
    rng.shuffle(docs)
    files = {"train": docs}
    for entry in sources()["evaluation"]:
        for file in entry["files"]:
            name = file.removeprefix("it_").removesuffix(".conllu").replace("-ud", "")
            files[name] = to_docs(test_sentences(folder, file), TEST_GROUP)
    for name, documents in files.items():
        save(documents, corpus / f"{name}.spacy")
        written[name] = sum(map(len, documents))
    return written


def main() -> None:
    """Run the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("treebanks", type=Path, help="folder with train/ and evaluation-only/")
    parser.add_argument("corpus", type=Path, help="folder to write to")
    parser.add_argument("--seed", type=int, default=0)
    arguments = parser.parse_args()
    fix_random_seed(arguments.seed)
    for name, words in convert(arguments.treebanks, arguments.corpus, arguments.seed).items():
        print(f"{name}: {words} words")  # noqa: T201


if __name__ == "__main__":
    main()
