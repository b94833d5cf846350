"""Score extraction and answers against gold files, as ``docs/command-line.md`` defines it."""

from kg.evaluate.answers import AnswerScores, Verdict, score_answers
from kg.evaluate.extraction import score_extraction
from kg.evaluate.gold import Gold, read_gold
from kg.evaluate.names import Names
from kg.evaluate.scores import Pair, Score, Scores
from kg.evaluate.spans import SpanScores, score_spans

__all__ = [
    "AnswerScores",
    "Gold",
    "Names",
    "Pair",
    "Score",
    "Scores",
    "SpanScores",
    "Verdict",
    "read_gold",
    "score_answers",
    "score_extraction",
    "score_spans",
]
