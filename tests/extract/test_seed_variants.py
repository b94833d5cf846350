"""The claims follow when names, amounts, units, dates, hedges and directions in the seed articles change."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

import pytest

from corpus import Article
from extract import load
from kg.evaluate.extraction import score_extraction

sys.path.insert(0, str(Path(__file__).parent))
from seed_variants import Variant, variants

SHARED = Path(__file__).resolve().parents[3] / "shared"
PUBLISHED = {"000": date(2024, 8, 2), "002": date(2024, 11, 2)}
FLOOR = 0.97

pytestmark = pytest.mark.skipif(
    not (SHARED / "seeds").is_dir(), reason="the seed articles are not beside the project (../shared/seeds)"
)


def wrong_lines(variant: Variant) -> list[str]:
    """Return what is wrong of the changed lines of a variant, as text."""
    article = Article(
        id=variant.stem, text=variant.text, source=f"{variant.stem}.txt", published=PUBLISHED[variant.stem[:3]]
    )
    extraction = load().extract(article)
    scores = score_extraction(variant.gold, extraction.claims, [], [article])
    changed = {(variant.gold[i]["evidence"]["start"], variant.gold[i]["metric"]) for i in variant.changed}
    return [
        f"{variant.what} «{pair.gold['evidence']['text']}» {pair.verdict} {pair.wrong}"
        for pair in scores.pairs
        if pair.gold
        and (pair.gold["evidence"]["start"], pair.gold["metric"]) in changed
        and pair.verdict in {"wrong", "missing"}
    ]


def test_claims_follow_the_words() -> None:
    every = list(variants(SHARED))
    wrong = [line for variant in every for line in wrong_lines(variant)]
    lines = sum(len(variant.changed) for variant in every)
    assert len(every) >= 200
    assert 1 - len(wrong) / lines >= FLOOR, "\n".join(wrong)
