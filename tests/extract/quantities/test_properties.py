"""Every written form of a number reads back exactly; any text at all is read in order, exactly, in linear time."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from num2words import num2words

from extract.quantities import find_quantities, read_number
from extract.quantities.lexer import lex
from extract.quantities.numerals import word_value

WHOLE = st.integers(0, 10**15)
DECIMALS = st.decimals(min_value=0, max_value=9999, places=2, allow_nan=False, allow_infinity=False)


def grouped(number: int, mark: str) -> str:
    return f"{number:,}".replace(",", mark)


@given(WHOLE, st.sampled_from([".", "\u00a0", "\u202f", "\u2009", " ", "'"]))
def test_grouped_digits_read_back(number: int, mark: str) -> None:
    assert read_number(grouped(number, mark)) == number


@given(WHOLE)
def test_plain_digits_read_back(number: int) -> None:
    assert read_number(str(number)) == number


@given(st.integers(0, 10**12), st.integers(0, 99))
def test_grouped_digits_with_decimals_read_back(number: int, cents: int) -> None:
    assert read_number(f"{grouped(number, '.')},{cents:02}") == Decimal(f"{number}.{cents:02}")


SCALES = {
    " milioni": 6, " miliardi": 9, " trilioni": 12, "mila": 3, " mila": 3, " mln": 6, " mld": 9, "mln": 6, "mld": 9,
    "B": 9, "M": 6, "K": 3, "k": 3, "T": 12, " mila miliardi": 12, " milioni di miliardi": 15,
}  # fmt: skip


@given(DECIMALS, st.sampled_from(sorted(SCALES)))
def test_scaled_decimals_read_back(number: Decimal, scale: str) -> None:
    assert read_number(f"{number:.2f}".replace(".", ",") + scale) == number * 10 ** SCALES[scale]


@given(WHOLE, st.sampled_from(sorted(SCALES)))
def test_a_scale_with_all_decimals_reads_back(number: int, scale: str) -> None:
    scaled = Decimal(number).scaleb(-SCALES[scale])
    if SCALES[scale] == 3:
        scaled = scaled.normalize()  # after "5,000 mila" nobody knows whether the comma is an English one
    assert read_number(f"{scaled:f}".replace(".", ",") + scale) == number


@given(
    st.integers(1, 10**15),
    st.sampled_from(
        ["{0:,}", "{0}", "{1} mila", "{1}mila", "{2} milioni", "{2}mln", "{3} miliardi", "{3} mld", "{3}B", "w"]
    ),
)
def test_a_number_in_a_sentence_is_found_whole_and_exact(number: int, form: str) -> None:
    if form == "w":
        number = max(number % 10**6, 2)  # "uno" in a sentence is the article or a pronoun
        written = num2words(number, lang="it")
    else:
        scaled = [f"{Decimal(number).scaleb(-power).normalize():f}".replace(".", ",") for power in (3, 6, 9)]
        written = form.format(number, *scaled).replace(",", ".") if form == "{0:,}" else form.format(number, *scaled)
    (found,) = find_quantities(f"Il portale ha contato oltre {written} accessi in tutto.")
    assert (found.value, found.low, found.high, found.hedge) == (number, number, None, "over")


@given(st.decimals(min_value="0.1", max_value=999, places=1), st.sampled_from([" milioni", " miliardi", "B", "M"]))
def test_an_english_decimal_point_reads_back(number: Decimal, scale: str) -> None:
    assert read_number(f"{number}{scale}") == number * 10 ** SCALES[scale]


@given(st.integers(0, 999_999))
def test_one_word_numbers_read_back(number: int) -> None:
    assert word_value(num2words(number, lang="it")) == number


@given(WHOLE)
def test_spelled_out_numbers_read_back(number: int) -> None:
    assert read_number(num2words(number, lang="it")) == number


@given(st.integers(1, 999), st.sampled_from(["milioni", "miliardi"]))
def test_a_half_more_reads_back(number: int, scale: str) -> None:
    power = 10 ** SCALES[f" {scale}"]
    assert read_number(f"{number} {scale} e mezzo") == number * power + power // 2


PIECES = st.sampled_from(
    ["5", "1.234", "8,5", "2024", "mila", "milioni", "di", "e", "tra", "da", "a", "al", "il", "i", "circa", "oltre",
     "un", "miliardo", "mezzo", "decine", "%", "per cento", "euro", "$", "€", "GB/s", "MW", "volte", "più", "meno",
     "su", "terzi", "due", "cento", "il doppio", "raddoppia", "dei quali", "centesimi", "corone", "-", "–", "(", ")",
     ",", ".", "\n", "'", "GPT-", "H100", "anni", "gennaio", "art.", "10^25", "utenti attivi", "Nvidia", "İ", "²", "x"]
)  # fmt: skip


@settings(max_examples=300)
@given(st.one_of(st.text(max_size=80), st.lists(st.tuples(PIECES, st.sampled_from(["", " ", "\u00a0"])), max_size=25)))
def test_any_text_gives_exact_sorted_spans(pieces: str | list[tuple[str, str]]) -> None:
    text = pieces if isinstance(pieces, str) else "".join(piece + blank for piece, blank in pieces)
    last = 0
    for found in find_quantities(text):
        assert text[found.start : found.end] == found.text
        assert found.text == found.text.strip() != ""
        assert last <= found.start <= found.number[0] < found.number[1] <= found.end <= len(text)
        assert found.low is None or found.high is None or found.low <= found.high
        assert (found.value is None) == (found.hedge == "range")
        assert not found.unit.startswith("?")
        last = found.end


@given(st.lists(st.tuples(PIECES, st.just(" ")), max_size=15), st.data())
def test_no_number_of_a_taken_span_is_found(pieces: list[tuple[str, str]], data: st.DataObject) -> None:
    text = "".join(piece + blank for piece, blank in pieces)
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    assert not [q for q in find_quantities(text, taken=[(start, end)]) if start <= q.number[0] < end]


class CountingLength(list[str]):
    """A list of words that counts how often one of them is read."""

    reads = 0

    def __getitem__(self, index):  # type: ignore[no-untyped-def]
        self.reads += len(range(*index.indices(len(self)))) if isinstance(index, slice) else 1
        return super().__getitem__(index)


def reads(text: str) -> int:
    """Return how many words the grammar looks at: a measure of work that no busy machine disturbs."""
    from extract.quantities.finder import find_in

    tokens = lex(text)
    counting = CountingLength(tokens.words)
    tokens.words = counting
    find_in(tokens)
    return counting.reads


@pytest.mark.parametrize(
    "piece",
    ["1", "1 ", "0 ", "1.", "1,", "123 ", "(", "(1", "1 milione e ", "duecento", "due ", "10 milioni di ",
     "10 centesimi ", "5 euro e ", "circa 5 ", "il 5 e ", "1-2-", "https://a", "a@", "+39 02 ", "1e9",
     "due volte ", "uno su ",
     "5 su 6 ", "tra 5 e 6 ", "A1 ", "5\n", "5 milioni, ", "10^", "3 x 10^5 ", "supera ", "decine di migliaia di ",
     "10 Nvidia H100 ", "da 5 a 6% ", "e ", "5, ", "erano 5. ", "12mila "],
)  # fmt: skip
def test_work_grows_with_the_length_of_the_text(piece: str) -> None:
    once, twice = (reads(piece * (size // len(piece))) for size in (4000, 8000))
    assert twice <= 2.2 * once + 200


def test_a_megabyte_of_digits_is_no_number() -> None:
    assert find_quantities("7" * 1_000_000) == ()


def test_figures_are_found_in_parentheses_however_deep() -> None:
    for depth in (1, 10, 100_000):
        (found,) = find_quantities("(" * depth + "30 MW" + ")" * depth)
        assert (found.text, found.value) == ("30 MW", 30_000_000)


@settings(max_examples=50, deadline=None)
@given(st.text(st.characters(), min_size=1, max_size=6), st.integers(500, 2000))
def test_any_text_repeated_takes_work_in_proportion(piece: str, times: int) -> None:
    once, twice = reads(piece * times), reads(piece * (2 * times))
    assert twice <= 2.2 * once + 200
