"""The choice of a page of a long list, kept in the address."""

from __future__ import annotations

from typing import TypeVar

import streamlit as st

from kg.views import Page
from ui.state import show

T = TypeVar("T")


def pager(shown: Page[T], kept: dict[str, str | None]) -> None:
    """Draw the choice of a page where there are several."""
    if shown.pages == 1:
        return
    chosen = st.pagination(shown.pages, default=shown.number)
    if chosen != shown.number:
        show({**kept, "page": str(chosen)})
        st.rerun()
