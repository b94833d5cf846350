"""Adding articles: a preview first, all or nothing, and a way back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from streamlit.testing.v1 import AppTest

from kg.store import Store

Show = Callable[..., AppTest]
Said = Callable[[AppTest], str]

NEW = "Corvo Labs ha raccolto 12 milioni di euro nel 2024. L'azienda di Trento ha 45 dipendenti e usa 300 Nvidia H200."
ENGLISH = (
    "The company said that its revenue grew by twenty percent in the last quarter of the year, and that it will hire "
    "two hundred more people in its laboratories over the next twelve months."
)
LOOK, STORE, DROP, UNDO = "Guarda che cosa c'è", "Metti nel grafo (1)", "Lascia perdere", "Annulla"


def _press(app: AppTest, label: str) -> AppTest:
    return next(button for button in app.button if button.label == label).click().run()


def _paste(app: AppTest, text: str, title: str = "Corvo raccoglie", day: date | None = date(2025, 1, 15)) -> AppTest:
    app.text_area[0].set_value(text)
    app.text_input[0].set_value(title)
    if day:
        app.date_input[0].set_value(day)
    return _press(app, LOOK)


def test_a_pasted_article_is_shown_before_it_is_stored(empty: Store, show: Show, said: Said) -> None:
    app = _paste(show("add"), NEW)
    assert not app.exception
    assert "12 milioni di euro" in list(app.dataframe[0].value["Cifra"])
    assert "**Nuovo.**" in said(app)
    assert empty.articles() == ()


def test_storing_it_puts_its_figures_into_the_graph(empty: Store, show: Show, said: Said) -> None:
    app = _press(_paste(show("add"), NEW), STORE)
    assert [info.title for info in empty.articles()] == ["Corvo raccoglie"]
    assert "Aggiunto: Corvo raccoglie" in said(app)
    assert "12 milioni di euro" in {claim.evidence.text for claim in empty.claims()}


def test_storing_can_be_undone(filled: Store, show: Show) -> None:
    before = filled.canonical_nquads()
    app = _press(_paste(show("add"), NEW), STORE)
    assert len(filled.articles()) == 3
    _press(app, UNDO)
    assert filled.canonical_nquads() == before


def test_dropping_stores_nothing(empty: Store, show: Show) -> None:
    app = _press(_paste(show("add"), NEW), DROP)
    assert empty.articles() == ()
    assert not app.dataframe


def test_an_article_without_a_date_is_warned_of(empty: Store, show: Show) -> None:
    app = _paste(show("add"), NEW, title="", day=None)
    warnings = " ".join(warning.value for warning in app.warning)
    assert "Senza data" in warnings
    assert "Senza titolo" in warnings


@pytest.mark.parametrize(("text", "expected"), [("", "empty"), ("   \n ", "empty"), (ENGLISH, "Italian")])
def test_what_cannot_be_read_is_told_and_nothing_is_stored(empty: Store, show: Show, text: str, expected: str) -> None:
    app = _paste(show("add"), text)
    assert not app.exception
    assert app.error
    assert "Che cosa fare:" in app.error[0].value
    assert expected in app.error[0].value or "no text" in app.error[0].value
    assert not app.dataframe
    assert empty.articles() == ()


def test_an_upload_without_files_says_what_to_do(empty: Store, show: Show) -> None:
    app = _press(show("add", way="upload"), LOOK)
    assert "non è stato scelto nessun file" in app.error[0].value


def test_good_files_are_shown_beside_bad_ones(empty: Store, show: Show) -> None:
    app = show("add", way="upload")
    good = f"---\ntitle: Corvo\npublished: 2025-01-15\n---\n{NEW}".encode()
    app.file_uploader[0].set_value(
        [
            ("corvo.md", good, "text/markdown"),
            ("vuoto.txt", b"", "text/plain"),
            ("rotto.md", b"---\ntitle: [\n", "text/markdown"),
        ]
    )
    _press(app, LOOK)
    assert not app.exception
    assert len(app.error) == 2
    assert any("vuoto.txt" in error.value for error in app.error)
    _press(app, STORE)
    assert [info.title for info in empty.articles()] == ["Corvo"]


@pytest.mark.parametrize("url", ["", "http://127.0.0.1:9/x", "ftp://example.org/x"])
def test_an_address_that_cannot_be_read_is_one_clear_message(empty: Store, show: Show, url: str) -> None:
    app = show("add", way="address")
    app.text_input[0].set_value(url)
    _press(app, LOOK)
    assert not app.exception
    assert len(app.error) == 1
    assert empty.articles() == ()


def test_the_same_article_again_is_told_as_such(empty: Store, show: Show, said: Said) -> None:
    app = _press(_paste(show("add"), NEW), STORE)
    app = _paste(app, NEW)
    assert "È già nel grafo, uguale." in said(app)


def test_the_samples_fill_an_empty_graph_and_can_be_taken_back(empty: Store, show: Show) -> None:
    app = show("articles")
    _press(app, "Carica gli esempi")
    assert len(empty.articles()) >= 16
    _press(app, UNDO)
    assert empty.articles() == ()


def test_the_form_begins_anew_after_storing(empty: Store, show: Show) -> None:
    app = _press(_paste(show("add"), NEW), STORE)
    assert app.text_area[0].value == ""


def test_nothing_links_to_an_article_that_was_taken_back(empty: Store, show: Show, said: Said) -> None:
    app = _press(_press(_paste(show("add"), NEW), STORE), UNDO)
    assert "Aggiunto:" not in said(app)
    assert empty.articles() == ()


def test_replacing_an_article_can_be_undone(empty: Store, show: Show) -> None:
    app = show("add", way="upload")
    lines = "---\ntitle: Corvo\nurl: https://example.org/corvo\npublished: 2025-01-15\n---\n"
    app.file_uploader[0].set_value([("corvo.md", (lines + NEW).encode(), "text/markdown")])
    _press(_press(app, LOOK), STORE)
    first = empty.canonical_nquads()
    app = show("add", way="upload")
    app.file_uploader[0].set_value([("corvo.md", (lines + NEW.replace("45", "54")).encode(), "text/markdown")])
    _press(_press(app, LOOK), STORE)
    assert empty.canonical_nquads() != first
    _press(app, UNDO)
    assert empty.canonical_nquads() == first
