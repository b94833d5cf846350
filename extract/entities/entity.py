"""An entity, and how a file of entities is read."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from corpus.errors import CifreError
from extract.entities.tokens import tokenize

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
RULES = frozenset(("cue", "field", "full", "case", "outlet", "metonym", "default"))


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
    """A name that is this entity only under a rule: ``cue field full case outlet metonym default``."""

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
