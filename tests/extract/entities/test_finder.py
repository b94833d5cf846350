"""Known names: found, told from common words, resolved."""

from __future__ import annotations

import pytest

from extract.entities import find_mentions


def found(text: str, **options: object) -> list[tuple[str, str, str]]:
    return [(m.text, m.name, m.how) for m in find_mentions(text, **options)]  # type: ignore[arg-type]


@pytest.mark.parametrize("written", ["GPT-4o", "GPT 4o", "Gpt-4o", "gpt-4o", "GPT\u20114o", "GPT\u00a04o"])
def test_hyphen_space_and_case_do_not_matter_in_a_code(written: str) -> None:
    assert found(f"Abbiamo provato {written} per un mese.") == [(written, "GPT-4o", "alias")]


def test_a_name_is_not_found_inside_a_word_or_a_longer_version() -> None:
    assert "Meta" not in [m.name for m in find_mentions("Il Metaverso, la metà e la meta.")]
    assert "Llama 3" not in [m.name for m in find_mentions("Il nuovo Llama 3.7 esce domani.")]


def test_plural_of_a_chip_belongs_to_its_name() -> None:
    assert found("Hanno comprato mille H100s usati.") == [("H100s", "Nvidia H100", "alias")]


def test_a_letter_and_a_number_apart_are_no_code() -> None:
    assert found("OpenAI sceglie tra 0 o 1 soltanto.") == [("OpenAI", "OpenAI", "alias")]


def test_capital_at_the_beginning_needs_a_reason() -> None:
    assert found("Meta ambiziosa per il 2030: zero emissioni.") == []
    assert found("Meta investirà altri miliardi.") == [("Meta", "Meta", "alias")]


def test_leonardo_is_what_its_company_says() -> None:
    assert found("Al Cineca il sistema Leonardo lavora giorno e notte.")[-1][1] == "Leonardo"
    assert found("Nella difesa cresce Leonardo, ha spiegato Cingolani.")[0][1] == "Leonardo SpA"


def test_a_town_stands_for_who_acts_there() -> None:
    assert found("Redmond annuncia un piano; a Redmond si lavora.") == [
        ("Redmond", "Microsoft", "description"),
        ("Redmond", "Redmond", "alias"),
    ]


def test_an_outlet_is_one_only_where_it_is_credited() -> None:
    assert found("Secondo Nature lo studio è solido.") == [("Nature", "Nature", "alias")]
    assert "alias" not in [how for _, _, how in found("La collana Nature piace ai bambini.")]


def test_short_names_follow_their_longer_form() -> None:
    assert [name for _, name, _ in found("Il fondo Sequoia Capital entra. Sequoia mette 10 milioni.")] == [
        "Sequoia Capital",
        "Sequoia Capital",
    ]


def test_a_question_in_lower_case() -> None:
    assert [name for _, name, _ in found("quanti utenti ha chatgpt e quanti meta?", ignore_case=True)] == [
        "ChatGPT",
        "Meta",
    ]


def test_a_question_needs_no_cue_and_its_first_word_is_no_name() -> None:
    assert found("How many users does Claude have?") == [("Claude", "Claude", "alias")]
    assert found("Quali fondi hanno investito in Runway?") == [("Runway", "Runway", "alias")]


@pytest.mark.parametrize(
    ("text", "known"),
    [
        ("Lo studio usa GPT-5 e Claude per i contratti.", {"Claude"}),
        ("Ho provato Gemini e Grok per una settimana.", {"Gemini", "Grok"}),
        ("Il cielo di giugno: Gemini cala a ovest.", set()),
    ],
)
def test_a_name_of_the_field_needs_no_maker_where_the_text_is_about_models(text: str, known: set[str]) -> None:
    assert {m.name for m in find_mentions(text) if m.how == "alias"} - {"GPT-5"} == known
