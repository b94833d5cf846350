"""Values, units and signs of claims: money without a currency, falls, stated durations, small counts."""

from datetime import date

import pytest

from corpus import from_text
from extract.pipeline import load

SENTENCES = [
    ("Intel ha lasciato sul terreno il 9,2%, Arm il 6,1; in Europa Infineon il 5, Soitec un decimo del valore.",
     ["-9.2 %", "-6.1 %", "-5 %", "-10 %"]),
    ("Apple brucia in Borsa 120 miliardi di dollari di capitalizzazione.", ["-120000000000 USD"]),
    ("Cohere brucia 20 milioni di dollari al mese.", ["20000000 USD"]),
    ("Nel 2024 Groq perdeva 90 milioni di dollari.", ["90000000 USD"]),
    ("Il prezzo è più basso del 15% e la memoria inferiore di circa il 30%.", ["-15 %", "-30 %"]),
    ("Il nuovo modello usa il 22% di energia in meno.", ["-22 %"]),
    ("Il sistema riesce a ridurre i consumi fino al 35%.", ["-35 %"]),
    ("Reply segna meno 3,5% e Tinexta più 2%.", ["-3.5 %", "2 %"]),
    ("Amazon ha promesso 30 miliardi per i data center in Indiana; ha 400 dipendenti sul posto.",
     ["30000000000 USD", "400 1"]),
    ("Gli utenti di ChatGPT sono 700 milioni, contro i 400 di febbraio.", ["700000000 1", "400000000 1"]),
    ("Il servizio ha completato 3 milioni di viaggi. Ora sono oltre 12 milioni.", ["3000000 1", "12000000 1"]),
    ("L'addestramento è durato 54 giorni; un guasto di 6 ore lo ha fermato. In due anni i ricavi sono saliti a 3 "
     "miliardi di dollari.", ["4665600 s", "21600 s", "3000000000 USD"]),
    ("Microsoft apre tre data center in Svezia. I due reattori di Palo Verde restano fermi.", ["3 1"]),
    ("Alphabet vale 2.000 miliardi di dollari. Meta ha ricevuto una multa da 390 milioni di euro e Google una da 250 "
     "milioni.", ["2000000000000 USD", "390000000 EUR", "250000000 EUR"]),
    ("Oracle ha firmato commesse per 45 miliardi: la famiglia del fondatore ne controlla il 40%.",
     ["45000000000 USD", "40 %"]),
    ("Gli iscritti a Duolingo erano 90 milioni, contro i 70 di giugno. Il gruppo ha incassato 250 milioni di dollari.",
     ["90000000 1", "70000000 1", "250000000 USD"]),
    ("Tencent ha speso 30 miliardi di yuan (4,2 miliardi di dollari). Per i chip ne sono serviti altri 12 miliardi.",
     ["30000000000 CNY", "4200000000 USD", "12000000000 CNY"]),
    ("Il Garante multa Replika: 5 milioni. La sanzione di 5 milioni di euro è stata decisa ieri; Luka vale 300 milioni "
     "di dollari.", ["5000000 EUR", "5000000 EUR", "300000000 USD"]),
    ("Il debito di Leonardo scende sotto quota 3 miliardi di euro.", ["3000000000 EUR"]),
    ("Anthropic arretra e deve contentarsi del 22% del mercato.", ["22 %"]),
    ("L'utile di Dell si è rattrappito del 41%, quello di Hp si è ristretto del 9%.", ["-41 %", "-9 %"]),
    ("Il titolo Snowflake ha lasciato per strada il 7,3%.", ["-7.3 %"]),
    ("In una seduta sono svaniti 80 miliardi di dollari di capitalizzazione di Oracle.", ["-80000000000 USD"]),
    ("La fabbrica di Bosch ha ridotto gli scarti di un quarto.", ["-25 %"]),
    ("Su Character.AI si passano in media 70 minuti al giorno.", ["4200 s"]),
    ("Il cluster di xAI è stato acceso in 90 giorni.", ["7776000 s"]),
    ("Nel giro di quattro anni Microsoft ha investito 13 miliardi di dollari.", ["13000000000 USD"]),
    ("Mistral AI ha pubblicato una famiglia di sei modelli.", ["6 1"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), SENTENCES)
def test_value_and_unit_of_each_claim(text: str, expected: list[str]) -> None:
    claims = load().extract(from_text(text, published=date(2025, 5, 6))).claims
    assert [f"{claim.value} {claim.unit}" for claim in claims] == expected


def test_a_share_price_is_per_share() -> None:
    (claim,) = load().extract(from_text("Nvidia ha chiuso in Borsa a 118 dollari.", published=date(2025, 5, 6))).claims
    assert (claim.metric, claim.per) == ("share_price", "share")


@pytest.mark.parametrize("line", ["- Utenti attivi: 22 milioni al mese", "Gli utenti sono passati da 12 a 22 milioni."])
def test_users_are_no_money_in_an_article_about_money(line: str) -> None:
    text = f"Vettora vale 20 miliardi di dollari e ne ha raccolti due.\n\n{line}"
    found = {c.evidence.text: c for c in load().extract(from_text(text)).claims}
    assert (found["22 milioni"].metric, found["22 milioni"].unit) == ("users", "1")


def test_a_sum_is_in_the_currency_of_its_paragraph_before_that_of_its_firm() -> None:
    text = (
        "La francese Mistral AI vale 11,7 miliardi di euro. "
        "\n\nNegli Stati Uniti Anthropic ha raccolto 13 miliardi di dollari. Mistral AI ne ha spesi 2."
        "\n\nIn Svizzera il franco è forte: la banca ne ha presi 3 miliardi di franchi."
    )
    claims = load().extract(from_text(text)).claims
    assert next(c.unit for c in claims if c.evidence.text.startswith("2")) == "USD"


@pytest.mark.parametrize(
    ("who", "currency"), [("OpenAI", "USD"), ("Mistral AI", "EUR"), ("La francese Quadrivo", "EUR")]
)
def test_a_sum_without_any_currency_is_in_that_of_its_firm_or_country(who: str, currency: str) -> None:
    (claim,) = load().extract(from_text(f"{who} vale 214 miliardi.")).claims
    assert (claim.unit, claim.flags[0]) == (currency, "currency-inferred")
