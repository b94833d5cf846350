"""kg ask, sparql, calc and export over a real store."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest
from click.testing import CliRunner, Result

from kg.cli import cli

TEXT = (
    "Il supercomputer Colossus conta 20.000 Nvidia H100. Colossus assorbe 30 megawatt.\n\n"
    "Nel 2023 Reply ha fatturato 2,1 miliardi di euro. Nel 2024 Reply ha fatturato 2,3 miliardi di euro."
)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> str:
    folder = tmp_path_factory.mktemp("cli")
    fields = "---\ntitle: Colossus e Reply\noutlet: Prova\npublished: 2025-03-14\nlanguage: it\n---\n"
    (folder / "uno.md").write_text(fields + TEXT, encoding="utf-8")
    done = CliRunner().invoke(cli, ["ingest", str(folder / "uno.md"), "--store", str(folder / "store")])
    assert done.exit_code == 0, done.stderr
    return str(folder / "store")


def kg(store: str, *arguments: str, **options: Any) -> Result:
    return CliRunner().invoke(cli, ["--store", store, *arguments], **options)


class TestSparql:
    QUERY = "SELECT ?m (COUNT(*) AS ?n) { ?c a cifre:Claim ; cifre:metric ?m } GROUP BY ?m ORDER BY DESC(?n) LIMIT 1"

    def test_a_table_is_for_people(self, store: str) -> None:
        done = kg(store, "sparql", self.QUERY)
        assert done.exit_code == 0, done.stderr
        assert [line.split() for line in done.stdout.splitlines()] == [["m", "n"], ["metric:revenue", "2"]]

    def test_json_and_csv_are_the_standards_results(self, store: str) -> None:
        document = json.loads(kg(store, "sparql", self.QUERY, "--format", "json").stdout)
        [binding] = document["results"]["bindings"]
        assert binding["n"]["value"] == "2"
        rows = list(csv.reader(io.StringIO(kg(store, "sparql", self.QUERY, "--format", "csv").stdout)))
        assert rows == [["m", "n"], [binding["m"]["value"], "2"]]

    def test_an_ask_is_true_or_false(self, store: str) -> None:
        done = kg(store, "sparql", "ASK { ?c cifre:metric ?m }", "--format", "json")
        assert json.loads(done.stdout)["boolean"] is True

    def test_a_graph_is_printed_as_turtle(self, store: str) -> None:
        query = "CONSTRUCT { ?c a cifre:Claim } WHERE { ?c a cifre:Claim }"
        done = kg(store, "sparql", query)
        assert len(list(ox.parse(done.stdout, format=ox.RdfFormat.TURTLE))) == 4
        assert kg(store, "sparql", self.QUERY, "--format", "turtle").exit_code == 1

    def test_the_query_may_stand_in_a_file_or_on_standard_input(self, store: str, tmp_path: Path) -> None:
        file = tmp_path / "query.rq"
        file.write_text(self.QUERY, encoding="utf-8")
        asked = kg(store, "sparql", self.QUERY).stdout
        assert kg(store, "sparql", str(file)).stdout == asked
        assert kg(store, "sparql", "-", input=self.QUERY).stdout == asked

    @pytest.mark.parametrize(
        ("query", "said"),
        [
            ("SELECT * {", "SPARQL"),
            ("DELETE WHERE { ?s ?p ?o }", "kg: "),
            ("SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }", "SERVICE"),
            ("none.rq", "none.rq is not there"),
        ],
    )
    def test_what_cannot_run_is_told_on_one_line(self, store: str, query: str, said: str) -> None:
        done = kg(store, "sparql", query)
        assert (done.exit_code, done.stdout) == (1, "")
        assert said in done.stderr
        assert done.stderr.count("\n") == 1

    def test_a_result_that_was_cut_says_so(self, store: str) -> None:
        done = kg(store, "sparql", "SELECT * { ?s ?p ?o . ?t ?q ?u }", "--format", "csv")
        assert done.exit_code == 0
        assert len(list(csv.reader(io.StringIO(done.stdout)))) == 10_001
        assert "this is not all: only the first 10,000 rows are shown: narrow the query" in done.stderr
        assert "KG_SPARQL_ROWS" in done.stderr

    @pytest.mark.parametrize(
        ("query", "setting"),
        [
            ("SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }", "KG_SPARQL_TIME"),
            ("SELECT " + " ".join(f"?v{n}" for n in range(3000)) + " { ?s ?p ?o }", "KG_SPARQL_COLUMNS"),
            (f"SELECT ?{'x' * 40_000} {{ ?s ?p ?o }}", "KG_SPARQL_LETTERS"),
            ("SELECT * " + "{" * 100 + "}" * 100, "KG_SPARQL_DEPTH"),
            ("SELECT * { } #" + "x" * 60_000, "KG_SPARQL_LENGTH"),
        ],
        ids=["time", "columns", "letters", "depth", "length"],
    )
    def test_a_limit_is_told_with_its_setting(
        self, store: str, monkeypatch: pytest.MonkeyPatch, query: str, setting: str
    ) -> None:
        monkeypatch.setenv("KG_SPARQL_TIME", "1")
        done = kg(store, "sparql", "-", input=query)
        assert (done.exit_code, done.stdout) == (1, "")
        assert f"(the limit is {setting})" in done.stderr
        assert done.stderr.count("\n") == 1


class TestCalc:
    def test_a_derived_figure_shows_formula_and_sentences(self, store: str) -> None:
        done = kg(store, "calc", "power-per-accelerator-counted")
        assert done.exit_code == 0, done.stderr
        assert "30 MW ÷ 20,000 = 1.5 kW" in done.stdout
        assert "Colossus assorbe 30 megawatt." in done.stdout
        assert "Colossus e Reply · Prova · 2025-03-14" in done.stdout

    def test_json_has_one_derivation_a_line_with_its_evidence(self, store: str) -> None:
        records = [json.loads(line) for line in kg(store, "calc", "--json").stdout.splitlines()]
        found = next(record for record in records if record["formula"] == "power-per-accelerator-counted")
        assert (found["value"], found["unit"]) == (1500, "W")
        for operand in found["inputs"]:
            evidence = operand["evidence"]
            assert TEXT[evidence["start"] : evidence["end"]] == evidence["text"]

    def test_an_unknown_formula_is_an_error_and_nothing_to_derive_is_not(self, store: str, tmp_path: Path) -> None:
        assert kg(store, "calc", "nothing").exit_code == 1
        empty = kg(str(tmp_path / "empty"), "calc")
        assert (empty.exit_code, empty.stdout.split(":")[0]) == (0, "nothing to derive")
        assert kg(str(tmp_path / "empty"), "calc", "--json").stdout == ""


class TestAsk:
    QUESTION = "Quanto ha fatturato Reply nel 2023?"

    def test_an_answer_shows_its_sentence_its_article_and_its_query(self, store: str) -> None:
        done = kg(store, "ask", self.QUESTION)
        assert done.exit_code == 0, done.stderr
        assert "Nel 2023 Reply ha fatturato 2,1 miliardi di euro." in done.stdout
        assert "Colossus e Reply · Prova · 2025-03-14" in done.stdout
        assert "SELECT" in done.stdout

    def test_json_has_the_fields_of_the_record(self, store: str) -> None:
        answer = json.loads(kg(store, "ask", "What was Reply's revenue in 2024?", "--json").stdout)
        fields = "question answered text value low high unit hedge date entities rows evidence sparql derivation"
        assert set(fields.split()) <= set(answer)
        assert (answer["answered"], answer["value"], answer["unit"]) == (True, 2_300_000_000, "EUR")
        evidence = answer["evidence"][0]
        assert TEXT[evidence["start"] : evidence["end"]] == evidence["text"]

    def test_not_knowing_is_said_and_is_no_error(self, store: str) -> None:
        done = kg(store, "ask", "Quanti dipendenti ha Eni?", "--json")
        assert done.exit_code == 0
        assert json.loads(done.stdout)["answered"] is False

    def test_questions_are_read_line_by_line(self, store: str) -> None:
        done = kg(store, "ask", "-", "--json", input=f"{self.QUESTION}\n\nQuanti dipendenti ha Eni?\n")
        answers = [json.loads(line) for line in done.stdout.splitlines()]
        assert [answer["answered"] for answer in answers] == [True, False]
        assert [answer["question"] for answer in answers] == [self.QUESTION, "Quanti dipendenti ha Eni?"]

    def test_an_empty_question_is_an_error(self, store: str) -> None:
        assert kg(store, "ask", " ").stderr.startswith("kg: the question is empty: ask one")


class TestExport:
    @pytest.mark.parametrize("form", ["turtle", "trig", "jsonld", "graphml", "csv"])
    def test_the_graph_is_written_to_a_file_or_to_standard_output(self, store: str, form: str, tmp_path: Path) -> None:
        shown = kg(store, "export", "--format", form)
        assert shown.exit_code == 0, shown.stderr
        assert "Nvidia" in shown.stdout
        file = tmp_path / "graph"
        assert kg(store, "export", "--format", form, "-o", str(file)).exit_code == 0
        assert file.read_bytes() == shown.stdout_bytes
        assert list(tmp_path.iterdir()) == [file]

    def test_a_folder_that_is_not_there_is_told(self, store: str, tmp_path: Path) -> None:
        done = kg(store, "export", "-o", str(tmp_path / "none" / "graph.ttl"))
        assert done.exit_code == 1
        assert done.stderr.startswith(f"kg: there is no folder {tmp_path / 'none'}: ")

    def test_csv_has_one_claim_a_line(self, store: str) -> None:
        rows = list(csv.DictReader(io.StringIO(kg(store, "export", "--format", "csv").stdout)))
        assert len(rows) == 4
        assert {"revenue", "power", "accelerator_count"} <= {row["metric"] for row in rows}
