"""Time grows with the length of a text, not with its square, whatever the text: no expression backtracks without end.

What is compared are times of the same reader on the same text, four times as long; a square would take sixteen times.
"""

from collections.abc import Callable
from datetime import date
from time import process_time

import pytest

from extract.periods import find_times
from extract.quantities import find_quantities
from extract.sentences import unwrap

SIZE, LONGER, MOST = 2_000, 4, 9.0
DAY = date(2025, 3, 12)
PIECES = [
    "7", "1.", "1,5", "1 ", "123 ", "(", "((1)", "a", "a1", "é", "\u0660", "İ", "\n", ".", "-", "1-", "'", "2024-",
    "3/4/", "Q1", "www.", "https://", "+39 06 ", "a@", "0 ", "cento", "mila", "un ", "uno su ", "tra 5 e ", "da 1 a ",
    "dal 3 ", "fine ", "milioni di ", "10 milioni e ", "decine di ", "circa ", "più di ", "A ", "A 1 ", "il 5% e ",
    "5 euro e ", "due, ", "nel 2024 ", "entro ", "marzo ", "l'anno ", "\u200b", "🙂", "= ",
]  # fmt: skip


def read_times(text: str) -> object:
    return find_times(text, published=DAY)


def seconds(read: Callable[[str], object], text: str) -> float:
    best = 1e9
    for _ in range(3):
        begun = process_time()
        read(text)
        best = min(best, process_time() - begun)
    return best


@pytest.mark.parametrize("read", [find_quantities, read_times, unwrap], ids=["quantities", "times", "lines"])
@pytest.mark.parametrize("piece", PIECES, ids=ascii)
def test_time_grows_with_the_length(read: Callable[[str], object], piece: str) -> None:
    text = piece * (SIZE // len(piece))
    short = seconds(read, text) + 0.001
    for _ in range(2):
        grown = seconds(read, text * LONGER) / short
        if grown < MOST:
            break
    assert grown < MOST


def test_a_megabyte_of_digits_holds_no_time_either() -> None:
    assert find_times("7" * 1_000_000, published=DAY) == ()
