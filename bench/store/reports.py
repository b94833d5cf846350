"""Generated articles shaped like real ones: few are written about often, most seldom; no two have as many figures."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from itertools import accumulate
from random import Random
from typing import TypeVar

from corpus.article import Article
from extract.records import Claim, Evidence, Extraction, Period, Relation

_METRICS = (
    ("revenue", "EUR"),
    ("investment", "EUR"),
    ("accelerator_count", "1"),
    ("users", "1"),
    ("funding", "USD"),
    ("power", "W"),
    ("parameter_count", "1"),
    ("capital_expenditure", "USD"),
    ("employees", "1"),
    ("valuation", "USD"),
    ("market_share", "%"),
    ("price", "EUR"),
    ("net_income", "EUR"),
    ("energy", "Wh"),
    ("training_cost", "USD"),
    ("downloads", "1"),
    ("benchmark_score", "%"),
    ("layoffs", "1"),
    ("water", "L"),
    ("fine", "EUR"),
)
_RELATIONS = ("develops", "uses", "invests_in", "role", "releases", "partners_with")
_STATUS = ("actual",) * 7 + ("planned", "planned", "estimated")
_HEDGES = ("exact",) * 6 + ("about", "over", "up_to")
_FLAGS = ((), (), (), (), ("currency-inferred",), ("period-inferred",), ("subject-inferred",))
_SYLLABLES = ("bra", "cel", "dor", "fi", "gan", "lem", "mon", "nu", "per", "quo", "ris", "sta", "tul", "ver", "zan")
_NAMES = 2000

T = TypeVar("T")

BUSY = "Bracel"
"""The name that most articles write about."""
SPEAKER = "Persona 1"


@cache
def names() -> tuple[str, ...]:
    """Return names of organisations, the most written about first.

    Examples
    --------
    >>> names()[0] == BUSY, len(set(names()))
    (True, 2000)
    """
    made = [BUSY]
    made += [
        (one + two + three).capitalize() for one in _SYLLABLES for two in _SYLLABLES for three in ("", *_SYLLABLES)
    ]
    return tuple(dict.fromkeys(made))[:_NAMES]


def reported(number: int) -> tuple[Article, Extraction]:
    """Return an article of a number with what it states: 2 to 24 claims, up to 8 relations.

    Examples
    --------
    >>> sizes = [len(reported(number)[1].claims) for number in range(100)]
    >>> min(sizes), max(sizes), reported(5) == reported(5)
    (2, 24, True)
    """
    rng = Random(number)
    lines, places, offset = [], [], 0
    for _ in range(min(2 + int(rng.expovariate(1 / 7)), 24)):
        name, figure = _skewed(rng, names()), f"{rng.randint(1, 10 ** rng.randint(2, 9))}"
        line = f"{name} ha comunicato ieri un valore di {figure} nel dato di riferimento per l'anno in corso."
        places.append((offset, line, name, figure))
        lines.append(line)
        offset += len(line) + 1
    article = Article(
        id=f"report-{number}",
        text="\n".join(lines),
        source=f"report-{number}.txt",
        title=f"{places[0][2]}, i conti del trimestre",
        outlet=f"Testata {1 + number % 12}",
        url=f"https://example.org/{number}",
        published=date(2020, 1, 1) + timedelta(days=rng.randrange(2200)),
        language="it",
    )
    claims = tuple(_claim(article, rng, *place) for place in places)
    relations = tuple(_relation(article, rng, *rng.choice(places)) for _ in range(rng.randrange(9)))
    return article, Extraction(claims, relations)


def _claim(article: Article, rng: Random, offset: int, line: str, name: str, figure: str) -> Claim:
    metric, unit = _skewed(rng, _METRICS)
    year, value, start = rng.randint(2018, 2026), Decimal(figure), offset + line.index(figure)
    concerns = _skewed(rng, names()) if metric in ("investment", "accelerator_count", "parameter_count") else None
    return Claim(
        article=article.id,
        source=article.source,
        metric=metric,
        subject=name,
        value=value,
        low=value,
        high=value,
        unit=unit,
        kind="share" if unit == "%" else "level",
        hedge=rng.choice(_HEDGES),
        status=rng.choice(_STATUS),
        of=concerns if metric != "investment" else None,
        for_=concerns if metric == "investment" else None,
        period=Period(date(year, 1, 1), date(year, 12, 31)) if rng.random() < 0.8 else None,
        speaker=f"Persona {1 + int(rng.expovariate(1 / 30))}" if rng.random() < 0.3 else None,
        via=f"Agenzia {rng.randint(1, 5)}" if rng.random() < 0.1 else None,
        confidence=round(rng.uniform(0.3, 1), 2),
        flags=rng.choice(_FLAGS),
        evidence=_evidence(offset, line, start, figure),
    )


def _relation(article: Article, rng: Random, offset: int, line: str, name: str, figure: str) -> Relation:
    return Relation(
        article=article.id,
        source=article.source,
        relation=_skewed(rng, _RELATIONS),
        subject=name,
        object=_skewed(rng, names()),
        status=rng.choice(_STATUS),
        evidence=_evidence(offset, line, offset, name),
    )


def _evidence(offset: int, line: str, start: int, words: str) -> Evidence:
    return Evidence(start=start, end=start + len(words), text=words, sentence=(offset, offset + len(line)))


def _skewed(rng: Random, things: Sequence[T]) -> T:
    """Return one of some things, the second half as often as the first, the third a third as often (Zipf's law)."""
    return rng.choices(things, cum_weights=_weights(len(things)))[0]


@cache
def _weights(count: int) -> tuple[float, ...]:
    return tuple(accumulate(1 / rank for rank in range(1, count + 1)))
