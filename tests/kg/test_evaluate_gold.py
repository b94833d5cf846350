"""The scoring on real gold files: whatever a gold file says, it says it consistently of itself."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus import read
from kg.evaluate import read_gold, score_answers, score_extraction, score_spans
from kg.evaluate.extraction import article_index

SHARED = Path(__file__).parents[2].parent / "shared"

pytestmark = pytest.mark.skipif(not SHARED.is_dir(), reason="the gold files are not beside the repository (../shared)")


@pytest.mark.parametrize(("gold", "articles"), [("dev/gold.jsonl", "dev/articles"), ("gold/seeds.jsonl", "seeds")])
def test_gold_claims_score_full_marks_against_themselves(gold: str, articles: str) -> None:
    texts = list(read(SHARED / articles))
    index = article_index(texts)
    lines = read_gold(SHARED / gold).lines
    records = [line | {"article": index[line["article"]].id} for line in lines]
    claims = [record for record in records if "metric" in record]
    relations = [record for record in records if "relation" in record]
    scores = score_extraction(lines, claims, relations, texts)
    assert scores.figures.gold > 10
    for score in (scores.figures, scores.claims, scores.full_claims, scores.relations, scores.relation_dates):
        assert score.f1 == 1
    assert {pair.verdict for pair in scores.pairs} <= {"right", "optional"}


def test_gold_answers_are_right_and_each_others_are_not() -> None:
    questions = read_gold(SHARED / "gold/questions.jsonl").lines
    answers = {
        (question["id"], language): {
            "answered": question["answerable"],
            **{field: question.get(field) for field in ("value", "unit", "entities", "date")},
        }
        for question in questions
        for language in ("it", "en")
    }
    assert score_answers(questions, answers).count("right") == 2 * len(questions)
    shifted = dict(zip(answers, [*list(answers.values())[2:], *list(answers.values())[:2]], strict=True))
    assert score_answers(questions, shifted).count("right") < len(questions)


def test_gold_spans_score_full_marks_against_themselves() -> None:
    lines = read_gold(SHARED / "gold/expressions.jsonl").lines
    scores = score_spans(lines, {line["id"]: line["expected"] for line in lines})
    assert (scores.spans.f1, scores.sentences.recall) == (1, 1)
