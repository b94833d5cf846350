"""Calculations (Calcoli): derived figures, each with its formula, the numbers in it and what they stand on."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from kg.calc import Derivation, Formula, formulas, run
from kg.views import paged
from ui import cards
from ui.links import plain
from ui.pager import pager
from ui.state import language, param, show, store, t


def page() -> None:
    """Draw the page."""
    graph, lang = store(), language()
    st.title(t("calc.title"), anchor=False)
    st.write(t("calc.about"))
    if cards.empty_graph(graph):
        return
    with st.spinner(t("calc.running")):
        found = run(graph)
    if not found:
        st.info(t("calc.nothing"), icon=":material/search_off:")
        _all_formulas(formulas(), lang)
        return
    name, subject = _choose(found, lang)
    chosen = [d for d in found if (not name or d.formula == name) and (not subject or d.subject == subject)]
    if not chosen:
        st.info(t("calc.none_chosen"), icon=":material/search_off:")
    else:
        st.caption(t("calc.found", n=len(chosen)))
    shown = paged(chosen, param("page"), 10)
    for derivation in shown.items:
        with st.container(border=True):
            cards.calculation(graph, derivation.to_json())
    pager(shown, {"formula": name, "subject": subject})
    _all_formulas(formulas(), lang)


def _choose(found: Sequence[Derivation], lang: str) -> tuple[str | None, str | None]:
    labels = {derivation.formula: derivation.label.of(lang) for derivation in found}
    subjects = sorted({derivation.subject for derivation in found if derivation.subject})
    name, subject = param("formula"), param("subject")
    left, right = st.columns(2)
    with left:
        chosen = st.selectbox(
            t("calc.choose"),
            list(labels),
            index=list(labels).index(name) if name in labels else None,
            format_func=lambda code: labels[code],
            placeholder=t("figures.all"),
        )
    with right:
        about = st.selectbox(
            t("field.subject"),
            subjects,
            index=subjects.index(subject) if subject in subjects else None,
            placeholder=t("figures.all"),
        )
    if (chosen, about) != (name, subject):
        show({"formula": chosen, "subject": about})
    return chosen, about


def _all_formulas(known: Sequence[Formula], lang: str) -> None:
    with st.expander(t("calc.registry", n=len(known)), icon=":material/functions:"):
        for formula in known:
            st.markdown(f"**{plain(formula.label.of(lang))}** — {plain(formula.text(lang))}")
            st.caption(plain(formula.explanation.of(lang)))


if __name__ == "__main__":
    page()
