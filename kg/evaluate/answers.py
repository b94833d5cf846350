"""Score answers to questions: right, wrong or abstained, in each language."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from kg.evaluate.compare import close, interval
from kg.evaluate.names import Names

Record = Mapping[str, Any]
LANGUAGES = ("it", "en")
VERDICTS = ("right", "wrong", "abstained")
TOLERANCE = Decimal("0.01")
"""Share of the gold value by which an answer may differ."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """One question in one language, its answer, and ``right``, ``wrong`` or ``abstained``."""

    id: str
    language: str
    question: str
    kind: str  # lookup derived unanswerable
    gold: Record
    answer: Record
    verdict: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerScores:
    """Verdicts of all questions."""

    verdicts: tuple[Verdict, ...]

    def count(self, verdict: str, language: str | None = None, kind: str | None = None) -> int:
        """Return how many have a verdict, of one language and kind or of all."""
        return sum(
            v.verdict == verdict and language in (None, v.language) and kind in (None, v.kind) for v in self.verdicts
        )

    @property
    def kinds(self) -> tuple[str, ...]:
        """The kinds of question that there are."""
        return tuple(dict.fromkeys(v.kind for v in self.verdicts))

    def to_json(self) -> dict[str, Any]:
        """Return counts for each language, and in it for each kind, and the questions that are not right."""
        languages = dict.fromkeys(v.language for v in self.verdicts)
        return {
            "questions": len(self.verdicts),
            **{verdict: self.count(verdict) for verdict in VERDICTS},
            "languages": {
                language: {verdict: self.count(verdict, language) for verdict in VERDICTS}
                | {kind: {v: self.count(v, language, kind) for v in VERDICTS} for kind in self.kinds}
                for language in languages
            },
            "not_right": [
                {"id": v.id, "language": v.language, "question": v.question, "verdict": v.verdict, "answer": v.answer}
                for v in self.verdicts
                if v.verdict != "right"
            ],
        }


def score_answers(
    questions: Iterable[Record], answers: Mapping[tuple[str, str], Record], names: Names | None = None
) -> AnswerScores:
    """Compare answers with a gold file of questions.

    Parameters
    ----------
    questions : iterable of mapping
        ``{"id", "it", "en", "answerable", ...}`` with `value` and `unit`, `entities` or `date`.
    answers : mapping of (id, language) to mapping
        The JSON form of each answer; a missing one counts as an abstention.
    names : Names, optional
        How entities are compared; through the shipped table by default.
    """
    names = names or Names.load()
    verdicts = []
    for question in questions:
        for language in LANGUAGES:
            if not question.get(language):
                continue
            answer = answers.get((question["id"], language), {"answered": False})
            verdicts.append(
                Verdict(
                    id=question["id"],
                    language=language,
                    question=question[language],
                    kind=kind_of(question),
                    gold=question,
                    answer=answer,
                    verdict=judge(question, answer, names),
                )
            )
    return AnswerScores(verdicts=tuple(verdicts))


def kind_of(question: Record) -> str:
    """Return ``unanswerable``, ``derived`` (it needs a calculation) or ``lookup``."""
    if not question["answerable"]:
        return "unanswerable"
    return "derived" if question.get("derived") else "lookup"


def judge(question: Record, answer: Record, names: Names) -> str:
    """Return ``right``, ``wrong`` or ``abstained`` for one answer.

    Examples
    --------
    >>> question = {"answerable": True, "date": "2024-04"}
    >>> judge(question, {"answered": True, "date": "2024-04-18"}, Names())
    'right'
    >>> judge({"answerable": False}, {"answered": True, "value": 5}, Names())
    'wrong'
    """
    if not question["answerable"]:
        return "wrong" if answer.get("answered") else "right"
    if not answer.get("answered"):
        return "abstained"
    if "value" in question:
        right = _value_right(question, answer)
    elif "entities" in question:
        right = _entities_right(question, answer, names)
    else:
        right = _date_right(question["date"], answer.get("date"))
    return "right" if right else "wrong"


def _value_right(question: Record, answer: Record) -> bool:
    if question.get("unit") is not None and question["unit"] != answer.get("unit"):
        return False
    golds = [question["value"], *([question["derived_value"]] if "derived_value" in question else [])]
    return any(close(gold, answer.get("value"), TOLERANCE) for gold in golds)


def _entities_right(question: Record, answer: Record, names: Names) -> bool:
    required = {names.key(name) for name in question["entities"]}
    allowed = required | {names.key(name) for name in question.get("also", ())}
    return required <= {names.key(name) for name in answer.get("entities") or ()} <= allowed


def _date_right(gold: str, given: str | None) -> bool:
    if not given:
        return False
    asked, answered = interval(gold), interval(given)
    if asked is None or answered is None:
        return given.startswith(gold)
    return asked[0] <= answered[0] and answered[1] <= asked[1]
