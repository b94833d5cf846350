"""The table of entities: what is known of each name, read from ``gazetteer.jsonl`` and from files of the user's own."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from functools import cache, cached_property
from importlib import resources
from pathlib import Path
from typing import Any

from corpus.errors import CifreError
from extract.entities.tokens import tokenize
from extract.entities.vocabulary import words

KINDS = frozenset(
    (
        "organisation",
        "institution",
        "person",
        "model",
        "model_family",
        "chip",
        "supercomputer",
        "cluster",
        "product",
        "place",
        "benchmark",
    )
)
RULES = frozenset(("cue", "full", "case", "outlet", "metonym", "default"))


class GazetteerError(CifreError):
    """A table of entities that cannot be used."""


@dataclass(frozen=True, slots=True)
class Role:
    """An office of a person; `start` and `end` are ISO dates, months or years, None where open or unknown."""

    role: str
    org: str
    start: str | None = None
    end: str | None = None


@dataclass(frozen=True, slots=True)
class Ambiguity:
    """A name that is this entity only under a rule: ``cue full case outlet metonym default``."""

    alias: str
    rule: str
    cues: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity:
    """One entity of the table.

    Parameters
    ----------
    id : str
        Slug, unique in the table.
    name : str
        Canonical name.
    kind : str
        ``organisation institution person model model_family chip supercomputer cluster product place benchmark``.
    label_it : str or None
        Italian label where it differs from the name.
    aliases, descriptions : tuple of str
        Other spellings; phrases that stand for the name ("il colosso di Menlo Park").
    ambiguous : tuple of Ambiguity
        The names that need a decision, each with its rule.
    wikidata : str or None
        Verified identifier ("Q380"), None where it is not known for certain.
    parent : str or None
        Owner, maker or family: the name of another entity.
    country : str or None
        ISO 3166 code.
    currency, fiscal_year_end : str or None
        ISO 4217 code of the reports; last day of the fiscal year as MM-DD.
    roles : tuple of Role
        Offices of a person.
    """

    id: str
    name: str
    kind: str
    label_it: str | None = None
    aliases: tuple[str, ...] = ()
    descriptions: tuple[str, ...] = ()
    ambiguous: tuple[Ambiguity, ...] = ()
    wikidata: str | None = None
    parent: str | None = None
    country: str | None = None
    currency: str | None = None
    fiscal_year_end: str | None = None
    roles: tuple[Role, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """Canonical name, Italian label and aliases, each once."""
        label = (self.label_it,) if self.label_it else ()
        return tuple(dict.fromkeys((self.name, *label, *self.aliases)))

    def ambiguity(self, alias: str) -> Ambiguity | None:
        """Return the rule under which `alias` is this entity, None where it always is."""
        return next((a for a in self.ambiguous if a.alias == alias), None)


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
            exact = self._by_name.get(form) or self._exact.get(form) or self._loose.get(_key(form))
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
        return self._index(_key)

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


def read_entities(path: Path) -> list[Entity]:
    """Read a JSON Lines file of entities.

    Raises
    ------
    GazetteerError
        If a line is not an entity; file and line are named.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise GazetteerError(f"{path} cannot be read ({error})", "give a UTF-8 file of entities") from error
    entities = []
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip():
            continue
        try:
            entities.append(_entity(json.loads(line)))
        except (ValueError, TypeError, KeyError) as error:
            raise GazetteerError(
                f"{path}, line {number}: {error}", "mend the line; its fields are those of Entity"
            ) from error
    return entities


def _entity(record: Any) -> Entity:
    if not isinstance(record, dict):
        raise ValueError("not a JSON object")
    unknown = set(record) - {field.name for field in fields(Entity)}
    if unknown:
        raise ValueError(f"unknown field {sorted(unknown)[0]!r}")
    missing = {"name", "kind"} - set(record)
    if missing:
        raise ValueError(f"no {sorted(missing)[0]!r}")
    if record["kind"] not in KINDS:
        raise ValueError(f"kind {record['kind']!r} is none of {', '.join(sorted(KINDS))}")
    names = {record["name"], record.get("label_it"), *record.get("aliases", ())}
    return Entity(
        **{
            **record,
            "id": record.get("id") or "-".join(token.key for token in tokenize(record["name"]) if token.wordlike),
            "aliases": tuple(record.get("aliases", ())),
            "descriptions": tuple(record.get("descriptions", ())),
            "ambiguous": tuple(_ambiguity(item, names) for item in record.get("ambiguous", ())),
            "roles": tuple(
                Role(item["role"], item["org"], item.get("from"), item.get("to")) for item in record.get("roles", ())
            ),
        }
    )


def _ambiguity(item: Mapping[str, Any], names: set[str | None]) -> Ambiguity:
    if item["rule"] not in RULES:
        raise ValueError(f"rule {item['rule']!r} is none of {', '.join(sorted(RULES))}")
    if item["alias"] not in names:
        raise ValueError(f"ambiguous alias {item['alias']!r} is not among the names")
    return Ambiguity(item["alias"], item["rule"], tuple(item.get("cues", ())))


def _rank(entity: Entity, alias: str) -> int:
    if alias == entity.name:
        return 0
    ambiguity = entity.ambiguity(alias)
    if ambiguity is None:
        return 1
    return 2 if ambiguity.rule in ("default", "case") or entity.kind == "place" else 3


def _key(text: str) -> tuple[str, ...]:
    return tuple(token.key for token in tokenize(text))


def _without_article(text: str) -> str:
    first, _, rest = text.replace("’", "'").partition("'")
    if rest and first.casefold() in words("articles"):
        return rest
    first, _, rest = text.partition(" ")
    return rest if rest and first.casefold() in words("articles") else text
