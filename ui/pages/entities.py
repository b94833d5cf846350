"""Entities (Entità): whom and what the news is about, and a page for each."""

from __future__ import annotations

import streamlit as st

from kg.store import Store
from kg.views import EntityCard, entities, entity, figures_about, metric_label, neighbourhood, paged, relations_of
from ui import cards, graphs
from ui.links import link, plain
from ui.pager import pager
from ui.sections import section
from ui.state import language, param, show, store, t, w


def page() -> None:
    """Draw the list, or the page of the entity that the address names."""
    graph, name = store(), param("entity")
    if not name:
        st.title(t("entities.title"), anchor=False)
        if not cards.empty_graph(graph):
            _list(graph)
        return
    found = entity(graph, name)
    if found is None:
        st.title(plain(name), anchor=False)
        st.info(t("entities.unknown", name=plain(name)), icon=":material/search_off:")
        link("entities", t("entities.all"), icon=":material/arrow_back:")
        return
    _card(graph, found)


def _list(graph: Store) -> None:
    lang, known = language(), entities(graph)
    kinds = list(dict.fromkeys(info.kind for info in known))
    asked_kind, asked = param("kind"), param("search")
    with st.form("search", border=False), st.container(horizontal=True, vertical_alignment="bottom"):
        typed = st.text_input(t("entities.search"), value=asked or "", placeholder=t("entities.search_hint"))
        kind = st.selectbox(
            t("field.entity_kind"),
            kinds,
            index=kinds.index(asked_kind) if asked_kind in kinds else None,
            format_func=lambda code: w("entity_kind", code),
            placeholder=t("figures.any"),
            width=220,
        )
        if st.form_submit_button(t("entities.button"), type="primary", icon=":material/search:"):
            show({"search": typed.strip(), "kind": kind})
            st.rerun()
    wanted = (asked or "").casefold()
    found = [
        info
        for info in known
        if (not asked_kind or info.kind == asked_kind)
        and any(wanted in name.casefold() for name in (info.name, info.label_it, info.label_en))
    ]
    if not found:
        st.info(t("entities.none"), icon=":material/search_off:")
        return
    st.caption(t("entities.found", n=len(found)))
    shown = paged(found, param("page"), 25)
    for info in shown.items:
        with st.container(horizontal=True, vertical_alignment="center"):
            link("entities", info.label(lang), entity=info.name)
            counts = t("entities.counts", figures=info.figures, relations=info.relations, articles=info.articles)
            st.caption(f"{w('entity_kind', info.kind)} · {counts}")
    pager(shown, {"search": asked, "kind": asked_kind})


def _card(graph: Store, found: EntityCard) -> None:
    lang, info = language(), found.info
    link("entities", t("entities.all"), icon=":material/arrow_back:")
    st.title(plain(info.label(lang)), anchor=False)
    cards.facts(
        {
            t("field.entity_kind"): w("entity_kind", info.kind),
            t("entities.aliases"): ", ".join(found.aliases),
            t("entities.country"): info.country or "",
        }
    )
    with st.container(horizontal=True, vertical_alignment="center"):
        if info.wikidata:
            st.link_button("Wikidata", info.wikidata, icon=":material/public:")
        if info.parent:
            link("entities", t("entities.parent", name=info.parent), icon=":material/arrow_upward:", entity=info.parent)
        for child in found.children:
            link("entities", child, icon=":material/subdirectory_arrow_right:", entity=child)
    parts = {
        "figures": t("entities.tab_figures", n=info.figures),
        "relations": t("entities.tab_relations", n=info.relations),
        "graph": t("entities.tab_graph"),
        "articles": t("entities.tab_articles", n=len(found.articles)),
    }
    chosen = section("view", t("entities.section"), parts, {"entity": info.name})
    if chosen == "figures":
        _figures(graph, info.name)
    elif chosen == "relations":
        _relations(graph, info.name)
    elif chosen == "graph":
        _graph(graph, info.name)
    else:
        _articles(found)


def _articles(found: EntityCard) -> None:
    for article in found.articles:
        link("articles", article.title or article.source, icon=":material/article:", article=article.id)
        st.caption(plain(cards.source_line(article)))


def _figures(graph: Store, name: str) -> None:
    table = figures_about(graph, name)
    if not table.rows:
        st.info(t("entities.no_figures"), icon=":material/search_off:")
        return
    with st.container(horizontal=True):
        for metric in list(dict.fromkeys(row.claim.metric for row in table.rows if row.claim.subject == name))[:6]:
            link("figures", metric_label(metric, language()), icon=":material/monitoring:", metric=metric, subject=name)
    chosen = cards.figure_table(table.rows, key=f"entity-{name}")
    if chosen:
        with st.container(border=True):
            cards.claim(graph, chosen)
    cards.query(table.sparql)


def _relations(graph: Store, name: str) -> None:
    rows, sparql = relations_of(graph, name)
    if not rows:
        st.info(t("entities.no_relations"), icon=":material/search_off:")
    for row in rows:
        cards.relation(graph, row.relation, here=name)
    if rows:
        cards.query(sparql)


def _graph(graph: Store, name: str) -> None:
    found = neighbourhood(graph, name)
    if not found.edges:
        st.info(t("entities.no_relations"), icon=":material/search_off:")
        return
    graphs.neighbours(found, key=f"graph-{name}-{language()}")
    if found.left_out:
        st.caption(t("entities.left_out", n=found.left_out))
    with st.container(horizontal=True):
        for node in found.nodes:
            if node.name != name:
                link("entities", node.label(language()), entity=node.name)
    cards.query(found.sparql)


if __name__ == "__main__":
    page()
