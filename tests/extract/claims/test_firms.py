"""Whose firm is whose."""

from __future__ import annotations

import pytest

from corpus import from_text
from extract.claims.context import Context
from extract.pipeline import load


def firms(text: str) -> dict[str, str]:
    context: Context = load().read(from_text(text))._.context
    return context.firms


@pytest.mark.parametrize(
    "text",
    [
        "Livia Bardi, amministratrice delegata di Olivaia, ha parlato a Bari.",
        "Livia Bardi è la responsabile della ricerca di Olivaia.",
        "Livia Bardi vive a Bari. Dal 2021 dirige Olivaia, una startup di robot.",
        "Livia Bardi insegna a Bari. Con Ugo Masi ha dato vita a Olivaia.",
        "Nel 2020 Livia Bardi ha fondato la startup Olivaia.",
    ],
)
def test_a_firm_belongs_to_whoever_leads_it_or_began_it(text: str) -> None:
    assert firms(text).get("Livia Bardi") == "Olivaia"


@pytest.mark.parametrize(
    "text",
    [
        "Livia Bardi ha comprato azioni di Intesa Sanpaolo.",
        "Livia Bardi adesso critica Intesa Sanpaolo.",
        "Livia Bardi vive a Bari. Ugo Masi dirige Intesa Sanpaolo.",
        "Livia Bardi vive a Bari.\n\nIntesa Sanpaolo cresce. Guida Olivaia un consiglio di tre soci.",
    ],
)
def test_no_firm_is_that_of_somebody_who_only_stands_near(text: str) -> None:
    assert "Livia Bardi" not in firms(text)
