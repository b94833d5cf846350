"""Names with unusual letters, signs and small words, and which words of a sentence belong to them."""

from __future__ import annotations

import pytest

from extract.entities import find_mentions


def names(text: str) -> dict[str, str]:
    """Return the unknown names of a text with their kinds."""
    return {m.name: m.kind for m in find_mentions(text) if m.how == "name"}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("La casa di videogiochi veGame ha 300 sviluppatori.", "veGame"),
        ("Il modello ψ2 ha 3 miliardi di parametri.", "ψ2"),
        ("Il migliore resta il modello ψ*0.4 del laboratorio.", "ψ*0.4"),
        ("Il laboratorio ha pubblicato ψ-Rete, un modello aperto.", "ψ-Rete"),
        ("La pisana Codicilla.AI ha raccolto 2 milioni.", "Codicilla.AI"),
        ("Al round partecipa Urrà! Ventures con 3 milioni.", "Urrà! Ventures"),
        ("La catena Bravo! Foods usa i robot in 40 negozi.", "Bravo! Foods"),
        ("Il contratto va a K-Velar, la controllata informatica.", "K-Velar"),
        ("E-Condotte ha installato 30 contatori.", "E-Condotte"),
        ("La startup 31Labs ha raccolto 12 milioni.", "31Labs"),
        ("Al round partecipa V3Harbour con 3 milioni.", "V3Harbour"),
        ("Il primo prodotto è Alba.01, un robot.", "Alba.01"),
        ("La D'Amaro Robotics fattura 12 milioni.", "D'Amaro Robotics"),
    ],
)
def test_letters_and_signs_of_a_name_stay_in_it(text: str, name: str) -> None:
    assert list(names(text)) == [name]


@pytest.mark.parametrize(
    "text",
    [
        "Lo strato è spesso 5 µm e la fase β dura 3 anni.",
        "Il boom dell'e-commerce è finito. E-commerce in calo, e-mail in crescita.",
        "Serve la rete 5G, con 40Gbps e 128Gb.",
        "Che bello! Ventuno giorni di festa.",
        "C'è un limite? Dell'altro si parla dopo.",
    ],
)
def test_letters_and_signs_of_a_sentence_make_no_name(text: str) -> None:
    assert names(text) == {}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("La Brugsen è guidata da Pieter van 't Velde.", "Pieter van 't Velde"),
        ("La Brugsen è guidata da Willem van der Tarn.", "Willem van der Tarn"),
        ("L'azienda è di Marco Serri d'Urbo, che ha il 30%.", "Marco Serri d'Urbo"),
        ("Lo ha promesso il ministro Khalid al-Rashti in aula.", "Khalid al-Rashti"),
    ],
)
def test_foreign_particles_belong_to_a_person(text: str, name: str) -> None:
    assert names(text).get(name) == "person"


def test_a_surname_with_its_particle_stands_for_the_person() -> None:
    text = "Lo ha promesso il ministro Khalid al-Rashti. Al-Rashti ha parlato in aula."
    assert [m.name for m in find_mentions(text) if m.kind == "person"] == ["Khalid al-Rashti", "Khalid al-Rashti"]


@pytest.mark.parametrize(
    "name",
    [
        "Veldar Defence and Space",
        "Center for a New Baltic Order",
        "Centre for the Study of Tides",
        "Friends of the Moor",
    ],
)
def test_english_links_stay_inside_a_name_in_italian(name: str) -> None:
    assert list(names(f"Secondo uno studio di {name} la spesa del 2025 sarà più alta.")) == [name]


def test_english_links_part_two_names_in_english() -> None:
    assert list(names("Both Brugsen and Velardo make chips for the data centers of others.")) == ["Brugsen", "Velardo"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Il round è guidato da Prima Rena, la società di un cantante.", "Prima Rena"),
        ("Nuova Energia ha raccolto 4 milioni.", "Nuova Energia"),
        ("Seconda Rena ha 12 soci. Tra loro c'è chi guida Seconda Rena da anni.", "Seconda Rena"),
    ],
)
def test_a_word_that_counts_or_praises_may_open_a_name(text: str, name: str) -> None:
    assert list(names(text)) == [name]


@pytest.mark.parametrize(
    "text",
    ["Lo ha detto il Primo Ministro ieri.", "Prima Nvidia, poi gli altri.", "Nel Terzo Settore i soci calano."],
)
def test_a_word_that_counts_opens_no_office_and_no_other_firm(text: str) -> None:
    assert names(text) == {}


def test_according_to_a_firm_is_no_part_of_its_name() -> None:
    assert list(names("Secondo Velardo Insights il mercato cresce.")) == ["Velardo Insights"]


@pytest.mark.parametrize(
    "office",
    [
        "Così il Direttore Finanziario",
        "Il Direttore Generale",
        "Lo dice l'Amministratrice Delegata",
        "È il Chief Legal Officer",
    ],
)
def test_an_office_in_capitals_is_no_part_of_the_person(office: str) -> None:
    assert names(f"{office} Paola Mereu, che ha indicato 40 milioni.") == {"Paola Mereu": "person"}
