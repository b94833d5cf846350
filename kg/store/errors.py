"""Errors of the store."""

from __future__ import annotations

import contextlib
import errno
import os
from collections.abc import Iterator
from pathlib import Path

from corpus.errors import CifreError

_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


class StoreError(CifreError):
    """The store cannot do what was asked: locked, damaged, not writable."""


class StoreBusyError(StoreError):
    """Another writer holds the store."""


class DamagedFileError(StoreError):
    """An article's file is not as it was written."""


class DamagedIndexError(StoreError):
    """A part of the index, or of what is published of it, cannot be read."""


@contextlib.contextmanager
def told_as_damaged_index() -> Iterator[None]:
    """Turn damage that the index's engine meets inside the block into an error that says what to do.

    It is met late: the engine looks at the checksum of a part when it reads that part, not when it opens the index.

    Raises
    ------
    DamagedIndexError
        In place of a `RuntimeError` that tells of damage.

    Examples
    --------
    >>> with told_as_damaged_index():
    ...     raise RuntimeError("Corruption: block checksum mismatch")
    Traceback (most recent call last):
    ...
    kg.store.errors.DamagedIndexError: the index is damaged (Corruption: block checksum mismatch): nothing is lost, ...
    """
    try:
        yield
    except RuntimeError as error:
        if "Corruption" not in str(error):
            raise
        raise DamagedIndexError(
            f"the index is damaged ({error})",
            "nothing is lost, the files of the articles have it all: make the index anew with kg store rebuild",
        ) from error


@contextlib.contextmanager
def told_as_store_error(root: Path) -> Iterator[None]:
    """Turn what the disk refuses inside the block into one `StoreError` that says what to do.

    Raises
    ------
    StoreError
        In place of any `OSError`, and of damage to the index.

    Examples
    --------
    >>> with told_as_store_error(Path("news")):
    ...     raise OSError(errno.ENOSPC, "No space left on device")
    Traceback (most recent call last):
    ...
    kg.store.errors.StoreError: the disk of news is full (No space left on device): free some space ...
    """
    try:
        with told_as_damaged_index():
            yield
    except OSError as error:
        raise _store_error(root, error) from error


def _store_error(root: Path, error: OSError) -> StoreError:
    reason = error.strerror or str(error)
    if out_of_space(error):
        return StoreError(
            f"the disk of {root} is full ({reason})",
            "free some space and run it again; what was stored before is there",
        )
    return StoreError(f"{root} cannot be written ({reason})", "choose another place, or change its permissions")


def out_of_space(error: OSError) -> bool:
    """Return whether the disk, or the caller's share of it, is full."""
    # What the index's own files meet has no number, only words.
    return error.errno in _FULL or any(os.strerror(number) in str(error) for number in _FULL)
