"""The structured query: each condition alone and together, and a query that says the same."""

from dataclasses import fields, replace
from datetime import date
from decimal import Decimal

import pytest

from corpus.article import Article
from extract.records import Extraction, Period
from kg.figures import Filter, figures
from kg.sparql import run


def found(store, **conditions):
    return [figure.claim.evidence.text for figure in figures(store, Filter(**conditions)).rows]


def test_without_a_filter_all_figures_come_by_metric_subject_and_time(stored):
    assert found(stored) == [
        "4.000",  # accelerator_count, by the article's date
        "fino a 9.000",
        "35 milioni",  # investment
        "tra 30 e 40 miliardi di parametri",  # parameter_count
        "118 milioni di euro",  # revenue: same period, by article
        "120 milioni di euro",
        "oltre il 20%",
    ]


@pytest.mark.parametrize(
    ("conditions", "expected"),
    [
        ({"metric": "revenue", "unit": "EUR"}, ["118 milioni di euro", "120 milioni di euro"]),
        ({"subject": "Falco 2"}, ["tra 30 e 40 miliardi di parametri"]),
        ({"subject": "Nessuno"}, []),
        ({"of": "Nvidia H100", "status": "planned"}, ["fino a 9.000"]),
        ({"for_": "Pallas Devices"}, ["35 milioni"]),
        ({"kind": "change"}, ["oltre il 20%"]),
        ({"hedge": "up_to"}, ["fino a 9.000"]),
        ({"article": "nivale", "metric": "revenue"}, ["118 milioni di euro"]),
        ({"text": "CORRIERE DELLE"}, ["118 milioni di euro"]),
        ({"text": 'a "b" \\ c'}, []),
        ({"unit": "EUR", "value_min": Decimal("119000000")}, ["120 milioni di euro"]),
        ({"unit": "EUR", "value_max": Decimal("36000000")}, ["35 milioni"]),
        ({"metric": "parameter_count", "value_min": Decimal("39E+9")}, ["tra 30 e 40 miliardi di parametri"]),
        ({"metric": "parameter_count", "value_min": Decimal("41E+9")}, []),
        ({"kind": "change", "value_min": Decimal("1000")}, ["oltre il 20%"]),  # "over" is open above
        ({"hedge": "up_to", "value_max": Decimal("10")}, ["fino a 9.000"]),  # "up to" is open below
        ({"end": date(2024, 12, 31)}, ["118 milioni di euro", "120 milioni di euro", "oltre il 20%"]),
        ({"start": date(2025, 1, 1), "end": date(2025, 2, 28)}, ["4.000", "tra 30 e 40 miliardi di parametri"]),
        ({"start": date(2025, 6, 1)}, ["fino a 9.000"]),
        ({"start": date(2025, 1, 1), "dated": True}, ["fino a 9.000"]),
    ],
)
def test_a_condition_lets_through_what_it_says(stored, conditions, expected):
    assert found(stored, **conditions) == expected


def test_an_open_period_reaches_any_day_on_its_open_side(stored, pallas):
    article, extraction = pallas
    claim = replace(extraction.claims[0], period=Period(None, date(2030, 12, 31)))
    stored.put(article, Extraction((claim,)))
    assert found(stored, metric="revenue", end=date(1999, 1, 1)) == ["120 milioni di euro"]
    assert "120 milioni di euro" not in found(stored, start=date(2031, 1, 1))


def test_a_row_has_the_claim_its_sentence_and_its_article(stored, pallas):
    (row,) = figures(stored, Filter(subject="Falco 2")).rows
    article, extraction = pallas
    assert row.claim == extraction.claims[4]
    assert row.sentence == "Secondo Ada Neri, il modello Falco 2 ha tra 30 e 40 miliardi di parametri."
    assert (row.article, row.title, row.outlet, row.url, row.published) == (
        article.id,
        article.title,
        article.outlet,
        article.url,
        article.published,
    )
    assert stored.claim(row.iri) == row.claim


def test_parts_adds_units_and_products_but_no_models(store, make_claim):
    text = "AWS cresce del 5%, Amazon del 3%, GPT-4o del 2%, Microsoft del 1%, Azure del 4%."
    article = Article(id="p", text=text, source="p.txt")
    subjects = {"5%": "AWS", "3%": "Amazon", "2%": "GPT-4o", "1%": "Microsoft", "4%": "Azure"}
    claims = tuple(
        make_claim(article, span, metric="revenue", subject=subject, value=span[:-1], unit="%", kind="change")
        for span, subject in subjects.items()
    )
    store.put(article, Extraction(claims))
    assert found(store, subject="Microsoft") == ["1%"]
    assert found(store, subject="Microsoft", parts=True) == ["4%", "1%"]
    assert found(store, subject="Amazon", parts=True) == ["5%", "3%"]
    assert found(store, subject="OpenAI", parts=True) == []


def test_large_and_small_numbers_are_compared_too(store, make_claim):
    article = Article(id="n", text="Servono 5e25 operazioni e un nodo da 3 nanometri.", source="n.txt")
    claims = (
        make_claim(article, "5e25", metric="training_compute", subject="Falco 2", value="5E+25", unit="FLOP"),
        make_claim(article, "3 nanometri", metric="process_node", subject="Scheda", value="3E-9", unit="m"),
    )
    store.put(article, Extraction(claims))
    assert found(store, value_min=Decimal("1E+25")) == ["5e25"]
    assert found(store, value_max=Decimal("4E-9")) == ["3 nanometri"]
    assert [row.claim for row in figures(store).rows] == [claims[1], claims[0]]


def test_the_query_that_is_shown_gives_the_same_figures(stored):
    table = figures(stored, Filter(metric="revenue", subject="Pallas Devices", text="milioni", start=date(2024, 1, 1)))
    result = run(stored, table.sparql)
    assert result.columns[0] == "claim"
    assert [row[0].value for row in result.rows] == [figure.iri for figure in table.rows]
    assert len(table.rows) == 3


def test_every_condition_changes_the_query():
    from kg.figures import figures_query

    values = {"start": date(2024, 1, 1), "end": date(2024, 1, 1), "value_min": Decimal(1), "value_max": Decimal(1),
              "dated": True}  # fmt: skip
    plain = figures_query(Filter())
    for field in fields(Filter):
        if field.name == "parts":
            assert figures_query(Filter(subject="x", parts=True)) != figures_query(Filter(subject="x"))
        else:
            assert figures_query(Filter(**{field.name: values.get(field.name, "x")})) != plain, field.name


def test_an_empty_store_has_no_figures(store):
    assert figures(store, Filter(metric="revenue")).rows == ()
