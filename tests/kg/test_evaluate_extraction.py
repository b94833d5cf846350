"""Claims and relations scored as docs/command-line.md says."""

from __future__ import annotations

import random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.article import Article
from corpus.errors import CifreError
from kg.evaluate import Names, Scores, score_extraction

TEXT = (
    "Alfa ha ricavi per circa 12 miliardi di euro, in crescita del 20%, e conta 3.000 dipendenti. "
    "Beta ne ha tra 40 e 50. Alfa e Beta collaborano da anni, ha detto Rossi."
)
ARTICLE = Article(id="abc", text=TEXT, source="news/07.txt")
KINDS = {"Nvidia H100": "chip", "MMLU": "benchmark", "Beta": "organisation"}
NAMES = Names(resolve={"Alfa S.p.A.": "Alfa", "H100": "Nvidia H100"}.get, kind=KINDS.get)


def evidence(text: str, start: int | None = None) -> dict[str, Any]:
    start = TEXT.index(text) if start is None else start
    return {"start": start, "end": start + len(text), "text": text}


def claim(**changes: Any) -> dict[str, Any]:
    record: dict[str, Any] = {
        "article": "abc",
        "metric": "revenue",
        "subject": "Alfa",
        "of": None,
        "for": None,
        "kind": "level",
        "value": 12_000_000_000,
        "low": 11_400_000_000,
        "high": 12_600_000_000,
        "unit": "EUR",
        "per": None,
        "hedge": "about",
        "period": None,
        "vs": None,
        "status": "actual",
        "speaker": None,
        "via": None,
        "evidence": evidence("circa 12 miliardi di euro"),
    }
    return record | changes


def relation(**changes: Any) -> dict[str, Any]:
    record: dict[str, Any] = {
        "article": "abc",
        "relation": "partners_with",
        "subject": "Alfa",
        "object": "Beta",
        "date": None,
        "evidence": evidence("Alfa e Beta collaborano"),
    }
    return record | changes


def score(gold: list[dict[str, Any]], system: list[dict[str, Any]]) -> Scores:
    return score_extraction(
        gold,
        [record for record in system if "metric" in record],
        [record for record in system if "relation" in record],
        [ARTICLE],
        NAMES,
    )


def rights(gold: list[dict[str, Any]], system: list[dict[str, Any]]) -> tuple[int, int, int]:
    scores = score(gold, system)
    return scores.figures.right, scores.claims.right, scores.full_claims.right


def test_the_same_claim_is_right_at_every_level() -> None:
    scores = score([claim()], [claim()])
    assert (scores.figures.f1, scores.claims.f1, scores.full_claims.f1) == (1, 1, 1)


def test_an_article_is_named_by_id_or_by_the_stem_of_its_file() -> None:
    assert rights([claim(article="07")], [claim()]) == (1, 1, 1)
    with pytest.raises(CifreError, match="'08'"):
        score([claim(article="08")], [])


def test_a_stem_that_several_articles_share_names_none() -> None:
    other = Article(id="def", text="", source="news/07.txt")
    with pytest.raises(CifreError, match="'07'"):
        score_extraction([claim(article="07")], [], [], [ARTICLE, other], NAMES)


@pytest.mark.parametrize(
    ("value", "right"), [(12_006_000_000, 1), (12_006_000_001, 0), (11_994_000_000, 1), (11_993_999_999, 0), (None, 0)]
)
def test_a_value_may_differ_by_five_hundredths_of_a_percent(value: int | None, right: int) -> None:
    assert rights([claim()], [claim(value=value)])[0] == right


def test_the_bounds_count_only_where_the_gold_is_a_range() -> None:
    assert rights([claim()], [claim(low=None, high=None)]) == (1, 1, 1)
    gold = claim(value=None, low=40, high=50, unit="1", hedge="range", evidence=evidence("tra 40 e 50"))
    assert rights([gold], [gold])[0] == 1
    assert rights([gold], [gold | {"high": 51}])[0] == 0
    assert rights([gold], [gold | {"high": None}])[0] == 0
    assert rights([gold | {"high": None}], [gold | {"high": None}])[0] == 1


def test_a_fall_is_not_a_rise() -> None:
    assert rights([claim(value=-20, unit="%")], [claim(value=20, unit="%")])[0] == 0


def test_the_unit_must_be_the_same_unless_the_gold_leaves_it_open() -> None:
    assert rights([claim()], [claim(unit="USD")])[0] == 0
    assert rights([claim(unit=None)], [claim(unit="USD")])[0] == 1


@pytest.mark.parametrize("field", ["metric", "subject"])
def test_metric_and_subject_make_the_claim(field: str) -> None:
    assert rights([claim()], [claim(**{field: "cost"})]) == (1, 0, 0)


def test_names_are_compared_through_aliases_and_without_case() -> None:
    assert rights([claim()], [claim(subject="Alfa S.p.A.")])[1] == 1
    assert rights([claim()], [claim(subject="ALFA")])[1] == 1
    assert rights([claim(subject=None)], [claim()])[1] == 0


@pytest.mark.parametrize("field", ["kind", "hedge", "status", "for"])
def test_a_full_claim_needs_every_field(field: str) -> None:
    assert rights([claim()], [claim(**{field: "other"})]) == (1, 1, 0)


@pytest.mark.parametrize("field", ["per", "vs", "speaker", "via", "of", "confidence", "flags"])
def test_other_fields_do_not_decide(field: str) -> None:
    assert rights([claim()], [claim(**{field: "other"})]) == (1, 1, 1)


@pytest.mark.parametrize(
    ("metric", "of", "given", "right"),
    [
        ("accelerator_count", "Nvidia H100", "H100", 1),
        ("accelerator_count", "GPU", "Nvidia H100", 0),
        ("power", "H100", None, 0),  # a chip, whatever the metric
        ("benchmark_score", "MMLU", "HumanEval", 0),
        ("stake", "Gamma", "Beta", 0),
        ("revenue", "divisione cloud", None, 1),  # free text that narrows the figure
        ("revenue", "Beta", None, 1),  # a company, but none that is held
        ("stake", None, "Beta", 1),
    ],
)
def test_of_counts_where_it_is_a_chip_a_benchmark_or_a_company_held(
    metric: str, of: str | None, given: str | None, right: int
) -> None:
    assert rights([claim(metric=metric, of=of)], [claim(metric=metric, of=given)]) == (1, 1, right)


def span(start: str | None, end: str | None) -> dict[str, str | None]:
    return {"start": start, "end": end}


@pytest.mark.parametrize(
    ("gold", "system", "right"),
    [
        (None, None, 1),
        (None, span("2024-01-01", "2024-12-31"), 0),
        (span("2024-01-01", "2024-12-31"), None, 0),
        (span("2024-01-01", "2024-01-10"), span("2024-01-06", "2024-01-10"), 1),  # 5 of 10 days
        (span("2024-01-01", "2024-01-10"), span("2024-01-07", "2024-01-10"), 0),
        (span("2024-01-01", "2024-01-10"), span("2024-02-01", "2024-02-10"), 0),
        (span(None, "2030-12-31"), span(None, "2030-11-30"), 1),  # 31 days
        (span(None, "2030-12-31"), span(None, "2030-11-29"), 0),
        (span(None, "2030-12-31"), span("2030-12-01", "2030-12-31"), 0),
        (span(None, "2030-12-31"), span("2030-12-31", None), 0),
        (span("2023-01-01", None), span("2023-01-20", None), 1),
    ],
)
def test_periods_agree_by_half_of_their_union_or_within_a_month(gold: Any, system: Any, right: int) -> None:
    assert rights([claim(period=gold)], [claim(period=system)]) == (1, 1, right)


def test_accept_adds_right_values_of_any_field() -> None:
    gold = claim(accept={"metric": ["other"], "period": [span("2024-01-01", "2024-12-31"), None], "unit": ["USD"]})
    assert rights([gold], [claim(metric="other", unit="USD", period=span("2024-01-01", "2024-11-30"))]) == (1, 1, 1)
    assert rights([gold], [claim()]) == (1, 1, 1)
    assert rights([claim(accept={"subject": [None]})], [claim(subject=None)]) == (1, 1, 1)


def test_an_optional_line_is_neither_missed_nor_wrong() -> None:
    optional = claim(optional=True)
    for system in ([], [claim()], [claim(metric="cost", value=13)]):
        scores = score([optional], system)
        assert (scores.figures.right, scores.figures.system, scores.figures.gold) == (0, 0, 0)
    assert score([optional], [claim(), claim()]).figures.system == 1


def test_a_text_that_is_not_the_slice_is_wrong_at_every_level() -> None:
    moved = claim(evidence=evidence("circa 12 miliardi di euro") | {"text": "12 miliardi di euro"})
    scores = score([claim()], [moved])
    assert (scores.figures.right, scores.figures.system, scores.figures.gold) == (0, 1, 1)


def test_spans_match_where_they_share_half_of_the_shorter() -> None:
    start = TEXT.index("circa 12 miliardi di euro")
    whole = claim(evidence=evidence(TEXT[start : start + 20], start))
    assert rights([whole], [claim(evidence=evidence(TEXT[start + 10 : start + 30], start + 10))])[0] == 1
    assert rights([whole], [claim(evidence=evidence(TEXT[start + 11 : start + 31], start + 11))])[0] == 0


def test_a_system_span_of_more_than_160_characters_matches_nothing() -> None:
    assert rights([claim()], [claim(evidence=evidence(TEXT[:160], 0))])[0] == 1
    assert rights([claim()], [claim(evidence=evidence(TEXT[:161], 0))])[0] == 0


def test_the_right_figure_comes_before_the_right_claim_and_the_longest_overlap() -> None:
    part = evidence("12 miliardi")
    wrong_figure, right_figure = claim(value=1), claim(metric="cost", evidence=part)
    pair = next(pair for pair in score([claim()], [wrong_figure, right_figure]).pairs if pair.gold)
    assert pair.system is right_figure
    right_claim = claim(evidence=part)
    pair = next(pair for pair in score([claim()], [claim(metric="cost"), right_claim]).pairs if pair.gold)
    assert pair.system is right_claim
    pair = next(pair for pair in score([claim()], [right_claim, claim()]).pairs if pair.gold)
    assert pair.system == claim()


def test_a_line_gives_way_to_one_that_has_no_other_partner() -> None:
    wide = evidence("circa 12 miliardi di euro, in crescita del 20%")
    growth = claim(value=20, unit="%", kind="change", accept={"value": [12_000_000_000], "unit": ["EUR"]})
    first = growth | {"evidence": wide}
    second = claim()
    only_wide = claim(value=20, unit="%", kind="change", evidence=evidence("in crescita del 20%"))
    assert rights([first, second], [claim(), only_wide])[0] == 2


def test_precision_and_recall_count_extra_and_missing() -> None:
    staff = claim(value=3000, unit="1", metric="employees", evidence=evidence("3.000 dipendenti"))
    extra = claim(value=50, unit="1", evidence=evidence("50"))
    scores = score([claim(), staff], [claim(), extra])
    assert (scores.figures.precision, scores.figures.recall, scores.figures.f1) == (0.5, 0.5, 0.5)
    assert [pair.verdict for pair in scores.pairs] == ["right", "missing", "extra"]


def test_scores_are_told_by_metric() -> None:
    staff = claim(value=3000, unit="1", metric="employees", evidence=evidence("3.000 dipendenti"))
    metrics = score([claim(), staff], [claim(), staff | {"metric": "jobs"}]).to_json()["metrics"]
    assert metrics["revenue"]["full_claims"]["f1"] == 1
    assert metrics["employees"]["figures"]["f1"] == 1
    assert (metrics["employees"]["claims"]["right"], metrics["employees"]["claims"]["system"]) == (0, 0)
    assert (metrics["jobs"]["claims"]["system"], metrics["jobs"]["claims"]["gold"]) == (1, 0)


def test_speaker_via_and_per_are_reported_beside() -> None:
    gold = [claim(speaker="Rossi", via="ANSA")]
    reported = score(gold, [claim(speaker="ROSSI", per="year")]).reported
    assert (reported["speaker"].right, reported["via"].recall, reported["per"].precision) == (1, 0, 0)
    optional = score([claim(via="ANSA", accept={"via": [None]})], [claim()]).reported["via"]
    assert optional.gold == 0


def test_articles_that_the_gold_does_not_name_are_left_out() -> None:
    other = Article(id="def", text=TEXT, source="news/09.txt")
    scores = score_extraction([claim()], [claim(), claim(article="def")], [], [ARTICLE, other], NAMES)
    assert (scores.articles, scores.figures.system) == (1, 1)


class TestRelations:
    def test_relations_without_direction_count_either_way_round_and_once(self) -> None:
        turned = relation(subject="Beta", object="Alfa S.p.A.")
        scores = score([relation()], [turned, relation()])
        assert (scores.relations.right, scores.relations.system, scores.relations.gold) == (1, 1, 1)

    def test_other_relations_have_a_direction(self) -> None:
        gold = relation(relation="acquires")
        assert score([gold], [gold | {"subject": "Beta", "object": "Alfa"}]).relations.right == 0

    def test_the_role_must_be_right(self) -> None:
        gold = relation(relation="role", role="ceo")
        assert score([gold], [gold | {"role": "cfo"}]).relations.right == 0
        assert score([gold | {"accept": {"role": ["cfo"]}}], [gold | {"role": "cfo"}]).relations.right == 1

    def test_the_wording_of_a_quotation_is_not_compared(self) -> None:
        gold = relation(relation="said", subject="Rossi", object="lavoriamo insieme")
        scores = score([gold], [gold | {"object": "collaborano"}, gold | {"object": "da anni"}])
        assert (scores.relations.right, scores.relations.system) == (1, 1)

    def test_the_date_is_scored_apart(self) -> None:
        gold = relation(date="2024-07")
        scores = score([gold], [relation(date="2024")])
        assert (scores.relations.right, scores.relation_dates.right) == (1, 0)
        assert score([gold], [relation(), relation(date="2024-07")]).relation_dates.right == 1

    def test_optional_relations_are_neither_missed_nor_wrong(self) -> None:
        optional = relation(optional=True)
        assert score([optional], []).relations.gold == score([optional], [relation()]).relations.system == 0
        assert score([optional, relation()], [relation()]).relations.right == 1

    def test_a_relation_that_does_not_quote_the_article_is_wrong(self) -> None:
        scores = score([relation()], [relation(evidence=evidence("Alfa") | {"text": "Beta"})])
        assert (scores.relations.right, scores.relations.system) == (0, 1)


FRAGMENTS = ["12", "12 miliardi", "circa 12 miliardi di euro", "20%", "del 20%, e conta 3.000", "3.000 dipendenti"]


@st.composite
def claims(draw: st.DrawFn) -> dict[str, Any]:
    return claim(
        evidence=evidence(draw(st.sampled_from(FRAGMENTS))),
        value=draw(st.sampled_from([12, 20, 3000])),
        metric=draw(st.sampled_from(["revenue", "employees"])),
        hedge=draw(st.sampled_from(["exact", "about"])),
        **({"optional": True} if draw(st.booleans()) else {}),
    )


@settings(max_examples=60, deadline=None)
@given(st.lists(claims(), min_size=1, max_size=6), st.lists(claims(), max_size=6), st.integers())
def test_the_order_of_the_lines_does_not_matter(gold: list[Any], system: list[Any], seed: int) -> None:
    once = score(gold, system).to_json()
    shuffle = random.Random(seed).shuffle
    shuffle(gold)
    shuffle(system)
    assert score(gold, system).to_json() == once


@settings(max_examples=60, deadline=None)
@given(st.lists(claims(), min_size=1, max_size=6), st.lists(claims(), max_size=6))
def test_levels_are_nested_and_every_line_is_counted_once(gold: list[Any], system: list[Any]) -> None:
    scores = score(gold, system)
    assert scores.figures.right >= scores.claims.right >= scores.full_claims.right
    assert sum(pair.gold is not None for pair in scores.pairs) == len(gold)
    assert sum(pair.system is not None for pair in scores.pairs) == len(system)


@settings(max_examples=30, deadline=None)
@given(st.lists(claims(), min_size=1, max_size=6))
def test_the_gold_scores_full_marks_against_itself(gold: list[Any]) -> None:
    scores = score(gold, gold)
    assert scores.full_claims.f1 == 1
