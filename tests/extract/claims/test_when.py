"""When a figure holds: what dates it, what only stands beside it, what it takes over from the figure before."""

from __future__ import annotations

from datetime import date

import pytest

from corpus import Article, from_text
from extract.claims.assemble import make_drafts
from extract.claims.context import Context
from extract.claims.draft import Draft
from extract.claims.when import Figure
from extract.claims.when.options import options
from extract.claims.when.rules import can_date
from extract.claims.when.times import (
    is_base,
    is_closing_day,
    is_comparison,
    is_dateline,
    is_origin,
    is_since_record,
    is_told,
    stands_now,
    starts_movement,
)
from extract.pipeline import load
from extract.records import Quantity, TimeExpression

PUBLISHED = date(2025, 8, 6)


def context(text: str) -> Context:
    article = Article(id="x", text=text, source="x.txt", published=PUBLISHED, language="it")
    found: Context = load().read(article)._.context
    return found


def time(ctx: Context, words: str) -> TimeExpression:
    return next(one for one in ctx.times if words in one.text)


def quantity(ctx: Context, words: str) -> Quantity:
    return next(one for one in ctx.quantities if words in one.text)


def dated(text: str) -> dict[str, str | None]:
    """Return for each figure its period, as first and last day."""
    drafts = [draft for draft, _ in make_drafts(context(text)) if draft]
    return {draft.quantity.text: _days(draft) for draft in drafts}


def _days(draft: Draft) -> str | None:
    period = draft.period
    return f"{period.start or ''}/{period.end or ''}" if period else None


def figure(ctx: Context, words: str, before: list[Draft]) -> Figure:
    pairs = next((draft, pairs) for draft, pairs in make_drafts(ctx) if draft and words in draft.quantity.text)
    draft = pairs[0]
    return Figure(draft.quantity, draft.metric, "actual", draft.kind, None, before)


@pytest.mark.parametrize(
    ("text", "figure", "period"),
    [
        ("Nel 2023 Nvidia ha incassato 27 miliardi di dollari.", "27 miliardi di dollari", "2023-01-01/2023-12-31"),
        (
            "Nel secondo trimestre del 2025 i ricavi di Microsoft sono saliti a 70 miliardi di dollari.",
            "70 miliardi di dollari",
            "2025-04-01/2025-06-30",
        ),
        (
            "A maggio OpenAI ha raccolto 4 miliardi di dollari da un gruppo di fondi.",
            "4 miliardi di dollari",
            "2025-05-01/2025-05-31",
        ),
        ("Meta impiega 72mila dipendenti.", "72mila dipendenti", None),
        ("Il modello di Google ha 27 miliardi di parametri.", "27 miliardi di parametri", None),
    ],
)
def test_figure_takes_the_time_of_its_sentence_or_none(text: str, figure: str, period: str | None) -> None:
    assert dated(text)[figure] == period


def test_two_figures_take_each_its_own_time() -> None:
    found = dated(
        "I ricavi di Amazon sono passati da 574 miliardi di dollari nel 2023 a 638 miliardi di dollari nel 2024."
    )
    assert list(found.values()) == ["2023-01-01/2023-12-31", "2024-01-01/2024-12-31"]


@pytest.mark.parametrize(
    ("text", "words", "test"),
    [
        ("I ricavi sono saliti del 9% rispetto al 2023.", "2023", is_comparison),
        ("Gli utili, il 4% sopra quelli di due anni prima, reggono.", "due anni prima", is_comparison),
        ("Ha incassato il triplo di quanto raccolto nel 2021: 9 milioni.", "2021", is_comparison),
        ("Fondata nel 2019, Acme ha raccolto 30 milioni.", "2019", is_origin),
        ("I 40 milioni indicati a marzo restano lontani.", "marzo", is_told),
        ("È il ritmo più alto dal 2021: 8%.", "dal 2021", is_since_record),
        ("MILANO, 4 ago - Acme ha raccolto 30 milioni.", "4 ago", is_dateline),
        ("Nel periodo chiuso il 30 giugno Acme ha perso 3 milioni.", "30 giugno", is_closing_day),
    ],
)
def test_what_stands_beside_a_figure_is_no_date(text: str, words: str, test: object) -> None:
    ctx = context(text)
    assert callable(test)
    assert test(ctx, time(ctx, words))
    other = context("Nel 2024 Acme ha raccolto 30 milioni.")
    assert not test(other, time(other, "2024"))


def test_closing_day_of_a_quarter_is_not_what_dates_its_figures() -> None:
    ctx = context("Acme ha archiviato il trimestre fiscale, concluso il 29 giugno, con ricavi per 6 milioni di euro.")
    assert all(one.granularity != "day" or not can_date(ctx, figure(ctx, "6 milioni", []), one) for one in ctx.times)


def test_base_of_a_change_is_not_its_date() -> None:
    ctx = context("Le vendite di Acme sono il doppio di un anno prima.")
    assert is_base(ctx, quantity(ctx, "doppio"), time(ctx, "un anno prima"))


@pytest.mark.parametrize(
    ("text", "words", "now"),
    [
        ("La potenza salirà a 9 gigawatt, dai 560 megawatt attuali.", "560", True),
        ("La potenza salirà a 9 gigawatt, dai 560 megawatt attuali.", "9 gigawatt", False),
        ("La quota peserà per il 7%, contro il 2% di oggi.", "2%", True),
    ],
)
def test_words_after_a_figure_put_it_in_the_present(text: str, words: str, now: bool) -> None:
    ctx = context(text)
    assert stands_now(ctx, quantity(ctx, words)) is now


def test_movement_has_a_start() -> None:
    ctx = context("La quota di Acme è passata dal 12% al 9%.")
    assert starts_movement(ctx, quantity(ctx, "12%"))
    assert not starts_movement(ctx, quantity(ctx, "9%"))


def test_figure_without_a_time_may_take_that_of_one_of_its_sort() -> None:
    ctx = context(
        "A giugno il sito di OpenAI ha avuto 5 milioni di visite. La società ha 300 dipendenti. "
        "Il sito di Anthropic ha avuto 2 milioni di visite."
    )
    before = [draft for draft, _ in make_drafts(ctx) if draft]
    found = options(ctx, figure(ctx, "2 milioni", before[:2]))
    days = {(o.source, o.period.start) for o in found if o.period and o.draft is before[0]}
    assert ("series", date(2025, 6, 1)) in days


def test_first_option_is_no_period_and_every_time_of_the_sentence_is_one() -> None:
    ctx = context("Nel 2023 Acme ha perso 4 milioni di euro e nel 2024 ne ha guadagnati 2.")
    found = options(ctx, figure(ctx, "4 milioni", []))
    assert found[0].period is None
    assert {o.period.start.year for o in found if o.source == "sentence" and o.period and o.period.start} == {
        2023,
        2024,
    }


@pytest.mark.parametrize(
    ("text", "against"),
    [
        (
            "Nel secondo trimestre del 2025 i ricavi di Oracle sono saliti del 9% su base annua.",
            "2024-04-01/2024-06-30",
        ),
        ("Nel 2024 i ricavi di Oracle sono saliti del 9% rispetto al 2022.", "2022-01-01/2022-12-31"),
    ],
)
def test_a_change_is_measured_against_the_period_named_or_a_year_earlier(text: str, against: str) -> None:
    draft = next(draft for draft, _ in make_drafts(context(text)) if draft and draft.kind == "change")
    assert draft.vs == against


@pytest.mark.parametrize(
    ("words", "start"),
    [
        ("sul trimestre precedente", date(2024, 10, 1)),
        ("rispetto ai tre mesi precedenti", date(2024, 10, 1)),
        ("su base annua", date(2024, 1, 1)),
        ("sull'anno", date(2024, 1, 1)),
        ("rispetto a un anno prima", date(2024, 1, 1)),
    ],
)
def test_a_change_is_measured_from_the_stretch_that_its_words_name(words, start):
    text = f"Nel primo trimestre i ricavi di Enel sono stati di 3 miliardi di euro, in rialzo del 4% {words}."
    change = load().extract(from_text(text, published=date(2025, 5, 8), language="it")).claims[-1]
    assert change.vs is not None
    assert change.vs.startswith(start.isoformat())
