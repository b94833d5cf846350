"""Make the pipeline that ships out of a trained one and the recogniser of names, which is trained apart.

``python -m extract.training.assemble TRAINED OUTPUT --names RECOGNISER``

Keeps what reading needs, without the paths and the progress of training; says in ``meta.json`` what it is, what it was
trained on and under which licence it may be used.
"""

from __future__ import annotations

import argparse
import shutil
from pathlib import Path
from typing import Any

import spacy
from spacy.language import Language

from extract.training.convert import sources

NAME = "cifre"
VERSION = "0.1.0"
LICENCE = "CC BY-SA 4.0"
DESCRIPTION = (
    "Small Italian pipeline for news: tok2vec, morphologizer, parser, trainable_lemmatizer, ner; no non-commercial "
    "data. Scores, data and known errors: docs/model-card.md."
)
OWN = {"name": "Own sentences with their names marked", "license": "Apache-2.0", "url": ""}
"""The project's sentences for the recogniser (``names/sentences.txt``), under the project's licence."""


def add_names(trained: Language, names: Language) -> None:
    """Put the recogniser of one pipeline at the end of another with the same vectors; one that is there is replaced.

    Only its labels come with it, not the words that it was trained on, as sourcing it would bring.
    """
    if "ner" in trained.pipe_names:
        trained.remove_pipe("ner")
    settings = dict(names.config.interpolate()["components"]["ner"])
    factory = settings.pop("factory")
    recogniser: Any = trained.add_pipe(factory, name="ner", config=settings)
    recogniser.from_bytes(names.get_pipe("ner").to_bytes())  # type: ignore[attr-defined]


def assemble(trained: Language) -> Language:
    """Return a trained pipeline ready to be written: described, and free of where it was made."""
    config = trained.config.copy()
    config["paths"] = dict.fromkeys(config.get("paths", {}))
    config["initialize"]["vectors"] = None
    trained.config = config
    trained.meta.update(
        {
            "name": NAME,
            "version": VERSION,
            "description": DESCRIPTION,
            "author": "Cifre",
            "email": "",
            "url": "",
            "license": LICENCE,
            "sources": [
                {key: entry[source] for key, source in (("name", "name"), ("license", "licence"), ("url", "url"))}
                for part in ("train", "raw")
                for entry in sources()[part]
            ]
            + [OWN],
            "performance": {},
        }
    )
    return trained


def main() -> None:
    """Run the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("trained", type=Path)
    parser.add_argument("output", type=Path)
    parser.add_argument("--names", type=Path, required=True, help="pipeline with the trained recogniser")
    given = parser.parse_args()
    trained = spacy.load(given.trained)
    add_names(trained, spacy.load(given.names))
    shutil.rmtree(given.output, ignore_errors=True)
    assemble(trained).to_disk(given.output)
    size = sum(path.stat().st_size for path in given.output.rglob("*") if path.is_file())
    print(f"{given.output}: {size / 1e6:.1f} MB")  # noqa: T201


if __name__ == "__main__":
    main()
