from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from extract.sentences import split_sentences


def sentences(text: str) -> list[str]:
    return [text[start:end] for start, end in split_sentences(text)]


def test_lines_are_sentences_of_their_own() -> None:
    assert sentences("Titolo senza punto\n\n- ricavi: 3 miliardi\n- utile: 1") == [
        "Titolo senza punto",
        "- ricavi: 3 miliardi",
        "- utile: 1",
    ]


def test_abbreviations_and_initials_do_not_end_a_sentence() -> None:
    assert sentences("Lo dice il prof. Bianchi della J. P. Verdi Spa. Nessuno lo smentisce.") == [
        "Lo dice il prof. Bianchi della J. P. Verdi Spa.",
        "Nessuno lo smentisce.",
    ]


def test_decimals_and_lower_case_do_not_end_a_sentence() -> None:
    assert sentences("Vale 2.5 milioni (v. tabella). Poi sale.") == ["Vale 2.5 milioni (v. tabella).", "Poi sale."]


def test_closing_quotes_stay_with_their_sentence() -> None:
    assert sentences("«Faremo di più.» Così Rossi. “Vedremo.” Fine.") == [
        "«Faremo di più.»",
        "Così Rossi.",
        "“Vedremo.”",
        "Fine.",
    ]


@given(st.text())
def test_spans_are_ordered_and_hold_all_that_is_no_space(text: str) -> None:
    spans = split_sentences(text)
    assert all(a[1] <= b[0] for a, b in pairwise(spans))
    assert "".join("".join(text[start:end].split()) for start, end in spans) == "".join(text.split())
