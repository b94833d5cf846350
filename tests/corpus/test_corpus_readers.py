"""Reading files, folders, bytes and pasted text."""

import json
import os
from datetime import date
from pathlib import Path

import pytest

from corpus import Article, ReadError, article_files, from_bytes, from_text, read
from corpus.readers import ENDINGS
from corpus.text import MAX_CHARACTERS

TEXT = "Il gruppo di Torino ha chiuso il 2024 con ricavi per 3 miliardi di euro."


def write(folder: Path, name: str, data: str | bytes) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return path


def one(source: str | Path) -> Article:
    (article,) = read(source)
    return article


def message_of(source: str | Path) -> str:
    with pytest.raises(ReadError) as error:
        list(read(source))
    text = str(error.value)
    assert "\n" not in text
    assert error.value.remedy, "an error says what to do"
    return text


# Text


def test_txt_takes_its_fields_from_the_json_beside_it(tmp_path: Path) -> None:
    path = write(tmp_path, "a.txt", TEXT)
    fields = {
        "id": "mio-1", "title": "Titolo", "url": "https://giornale.it/a", "outlet": "Giornale",
        "published": "2025-02-03", "language": "it-IT", "altro": [1],
    }  # fmt: skip
    write(tmp_path, "a.json", json.dumps(fields))
    assert one(path) == Article(
        id="mio-1", text=TEXT, source=str(path), title="Titolo", outlet="Giornale", url="https://giornale.it/a",
        published=date(2025, 2, 3), language="it",
    )  # fmt: skip


def test_txt_alone_has_no_fields_and_no_date(tmp_path: Path) -> None:
    article = one(write(tmp_path, "a.txt", TEXT))
    assert (article.title, article.outlet, article.url, article.published, article.language) == (None,) * 5
    assert article.id == from_text(TEXT).id


def test_null_and_empty_fields_count_as_not_given(tmp_path: Path) -> None:
    write(tmp_path, "a.json", '{"title": null, "url": "", "published": "", "id": null}')
    article = one(write(tmp_path, "a.txt", TEXT))
    assert article.title is None and article.url is None and article.published is None


def test_source_is_as_given(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, "sotto/a.txt", TEXT)
    monkeypatch.chdir(tmp_path)
    assert one("sotto/a.txt").source == "sotto/a.txt"
    assert one("sotto").source == os.path.join("sotto", "a.txt")  # noqa: PTH118


@pytest.mark.parametrize(
    ("beside", "message"),
    [
        ("{", "a.json is not JSON"),
        ('{"title": "x",\n "url": }', "a.json, line 2 is not JSON"),
        ("[1]", "a.json is not a JSON object"),
        ('{"published": "ieri"}', "published is not a date ('ieri'): write it as YYYY-MM-DD"),
        ('{"published": 2024}', "published is not a date (2024)"),
        ('{"published": "2024-02-30"}', "published is not a date"),
        ('{"url": "giornale.it"}', "url: 'giornale.it' is not a web address"),
        ('{"url": "javascript:alert(1)"}', "is not a web address"),
        ('{"title": ["x"]}', "title is not a text"),
        ('{"title": true}', "title is not a text"),
        ('{"language": "italiano!"}', "language is not a language code"),
        ('{"id": "a\\u0000b"}', "id has a control character"),
        ("[" * 100_000, "is not JSON that can be read"),
    ],
)
def test_broken_fields_beside_a_text_are_named(tmp_path: Path, beside: str, message: str) -> None:
    write(tmp_path, "a.json", beside)
    assert message in message_of(write(tmp_path, "a.txt", TEXT))


# Markdown, HTML, JSON Lines


def test_markdown_has_fields_and_a_body_without_markup(tmp_path: Path) -> None:
    head = "---\ntitle: 'Prova: uno'\noutlet: Giornale\npublished: 2025-02-03\nlanguage: it\nid: 7\n---\n"
    article = one(write(tmp_path, "a.md", f"{head}\n## Conti\n\n**Ricavi** a [3 miliardi](x).\n"))
    assert article.text == "Conti\n\nRicavi a 3 miliardi.\n"
    assert (article.id, article.title, article.published) == ("7", "Prova: uno", date(2025, 2, 3))


@pytest.mark.parametrize("stamp", ["2025-02-03", "'2025-02-03'", "2025-02-03T23:50:00+01:00", "2025-02-03 10:00:00"])
def test_a_date_may_be_a_day_or_a_time_stamp(tmp_path: Path, stamp: str) -> None:
    assert one(write(tmp_path, "a.md", f"---\npublished: {stamp}\n---\n{TEXT}")).published == date(2025, 2, 3)


def test_html_file_is_read_as_a_page(tmp_path: Path) -> None:
    article = one(write(tmp_path, "a.html", f"<html lang=it><title>T</title><article><p>{TEXT}</p></article></html>"))
    assert (article.text, article.title, article.source) == (TEXT, "T", str(tmp_path / "a.html"))


def test_each_json_line_is_an_article(tmp_path: Path) -> None:
    lines = [{"id": "uno", "text": TEXT, "published": "2025-01-01"}, {"text": "Due\r\nrighe.", "title": "Due"}]
    path = write(tmp_path, "a.jsonl", "\ufeff" + "\n\n".join(json.dumps(line) for line in lines) + "\n")
    first, second = read(path)
    assert (first.id, first.text, first.published) == ("uno", TEXT, date(2025, 1, 1))
    assert (second.title, second.text, second.source) == ("Due", "Due\nrighe.", str(path))


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("{", "a.jsonl, line 2 is not JSON"),
        ("[]", "a.jsonl, line 2 is not a JSON object"),
        ("{}", 'a.jsonl, line 2 has no "text"'),
        ('{"text": 3}', 'a.jsonl, line 2 has no "text"'),
        ('{"text": "  "}', "a.jsonl, line 2 has no text"),
        ('{"text": "a\\ud800"}', "a.jsonl, line 2 has the character U+D800"),
        ('{"text": "a\\u0000"}', "a.jsonl, line 2 has the character U+0000"),
        ('{"text": "Testo", "published": "boh"}', "a.jsonl, line 2: published is not a date"),
        ('{"text": "Testo", "id": ' + "9" * 5000 + "}", "a.jsonl, line 2 is not JSON that can be read"),
    ],
)
def test_a_broken_json_line_is_named_and_the_lines_before_it_are_read(tmp_path: Path, line: str, message: str) -> None:
    path = write(tmp_path, "a.jsonl", json.dumps({"text": TEXT}) + "\n" + line + "\n")
    articles = read(path)
    assert next(articles).text == TEXT
    with pytest.raises(ReadError, match="line 2"):
        next(articles)
    assert message in message_of(path)


def test_json_lines_that_are_not_utf8_name_the_line(tmp_path: Path) -> None:
    path = write(tmp_path, "a.jsonl", b'{"text": "uno"}\n{"text": "perch\xe9"}\n')
    assert "a.jsonl, line 2 is not UTF-8 (byte 0xE9" in message_of(path)


def test_an_empty_json_lines_file_is_refused(tmp_path: Path) -> None:
    assert "has no text" in message_of(write(tmp_path, "a.jsonl", "\n\n"))


# What is refused


@pytest.mark.parametrize("ending", ENDINGS)
@pytest.mark.parametrize("data", ["", " \n\t\n"])
def test_an_empty_file_is_refused(tmp_path: Path, ending: str, data: str) -> None:
    message = message_of(write(tmp_path, f"a{ending}", data))
    assert f"a{ending}" in message
    assert "has no text" in message or "without article text" in message


def test_front_matter_without_a_body_is_refused(tmp_path: Path) -> None:
    assert "has no text" in message_of(write(tmp_path, "a.md", "---\ntitle: x\n---\n\n"))


@pytest.mark.parametrize("ending", [".txt", ".md"])
def test_text_that_is_not_utf8_is_refused(tmp_path: Path, ending: str) -> None:
    assert "is not UTF-8 (byte 0xE0 at position 5" in message_of(write(tmp_path, f"a{ending}", b"citt \xe0 e"))


@pytest.mark.parametrize("ending", [".txt", ".md", ".jsonl"])
def test_an_article_of_five_megabytes_is_refused(tmp_path: Path, ending: str) -> None:
    text = (TEXT + "\n") * (5_000_000 // len(TEXT) + 1)
    assert len(text) > MAX_CHARACTERS
    data = json.dumps({"text": text}) if ending == ".jsonl" else text
    assert "too large for one article" in message_of(write(tmp_path, f"a{ending}", data))


def test_a_binary_file_with_a_text_ending_is_refused(tmp_path: Path) -> None:
    assert "U+0000" in message_of(write(tmp_path, "a.txt", b"PK\x03\x04\x00\x00abc".replace(b"\x03\x04", b"")))


def test_a_missing_file_an_unknown_kind_and_a_sidecar_are_refused_at_once(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match="is not there: check the path"):
        read(tmp_path / "manca.txt")
    with pytest.raises(ReadError, match=r"unknown kind \(\.pdf\): give \.txt, \.md"):
        read(write(tmp_path, "a.pdf", "x"))
    with pytest.raises(ReadError, match="no ending"):
        read(write(tmp_path, "articolo", "x"))
    with pytest.raises(ReadError, match=r"give the \.txt of the same name"):
        read(write(tmp_path, "a.json", "{}"))
    with pytest.raises(ReadError, match="starts with http:// or https://"):
        read("ftp://giornale.it/a.txt")


def test_a_pipe_is_not_read(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.txt")
    assert "is not a file" in message_of(tmp_path / "a.txt")


def test_an_upper_case_ending_is_known(tmp_path: Path) -> None:
    assert one(write(tmp_path, "A.TXT", TEXT)).text == TEXT


# Folders


def test_a_folder_gives_its_articles_sorted_and_nothing_else(tmp_path: Path) -> None:
    for name in ("b.txt", "a.md", "sotto/c.txt", "z.TXT"):
        write(tmp_path, name, TEXT + name)
    write(tmp_path, "b.json", '{"title": "Bi"}')
    for name in ("README.md", "readme.txt", "LICENSE.txt", "CHANGELOG.md", ".nascosto.txt", ".git/x.txt", "foto.png",
                 "dati.csv", "note.json"):  # fmt: skip
        write(tmp_path, name, "non è un articolo")
    assert [path.relative_to(tmp_path).as_posix() for path in article_files(tmp_path)] == [
        "a.md", "b.txt", "sotto/c.txt", "z.TXT",
    ]  # fmt: skip
    articles = list(read(tmp_path))
    assert [article.title for article in articles] == [None, "Bi", None, None]
    assert [Path(article.source).name for article in articles] == ["a.md", "b.txt", "c.txt", "z.TXT"]


def test_a_folder_link_that_leads_in_a_circle_is_not_followed(tmp_path: Path) -> None:
    write(tmp_path, "a.txt", TEXT)
    (tmp_path / "giro").symlink_to(tmp_path, target_is_directory=True)
    assert len(article_files(tmp_path)) == 1


def test_a_folder_without_articles_is_refused(tmp_path: Path) -> None:
    write(tmp_path, "README.md", "x")
    assert "has no articles: put files ending in .txt" in message_of(tmp_path)


# Date, bytes and pasted text


def test_a_given_date_takes_the_place_of_the_stated_one(tmp_path: Path) -> None:
    path = write(tmp_path, "a.md", f"---\npublished: 2025-02-03\n---\n{TEXT}")
    (article,) = read(path, published=date(2024, 1, 1))
    assert article.published == date(2024, 1, 1)
    assert article.id == one(path).id


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.txt", TEXT),
        ("a.md", f"---\ntitle: T\n---\n{TEXT}"),
        ("a.html", f"<html><title>T</title><article><p>{TEXT}</p></article></html>"),
        ("a.jsonl", json.dumps({"text": TEXT, "title": "T"})),
    ],
)
def test_bytes_are_read_as_the_file_of_that_name_would_be(tmp_path: Path, name: str, data: str) -> None:
    (uploaded,) = from_bytes(data.encode(), name)
    assert uploaded.source == name
    assert (uploaded.text, uploaded.id) == (TEXT, one(write(tmp_path, name, data)).id)


@pytest.mark.parametrize("name", ["a.pdf", "a", "a.json"])
def test_bytes_of_an_unknown_kind_are_refused(name: str) -> None:
    with pytest.raises(ReadError):
        from_bytes(b"testo", name)


def test_pasted_text_is_normalised_and_keeps_its_fields() -> None:
    article = from_text("\ufeffUno\r\ndue", title=" Un  titolo ", outlet="O", language="it", id="x", source="incolla")
    assert article == Article(id="x", text="Uno\ndue", source="incolla", title="Un titolo", outlet="O", language="it")


def test_pasted_blanks_are_refused() -> None:
    with pytest.raises(ReadError, match="the pasted text has no text"):
        from_text(" \n")
