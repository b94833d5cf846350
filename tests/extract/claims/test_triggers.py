"""The words that name a metric, and the set phrases in which they do not."""

from __future__ import annotations

from pathlib import Path

import pytest

from extract.claims.triggers import TriggerFinder, default_finder
from extract.claims.words import Words
from extract.metrics import load_scheme


def named(text: str, *forms: str) -> set[str]:
    wanted = forms or ("noun", "verb")
    return {t.metric.id for t in default_finder().find(Words(text)) if t.form in wanted}


@pytest.mark.parametrize(
    ("text", "metric"),
    [
        ("produce chip per conto terzi", "cost"),
        ("vuole crescere a tutti i costi", "cost"),
        ("bisogna tenere conto dei rischi", "cost"),
        ("chi ha un titolo di studio", "share_price"),
        ("il mercato del lavoro rallenta", "market_size"),
        ("lo stabilimento è in vendita", "revenue"),
        ("vale la pena provarlo", "valuation"),
        ("la Cassa depositi e prestiti", "debt"),
        ("l'emissione di bond", "emissions"),
        ("i dati personali degli utenti", "employees"),
        ("il costo del fallimento? a ogni costo", "fine"),
        ("un'energia da fusione nucleare", "acquisition_price"),
    ],
)
def test_a_set_phrase_names_no_metric(text: str, metric: str) -> None:
    assert metric not in named(text)


@pytest.mark.parametrize(
    ("text", "metric"),
    [
        ("il conto è stato salato", "cost"),
        ("i costi salgono", "cost"),
        ("il titolo scende", "share_price"),
        ("il mercato italiano dei droni", "market_size"),
        ("le vendite calano", "revenue"),
        ("i prestiti delle banche", "debt"),
        ("le emissioni di metano", "emissions"),
        ("il personale di volo", "employees"),
    ],
)
def test_the_same_words_outside_of_it_do(text: str, metric: str) -> None:
    assert metric in named(text)


@pytest.mark.parametrize(
    ("text", "metric"),
    [
        ("la cooperativa si è fatta dare 4 milioni dai soci", "funding"),
        ("il fondo di Trieste ci ha messo 4 milioni", "investment"),
        ("il robot prezzato dai banchieri 4 miliardi", "valuation"),
        ("una perdita secca: si è mangiata 4 milioni", "loss"),
        ("la catena ha messo in cassa 4 milioni", "revenue"),
        ("prima di interessi e tasse 4 milioni", "operating_income"),
        ("4 centesimi ad azione", "earnings_per_share"),
        ("verbali da 4 milioni", "fine"),
        ("oggi siamo 40, a Natale saremo 60", "employees"),
        ("il gruppo si priverà di 40 tecnici", "layoffs"),
        ("a pagare sono 40 cantine", "customers"),
        ("ne accende 4 miliardi alla volta", "active_parameter_count"),
        ("ci sono commesse da smaltire per 4 miliardi", "backlog"),
        ("il restante 40% rimane in capo alla famiglia", "stake"),
        ("il tasso di riempimento è del 40%", "other"),
        ("esborsi in infrastrutture per 4 miliardi", "capital_expenditure"),
    ],
)
def test_newspapers_have_many_words_for_a_metric(text: str, metric: str) -> None:
    assert metric in named(text)


@pytest.mark.parametrize(
    ("text", "metric"),
    [
        ("la crescita negli Usa", "users"),
        ("ha limitato i danni in una giornata nera", "fine"),
        ("su scala nazionale", "acquisition_price"),
        ("un'occupazione di memoria dimezzata", "jobs"),
    ],
)
def test_a_word_that_only_looks_like_that_of_a_metric_names_none(text: str, metric: str) -> None:
    assert metric not in named(text)


def test_things_are_found_whether_a_number_counts_them_or_not() -> None:
    found = default_finder().things(Words("Di lingue ne parla dodici, e di acceleratori ne usa trecento"))
    assert [t.metric.id for t in found] == ["language_count", "accelerator_count"]


def test_a_purpose_needs_its_preposition() -> None:
    assert "capital_expenditure" in named("spenderà 3 miliardi in nuovi stabilimenti", "purpose")
    assert "capital_expenditure" not in named("stabilimenti chiusi", "purpose")


def test_the_words_of_a_dismissal_decide_what_is_counted() -> None:
    finder = default_finder()
    assert {m.id for m in finder.counted("lavoratori licenziati")} == {"layoffs"}
    assert "layoffs" not in {m.id for m in finder.counted("lavoratori")}
    assert "layoffs" in {m.id for m in finder.loosely_counted("lavoratori")}


def test_exceptions_of_the_users_own_hold_for_the_shipped_metrics(tmp_path: Path) -> None:
    own = tmp_path / "own.ttl"
    own.write_text(
        "@prefix cifre: <https://w3id.org/cifre/ontology#> .\n"
        '<https://example.org/mine> cifre:except "ricavi spirituali"@it .\n',
        encoding="utf-8",
    )
    words = Words("i ricavi spirituali")
    assert "revenue" in {t.metric.id for t in default_finder().find(words)}
    assert "revenue" not in {t.metric.id for t in TriggerFinder(load_scheme(own)).find(words)}
