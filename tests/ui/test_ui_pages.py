"""Every page, filled and empty, in both languages, from its permalink, and with what readers get wrong."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from streamlit.testing.v1 import AppTest

from corpus import read, sample_folder
from extract import load
from kg.ask import ask
from kg.figures import Filter, figures
from kg.ingest import ingest
from kg.store import Store
from ui.texts import text

Show = Callable[..., AppTest]
Said = Callable[[AppTest], str]

TITLES = {
    "ask": ("Chiedi", "Ask"),
    "figures": ("Cifre", "Figures"),
    "entities": ("Entità", "Entities"),
    "articles": ("Articoli", "Articles"),
    "calculations": ("Calcoli", "Calculations"),
    "sparql": ("SPARQL", "SPARQL"),
    "add": ("Aggiungi articoli", "Add articles"),
}


@pytest.mark.parametrize("lang", ["it", "en"])
@pytest.mark.parametrize("page", TITLES)
def test_every_page_opens_on_a_filled_graph(filled: Store, show: Show, page: str, lang: str) -> None:
    app = show(page, lang=lang)
    assert not app.exception
    assert not app.error
    assert app.title[0].value == TITLES[page][lang == "en"]


@pytest.mark.parametrize("lang", ["it", "en"])
@pytest.mark.parametrize("page", TITLES)
def test_every_page_explains_an_empty_graph(empty: Store, show: Show, page: str, lang: str) -> None:
    app = show(page, lang=lang)
    assert not app.exception
    assert not app.error
    assert app.title[0].value == TITLES[page][lang == "en"]
    if page not in ("sparql", "add"):
        labels = [button.label for button in app.button]
        assert ("Load the samples" if lang == "en" else "Carica gli esempi") in labels
        assert app.subheader[0].value == ("The graph is empty" if lang == "en" else "Il grafo è vuoto")


def test_the_language_stays_from_page_to_page(filled: Store, show: Show) -> None:
    app = show("figures", lang="en")
    app.query_params.clear()
    app.switch_page("ui/pages/articles.py").run()
    assert app.title[0].value == "Articles"
    assert app.query_params["lang"] == "en"


def test_an_unknown_language_is_italian(filled: Store, show: Show) -> None:
    assert show("ask", lang="xx").title[0].value == "Chiedi"


# -- ask ---------------------------------------------------------------------------------------------------------


def test_an_answer_shows_its_sentence_its_article_and_its_query(filled: Store, show: Show, said: Said) -> None:
    app = show("ask", q="Quanti dipendenti ha Nivale Systems?")
    words = said(app)
    assert "900" in words
    assert "<mark>900 dipendenti</mark>" in words
    assert "Nivale, conti in ordine" in words
    assert "Il Foglio Tecnico · 10 marzo 2025" in words
    assert "SELECT" in app.code[0].value


def test_a_question_that_is_typed_becomes_the_address(filled: Store, show: Show, said: Said) -> None:
    app = show("ask")
    app.text_input[0].set_value("Quanti dipendenti ha Nivale Systems?")
    app.button[0].click().run()
    assert app.query_params["q"] == "Quanti dipendenti ha Nivale Systems?"
    assert "900" in said(app)


def test_an_unknown_question_is_abstained_from(filled: Store, show: Show) -> None:
    app = show("ask", q="Quanti gatti ha il sindaco di Atlantide?")
    assert not app.exception
    assert app.warning[0].value.startswith("**Nessuna risposta sicura.**")


def test_an_empty_question_says_what_to_do(filled: Store, show: Show) -> None:
    app = show("ask")
    app.button[0].click().run()
    assert app.info[0].value == "Scrivi una domanda, poi premi Invio."


def test_markup_in_a_question_stays_text(filled: Store, show: Show) -> None:
    app = show("ask", q="<script>alert(1)</script> **Quanti** :red[x]?")
    assert not app.exception
    assert "<script>" not in app.warning[0].value.replace("\\<", "")


# -- figures -----------------------------------------------------------------------------------------------------


def test_the_address_filters_the_figures(filled: Store, show: Show, said: Said) -> None:
    app = show("figures", metric="revenue", subject=["Pallas Devices", "Nivale Systems"], kind="level", status="actual")
    table = app.dataframe[0].value
    assert sorted(table["Cifra"]) == ["120 milioni di euro", "80 milioni di euro"]
    assert "cifre: **2**" in said(app)
    assert app.selectbox[0].value == "revenue"
    assert app.multiselect[0].value == ["Pallas Devices", "Nivale Systems"]
    assert app.get("vega_lite_chart") or app.get("arrow_vega_lite_chart")
    assert app.code[0].value.count("SELECT") == 2


def test_the_filter_that_is_sent_becomes_the_address(filled: Store, show: Show) -> None:
    app = show("figures")
    app.selectbox[0].set_value("employees")
    app.date_input[0].set_value(date(2024, 1, 1))
    app.text_input[0].set_value("dipendenti")
    next(button for button in app.button if button.label == "Cerca").click().run()
    assert dict(app.query_params) == {"metric": "employees", "from": "2024-01-01", "text": "dipendenti"}
    assert list(app.dataframe[0].value["Cifra"]) == ["900"]


def test_a_filter_that_nothing_meets_says_so(filled: Store, show: Show) -> None:
    app = show("figures", text="parola che non c'è")
    assert "Nessuna cifra corrisponde" in app.info[0].value


@pytest.mark.parametrize("value", ["ieri", "9999-99-99", "0001-01-01", "<b>"])
def test_a_broken_date_in_the_address_is_no_error(filled: Store, show: Show, value: str) -> None:
    app = show("figures", from_=value)
    assert not app.exception
    assert not app.error


def test_a_metric_that_is_not_in_the_graph_is_no_error(filled: Store, show: Show) -> None:
    app = show("figures", metric="water", unit="L", kind="share")
    assert not app.exception
    assert app.selectbox[0].value == "water"


def test_a_claim_in_the_address_is_shown(filled: Store, show: Show, said: Said) -> None:
    row = figures(filled, Filter(metric="employees")).rows[0]
    app = show("figures", claim=row.iri)
    assert '<p class="cifre-figure">900</p>' in said(app)


# -- entities ----------------------------------------------------------------------------------------------------


def test_the_list_of_entities_can_be_searched(filled: Store, show: Show, said: Said) -> None:
    words = said(show("entities", search="pall"))
    assert "Pallas Devices" in words
    assert "Nivale Systems" not in words


@pytest.mark.parametrize(
    ("view", "expected"),
    [
        ("figures", "Scegli una riga"),
        ("relations", "investe in"),
        ("graph", "persona"),
        ("articles", "La Gazzetta dei Chip"),
    ],
)
def test_an_entity_has_four_parts_each_with_its_address(
    filled: Store, show: Show, said: Said, view: str, expected: str
) -> None:
    app = show("entities", entity="Pallas Devices", view=view)
    assert not app.exception
    assert app.title[0].value == "Pallas Devices"
    assert expected in said(app)


def test_a_known_entity_leads_to_wikidata_and_its_family(filled: Store, show: Show, said: Said) -> None:
    app = show("entities", entity="Nvidia H100")
    assert "Parte di Nvidia Hopper" in said(app)


def test_an_entity_that_nobody_writes_about_is_no_error(filled: Store, show: Show) -> None:
    app = show("entities", entity="Nessuno")
    assert "Nessun articolo del grafo parla di Nessuno" in app.info[0].value


# -- articles ----------------------------------------------------------------------------------------------------


def test_an_article_shows_its_text_with_every_figure_as_a_link(filled: Store, show: Show) -> None:
    info = next(info for info in filled.articles() if info.title == "Pallas cresce ancora")
    app = show("articles", article=info.id)
    marked = app.get("bidi_component")[0].proto
    assert str(marked).count("data-claim=") == len(filled.claims(info.id))
    assert "data-entity" in str(marked)


def test_a_claim_in_the_address_opens_its_card(filled: Store, show: Show, said: Said) -> None:
    row = figures(filled, Filter(metric="accelerator_count")).rows[0]
    app = show("articles", article=row.article, claim=row.iri)
    words = said(app)
    assert "oltre 4.000 Nvidia H100" in words
    assert "almeno" in words
    assert app.json
    assert "aria-current" in str(app.get("bidi_component")[0].proto)


def test_an_article_that_is_gone_is_no_error(filled: Store, show: Show) -> None:
    assert "non è nel grafo" in show("articles", article="abc").info[0].value


def test_forgetting_asks_first_and_can_be_undone(filled: Store, show: Show, said: Said) -> None:
    before = filled.canonical_nquads()
    info = filled.articles()[0]
    app = show("articles", article=info.id)
    assert f"«{info.title}»" in said(app)
    next(button for button in app.button if button.label == "Sì, dimentica").click().run()
    assert [article.id for article in filled.articles()] == [a.id for a in filled.articles() if a.id != info.id]
    assert filled.article(info.id) is None
    app.switch_page("ui/pages/articles.py").run()
    next(button for button in app.button if button.label == "Annulla").click().run()
    assert filled.article(info.id) is not None
    assert filled.canonical_nquads() == before


# -- calculations ------------------------------------------------------------------------------------------------


def test_a_calculation_shows_formula_numbers_and_the_sentence_of_each_input(
    filled: Store, show: Show, said: Said
) -> None:
    app = show("calculations", subject="Pallas Devices")
    words = said(app)
    assert "120 milioni di euro ÷ (1 + 20%) = 100 milioni di euro" in words
    assert "<mark>120 milioni di euro</mark>" in words
    assert "Pallas cresce ancora" in words


def test_a_calculation_of_nothing_is_no_error(filled: Store, show: Show) -> None:
    app = show("calculations", formula="nope", subject="nobody")
    assert not app.exception


# -- sparql ------------------------------------------------------------------------------------------------------

COUNT = "SELECT (COUNT(?c) AS ?n) WHERE { ?c a cifre:Claim }"


def test_a_query_in_the_address_runs(filled: Store, show: Show) -> None:
    app = show("sparql", query=COUNT)
    assert list(app.dataframe[0].value["n"]) == [str(len(filled.claims()))]
    assert app.text_area[0].value == COUNT


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("SELECT ?s WHERE {\n  ?s ?p }", "line 2"),
        ("SELECT ?s WHERE { ?s unknown:p ?o }", "prefix unknown:"),
        ("DELETE WHERE { ?s ?p ?o }", "change the graph"),
        ("SELECT * { SERVICE <http://127.0.0.1/> { ?s ?p ?o } }", "SERVICE"),
    ],
)
def test_a_bad_query_is_one_clear_message_with_its_place(filled: Store, show: Show, query: str, expected: str) -> None:
    app = show("sparql", query=query)
    assert not app.exception
    assert expected in app.error[0].value
    assert "line" in app.error[0].value
    assert "Che cosa fare:" in app.error[0].value


@pytest.mark.parametrize(
    ("query", "setting"),
    [
        ("SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }", "KG_SPARQL_TIME"),
        ("SELECT " + " ".join(f"?v{n}" for n in range(3000)) + " { ?s ?p ?o }", "KG_SPARQL_COLUMNS"),
    ],
)
def test_a_limit_is_told_with_its_setting(
    filled: Store, show: Show, monkeypatch: pytest.MonkeyPatch, query: str, setting: str
) -> None:
    monkeypatch.setenv("KG_SPARQL_TIME", "1")
    app = show("sparql", query=query)
    assert not app.exception
    assert setting in app.error[0].value


def test_a_result_that_is_cut_says_where_and_by_what(
    filled: Store, show: Show, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KG_SPARQL_ROWS", "3")
    warning = show("sparql", query="SELECT * { ?s ?p ?o }").warning[0].value
    assert "le prime righe, 3:" in warning
    assert "KG_SPARQL_ROWS" in warning


def test_a_query_without_rows_says_whether_the_graph_is_empty(empty: Store, show: Show) -> None:
    assert "non ha ancora articoli" in show("sparql", query="SELECT ?c WHERE { ?c a cifre:Claim }").info[0].value


@pytest.mark.parametrize(
    "query", ["ASK { ?c a cifre:Claim }", "CONSTRUCT { ?c a cifre:Claim } WHERE { ?c a cifre:Claim }"]
)
def test_queries_of_other_kinds_show_their_answer(filled: Store, show: Show, said: Said, query: str) -> None:
    app = show("sparql", query=query)
    assert not app.exception
    assert "Sì" in said(app) if query.startswith("ASK") else len(app.dataframe[0].value) == len(filled.claims())


# -- what a reader clicks first ----------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """The graph of the sample articles."""
    kept = Store(tmp_path_factory.mktemp("sample") / "graph")
    ingest(kept, read(sample_folder()), extract=load().extract)
    return kept


@pytest.mark.parametrize("lang", ["it", "en"])
@pytest.mark.parametrize("number", range(1, 7))
def test_every_example_has_an_answer_in_the_sample(sample: Store, number: int, lang: str) -> None:
    answer = ask(sample, text(f"ask.example_{number}", lang))
    assert answer.answered, answer.text
    assert answer.language == lang
    assert answer.evidence
