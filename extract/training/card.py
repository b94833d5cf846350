"""Write the scores into the model card: ``python -m extract.training.card SCORES CARD [--names]``.

Replaces what stands between two comments, so that the card never says other than what was measured.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Mapping
from pathlib import Path

HEADS = {"scores": "test set", "names": "names"}
"""The blocks of the card, and the head of each one's first column."""


def table(scores: Mapping[str, Mapping[str, float]], head: str = "test set") -> str:
    """Return scores as a Markdown table, with nothing in the cells that a test has no score for.

    Examples
    --------
    >>> print(table({"a-test": {"UAS": 85.04, "LAS": 77.5}}))
    | test set | UAS | LAS |
    | --- | ---: | ---: |
    | a-test | 85.0 | 77.5 |
    """
    names = list(dict.fromkeys(name for values in scores.values() for name in values))
    rows = [f"| {head} | {' | '.join(names)} |", f"| --- |{' ---: |' * len(names)}"]
    for test, values in scores.items():
        cells = (f"{values[name]:.1f}" if name in values else "" for name in names)
        rows.append(f"| {test} | {' | '.join(cells)} |")
    return "\n".join(rows)


def with_scores(card: str, scores: Mapping[str, Mapping[str, float]], block: str = "scores") -> str:
    """Return the card with one of its tables of scores replaced.

    Raises
    ------
    ValueError
        If the card does not say where the table stands.
    """
    opening, closing = f"<!-- {block} -->", f"<!-- /{block} -->"
    before, begin, rest = card.partition(opening)
    _, end, after = rest.partition(closing)
    if not (begin and end):
        raise ValueError(f"the model card lacks {opening} … {closing}")
    return f"{before}{opening}\n{table(scores, HEADS[block])}\n{closing}{after}"


def main() -> None:
    """Run the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("scores", type=Path)
    parser.add_argument("card", type=Path)
    parser.add_argument("--names", action="store_true", help="the scores are those of the recogniser of names")
    given = parser.parse_args()
    scores = json.loads(given.scores.read_text(encoding="utf-8"))
    block = "names" if given.names else "scores"
    given.card.write_text(with_scores(given.card.read_text(encoding="utf-8"), scores, block), encoding="utf-8")


if __name__ == "__main__":
    main()
