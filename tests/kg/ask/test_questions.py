"""The gate: own questions over invented articles, and the shared questions over the gold claims."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from corpus.article import Article
from extract.records import Claim, Evidence, Extraction, Period, Relation
from kg.ask import Answer, ask
from kg.evaluate.answers import judge
from kg.evaluate.names import Names
from kg.store import Store

HERE = Path(__file__).parent
SHARED = Path(__file__).parents[3].parent / "shared"
QUESTIONS = [json.loads(line) for line in (HERE / "questions.jsonl").read_text(encoding="utf-8").splitlines()]
LANGUAGES = ("it", "en")


def verdicts(store: Store, questions: list[dict[str, Any]]) -> Iterator[tuple[dict[str, Any], str, Answer, str]]:
    names = Names.load()
    for question in questions:
        for language in LANGUAGES:
            answer = ask(store, question[language])
            yield question, language, answer, judge(question, answer.to_json(), names)


def test_own_questions_have_no_wrong_answer_and_nearly_all_right(store: Store) -> None:
    results = list(verdicts(store, QUESTIONS))
    wrong = [(q["id"], language, answer.text) for q, language, answer, verdict in results if verdict == "wrong"]
    assert not wrong
    right = sum(verdict == "right" for *_, verdict in results)
    assert right >= 0.95 * len(results), [(q["id"], la) for q, la, _, v in results if v != "right"]


def test_the_set_is_large_and_has_both_kinds() -> None:
    assert len(QUESTIONS) >= 80
    assert sum(not q["answerable"] for q in QUESTIONS) >= 25
    assert sum(bool(q.get("derived")) for q in QUESTIONS) >= 8


def test_every_answer_quotes_its_article_exactly_and_shows_its_query(store: Store) -> None:
    articles = {info.id: store.article(info.id) for info in store.articles()}
    for _, _, answer, _ in verdicts(store, [q for q in QUESTIONS if q["answerable"]]):
        assert answer.evidence and answer.sparql.lstrip("# \n").split()[0] in ("SELECT", "Relations")
        for quote in answer.evidence:
            article = articles[quote.article]
            assert article is not None
            assert article.text[quote.evidence.start : quote.evidence.end] == quote.evidence.text
        assert 0 < answer.confidence <= 1


def test_derived_answers_carry_their_formula_and_inputs(store: Store) -> None:
    for question, _, answer, _ in verdicts(store, [q for q in QUESTIONS if q.get("derived")]):
        assert answer.derivation and answer.derivation["formula"] and answer.derivation["inputs"], question["id"]


def test_abstentions_say_why(store: Store) -> None:
    for question, _, answer, _ in verdicts(store, [q for q in QUESTIONS if q.get("reason")]):
        assert answer.reason == question["reason"], question["id"]


@pytest.fixture(scope="module")
def shared_store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    gold = SHARED / "gold" / "seeds.jsonl"
    folder = SHARED / "seeds"
    if not gold.exists():
        pytest.skip("../shared is not there: its gold claims cannot be asked about")
    store = Store(tmp_path_factory.mktemp("shared"))
    lines = [json.loads(line) for line in gold.read_text(encoding="utf-8").splitlines()]
    with store.writing():
        for path in sorted(folder.rglob("*.txt")):
            fields = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
            article = Article(
                id=path.stem,
                text=path.read_text(encoding="utf-8"),
                source=str(path),
                outlet=fields.get("outlet"),
                published=date.fromisoformat(fields["published"]),
            )
            own = [line for line in lines if line["article"] == path.stem]
            store.put(
                article,
                Extraction(
                    claims=tuple(_claim(article, line) for line in own if "metric" in line),
                    relations=tuple(_relation(article, line) for line in own if "relation" in line),
                ),
            )
    return store


def test_shared_questions_over_gold_claims(shared_store: Store) -> None:
    questions = [
        json.loads(line) for line in (SHARED / "gold" / "questions.jsonl").read_text(encoding="utf-8").splitlines()
    ]
    results = list(verdicts(shared_store, questions))
    assert not [(q["id"], la) for q, la, _, verdict in results if verdict == "wrong"]
    assert sum(verdict == "right" for *_, verdict in results) >= 0.95 * len(results)


def _evidence(article: Article, line: dict[str, Any]) -> Evidence:
    start, end = line["evidence"]["start"], line["evidence"]["end"]
    first = max(
        article.text.rfind(". ", 0, start) + 2 if ". " in article.text[:start] else 0,
        article.text.rfind("\n", 0, start) + 1,
    )
    last = article.text.find(". ", end)
    return Evidence(
        start=start, end=end, text=line["evidence"]["text"], sentence=(first, last if last > 0 else len(article.text))
    )


def _number(value: float | None) -> Decimal | None:
    return None if value is None else Decimal(str(value))


def _claim(article: Article, line: dict[str, Any]) -> Claim:
    period = line["period"]
    start, end = (period["start"], period["end"]) if period else (None, None)
    return Claim(
        article=article.id,
        source=article.source,
        period=Period(date.fromisoformat(start) if start else None, date.fromisoformat(end) if end else None)
        if period
        else None,
        value=_number(line["value"]),
        low=_number(line["low"]),
        high=_number(line["high"]),
        for_=line["for"],
        evidence=_evidence(article, line),
        **{
            k: line[k]
            for k in ("metric", "subject", "of", "unit", "kind", "hedge", "status", "per", "vs", "speaker", "via")
        },
    )


def _relation(article: Article, line: dict[str, Any]) -> Relation:
    return Relation(
        article=article.id,
        source=article.source,
        role=line.get("role"),
        evidence=_evidence(article, line),
        **{k: line[k] for k in ("relation", "subject", "object", "date", "status", "speaker", "via")},
    )
