"""Neighbourhood graphs that can be clicked, dragged and downloaded."""

from __future__ import annotations

import warnings
from typing import Any

import streamlit as st
from st_link_analysis import EdgeStyle, NodeStyle, st_link_analysis

from kg.views import Neighbourhood
from ui.state import language, w

# Names vanish below this height on the screen, in pixels; the library hides them long before they cannot be read.
_READABLE = {"font-size": 4.5, "min-zoomed-font-size": 6}

KINDS = {
    "organisation": ("#1d5f82", "business"),
    "institution": ("#5b6672", "account_balance"),
    "person": ("#b4531f", "person"),
    "model": ("#4d7c2c", "chat"),
    "model_family": ("#3b6322", "folder"),
    "chip": ("#7a4b94", "sim_card"),
    "supercomputer": ("#2a8a82", "dns"),
    "cluster": ("#2a8a82", "dns"),
    "product": ("#9a7400", "inventory"),
    "place": ("#a33b55", "place"),
    "benchmark": ("#5b6672", "analytics"),
    "unknown": ("#7d8790", "description"),
}


def neighbours(found: Neighbourhood, *, key: str) -> None:
    """Draw entities as nodes, coloured by kind, and relations as edges with their names."""
    lang = language()
    here = {node.name for node in found.nodes}
    nodes = [
        {"data": {"id": node.name, "label": w("entity_kind", node.kind), "name": node.label(lang)}}
        for node in found.nodes
    ]
    edges = [
        {
            "data": {
                "id": f"{edge.subject}|{edge.relation}|{edge.object}",
                "source": edge.subject,
                "target": edge.object,
                "label": w("relation", edge.relation),
                "status": w("status", edge.status),
            }
        }
        for edge in found.edges
        if {edge.subject, edge.object} <= here
    ]
    kinds = {node.kind for node in found.nodes}
    relations = sorted({edge["data"]["label"] for edge in edges})
    st_link_analysis(
        {"nodes": nodes, "edges": edges},
        layout={"name": "fcose", "animate": False, "idealEdgeLength": 55, "nodeSeparation": 40, "padding": 24},
        node_styles=[
            _Readable(NodeStyle(w("entity_kind", kind), KINDS[kind][0], "name", KINDS[kind][1]))
            for kind in sorted(kinds)
        ],
        edge_styles=[_edge(label) for label in relations],
        height=520,
        key=key,
    )
    st.caption(" · ".join(sorted(w("entity_kind", kind) for kind in kinds)))


class _Readable:
    """A style of the library whose names are still shown where the whole graph fits on the page."""

    def __init__(self, style: NodeStyle | EdgeStyle) -> None:
        self._style = style

    def dump(self) -> dict[str, Any]:
        """Return the style as the library sends it."""
        found: dict[str, Any] = self._style.dump()
        found["style"] |= _READABLE
        return found


def _edge(label: str) -> _Readable:
    with warnings.catch_warnings():  # the library warns of its own default, whatever is passed
        warnings.simplefilter("ignore")
        return _Readable(EdgeStyle(label, caption="label", directed=True))
