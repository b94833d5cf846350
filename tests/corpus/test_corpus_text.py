"""Decoding and the checks on a text."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus import ReadError
from corpus.text import MAX_BYTES, MAX_CHARACTERS, check, check_size, decode, normalise


def test_byte_order_mark_and_line_ends_are_all_that_changes() -> None:
    text = "\ufeffPrima riga\r\nseconda\u00a0riga \r\r\n\tterza’ «riga»\u2028fine  \n"
    assert decode(text.encode(), "a.txt") == "Prima riga\nseconda\u00a0riga \n\n\tterza’ «riga»\u2028fine  \n"


@given(st.text())
def test_text_with_unix_line_ends_survives_decoding(text: str) -> None:
    expected = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    assert decode(text.encode(), "a.txt") == expected
    assert "\r" not in normalise(text)


def test_error_names_the_first_byte_that_is_not_utf8() -> None:
    data = "prima\nseconda più\n".encode("cp1252")
    with pytest.raises(ReadError, match=r"^a.txt is not UTF-8 \(byte 0xF9 at position 16, line 2\): save it as"):
        decode(data, "a.txt")


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_utf16_is_refused(encoding: str) -> None:
    with pytest.raises(ReadError):
        check(decode("Ricavi a 3 miliardi".encode(encoding), "a.txt"), "a.txt")


def test_utf16_with_its_mark_is_called_by_name() -> None:
    with pytest.raises(ReadError, match=r"a\.txt is UTF-16"):
        decode("Ricavi".encode("utf-16"), "a.txt")


@pytest.mark.parametrize("text", ["", " \n\t \n", "\u00a0\u200b", "***\n---"])
def test_text_without_a_letter_or_digit_is_refused(text: str) -> None:
    with pytest.raises(ReadError, match=r"a\.txt has no text"):
        check(text, "a.txt")


@pytest.mark.parametrize("character", ["\x00", "\x07", "\x0b", "\x0c", "\x1b", "\x1f", "\ud800", "\ufffe", "\uffff"])
def test_characters_that_no_export_can_carry_are_refused_with_their_place(character: str) -> None:
    with pytest.raises(ReadError, match=re.escape(f"U+{ord(character):04X} at line 2, column 4")):
        check(f"prima\nsec{character}onda", "a.txt")


def test_tab_soft_hyphen_and_emoji_are_left_alone() -> None:
    text = "uno\tdue\u00adtre 🚀 \u0085 \u2028"
    assert check(text, "a.txt") == text


def test_the_limit_is_on_code_points_and_inclusive() -> None:
    assert len(check("è" * MAX_CHARACTERS, "a.txt")) == MAX_CHARACTERS
    with pytest.raises(ReadError, match=r"2,000,001 characters; the limit is 2,000,000"):
        check("è" * (MAX_CHARACTERS + 1), "a.txt")


def test_a_file_that_cannot_be_an_article_is_refused_by_its_size() -> None:
    check_size(MAX_BYTES, "a.txt")
    with pytest.raises(ReadError, match="too large"):
        check_size(MAX_BYTES + 1, "a.txt")
