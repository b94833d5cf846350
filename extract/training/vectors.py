"""Train small subword vectors on the raw text: ``python -m extract.training.vectors TREEBANKS OUTPUT``.

floret keeps them in a table of hashed subwords: every word has a vector, an unknown one too, and the table stays at
five megabytes. Needs the package ``floret`` (``requirements.txt``), which the extraction does not.
"""

from __future__ import annotations

import argparse
import re
import tempfile
from collections.abc import Iterator
from pathlib import Path

from extract.training.convert import gold_sentences, sources

WORD = re.compile(r"\w+'|\w[\w.,\-]*\w|\w|[^\w\s]")
SETTINGS = {
    "model": "skipgram",
    "mode": "floret",
    "hashCount": 2,
    "bucket": 20_000,
    "minn": 3,
    "maxn": 6,
    "minCount": 3,
    "dim": 64,
    "epoch": 12,
    "lr": 0.05,
    "thread": 1,  # more than one, and no two runs are alike
    "verbose": 0,
}


def lines(folder: Path) -> Iterator[str]:
    """Yield the raw and the training sentences, each once, with spaces between words and signs."""
    seen: set[str] = set()
    for entry in sources()["raw"]:
        for file in entry["files"]:
            seen.update((folder / "train" / file).read_text(encoding="utf-8").replace("’", "'").splitlines())
    seen.update(sentence.text for sentence in gold_sentences(folder))
    for line in sorted(seen):
        yield " ".join(WORD.findall(line))


def main() -> None:
    """Run the command line."""
    import floret  # type: ignore[import-not-found]

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("treebanks", type=Path)
    parser.add_argument("output", type=Path)
    given = parser.parse_args()
    given.output.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile("w", encoding="utf-8", suffix=".txt") as text:
        text.writelines(f"{line}\n" for line in lines(given.treebanks))
        text.flush()
        floret.train_unsupervised(text.name, **SETTINGS).save_floret_vectors(str(given.output))


if __name__ == "__main__":
    main()
