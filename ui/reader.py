"""An article's text, whose figures and names can be clicked without leaving the page."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import streamlit as st

_HERE = Path(__file__).parent


class Clicked(NamedTuple):
    """What was clicked just now."""

    claim: str | None
    entity: str | None


def reader(html: str, *, key: str) -> Clicked:
    """Draw a text that `ui.markup.reading` made; return the claim or the name that was clicked."""
    component = st.components.v2.component(
        "cifre_reader",
        html='<div class="cifre-reader"></div>',
        css=(_HERE / "reader.css").read_text(encoding="utf-8"),
        js=(_HERE / "reader.js").read_text(encoding="utf-8"),
    )
    found = component(data={"html": html}, key=key, on_claim_change=lambda: None, on_entity_change=lambda: None)
    return Clicked(found.get("claim"), found.get("entity"))
