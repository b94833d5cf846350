"""The pieces that several pages show: evidence, claims, calculations, queries, tables of figures."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from html import escape
from typing import Any

import streamlit as st

from extract.records import Claim, Evidence, Relation
from kg.figures import Figure
from kg.store import ArticleInfo, Store
from kg.views import (
    claim_at,
    date_text,
    figure_text,
    figures_csv,
    metric_label,
    period_text,
    quoted,
    unit_label,
    versus_text,
)
from ui.links import go, link, plain
from ui.markup import quote
from ui.state import language, t, w
from ui.undo import offer_sample


def empty_graph(store: Store) -> bool:
    """Explain an empty graph and how to fill it; return whether it is empty."""
    if store.articles():
        return False
    with st.container(border=True):
        st.subheader(t("empty.title"), anchor=False)
        st.write(t("empty.text"))
        with st.container(horizontal=True):
            offer_sample()
            if st.button(t("empty.add"), icon=":material/add_circle:"):
                go("add")
    return True


def source_line(article: ArticleInfo | Figure | Any) -> str:
    """Return outlet and day of an article, whichever there are."""
    return " · ".join(filter(None, (article.outlet, date_text(article.published, language()))))


def evidence(store: Store, article_id: str, found: Evidence) -> None:
    """Draw a sentence with its figure marked, and the link to its article."""
    article = store.article(article_id)
    if article is None:
        st.caption(t("card.no_article", article=plain(article_id)))
        return
    st.html(quote(quoted(article.text, found)))
    link(
        "articles",
        article.title or article.source,
        icon=":material/article:",
        article=article_id,
        claim=claim_at(store, article_id, found),
    )
    line = source_line(article)
    if line:
        st.caption(plain(line))


def query(sparql: str) -> None:
    """Draw the query behind a view, with a way to run and change it."""
    if not sparql.strip():
        return
    with st.expander(t("card.query"), icon=":material/data_object:"):
        st.code(sparql.strip(), language="sparql", wrap_lines=True)
        link("sparql", t("card.open_query"), icon=":material/open_in_new:", query=sparql.strip())


def claim(store: Store, figure: Figure, *, with_article: bool = True) -> None:
    """Draw a claim: figure, what it is about, its sentence, and why it was read so."""
    lang, record = language(), figure.claim
    st.html(f'<p class="cifre-figure">{escape(figure_text(record, lang))}</p>')
    st.markdown(
        f"**{plain(metric_label(record.metric, lang))}**" + (f" · {plain(record.subject)}" if record.subject else "")
    )
    facts(_facts(record, lang))
    article = store.article(figure.article)
    if article:
        st.html(quote(quoted(article.text, record.evidence)))
    with st.container(horizontal=True):
        if record.subject:
            link("entities", record.subject, icon=":material/hub:", entity=record.subject)
        if with_article:
            link(
                "articles",
                figure.title or figure.article,
                icon=":material/article:",
                article=figure.article,
                claim=figure.iri,
            )
    if with_article and source_line(figure):
        st.caption(plain(source_line(figure)))
    with st.expander(t("card.why"), icon=":material/psychology:"):
        _reasons(record)
    with st.expander(t("card.record"), icon=":material/description:"):
        st.json(record.to_json(), expanded=True)
        st.caption(plain(figure.iri))


def _facts(record: Claim, lang: str) -> dict[str, str]:
    period = period_text(record.period, lang)
    return {
        t("field.of"): record.of or "",
        t("field.for"): record.for_ or "",
        t("field.period"): period or t("card.no_period"),
        t("field.vs"): versus_text(record.vs, lang),
        t("field.status"): w("status", record.status),
        t("field.kind"): w("kind", record.kind) + (f" ({t('card.less')})" if record.direction == "less" else ""),
        t("field.hedge"): w("hedge", record.hedge),
        t("field.unit"): unit_label(record.unit, lang),
        t("field.speaker"): record.speaker or "",
        t("field.via"): record.via or "",
        t("field.confidence"): f"{record.confidence:.0%}",
    }


def facts(found: Mapping[str, str]) -> None:
    """Draw names and values, those without a value left out."""
    rows = "".join(f"<dt>{escape(name)}</dt><dd>{escape(value)}</dd>" for name, value in found.items() if value)
    st.html(f'<dl class="cifre-facts">{rows}</dl>')


def _reasons(record: Claim) -> None:
    for flag in record.flags:
        st.markdown(f":material/info: {w('flag', flag)}")
    if record.cues:
        st.write(t("card.cues"))
        st.markdown("\n".join(f"- {plain(cue)}" for cue in record.cues))
    elif not record.flags:
        st.caption(t("card.no_cues"))


def relation(store: Store, found: Relation, *, here: str | None = None) -> None:
    """Draw a relation with its sentence; the entity whose page it stands on is set in bold."""
    about = (w("role", found.role) if found.role else "", found.date or "", w("status", found.status))
    subject, end = (f"**{plain(name)}**" if name == here else plain(name) for name in (found.subject, found.object))
    st.markdown(f"{subject} — {w('relation', found.relation)} → {end} · {plain(' · '.join(filter(None, about)))}")
    evidence(store, found.article, found.evidence)


def calculation(store: Store, found: Mapping[str, Any], *, title: bool = True) -> None:
    """Draw a calculation: the formula, the numbers in it, each input with its sentence, and what to mind."""
    lang = language()
    if title:
        st.markdown(
            f"**{plain(found['label'][lang])}**" + (f" · {plain(found['subject'])}" if found.get("subject") else "")
        )
    st.html(f'<p class="cifre-formula">{escape(found["filled"][lang])}</p>')
    st.caption(f"{t('calc.formula')}: {plain(found['expression'][lang])}")
    if found.get("agrees") is not None:
        st.markdown(f":green-badge[{t('calc.agrees')}]" if found["agrees"] else f":orange-badge[{t('calc.disagrees')}]")
    with st.expander(t("calc.inputs", n=len(found["inputs"])), icon=":material/format_quote:"):
        st.write(found["explanation"][lang])
        for item in found["inputs"]:
            read = f" ({t('calc.read_from', text=plain(item['read_from']))})" if item["read_from"] else ""
            st.markdown(f"**{plain(item['label'][lang])}**{read}")
            evidence(store, item["article"], Evidence.from_json(item["evidence"]))
    if found["caveats"]:
        with st.expander(t("calc.caveats", n=len(found["caveats"])), icon=":material/warning:"):
            st.markdown("\n".join(f"- {plain(caveat[lang])}" for caveat in found["caveats"]))


def figure_table(rows: Sequence[Figure], *, key: str) -> Figure | None:
    """Draw figures as a table with a CSV to download; return the one that is chosen in it."""
    chosen = st.dataframe(
        table_rows(rows),
        hide_index=True,
        on_select="rerun",
        selection_mode="single-row",
        key=key,
        column_config={t("field.sentence"): st.column_config.TextColumn(width="large")},
    )
    with st.container(horizontal=True, vertical_alignment="center"):
        st.download_button(
            t("card.csv"),
            figures_csv(rows),
            "cifre.csv",
            "text/csv",
            icon=":material/download:",
            key=f"{key}-csv",
            on_click="ignore",
        )
        st.caption(t("card.choose_row"))
    picked = chosen.selection.rows
    return rows[picked[0]] if picked and picked[0] < len(rows) else None


def table_rows(rows: Iterable[Figure]) -> list[dict[str, object]]:
    """Return figures as rows of a table for people."""
    lang = language()
    return [
        {
            t("field.metric"): metric_label(row.claim.metric, lang),
            t("field.subject"): row.claim.subject or "–",
            t("field.figure"): figure_text(row.claim, lang),
            t("field.of_for"): " → ".join(filter(None, (row.claim.of, row.claim.for_))),
            t("field.period"): period_text(row.claim.period, lang),
            t("field.status"): w("status", row.claim.status),
            t("field.kind"): w("kind", row.claim.kind),
            t("field.sentence"): row.sentence,
            t("field.outlet"): row.outlet or row.title or row.article,
            t("field.published"): row.published,
        }
        for row in rows
    ]
