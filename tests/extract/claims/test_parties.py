"""Whose a stake is, whom money goes to, what is bought: named beside the figure, before it, or by an anaphor."""

from __future__ import annotations

from datetime import date

import pytest

from corpus import from_text
from extract import load
from extract.records import Claim


def claim_of(text: str, figure: str) -> Claim:
    claims = load().extract(from_text(text, published=date(2025, 9, 15))).claims
    return next(c for c in claims if figure in c.evidence.text)


@pytest.mark.parametrize(
    ("text", "figure", "company"),
    [
        ("SoftBank detiene il 90% di Arm.", "90%", "Arm"),
        ("Arm si quota a Wall Street. SoftBank possiede il 90% della società.", "90%", "Arm"),
        ("Il fondo svedese EQT ha rilevato il 31% di Cubbit.", "31%", "Cubbit"),
        ("Cubbit cresce ancora. EQT, che ne possiede il 31%, resta il primo socio.", "31%", "Cubbit"),
        ("Cubbit ha 80 dipendenti. Nel capitale della società EQT è salita al 31%.", "31%", "Cubbit"),
    ],
)
def test_a_stake_is_in_the_company_named_taken_up_or_spoken_of(text: str, figure: str, company: str) -> None:
    found = claim_of(text, figure)
    assert (found.metric, found.of) == ("stake", company)


@pytest.mark.parametrize(
    ("text", "figure", "target"),
    [
        ("Samsung vuole investire 2 miliardi di dollari in Rapidus.", "2 miliardi", "Rapidus"),
        ("Wayve ha un nuovo socio: Nissan ci ha messo 200 milioni di dollari.", "200 milioni", "Wayve"),
        ("Cisco ha comprato Splunk per 21 miliardi di dollari.", "21 miliardi", "Splunk"),
        ("Cisco compra Splunk. Il prezzo concordato è di 21 miliardi di dollari.", "21 miliardi", "Splunk"),
        ("Meta pagherà a Google 11 miliardi di dollari per sei anni di cloud.", "11 miliardi", "Google"),
    ],
)
def test_money_goes_to_whoever_gets_it_or_is_bought(text: str, figure: str, target: str) -> None:
    assert claim_of(text, figure).for_ == target


def test_nobody_is_the_other_party_where_none_is_named() -> None:
    assert claim_of("Leonardo investirà 300 milioni di euro in nuovi laboratori.", "300 milioni").for_ is None
