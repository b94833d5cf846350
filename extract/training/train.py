"""Train one pipeline from a file of ``configs``, with numpy's matrix product instead of thinc's, which is slower here.

``python -m extract.training.train OUTPUT --train FILE --dev FILE --vectors FOLDER [--config NAME] [--seed N]
[--set KEY=VALUE …]``
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from spacy import util
from spacy.training.initialize import init_nlp
from spacy.training.loop import train as train_loop
from thinc.api import NumpyOps, set_current_ops

CONFIGS = Path(__file__).parent / "configs"


def train(output: Path, overrides: Mapping[str, Any], config: str = "base") -> None:
    """Train and write ``model-best`` and ``model-last`` into a folder.

    Parameters
    ----------
    output : Path
        Folder; made if it is not there.
    overrides : mapping
        Settings of the configuration by dotted name, as ``{"paths.train": "corpus/train.spacy"}``.
    config : str
        Name of the configuration: ``base``, or ``names`` for the recogniser.
    """
    set_current_ops(NumpyOps(use_blis=False))
    settings = util.load_config(CONFIGS / f"{config}.cfg", overrides=dict(overrides), interpolate=False)
    nlp = init_nlp(settings, use_gpu=-1)
    output.mkdir(parents=True, exist_ok=True)
    train_loop(nlp, output, use_gpu=-1, stdout=sys.stdout, stderr=sys.stderr)


def parse_setting(text: str) -> tuple[str, Any]:
    """Return ``name=value`` as a name and a JSON value, or text where it is none.

    Examples
    --------
    >>> parse_setting("variables.width=128"), parse_setting("paths.train=corpus/train.spacy")
    (('variables.width', 128), ('paths.train', 'corpus/train.spacy'))
    """
    name, _, value = text.partition("=")
    try:
        return name, json.loads(value)
    except json.JSONDecodeError:
        return name, value


def main() -> None:
    """Run the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("output", type=Path)
    parser.add_argument("--train", required=True)
    parser.add_argument("--dev", required=True)
    parser.add_argument("--vectors", required=True)
    parser.add_argument("--config", default="base")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--set", action="append", default=[], metavar="KEY=VALUE", type=parse_setting)
    given = parser.parse_args()
    paths = {"paths.train": given.train, "paths.dev": given.dev, "paths.vectors": given.vectors}
    train(given.output, {**paths, "system.seed": given.seed, **dict(given.set)}, given.config)


if __name__ == "__main__":
    main()
