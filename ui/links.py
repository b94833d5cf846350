"""Links between views: each is a page and the parameters that restore what it shows."""

from __future__ import annotations

from urllib.parse import urlencode

import streamlit as st

from ui.state import address

PAGES = {
    "ask": ("ui/pages/ask.py", "chiedi", ":material/question_answer:"),
    "figures": ("ui/pages/figures.py", "cifre", ":material/monitoring:"),
    "entities": ("ui/pages/entities.py", "entita", ":material/hub:"),
    "articles": ("ui/pages/articles.py", "articoli", ":material/article:"),
    "calculations": ("ui/pages/calculations.py", "calcoli", ":material/calculate:"),
    "sparql": ("ui/pages/sparql.py", "sparql", ":material/data_object:"),
    "add": ("ui/pages/add.py", "aggiungi", ":material/add_circle:"),
}
"""The pages in the order of the menu: file, address, icon. The first is where the app opens."""


def link(page: str, label: str, *, icon: str | None = None, help: str | None = None, **params: str | None) -> None:
    """Draw a link to a view."""
    st.page_link(PAGES[page][0], label=plain(label), icon=icon, help=help, query_params=address(params))


def href(page: str, **params: str | None) -> str:
    """Return the relative address of a view, for links within HTML."""
    name = "" if page == next(iter(PAGES)) else PAGES[page][1]
    return f"{name or './'}?{urlencode(address(params), doseq=True)}"


def go(page: str, **params: str | None) -> None:
    """Show another view."""
    st.switch_page(PAGES[page][0], query_params=address(params))


def plain(text: str) -> str:
    """Return text that Streamlit shows as it is written, in labels that it would read as Markdown.

    Examples
    --------
    >>> plain("a*b [c](d) $e$")
    'a\\\\*b \\\\[c\\\\](d) \\\\$e\\\\$'
    """
    return "".join(f"\\{char}" if char in "\\`*_[]#$<>|~:" else char for char in text)
