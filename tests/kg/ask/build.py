"""Puts the invented articles of ``articles.jsonl`` into a store, with exactly the claims that they state."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from corpus.article import Article
from extract.records import Claim, Evidence, Extraction, Period, Relation
from kg.store import Store

HERE = Path(__file__).parent
_BOUNDS = {
    "exact": ("1", "1"), "over": ("1", None), "under": (None, "1"), "up_to": (None, "1"),
    "about": ("0.95", "1.05"), "almost": ("0.95", "1"),
}  # fmt: skip


def build(folder: Path) -> Store:
    """Return a store in a folder."""
    store = Store(folder)
    with store.writing():
        for line in (HERE / "articles.jsonl").read_text(encoding="utf-8").splitlines():
            record = json.loads(line)
            article = Article(
                id=record["id"],
                text=record["text"],
                source=f"{record['id']}.txt",
                outlet=record["outlet"],
                published=date.fromisoformat(record["published"]),
                language="it",
            )
            claims = tuple(_claim(article, item) for item in record["claims"])
            relations = tuple(_relation(article, item) for item in record["relations"])
            store.put(article, Extraction(claims=claims, relations=relations))
    return store


def _evidence(article: Article, item: dict[str, Any]) -> Evidence:
    start = -1
    for _ in range(item.get("nth", 0) + 1):
        start = article.text.index(item["quote"], start + 1)
    end = start + len(item["quote"])
    line_start = article.text.rfind("\n", 0, start) + 1
    first = max(
        line_start, article.text.rfind(". ", line_start, start) + 2 if ". " in article.text[line_start:start] else 0
    )
    stops = [i for i in (article.text.find(". ", end), article.text.find("\n", end)) if i >= 0]
    return Evidence(start=start, end=end, text=item["quote"], sentence=(first, min(stops, default=len(article.text))))


def _claim(article: Article, item: dict[str, Any]) -> Claim:
    value = Decimal(str(item["value"]))
    hedge = item.get("hedge", "exact")
    low, high = (value * Decimal(factor) if factor else None for factor in _BOUNDS[hedge])
    if value < 0:
        low, high = high, low
    period = None
    if "period" in item:
        start, _, end = item["period"].partition("/")
        period = Period(date.fromisoformat(start) if start else None, date.fromisoformat(end) if end else None)
    vs = item.get("vs")
    return Claim(
        article=article.id,
        source=article.source,
        metric=item["metric"],
        subject=item["subject"],
        of=item.get("of"),
        for_=item.get("for"),
        kind=item.get("kind", "level"),
        value=value,
        low=low,
        high=high,
        unit=item["unit"],
        per=item.get("per"),
        hedge=hedge,
        period=period,
        vs=vs,
        status=item.get("status", "actual"),
        speaker=item.get("speaker"),
        evidence=_evidence(article, item),
        confidence=0.9,
    )


def _relation(article: Article, item: dict[str, Any]) -> Relation:
    return Relation(
        article=article.id,
        source=article.source,
        relation=item["relation"],
        subject=item["subject"],
        object=item["object"],
        role=item.get("role"),
        date=item.get("date"),
        status=item.get("status", "actual"),
        evidence=_evidence(article, item),
        confidence=0.9,
    )
