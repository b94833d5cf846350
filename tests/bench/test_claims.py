"""The project's annotated articles, and how weights and confidence are fitted on them."""

from __future__ import annotations

import random

import pytest

from bench.claims.alone import examples_alone
from bench.claims.confidence import fit_logistic, stated
from bench.claims.examples import Example
from bench.claims.fit import accuracy, fit
from bench.claims.gold import HALVES, errors, half_of, load_half
from bench.claims.network import train
from bench.claims.phenomena import REAL, phenomena
from bench.claims.reliability import above, reliability
from corpus import Article
from kg.evaluate.names import Names

LINE = {
    "article": "x",
    "metric": "revenue",
    "subject": "Pallas",
    "of": None,
    "for": None,
    "kind": "level",
    "value": 3_000_000,
    "low": 3_000_000,
    "high": 3_000_000,
    "unit": "EUR",
    "hedge": "exact",
    "period": {"start": "2024-01-01", "end": "2024-12-31"},
    "status": "actual",
    "speaker": None,
    "via": None,
    "evidence": {"start": 19, "end": 28, "text": "3 milioni"},
}
TEXT = "Pallas ha incassato 3 milioni."
ARTICLE = Article(id="x", text=" " + TEXT.replace("ha incassato", "incassa nel"), source="x.txt")


@pytest.mark.parametrize("half", [*HALVES, "learning"])
def test_gold_lines_quote_their_articles_and_keep_to_the_vocabulary(half: str) -> None:
    assert list(errors(*load_half(half))) == []


def test_halves_are_told_by_the_id_alone_and_share_no_article() -> None:
    named = [{line["article"] for line in load_half(half)[1]} for half in HALVES]
    assert not named[0] & named[1]
    assert all(half_of(article) == half for half, articles in zip(HALVES, named, strict=True) for article in articles)


def test_gold_is_large_and_covers_the_metrics() -> None:
    lines = [line for half in ("all", "learning") for line in load_half(half)[1]]
    assert sum("metric" in line for line in lines) >= 1000
    assert sum("relation" in line for line in lines) >= 400
    assert len({line["metric"] for line in lines if "metric" in line}) >= 50


@pytest.mark.parametrize(
    ("change", "word"),
    [
        ({"evidence": {"start": 0, "end": 6, "text": "Pallas"}}, "the text is"),
        ({"metric": "incasso"}, "metric"),
        ({"unit": "euro"}, "unit"),
        ({"period": {"start": "2024-12-31", "end": "2024-01-01"}}, "period"),
        ({"low": 4_000_000}, "does not hold"),
        ({"hedge": "range"}, "range"),
    ],
)
def test_check_names_what_is_wrong_with_a_line(change: dict[str, object], word: str) -> None:
    start = ARTICLE.text.index("3 milioni")
    good = {**LINE, "evidence": {"start": start, "end": start + 9, "text": "3 milioni"}}
    assert list(errors([ARTICLE], [good])) == []
    found = list(errors([ARTICLE], [{**good, **change}]))
    assert len(found) == 1 and word in found[0]


def test_phenomena_are_read_off_line_and_text() -> None:
    text = "Pallas cresce.\n\nIl gruppo ha incassato mezzo miliardo, contro i 400 milioni attesi."
    start = text.index("mezzo")
    evidence = {"start": start, "end": start + len("mezzo miliardo"), "text": "mezzo miliardo"}
    line = {**LINE, "evidence": evidence, "tags": ["gapped"]}
    found = phenomena(text, line, [line], Names.load())
    assert found == {
        "subject outside the sentence",
        "spelled out or fraction",
        "currency left out",
        "period not nearby",
        "gapped list",
    }
    assert found <= REAL.keys()


def toy(seed: int) -> list[Example]:
    """Choices in which "good" tells the right option and "noise" nothing."""
    chance = random.Random(seed)
    made = []
    for number in range(60):
        right = chance.randrange(3)
        options = tuple({"good": float(k == right), "noise": chance.random()} for k in range(3))
        flags = tuple(k == right for k in range(3))
        made.append(Example(str(number), "", options, flags, None, False))
    return made


def test_fit_finds_what_tells_the_right_option() -> None:
    weights = fit(toy(1), {})
    assert weights["good"] > 1 > abs(weights.get("noise", 0.0))
    assert accuracy(toy(2), weights) > 0.95


def test_fit_is_the_same_each_time() -> None:
    assert fit(toy(1), {}) == fit(toy(1), {})


def joint(seed: int, count: int) -> list[Example]:
    """Choices whose right option has one of two features, the wrong ones both or none: no weights can tell."""
    chance = random.Random(seed)
    made = []
    for number in range(count):
        right = chance.randrange(3)
        one = {"a": 1.0} if chance.random() < 0.5 else {"b": 1.0}
        options = tuple(one if k == right else {"a": 1.0, "b": 1.0} if chance.random() < 0.5 else {} for k in range(3))
        made.append(Example(str(number), "", options, tuple(k == right for k in range(3)), None, False))
    return made


def test_network_finds_what_only_two_features_together_tell() -> None:
    given, unseen = joint(1, 1500), joint(2, 200)
    weights = fit(given, {})
    network = train(given, weights, seeds=[1])
    assert accuracy(unseen, weights) < 0.8
    best = [network.points(network.sums([[o] for o in example.options])).argmax() for example in unseen]
    assert sum(e.right[k] for e, k in zip(unseen, best, strict=True)) > 0.95 * len(unseen)


def test_network_is_the_same_each_time() -> None:
    one, other = (train(joint(1, 40), {}, seeds=[1]) for _ in range(2))
    assert all((one.arrays[part] == other.arrays[part]).all() for part in one.arrays)


def test_confidence_that_is_fitted_is_reliable() -> None:
    chance = random.Random(7)
    found = [
        ({"bias": 1.0, "x": x}, chance.random() < 1 / (1 + 2.718 ** (-2 * x)))
        for x in map(chance.gauss, [0] * 3000, [1] * 3000)
    ]
    table = reliability(stated(found, fit_logistic(found)))
    assert all(abs(row.stated - row.right) < 0.1 for row in table if row.claims > 100)
    assert above(stated(found, fit_logistic(found)))[1] > 0.9


def test_sentences_that_name_their_subject_are_learnt_from_by_themselves() -> None:
    text = "Il mercato è fermo. Nvidia ha incassato 3 milioni di euro. Altri 2 milioni arriveranno."
    lines = [
        {**LINE, "subject": "Nvidia", "evidence": {"start": start, "end": start + len(words), "text": words}}
        for words in ("3 milioni di euro", "2 milioni")
        for start in [text.index(words)]
    ]
    (alone,) = examples_alone([Article(id="x", text=text, source="x.txt")], lines)
    assert alone.text == "3 milioni di euro"
    assert any(alone.right)
