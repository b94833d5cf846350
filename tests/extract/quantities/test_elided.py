"""What a figure leaves out or shares: scale, unit, noun and rate; and numbers that are no figures."""

import pytest

from extract.quantities import find_quantities

ELIDED = [
    ("Vale 9 miliardi di euro. Gli uffici, tra Bari e Lecce, sono 31, contro i 28 di ieri.",
     ["9000000000 EUR", "31 1", "28 1"]),
    ("Usa 90 megawatt e cerca investimenti per 2 miliardi.", ["90000000 W", "2000000000 1"]),
    ("Con 6.000 schede e 12 megawatt; ora ne bastano 1.500, e 3 megawatt.",
     ["6000 1", "12000000 W", "1500 1", "3000000 W"]),
    ("Lo usa il 44% dei medici, più che in Olanda (31) e in Austria (29).", ["44 %", "31 %", "29 %"]),
    ("Il 41% parla italiano; il vecchio, letti 800 miliardi di token, non andava oltre il 17.",
     ["41 %", "800000000000 token", "17 %"]),
    ("Il nuovo arriva a 2 milioni di token, laddove il vecchio si fermava a 8.000.", ["2000000 token", "8000 token"]),
    ("La finestra di contesto passa a 200k, sei volte i 32k di Lyra.", ["200000 token", "6 x", "32000 token"]),
    ("Borea usa 40 MW, e dichiara un Pue sotto 1,2.", ["40000000 W", "1.2 1"]),
    ("Servono 30 litri e ogni rack ne chiede mezzo.", ["30 L", "0.5 L"]),
    ("La banca stanzia cinque miliardi di euro, la rivale ne mette otto.", ["5000000000 EUR", "8000000000 EUR"]),
    ("Costava 2 milioni di euro; prima della crisi erano novecentomila.", ["2000000 EUR", "900000 EUR"]),
    ("Sul test Idra fa 71,4 e nel gioco prende 1987 di Elo.", ["71.4 1", "1987 1"]),
    ("Sono 90 milioni scarsi di euro e 12 miliardi abbondanti di dollari.", ["90000000 EUR", "12000000000 USD"]),
    ("Comprano 60mila delle nuove schede; parla 54 tra lingue e dialetti.", ["60000 1", "54 1"]),
    ("Diciotto H200 e 40mila Lpu sono in viaggio.", ["18 1", "40000 1"]),
    ("Il sito è stato aperto 3,5 milioni di volte.", ["3500000 1"]),
    ("Fanno più di sei volte in quattro anni.", ["6 x"]),
    ("A metà degli studenti piace.", ["50 %"]),
    ("Con 150,000 utenti e $2.4 miliardi di ricavi.", ["150000 1", "2400000000 USD"]),
    ("Le tariffe cresceranno dal 3 al 6%.", ["3-6 %"]),
    ("La quota salirà dal 3 al 6%.", ["3 %", "6 %"]),
    ("La ricetta costa due volte e mezzo quella di prima, il triplo abbondante della media.", ["2.5 x", "3 x"]),
    ("La rete è una volta e mezza più ampia.", ["1.5 x"]),
    ("La capienza è più che tripla rispetto al vecchio impianto.", ["3 x"]),
    ("Un quarto lavora da casa, oltre un quinto preferisce la sede.", ["25 %", "20 %"]),
    ("Il test fallisce una volta su venti.", ["5 %"]),
    ("Sbaglia in tre casi ogni cento, il rivale in nove.", ["3 %", "9 %"]),
    ("Lo usano sette medici su dieci, tra i notai meno di tre.", ["70 %", "30 %"]),
    ("L'affare vale un miliardo e due, il precedente tre milioni e otto.", ["1200000000 1", "3800000 1"]),
    ("Ogni milione di token viene 3 dollari, il rivale chiede 2 euro al milione.", ["3 USD", "2 EUR"]),
    ("Le azioni costano un centesimo l'una, altrove si pagano 40 centesimi di euro.", ["0.01 EUR", "0.4 EUR"]),
    ("Il sito è stato interrogato 85mila volte.", ["85000 1"]),
    ("Il listino (in milioni di euro):\n- schede: 41\n- reti: 12, dai 9 di prima",
     ["41000000 EUR", "12000000 EUR", "9000000 EUR"]),
    ("- Borea: 71 tonnellate\n- Ondina: 88", ["71000 kg", "88000 kg"]),
    ("- fondi: 3 milioni di euro\n- addetti: 90, saliranno a 120", ["3000000 EUR", "90 1", "120 1"]),
    ("Le sedi estere sono quattro, tra Asia e Africa.", ["4 1"]),
    ("Vale 2 miliardi di euro. Nel registro sono 62 i modelli italiani.", ["2000000000 EUR", "62 1"]),
    ("Vale 2 miliardi di euro e di schede ne monta 96.", ["2000000000 EUR", "96 1"]),
    ("Ci lavorano in trecento, tra tecnici e operai.", ["300 1"]),
    ("Modelli presentati nel 2025: Francia 14, Spagna 9, Olanda 2.", ["14 1", "9 1", "2 1"]),
    ("La percentuale di errori è scesa al 4,2 dal 9,7 del primo.", ["4.2 %", "9.7 %"]),
    ("Il tasso è del 31%. La media nazionale, dice l'istituto, è 22,4.", ["31 %", "22.4 %"]),
    ("Arriva al 44%, due punti sopra la rivale e quasi quattro sopra la terza.", ["44 %", "2 pp", "4 pp"]),
    ("Ne usa il 12%, un altro 30 ci pensa.", ["12 %", "30 %"]),
    ("Spende 60 miliardi di yuan (8 miliardi di dollari), contro i 45 miliardi di prima.",
     ["60000000000 CNY", "8000000000 USD", "45000000000 CNY"]),
    ("Macina 40mila miliardi di token, erano 25mila.", ["40000000000000 token", "25000000000000 token"]),
    ("Il piano Base costa 9 euro al mese, Plus 19.", ["9 EUR", "19 EUR"]),
]  # fmt: skip

RATES = [
    ("Ogni giorno, dice il gruppo, lo aprono 3 milioni di utenti.", ["day"]),
    ("Paga 16 dollari in più al mese.", ["month"]),
    ("Fa 250mila corse a pagamento la settimana.", ["week"]),
    ("Erano 41 milioni di euro l'anno scorso, 45 milioni di euro l'anno.", [None, "year"]),
    ("Da 5.000 a 6.500 euro a pezzo.", ["unit"]),
    ("Costa 120 dollari al megawatt al giorno.", ["day"]),
    ("Il fatturato annualizzato si aggira sui 90 milioni di euro.", ["year"]),
    ("I ricavi salgono del 20% su base annua.", [None]),
    ("Il tasso di crescita annuo composto è del 12%.", ["year"]),
    ("Una domanda a Claude costa 0,7 wattora.", ["unit"]),
    ("Ciascun chip assorbe 700 watt.", ["unit"]),
    ("Ospita quattro schede per ciascuno dei 900 nodi.", [None, None]),
    ("Prezzi: 3 $ / 1M token in ingresso, 12 in uscita.", ["1M token", "1M token"]),
    ("Input 0,30 dollari per milione di token, output 1,20.", ["1M token", "1M token"]),
    ("Il piano base costa 15 euro al mese. Il piano superiore? 60 al mese.", ["month", "month"]),
    ("La scheda rende 40 gigaflop per watt.", ["watt"]),
]

NO_FIGURES = [
    "Il 70B gira sul portatile, quantizzato a 4 bit.",
    "Gli under 30 italiani e gli over 65 tedeschi.",
    "La startup non ha mai incassato un euro.",
    "I primi due vanno bene. Un terzo, Delta, resta fuori.",
    "Soldi per il raddoppio della fabbrica.",
    "I 20-24enni hanno ragione.",
    "Gli iscritti hanno un'età media di quarant'anni.",
    "Con quel gioco non guadagna un centesimo.",
    "Lo ha detto mille volte.",
]


def said(text: str) -> list[str]:
    values = [(str(q.value) if q.value is not None else f"{q.low}-{q.high}", q.unit) for q in find_quantities(text)]
    return [f"{value} {unit}" for value, unit in values]


@pytest.mark.parametrize(("text", "expected"), ELIDED)
def test_what_is_left_out_comes_from_the_right_figure(text: str, expected: list[str]) -> None:
    assert [figure for figure in said(text) if not figure.endswith(" s")] == expected


@pytest.mark.parametrize(("text", "expected"), RATES)
def test_rates_are_read_after_and_before_the_figure(text: str, expected: list[str | None]) -> None:
    assert [quantity.per for quantity in find_quantities(text)] == expected


@pytest.mark.parametrize("text", NO_FIGURES)
def test_names_ages_and_idioms_are_no_figures(text: str) -> None:
    assert [q.text for q in find_quantities(text) if "weak" not in q.flags] == []
