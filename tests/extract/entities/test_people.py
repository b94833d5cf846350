"""Names of persons, and firms that bear the name of one."""

from __future__ import annotations

import pytest

from extract.entities import find_mentions


def names(text: str) -> dict[str, str]:
    """Return the unknown names of a text with their kinds."""
    return {m.name: m.kind for m in find_mentions(text) if m.how == "name"}


@pytest.mark.parametrize(
    ("text", "firm", "person"),
    [
        ("L'ex numero uno di Zelvora Anna Rame vive a Nizza.", "Zelvora", "Anna Rame"),
        ("Il leader della Tarvia Marco Berti ha parlato.", "Tarvia", "Marco Berti"),
        ("Il fondatore dell'Ostrenia Paolo Gruber si è dimesso.", "Ostrenia", "Paolo Gruber"),
    ],
)
def test_a_firm_and_one_of_its_people_are_two_names(text: str, firm: str, person: str) -> None:
    found = names(text)
    assert firm in found
    assert found.get(person) == "person"


def test_a_foundation_keeps_the_person_whose_name_it_has() -> None:
    assert "Fondazione Anna Rame" in names("Il presidente della Fondazione Anna Rame tace.")


@pytest.mark.parametrize(
    "text", ["A parlare è stata D. Rame, la direttrice.", "E. Rame vince la gara.", "Il premio Nobel Ugo Rame parla."]
)
def test_initials_belong_to_a_person_and_prizes_do_not(text: str) -> None:
    assert [kind for name, kind in names(text).items() if name in {"D. Rame", "E. Rame", "Ugo Rame"}] == ["person"]


def test_a_first_name_takes_the_surname_of_the_sibling() -> None:
    assert [m.name for m in find_mentions("L'hanno fondata i fratelli Marta e Paolo Verrini.")] == [
        "Marta Verrini",
        "Paolo Verrini",
    ]


def test_a_letter_that_ends_a_sentence_is_no_initial() -> None:
    assert "Per" not in " ".join(m.name for m in find_mentions("Lo ha scritto su X. Per Appfigures sono pochi."))


def test_a_man_with_the_name_of_a_firm_is_no_firm() -> None:
    text = "Al quinto posto c'è Giovanni Ferrero. La Ferrero è di Alba."
    assert [(m.name, m.kind) for m in find_mentions(text)][:2] == [
        ("Giovanni Ferrero", "person"),
        ("Ferrero", "organisation"),
    ]


def test_a_house_that_bears_a_mans_name_is_no_man() -> None:
    text = "Il gruppo Malvezzi chiude in utile. Il presidente Piero Malvezzi è soddisfatto. Malvezzi apre a Bari."
    found = [(m.name, m.kind) for m in find_mentions(text) if m.how == "name"]
    assert found == [("Malvezzi", "organisation"), ("Piero Malvezzi", "person"), ("Malvezzi", "organisation")]


def test_the_first_word_of_a_known_firm_stands_for_it_where_it_can_be_nothing_else() -> None:
    text = "Intersect Power ha aperto un cantiere. Intersect assume cento tecnici."
    assert {m.name for m in find_mentions(text)} == {"Intersect Power"}
    text = "Il sindaco ha un trattore di John Deere. Lo guida suo nipote John, che ha vent'anni."
    assert [m.name for m in find_mentions(text)] == ["John Deere", "John"]
