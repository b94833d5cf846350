"""Stores for the app to look at: an empty one, and one with two small articles read by the real pipeline."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
import streamlit as st
from store_copies import begin_store, copy_store
from streamlit.testing.v1 import AppTest

from corpus import Article, from_text
from extract import load
from kg.store import Store

APP = Path(__file__).parents[2] / "app.py"

HARBOUR = """Pallas Devices ha chiuso il 2024 con ricavi per 120 milioni di euro, in crescita del 20% rispetto al 2023.
La società di Novara usa oltre 4.000 Nvidia H100. OpenAI ha investito 35 milioni di euro in Pallas Devices.
L'amministratrice delegata di Pallas Devices, Ada Neri, prevede ricavi per 150 milioni di euro nel 2025."""

VALLEY = """Nel 2024 Nivale Systems ha registrato ricavi per 80 milioni di euro.
Nivale Systems ha 900 dipendenti e usa il modello Llama 3."""

ENGLISH = """The company said that revenue grew by twenty percent in the last quarter of the year, and that it will hire
two hundred more people in its laboratories over the next twelve months, according to the chief executive."""


def articles() -> tuple[Article, ...]:
    """Return the two articles."""
    return (
        from_text(HARBOUR, title="Pallas cresce ancora", outlet="La Gazzetta dei Chip", published=date(2025, 2, 3)),
        from_text(VALLEY, title="Nivale, conti in ordine", outlet="Il Foglio Tecnico", published=date(2025, 3, 10)),
    )


@pytest.fixture(scope="session")
def original(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a store with two articles, made once and never changed."""
    store = begin_store(tmp_path_factory.mktemp("original") / "graph")
    with store.writing():
        for article in articles():
            store.put(article, load().extract(article))
    return store.path


@pytest.fixture
def filled(original: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    """The store with two articles, chosen by the setting."""
    kept = copy_store(original, tmp_path / "graph")
    monkeypatch.setenv("KG_STORE", str(kept.path))
    yield kept
    st.cache_resource.clear()


@pytest.fixture
def empty(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    """A store with nothing in it, chosen by the setting."""
    monkeypatch.setenv("KG_STORE", str(tmp_path / "empty"))
    yield begin_store(tmp_path / "empty")
    st.cache_resource.clear()


@pytest.fixture
def show() -> Callable[..., AppTest]:
    """Open a page of the app as an address names it: ``show("figures", metric="revenue", lang="en")``."""

    def open_page(page: str = "ask", **params: str | list[str]) -> AppTest:
        app = AppTest.from_file(str(APP), default_timeout=60)
        app.run()
        app.switch_page(f"ui/pages/{page}.py")
        for name, value in params.items():
            app.query_params[name.rstrip("_")] = value
        return app.run()

    return open_page


@pytest.fixture
def said() -> Callable[[AppTest], str]:
    """Give all that a page says, one piece a line, without the backslashes that keep it from being Markdown."""

    def texts(app: AppTest) -> str:
        kinds = ("title", "header", "subheader", "markdown", "caption", "text", "info", "warning", "error", "success")
        found = [element.value for kind in kinds for element in app.get(kind)]
        found += [element.proto.body for element in app.get("html")]
        found += [element.proto.label for element in app.get("page_link")]
        return "\n".join(str(value) for value in found).replace("\\", "")

    return texts
