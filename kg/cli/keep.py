"""``kg articles``, ``kg forget`` and ``kg export``: what the store holds."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from corpus.errors import CifreError
from kg.cli.common import json_option, open_store, print_json, print_table, store_option

if TYPE_CHECKING:
    from kg.store import Version

FORMATS = ("turtle", "trig", "jsonld", "graphml", "csv")


@click.command()
@click.option("--versions", is_flag=True, help="The earlier versions of corrected articles instead, oldest first.")
@store_option
@json_option
def articles(versions: bool, folder: str | None, as_json: bool) -> None:
    """List the stored articles, latest first.

    \b
    Examples:
      kg articles
      kg articles --versions
      kg articles --json --store .cifre
    """
    if versions:
        _list_versions(open_store(folder).versions(), as_json=as_json)
        return
    found = open_store(folder).articles()
    if as_json:
        for article in found:
            print_json(
                {
                    "article": article.id,
                    "title": article.title,
                    "outlet": article.outlet,
                    "url": article.url,
                    "published": article.published.isoformat() if article.published else None,
                    "language": article.language,
                    "source": article.source,
                    "claims": article.claims,
                    "relations": article.relations,
                }
            )
    elif not found:
        click.echo("no articles: add some with kg ingest")
    else:
        rows = [
            (a.id, str(a.published or ""), a.outlet or "", a.title or a.source, str(a.claims), str(a.relations))
            for a in found
        ]
        print_table(("article", "published", "outlet", "title", "claims", "relations"), rows, right=(4, 5))


def _list_versions(found: Sequence[Version], *, as_json: bool) -> None:
    if as_json:
        for version in found:
            article = version.stored.article
            print_json(
                {
                    "article": article.id,
                    "version": version.number,
                    "written": version.written.isoformat(timespec="seconds"),
                    "title": article.title,
                    "published": article.published.isoformat() if article.published else None,
                    "source": article.source,
                    "claims": version.stored.claims,
                    "relations": version.stored.relations,
                    "text": article.text,
                }
            )
    elif not found:
        click.echo("no earlier versions: no article has been corrected")
    else:
        rows = [
            (
                version.stored.article.id,
                str(version.number),
                f"{version.written:%Y-%m-%d %H:%M}",
                version.stored.article.title or version.stored.article.source,
                str(version.stored.claims),
                str(version.stored.relations),
            )
            for version in found
        ]
        print_table(("article", "version", "written (UTC)", "title", "claims", "relations"), rows, right=(1, 4, 5))


@click.command()
@click.argument("article")
@store_option
@json_option
def forget(article: str, folder: str | None, as_json: bool) -> None:
    """Remove an article and all that it states, as if it had never been there.

    ARTICLE is its id, as kg articles lists it. Its source is named, so that it can be ingested again.

    \b
    Examples:
      kg forget 821789a614e47ab8
    """
    store = open_store(folder)
    found = store.stored(article)
    if not store.forget(article):
        raise CifreError(f"there is no article {article!r} in {store.path}", "kg articles lists those that there are")
    if as_json:
        print_json(
            {
                "article": article,
                "title": found.article.title if found else None,
                "source": found.article.source if found else None,
                "claims": found.claims if found else None,
                "relations": found.relations if found else None,
            }
        )
    elif found is None:
        click.echo(f"removed {article}, whose file was damaged")
    else:
        about = found.article
        click.echo(
            f"removed {about.title or about.source} with {found.claims} claims and {found.relations} relations; "
            f"kg ingest {about.source} brings it back"
        )


@click.command()
@click.option("--format", "form", type=click.Choice(FORMATS), default="turtle", show_default=True, help="How to write.")
@click.option(
    "--output",
    "-o",
    metavar="FILE",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Where to (standard output).",
)
@store_option
def export(form: str, output: Path | None, folder: str | None) -> None:
    """Write the whole graph: Turtle, TriG or JSON-LD; GraphML for network tools; CSV with one claim a line.

    \b
    Examples:
      kg export --format trig > grafo.trig
      kg export --format csv -o cifre.csv
    """
    from kg.export import export as write

    store = open_store(folder)
    if output is None:
        write(store, form, sys.stdout.buffer)
        return
    if not output.parent.is_dir():
        raise CifreError(f"there is no folder {output.parent}", "make it, or write elsewhere")
    partial = output.with_name(f"{output.name}.partial")
    try:
        with partial.open("wb") as file:
            write(store, form, file)
        partial.replace(output)
    finally:
        partial.unlink(missing_ok=True)
