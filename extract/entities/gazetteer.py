"""The table of entities: what is known of each name, read from ``gazetteer.jsonl`` and from files of the user's own."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache, cached_property
from importlib import resources
from pathlib import Path
from typing import Any

from extract.entities.entity import Entity, GazetteerError, read_entities
from extract.entities.tokens import keys_of
from extract.entities.vocabulary import words

__all__ = ["Entity", "Gazetteer", "GazetteerError"]


class Gazetteer:
    """Entities by name.

    Parameters
    ----------
    entities : iterable of Entity
        Unique by `id` and `name`; two may share an alias only where both say under which rule it is theirs.

    Raises
    ------
    GazetteerError
        If a name, an id or an alias is given twice, or a parent is not in the table.

    Examples
    --------
    >>> table = Gazetteer.load()
    >>> table.get("Gpt 4o").name
    'GPT-4o'
    >>> table.resolve("la Cina"), table.resolve("H100"), table.resolve("Pallas Devices")
    ('China', 'Nvidia H100', 'Pallas Devices')
    """

    def __init__(self, entities: Iterable[Entity]) -> None:
        self.entities: tuple[Entity, ...] = tuple(entities)
        self._by_name: dict[str, Entity] = {}
        self._check()

    @classmethod
    def load(cls, path: str | Path | None = None) -> Gazetteer:
        """Return the shipped table, with the entities of a further JSON Lines file where one is given.

        Parameters
        ----------
        path : str or Path, optional
            Same form as the shipped file; an entity with the name of a shipped one replaces it.

        Raises
        ------
        GazetteerError
            If the file cannot be read; file and line are named.
        """
        shipped = _shipped()
        if path is None:
            return shipped
        own = {entity.name: entity for entity in read_entities(Path(path))}
        kept = [own.pop(entity.name, entity) for entity in shipped.entities]
        try:
            return cls([*kept, *own.values()])
        except GazetteerError as error:
            raise GazetteerError(f"{path}: {error.problem}", error.remedy) from error

    def get(self, name_or_alias: str) -> Entity | None:
        """Return the entity of a name: the exact spelling first, then one that differs in case, hyphens or article."""
        text = " ".join(name_or_alias.split())
        for form in (text, _without_article(text)):
            exact = self._by_name.get(form) or self._exact.get(form) or self._loose.get(keys_of(form))
            if exact is not None:
                return exact
        return None

    def resolve(self, text: str) -> str:
        """Return the canonical name of an alias; a text that is no alias is returned as it is, stripped."""
        entity = self.get(text)
        return entity.name if entity else " ".join(text.split())

    def children(self, name: str) -> tuple[Entity, ...]:
        """Return the entities whose parent is `name`."""
        return self._children.get(name, ())

    @cached_property
    def models(self) -> frozenset[str]:
        """The names of all models, their families, and chatbots."""
        kinds = ("model", "model_family")
        return frozenset(
            e.name for e in self.entities if e.kind in kinds or any("chatbot" in d for d in e.descriptions)
        )

    @cached_property
    def of_the_field(self) -> frozenset[str]:
        """The keys of names that nobody else of note has ("claude", "gemini")."""
        told = (a.alias for e in self.entities for a in e.ambiguous if a.rule == "field")
        return frozenset(key[0] for alias in told if len(key := keys_of(alias)) == 1)

    @cached_property
    def _children(self) -> dict[str, tuple[Entity, ...]]:
        found: dict[str, list[Entity]] = {}
        for entity in self.entities:
            if entity.parent:
                found.setdefault(entity.parent, []).append(entity)
        return {name: tuple(entities) for name, entities in found.items()}

    @cached_property
    def _exact(self) -> dict[str, Entity]:
        return self._index(lambda alias: alias)

    @cached_property
    def _loose(self) -> dict[Any, Entity]:
        return self._index(keys_of)

    def _index(self, key: Any) -> dict[Any, Entity]:
        """Index names, then the aliases that need no rule, then those whose other reading is the rarer one."""
        index: dict[Any, Entity] = {}
        for rank in range(4):
            for entity in self.entities:
                for alias in entity.names:
                    if _rank(entity, alias) == rank:
                        index.setdefault(key(alias), entity)
        return index

    def _check(self) -> None:
        ids: dict[str, str] = {}
        for entity in self.entities:
            if entity.name in self._by_name:
                raise GazetteerError(f"the entity {entity.name!r} is there twice", "join the two lines")
            self._by_name[entity.name] = entity
            if entity.id in ids:
                raise GazetteerError(
                    f"{entity.name!r} and {ids[entity.id]!r} have the id {entity.id!r}", "give one of them another"
                )
            ids[entity.id] = entity.name
        owners: dict[str, Entity] = {}
        for entity in self.entities:
            if entity.parent and entity.parent not in self._by_name:
                raise GazetteerError(f"{entity.name!r} has the parent {entity.parent!r}", "add it, or leave it out")
            for alias in entity.names:
                other = owners.setdefault(alias, entity)
                if other is not entity and not (entity.ambiguity(alias) and other.ambiguity(alias)):
                    raise GazetteerError(
                        f"{alias!r} is an alias of {other.name!r} and of {entity.name!r}",
                        "take it from one, or say in 'ambiguous' of both when it is theirs",
                    )


@cache
def _shipped() -> Gazetteer:
    with resources.as_file(resources.files(__package__).joinpath("gazetteer.jsonl")) as path:
        return Gazetteer(read_entities(path))


def _rank(entity: Entity, alias: str) -> int:
    if alias == entity.name:
        return 0
    ambiguity = entity.ambiguity(alias)
    if ambiguity is None:
        return 1
    return 2 if ambiguity.rule in ("default", "case") or entity.kind == "place" else 3


def _without_article(text: str) -> str:
    first, _, rest = text.replace("’", "'").partition("'")
    if rest and first.casefold() in words("articles"):
        return rest
    first, _, rest = text.partition(" ")
    return rest if rest and first.casefold() in words("articles") else text
