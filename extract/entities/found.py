"""A name that was found, by its words: what the steps of the finder hand on to each other."""

from __future__ import annotations

from dataclasses import dataclass

from extract.entities.entity import Entity


@dataclass(slots=True)
class Found:
    """A name or phrase over the words `first` to `last` (exclusive); see `extract.records.Mention` for the rest.

    `entity` is the gazetteer's, None for a name that it does not know.
    """

    first: int
    last: int
    name: str
    kind: str
    how: str
    cues: tuple[str, ...] = ()
    entity: Entity | None = None
