"""SPARQL: an editor over the graph, with examples, results as a table and as a file."""

from __future__ import annotations

import streamlit as st

from corpus.errors import CifreError
from kg.sparql import NamedQuery, Result, named_queries, run, warm
from kg.store import Store
from kg.views import table_records
from ui.frame import complain
from ui.links import link
from ui.state import language, param, show, store, t


def page() -> None:
    """Draw the page."""
    graph, query = store(), param("query")
    warm()
    st.title("SPARQL", anchor=False)
    st.write(t("sparql.about"))
    _examples()
    with st.form("query"):
        with st.container(key="query-text"):
            typed = st.text_area(t("sparql.label"), value=query or "", height=280, placeholder=t("sparql.placeholder"))
        sent = st.form_submit_button(
            t("sparql.button"), type="primary", icon=":material/play_arrow:", shortcut="Ctrl+Enter"
        )
    if sent and typed.strip() != (query or "").strip():
        show({"query": typed})
        st.rerun()
    if sent and not typed.strip():
        st.info(t("sparql.nothing_typed"), icon=":material/edit:")
    if not query:
        return
    try:
        with st.spinner(t("sparql.running")):
            result = run(graph, query)
    except CifreError as error:
        complain(error)
        return
    _result(graph, result)


def _examples() -> None:
    lang = language()
    with st.expander(t("sparql.examples", n=len(named_queries())), icon=":material/lightbulb:"):
        for named in named_queries().values():
            link("sparql", named.title[lang], icon=":material/data_object:", query=_worked(named))
            st.caption(named.description[lang])


def _worked(named: NamedQuery) -> str:
    return named.bound(**named.example).strip()


def _result(graph: Store, result: Result) -> None:
    if result.kind == "ask":
        st.markdown(f"### {t('sparql.yes') if result.boolean else t('sparql.no')}")
        return
    columns, rows = result.table()
    if not rows:
        st.info(t("sparql.no_rows") if graph.articles() else t("sparql.no_rows_empty"), icon=":material/search_off:")
        return
    st.caption(t("sparql.rows", n=len(rows)))
    if result.truncated:
        st.warning(t("sparql.truncated", limit=len(rows)), icon=":material/content_cut:")
    st.dataframe(table_records(columns, rows), hide_index=True)
    if result.kind == "graph":
        st.download_button(
            t("sparql.turtle"),
            result.turtle(),
            "cifre.ttl",
            "text/turtle",
            icon=":material/download:",
            on_click="ignore",
        )
    else:
        st.download_button(
            t("card.csv"), result.csv(), "cifre.csv", "text/csv", icon=":material/download:", on_click="ignore"
        )


if __name__ == "__main__":
    page()
