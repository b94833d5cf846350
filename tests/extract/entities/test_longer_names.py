"""Known names that go on and are then others, and known names that need company to be known."""

from __future__ import annotations

import pytest

from extract.entities import find_mentions


def named(text: str) -> list[tuple[str, str]]:
    """Return the names of a text with their kinds, in text order."""
    return [(m.name, m.kind) for m in find_mentions(text) if m.how in {"name", "alias"}]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Vodafone Business fattura 4 miliardi.", "Vodafone Business"),
        ("Alla fine Toyota Heavy costruirà tre navi.", "Toyota Heavy"),
        ("I conti della controllata Inail Servizi migliorano.", "Inail Servizi"),
        ("Con la partecipazione di UK Innovation Fund.", "UK Innovation Fund"),
        ("Tra i soci c'è EU Growth Fund da ieri.", "EU Growth Fund"),
        ("Partecipa il fondo Pechino State-owned Assets Fund.", "Pechino State-owned Assets Fund"),
        ("Investono Abu Dhabi Pearl Authority e altri.", "Abu Dhabi Pearl Authority"),
        ("Il contratto con la Tessiture Monza spa vale 3 milioni.", "Tessiture Monza"),
    ],
)
def test_a_known_name_that_goes_on_is_another_firm(text: str, name: str) -> None:
    assert named(text) == [(name, "organisation")]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("L'Asl Lodi ha speso 3 milioni.", "Asl Lodi"),
        ("L'ospedale San Biagio Pavia ha speso 2 milioni.", "San Biagio Pavia"),
        ("L'Azienda Ospedaliera di Lodi è in utile.", "Azienda Ospedaliera di Lodi"),
        ("La Camera di commercio di Lodi ha stanziato 2 milioni.", "Camera di commercio di Lodi"),
        ("Il Comune di Lodi ha speso 300mila euro.", "Comune di Lodi"),
        ("La Regione Molise ha speso 3 milioni.", "Regione Molise"),
        ("La Borsa di Oslo sale del 2%.", "Borsa di Oslo"),
    ],
)
def test_a_body_named_by_its_place_is_one_institution(text: str, name: str) -> None:
    assert named(text) == [(name, "institution")]


def test_a_firm_after_a_country_is_no_part_of_it() -> None:
    assert named("Intanto negli Stati Uniti Velarda Media ha fatto causa.") == [
        ("United States", "place"),
        ("Velarda Media", "organisation"),
    ]


def test_an_alias_with_an_article_leaves_it_outside_the_longer_name() -> None:
    assert [name for name, _ in named("Lo scrive il Corriere Velardo da giorni.")] == ["Corriere Velardo"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Guida il round Musk Foundation con 3 milioni.", "Musk Foundation"),
        ("I soldi sono della Fondazione Enel da anni.", "Fondazione Enel"),
        ("Il resto arriva da Lombardia Sviluppo, che versa 3 milioni.", "Lombardia Sviluppo"),
        ("Dentro c'è un chip Qualcomm-9L da 13 TOPS.", "Qualcomm-9L"),
        ("I risultati dell'Ulss 9 Riva Alta sono buoni.", "Ulss 9 Riva Alta"),
        ("Lo dice l'Osservatorio Imprese e Lavoro Digitale.", "Osservatorio Imprese e Lavoro Digitale"),
    ],
)
def test_a_known_name_inside_another_is_not_named(text: str, name: str) -> None:
    assert [found for found, _ in named(text)] == [name]


def test_a_person_with_initials_after_a_firm_is_no_part_of_it() -> None:
    assert named("«Presto», ha detto a Reuters K.M. Rohn.") == [("Reuters", "organisation"), ("K.M. Rohn", "person")]


@pytest.mark.parametrize(
    ("text", "firm"),
    [
        ("Lo dice il ceo di Intel Jorn Tamsen.", "Intel"),
        ("«Presto», ha detto a Reuters Jorn Tamsen.", "Reuters"),
    ],
)
def test_a_person_after_a_firm_is_no_part_of_it(text: str, firm: str) -> None:
    assert [name for name, _ in named(text)] == [firm, "Jorn Tamsen"]


def test_a_subsidiary_after_an_office_is_no_person() -> None:
    assert [name for name, _ in named("Lo dice il ceo di Intel Jorn Systems.")] == ["Intel Jorn Systems"]


@pytest.mark.parametrize(
    "text",
    [
        "La società è partecipata da Leonardo (31%) e da un fondo.",
        "Nel capitale entrano Enel, Leonardo e altri.",
        "Lo usano Leonardo e Poste.",
    ],
)
def test_a_firm_with_a_first_name_is_known_by_its_share_or_its_company(text: str) -> None:
    assert ("Leonardo SpA", "organisation") in named(text)


@pytest.mark.parametrize(
    "text", ["Hanno parlato Giulia, Leonardo e altri.", "A Leonardo (12 anni) piace il robot.", "Lo dice Leonardo."]
)
def test_a_first_name_in_other_company_is_no_firm(text: str) -> None:
    assert ("Leonardo SpA", "organisation") not in named(text)


@pytest.mark.parametrize(
    ("phrase", "name"),
    [
        ("Il fondo sovrano norvegese", "Norges Bank Investment Management"),
        ("Il fondo sovrano saudita", "Public Investment Fund"),
        ("La Borsa italiana", "Piazza Affari"),
        ("Il governo olandese", "Dutch Government"),
        ("La banca centrale cinese", "People's Bank of China"),
        ("L'Antitrust europea", "European Commission"),
    ],
)
def test_institutions_are_known_by_what_they_are_called(phrase: str, name: str) -> None:
    assert [found for found, _ in named(f"{phrase} ha detto di no.")] == [name]
