"""Canonical addresses and the ids made from them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus import ReadError, canonical_url, make_id


@pytest.mark.parametrize(
    ("written", "canonical"),
    [
        ("https://Www.Giornale.IT/Tech/Pezzo", "https://www.giornale.it/Tech/Pezzo"),
        ("HTTPS://giornale.it/pezzo/", "https://giornale.it/pezzo"),
        ("https://giornale.it/", "https://giornale.it"),
        ("https://giornale.it:443/a", "https://giornale.it/a"),
        ("http://giornale.it:80/a", "http://giornale.it/a"),
        ("https://giornale.it:8443/a", "https://giornale.it:8443/a"),
        ("https://giornale.it/a#commenti", "https://giornale.it/a"),
        ("https://giornale.it/a?utm_source=x&utm_medium=y", "https://giornale.it/a"),
        ("https://giornale.it/a?UTM_Source=x&fbclid=1&gclid=2", "https://giornale.it/a"),
        ("https://giornale.it/a?id=7&utm_campaign=z", "https://giornale.it/a?id=7"),
        ("https://giornale.it/a?b=2&a=1", "https://giornale.it/a?a=1&b=2"),
        ("https://giornale.it/x/../a", "https://giornale.it/a"),
        ("https://giornale.it/a%7eb", "https://giornale.it/a%7Eb"),
        ("https://caffè.it/più", "https://xn--caff-8oa.it/pi%C3%B9"),
        ("  https://giornale.it/a \n", "https://giornale.it/a"),
    ],
)
def test_spellings_of_an_address_share_one_form(written: str, canonical: str) -> None:
    assert canonical_url(written) == canonical
    assert canonical_url(canonical) == canonical


@pytest.mark.parametrize("query", ["id=1", "cid=1", "eid=1", "source=ansa", "p123", "articolo=", "utm=1"])
def test_parameters_that_may_name_an_article_are_kept(query: str) -> None:
    assert canonical_url(f"https://giornale.it/a?{query}") == f"https://giornale.it/a?{query}"


@pytest.mark.parametrize(
    "url",
    ["", "giornale.it/a", "ftp://giornale.it/a", "file:///etc/passwd", "javascript:alert(1)", "https://", "http:///a",
     "https://giornale.it:porta/a", "https://nome:segreto@giornale.it/a", "https://[::1/a"],
)  # fmt: skip
def test_what_is_no_web_address_is_refused(url: str) -> None:
    with pytest.raises(ReadError):
        canonical_url(url)


def test_error_does_not_repeat_a_password() -> None:
    with pytest.raises(ReadError) as error:
        canonical_url("https://nome:segreto@giornale.it/a")
    assert "segreto" not in str(error.value)


@given(st.text(alphabet="abcXYZ019/-_.~%?&=#è ", max_size=40))
def test_canonical_form_is_stable(rest: str) -> None:
    once = canonical_url(f"https://giornale.it/{rest}")
    assert canonical_url(once) == once


def test_id_comes_from_the_address_before_the_content() -> None:
    first = make_id(url="https://giornale.it/a/?utm_source=x", title="Uno", text="Testo.")
    assert first == make_id(url="https://GIORNALE.it/a#top", title="Due", text="Altro testo.")
    assert first != make_id(url="https://giornale.it/b", title="Uno", text="Testo.")


def test_id_without_address_comes_from_title_and_text() -> None:
    one = make_id(url=None, title="Uno", text="Testo.")
    assert one == make_id(url=None, title="Uno", text="Testo.")
    assert len({one, make_id(url=None, title="Due", text="Testo."), make_id(url=None, title="Uno", text="Testi.")}) == 3
