"""Small articles and claims for the tests of the graph, in sentences of their own."""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from store_copies import begin_store, copy_store

from corpus.article import Article
from extract.records import Claim, Evidence, Extraction, Mention, Period, Relation
from kg.store import Store

sys.path.insert(0, str(Path(__file__).parent))

PALLAS = """Pallas Devices ha chiuso il 2024 con ricavi per 120 milioni di euro, oltre il 20% in più dell'anno prima.
L'azienda di Novara usa 4.000 Nvidia H100 e nel 2026 conta di averne fino a 9.000.
Secondo Ada Neri, il modello Falco 2 ha tra 30 e 40 miliardi di parametri."""

NIVALE = """Nivale ha investito 35 milioni in Pallas Devices.
I ricavi di Pallas Devices, scrive il Corriere delle Macchine, sono di 118 milioni di euro nel 2024."""


def make_claim(article: Article, text: str, **fields: Any) -> Claim:
    """Return a claim whose evidence is the first place of `text` in the article, in the line that it stands in."""
    start = article.text.index(text)
    first = article.text.rfind("\n", 0, start) + 1
    last = article.text.find("\n", start)
    value = fields.pop("value", None)
    number = None if value is None else Decimal(value)
    defaults: dict[str, Any] = {
        "metric": "other",
        "subject": None,
        "value": number,
        "low": number,
        "high": number,
        "unit": "1",
        "kind": "level",
        "hedge": "exact",
        "status": "actual",
        "confidence": 0.9,
    }
    return Claim(
        article=article.id,
        source=article.source,
        evidence=Evidence(
            start=start,
            end=start + len(text),
            text=text,
            sentence=(first, len(article.text) if last < 0 else last),
        ),
        **(defaults | fields),
    )


def make_relation(article: Article, text: str, relation: str, subject: str, object: str, **fields: Any) -> Relation:
    """Return a relation that stands on the first place of `text` in the article."""
    start = article.text.index(text)
    evidence = Evidence(start=start, end=start + len(text), text=text, sentence=(start, start + len(text)))
    return Relation(
        article=article.id,
        source=article.source,
        relation=relation,
        subject=subject,
        object=object,
        evidence=evidence,
        **({"status": "actual"} | fields),
    )


@pytest.fixture(name="make_claim")
def _make_claim() -> Callable[..., Claim]:
    return make_claim


@pytest.fixture(name="make_relation")
def _make_relation() -> Callable[..., Relation]:
    return make_relation


@pytest.fixture(scope="session")
def pallas() -> tuple[Article, Extraction]:
    """An article with a level, a change, a plan, a range and two relations."""
    article = Article(
        id="pallas-2024",
        text=PALLAS,
        source="pallas.md",
        title="Pallas cresce",
        outlet="La Gazzetta dei Chip",
        url="https://example.org/pallas",
        published=date(2025, 2, 3),
        language="it",
    )
    year = Period(date(2024, 1, 1), date(2024, 12, 31))
    claims = (
        make_claim(
            article,
            "120 milioni di euro",
            metric="revenue",
            subject="Pallas Devices",
            value="120000000",
            unit="EUR",
            period=year,
            cues=("ricavi",),
        ),
        make_claim(
            article,
            "oltre il 20%",
            metric="revenue",
            subject="Pallas Devices",
            value="20",
            high=None,
            unit="%",
            kind="change",
            hedge="over",
            period=year,
            vs="2023-01-01/2023-12-31",
            flags=("period-inferred",),
        ),
        make_claim(
            article, "4.000", metric="accelerator_count", subject="Pallas Devices", of="Nvidia H100", value="4000"
        ),
        make_claim(
            article,
            "fino a 9.000",
            metric="accelerator_count",
            subject="Pallas Devices",
            of="Nvidia H100",
            value="9000",
            low=None,
            hedge="up_to",
            status="planned",
            period=Period(date(2026, 1, 1), date(2026, 12, 31)),
        ),
        make_claim(
            article,
            "tra 30 e 40 miliardi di parametri",
            metric="parameter_count",
            subject="Falco 2",
            low=Decimal("30E+9"),
            high=Decimal("40E+9"),
            hedge="range",
            speaker="Ada Neri",
        ),
    )
    relations = (
        make_relation(article, "usa 4.000 Nvidia H100", "uses", "Pallas Devices", "Nvidia H100"),
        make_relation(article, "il modello Falco 2", "develops", "Pallas Devices", "Falco 2", status="planned"),
        make_relation(article, "Ada Neri", "role", "Ada Neri", "Pallas Devices", role="ceo", date="2024-07"),
    )
    mentions = tuple(
        Mention(
            start=PALLAS.index(name), end=PALLAS.index(name) + len(name), text=name, name=name, kind=kind, how="name"
        )
        for name, kind in (("Pallas Devices", "organisation"), ("Falco 2", "model"), ("Ada Neri", "person"))
    )
    return article, Extraction(claims, relations, mentions=mentions)


@pytest.fixture(scope="session")
def nivale() -> tuple[Article, Extraction]:
    """A second article about the same company that disagrees with the first."""
    article = Article(id="nivale", text=NIVALE, source="nivale.txt", title="Nivale entra", published=date(2025, 3, 1))
    claims = (
        make_claim(
            article,
            "35 milioni",
            metric="investment",
            subject="Nivale",
            for_="Pallas Devices",
            value="35000000",
            unit="EUR",
            flags=("currency-inferred",),
        ),
        make_claim(
            article,
            "118 milioni di euro",
            metric="revenue",
            subject="Pallas Devices",
            value="118000000",
            unit="EUR",
            via="Corriere delle Macchine",
            period=Period(date(2024, 1, 1), date(2024, 12, 31)),
        ),
    )
    relations = (
        make_relation(article, "ha investito 35 milioni in", "invests_in", "Nivale", "Pallas Devices"),
        make_relation(article, "Nivale ha investito", "partners_with", "Nivale", "Pallas Devices"),
    )
    return article, Extraction(claims, relations)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    """An empty store."""
    return begin_store(tmp_path / "graph")


@pytest.fixture(scope="session")
def original(
    tmp_path_factory: pytest.TempPathFactory,
    pallas: tuple[Article, Extraction],
    nivale: tuple[Article, Extraction],
) -> Path:
    """The folder of a store with both articles, made once and never changed."""
    store = begin_store(tmp_path_factory.mktemp("original") / "graph")
    with store.writing():
        store.put(*pallas)
        store.put(*nivale)
    return store.path


@pytest.fixture
def stored(original: Path, tmp_path: Path) -> Store:
    """A store with both articles, for the test to change as it likes."""
    return copy_store(original, tmp_path / "graph")
