"""The status of a figure: the rules' verdict weighed with what stands around it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from corpus import from_text
from extract import load
from extract.claims.status import STATUSES, WEIGHTS, choose_status, status_features

TEXT = "Velmar ha 80 dipendenti e prevede ricavi per 12 milioni nel 2031. Secondo gli analisti ne varrà 300."


@pytest.fixture
def rules_alone() -> Iterator[None]:
    WEIGHTS.use({f"{status}: rules: {status}": 1.0 for status in STATUSES})
    yield
    WEIGHTS.use(None)


@pytest.mark.usefixtures("rules_alone")
def test_with_no_other_weights_the_rules_decide() -> None:
    doc = load().read(from_text(TEXT))
    context = doc._.context
    for claim in doc._.claims:
        assert claim.status == context.stances.at(claim.evidence.start, claim.evidence.end).status
        assert not any(cue.startswith("status:") for cue in claim.cues)


def test_what_stands_around_a_figure_can_outweigh_the_rules() -> None:
    doc = load().read(from_text("Velmar ha 80 dipendenti."))
    context, claim = doc._.context, doc._.claims[0]
    quantity, metric = context.quantities[0], context.scheme[claim.metric]
    assert choose_status(context, quantity, metric, "level") == "actual"
    WEIGHTS.use({"planned: word after: dipend": 1.0})
    try:
        assert choose_status(context, quantity, metric, "level") == "planned"
        told = load().extract(from_text("Velmar ha 80 dipendenti.")).claims[0]
    finally:
        WEIGHTS.use(None)
    assert told.status == "planned"
    assert "status: planned, weighed against actual" in told.cues


def test_features_tell_the_cues_words_and_times_around_a_figure() -> None:
    context = load().read(from_text(TEXT))._.context
    quantity = next(q for q in context.quantities if q.text.startswith("12"))
    seen = status_features(context, quantity, context.scheme["revenue"], "level")
    assert {"rules: planned", "metric: revenue", "right before: per", "word after: nel"} <= seen.keys()
    assert any(name.startswith("time: somewhere") for name in seen)  # an article without a date


@pytest.mark.parametrize(
    ("sentence", "statuses"),
    [
        ("Velmar conta 80 addetti e ne assumerà 20 entro il 2032.", ["actual", "planned"]),
        ("Il mercato dei sensori varrà 9 miliardi nel 2033, stima Gartner.", ["estimated"]),
        ("La startup sarebbe in trattative per raccogliere 40 milioni di euro.", ["rumoured"]),
    ],
)
def test_plain_sentences_keep_their_status(sentence: str, statuses: list[str]) -> None:
    assert [claim.status for claim in load().extract(from_text(sentence)).claims] == statuses
