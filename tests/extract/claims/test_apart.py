"""What a figure measures where its noun stands apart, where the sum is told again, and whose word it is."""

from __future__ import annotations

import pytest

from corpus import from_text
from extract import load
from extract.claims.context import Context
from extract.claims.counted import by_unit
from extract.claims.echoes import echoes
from extract.claims.named import trigger_features
from extract.claims.things import things_apart
from extract.claims.topic import topics


def context(text: str) -> Context:
    found: Context = load().read(from_text(text))._.context
    return found


@pytest.mark.parametrize(
    ("text", "metric", "feature"),
    [
        ("Di dialetti Canario 2 ne capisce più di 17.", "language_count", "thing: taken up by ne"),
        ("Lingue: 17", "language_count", "thing: label"),
        ("Quante GPU ha il centro di Matera? Circa 9.000, dicono i tecnici.", "accelerator_count", ""),
        ("A chi chiede quante GPU ci siano a Matera rispondono 9.000.", "accelerator_count", "thing: asked how many"),
    ],
)
def test_a_bare_number_counts_a_thing_that_stands_apart(text: str, metric: str, feature: str) -> None:
    found = context(text)
    quantity = found.quantities[-1]
    apart = {m.id: features for m, features in things_apart(found, quantity)}
    if feature:
        assert apart[metric].get(feature) == 1.0
    else:  # in the sentence before: a topic
        assert metric not in apart
        assert metric in {m.id for m, _ in topics(found, quantity)}


def test_a_number_with_a_noun_of_its_own_counts_that() -> None:
    found = context("Di dialetti parlano 17 cantautori.")
    assert not list(things_apart(found, found.quantities[0]))


def test_a_sum_in_the_headline_takes_the_word_that_names_it_below() -> None:
    found = context(
        "Canario, arrivano 64 milioni di euro\n\nLa società di Matera ha chiuso un round da 64 milioni di euro."
    )
    echoed = {metric.id: features for metric, features in echoes(found, found.quantities[0])}
    assert echoed["funding"]["echo: named nearest"] == 1.0


def test_another_sum_below_tells_the_headline_nothing() -> None:
    found = context(
        "Canario, arrivano 64 milioni di euro\n\nLa società di Matera ha chiuso un round da 65 milioni di euro."
    )
    assert not list(echoes(found, found.quantities[0]))


def test_a_noun_that_another_figure_counts_is_told_apart() -> None:
    found = context("Canario ha 3 milioni di utenti ed è stata pagata 200 milioni.")
    counted, price = found.quantities
    users = next(t for t in found.triggers if t.metric.id == "users" and t.form == "noun")
    assert "trigger: counted by another figure" in trigger_features(found, price, users)
    assert "trigger: counted by another figure" not in trigger_features(found, counted, users)


def test_tokens_of_every_day_are_requests() -> None:
    found = context("Canario macina 40 miliardi di token al giorno e legge 200.000 token.")
    served, read = found.quantities
    assert [m.id for m in by_unit(found, served)] == ["requests"]
    assert "context_length" in {m.id for m in by_unit(found, read)}
