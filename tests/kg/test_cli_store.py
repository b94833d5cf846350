"""kg store, kg articles --versions and kg ingest --workers, on real articles and a real store."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from graph_articles import fill, some_article

from kg.cli import cli
from kg.store import Store

TEXT = "Nel 2023 Reply ha fatturato 2,1 miliardi di euro. Il gruppo conta oltre 14.000 dipendenti."


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("KG_STORE", "grafo")
    fill("grafo", [some_article(1, (5,)), some_article(2, (9,))])
    return tmp_path


def kg(*arguments: str) -> Result:
    return CliRunner().invoke(cli, arguments)


def lines(result: Result) -> list[dict[str, Any]]:
    return [json.loads(line) for line in result.stdout.splitlines()]


def cut(name: str = "n1") -> None:
    file = Path("grafo/articles", f"{name}.nq")
    file.write_bytes(file.read_bytes()[:200])


def test_verify_says_that_all_is_well_or_what_is_wrong_with_status_1() -> None:
    done = kg("store", "verify")
    assert (done.exit_code, done.stderr) == (0, "")
    assert done.stdout == "2 articles in grafo: each file is whole, and the index has what is in them\n"
    assert kg("store", "verify", "--json").stdout == ""
    cut()
    done = kg("store", "verify")
    assert done.exit_code == 1
    assert done.stdout.startswith("n1: grafo/articles/n1.nq is damaged (its checksum does not fit): ingest the article")
    assert done.stderr == "kg: 1 thing wrong in grafo: do what each line says\n"
    [finding] = lines(kg("store", "verify", "--json"))
    assert (finding["article"], finding["file"], finding["problem"]) == ("n1", "articles/n1.nq", "damaged file")
    assert set(finding) == {"article", "file", "problem", "message", "remedy"}


def test_a_damaged_article_can_be_forgotten_or_restored() -> None:
    assert kg("store", "backup", "copia.tar.gz").exit_code == 0
    cut()
    assert kg("articles").exit_code == 1
    assert kg("store", "restore", "copia.tar.gz").exit_code == 1
    done = kg("store", "restore", "copia.tar.gz", "--replace")
    assert done.stdout == "3 files from copia.tar.gz in grafo\n"
    assert kg("store", "verify").exit_code == 0
    cut()
    assert kg("forget", "n1").stdout == "removed n1, whose file was damaged\n"
    assert kg("store", "verify").exit_code == 0
    assert [info.id for info in Store("grafo").articles()] == ["n2"]


def test_backup_and_restore_count_files_and_refuse_to_overwrite() -> None:
    [record] = lines(kg("store", "backup", "copia.tar.gz", "--json"))
    assert record == {"store": "grafo", "archive": "copia.tar.gz", "files": 3}
    again = kg("store", "backup", "copia.tar.gz")
    assert again.exit_code == 1
    assert again.stderr == "kg: copia.tar.gz is there already: choose another name, or replace it with --replace\n"
    [record] = lines(kg("store", "restore", "copia.tar.gz", "--store", "altro", "--json"))
    assert record == {"store": "altro", "archive": "copia.tar.gz", "files": 3}
    assert Store("altro").canonical_nquads() == Store("grafo").canonical_nquads()


def test_rebuild_makes_the_index_anew_and_names_what_it_leaves_out() -> None:
    assert kg("store", "rebuild").stdout == "the index of 2 articles in grafo is made anew\n"
    cut()
    done = kg("store", "rebuild", "--json")
    assert done.exit_code == 1
    assert lines(done) == [{"store": "grafo", "damaged": 1}]
    assert done.stderr.startswith("kg: grafo/articles/n1.nq is damaged")


def test_what_another_extractor_has_read_is_told_and_refreshed() -> None:
    article, extraction = some_article(3, (7,))
    store = Store("grafo")
    store.put(article, extraction, extractor="cifre/0")
    assert "1 were read by another version of the extractor: kg store refresh" in kg("store", "verify").stdout
    done = kg("store", "refresh", "--json")
    assert done.exit_code == 0, done.stderr
    assert [(outcome["article"], outcome["status"]) for outcome in lines(done)] == [("n3", "replaced")]
    assert kg("store", "refresh").stdout == "0 articles extracted again, 0 failed; in grafo\n"
    assert "kg store refresh" not in kg("store", "verify").stdout


def test_earlier_versions_are_listed_oldest_first_and_gone_with_the_article() -> None:
    assert kg("articles", "--versions").stdout == "no earlier versions: no article has been corrected\n"
    file = Path("uno.txt")
    Path("uno.json").write_text(json.dumps({"id": "uno", "title": "I conti", "language": "it"}), encoding="utf-8")
    for figure in ("2,1", "2,2", "2,3"):
        file.write_text(TEXT.replace("2,1", figure), encoding="utf-8")
        assert kg("ingest", "uno.txt").exit_code == 0
    found = lines(kg("articles", "--versions", "--json"))
    assert [(version["article"], version["version"], version["title"]) for version in found] == [
        ("uno", 1, "I conti"),
        ("uno", 2, "I conti"),
    ]
    assert ["2,1" in found[0]["text"], "2,2" in found[1]["text"]] == [True, True]
    shown = kg("articles", "--versions").stdout.splitlines()
    assert [line.split()[:2] for line in shown] == [["article", "version"], ["uno", "1"], ["uno", "2"]]
    kg("forget", "uno")
    assert kg("articles", "--versions", "--json").stdout == ""


def test_ingest_with_workers_says_the_same_as_without() -> None:
    for name in ("a", "b", "c"):
        Path(f"{name}.txt").write_text(f"{TEXT} Sezione {name}.", encoding="utf-8")
    files = ("a.txt", "b.txt", "c.txt")
    done = kg("ingest", *files, "--workers", "2", "--json", "--store", "molti")
    assert done.exit_code == 0, done.stderr
    assert done.stdout == kg("ingest", *files, "--json", "--store", "uno").stdout
    assert Store("molti").canonical_nquads() == Store("uno").canonical_nquads()
    assert kg("ingest", *files, "--workers", "0").exit_code == 2
