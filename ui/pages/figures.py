"""Figures (Cifre): the structured query, as a table and over time, with the SPARQL behind it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

import streamlit as st

from kg.figures import Figure, Filter
from kg.store import Store
from kg.views import Choice, choices, claim_figure, compare, metric_label, series, unit_label
from ui import cards, charts
from ui.state import date_param, language, param, params, show, store, t, w

FIRST, LAST = date(1990, 1, 1), date(2100, 12, 31)


def page() -> None:
    """Draw the page."""
    graph = store()
    st.title(t("figures.title"), anchor=False)
    if cards.empty_graph(graph):
        return
    _form(graph)
    filter = Filter(
        metric=param("metric"),
        start=date_param("from"),
        end=date_param("to"),
        kind=param("kind"),
        status=param("status"),
        unit=param("unit"),
        text=param("text"),
    )
    subjects = params("subject")
    table = compare(graph, filter, subjects)
    if not table.rows:
        st.info(t("figures.none"), icon=":material/search_off:")
    else:
        _results(graph, table.rows, filter.metric)
    cards.query(table.sparql)


def _results(graph: Store, rows: Sequence[Figure], metric: str | None) -> None:
    lang = language()
    st.markdown(t("figures.found", n=len(rows)))
    if metric:
        found = series(rows, lang)
        if found:
            charts.over_time(found, metric_label(metric, lang))
            notes = [t("figures.left_out", n=found.left_out)] if found.left_out else []
            st.caption(" ".join([t("figures.reading"), *notes]))
    else:
        st.caption(t("figures.choose_metric"))
    chosen = cards.figure_table(rows, key="figures-table")
    if chosen and chosen.iri != param("claim"):
        st.query_params["claim"] = chosen.iri
    claim = param("claim")
    shown = chosen or (claim_figure(graph, claim) if claim else None)
    if shown:
        with st.container(border=True):
            cards.claim(graph, shown)


def _form(graph: Store) -> None:
    lang, found = language(), choices(graph)
    with st.form("filter"):
        first, second = st.columns(2)
        with first:
            metric = _choice("metric", found.metrics, lambda code: metric_label(code, lang))
        with second:
            known = [choice.value for choice in found.subjects]
            subjects = st.multiselect(
                t("figures.subjects"),
                [*known, *(name for name in params("subject") if name not in known)],
                default=params("subject"),
                placeholder=t("figures.all"),
            )
        columns = st.columns(4)
        with columns[0]:
            start = st.date_input(
                t("figures.from"),
                value=_within(date_param("from")),
                min_value=FIRST,
                max_value=LAST,
                format="DD/MM/YYYY",
            )
        with columns[1]:
            end = st.date_input(
                t("figures.to"), value=_within(date_param("to")), min_value=FIRST, max_value=LAST, format="DD/MM/YYYY"
            )
        with columns[2]:
            kind = _choice("kind", found.kinds, lambda code: w("kind", code))
        with columns[3]:
            status = _choice("status", found.statuses, lambda code: w("status", code))
        narrow, wide = st.columns([1, 3])
        with narrow:
            unit = _choice("unit", found.units, lambda code: f"{unit_label(code, lang)} ({code})")
        with wide:
            text = st.text_input(t("field.text"), value=param("text") or "", placeholder=t("figures.text_hint"))
        with st.container(horizontal=True):
            sent = st.form_submit_button(t("figures.button"), type="primary", icon=":material/filter_alt:")
            cleared = st.form_submit_button(t("figures.clear"), icon=":material/filter_alt_off:")
    if cleared:
        show({})
        st.rerun()
    if sent:
        show(
            {
                "metric": metric,
                "subject": subjects,
                "from": start.isoformat() if start else None,
                "to": end.isoformat() if end else None,
                "kind": kind,
                "status": status,
                "unit": unit,
                "text": text.strip(),
            }
        )
        st.rerun()


def _choice(name: str, offered: Sequence[Choice], label: Callable[[str], str]) -> str | None:
    """Draw a field with what the graph has to choose from; what the address asks for is always among it."""
    asked = param(name)
    counts = {choice.value: choice.count for choice in offered}
    options = [*counts] if asked is None or asked in counts else [asked, *counts]
    return st.selectbox(
        t(f"field.{name}"),
        options,
        index=options.index(asked) if asked else None,
        format_func=lambda code: f"{label(code)} · {counts.get(code, 0)}",
        placeholder=t("figures.any"),
    )


def _within(day: date | None) -> date | None:
    return day if day and FIRST <= day <= LAST else None


if __name__ == "__main__":
    page()
