"""Names compared through the table of entities, so that "Facebook Inc." is Meta."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


def _unchanged(name: str) -> str:
    return name


def _unknown(name: str) -> str | None:
    return None


@dataclass(frozen=True)
class Names:
    """Compares names.

    Parameters
    ----------
    resolve : callable
        Returns the canonical name of an alias, and any other text as it is.
    kind : callable
        Returns the kind of a canonical name (``chip``, ``benchmark``, ...), None for an unknown one.

    Examples
    --------
    >>> names = Names(resolve={"H100": "Nvidia H100"}.get)
    >>> names.same("H100", "nvidia  h100"), names.same("H100", None), names.same(None, None)
    (True, False, True)
    """

    resolve: Callable[[str], str | None] = _unchanged
    kind: Callable[[str], str | None] = _unknown

    @classmethod
    def load(cls) -> Names:
        """Return a comparison through the shipped table."""
        from extract.entities.gazetteer import Gazetteer

        table = Gazetteer.load()

        def kind(name: str) -> str | None:
            entity = table.get(name)
            return entity.kind if entity else None

        return cls(resolve=table.resolve, kind=kind)

    def key(self, name: str | None) -> str | None:
        """Return what two spellings of one name have in common; None for no name."""
        if name is None:
            return None
        text = self.resolve(name) or name
        return " ".join(text.replace("’", "'").casefold().split())

    def kind_of(self, name: str) -> str | None:
        """Return the kind of a name or an alias, None where the entity is not known."""
        return self.kind(self.resolve(name) or name)

    def same(self, one: str | None, other: str | None) -> bool:
        """Whether both are the same name, or both none."""
        return self.key(one) == self.key(other)
