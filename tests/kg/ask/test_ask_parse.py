"""Logical forms: what each wording is read as, before any graph is looked at."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from kg.ask.names import NameIndex
from kg.ask.parse import parse
from kg.ask.query import Query

INDEX = NameIndex.build(
    {
        "Lumera": ("organisation", ()),
        "Norrvik": ("organisation", ()),
        "Meta": ("organisation", ()),
        "Meta Quest": ("product", ()),
        "Orsa 2": ("model", ()),
        "Orsa": ("model_family", ()),
        "Nvidia B200": ("chip", ("B200",)),
        "Italia": ("place", ()),
    }
)


def read(question: str) -> Query:
    return parse(question, INDEX, anchor=date(2025, 11, 6))


@pytest.mark.parametrize(
    ("question", "operation", "metric"),
    [
        ("Quanti dipendenti ha Lumera?", "lookup", "employees"),
        ("Quanti dipendenti ha licenziato Lumera?", "lookup", "layoffs"),
        ("How many people does Lumera employ?", "lookup", "employees"),
        ("How many people did Lumera lay off?", "lookup", "layoffs"),
        ("Qual è l'utile per azione di Lumera?", "lookup", "earnings_per_share"),
        ("Quanto è costato addestrare Orsa 2?", "lookup", "training_cost"),
        ("Quante B200 usa Lumera?", "lookup", "accelerator_count"),
        ("Qual è il modello con più parametri?", "rank", "parameter_count"),
        ("Which company has the most employees?", "rank", "employees"),
        ("Chi ha più dipendenti, Lumera o Norrvik?", "compare", "employees"),
        ("Quali aziende hanno più di 500 dipendenti?", "list", "employees"),
        ("How many companies have more than 500 employees?", "count", "employees"),
        ("Quante volte è stato scaricato Orsa 2?", "lookup", "downloads"),
        ("What share of the market does Lumera hold?", "lookup", "market_share"),
    ],
)
def test_operation_and_metric(question: str, operation: str, metric: str) -> None:
    query = read(question)
    assert (query.operation, query.metrics[0][0]) == (operation, metric)


@pytest.mark.parametrize(
    ("question", "relation", "asks"),
    [
        ("Chi ha fondato Lumera?", "founded", "subject"),
        ("Who founded Lumera?", "founded", "subject"),
        ("Quando è uscito Orsa 2?", "releases", "date"),
        ("When was Lumera founded?", "founded", "date"),
        ("Dove ha sede Lumera?", "located_in", "object"),
        ("Which chips was Orsa 2 trained on?", "trained_on", "object"),
        ("In quali app è integrato Orsa 2?", "integrated_in", "object"),
        ("Chi ha comprato Lumera?", "acquires", "either"),
    ],
)
def test_relation(question: str, relation: str, asks: str) -> None:
    query = read(question)
    assert (query.relation, query.asks) == (relation, asks)


def test_roles_have_both_genders_and_languages() -> None:
    assert {read(q).role for q in ("Chi è la direttrice finanziaria di Lumera?", "Who is Lumera's CFO?")} == {"cfo"}
    assert {read(q).role for q in ("Chi è l'ad di Lumera?", "Who is the chief executive of Lumera?")} == {"ceo"}


def test_names_keep_their_slots() -> None:
    query = read("Quante B200 usa Lumera per Orsa 2 rispetto a Norrvik?")
    assert [(n.names[0], n.slot) for n in query.names] == [
        ("Nvidia B200", "subject"),
        ("Lumera", "subject"),
        ("Orsa 2", "target"),
        ("Norrvik", "vs"),
    ]


@pytest.mark.parametrize(
    "question", ["Quanti parametri ha Orsa 2.5?", "Quanti parametri ha Orsa 7?", "How big is Orsa 2 Ultra?"]
)
def test_a_longer_name_is_not_the_shorter_one(question: str) -> None:
    assert [n.known for n in read(question).names] == [False]


def test_a_name_ends_where_its_words_do() -> None:
    assert [n.names for n in read("Quanto spende Meta quest'anno?").names] == [("Meta",)]
    assert [n.names for n in read("Chi ha più B200, Lumera o Norrvik?").names][:2] == [("Nvidia B200",), ("Lumera",)]


def test_a_thing_called_by_its_size() -> None:
    for question in ("Quanto consuma un cluster da 50.000 B200?", "How much power does a 50,000 B200 cluster need?"):
        (thing,) = read(question).described
        assert (thing.noun, thing.number, thing.of) == ("cluster", Decimal(50000), ("Nvidia B200",))


def test_filters() -> None:
    (bound,) = read("Which companies have at least 1.5 million users?").bounds
    assert (bound.op, bound.number) == ("at_least", Decimal(1500000))


@pytest.mark.parametrize(
    ("question", "status"),
    [
        ("Quanto spenderà Lumera?", "planned"),
        ("Quanto prevede di spendere Lumera?", "planned"),
        ("Quanto ha speso Lumera?", "actual"),
        ("How much will Lumera spend?", "planned"),
        ("How much has Lumera raised?", "actual"),
        ("Quanti dipendenti ha Lumera?", None),
    ],
)
def test_status(question: str, status: str | None) -> None:
    assert read(question).status == status


def test_changes_have_a_direction() -> None:
    assert (
        read("Di quanto sono calati i ricavi di Lumera?").kind,
        read("Di quanto sono calati i ricavi di Lumera?").direction,
    ) == ("change", -1)
    assert read("A quanto sono saliti i ricavi di Lumera?").kind == "level"
    assert read("Di quanti dipendenti dispone Lumera?").kind is None


def test_unexplained_words_are_kept_for_the_evidence() -> None:
    assert read("Quanti dipendenti ha Lumera in Patagonia?").names[-1].known is False
    assert read("Quanti gatti ha Lumera?").metrics == ()
    assert read("Quanti utenti paganti notturni ha Lumera?").residue == ("notturni",)


def test_relative_periods_are_marked() -> None:
    (asked,) = read("Quanto ha fatturato Lumera quest'anno?").periods
    assert asked.relative and asked.start == date(2025, 1, 1)
    (same,) = read("E nello stesso trimestre del 2023 quanto aveva fatturato Lumera?").periods
    assert same.grain == "some quarter"


@pytest.mark.parametrize(
    "question", ["Quanto fa freddo a Lumera?", "Ciao!", "Hello there", "???", "12345", "Che tempo fa?"]
)
def test_what_is_no_question_for_the_graph(question: str) -> None:
    assert read(question).operation == "none" or not read(question).metrics


def test_a_rate_that_no_figure_states_is_kept_apart() -> None:
    assert read("Quanti ricavi per dipendente ha Lumera?").per == "each"
    assert read("Quanti utenti al mese ha Lumera?").per == "month"
