"""Articles made by number, all about names that several of them share."""

from __future__ import annotations

import os
import re
import signal
from collections.abc import Iterable, Sequence
from decimal import Decimal
from pathlib import Path

from store_copies import begin_store

from corpus.article import Article
from corpus.errors import CifreError
from extract.records import Claim, Evidence, Extraction, Relation
from kg.store import Store


def some_article(number: int, figures: Sequence[int] = ()) -> tuple[Article, Extraction]:
    """Return an article with one claim a figure and one relation, all about names that several articles share."""
    text = f"Numero {number}: " + ", ".join(f"Ferrante conta {figure} schede" for figure in figures)
    article = Article(id=f"n{number}", text=text, source=f"n{number}.txt", title=f"Numero {number}")
    claims = []
    for figure in figures:
        start = text.index(f"conta {figure}") + len("conta ")
        span = Evidence(start=start, end=start + len(str(figure)), text=str(figure), sentence=(0, len(text)))
        claims.append(
            Claim(article=article.id, source=article.source, metric="accelerator_count", subject="Ferrante", unit="1",
                  value=Decimal(figure), low=Decimal(figure), high=Decimal(figure), kind="level", hedge="exact",
                  status="actual", evidence=span)
        )  # fmt: skip
    whole = Evidence(start=0, end=6, text="Numero", sentence=(0, 6))
    relation = Relation(article=article.id, source=article.source, relation="develops", subject="Ferrante",
                        object=f"Scheda {number % 2}", status="actual", evidence=whole)  # fmt: skip
    return article, Extraction(tuple(claims), (relation,))


def fill(path: str | Path, articles: Iterable[tuple[Article, Extraction]]) -> Store:
    """Return a store in a folder with these articles; in an empty folder it begins as a copy of an empty store."""
    store = Store(path) if any(Path(path).glob("*")) else begin_store(path)
    with store.writing():
        for article in articles:
            store.put(*article)
    return store


def restated(article: Article) -> Extraction:
    """Return what an article of `some_article` states, read from its text; one that says so cannot be read."""
    number = int(article.id.removeprefix("n"))
    if "guasto" in article.text:
        raise CifreError(f"{article.source} is broken", "mend it")
    if "difetto" in article.text:
        raise ZeroDivisionError("by nought")
    if "fine" in article.text:
        os.kill(os.getpid(), signal.SIGKILL)
    figures = [int(found) for found in re.findall(r"conta (\d+)", article.text)]
    again, extraction = some_article(number, figures)
    return extraction if again.text == article.text else Extraction()
