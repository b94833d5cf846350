"""Phrases that stand for a name: descriptions, anaphors, offices."""

from __future__ import annotations

from datetime import date

import pytest

from extract.entities import find_mentions


def phrases(text: str, **options: object) -> list[tuple[str, str, str]]:
    return [
        (m.text, m.name, m.how)
        for m in find_mentions(text, **options)  # type: ignore[arg-type]
        if m.how in ("anaphor", "description", "office")
    ]


def test_a_description_with_a_name_stands_anywhere() -> None:
    assert phrases("Perde colpi la casa madre di ChatGPT.") == [("la casa madre di ChatGPT", "OpenAI", "description")]
    assert phrases("I conti del gigante di Mountain View sorprendono.") == [
        ("gigante di Mountain View", "Google", "description")
    ]


def test_a_description_without_a_name_needs_its_entity_in_the_text() -> None:
    assert phrases("Sale ancora il colosso dei social.") == []
    assert phrases("Meta assume. Sale ancora il colosso dei social.")[-1][:2] == ("il colosso dei social", "Meta")


@pytest.mark.parametrize(
    "phrase", ["l'azienda", "la società", "il gruppo", "la startup", "la compagnia", "l’azienda", "questa società"]
)
def test_a_definite_noun_stands_for_the_firm_before_it(phrase: str) -> None:
    text = f"Velmar Robotics ha aperto due uffici. Ora {phrase} ne promette altri."
    assert phrases(text) == [(phrase, "Velmar Robotics", "anaphor")]


def test_an_indefinite_noun_or_one_without_a_firm_before_it_stands_for_nobody() -> None:
    assert phrases("Velmar Robotics e una società rivale trattano.") == []
    assert phrases("L'azienda che innova cresce di più.") == []


def test_the_name_itself_or_an_owner_after_the_noun_is_no_anaphor() -> None:
    text = "Velmar Robotics tratta con il gruppo Brugsen e con la startup di Oslo Fiordvik."
    assert phrases(text) == []


def test_what_identifies_the_noun_decides() -> None:
    text = "La torinese Brugsen sfida la francese Oriflon. Il gruppo torinese cresce, la società francese no."
    assert [name for _, name, _ in phrases(text)] == ["Brugsen", "Oriflon"]
    assert phrases("Intel e TSMC alzano i prezzi. Il produttore taiwanese guadagna.")[-1][1] == "TSMC"


def test_the_town_of_a_known_firm_says_who_it_is_with_any_noun() -> None:
    assert phrases("AMD cresce. Frena invece il gruppo di Cupertino.") == [
        ("il gruppo di Cupertino", "Apple", "description")
    ]


def test_a_town_of_several_firms_means_the_one_that_the_article_is_about() -> None:
    assert phrases("AMD ha un nuovo acceleratore. Il gruppo di Santa Clara ne spedirà mille.") == [
        ("Il gruppo di Santa Clara", "AMD", "description")
    ]
    text = "Nvidia sale. Anche AMD corre: l'azienda di Santa Clara guadagna. Il gruppo di Santa Clara guidato da {} no."
    assert [name for _, name, _ in phrases(text.format("Jensen Huang"))] == ["AMD", "Nvidia"]
    assert phrases("Tira aria di festa. Il colosso di Santa Clara è in vetta.")[0][1] == "Nvidia"


def test_a_town_explains_the_name_before_it() -> None:
    found = phrases("Velmar Robotics, la società di San Francisco nata nel 2019, assume. La società cresce.")
    assert {name for _, name, _ in found} == {"Velmar Robotics"}


def test_a_firm_led_by_somebody_unknown_is_the_one_before_it() -> None:
    text = "Velmar Robotics ha chiuso un round. La società guidata da Ornella Brizzi{} assumerà in Umbria."
    assert phrases(text.format("")) == [("La società", "Velmar Robotics", "anaphor")]
    assert phrases(text.format(", Fiordvik Labs,")) == []


def test_what_a_firm_is_led_to_do_does_not_hide_it() -> None:
    assert phrases("Brugsen ha nuovi soci. Ciò permette all'azienda di crescere.") == [
        ("azienda", "Brugsen", "anaphor")
    ]


def test_the_firm_of_a_person() -> None:
    text = "Amazon e Microsoft crescono. Il gruppo guidato da Satya Nadella di più."
    assert phrases(text) == [("Il gruppo", "Microsoft", "anaphor")]


def test_a_fund_is_one_by_its_name() -> None:
    text = "Il round di Brugsen è guidato da Altavia Ventures. Il fondo mette 10 milioni."
    assert phrases(text) == [("Il fondo", "Altavia Ventures", "anaphor")]


def test_an_outlet_is_seldom_what_is_talked_about() -> None:
    text = "Oracle cerca capitali, scrive Reuters. L'azienda non commenta."
    assert phrases(text) == [("L'azienda", "Oracle", "anaphor")]


def test_an_office_is_held_on_the_day() -> None:
    text = "Intel cambia rotta. Lo ha deciso l'amministratore delegato."
    assert phrases(text, published=date(2023, 5, 2)) == [("l'amministratore delegato", "Pat Gelsinger", "office")]
    assert phrases(text, published=date(2025, 6, 2)) == [("l'amministratore delegato", "Lip-Bu Tan", "office")]


def test_an_office_that_the_text_fills_itself() -> None:
    text = "Velmar Robotics cresce. La ceo Giada Solinas è contenta. Per la ceo il 2027 sarà migliore."
    assert phrases(text) == [("la ceo", "Giada Solinas", "office")]


def test_the_office_beside_its_name_is_no_mention_of_its_own() -> None:
    assert phrases("Ne parla l'ad di Nvidia, Jensen Huang, e la direttrice finanziaria Colette Kress.") == []


def test_the_office_of_a_named_firm() -> None:
    assert phrases("Chi critica il numero uno di Nvidia sbaglia.") == [("il numero uno", "Jensen Huang", "office")]


def test_a_model_and_a_machine_are_not_firms() -> None:
    text = "OpenAI presenta GPT-4o. Il modello parla e vede."
    assert phrases(text) == [("Il modello", "GPT-4o", "anaphor")]
    assert phrases("OpenAI presenta il bilancio. Il modello di business regge.") == []


@pytest.mark.parametrize(
    ("text", "phrase", "name"),
    [
        # Who is listed is no start-up.
        ("Microsoft entra nel capitale di Velmar AI. La startup vale due miliardi.", "La startup", "Velmar AI"),
        # Who sits elsewhere is not meant.
        (
            "Qualcomm e Texas Instruments crescono, ma la società di San Diego di più.",
            "la società di San Diego",
            "Qualcomm",
        ),
        ("L'azienda di Boise vende memorie. Micron cresce.", "L'azienda di Boise", "Micron"),
        # The firm of whoever is quoted is not what he speaks of.
        (
            "Velmar cresce. Secondo Anna Riva, amministratrice delegata di Corvex, la società avrebbe 300 clienti.",
            "la società",
            "Velmar",
        ),
        ("Corvex compra Velmar. La conglomerata punta sui robot, Corvex aggiunge.", "La conglomerata", "Corvex"),
    ],
)
def test_a_noun_stands_for_who_it_can_be(text: str, phrase: str, name: str) -> None:
    found = {m.text: m.name for m in find_mentions(text)}
    assert found.get(phrase) == name


def test_a_phrase_stands_for_the_name_that_its_own_clause_gives() -> None:
    text = "Nvidia non commenta. L'azienda finita nei guai si chiama Fonaria e fattura poco."
    assert ("L'azienda", "Fonaria", "description") in phrases(text)
    text = "Nvidia non commenta. La società ha comprato un rivale, che si chiama Fonaria."
    assert ("La società", "Nvidia", "anaphor") in phrases(text)
