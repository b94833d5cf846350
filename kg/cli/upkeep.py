"""``kg store``: look after the files and the index under the graph."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

import click

from kg.cli.common import (
    FAILED,
    complain,
    json_option,
    open_store,
    print_json,
    progress,
    store_option,
    workers_option,
)

_archive = click.argument("archive", metavar="ARCHIVE", type=click.Path(dir_okay=False, path_type=Path))


@click.group()
def store() -> None:
    """Look after the store: verify, rebuild, refresh, back up, restore.

    \b
    Examples:
      kg store verify
      kg store backup cifre.tar.gz
      kg store restore cifre.tar.gz --store .cifre
    """


@store.command()
@store_option
@json_option
def verify(folder: str | None, as_json: bool) -> int:
    """Compare every article's file with its checksum and with the index; change nothing.

    Says of each article what is wrong and what to do, and leaves with 1 where something is.

    \b
    Examples:
      kg store verify
      kg store verify --json --store .cifre
    """
    from kg.rdf import default_extractor
    from kg.store.verify import verify as findings

    kept = open_store(folder)
    with progress("Verifying") as track:
        found = list(findings(kept.path, track=track))
    for finding in found:
        if as_json:
            print_json(asdict(finding))
        else:
            click.echo(f"{finding.article or finding.file}: {finding.message}: {finding.remedy}")
    if found:
        complain(f"{len(found)} thing{'s'[: len(found) != 1]} wrong in {kept.path}: do what each line says")
        return FAILED
    if not as_json:
        number, outdated = len(kept.articles()), len(kept.read_by_another(default_extractor()))
        click.echo(f"{number} articles in {kept.path}: each file is whole, and the index has what is in them")
        if outdated:
            click.echo(f"{outdated} were read by another version of the extractor: kg store refresh reads them again")
    return 0


@store.command()
@store_option
@json_option
def rebuild(folder: str | None, as_json: bool) -> int:
    """Make the index anew from the article files.

    Whoever reads goes on with what was published until the new one is whole. Files that are damaged are left out and
    named.

    \b
    Examples:
      kg store rebuild
    """
    kept = open_store(folder)
    with progress("Indexing") as track:
        damaged = kept.rebuild(track=track)
    for error in damaged:
        complain(str(error))
    number = len(kept.articles()) if not damaged else None
    if as_json:
        print_json({"store": str(kept.path), "damaged": len(damaged)})
    elif not damaged:
        click.echo(f"the index of {number} articles in {kept.path} is made anew")
    return FAILED if damaged else 0


@store.command()
@workers_option
@store_option
@json_option
def refresh(workers: int, folder: str | None, as_json: bool) -> int:
    """Extract again what another version of the extractor has read.

    From the stored text, each article whole or not at all. Cut off, it goes on where it was when it is run again.

    \b
    Examples:
      kg store refresh
      kg store refresh --workers 4
    """
    from kg.cli.read import tell
    from kg.ingest import read_with_default
    from kg.refresh import refresh as read_again

    kept = open_store(folder)
    with progress("Extracting again") as track:
        report = read_again(
            kept,
            extract=read_with_default,
            on_article=lambda outcome: tell(outcome, as_json=as_json),
            workers=workers,
            track=track,
        )
    if not as_json:
        click.echo(f"{report.replaced} articles extracted again, {len(report.failed)} failed; in {kept.path}")
    return FAILED if report.failed else 0


@store.command()
@_archive
@click.option("--replace", is_flag=True, help="Replace ARCHIVE where it is there already.")
@store_option
@json_option
def backup(archive: Path, replace: bool, folder: str | None, as_json: bool) -> None:
    """Write all articles, with their earlier versions, into one compressed archive.

    The archive is a .tar.gz of the files as they are, with their checksums; it appears when it is whole.

    \b
    Examples:
      kg store backup cifre.tar.gz
      kg store backup /mnt/copie/cifre.tar.gz --replace
    """
    from kg.store.backup import backup as write

    kept = open_store(folder)
    with progress("Backing up") as track:
        count = write(kept.path, archive, replace=replace, track=track)
    if as_json:
        print_json({"store": str(kept.path), "archive": str(archive), "files": count})
    else:
        click.echo(f"{count} files of {kept.path} in {archive}")


@store.command()
@_archive
@click.option("--replace", is_flag=True, help="Replace all articles of a store that is not empty.")
@store_option
@json_option
def restore(archive: Path, replace: bool, folder: str | None, as_json: bool) -> int:
    """Bring back a store from an archive of kg store backup, byte for byte.

    All or nothing: an archive that is cut or changed is refused, and so is a store that has articles, without
    --replace.

    \b
    Examples:
      kg store restore cifre.tar.gz --store .cifre
      kg store restore cifre.tar.gz --replace
    """
    from kg.store.backup import restore as bring_back

    kept = open_store(folder)
    with progress("Restoring") as track:
        count = bring_back(kept.path, archive, replace=replace, track=track)
    with progress("Indexing") as track:
        damaged = kept.rebuild(track=track)
    for error in damaged:
        complain(str(error))
    if as_json:
        print_json({"store": str(kept.path), "archive": str(archive), "files": count})
    else:
        click.echo(f"{count} files from {archive} in {kept.path}")
    return FAILED if damaged else 0
