"""Neighbourhood graphs that can be clicked, dragged and downloaded."""

from __future__ import annotations

import warnings

import streamlit as st
from st_link_analysis import EdgeStyle, NodeStyle, st_link_analysis

from kg.views import Neighbourhood
from ui.state import language, w

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
        layout={"name": "fcose", "animate": False, "idealEdgeLength": 90, "nodeSeparation": 60, "padding": 24},
        node_styles=[
            NodeStyle(w("entity_kind", kind), KINDS[kind][0], "name", KINDS[kind][1]) for kind in sorted(kinds)
        ],
        edge_styles=[_edge(label) for label in relations],
        height=460,
        key=key,
    )
    st.caption(" · ".join(sorted(w("entity_kind", kind) for kind in kinds)))


def _edge(label: str) -> EdgeStyle:
    with warnings.catch_warnings():  # the library warns of its own default, whatever is passed
        warnings.simplefilter("ignore")
        return EdgeStyle(label, caption="label", directed=True)
