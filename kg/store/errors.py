"""Errors of the store."""

from corpus.errors import CifreError


class StoreError(CifreError):
    """The store cannot do what was asked: locked, damaged, not writable."""


class StoreBusyError(StoreError):
    """Another writer holds the store."""


class DamagedFileError(StoreError):
    """An article's file is not as it was written."""
