"""kg extract, ingest, articles and forget, on real articles and a real store."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from kg.cli import cli

FIRST = "Nel 2023 Reply ha fatturato 2,1 miliardi di euro. Il gruppo conta oltre 14.000 dipendenti."
SECOND = "La startup Pallas ha raccolto 30 milioni di dollari. La società prevede di assumere 200 ingegneri."
ENGLISH = "The company said that it expects to raise its spending on the new data centers in the next year."


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("KG_STORE", raising=False)
    Path("news").mkdir()
    Path("news/uno.txt").write_text(FIRST, encoding="utf-8")
    fields = {"title": "I conti di Reply", "outlet": "Prova", "published": "2024-03-14", "language": "it"}
    Path("news/uno.json").write_text(json.dumps(fields | {"id": "uno-1"}), encoding="utf-8")
    Path("news/due.txt").write_text(SECOND, encoding="utf-8")
    return tmp_path


def kg(*arguments: str, **options: Any) -> Result:
    return CliRunner().invoke(cli, arguments, **options)


def lines(result: Result) -> list[dict[str, Any]]:
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_extract_prints_one_record_a_line_that_quotes_its_article(folder: Path) -> None:
    done = kg("extract", "news/uno.txt", "--json")
    assert done.exit_code == 0, done.stderr
    records = lines(done)
    assert {"revenue", "employees"} <= {record.get("metric") for record in records}
    for record in records:
        evidence = record["evidence"]
        assert FIRST[evidence["start"] : evidence["end"]] == evidence["text"]
        assert (record["article"], record["source"]) == ("uno-1", "news/uno.txt")
    starts = [record["evidence"]["start"] for record in records]
    assert starts == sorted(starts)
    assert not Path(".cifre").exists()


def test_extract_shows_people_a_table_whose_words_are_not_cut(folder: Path) -> None:
    done = kg("extract", "news/uno.txt")
    assert done.exit_code == 0
    assert "I conti di Reply · Prova · 2024-03-14" in done.stdout
    assert "«2,1 miliardi di euro»" in done.stdout
    assert "«oltre 14.000 dipendenti»" in done.stdout


def test_extract_says_that_relative_dates_stay_open_without_a_day(folder: Path) -> None:
    assert "no date of publication" in kg("extract", "news/due.txt").stdout
    assert "no date of publication" not in kg("extract", "news/due.txt", "--published", "2024-05-02").stdout


def test_the_day_of_publication_dates_what_is_relative(folder: Path) -> None:
    Path("tre.txt").write_text("Lo scorso anno Reply ha fatturato 2,1 miliardi di euro.", encoding="utf-8")
    claim = lines(kg("extract", "tre.txt", "--published", "2024-05-02", "--json"))[0]
    assert claim["period"] == {"start": "2023-01-01", "end": "2023-12-31"}


def test_spans_are_the_quantities_and_times_in_text_order(folder: Path) -> None:
    spans = lines(kg("extract", "news/uno.txt", "--spans", "--json"))
    assert [span["type"] for span in spans] == ["period", "quantity", "quantity"]
    period, money, staff = spans
    assert (period["from"], period["to"], period["mod"]) == ("2023-01-01", "2023-12-31", None)
    assert (money["value"], money["unit"], money["kind"]) == (2_100_000_000, "EUR", "level")
    assert (staff["low"], staff["high"], staff["hedge"]) == (14_000, None, "over")
    assert all(FIRST[span["start"] : span["end"]] == span["text"] for span in spans)
    assert "oltre 14.000 dipendenti" in kg("extract", "news/uno.txt", "--spans").stdout


def test_a_bad_file_is_told_on_one_line_and_the_others_are_extracted(folder: Path) -> None:
    Path("news/inglese.txt").write_text(ENGLISH, encoding="utf-8")
    Path("news/vuoto.txt").write_text("", encoding="utf-8")
    done = kg("extract", "news", "none.txt", "--json")
    assert done.exit_code == 1
    assert {record["source"] for record in lines(done)} == {"news/uno.txt", "news/due.txt"}
    errors = done.stderr.splitlines()
    assert len(errors) == 3
    assert all(line.startswith("kg: ") for line in errors)
    for name in ("news/inglese.txt", "news/vuoto.txt", "none.txt"):
        assert any(name in line for line in errors)


def test_an_address_of_this_machine_is_refused_unless_allowed() -> None:
    done = kg("extract", "http://127.0.0.1:9/articolo")
    assert done.exit_code == 1
    assert done.stderr.startswith("kg: ")


def test_ingest_counts_what_it_did_and_leaves_what_has_not_changed(folder: Path) -> None:
    first = kg("ingest", "news")
    assert first.exit_code == 0, first.stderr
    assert first.stdout.startswith("2 added, 0 replaced, 0 unchanged, 0 failed; ")
    assert first.stdout.rstrip().endswith("in .cifre")
    assert first.stderr == ""  # no bar where there is no terminal
    assert kg("ingest", "news").stdout.startswith("0 added, 0 replaced, 2 unchanged, 0 failed; 0 new claims")
    Path("news/uno.txt").write_text(FIRST.replace("2,1", "2,3"), encoding="utf-8")
    assert kg("ingest", "news").stdout.startswith("0 added, 1 replaced, 1 unchanged, 0 failed")


def test_ingest_stores_the_good_articles_and_nothing_of_the_bad_ones(folder: Path) -> None:
    Path("news/inglese.txt").write_text(ENGLISH, encoding="utf-8")
    Path("news/rotto.txt").write_bytes(b"Ricavi \xe8 \xff\xfe")
    done = kg("ingest", "news", "--json")
    assert done.exit_code == 1
    assert sorted((o["source"], o["status"]) for o in lines(done)) == [
        ("news/due.txt", "added"),
        ("news/inglese.txt", "failed"),
        ("news/uno.txt", "added"),
    ]
    assert [line.startswith("kg: news/") for line in done.stderr.splitlines()] == [True, True]
    assert len(lines(kg("articles", "--json"))) == 2


def test_articles_lists_what_is_stored(folder: Path) -> None:
    assert kg("articles").stdout == "no articles: add some with kg ingest\n"
    assert kg("articles", "--json").stdout == ""
    kg("ingest", "news/uno.txt")
    [article] = lines(kg("articles", "--json"))
    assert (article["article"], article["title"], article["published"]) == ("uno-1", "I conti di Reply", "2024-03-14")
    assert article["claims"] == 2
    assert "I conti di Reply" in kg("articles").stdout


@pytest.mark.parametrize("how", ["verb", "command", "setting"])
def test_the_store_is_chosen_by_option_or_setting(folder: Path, how: str) -> None:
    arguments = {
        "verb": ("ingest", "news/uno.txt", "--store", "altro"),
        "command": ("--store", "altro", "ingest", "news/uno.txt"),
        "setting": ("ingest", "news/uno.txt"),
    }[how]
    done = kg(*arguments, env={"KG_STORE": "altro"} if how == "setting" else {})
    assert done.exit_code == 0, done.stderr
    assert Path("altro").is_dir()
    assert not Path(".cifre").exists()


def test_forget_says_what_it_removed_and_how_to_bring_it_back(folder: Path) -> None:
    kg("ingest", "news/due.txt")
    before = kg("export", "--format", "trig").stdout
    assert "Pallas" in before
    kg("ingest", "news/uno.txt")
    done = kg("forget", "uno-1")
    assert done.exit_code == 0, done.stderr
    assert done.stdout.startswith("removed I conti di Reply with 2 claims")
    assert done.stdout.rstrip().endswith("kg ingest news/uno.txt brings it back")
    assert kg("export", "--format", "trig").stdout == before
    assert kg("ingest", "news/uno.txt").stdout.startswith("1 added")


def test_forgetting_what_is_not_there_is_an_error(folder: Path) -> None:
    done = kg("forget", "nessuno")
    assert (done.exit_code, done.stdout) == (1, "")
    assert done.stderr == "kg: there is no article 'nessuno' in .cifre: kg articles lists those that there are\n"
