"""Names that the text tells to be names: by a verb of calling, a noun, quotation marks, brackets, an item of a list."""

from __future__ import annotations

import pytest

from extract.entities import find_mentions


def named(text: str) -> list[tuple[str, str]]:
    """Return the names of a text with their kinds, in text order."""
    return [(m.name, m.kind) for m in find_mentions(text) if m.how in {"name", "alias"}]


@pytest.mark.parametrize(
    "text",
    [
        "Il robot si chiama Basta e costa 9mila euro. Basta sarà in vendita a marzo.",
        "Il robot, ribattezzato Basta, pesa poco. A marzo Basta arriverà nei negozi.",
        "Il robot prende il nome di Basta. Basta costa 9mila euro.",
        "Il robot Basta costa 9mila euro. Basta è lento.",
        "«Basta», il robot del gruppo, costa 9mila euro. Basta è lento.",
        'Il nuovo robot, chiamato "Basta", costa 9mila euro. Basta è lento.',
    ],
)
def test_a_common_word_is_a_name_where_the_text_says_so_and_later(text: str) -> None:
    assert named(text) == [("Basta", "product"), ("Basta", "product")]


def test_a_word_told_to_be_a_name_is_still_a_word() -> None:
    assert named("Il robot si chiama Basta. Basta con le prove, dice il capo.") == [("Basta", "product")]


def test_whose_thing_is_named_does_not_tell_its_kind() -> None:
    assert named("Il fiore all'occhiello si chiama Velarda 2.")[0][1] != "organisation"


def test_an_item_before_a_dash_is_a_firm() -> None:
    text = "Ecco le società.\n\nVelarda – È la svedese del gruppo.\n\nTarbena – Piccola, ma con 40 brevetti."
    assert named(text) == [("Velarda", "organisation"), ("Tarbena", "organisation")]


def test_an_abbreviation_in_brackets_stands_for_the_longer_name() -> None:
    text = "L'Istituto di Robotica Applicata (Ira) ha 80 ricercatori. L'Ira ha chiuso in pari."
    assert named(text) == [("Istituto di Robotica Applicata", "institution")] * 3


def test_other_brackets_hold_another_name() -> None:
    text = "La Velarda Systems (Brugsen) ha 80 ricercatori. La Brugsen ha chiuso in pari."
    assert [name for name, _ in named(text)] == ["Velarda Systems", "Brugsen", "Brugsen"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("DeepSeek abbassa i listini: con V3.9 una richiesta costa 20 centesimi.", "DeepSeek V3.9"),
        ("Mistral ha presentato Small 9, che costa poco.", "Mistral Small 9"),
    ],
)
def test_a_version_alone_is_that_of_the_maker_of_such_models(text: str, name: str) -> None:
    assert (name, "model") in named(text)


def test_a_version_named_before_needs_no_sign_of_being_one() -> None:
    text = "La scheda si chiama Velarda 4, costa 900 euro. Velarda 4 consuma 300 watt. A Velarda 4 manca il resto."
    assert [name for name, _ in named(text)] == ["Velarda 4"] * 3


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("La scheda Velar RX 6080 costa 549 euro.", "Velar RX 6080"),
        ("La scelta è un'altra: l'Alba 740 ne metterà insieme molti.", "Alba 740"),
    ],
)
def test_a_longer_number_is_a_version_after_a_code_or_an_article(text: str, name: str) -> None:
    assert [found for found, _ in named(text)] == [name]


def test_a_firm_at_a_sentences_start_is_known_by_its_seat() -> None:
    text = "I rivali corrono. Velardia, con sede a Pavia, ha 30 addetti. Tarbenia, da Pavia, ne ha 40."
    assert [name for name, kind in named(text) if kind != "place"] == ["Velardia", "Tarbenia"]


def test_a_number_after_a_firm_or_a_body_is_a_quantity() -> None:
    text = "Il gruppo Velarda ha 300 addetti, Brugsen Group 30. L'Asl Lodi 90."
    assert [name for name, _ in named(text)] == ["Velarda", "Brugsen Group", "Asl Lodi"]
