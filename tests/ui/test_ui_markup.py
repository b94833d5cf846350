"""HTML that is made of articles' text: nothing in an article can become markup."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.views import Quoted, Segment
from ui.links import plain
from ui.markup import quote, reading

SOUP = (
    '<script>alert(1)</script><img src=x onerror="alert(1)"> & "virgolette" </div><a href="javascript:alert(1)">x</a>'
)


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data


def _read(html: str) -> _Tags:
    parser = _Tags()
    parser.feed(html)
    parser.close()
    return parser


@pytest.fixture(autouse=True)
def _without_streamlit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ui.markup.href", lambda page, **params: f"{page}?{sorted(params.items())}")


def test_soup_in_an_article_stays_text() -> None:
    found = _read(
        reading(
            [Segment(SOUP), Segment(SOUP, claims=("c1",)), Segment(SOUP, entity=SOUP)],
            article=SOUP,
            selected=None,
            labels={"c1": SOUP},
        )
    )
    assert [tag for tag, _ in found.tags] == ["div", "a", "a"]
    assert found.text == SOUP * 3
    assert found.tags[1][1]["title"] == SOUP


def test_soup_in_a_quotation_stays_text() -> None:
    found = _read(quote(Quoted(SOUP, SOUP, SOUP)))
    assert [tag for tag, _ in found.tags] == ["blockquote", "mark"]
    assert found.text == SOUP * 3


@given(st.lists(st.text(max_size=30), max_size=4))
def test_the_words_of_a_text_are_all_there(parts: list[str]) -> None:
    # The parser reads carriage returns and null bytes as browsers do, not as they are.
    parts = [part.replace("\r", "").replace("\0", "") for part in parts]
    html = reading([Segment(part, claims=("c",)) for part in parts if part], article="a", selected="c", labels={})
    assert _read(html).text == "".join(parts)


def test_the_chosen_figure_is_told_apart() -> None:
    html = reading(
        [Segment("5", claims=("one",)), Segment("6", claims=("two",))], article="a", selected="two", labels={}
    )
    assert [attributes.get("aria-current") for tag, attributes in _read(html).tags if tag == "a"] == [None, "true"]


def test_markdown_in_a_name_stays_text() -> None:
    assert plain("**a** [b](c) :red[d]") == r"\*\*a\*\* \[b\](c) \:red\[d\]"
