"""One archive of all that is precious in a store: the article files and their earlier versions."""

from __future__ import annotations

import hashlib
import io
import os
import re
import shutil
import tarfile
import zlib
from collections.abc import Iterator
from pathlib import Path

from kg.store.errors import DamagedFileError, StoreError, told_as_store_error
from kg.store.files import sealed, sync_folder
from kg.store.records import Track
from kg.store.snapshots import exclusive

_LIST = "SHA256SUMS"  # last in the archive: where it is missing, the archive is cut
_MEMBER = re.compile(r"FORMAT|articles/[^/\0]+\.nq|versions/[^/\0]+/[0-9]+\.nq")
_FOLDERS = ("articles", "versions")
_PARTIAL, _WHOLE = "restore.partial", "restore"


def backup(store: Path, archive: Path, *, replace: bool = False, track: Track = iter) -> int:
    """Write a store's files into one compressed tar archive and return how many they are.

    It appears under its name when it is whole. Writers wait meanwhile, so that it is of one moment; readers do not.

    Parameters
    ----------
    store : Path
        The store's folder.
    archive : Path
        Where to.
    replace : bool
        Whether an archive that is there may be replaced.
    track : callable
        Passes the files on, for progress.

    Raises
    ------
    StoreError
        If there is no store, there is an archive already, or it cannot be written.
    DamagedFileError
        If a file is damaged, and which: the archive that is there may have it whole.
    """
    if not (store / "articles").is_dir():
        raise StoreError(f"there is no store in {store}", "name one with --store or KG_STORE")
    if archive.exists() and not replace:
        raise StoreError(f"{archive} is there already", "choose another name, or replace it with --replace")
    partial = archive.with_name(f"{archive.name}.partial")
    with exclusive(store), told_as_store_error(archive):
        finish_restore(store)
        files = list(_files(store))
        try:
            with partial.open("wb") as file:
                with tarfile.open(fileobj=file, mode="w:gz", compresslevel=6) as tar:
                    sums = [f"{_add(tar, store, path)}\n" for path in track(files)]
                    listing = "".join(sums).encode("utf-8", "surrogateescape")
                    entry = tarfile.TarInfo(_LIST)
                    entry.size = len(listing)
                    tar.addfile(entry, io.BytesIO(listing))
                file.flush()
                os.fsync(file.fileno())
            partial.replace(archive)
            sync_folder(archive.absolute().parent)
        finally:
            partial.unlink(missing_ok=True)
    return len(files)


def _files(store: Path) -> Iterator[Path]:
    if (store / "FORMAT").exists():
        yield store / "FORMAT"
    for pattern in ("articles/*.nq", "versions/*/*.nq"):
        yield from sorted(store.glob(pattern))


def _add(tar: tarfile.TarFile, store: Path, path: Path) -> str:
    data, name = path.read_bytes(), path.relative_to(store).as_posix()
    if path.suffix == ".nq" and not sealed(data):
        raise DamagedFileError(
            f"{path} is damaged (its checksum does not fit), and nothing was backed up",
            "mend what kg store verify finds, then back up again",
        )
    entry = tarfile.TarInfo(name)
    entry.size, entry.mtime = len(data), path.stat().st_mtime
    tar.addfile(entry, io.BytesIO(data))
    return f"{hashlib.sha256(data).hexdigest()}  {name}"


def restore(store: Path, archive: Path, *, replace: bool = False, track: Track = iter) -> int:
    """Bring back the files of an archive, each as it was, in place of what the store has; return how many they are.

    All or nothing: everything is unpacked and compared with its checksums beside the store's files first. The index is
    made from the files by whoever opens the store next.

    Parameters
    ----------
    store : Path
        The store's folder; made where there is none.
    archive : Path
        As `backup` wrote it.
    replace : bool
        Whether the articles of a store that is not empty may be replaced.
    track : callable
        Passes the entries of the archive on, for progress.

    Raises
    ------
    StoreError
        If the archive is damaged or none of a store, the store has articles already, or it cannot be written.
    """
    if not archive.is_file():
        raise StoreError(f"there is no archive {archive}", "check the path")
    with exclusive(store), told_as_store_error(store):
        finish_restore(store)
        if any(store.glob("articles/*.nq")) and not replace:
            raise StoreError(f"the store {store} has articles already", "choose an empty one, or say --replace")
        partial = store / _PARTIAL
        try:
            for folder in _FOLDERS:
                (partial / folder).mkdir(parents=True)
            count = _unpack(archive, partial, track)
            for path in (*partial.rglob("*"), partial):
                if path.is_dir():
                    sync_folder(path)
            partial.rename(store / _WHOLE)  # from here on it is done, whoever finishes it
            sync_folder(store)
        finally:
            shutil.rmtree(partial, ignore_errors=True)
        finish_restore(store)
    return count


def finish_restore(store: Path) -> None:
    """Put unpacked files in place, also after a restoring process was killed; whoever calls it holds the lock."""
    shutil.rmtree(store / _PARTIAL, ignore_errors=True)
    unpacked = store / _WHOLE
    if not unpacked.is_dir():
        return
    for name in ("forgotten", *_FOLDERS):
        if name == "forgotten" or (unpacked / name).exists():
            shutil.rmtree(store / name, ignore_errors=True)
        if (unpacked / name).exists():
            (unpacked / name).rename(store / name)
    if (unpacked / "FORMAT").exists():
        (unpacked / "FORMAT").replace(store / "FORMAT")
    sync_folder(store)
    shutil.rmtree(unpacked)


def _unpack(archive: Path, folder: Path, track: Track) -> int:
    damaged = StoreError(f"{archive} is no whole backup of a store", "take another, or copy it again")
    sums: dict[str, str] = {}
    listing: str | None = None
    try:
        with tarfile.open(archive, "r:gz") as tar:
            for entry in track(tar.getmembers()):
                content = tar.extractfile(entry)
                if content is None or listing is not None:
                    raise damaged
                data = content.read()
                if entry.name == _LIST:
                    listing = data.decode("utf-8", "surrogateescape")
                    continue
                if not _MEMBER.fullmatch(entry.name) or ".." in entry.name.split("/"):
                    raise damaged
                sums[entry.name] = hashlib.sha256(data).hexdigest()
                _write(folder / entry.name, data, entry.mtime)
    except (tarfile.TarError, zlib.error, EOFError, OSError) as error:
        if isinstance(error, OSError) and error.errno is not None:  # the disk, not the archive
            raise
        raise damaged from error
    if listing is None or listing != "".join(f"{digest}  {name}\n" for name, digest in sums.items()):
        raise damaged
    return len(sums)


def _write(path: Path, data: bytes, changed: float) -> None:
    path.parent.mkdir(exist_ok=True)
    with path.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    os.utime(path, (changed, changed))
