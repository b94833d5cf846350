"""Owners, givers, founders, suits and units told in the ways of the press: what is read, and what is left."""

from __future__ import annotations

import pytest

from corpus import from_text
from extract import load

Told = set[tuple[str, str, str]]


def told(text: str, relation: str) -> Told:
    """Return subject, object and role of a text's relations of one kind."""
    found = load().extract(from_text(text)).relations
    return {(r.subject, r.object, r.role or "") for r in found if r.relation == relation}


@pytest.mark.parametrize(
    ("text", "owners"),
    [
        ("Velmar, che ha sede a Udine, ha tra i propri soci Bosch, entrata con 20 milioni.", {"Bosch"}),
        ("La startup Velmar conta Bosch e Siemens tra i suoi azionisti.", {"Bosch", "Siemens"}),
        ("Bosch, tra i principali finanziatori di Velmar, non commenta.", {"Bosch"}),
        ("Nel giro rientra anche Velmar: Bosch ne possiede circa il 12 per cento.", {"Bosch"}),
        ("La Velmar ha raccolto 90 milioni in un round guidato da Bosch, che ne ha ora il 12%.", {"Bosch"}),
        ("Il software usa i sensori di Velmar, di cui Bosch possiede il 20%.", {"Bosch"}),
        ("Resta il nodo della startup Velmar. A Bosch spetta una quota del 27%, che vale 10 miliardi.", {"Bosch"}),
        (
            "La startup Velmar è nata nel 2023 ed è sostenuta da Bosch, che ne ha il 36%, e da Siemens.",
            {"Bosch", "Siemens"},
        ),
        ("La startup Velmar ha ottenuto 5 milioni da Bosch e 2 milioni da Siemens.", {"Bosch", "Siemens"}),
        (
            "La startup Velmar ha ottenuto impegni per 15 milioni da Bosch (fino a 5 milioni) e Siemens (fino a 10).",
            {"Bosch", "Siemens"},
        ),
        (
            "I soci di Velmar hanno venduto azioni a un gruppo di investitori che comprende Bosch, Siemens e Enel.",
            {"Bosch", "Siemens", "Enel"},
        ),
        ("Il titolo Velmar sale del 3% dopo che Bosch ha acquistato azioni per 40 milioni.", {"Bosch"}),
        ("Bosch ha aperto una posizione in Velmar da 300 milioni.", {"Bosch"}),
        (
            "La startup Velmar ha chiuso un round da 42 milioni, con la partecipazione di Bosch (6), di Siemens (4) "
            "e dei vecchi soci.",
            {"Bosch", "Siemens"},
        ),
    ],
)
def test_who_owns_a_part_of_whom(text: str, owners: set[str]) -> None:
    assert told(text, "invests_in") == {(owner, "Velmar", "") for owner in owners}


@pytest.mark.parametrize(
    "text",
    [
        "Velmar cresce. A Bosch va il 27% del mercato dei sensori.",
        "Velmar cresce. Bosch, che ne ha venduto il 15%, non commenta.",
        "Velmar ha tra i propri clienti Bosch e Siemens.",
        "Velmar ha ottenuto da Bosch un contratto da 5 milioni.",
    ],
)
def test_what_is_no_holding(text: str) -> None:
    assert told(text, "invests_in") == set()


@pytest.mark.parametrize(
    "text",
    [
        "Milano, 18 giu. - Velmar, operatore di data center controllato dal fondo Portico, assume.",
        "La startup usa i sensori di Velmar, di cui Portico possiede circa il 90%.",
        "Non a caso Velmar, che dal 2024 è controllata per il 50,1% dal fondo Portico, assume.",
    ],
)
def test_whose_subsidiary(text: str) -> None:
    assert told(text, "subsidiary_of") == {("Velmar", "Portico", "")}


def test_a_heading_says_whose_round_its_lines_tell() -> None:
    text = (
        "I round della settimana\n\n**Tessera Labs (38 milioni di euro)**\nFa sensori. "
        "Il round è stato guidato da Bosch.\n\n**Corvia Labs (18 milioni di euro)**\n"
        "Tra i clienti ha Enel; a guidare l'aumento di capitale è stata Siemens con 8 milioni."
    )
    assert told(text, "invests_in") == {("Bosch", "Tessera Labs", ""), ("Siemens", "Corvia Labs", "")}


def test_who_gives_in_a_round_is_not_given_to() -> None:
    text = (
        "Velmar raccoglie 42 milioni\n\nLo ha annunciato la startup Velmar. L'operazione è stata guidata dal fondo "
        "Portico, che ha messo sul piatto 18 milioni, insieme a Bosch (10 milioni), Enel (6 milioni) e al gruppo "
        "Siemens, che con 3,5 milioni entra nel capitale con una quota del 4%."
    )
    givers = {"Portico", "Bosch", "Enel", "Siemens"}
    assert {(one, other) for one, other, _ in told(text, "invests_in")} == {(giver, "Velmar") for giver in givers}
    assert told(text, "partners_with") == set()


@pytest.mark.parametrize(
    "text",
    [
        "Velmar\n\nVelmar è una startup di Udine. Fondata da Marta Bellini e Ugo Neri, rispettivamente ceo e cto, "
        "Velmar conta 300 clienti.",
        "Velmar\n\nVelmar è una startup di Udine. Lo dice Marta Bellini, ceo e cofondatrice insieme a Ugo Neri.",
        "Marta Bellini ha lasciato Google per fondare Velmar con l'amico Ugo Neri.",
        "La storia di Velmar\n\nNel 2019 nasce Velmar, su iniziativa di Marta Bellini e Ugo Neri.",
    ],
)
def test_founders_apart_from_their_firm(text: str) -> None:
    assert told(text, "founded") == {("Marta Bellini", "Velmar", ""), ("Ugo Neri", "Velmar", "")}


def test_the_founder_is_somebody_after_a_verb() -> None:
    text = "Velmar ha sede a Udine, la fondatrice è l'imprenditrice di origine russa Marta Bellini."
    assert told(text, "founded") == {("Marta Bellini", "Velmar", "")}


@pytest.mark.parametrize(
    ("text", "pairs"),
    [
        ("È iniziato a Londra il processo tra Velmar e Corvia Labs.", {("Velmar", "Corvia Labs")}),
        ("È in corso il processo intentato da Velmar contro Google.", {("Velmar", "Google")}),
        ("Contro Google si sono mossi anche Enel e Bosch.", {("Enel", "Google"), ("Bosch", "Google")}),
        (
            "Un gruppo di 34 editori, guidato dalla tedesca Velmar, ha citato in giudizio Google ad Amsterdam.",
            {("Velmar", "Google")},
        ),
        (
            "Enel ha vinto la causa contro Bosch, mentre Siemens prosegue quella contro Google.",
            {("Enel", "Bosch"), ("Siemens", "Google")},
        ),
    ],
)
def test_suits(text: str, pairs: set[tuple[str, str]]) -> None:
    assert {(one, other) for one, other, _ in told(text, "sues")} == pairs


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("Ugo Neri, commissario alla Concorrenza, non commenta.", ("European Commission", "official")),
        (
            "L'Osservatorio Reti Digitali assume. «Cresciamo», dice Ugo Neri, direttore dell'Osservatorio.",
            ("Osservatorio Reti Digitali", "director"),
        ),
        (
            "Velmar assume. «Cresciamo», dice Ugo Neri, che ricopre la carica di amministratore delegato.",
            ("Velmar", "ceo"),
        ),
    ],
)
def test_offices_whose_house_is_meant(text: str, role: tuple[str, str]) -> None:
    assert told(text, "role") == {("Ugo Neri", *role)}


def test_a_minister_is_of_a_ministry() -> None:
    minister = ("Adolfo Urso", "Ministry of Enterprises and Made in Italy", "official")
    assert told("Il ministro delle Imprese Adolfo Urso ha firmato.", "role") == {minister}


def test_a_premier_is_president_of_no_firm() -> None:
    assert told("Lo ha detto il presidente del Consiglio Ugo Neri.", "role") == set()


def test_units_that_a_comma_sets_off() -> None:
    text = "La società Velmar cresce. A trainare i ricavi è Corvia Labs, la divisione dedicata alle grandi aziende."
    assert told(text, "part_of") == {("Corvia Labs", "Velmar", "")}
