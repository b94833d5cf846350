"""Add articles (Aggiungi): from text, files or an address; what was found is shown before anything is stored."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date

import streamlit as st

from corpus import Article, from_bytes, from_text, read
from corpus.errors import CifreError, ReadError
from corpus.readers import ENDINGS
from kg.views import Draft, draft, figure_text, metric_label, segments
from ui import cards, undo
from ui.frame import complain
from ui.links import link, plain
from ui.markup import reading
from ui.pages.figures import FIRST, LAST
from ui.reader import reader
from ui.sections import section
from ui.state import extract, language, store, t, w

WAYS = ("paste", "upload", "address")
_DRAFTS, _FAILED, _ROUND = "drafts", "failed", "round"
_STORED = undo.STORED


def page() -> None:
    """Draw the page."""
    st.title(t("add.title"), anchor=False)
    st.write(t("add.about"))
    _stored()
    way = section("way", t("add.way"), {code: t(f"add.{code}") for code in WAYS})
    {"paste": _paste, "upload": _upload, "address": _address}[way]()
    for error in st.session_state.get(_FAILED, ()):
        complain(error)
    _preview(st.session_state.get(_DRAFTS, ()))


def _paste() -> None:
    # Once an article is stored, the form begins anew.
    new = "-".join(("paste", *st.session_state.get(_ROUND, ())))
    with st.form(new):
        text = st.text_area(t("add.text"), key=f"{new}-text", height=240, placeholder=t("add.text_hint"))
        title = st.text_input(t("add.article_title"), key=f"{new}-title")
        left, right = st.columns(2)
        with left:
            outlet = st.text_input(t("field.outlet"))
        with right:
            day = _day()
        if st.form_submit_button(t("add.look"), type="primary", icon=":material/search:"):
            _look(
                lambda: [
                    from_text(
                        text,
                        title=title.strip() or None,
                        outlet=outlet.strip() or None,
                        published=day,
                        source=t("add.pasted"),
                    )
                ]
            )


def _upload() -> None:
    with st.form("upload"):
        files = st.file_uploader(
            t("add.files"),
            type=[ending.removeprefix(".") for ending in ENDINGS],
            accept_multiple_files=True,
            help=t("add.files_help"),
        )
        day = _day(t("add.day_upload"))
        if st.form_submit_button(t("add.look"), type="primary", icon=":material/search:"):
            if not files:
                _look(_nothing(t("add.no_file"), t("add.no_file_remedy")))
            else:
                _look(*[_reading(file.name, file.getvalue(), day) for file in files])


def _address() -> None:
    with st.form("address"):
        url = st.text_input(t("add.url"), type="url", placeholder="https://…", validate=None)
        day = _day(t("add.day_upload"))
        if st.form_submit_button(t("add.look"), type="primary", icon=":material/search:"):
            if not url or not url.strip():
                _look(_nothing(t("add.no_url"), t("add.no_url_remedy")))
            else:
                address = url.strip() if "://" in url else f"https://{url.strip()}"
                _look(lambda: _dated(read(address), day))


def _day(label: str | None = None) -> date | None:
    return st.date_input(
        label or t("field.published"),
        value=None,
        min_value=FIRST,
        max_value=LAST,
        format="DD/MM/YYYY",
        help=t("add.day_help"),
    )


def _reading(name: str, data: bytes, day: date | None) -> Callable[[], Iterable[Article]]:
    return lambda: _dated(from_bytes(data, name), day)


def _dated(articles: Iterable[Article], day: date | None) -> Iterable[Article]:
    """Yield articles, those without a date of their own with the given day."""
    for article in articles:
        yield article if article.published or not day else replace(article, published=day)


def _nothing(problem: str, remedy: str) -> Callable[[], Iterable[Article]]:
    def fail() -> Iterable[Article]:
        raise ReadError(problem, remedy)

    return fail


def _look(*sources: Callable[[], Iterable[Article]]) -> None:
    """Read articles and keep what was found in them, and what could not be read, until they are stored or dropped."""
    found: dict[str, Draft] = {}
    failed: list[CifreError] = []
    with st.spinner(t("add.looking")):
        for source in sources:
            try:
                for article in source():
                    try:
                        found[article.id] = draft(store(), article, extract=extract)
                    except CifreError as error:
                        failed.append(error)
            except CifreError as error:
                failed.append(error)
    st.session_state[_DRAFTS], st.session_state[_FAILED] = tuple(found.values()), tuple(failed)
    st.session_state.pop(_STORED, None)


def _preview(drafts: tuple[Draft, ...]) -> None:
    if not drafts:
        return
    st.subheader(t("add.preview"), anchor=False)
    with st.container(horizontal=True):
        if st.button(t("add.store", n=len(drafts)), type="primary", icon=":material/save:"):
            articles = tuple(found.article for found in drafts)
            _drop()
            report = undo.add(articles)
            st.session_state[_STORED] = tuple(
                (outcome.article, outcome.title or outcome.source, outcome.status) for outcome in report.outcomes
            )
            st.session_state[_ROUND] = tuple(outcome.article for outcome in report.outcomes)
            st.session_state[_FAILED] = tuple(ReadError(outcome.message) for outcome in report.failed)
            st.rerun()
        if st.button(t("add.drop"), icon=":material/delete:"):
            _drop()
            st.rerun()
    for number, found in enumerate(drafts):
        with st.container(border=True):
            _draft(found, number)


def _draft(found: Draft, number: int) -> None:
    lang, article = language(), found.article
    st.markdown(f"#### {plain(article.title or t('add.untitled'))}")
    line = cards.source_line(article)
    st.caption(plain(" · ".join(filter(None, (line, article.source)))))
    st.markdown(
        f"**{t(f'add.change_{found.change}')}** "
        + t("articles.counts", figures=len(found.extraction.claims), relations=len(found.extraction.relations))
    )
    for code, count in found.warnings:
        st.warning(t(f"warning.{code}", n=count), icon=":material/warning:")
    if found.figures:
        st.dataframe(cards.table_rows(found.figures), hide_index=True, key=f"draft-{number}")
    for record in found.extraction.relations:
        words = w("relation", record.relation), w("status", record.status)
        st.markdown(f"{plain(record.subject)} — {words[0]} → {plain(record.object)} · {words[1]}")
    with st.expander(t("add.text_marked"), icon=":material/article:"):
        labels = {
            row.iri: f"{metric_label(row.claim.metric, lang)}: {figure_text(row.claim, lang)}" for row in found.figures
        }
        parts = segments(article.text, found.statements, found.extraction.mentions)
        reader(reading(parts, article=article.id, selected=None, labels=labels), key=f"draft-text-{number}")


def _stored() -> None:
    for article, title, status in st.session_state.get(_STORED, ()):
        if status != "failed":
            link("articles", t(f"add.status_{status}", title=title), icon=":material/article:", article=article)


def _drop() -> None:
    for key in (_DRAFTS, _FAILED, _STORED):
        st.session_state.pop(key, None)


if __name__ == "__main__":
    page()
