"""The frame around every page: title, language, menu, and how an error is shown."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from corpus.errors import CifreError
from ui import undo
from ui.links import PAGES
from ui.state import LANGUAGE, language, t
from ui.texts import LANGUAGES, text

ICON = Path(__file__).with_name("icon.svg")
STYLE = Path(__file__).with_name("style.css")


def main() -> None:
    """Draw the frame and the page that the address names."""
    st.set_page_config(page_title="Cifre", page_icon=str(ICON), layout="wide")
    st.logo(str(ICON), size="large")
    st.html(STYLE)
    _keep_language()
    first = next(iter(PAGES))
    pages = [
        st.Page(path, title=t(f"nav.{name}"), icon=icon, url_path=url, default=name == first)
        for name, (path, url, icon) in PAGES.items()
    ]
    page = st.navigation(pages)
    with st.sidebar:
        _choose_language()
        st.caption(t("nav.about"))
    try:
        undo.offer()
        page.run()
    except CifreError as error:
        complain(error)


def complain(error: CifreError) -> None:
    """Show what happened and what to do next."""
    remedy = f"\n\n{t('error.remedy')} {error.remedy}" if error.remedy else ""
    st.error(f"**{t('error.problem')}** {error.problem}{remedy}", icon=":material/error:")


def _keep_language() -> None:
    """Keep the language through the menu, which drops the parameters of the address."""
    chosen = language()
    st.session_state[LANGUAGE] = chosen
    if chosen != LANGUAGES[0] and st.query_params.get(LANGUAGE) != chosen:
        st.query_params[LANGUAGE] = chosen


def _choose_language() -> None:
    def changed() -> None:
        chosen = st.session_state["language-choice"]
        st.session_state[LANGUAGE] = chosen
        if chosen == LANGUAGES[0]:
            st.query_params.pop(LANGUAGE, None)
        else:
            st.query_params[LANGUAGE] = chosen

    st.session_state["language-choice"] = language()
    st.segmented_control(
        "Lingua · Language",
        LANGUAGES,
        format_func=lambda code: text("nav.language", code),
        key="language-choice",
        required=True,
        on_change=changed,
    )
