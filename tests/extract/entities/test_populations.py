"""Places that are named by their people, firms or markets."""

from __future__ import annotations

import pytest

from extract.entities import find_mentions


def named(text: str) -> list[tuple[str, str]]:
    """Return words and place of the mentions that are adjectives or nouns of a place."""
    return [(m.text, m.name) for m in find_mentions(text) if m.kind == "place" and m.how in ("demonym", "description")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Un quarto delle imprese manifatturiere spagnole usa l'IA.", [("spagnole", "Spain")]),
        ("Il mercato tedesco vale 9 miliardi, quello europeo 40.", [("tedesco", "Germany"), ("europeo", "Europe")]),
        ("Un giapponese su dieci non l'ha mai provata.", [("giapponese", "Japan")]),
        ("Il mercato ICT danese rallenta.", [("danese", "Denmark")]),
        ("La usa il 30% dei coreani.", [("coreani", "South Korea")]),
        ("Gli svedesi che la usano sono pochi.", [("svedesi", "Sweden")]),
        ("I data center assorbono il 4% dei consumi elettrici nazionali.", [("nazionali", "Italy")]),
        ("In Francia la domanda nazionale sale del 3%.", [("nazionale", "France")]),
        ("Le banche spagnole spendono 2 miliardi, quelle polacche 1.", [("spagnole", "Spain"), ("polacche", "Poland")]),
        ("I fornitori di servizi cloud indiani assumono.", [("indiani", "India")]),
        ("I fondi d'investimento canadesi ci credono.", [("canadesi", "Canada")]),
        ("Il debito francese arriva a 3.300 miliardi.", [("francese", "France")]),
        ("È coreano un quarto dei brevetti.", []),
        ("È coreano il 25% dei brevetti.", [("coreano", "South Korea")]),
        ("Sono svizzere 12 delle 40 aziende.", [("svizzere", "Switzerland")]),
        ("Secondo il sondaggio il 64% degli olandesi teme per il posto.", [("olandesi", "Netherlands")]),
        ("Oltreoceano se ne spendono 300.", [("Oltreoceano", "United States")]),
        ("I laboratori a stelle e strisce ne contano 50.", [("a stelle e strisce", "United States")]),
        ("In Irlanda vanno ai server i due decimi della corrente del Paese.", [("Paese", "Ireland")]),
    ],
)
def test_a_population_or_an_economy_names_its_place(text: str, expected: list[tuple[str, str]]) -> None:
    assert named(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "La startup francese Mistral AI assume.",
        "Le startup francesi Mistral AI e Poolside assumono.",
        "Il colosso cinese assume.",
        "È un vino italiano di pregio.",
        "Il fondatore è coreano e vive a Milano.",
        "Quelle italiane sono buone.",
        "Nel Paese delle meraviglie.",
    ],
)
def test_an_adjective_of_somebody_names_no_place(text: str) -> None:
    assert named(text) == []
