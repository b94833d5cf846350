"""Make the pipeline that ships out of a trained one: ``python -m extract.training.assemble TRAINED OUTPUT``.

Keeps what reading needs, without the paths and the progress of training; says in ``meta.json`` what it is, what it was
trained on and under which licence it may be used. A recogniser of names would be added here: components that are
trained apart are sourced into this pipeline, before it is written.
"""

from __future__ import annotations

import argparse
import shutil
from pathlib import Path

import spacy
from spacy.language import Language

from extract.training.convert import sources

NAME = "cifre"
VERSION = "0.1.0"
LICENCE = "CC BY-SA 4.0"
DESCRIPTION = (
    "Small Italian pipeline for news: tok2vec, morphologizer, parser, trainable_lemmatizer; no non-commercial data. "
    "Scores, data and known errors: docs/model-card.md."
)


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
            ],
            "performance": {},
        }
    )
    return trained


def main() -> None:
    """Run the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("trained", type=Path)
    parser.add_argument("output", type=Path)
    given = parser.parse_args()
    shutil.rmtree(given.output, ignore_errors=True)
    assemble(spacy.load(given.trained)).to_disk(given.output)
    size = sum(path.stat().st_size for path in given.output.rglob("*") if path.is_file())
    print(f"{given.output}: {size / 1e6:.1f} MB")  # noqa: T201


if __name__ == "__main__":
    main()
