"""The choice of a part of a page, kept in the address."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from ui.state import param, show


def section(name: str, label: str, parts: Mapping[str, str], kept: Mapping[str, str | None] | None = None) -> str:
    """Draw the choice and return what is chosen; only that part needs to be drawn.

    Parameters
    ----------
    name : str
        The parameter of the address.
    label : str
        For those who listen to the page.
    parts : Mapping
        Labels by code; the first is shown where the address does not say.
    kept : Mapping, optional
        The other parameters of the view.
    """
    first = next(iter(parts))
    asked = param(name)
    shown = asked if asked is not None and asked in parts else first
    # The key follows the view: another entity begins with what its own address says.
    key = "-".join((name, *(str(value) for value in (kept or {}).values())))
    chosen = st.segmented_control(
        label,
        list(parts),
        default=shown,
        format_func=lambda code: parts[code],
        required=True,
        key=key,
        label_visibility="collapsed",
    )
    if chosen and chosen != shown:
        show({**(kept or {}), name: chosen if chosen != first else None})
        return chosen
    return shown
