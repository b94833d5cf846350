"""What can be taken back: the last change to the graph, for as long as the page stays open."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from corpus import Article, read, sample_folder
from kg.ingest import IngestReport, ingest
from ui.state import extract, store, t

_KEY = "undo"
STORED = "stored"
"""Where the session keeps what was stored last, to be linked to."""


@dataclass(frozen=True, slots=True)
class Change:
    """A change that was made: what to say of it, what to forget and what to store to take it back."""

    message: str
    forget: tuple[str, ...] = ()
    restore: tuple[Article, ...] = ()


def remember(change: Change) -> None:
    """Offer to take a change back from now on."""
    st.session_state[_KEY] = change


def offer() -> None:
    """Say what was changed last and draw the button that takes it back."""
    change: Change | None = st.session_state.get(_KEY)
    if change is None:
        return
    with st.container(border=True, horizontal=True, vertical_alignment="center", key="undo-bar"):
        st.markdown(f":material/check_circle: {change.message}")
        if st.button(t("undo.undo"), icon=":material/undo:", key="undo-button"):
            _take_back(change)
            del st.session_state[_KEY]
            st.session_state.pop(STORED, None)
            st.toast(t("undo.done"))
            st.rerun()
        if st.button(t("undo.dismiss"), icon=":material/close:", key="undo-dismiss", type="tertiary"):
            del st.session_state[_KEY]
            st.rerun()


def _take_back(change: Change) -> None:
    kept = store()
    with kept.writing():
        for article_id in change.forget:
            kept.forget(article_id)
        ingest(kept, change.restore, extract=extract)


def add(articles: tuple[Article, ...]) -> IngestReport:
    """Store articles and remember how to take them back.

    An article that replaces an earlier one is taken back by storing that again.
    """
    kept = store()
    earlier = {article.id: kept.article(article.id) for article in articles}
    with st.status(t("add.storing"), expanded=False) as status:
        report = ingest(
            kept,
            articles,
            extract=extract,
            on_article=lambda outcome: status.update(label=outcome.title or outcome.source),
        )
        status.update(label=t("add.stored_label"), state="complete")
    changed = [outcome for outcome in report.outcomes if outcome.status in ("added", "replaced")]
    if changed:
        remember(
            Change(
                message=t("add.stored", articles=len(changed), figures=sum(outcome.claims for outcome in changed)),
                forget=tuple(outcome.article for outcome in changed if earlier[outcome.article] is None),
                restore=tuple(found for outcome in changed if (found := earlier[outcome.article]) is not None),
            )
        )
    return report


def forget(article: Article) -> None:
    """Forget an article and remember how to bring it back."""
    if store().forget(article.id):
        remember(Change(message=t("articles.forgotten", title=article.title or article.source), restore=(article,)))


def offer_sample() -> None:
    """Draw the button that loads the sample articles."""
    if st.button(t("empty.sample"), type="primary", icon=":material/library_add:"):
        add(tuple(read(sample_folder())))
        st.rerun()
