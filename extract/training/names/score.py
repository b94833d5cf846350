"""Score the recogniser: ``python -m extract.training.names.score MODEL TREEBANKS [--output FILE]``.

On the Wikinews part of KIND (people, places, organisations; nothing is trained on its annotation) and on the project's
own sentences that are held out, with names in them that training has never seen. A name counts only with its exact ends
and its kind; all on raw text, so what the tokenizer gets wrong counts.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from pathlib import Path

import spacy
from thinc.api import NumpyOps, set_current_ops

from extract.entities.finder import find_mentions
from extract.entities.recognised import Recognised, kind_of
from extract.records import Mention
from extract.training.names.corpus import OF_MENTION, renamed
from extract.training.names.marks import Name, Sentence, read

KIND_FILES = {"kind-dev": "kind_WN_dev.tsv", "kind-test": "kind_WN_test.tsv"}
KIND_LABELS = {"ORG": "ORG", "INST": "ORG", "PER": "PER", "LOC": "LOC"}
SEEDS, FIRST_SEED = 3, 1000
"""Times that the held-out sentences are scored, each with other names."""
GROUP = 10

Finder = Callable[[str], Iterable[Name]]


def read_kind(path: Path, group: int = GROUP) -> list[Sentence]:
    """Return the texts of a file of KIND, so many sentences each, one a line; spaces are set as in print."""
    blocks = [block.splitlines() for block in path.read_text(encoding="utf-8").split("\n\n") if block.strip()]
    texts = []
    for start in range(0, len(blocks), group):
        text, names = "", []
        for block in blocks[start : start + group]:
            open_name: Name | None = None
            for line in block:
                word, _, tag = line.partition("\t")
                tag = tag.strip()
                if text and not text.endswith(("\n", "'", "’", "(", "«", "“")) and word not in ".,;:)!?»”":
                    text += " "
                if open_name is not None and not tag.startswith("I"):
                    names.append(open_name)
                    open_name = None
                if tag.startswith("B"):
                    open_name = Name(len(text), len(text) + len(word), tag[2:])
                elif open_name is not None:
                    open_name = Name(open_name.start, len(text) + len(word), open_name.kind)
                text += word
            if open_name is not None:
                names.append(open_name)
            text += "\n"
        texts.append(Sentence(text, tuple(names)))
    return texts


def own_texts(seed: int) -> list[Sentence]:
    """Return the held-out sentences with names of their own; the places stay."""
    return list(renamed([s for s in read() if s.held_out], seed, held_out=True))


def counts(find: Finder, golds: Sequence[Sentence], labels: dict[str, str] | None = None) -> Counter[tuple[str, str]]:
    """Count the right, found and gold names by kind: keys are ``("right", "ORG")`` and the like.

    Where `labels` are given, kinds are those that they map to, and names of other kinds are left out.
    """
    result: Counter[tuple[str, str]] = Counter()
    for gold in golds:
        wanted = {(n.start, n.end, n.kind) for n in gold.names}
        found = {
            (n.start, n.end, labels[n.kind] if labels else n.kind)
            for n in find(gold.text)
            if not labels or n.kind in labels
        }
        for what, names in (("right", wanted & found), ("found", found), ("gold", wanted)):
            result.update((what, kind) for _, _, kind in names)
    return result


def rates(result: Counter[tuple[str, str]], kinds: Sequence[str]) -> tuple[float, float, float]:
    """Return precision, recall and F of some kinds in percent, 0 where there is nothing to divide by."""
    right, found, gold = (sum(result[what, kind] for kind in kinds) for what in ("right", "found", "gold"))
    precision = 100 * right / found if found else 0.0
    recall = 100 * right / gold if gold else 0.0
    return precision, recall, 2 * precision * recall / (precision + recall) if right else 0.0


def recogniser(nlp: spacy.language.Language) -> Finder:
    """Return the recogniser of a pipeline as a finder, without the components that it does not need."""

    def find(text: str) -> list[Name]:
        with nlp.select_pipes(enable=["ner"]):
            return [Name(ent.start_char, ent.end_char, ent.label_) for ent in nlp(text).ents]

    return find


def rules(text: str) -> list[Name]:
    """Return the names that gazetteer and rules find."""
    return _named(find_mentions(text))


def together(find: Finder) -> Finder:
    """Return a finder of gazetteer and rules that asks a recogniser last, as the extraction does."""

    def find_both(text: str) -> list[Name]:
        heard = [Recognised(n.start, n.end, kind) for n in find(text) if (kind := kind_of(n.kind))]
        return _named(find_mentions(text, recognised=heard))

    return find_both


def _named(mentions: Iterable[Mention]) -> list[Name]:
    kept = (m for m in mentions if m.how != "description")
    return [Name(m.start, m.end, OF_MENTION[m.kind]) for m in kept if m.kind in OF_MENTION]


def evaluate(find: Finder, treebanks: Path) -> dict[str, dict[str, float]]:
    """Return the scores of a finder: by test set, by name of the score, in percent.

    `ORG recall` is the share of the organisations that is found with its ends and as an organisation.
    """
    scores: dict[str, dict[str, float]] = {}
    for name, file in KIND_FILES.items():
        golds = read_kind(treebanks / "evaluation-only" / file)
        scores[name] = _row(counts(find, golds, KIND_LABELS), ("PER", "LOC", "ORG"))
    result: Counter[tuple[str, str]] = Counter()
    for seed in range(SEEDS):
        result.update(counts(find, own_texts(FIRST_SEED + seed)))
    scores["own"] = _row(result, ("PER", "LOC", "ORG", "INST", "PRODUCT", "MODEL", "CHIP"))
    return scores


def _row(result: Counter[tuple[str, str]], kinds: Sequence[str]) -> dict[str, float]:
    precision, recall, f = rates(result, kinds)
    row = {"precision": precision, "recall": recall, "F": f, "ORG recall": rates(result, ("ORG",))[1]}
    row |= {f"{kind} F": rates(result, (kind,))[2] for kind in kinds}
    return {name: round(value, 1) for name, value in row.items()}


def main() -> None:
    """Run the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("model")
    parser.add_argument("treebanks", type=Path)
    parser.add_argument("--output", type=Path)
    given = parser.parse_args()
    set_current_ops(NumpyOps(use_blis=False))
    find = cache(recogniser(spacy.load(given.model)))
    finders: dict[str, Finder] = {"recogniser": find, "rules": rules, "both": together(find)}
    results = {
        f"{test}, {name}": row
        for name, finder in finders.items()
        for test, row in evaluate(finder, given.treebanks).items()
    }
    for name, row in sorted(results.items()):
        print(name, json.dumps(row), flush=True)  # noqa: T201
    if given.output:
        given.output.write_text(json.dumps(dict(sorted(results.items())), indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
