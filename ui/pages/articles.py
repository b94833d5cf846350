"""Articles (Articoli): each text with every figure and name marked, and the claim behind each figure."""

from __future__ import annotations

import streamlit as st

from corpus import Article
from extract.records import Claim, Relation
from kg.figures import Filter, figures
from kg.rdf import Statement
from kg.store import Store
from kg.views import claim_figure, entities, figure_text, metric_label, paged, segments
from ui import cards, undo
from ui.links import go, link, plain
from ui.markup import reading
from ui.pager import pager
from ui.reader import reader
from ui.sections import section
from ui.state import found_in, language, param, show, store, t


def page() -> None:
    """Draw the list, or the article that the address names."""
    graph, article_id = store(), param("article")
    if not article_id:
        st.title(t("articles.title"), anchor=False)
        if not cards.empty_graph(graph):
            _list(graph)
        return
    article = graph.article(article_id)
    link("articles", t("articles.all"), icon=":material/arrow_back:")
    if article is None:
        st.info(t("articles.unknown", id=plain(article_id)), icon=":material/search_off:")
        return
    _article(graph, article)


def _list(graph: Store) -> None:
    asked = param("search")
    with st.form("search", border=False), st.container(horizontal=True, vertical_alignment="bottom"):
        typed = st.text_input(t("articles.search"), value=asked or "", placeholder=t("articles.search_hint"))
        if st.form_submit_button(t("entities.button"), type="primary", icon=":material/search:"):
            show({"search": typed.strip()})
            st.rerun()
    wanted = (asked or "").casefold()
    found = [
        info
        for info in graph.articles()
        if any(wanted in (words or "").casefold() for words in (info.title, info.outlet, info.source))
    ]
    if not found:
        st.info(t("entities.none"), icon=":material/search_off:")
        return
    st.caption(t("articles.found", n=len(found)))
    shown = paged(found, param("page"))
    for info in shown.items:
        link("articles", info.title or info.source, article=info.id)
        counts = t("articles.counts", figures=info.claims, relations=info.relations)
        st.caption(plain(" · ".join(filter(None, (cards.source_line(info), counts)))))
    pager(shown, {"search": asked})


def _article(graph: Store, article: Article) -> None:
    lang, selected = language(), param("claim")
    st.title(plain(article.title or article.source), anchor=False)
    line = cards.source_line(article)
    with st.container(horizontal=True, vertical_alignment="center"):
        if line:
            st.caption(plain(line))
        if article.published is None:
            st.caption(t("articles.no_date"))
        if article.url:
            st.link_button(t("articles.original"), article.url, icon=":material/open_in_new:", type="tertiary")
        _forget(article)
    statements = graph.statements(article.id)
    claims = [statement for statement in statements if isinstance(statement.record, Claim)]
    relations = [statement for statement in statements if isinstance(statement.record, Relation)]
    shown = claim_figure(graph, selected) if selected else None
    with st.container(key="reader"):
        text, side = st.columns([3, 2], gap="large")
        with side, st.container(border=True):
            if shown:
                cards.claim(graph, shown, with_article=False)
            else:
                st.markdown(f":material/touch_app: {t('articles.click')}" if claims else t("articles.no_figures"))
        with text:
            _text(article, claims, selected, lang)
    parts = {
        "figures": t("entities.tab_figures", n=len(claims)),
        "relations": t("entities.tab_relations", n=len(relations)),
    }
    if section("view", t("entities.section"), parts, {"article": article.id, "claim": selected}) == "figures":
        _figures(graph, article, selected)
    else:
        _relations(graph, relations)


def _figures(graph: Store, article: Article, selected: str | None) -> None:
    table = figures(graph, Filter(article=article.id))
    if not table.rows:
        st.caption(t("articles.no_figures"))
        return
    chosen = cards.figure_table(table.rows, key=f"article-{article.id}-{selected}")
    if chosen and chosen.iri != selected:
        show({"article": article.id, "claim": chosen.iri})
        st.rerun()
    cards.query(table.sparql)


def _text(article: Article, claims: list[Statement], selected: str | None, lang: str) -> None:
    labels = {
        statement.iri: f"{metric_label(record.metric, lang)}: {figure_text(record, lang)}"
        for statement in claims
        if isinstance(record := statement.record, Claim)
    }
    known = {info.name for info in entities(store())}
    names = [mention for mention in found_in(article).mentions if mention.name in known]
    parts = segments(article.text, claims, names)
    html = reading(parts, article=article.id, selected=selected, labels=labels)
    clicked = reader(html, key=f"reader-{article.id}")
    if clicked.entity:
        go("entities", entity=clicked.entity)
    if clicked.claim and clicked.claim != selected:
        show({"article": article.id, "claim": clicked.claim})
        st.rerun()


def _relations(graph: Store, relations: list[Statement]) -> None:
    if not relations:
        st.caption(t("entities.no_relations"))
    for statement in relations:
        record = statement.record
        if isinstance(record, Relation):
            cards.relation(graph, record)


def _forget(article: Article) -> None:
    with st.popover(t("articles.forget"), icon=":material/delete:"):
        st.write(t("articles.forget_sure", title=plain(article.title or article.source)))
        if st.button(t("articles.forget_yes"), type="primary", icon=":material/delete_forever:"):
            undo.forget(article)
            go("articles")


if __name__ == "__main__":
    page()
