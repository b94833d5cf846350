"""Time expressions: own sentences as a gate, the shared hard cases, and properties over any text and date."""

from __future__ import annotations

import json
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st

import extract.periods.pipe  # noqa: F401  (registers the component)
from extract.periods import find_times, lexicon
from extract.periods.grammar import Grammar
from extract.periods.lexer import tokenise
from extract.records import TimeExpression

HERE = Path(__file__).parent
SHARED = Path(__file__).parents[3].parent / "shared" / "gold" / "expressions.jsonl"
CASES = [json.loads(line) for line in (HERE / "sentences.jsonl").read_text(encoding="utf-8").splitlines()]
DAY = date(2025, 3, 12)


def iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def as_row(time: TimeExpression) -> list[Any]:
    period = [iso(time.period.start), iso(time.period.end)] if time.period else None
    return [time.text, iso(time.start_date), iso(time.end_date), time.mod, period]


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['kind']}: {case['text'][:40]}")
def test_sentence_gives_exactly_its_times(case: dict[str, Any]) -> None:
    published = date.fromisoformat(case["published"]) if case["published"] else None
    found = find_times(case["text"], published=published, fiscal_year_end=case.get("fiscal_year_end"))
    assert [as_row(time) for time in found] == case["times"]


def test_table_covers_every_kind_and_enough_traps() -> None:
    kinds = Counter(case["kind"] for case in CASES)
    assert len(CASES) >= 170
    assert kinds["trap"] >= 15
    assert all(not case["times"] for case in CASES if case["kind"] == "empty")
    expected = "year month day quarter half fiscal relative ago window range since bounded anaphoric now season weekday"
    assert set(expected.split()) <= set(kinds)


@pytest.mark.skipif(not SHARED.exists(), reason="the shared expressions are not beside the repository")
def test_shared_dates_are_all_right_and_no_trap_fires() -> None:
    wrong = []
    for line in SHARED.read_text(encoding="utf-8").splitlines():
        case = json.loads(line)
        found = find_times(case["text"], published=date.fromisoformat(case["published"]))
        if case["category"] == "trap" and found:
            wrong.append((case["id"], found[0].text))
        for gold in case["expected"] if case["category"] == "date" else ():
            intervals = [[gold["from"], gold["to"]], *gold.get("alternatives", [])]
            hits = [
                time
                for time in found
                if min(time.end, gold["end"]) - max(time.start, gold["start"])
                >= min(time.end - time.start, gold["end"] - gold["start"]) / 2
            ]
            if not any([iso(t.start_date), iso(t.end_date)] in intervals and t.mod == gold["mod"] for t in hits):
                wrong.append((case["id"], [as_row(time) for time in hits]))
    assert wrong == []


WORDS = (
    "il lo del dal al nel dell' l' a di da entro fino tra fra e prima dopo non fine inizio metà primo secondo terzo "
    "ultimo scorso prossimo precedente stesso periodo anno anni mese mesi trimestre semestre settimana "
    "esercizio fiscale marzo maggio dic lunedì 3 12 31 2023 2024 1999 "
    "'24 Q2 2Q24 FY25 3/4/2025 due tre un fa in poi oggi ieri domani "
    "chiuso estate Natale su base annua - – / ( ) . , \n 30 % qui partire arriverà ha venduto"
)
PIECES = st.sampled_from(WORDS.split(" "))


@settings(max_examples=300, deadline=None)
@given(
    text=st.one_of(st.text(max_size=80), st.lists(PIECES, max_size=24).map(" ".join), st.lists(PIECES).map("".join)),
    published=st.none() | st.dates(),
    calendar=st.sampled_from([None, "01-31", "06-30", "12-31"]),
)
def test_any_text_on_any_day_gives_sorted_exact_spans(text: str, published: date | None, calendar: str | None) -> None:
    last = 0
    for time in find_times(text, published=published, fiscal_year_end=calendar):
        assert last <= time.start < time.end
        assert text[time.start : time.end] == time.text
        last = time.end
        ends = [(time.start_date, time.end_date)]
        ends += [(time.period.start, time.period.end)] if time.period else []
        assert all(left is None or right is None or left <= right for left, right in ends)


def test_dates_do_not_depend_on_the_article_where_the_year_is_written() -> None:
    text = "Nel secondo trimestre del 2024 e il 3 maggio 2023, dal 2019 al 2022."
    assert find_times(text, published=None) == find_times(text, published=date(1990, 1, 1))


def test_anaphoric_expressions_carry_their_shift() -> None:
    found = find_times("Nel 2024 sale del 3% su base annua e del 5% in due anni.", published=DAY)
    assert [(time.granularity, time.cues[0]) for time in found if time.granularity == "anaphoric"] == [
        ("anaphoric", "-1 year")
    ]


@pytest.mark.parametrize(
    "unit", ["nel 2024 ", "1", "a", "(", "entro ", "dal 3 ", "2024-", "\n", "tra marzo e ", "l'", "prima del ", "fine "]
)
def test_work_grows_with_the_length_of_the_text_only(unit: str) -> None:
    """Look-ups per token stay the same when the text is ten times longer."""

    def looks(times: int) -> float:
        tokens = tokenise(unit * times)
        grammar = Counting(tokens)
        grammar.forms()
        return grammar.looks / max(1, len(tokens))

    assert looks(4000) <= looks(400) * 1.2 + 1


class Counting(Grammar):
    """Counts how many tokens are looked at."""

    looks = 0

    def norm(self, i: int) -> str:
        self.looks += 1
        return super().norm(i)


def test_component_writes_times_and_spans() -> None:
    nlp = spacy.blank("it")
    nlp.add_pipe("cifre_periods")
    doc = nlp.make_doc("Un’intesa firmata ieri vale fino al 2030.")
    doc._.published = DAY
    doc = nlp(doc)
    assert [time.text for time in doc._.times] == ["ieri", "fino al 2030"]
    assert [span.text for span in doc.spans["times"]] == ["ieri", "fino al 2030"]
    assert doc._.times[0].start_date == date(2025, 3, 11)


TIMES = [*sorted(lexicon.units()), "periodo", "arco"]
POINTING = [*sorted(lexicon.words("relative_adjectives.tsv")), "in corso", "appena concluso", "chiuso a marzo", "2024"]
OPENING = ["il", "nel", "entro il", "fine", "negli ultimi due", "lo stesso", "rispetto al", "intero", "quanto al"]


@settings(max_examples=300)
@given(st.sampled_from(OPENING), st.sampled_from(TIMES), st.sampled_from(POINTING), st.sampled_from([DAY, None]))
def test_every_noun_of_time_may_stand_with_every_word_that_points(opening, noun, word, published):
    for text in (f"I ricavi del 2024, {opening} {noun} {word}, salgono.", f"{opening} {word} {noun} salgono."):
        for found in find_times(text, published=published, fiscal_year_end="01-31"):
            assert text[found.start : found.end] == found.text


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("Nel primo trimestre 2025 cresce del 4% sul periodo precedente.", ("2024-10-01", "2024-12-31")),
        ("Nel 2024 cresce del 4% rispetto al periodo precedente.", ("2023-01-01", "2023-12-31")),
        ("Tra marzo e aprile 2024 cresce; nel periodo successivo no.", ("2024-05-01", "2024-06-30")),
        ("Cresce del 4% sul periodo precedente.", (None, None)),
    ],
)
def test_the_period_before_is_as_long_as_the_one_it_follows(text, days):
    found = find_times(text, published=DAY)[-1]
    assert (iso(found.start_date), iso(found.end_date)) == days


def test_a_running_stretch_of_no_known_length_has_no_dates():
    assert all(t.period is None for t in find_times("Per il periodo in corso prevede ricavi.", published=DAY))


@pytest.mark.parametrize(
    ("text", "phrases"),
    [
        ("Vendite su del 4% sull'anno e del 2% sul trimestre.", ["sull'anno", "sul trimestre"]),
        ("Vendite su del 4% sull'anno, per fortuna.", ["sull'anno"]),
        ("Il costo pesa sull'anno fiscale.", []),
    ],
)
def test_a_bare_unit_after_su_counts_back(text, phrases):
    assert [t.text for t in find_times(text, published=DAY)] == phrases
