"""Whom "la società" stands for, and which machine, chip or model a common noun does."""

from __future__ import annotations

import pytest

from extract.entities import find_mentions


def phrases(text: str, **options: object) -> list[tuple[str, str]]:
    """Return the phrases of a text with the names that they stand for."""
    return [
        (m.text, m.name)
        for m in find_mentions(text, **options)  # type: ignore[arg-type]
        if m.how == "anaphor"
    ]


def test_an_investor_named_in_passing_is_not_the_firm() -> None:
    text = (
        "Brugsen cresce ancora\n\nBrugsen, nata a Lecce, ha chiuso un round guidato da Altavia Ventures. Altavia "
        "avrebbe ottenuto un posto in consiglio.\n\nTra i clienti ci sono gli ospedali di Sanitaria Jonica. Nel 2025 "
        "la società ha assunto molti ingegneri."
    )
    assert phrases(text) == [("la società", "Brugsen")]


def test_a_supplier_is_not_the_firm_either() -> None:
    text = (
        "Brugsen ha acceso il suo nuovo cluster. I server sono stati forniti da Velmar Robotics. L'azienda ne è fiera."
    )
    assert phrases(text) == [("L'azienda", "Brugsen")]


def test_the_one_that_something_falls_on_is() -> None:
    text = (
        "Brugsen ha perso la causa. Brugsen pagherà.\nLo stesso giorno è arrivata la multa a Oriflon. Il gruppo ha "
        "fatto ricorso."
    )
    assert phrases(text) == [("Il gruppo", "Oriflon")]


def test_a_phrase_after_a_name_and_a_comma_or_colon_explains_it() -> None:
    text = "Brugsen cresce. Brugsen assume. La sede ospiterà Velmar Robotics: il laboratorio di Londra paga bene."
    assert phrases(text)[-1] == ("il laboratorio", "Velmar Robotics")


def test_a_fund_that_was_introduced_as_one() -> None:
    text = "Brugsen cresce. Ha venduto una quota al fondo Ardenza. Il fondo resterà a lungo. L'azienda ringrazia."
    assert phrases(text) == [("Il fondo", "Ardenza"), ("L'azienda", "Brugsen")]


@pytest.mark.parametrize("noun", ["Il sito", "La struttura", "L'impianto", "La macchina", "Il sistema", "Il campus"])
def test_a_site_or_machine_is_the_last_one_named(noun: str) -> None:
    text = f"Brugsen ha inaugurato il supercomputer Orsa Maggiore. {noun} consuma poco."
    assert phrases(text) == [(noun, "Orsa Maggiore")]


@pytest.mark.parametrize(
    "phrase",
    [
        "Il sito web",
        "Il progetto europeo",
        "La struttura finanziaria",
        "Il sistema a circuito chiuso",
        "Il polo di Lecce",
    ],
)
def test_a_noun_that_goes_on_is_another_thing(phrase: str) -> None:
    assert phrases(f"Brugsen ha il supercomputer Orsa Maggiore. {phrase} costa di più.") == []


def test_a_chip_and_an_app() -> None:
    text = "Arriva il chip Zefiro. Il processore scalda poco. Arriva anche l'app Gabbiano. L'app piace."
    assert phrases(text) == [("Il processore", "Zefiro"), ("L'app", "Gabbiano")]


def test_the_versions_of_a_model() -> None:
    text = (
        "Brugsen lancia il modello Ciclamino 4, mentre Ciclamino 3 resta in vendita. La nuova versione parla, la "
        "versione precedente no. Il predecessore costa meno."
    )
    assert phrases(text) == [
        ("La nuova versione", "Ciclamino 4"),
        ("la versione precedente", "Ciclamino 3"),
        ("Il predecessore", "Ciclamino 3"),
    ]


def test_a_version_that_is_named_or_that_nobody_named() -> None:
    assert phrases("Esce il modello Ciclamino 4. La versione precedente, Ciclamino 3, resta.") == []
    assert phrases("Esce il modello Ciclamino 4. La versione precedente resta.") == []


def test_a_variant_is_called_by_its_last_word() -> None:
    text = "Esce il modello Ciclamino 4, che batte GPT-4o. Della Mini parleremo."
    assert phrases(text) == [("Mini", "Ciclamino 4 Mini")]


def test_the_buyer_and_the_bought() -> None:
    text = "Oriflon ha annunciato l'acquisizione di Brugsen, nata a Lecce. L'acquirente paga in azioni; la preda tace."
    assert phrases(text) == [("L'acquirente", "Oriflon"), ("la preda", "Brugsen")]


def test_several_things_are_none_of_them() -> None:
    assert phrases("Escono i modelli Ciclamino 4 e Ciclamino 5. I due modelli costano poco.") == []
