"""kg evaluate on gold files of each kind, with the real extraction."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from kg.cli import cli

TEXT = "Nel 2023 Reply ha fatturato 2,1 miliardi di euro. Il gruppo conta oltre 14.000 dipendenti."


def evidence(text: str) -> dict[str, Any]:
    return {"start": TEXT.index(text), "end": TEXT.index(text) + len(text), "text": text}


REVENUE = {
    "article": "uno",
    "metric": "revenue",
    "subject": "Reply",
    "of": None,
    "for": None,
    "kind": "level",
    "value": 2.1e9,
    "low": 2.1e9,
    "high": 2.1e9,
    "unit": "EUR",
    "per": None,
    "hedge": "exact",
    "period": {"start": "2023-01-01", "end": "2023-12-31"},
    "vs": None,
    "status": "actual",
    "speaker": None,
    "via": None,
    "evidence": evidence("2,1 miliardi di euro"),
}
STAFF = REVENUE | {
    "metric": "employees",
    "value": 14000,
    "low": 14000,
    "high": None,
    "unit": "1",
    "hedge": "over",
    "period": None,
    "evidence": evidence("oltre 14.000 dipendenti"),
}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    Path("news").mkdir()
    Path("news/uno.txt").write_text(TEXT, encoding="utf-8")
    Path("news/uno.json").write_text('{"published": "2024-03-14", "language": "it"}', encoding="utf-8")
    return tmp_path


def kg(*arguments: str) -> Result:
    return CliRunner().invoke(cli, arguments)


def write(*lines: dict[str, Any]) -> str:
    Path("gold.jsonl").write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    return "gold.jsonl"


def test_claims_are_extracted_and_scored(folder: Path) -> None:
    done = kg("evaluate", write(REVENUE, STAFF), "--articles", "news", "--json")
    assert done.exit_code == 0, done.stderr
    report = json.loads(done.stdout)
    assert (report["kind"], report["articles"]) == ("claims", 1)
    for level in ("figures", "claims", "full_claims"):
        assert report[level] | {"right": 2, "system": 2, "gold": 2, "f1": 1.0} == report[level]
    assert set(report["metrics"]) == {"revenue", "employees"}


def test_show_prints_what_differs_before_the_scores(folder: Path) -> None:
    done = kg("evaluate", write(REVENUE | {"subject": "Eni"}, STAFF), "--articles", "news", "--show")
    assert "subject: Eni ← gold, system → Reply" in done.stdout
    assert "oltre 14.000" not in done.stdout
    assert done.stdout.index("subject: Eni") < done.stdout.index("precision")
    assert "oltre 14.000" in kg("evaluate", "gold.jsonl", "--articles", "news", "--show-all").stdout


def test_only_keeps_one_article(folder: Path) -> None:
    Path("news/due.txt").write_text(TEXT, encoding="utf-8")
    gold = write(REVENUE, STAFF, REVENUE | {"article": "due"})
    done = kg("evaluate", gold, "--articles", "news", "--only", "due", "--json")
    assert json.loads(done.stdout)["figures"]["gold"] == 1
    assert kg("evaluate", gold, "--articles", "news", "--only", "tre").exit_code == 1


def test_the_articles_beside_the_gold_need_no_option(folder: Path) -> None:
    gold = write(REVENUE)
    assert "give their folder with --articles" in kg("evaluate", gold).stderr
    Path("news").rename("articles")
    assert kg("evaluate", gold, "--json").exit_code == 0


def test_an_article_that_is_missing_is_named(folder: Path) -> None:
    done = kg("evaluate", write(REVENUE | {"article": "altro"}), "--articles", "news")
    assert (done.exit_code, done.stdout) == (1, "")
    assert done.stderr.startswith("kg: the gold names the article 'altro'")


def test_expressions_are_scored_on_their_own_sentences(folder: Path) -> None:
    money = {"type": "quantity", "value": 2.1e9, "low": 2.1e9, "high": 2.1e9, "unit": "EUR", "hedge": "exact"}
    money |= {key: value for key, value in evidence("2,1 miliardi di euro").items() if key != "text"}
    staff = money | {"value": 14000, "low": 14000, "high": None, "unit": "1"}
    staff |= {key: value for key, value in evidence("oltre 14.000 dipendenti").items() if key != "text"}
    line = {"id": "m1", "category": "money", "text": TEXT, "published": "2024-03-14", "expected": [money, staff]}
    report = json.loads(kg("evaluate", write(line), "--json").stdout)
    assert (report["kind"], report["spans"]["f1"], report["categories"]["money"]["right"]) == ("expressions", 1, 2)


def test_questions_are_asked_of_a_temporary_store(folder: Path) -> None:
    staff: dict[str, Any] = {
        "it": "Quanti dipendenti ha Reply?",
        "en": "How many employees does Reply have?",
        "id": "q1",
    }
    staff |= {"answerable": True, "value": 14000, "unit": "1"}
    none: dict[str, Any] = {"it": "Quanti dipendenti ha Eni?", "en": "How many employees does Eni have?", "id": "q2"}
    done = kg("evaluate", write(staff, none | {"answerable": False}), "--articles", "news", "--json")
    assert done.exit_code == 0, done.stderr
    report = json.loads(done.stdout)
    assert (report["right"], report["wrong"], report["abstained"]) == (4, 0, 0)
    assert report["languages"]["en"]["lookup"]["right"] == 1
    assert not Path(".cifre").exists()
