"""The main job from end to end, with real parts: shipped articles in, a graph, answers out; bad input kept out."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import extract
from corpus import read, sample_folder
from kg.calc import run as run_calculations
from kg.cli import cli
from kg.evaluate.gold import read_gold
from kg.evaluate.run import evaluate
from kg.ingest import ingest
from kg.store import Store

SHARED = Path(__file__).resolve().parents[2] / "shared"
FLOORS = tomllib.loads(Path(__file__).with_name("floors.toml").read_text(encoding="utf-8"))
needs_gold = pytest.mark.skipif(
    not (SHARED / "gold").is_dir(), reason="the annotated articles are not beside the project (../shared)"
)


@pytest.fixture(scope="module")
def samples(tmp_path_factory: pytest.TempPathFactory) -> Store:
    store = Store(tmp_path_factory.mktemp("samples"))
    report = ingest(store, read(sample_folder()), extract=extract.load().extract)
    assert not report.failed
    return store


def test_every_claim_of_the_sample_corpus_quotes_its_article(samples: Store) -> None:
    claims = list(samples.claims())
    texts = {article.id: article.text for article in map(samples.article, {c.article for c in claims}) if article}
    assert len(claims) > 200
    for statement in [*claims, *samples.relations()]:
        evidence, text = statement.evidence, texts[statement.article]
        start, end = evidence.sentence
        assert text[evidence.start : evidence.end] == evidence.text
        assert start <= evidence.start < end


def test_the_sample_corpus_twice_is_the_same_graph(samples: Store, tmp_path: Path) -> None:
    again = Store(tmp_path)
    articles = list(read(sample_folder()))
    ingest(again, reversed(articles), extract=extract.load().extract)
    ingest(again, articles, extract=extract.load().extract)
    assert again.canonical_nquads() == samples.canonical_nquads()


def test_a_forgotten_article_was_never_there(samples: Store, tmp_path: Path) -> None:
    articles = list(read(sample_folder()))[:6]
    without, forgetful = Store(tmp_path / "without"), Store(tmp_path / "forgetful")
    ingest(without, articles[1:], extract=extract.load().extract)
    ingest(forgetful, articles, extract=extract.load().extract)
    forgetful.forget(articles[0].id)
    assert forgetful.canonical_nquads() == without.canonical_nquads()


def test_the_sample_corpus_gives_calculations_with_their_inputs(samples: Store) -> None:
    derived = run_calculations(samples)
    assert derived
    assert all(d.inputs and d.filled.it for d in derived)


@needs_gold
@pytest.mark.parametrize("name", [name for name, floors in FLOORS.items() if "articles" in floors])
def test_no_score_falls_below_its_floor(name: str) -> None:
    floors = dict(FLOORS[name])
    gold, articles = SHARED / floors.pop("gold"), SHARED / floors.pop("articles")
    scores = evaluate(read_gold(gold), articles).scores.to_json()
    assert {level: scores[level]["f1"] for level, floor in floors.items() if scores[level]["f1"] < floor} == {}


@needs_gold
def test_the_seed_articles_answer_their_questions() -> None:
    scores = evaluate(read_gold(SHARED / "gold" / "questions.jsonl"), SHARED / "seeds").scores.to_json()
    assert all(language["wrong"] == 0 for language in scores["languages"].values())
    assert all(language["right"] >= 34 for language in scores["languages"].values())


BAD = {
    "empty.txt": b"",
    "blank.txt": b" \n\n \n",
    "latin1.txt": "La società è a metà del guado.".encode("latin-1"),
    "unclosed.md": b"---\ntitle: Senza fine\nIl testo comincia qui.",
    "list.md": b"---\n- uno\n- due\n---\nIl testo del pezzo.",
    "date.md": b"---\ntitle: Ieri\npublished: il giorno dopo\n---\nIl gruppo ha 30 dipendenti.",
    "huge.txt": b"Il gruppo ha speso 3 miliardi. " * 170_000,
    "english.txt": b"The company said that it will spend 40 billion dollars on the new data centers in the next year.",
    "soup.html": b"<html><head><script>let x = 1</script></head><body><div><span></span></div></body></html>",
    "broken.jsonl": b'{"text": "Il gruppo ha 30 dipendenti."}\n{"text": ',
    "control.txt": b"Il gruppo\x00 ha 30 dipendenti.",
    "picture.png": b"\x89PNG\r\n\x1a\n",
}


def kg(*arguments: str) -> Result:
    return CliRunner().invoke(cli, arguments)


@pytest.mark.parametrize("name", BAD)
def test_bad_input_is_one_clear_line_and_nothing_is_stored(name: str, tmp_path: Path) -> None:
    path, store = tmp_path / name, str(tmp_path / "store")
    path.write_bytes(BAD[name])
    done = kg("ingest", "--store", store, str(path))
    assert done.exit_code != 0
    message = [line for line in done.stderr.splitlines() if line.strip()]
    assert any(name in line for line in message), done.stderr
    assert "Traceback" not in done.stderr
    listed = kg("articles", "--store", store, "--json").stdout.strip()
    stored = [json.loads(line)["article"] for line in listed.splitlines()] if listed not in {"", "[]"} else []
    # Of a file with several articles, those before the broken line may stay: each is whole.
    assert len(stored) <= (1 if name == "broken.jsonl" else 0)


def test_an_article_without_a_date_keeps_its_figures_and_leaves_relative_dates_open(tmp_path: Path) -> None:
    path = tmp_path / "senza_data.txt"
    path.write_text("L'anno scorso Reply ha fatturato 2,1 miliardi di euro.", encoding="utf-8")
    done = kg("extract", "--json", str(path))
    claim = json.loads(done.stdout.splitlines()[0])
    assert (claim["metric"], claim["value"], claim["period"]) == ("revenue", 2_100_000_000, None)


@pytest.mark.parametrize("query", ["SELECT ?s WHERE { ?s ?p", "DELETE WHERE { ?s ?p ?o }", ""])
def test_a_bad_query_is_one_clear_line(query: str, tmp_path: Path) -> None:
    done = kg("sparql", "--store", str(tmp_path), query)
    assert done.exit_code != 0
    assert len(done.stderr.strip().splitlines()) == 1


def test_a_question_that_nothing_answers_is_abstained_from(samples: Store, tmp_path: Path) -> None:
    done = kg("ask", "--store", str(samples.path), "--json", "Quanti gelati ha venduto Nvidia a Ferragosto?")
    answer = json.loads(done.stdout)
    assert done.exit_code == 0
    assert answer["answered"] is False
    assert answer["text"]
