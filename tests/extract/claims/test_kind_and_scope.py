"""Level, change or share, and of what: in sentences of every kind, whatever the metric."""

from __future__ import annotations

from datetime import date

import pytest

from corpus import from_text
from extract import load
from extract.records import Claim


def claim_of(text: str, figure: str) -> Claim:
    claims = load().extract(from_text(text, published=date(2025, 3, 1))).claims
    return next(c for c in claims if figure in c.evidence.text or c.evidence.text in figure)


@pytest.mark.parametrize(
    ("text", "figure", "kind"),
    [
        ("I ricavi di SAP sono stati di 9 miliardi di euro, il 12% in più.", "12%", "change"),
        ("SAP ha licenziato 3.000 persone in più ondate.", "3.000 persone", "level"),
        ("Nel trimestre SAP ha avuto un aumento dei propri ricavi del 14%.", "14%", "change"),
        ("La capacità del data center di Aruba salirà fino a 60 megawatt.", "60 megawatt", "level"),
        ("Il titolo SAP ha lasciato sul terreno il 6%.", "6%", "change"),
        ("I prezzi di Mistral Large sono scesi del 30%.", "30%", "change"),
    ],
)
def test_kind(text: str, figure: str, kind: str) -> None:
    assert claim_of(text, figure).kind == kind
