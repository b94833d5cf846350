"""Records and their JSON form are each other's inverse."""

import json
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.records import Claim, Evidence, Period, Relation, number_from_json

GOLD = Path(__file__).parents[2].parent / "shared" / "gold" / "seeds.jsonl"

CLAIM = Claim(
    article="a1",
    source="a1.txt",
    metric="revenue",
    subject="Pallas",
    value=Decimal("2.5"),
    low=Decimal("2.375"),
    high=None,
    unit="EUR",
    kind="level",
    hedge="over",
    status="planned",
    evidence=Evidence(start=3, end=9, text="ricavi", sentence=(0, 20)),
)

texts = st.none() | st.text(max_size=8)
numbers = (
    st.none() | st.integers(-(10**30), 10**30).map(Decimal) | st.floats(-1e12, 1e12).map(lambda x: Decimal(str(x)))
)
days = st.none() | st.dates()


@given(
    number=numbers,
    period=st.none() | st.builds(Period, days, days),
    of=texts,
    vs=texts,
    confidence=st.floats(0, 1),
    flags=st.lists(st.text(max_size=4), max_size=3).map(tuple),
    direction=st.sampled_from([None, "less"]),
)
def test_a_claim_survives_its_json_form(number, period, of, vs, confidence, flags, direction):
    claim = replace(
        CLAIM,
        value=number,
        period=period,
        of=of,
        for_=of,
        vs=vs,
        confidence=confidence,
        flags=flags,
        cues=flags,
        direction=direction,
    )
    assert Claim.from_json(json.loads(json.dumps(claim.to_json()))) == claim


@pytest.mark.parametrize("role", [None, "ceo"])
@pytest.mark.parametrize("day", [None, "2024", "2024-07"])
def test_a_relation_survives_its_json_form(role, day):
    relation = Relation(
        article="a1",
        source="a1.txt",
        relation="role",
        subject="Ada Neri",
        object="Pallas",
        status="actual",
        evidence=CLAIM.evidence,
        role=role,
        date=day,
        via="La Gazzetta",
        confidence=0.25,
        cues=("guida",),
    )
    assert Relation.from_json(json.loads(json.dumps(relation.to_json()))) == relation


def test_a_hand_written_record_may_leave_out_what_has_a_default():
    record = CLAIM.to_json()
    for name in ("source", "confidence", "flags", "cues", "of", "period", "speaker"):
        del record[name]
    del record["evidence"]["sentence"]
    claim = Claim.from_json(record)
    assert (claim.source, claim.confidence, claim.flags, claim.period) == ("", 1.0, (), None)
    assert claim.evidence.sentence == (3, 9)


def test_a_confidence_of_zero_is_not_taken_for_a_missing_one():
    assert Claim.from_json(replace(CLAIM, confidence=0.0).to_json()).confidence == 0.0


def test_a_record_without_its_metric_is_refused():
    record = CLAIM.to_json()
    del record["metric"]
    with pytest.raises(KeyError, match="metric"):
        Claim.from_json(record)


def test_a_number_is_the_decimal_that_is_written():
    assert number_from_json(0.1) == Decimal("0.1")
    assert number_from_json(2e25) == Decimal("2e25")


def test_a_period_with_an_open_side_stays_open():
    assert Period.from_json({"start": None, "end": "2030-12-31"}) == Period(None, date(2030, 12, 31))


@pytest.mark.skipif(not GOLD.exists(), reason="the optional folder ../shared with the gold files is not there")
def test_gold_lines_are_read_without_loss():
    for line in GOLD.read_text(encoding="utf-8").splitlines():
        gold = json.loads(line)
        record = (Relation if "relation" in gold else Claim).from_json(gold).to_json()
        del gold["evidence"]
        assert {name: record[name] for name in gold if name not in ("optional", "accept")} == {
            name: value for name, value in gold.items() if name not in ("optional", "accept")
        }
