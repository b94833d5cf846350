"""Errors of the store."""

from corpus.errors import CifreError


class StoreError(CifreError):
    """The store cannot do what was asked: locked, damaged, not writable."""
