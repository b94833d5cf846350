"""Write the scores into the model card: ``python -m extract.training.card SCORES CARD``.

Replaces what stands between the two comments, so that the card never says other than what was measured.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Mapping
from pathlib import Path

BEGIN, END = "<!-- scores -->", "<!-- /scores -->"


def table(scores: Mapping[str, Mapping[str, float]]) -> str:
    """Return scores as a Markdown table.

    Examples
    --------
    >>> print(table({"a-test": {"UAS": 85.04, "LAS": 77.5}}))
    | test set | UAS | LAS |
    | --- | ---: | ---: |
    | a-test | 85.0 | 77.5 |
    """
    names = list(next(iter(scores.values())))
    rows = [f"| test set | {' | '.join(names)} |", f"| --- |{' ---: |' * len(names)}"]
    rows += [f"| {test} | {' | '.join(f'{values[name]:.1f}' for name in names)} |" for test, values in scores.items()]
    return "\n".join(rows)


def with_scores(card: str, scores: Mapping[str, Mapping[str, float]]) -> str:
    """Return the card with its table of scores replaced.

    Raises
    ------
    ValueError
        If the card does not say where the table stands.
    """
    before, begin, rest = card.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not (begin and end):
        raise ValueError(f"the model card lacks {BEGIN} … {END}")
    return f"{before}{BEGIN}\n{table(scores)}\n{END}{after}"


def main() -> None:
    """Run the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("scores", type=Path)
    parser.add_argument("card", type=Path)
    given = parser.parse_args()
    scores = json.loads(given.scores.read_text(encoding="utf-8"))
    given.card.write_text(with_scores(given.card.read_text(encoding="utf-8"), scores), encoding="utf-8")


if __name__ == "__main__":
    main()
