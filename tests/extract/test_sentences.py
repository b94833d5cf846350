from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from extract.sentences import split_sentences, unwrap


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


def test_a_line_that_goes_on_in_the_next_one_is_joined() -> None:
    assert unwrap("Ieri Nexa\n, nata a Udine, ha assunto\nda zero un team.") == (
        "Ieri Nexa , nata a Udine, ha assunto da zero un team."
    )


def test_headings_bullets_and_lists_in_small_letters_stay_lines() -> None:
    text = "I conti di Nexa\nIl fatturato sale.\n- utile: 3 milioni\nricavi 9 milioni\ncosti 6 milioni\nSede: Udine"
    assert unwrap(text) == text


def test_text_that_an_editor_broke_at_a_column_is_joined_also_before_capitals() -> None:
    lines = [
        "La società di Udine ha chiuso il trimestre con un fatturato di",
        "Nove milioni in più di quanto avesse previsto il consiglio di",
        "amministrazione, che ora guarda al mercato tedesco e a quello",
        "francese.",
    ]
    assert unwrap("\n".join(lines)) == " ".join(lines)


@given(st.text())
def test_joining_lines_changes_line_ends_only(text: str) -> None:
    joined = unwrap(text)
    assert len(joined) == len(text)
    assert all(a == b or (a, b) == ("\n", " ") for a, b in zip(text, joined, strict=True))
