"""What people look at, over a small graph of two articles."""

from __future__ import annotations

import csv
import io
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.article import Article
from corpus.errors import CifreError
from extract.records import Extraction, Mention, Period
from kg.figures import Filter, figures
from kg.store import Store
from kg.views import (
    choices,
    claim_figure,
    compare,
    draft,
    entities,
    entity,
    figure_text,
    figures_about,
    figures_csv,
    neighbourhood,
    period_text,
    quoted,
    relations_of,
    segments,
    series,
    versus_text,
)


def test_choices_are_what_is_there_the_most_frequent_first(stored: Store) -> None:
    found = choices(stored)
    assert found.metrics[0].value == "revenue"
    assert found.metrics[0].count == 3
    assert {choice.value for choice in found.units} == {"EUR", "%", "1"}
    assert found.subjects[0].value == "Pallas Devices"
    assert [choice.value for choice in found.statuses] == ["actual", "planned"]


def test_choices_follow_the_store(stored: Store) -> None:
    before = choices(stored)
    stored.forget("nivale")
    assert len(choices(stored).subjects) == len(before.subjects) - 1


def test_entities_have_kind_and_counts(stored: Store) -> None:
    found = {info.name: info for info in entities(stored)}
    pallas = found["Pallas Devices"]
    assert (pallas.kind, pallas.figures, pallas.articles) == ("organisation", 6, 2)
    assert found["Nvidia H100"].kind == "chip"
    assert found["Nvidia H100"].parent == "Nvidia Hopper"
    assert entities(stored)[0].name == "Pallas Devices"


def test_an_entity_lists_its_articles_latest_first(stored: Store) -> None:
    card = entity(stored, "Pallas Devices")
    assert card is not None
    assert [article.id for article in card.articles] == ["nivale", "pallas-2024"]
    assert entity(stored, "Nessuno") is None


def test_relations_of_an_entity_stand_on_either_side(stored: Store) -> None:
    rows, sparql = relations_of(stored, "Pallas Devices")
    assert {row.relation.relation for row in rows} == {"uses", "develops", "role", "invests_in", "partners_with"}
    assert all(row.relation.evidence.text in row.sentence for row in rows)
    assert "entity:Pallas_Devices" in sparql


def test_the_neighbourhood_has_the_entity_and_its_relations(stored: Store) -> None:
    found = neighbourhood(stored, "Pallas Devices")
    assert {node.name for node in found.nodes} == {"Pallas Devices", "Nvidia H100", "Falco 2", "Ada Neri", "Nivale"}
    assert len(found.edges) == 5
    assert next(edge for edge in found.edges if edge.relation == "develops").status == "planned"


def test_a_neighbourhood_says_how_many_it_left_out(stored: Store) -> None:
    found = neighbourhood(stored, "Pallas Devices", limit=2)
    assert len(found.nodes) == 3
    assert found.left_out == 2


def test_a_claim_comes_with_sentence_and_article(stored: Store) -> None:
    row = figures(stored, Filter(metric="investment")).rows[0]
    assert claim_figure(stored, row.iri) == row
    assert claim_figure(stored, "https://w3id.org/cifre/claim/0") is None


def test_compared_subjects_stand_together_each_with_its_query(stored: Store) -> None:
    table = compare(stored, Filter(unit="EUR"), ["Nivale", "Pallas Devices"])
    assert [row.claim.subject for row in table.rows] == ["Nivale", "Pallas Devices", "Pallas Devices"]
    assert table.sparql.count("SELECT") == 2


def test_figures_about_count_what_is_of_and_for_it(stored: Store) -> None:
    assert len(figures_about(stored, "Nvidia H100").rows) == 2
    assert "investment" in {row.claim.metric for row in figures_about(stored, "Pallas Devices").rows}


def test_a_series_never_mixes_units(stored: Store) -> None:
    found = series(figures(stored, Filter(metric="revenue")).rows)
    assert found is not None
    assert (found.unit, found.label, found.left_out) == ("EUR", "milioni di euro", 1)
    assert [point.value for point in found.points] == [120.0, 118.0] or [p.value for p in found.points] == [
        118.0,
        120.0,
    ]


def test_a_series_draws_an_open_bound_as_one(stored: Store) -> None:
    found = series(figures(stored, Filter(metric="accelerator_count", status="planned")).rows)
    assert found is not None
    assert (found.points[0].bound, found.points[0].low, found.points[0].high) == ("at_most", None, None)
    assert found.points[0].day == date(2026, 7, 2)


def test_a_range_is_drawn_with_both_ends(stored: Store) -> None:
    found = series(figures(stored, Filter(metric="parameter_count")).rows, "en")
    assert found is not None
    point = found.points[0]
    assert (point.low, point.value, point.high, found.label) == (30.0, 35.0, 40.0, "billion")


def test_nothing_gives_no_series() -> None:
    assert series([]) is None


def test_the_csv_has_a_line_a_figure_with_its_sentence(stored: Store) -> None:
    rows = list(csv.DictReader(io.StringIO(figures_csv(figures(stored).rows).decode("utf-8-sig"))))
    assert len(rows) == 7
    invested = next(row for row in rows if row["metric"] == "investment")
    assert (invested["value"], invested["for"], invested["article"]) == ("35000000", "Pallas Devices", "nivale")
    assert "35 milioni" in invested["sentence"]


@given(st.data())
def test_segments_put_together_are_the_text(data: st.DataObject) -> None:
    text = data.draw(st.text(max_size=40))
    ends = st.integers(0, len(text))
    spans = data.draw(st.lists(st.tuples(ends, ends).map(sorted), max_size=5))
    mentions = [
        Mention(start=a, end=b, text=text[a:b], name=f"n{number}", kind="person")
        for number, (a, b) in enumerate(spans)
        if a < b
    ]
    assert "".join(segment.text for segment in segments(text, (), mentions)) == text


def test_a_figure_hides_the_name_within_it(stored: Store) -> None:
    article = stored.article("pallas-2024")
    assert article is not None
    start = article.text.index("4.000 Nvidia H100")
    within = Mention(start=start, end=start + 17, text="4.000 Nvidia H100", name="Nvidia H100", kind="chip")
    found = segments(article.text, stored.statements(article.id), [within])
    marked = [segment for segment in found if segment.claims and "4.000" in segment.text]
    assert marked
    assert all(segment.entity is None for segment in marked)


def test_a_quoted_sentence_is_exactly_the_articles(stored: Store) -> None:
    article = stored.article("nivale")
    assert article is not None
    for statement in stored.statements("nivale"):
        parts = quoted(article.text, statement.record.evidence)
        assert parts.figure == statement.record.evidence.text
        assert parts.before + parts.figure + parts.after in article.text


@pytest.mark.parametrize(
    ("start", "end", "it", "en"),
    [
        ("2024-01-01", "2024-12-31", "2024", "2024"),
        ("2024-07-01", "2024-12-31", "2º semestre 2024", "H2 2024"),
        ("2024-02-01", "2024-02-29", "febbraio 2024", "February 2024"),
        ("2021-01-01", "2023-12-31", "2021–2023", "2021–2023"),
        ("2024-05-02", "2024-05-02", "2 maggio 2024", "2 May 2024"),
        ("2024-05-02", "2024-08-31", "dal 2 maggio 2024 al 31 agosto 2024", "2 May 2024 to 31 August 2024"),
        ("2024-01-29", "2024-04-28", "dal 29 gennaio 2024 al 28 aprile 2024", "29 January 2024 to 28 April 2024"),
        (None, "2030-12-31", "entro il 2030", "by 2030"),
        ("2023-01-01", None, "dal 2023", "since 2023"),
        (None, None, "", ""),
    ],
)
def test_periods_are_said_short(start: str | None, end: str | None, it: str, en: str) -> None:
    period = Period(date.fromisoformat(start) if start else None, date.fromisoformat(end) if end else None)
    assert (period_text(period), period_text(period, "en")) == (it, en)


def test_an_open_comparison_is_a_name() -> None:
    assert versus_text("/") == "/"
    assert versus_text("2023-04-01/2023-06-30", "en") == "Q2 2023"


def test_a_change_shows_its_sign(stored: Store) -> None:
    change = figures(stored, Filter(kind="change")).rows[0].claim
    assert figure_text(change) == "oltre +20%"


def test_a_draft_says_what_storing_would_do_and_stores_nothing(
    stored: Store, nivale: tuple[Article, Extraction]
) -> None:
    article, extraction = nivale
    before = stored.canonical_nquads()
    assert draft(stored, article, extract=lambda _: extraction).change == "unchanged"
    longer = Article(id=article.id, text=article.text + "\nAltro.", source="x", published=None, language="it")
    found = draft(stored, longer, extract=lambda _: extraction)
    assert found.change == "replaces"
    assert ("no_date", 0) in found.warnings
    assert ("inferred", 1) in found.warnings
    assert stored.canonical_nquads() == before


def test_a_draft_without_figures_says_so(store: Store) -> None:
    article = Article(
        id="x", text="Non succede nulla.", source="x", title="T", published=date(2025, 1, 1), language="it"
    )
    assert draft(store, article, extract=lambda _: Extraction()).warnings == (("no_figures", 0),)


def test_a_draft_in_english_is_refused(store: Store) -> None:
    article = Article(id="x", text="Revenue grew by 20% in the last quarter of the year.", source="x", language="en")
    with pytest.raises(CifreError, match="another language"):
        draft(store, article, extract=lambda _: Extraction())
