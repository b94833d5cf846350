from decimal import Decimal

import pytest

from extract.quantities import find_quantities


@pytest.mark.parametrize(
    ("text", "unit", "low", "high"),
    [
        ("Il fondo raccoglie 2,75 miliardi di euro.", "EUR", "2750000000", "2750000000"),
        ("Il canone parte da 12-18 dollari.", "USD", "12", "18"),
        ("Servono tra 80 e 95 megawatt.", "W", "80000000", "95000000"),
        ("Ne usa quasi il 60%.", "%", "57", "60"),
        ("Ha assunto oltre 3mila ricercatori.", "1", "3000", None),
    ],
)
def test_bounds_come_in_base_units(text: str, unit: str, low: str, high: str | None) -> None:
    (found,) = find_quantities(text)
    assert (found.unit, found.low, found.high) == (unit, Decimal(low), Decimal(high) if high else None)


def test_a_number_inside_a_taken_span_is_none() -> None:
    text = "Prometeo 7 usa 400 GPU"
    assert [q.text for q in find_quantities(text, taken=[(0, 10)])] == ["400 GPU"]
    assert find_quantities(text, taken=[(0, len(text))]) == ()


def test_a_name_after_the_number_is_its_noun() -> None:
    (found,) = find_quantities("Sono 20.000 Nvidia H200.")
    assert (found.value, found.noun) == (Decimal(20000), "nvidia h200")


def test_before_and_after_are_two_figures() -> None:
    before, after = find_quantities("La quota è scesa dal 48 al 39%.")
    assert (before.value, before.unit, before.flags) == (Decimal(48), "%", ("unit-inferred",))
    assert (after.value, after.unit, after.flags) == (Decimal(39), "%", ())
