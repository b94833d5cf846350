"""The check on the language of a text."""

from pathlib import Path

import pytest

from corpus import looks_italian, read, sample_folder


@pytest.mark.parametrize(
    "text",
    [
        "The company said on Monday that it will spend $40 billion on data centers in the course of the next year.",
        "Le groupe a annoncé lundi qu'il allait investir 40 milliards d'euros dans des centres de données en France.",
        "La empresa anunció el lunes que va a invertir 40 mil millones de dólares en centros de datos en el país.",
        "Das Unternehmen will im kommenden Jahr 40 Milliarden Euro für den Bau von Rechenzentren ausgeben.",
        "A empresa anunciou na segunda-feira que vai investir 40 bilhões de dólares em centros de dados no país.",
        "alfa beta gamma delta epsilon zeta eta theta iota kappa lambda my ny xi",
    ],
)
def test_other_languages_are_told_apart(text: str) -> None:
    assert not looks_italian(text)


@pytest.mark.parametrize(
    "text",
    [
        "Il gruppo ha annunciato lunedì che nel prossimo anno spenderà 40 miliardi di dollari per i data center.",
        "- Ricavi del cloud: $9,3 miliardi (+21%)\n- Utile netto: 2 miliardi, contro 1,4 di un anno fa\n- Margine: 30%",
    ],
)
def test_italian_prose_and_bullets_are_recognised(text: str) -> None:
    assert looks_italian(text)


def test_few_words_give_no_warning() -> None:
    assert looks_italian("Nvidia: revenue up 62%")


def test_every_digest_is_italian() -> None:
    assert all(looks_italian(article.text) for article in read(sample_folder()))


def test_real_articles_in_italian_are_recognised() -> None:
    folder = Path(__file__).parents[2].parent / "shared" / "seeds"
    if not folder.is_dir():
        pytest.skip("the folder ../shared/seeds is not there")
    assert all(looks_italian(article.text) for article in read(folder))
