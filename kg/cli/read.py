"""``kg extract`` and ``kg ingest``: articles in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from corpus.errors import CifreError
from kg.cli.common import (
    FAILED,
    complain,
    console,
    json_option,
    open_store,
    print_json,
    print_table,
    progress,
    store_option,
    workers_option,
)

if TYPE_CHECKING:
    from corpus.article import Article
    from extract.records import Claim, Relation
    from kg.ingest import Outcome

_published = click.option(
    "--published",
    metavar="DATE",
    type=click.DateTime(["%Y-%m-%d"]),
    help="Day of publication (YYYY-MM-DD) in place of the one in the file; relative dates are counted from it.",
)
_allow_private = click.option(
    "--allow-private", is_flag=True, help="Also read addresses of this machine and of the local network."
)
_sources = click.argument("sources", metavar="FILE...", nargs=-1, required=True)


def _day(moment: datetime | None) -> date | None:
    return moment.date() if moment else None


def _files(sources: Sequence[str]) -> list[str]:
    """Return every source, a folder as its files, so that one bad file does not keep its neighbours out."""
    from corpus import article_files, is_url

    found: list[str] = []
    for source in sources:
        if not is_url(source) and Path(source).is_dir():
            found += map(str, article_files(Path(source)))
        else:
            found.append(source)
    return found


class _Reader:
    """Reads files one by one; what cannot be read is told on standard error and counted in `failed`."""

    def __init__(self, published: date | None, allow_private: bool) -> None:
        self.published = published
        self.allow_private = allow_private
        self.failed: list[CifreError] = []

    def articles(self, files: Iterable[str]) -> Iterator[Article]:
        from corpus import read

        for file in files:
            try:
                yield from read(file, published=self.published, allow_private=self.allow_private)
            except CifreError as error:
                self.failed.append(error)
                complain(str(error))


@click.command()
@_sources
@_published
@click.option("--spans", is_flag=True, help="The quantities and time expressions under the claims instead.")
@_allow_private
@json_option
def extract(
    sources: tuple[str, ...], published: datetime | None, spans: bool, allow_private: bool, as_json: bool
) -> int:
    """Print the claims and relations of articles, without storing them.

    FILE is an article (.txt, .md, .html, .jsonl), a folder of them, or a web address.

    \b
    Examples:
      kg extract articolo.txt --published 2024-11-02
      kg extract articoli/ --json > claims.jsonl
      kg extract articolo.md --spans
    """
    from extract import load
    from extract.records import span_to_json
    from kg.ingest import require_italian

    reader, failed = _Reader(_day(published), allow_private), 0
    extractor = load()
    for article in reader.articles(_files(sources)):
        try:
            require_italian(article)
            if spans:
                found = list(extractor.spans(article))
            else:
                extraction = extractor.extract(article)
        except CifreError as error:
            failed += 1
            complain(str(error))
            continue
        if spans:
            records = [span_to_json(span, article=article.id, source=article.source) for span in found]
        else:
            statements: list[Claim | Relation] = [*extraction.claims, *extraction.relations]
            statements.sort(key=lambda statement: statement.evidence.start)
            records = [statement.to_json() for statement in statements]
        if as_json:
            for record in records:
                print_json(record)
        elif spans:
            _show_spans(article, records)
        else:
            _show_statements(article, extraction.claims, extraction.relations)
    return FAILED if failed or reader.failed else 0


def _heading(article: Article) -> None:
    about = [
        article.title or article.source,
        article.outlet,
        article.published.isoformat() if article.published else None,
    ]
    console().print(" · ".join(part for part in about if part), style="bold cyan", soft_wrap=True)
    if article.published is None:
        console().print("no date of publication: relative dates stay open (give --published)", style="yellow")


def _show_statements(article: Article, claims: Sequence[Claim], relations: Sequence[Relation]) -> None:
    from kg.cli.words import describe_claim, describe_relation

    _heading(article)
    if claims:
        columns = ("figure", "metric", "subject", "of, for", "period", "kind, status", "said by", "wording")
        print_table(columns, map(describe_claim, claims))
    if relations:
        print_table(("subject", "relation", "object", "date", "status", "wording"), map(describe_relation, relations))
    counts = f"{len(claims)} claim{'s'[: len(claims) != 1]}, {len(relations)} relation{'s'[: len(relations) != 1]}"
    console().print(counts + "\n", style="dim")


def _show_spans(article: Article, records: Sequence[dict[str, Any]]) -> None:
    from kg.evaluate.show import describe

    _heading(article)
    rows = [(f"{r['start']}–{r['end']}", r["type"], r["text"], describe(r)) for r in records]
    print_table(("place", "type", "wording", "reading"), rows)


@click.command()
@click.argument("sources", metavar="PATH/URL...", nargs=-1, required=True)
@_published
@_allow_private
@workers_option
@store_option
@json_option
def ingest(
    sources: tuple[str, ...],
    published: datetime | None,
    allow_private: bool,
    workers: int,
    folder: str | None,
    as_json: bool,
) -> int:
    """Read articles and store them with their claims.

    PATH is an article (.txt, .md, .html, .jsonl) or a folder of them. An article that is stored already and has not
    changed is left as it is; one that cannot be read or understood is not stored, and the others are.

    \b
    Examples:
      kg ingest articoli/
      kg ingest https://example.org/notizia --store .cifre
      kg ingest articolo.txt --published 2024-11-02
      kg ingest archivio/ --workers 4
    """
    from kg.ingest import ingest as store_articles
    from kg.ingest import read_with_default

    reader, store = _Reader(_day(published), allow_private), open_store(folder)

    with progress("Reading articles") as track:
        articles = reader.articles(track(_files(sources)))
        report = store_articles(
            store,
            articles,
            extract=read_with_default,
            on_article=lambda outcome: tell(outcome, as_json=as_json),
            workers=workers,
            skip_current=True,
        )
    failed = len(report.failed) + len(reader.failed)
    if not as_json:
        stored = report.of("added") + report.of("replaced")
        claims, relations = sum(o.claims for o in stored), sum(o.relations for o in stored)
        click.echo(
            f"{report.added} added, {report.replaced} replaced, {report.unchanged} unchanged, {failed} failed; "
            f"{claims} new claims and {relations} new relations in {store.path}"
        )
    return FAILED if failed else 0


def tell(outcome: Outcome, *, as_json: bool) -> None:
    """Say that an article has failed; with `as_json`, print what became of it."""
    if outcome.status == "failed":
        complain(outcome.message)
    if as_json:
        record = asdict(outcome)
        if not outcome.message:
            del record["message"]
        print_json(record)
