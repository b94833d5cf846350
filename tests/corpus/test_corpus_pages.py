"""Articles inside HTML pages."""

from datetime import date

import pytest

from corpus import ReadError
from corpus.pages import MAX_PAGE_BYTES, read_page

PAGE = """<!doctype html>
<html lang="it-IT"><head><title>Nuvola Spa, ricavi in crescita - Il Foglio Tecnico</title>
<meta property="og:site_name" content="Il Foglio Tecnico">
<meta property="og:title" content="Nuvola Spa, ricavi in crescita">
<meta property="article:published_time" content="2025-03-04T08:00:00+01:00">
<link rel="canonical" href="{canonical}"></head>
<body><nav><a href="/">Home</a> <a href="/t">Tecnologia</a></nav><article><h1>Nuvola Spa, ricavi in crescita</h1>
<p>La società di Torino ha chiuso l'anno con ricavi per <strong>12,4&nbsp;milioni di euro</strong>, il 18% in pi&ugrave;
del 2023, e ha annunciato un piano da 30 milioni per nuovi server.</p>
<h2>I numeri</h2><ul><li>Ricavi: 12,4 milioni (+18%)</li><li>Utile: <a href="/x">2 milioni</a></li></ul>
<table><tr><th>Voce</th><th>2024</th></tr><tr><td>Dipendenti</td><td>120</td></tr></table>
<p>Il margine è salito al 21%, dice l'amministratrice delegata, che per il 2025 prevede altre assunzioni.</p>
</article><footer>© 2026 Il Foglio Tecnico. Cookie e privacy</footer></body></html>"""


def page(canonical: str = "https://foglio.example/nuvola") -> str:
    return PAGE.replace("{canonical}", canonical)


def test_article_and_stated_fields_are_found() -> None:
    article = read_page(page().encode(), source="a.html")
    assert article.title == "Nuvola Spa, ricavi in crescita"
    assert article.outlet == "Il Foglio Tecnico"
    assert article.published == date(2025, 3, 4)
    assert article.url == "https://foglio.example/nuvola"
    assert article.language == "it"


def test_text_has_the_words_and_lines_but_no_markup_and_no_page_furniture() -> None:
    lines = read_page(page().encode(), source="a.html").text.split("\n")
    assert "- Ricavi: 12,4 milioni (+18%)" in lines
    assert "- Utile: 2 milioni" in lines
    assert "Voce | 2024" in lines
    assert "Dipendenti | 120" in lines
    assert any("ricavi per 12,4" in line and "in più" in line for line in lines)
    text = "\n".join(lines)
    assert not any(word in text for word in ("Home", "Cookie", "<", "&", "---"))


def test_a_date_in_the_prose_is_not_taken_for_the_date_of_the_page() -> None:
    html = (
        "<html lang=it><body><article><p>Il 3 marzo 2021 il gruppo ha chiuso un accordo da 3 miliardi di euro con il "
    )
    html += "fornitore di chip, e da allora i ricavi sono raddoppiati.</p></article></body></html>"
    assert read_page(html.encode(), source="a.html").published is None


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252", "iso-8859-1"])
def test_declared_encodings_are_followed(encoding: str) -> None:
    html = page()
    if encoding in ("cp1252", "iso-8859-1"):
        html = html.replace("<head>", f'<head><meta charset="{encoding}">')
    assert "Il margine è salito" in read_page(html.encode(encoding), source="a.html").text


def test_the_servers_encoding_goes_before_the_pages() -> None:
    html = page().replace("<head>", '<head><meta charset="utf-8">')
    assert "Il margine è salito" in read_page(html.encode("cp1252"), source="a.html", charset="windows-1252").text


@pytest.mark.parametrize(
    ("data", "charset", "message"),
    [
        (page().encode("cp1252"), None, "a.html is not UTF-8 .byte 0xA9|a.html is not UTF-8 .byte 0x"),
        (page().encode(), "x-nessuno", "unknown encoding .x-nessuno"),
        (page().encode(), "base64", "unknown encoding .base64"),
    ],
)
def test_undecodable_pages_are_refused(data: bytes, charset: str | None, message: str) -> None:
    with pytest.raises(ReadError, match=message):
        read_page(data, source="a.html", charset=charset)


@pytest.mark.parametrize("html", ["", "<html><body></body></html>", "<script>var x = 3;</script>", "<nav>Home</nav>"])
def test_a_page_without_text_says_so(html: str) -> None:
    with pytest.raises(ReadError, match=r"a\.html is a page without article text: .*paste it"):
        read_page(html.encode(), source="a.html")


def test_a_page_over_the_limit_is_refused() -> None:
    with pytest.raises(ReadError, match="too large"):
        read_page(b" " * (MAX_PAGE_BYTES + 1), source="a.html")


def test_a_canonical_address_on_another_host_is_not_believed() -> None:
    stolen = read_page(
        page("https://altro.example/a").encode(), source="u", address="https://www.foglio.example/x?utm_source=y"
    )
    own = read_page(page().encode(), source="u", address="https://www.foglio.example/x")
    assert stolen.url == "https://www.foglio.example/x?utm_source=y"
    assert own.url == "https://foglio.example/nuvola"
