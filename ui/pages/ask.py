"""Ask (Chiedi): a question in Italian or English, and the answer with all that it stands on."""

from __future__ import annotations

import streamlit as st

from kg.ask import Answer, ask
from kg.store import Store
from kg.views import claim_figure
from ui import cards
from ui.links import link, plain
from ui.state import param, show, store, t

EXAMPLES = ("example_1", "example_2", "example_3", "example_4", "example_5", "example_6")


def page() -> None:
    """Draw the page."""
    graph, question = store(), param("q")
    st.title(t("ask.title"), anchor=False)
    with st.form("ask", border=False), st.container(horizontal=True, vertical_alignment="bottom"):
        typed = st.text_input(t("ask.label"), value=question or "", placeholder=t("ask.placeholder"), max_chars=500)
        sent = st.form_submit_button(t("ask.button"), type="primary", icon=":material/search:")
    if sent and typed.strip() != (question or ""):
        show({"q": typed.strip()})
        st.rerun()
    if cards.empty_graph(graph):
        return
    if not question:
        if sent:
            st.info(t("ask.nothing_typed"), icon=":material/edit:")
        _examples()
        return
    _answer(graph, ask(graph, question))


def _examples() -> None:
    st.write(t("ask.examples"))
    for name in EXAMPLES:
        link("ask", t(f"ask.{name}"), icon=":material/arrow_forward:", q=t(f"ask.{name}"))


def _answer(graph: Store, answer: Answer) -> None:
    if answer.answered:
        with st.container(border=True):
            st.markdown(f"#### {plain(answer.text)}")
            if answer.entities:
                with st.container(horizontal=True):
                    for name in answer.entities:
                        link("entities", name, icon=":material/hub:", entity=name)
            st.caption(t("ask.confidence", value=f"{answer.confidence:.0%}"))
    else:
        st.warning(f"**{t('ask.abstained')}** {plain(answer.text)}", icon=":material/help:")
    if answer.derivation:
        with st.container(border=True):
            st.markdown(f":material/calculate: {t('ask.calculation')}")
            cards.calculation(graph, answer.derivation)
    rows = [row for found in answer.rows if (row := claim_figure(graph, str(found.get("claim"))))]
    if rows:
        st.subheader(t("ask.rows"), anchor=False)
        chosen = cards.figure_table(rows, key=f"answer-{answer.question}")
        if chosen:
            with st.container(border=True):
                cards.claim(graph, chosen)
    quotes = answer.evidence or answer.nearest
    if quotes:
        st.subheader(t("ask.evidence") if answer.answered else t("ask.nearest"), anchor=False)
        for quote in quotes:
            cards.evidence(graph, quote.article, quote.evidence)
    elif not answer.answered:
        st.write(t("ask.try_instead"))
        link("figures", t("nav.figures"), icon=":material/monitoring:")
        link("entities", t("nav.entities"), icon=":material/hub:")
    cards.query(answer.sparql)


if __name__ == "__main__":
    page()
