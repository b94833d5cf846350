"""What answers say and carry: texts in both languages, alternatives, typed abstentions, hostile input."""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.ask import REASONS, ask
from kg.store import Store

CONTRACT = [
    "question",
    "answered",
    "text",
    "value",
    "low",
    "high",
    "unit",
    "hedge",
    "date",
    "entities",
    "rows",
    "evidence",
    "sparql",
    "derivation",
    "confidence",
]


def test_json_has_the_contracts_fields(store: Store) -> None:
    record = ask(store, "Quanti dipendenti ha Lumera?").to_json()
    assert list(record)[: len(CONTRACT)] == CONTRACT
    assert (record["value"], record["unit"], record["hedge"]) == (12400, "1", "exact")
    assert set(record["evidence"][0]) == {"article", "start", "end", "text", "sentence"}
    json.dumps(record)


def test_the_text_is_in_the_questions_language(store: Store) -> None:
    italian = ask(store, "Quanto prevede di spendere Lumera nel 2026 per i data center?").text
    english = ask(store, "How much does Lumera plan to spend on data centers in 2026?").text
    assert "circa 5 miliardi di euro" in italian and "previsto" in italian and "Il Sestante" in italian
    assert "about 5 billion euros" in english and "planned" in english and "6 November 2025" in english


def test_figures_that_nearly_agree_are_given_together(store: Store) -> None:
    answer = ask(store, "Quanti utenti settimanali ha Melissa?")
    assert answer.answered and len(answer.rows) == 2 and len(answer.evidence) == 2


def test_a_later_report_wins_and_the_other_is_shown(store: Store) -> None:
    answer = ask(store, "How much did Kardia pay for Ottava?")
    assert answer.answered and answer.value == 110_000_000
    assert {row["value"] for row in answer.rows} == {75_000_000, 110_000_000}
    assert "75 million" in answer.text and answer.confidence < 0.9


def test_this_year_is_counted_from_the_article(store: Store) -> None:
    answer = ask(store, "Quanto prevede di spendere Visor quest'anno in conto capitale?")
    assert answer.value == 3_500_000_000 and "quest'anno" in answer.text


def test_a_growth_that_nobody_states_is_computed_and_said_to_be(store: Store) -> None:
    stated = ask(store, "Di quanto sono cresciuti i ricavi di Lumera nel terzo trimestre 2025?")
    assert stated.derivation is None and stated.value == 18


def test_abstentions_have_a_reason_and_what_is_near(store: Store) -> None:
    answer = ask(store, "Quanto ha fatturato Arkel nel 2019?")
    assert not answer.answered and answer.reason == "no_figure" and answer.value is None
    assert answer.nearest and answer.nearest[0].article == "arkel"
    assert "Arkel" in answer.text


@pytest.mark.parametrize("question", ["", " ", "\n", "?" * 400, "a" * 10_000, "Quanti " * 1500, "Lumera " * 60])
def test_hostile_questions_are_refused_quickly(store: Store, question: str) -> None:
    start = time.perf_counter()
    answer = ask(store, question)
    assert not answer.answered and answer.reason in REASONS
    assert time.perf_counter() - start < 2


@pytest.mark.parametrize(
    "question",
    [
        'Quanti dipendenti ha "} DROP ALL #?',
        'Quanti dipendenti ha Lumera"; DELETE WHERE { ?s ?p ?o } #',
        "How many users does <https://w3id.org/cifre/entity/Lumera> have?",
        "Quanti dipendenti ha {0} %s \\u0000?",
    ],
)
def test_question_text_never_becomes_query_text(store: Store, question: str) -> None:
    before = store.canonical_nquads()
    answer = ask(store, question)
    assert "DROP" not in answer.sparql and "DELETE" not in answer.sparql
    assert store.canonical_nquads() == before


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=80))
def test_any_text_gets_an_answer_or_a_typed_abstention(store: Store, question: str) -> None:
    answer = ask(store, question)
    assert answer.answered or answer.reason in REASONS


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.sampled_from(
            [
                "Quanto",
                "Quanti",
                "chi",
                "ha",
                "Lumera",
                "Orsa",
                "2",
                "speso",
                "H100",
                "per",
                "nel",
                "2024",
                "ricavi",
                "più",
                "di",
                "50.000",
                "di",
                "trimestre",
                "o",
                "rispetto",
                "a",
                "who",
                "how",
                "many",
            ]
        ),
        max_size=14,
    )
)
def test_any_word_salad_is_survived(store: Store, words: list[str]) -> None:
    answer = ask(store, " ".join(words))
    assert answer.answered or answer.reason in REASONS


@pytest.mark.parametrize(
    "question", ["Quanti dipendenti ha Lumera?", "Who founded Pianosa?", "Quando è uscito Orsa 2?"]
)
def test_the_shown_query_runs_again_and_finds_the_evidence(store: Store, question: str) -> None:
    answer = ask(store, question)
    sentences = {row["sentence"] for row in store.select(answer.sparql)}
    assert {quote.sentence for quote in answer.evidence} <= sentences


def test_an_empty_graph_abstains(tmp_path: Path) -> None:
    store = Store(tmp_path)
    for question in ("Quanti dipendenti ha Lumera?", "Who is Nvidia's CEO?", "Qual è il modello con più parametri?"):
        answer = ask(store, question)
        assert not answer.answered and answer.text


def test_a_count_is_no_rate(store: Store) -> None:
    assert not ask(store, "Quante B200 per dipendente ha Lumera?").answered
    assert not ask(store, "How many B200s per employee does Lumera have?").answered


def test_one_place_is_given_where_one_is_asked_for(store: Store) -> None:
    assert ask(store, "In che città ha sede Arkel?").entities == ("Lyon",) or ask(
        store, "In che città ha sede Arkel?"
    ).entities == ("Lione",)
