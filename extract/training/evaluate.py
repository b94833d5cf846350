"""Score a pipeline on the test sets: ``python -m extract.training.evaluate MODEL CORPUS [--output FILE]``.

All scores are on raw text, so what the tokenizer gets wrong counts. Labels are compared in full (``acl:relcl``),
punctuation is left out of UAS and LAS, documents are ten sentences long.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import spacy
from spacy.language import Language
from spacy.tokens import Doc, DocBin
from spacy.training import Example
from thinc.api import NumpyOps, set_current_ops

from extract.training import figures

TESTS = ("isdt-dev", "isdt-test", "vit-dev", "vit-test")
SHOWN = {
    "token_f": "tokens F",
    "pos_acc": "UPOS",
    "morph_acc": "features",
    "lemma_acc": "lemmas",
    "dep_uas": "UAS",
    "dep_las": "LAS",
    "sents_f": "sentences F",
}


def evaluate(nlp: Language, golds: list[Doc]) -> dict[str, float]:
    """Return the scores of a pipeline on gold documents, in percent."""
    examples = [Example(nlp.make_doc(gold.text), gold) for gold in golds]
    scores = nlp.evaluate(examples)
    result = {name: round(100 * scores[key], 2) for key, name in SHOWN.items() if scores.get(key) is not None}
    about = figures.score(nlp, golds)
    return result | {
        "figures": about.figures,
        "figure subjects": round(about.share, 1),
        "after repairs": round(about.repaired_share, 1),
        "nearest noun": round(about.nearest_share, 1),
        "first noun": round(about.first_share, 1),
    }


def read_docs(nlp: Language, path: Path) -> list[Doc]:
    """Return the documents of a spaCy training file."""
    return list(DocBin().from_disk(path).get_docs(nlp.vocab))


def main() -> None:
    """Run the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("model")
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--tests", nargs="+", default=TESTS)
    parser.add_argument("--output", type=Path)
    given = parser.parse_args()
    set_current_ops(NumpyOps(use_blis=False))
    nlp = spacy.load(given.model)
    results = {}
    for name in given.tests:
        results[name] = evaluate(nlp, read_docs(nlp, given.corpus / f"{name}.spacy"))
        print(name, json.dumps(results[name]), flush=True)  # noqa: T201
    if given.output:
        given.output.write_text(json.dumps(results, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
