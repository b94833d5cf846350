"""Front matter and the removal of markup."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus import ReadError
from corpus.markdown import plain, split


def test_front_matter_is_parted_from_the_body() -> None:
    fields, body = split("---\ntitle: Prova\npublished: 2025-03-04\n---\n\n\nPrima riga.\n", "a.md")
    assert fields["title"] == "Prova"
    assert body == "Prima riga.\n"


@pytest.mark.parametrize("text", ["Testo.\n---\naltro", " ---\ntitle: x\n---\n", "----\ntitle: x\n----\n"])
def test_text_that_does_not_begin_with_three_dashes_has_no_fields(text: str) -> None:
    assert split(text, "a.md") == ({}, text)


def test_empty_front_matter_and_dots_as_its_end_are_fine() -> None:
    assert split("---\n---\nTesto.", "a.md") == ({}, "Testo.")
    assert split("---\ntitle: x\n...\nTesto.", "a.md") == ({"title": "x"}, "Testo.")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("---\ntitle: x\n\nTesto.", "a.md, line 1: the front matter is not closed"),
        ("---\ntitle: x\noutlet: Uno: due\n---\nTesto.", "a.md, line 3: broken front matter"),
        ("---\ntitle: [x\n---\nTesto.", "a.md, line 2: broken front matter"),
        ("---\n\ttitle: x\n---\nTesto.", "a.md, line 2: broken front matter"),
        ("---\n- uno\n- due\n---\nTesto.", "a.md, line 2: the front matter is not a list of fields"),
        ("---\nsolo parole\n---\nTesto.", "a.md, line 2: the front matter is not a list of fields"),
        ("---\npublished: 2025-13-45\n---\nTesto.", "a.md: broken front matter"),
        ("---\ntitle: !!python/object/apply:os.system [ls]\n---\nx", "a.md, line 2: broken front matter"),
        ("---\n" + "[" * 5000 + "\n---\nTesto.", "a.md"),
    ],
)
def test_broken_front_matter_names_its_line(text: str, message: str) -> None:
    with pytest.raises(ReadError) as error:
        split(text, "a.md")
    assert message in str(error.value)
    assert "\n" not in str(error.value)
    assert error.value.remedy


@pytest.mark.parametrize(
    ("markdown", "text"),
    [
        ("# Titolo\n\nTesto.", "Titolo\n\nTesto."),
        ("Titolo\n======\n\nTesto.", "Titolo\n\nTesto."),
        ("Un **grassetto**, un *corsivo*, un __altro__ e ~~via~~.", "Un grassetto, un corsivo, un altro e via."),
        ("[tre miliardi](https://example.org/a_b) di euro", "tre miliardi di euro"),
        ("[tre][1] miliardi\n\n[1]: https://example.org", "tre miliardi\n"),
        ("prima ![grafico](g.png) dopo", "prima  dopo"),
        ("<https://example.org/a>", "https://example.org/a"),
        ("- Ricavi: **3** miliardi\n- Utile: -5%\n  - *cloud*", "- Ricavi: 3 miliardi\n- Utile: -5%\n  - cloud"),
        ("1. primo\n2. secondo", "1. primo\n2. secondo"),
        ("3) terzo", "3) terzo"),
        ("- - doppio", "- - doppio"),
        ("> Citazione\n>\n> **su** più righe", "Citazione\n\nsu più righe"),
        ("> - voce\n>   - sotto", "- voce\n  - sotto"),
        ("prima\n\n---\n\ndopo", "prima\n\n\ndopo"),
        ("| Voce | Valore |\n|---|---:|\n| Ricavi | **3** |", "Voce | Valore\nRicavi | 3"),
        ("```\n5 * 2\n```\nfine", "5 * 2\nfine"),
        ("il comando `kg ask`", "il comando kg ask"),
        ("a<br>b <b>c</b> <!-- via -->d", "ab c d"),
        ("<div>\nparole\n</div>\n\ntesto", "parole\n\ntesto"),
        ("5 \\* 3 &egrave; 15 &amp; basta", "5 * 3 è 15 & basta"),
        ("riga una  \nriga due\\\nriga tre", "riga una\nriga due\nriga tre"),
    ],
)  # fmt: skip
def test_markup_goes_and_words_and_lines_stay(markdown: str, text: str) -> None:
    assert plain(markdown) == text


@pytest.mark.parametrize(
    "text",
    [
        "Ricavi a $9,3 miliardi (+21%), utile -17%; 5 * 3 = 15; a_b_c; 10^25; <5 miliardi & più",
        "«Vogliamo crescere» – ha detto l’ad – “presto”.\n\n\nUn altro paragrafo…\nsu due righe.\n",
        "GPT-4o mini costa 0,15 dollari/1M token [1] #ia @openai ~100",
        "+33% in un anno\n-17% in un mese\n2024 l'anno migliore\n",
        "1986. L'anno dell'inizio\n",
    ],
)
def test_plain_prose_is_left_as_it_is(text: str) -> None:
    assert plain(text) == text


_WORDS = st.text(alphabet="abcdèù0123456789,.%€$’«»()", min_size=1, max_size=12).filter(lambda w: w[0] not in ".()")


@given(st.lists(st.lists(_WORDS, min_size=1, max_size=6).map(" ".join), min_size=1, max_size=5))
def test_paragraphs_without_marks_never_change(paragraphs: list[str]) -> None:
    # A letter first, so that no line starts like a list ("1.").
    text = "\n\n".join(f"A {paragraph}" for paragraph in paragraphs)
    assert plain(text) == text


@given(st.text(alphabet="ab 1.*_`[]()<>#->|\\\n&;~!", max_size=80))
def test_no_input_fails_or_gains_words(text: str) -> None:
    letters = [character for character in plain(text) if character in "ab1"]
    assert len(letters) <= sum(character in "ab1" for character in text)
