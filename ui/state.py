"""What the pages share: the store, the extractor, the language and the address that they are shown under."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import Path

import streamlit as st

from corpus import Article
from extract import Extraction, Extractor, load
from kg.store import Store, default_path
from ui.texts import LANGUAGES, text, word

LANGUAGE = "lang"


def store() -> Store:
    """Return the store that ``KG_STORE`` names; it looks at its latest snapshot whenever it is asked."""
    return _store(str(default_path().absolute()))


@st.cache_resource(show_spinner=False)
def _store(path: str) -> Store:
    return Store(Path(path), in_memory=True)


@st.cache_resource(show_spinner=False)
def _extractor() -> Extractor:
    return load()


def extract(article: Article) -> Extraction:
    """Return what an article states."""
    return _extractor().extract(article)


def found_in(article: Article) -> Extraction:
    """Return what an article states; each text is read once as long as it is the same."""
    return _found_in(article)


@st.cache_data(show_spinner=False, max_entries=100, hash_funcs={Article: repr})
def _found_in(article: Article) -> Extraction:
    return extract(article)


def language() -> str:
    """Return the language that is shown: ``it`` or ``en``."""
    found = st.query_params.get(LANGUAGE) or st.session_state.get(LANGUAGE)
    return found if found in LANGUAGES else LANGUAGES[0]


def t(key: str, **fields: object) -> str:
    """Return a text in the language that is shown."""
    return text(key, language(), **fields)


def w(group: str, code: str) -> str:
    """Return the word for a code of the vocabulary in the language that is shown."""
    return word(group, code, language())


def param(name: str) -> str | None:
    """Return a parameter of the address; None where it is missing or empty."""
    return st.query_params.get(name) or None


def date_param(name: str) -> date | None:
    """Return a parameter as a day; None where it is none."""
    try:
        return date.fromisoformat(st.query_params.get(name, ""))
    except ValueError:
        return None


def number_param(name: str) -> Decimal | None:
    """Return a parameter as a number; None where it is none."""
    try:
        found = Decimal(st.query_params.get(name, ""))
    except InvalidOperation:
        return None
    return found if found.is_finite() else None


def params(name: str) -> list[str]:
    """Return all values of a parameter that may be repeated."""
    return [value for value in st.query_params.get_all(name) if value]


def show(values: Mapping[str, str | list[str] | None]) -> None:
    """Make the address the permalink of a view: these parameters, what is empty left out, and the language."""
    st.query_params.from_dict(address(values))


def address(values: Mapping[str, str | list[str] | None]) -> dict[str, str | list[str]]:
    """Return the parameters of a permalink."""
    found: dict[str, str | list[str]] = {name: value for name, value in values.items() if value}
    if language() != LANGUAGES[0]:
        found[LANGUAGE] = language()
    return found
