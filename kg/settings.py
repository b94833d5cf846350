"""The settings table: name, default, environment variable and what it is for, from ``kg/settings.toml``."""

from __future__ import annotations

import math
import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from types import MappingProxyType

from corpus.errors import CifreError

Value = str | int | float
_TYPES: dict[str, type[Value]] = {"text": str, "integer": int, "number": float}


class SettingError(CifreError):
    """An environment variable holds what its setting cannot be."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """One line of the table.

    Parameters
    ----------
    name : str
        As the code calls it.
    variable : str
        Environment variable that overrides the default.
    type : str
        ``text``, ``integer`` or ``number``.
    default : str, int or float
        Without the variable, or where it is empty.
    help : str
        One sentence for whoever sets it.
    unit : str
        Of a number ("s", "MiB").
    least : float
        The smallest number that makes sense.
    """

    name: str
    variable: str
    type: str
    default: Value
    help: str
    unit: str = ""
    least: float = -math.inf

    def read(self, environment: Mapping[str, str]) -> Value:
        """Return the value that an environment gives, else the default.

        Raises
        ------
        SettingError
            If it is no number, or too small.

        Examples
        --------
        >>> settings()["sparql_time"].read({"KG_SPARQL_TIME": "2.5"})
        2.5
        >>> settings()["sparql_rows"].read({"KG_SPARQL_ROWS": "many"})
        Traceback (most recent call last):
        ...
        kg.settings.SettingError: KG_SPARQL_ROWS is 'many': give it a whole number of at least 1, such as 10000
        """
        text = environment.get(self.variable, "").strip()
        kind = _TYPES[self.type]
        if not text:
            return kind(self.default)
        try:
            value = kind(text)
        except ValueError:
            raise self._wrong(text) from None
        if not isinstance(value, str) and not self.least <= value < math.inf:
            raise self._wrong(text)
        return value

    def _wrong(self, text: str) -> SettingError:
        number = "whole number" if self.type == "integer" else "number"
        return SettingError(
            f"{self.variable} is {text!r}", f"give it a {number} of at least {self.least:g}, such as {self.default}"
        )


@cache
def settings() -> Mapping[str, Setting]:
    """Return the table, by name."""
    data = tomllib.loads(resources.files("kg").joinpath("settings.toml").read_text(encoding="utf-8"))
    return MappingProxyType({line["name"]: Setting(**line) for line in data["setting"]})


def text(name: str) -> str:
    """Return the text that a setting has now."""
    return str(settings()[name].read(os.environ))


def integer(name: str) -> int:
    """Return the whole number that a setting has now.

    Examples
    --------
    >>> integer("sparql_depth")
    64
    """
    return int(settings()[name].read(os.environ))


def number(name: str) -> float:
    """Return the number that a setting has now."""
    return float(settings()[name].read(os.environ))


def table() -> str:
    """Return the table as Markdown, as docs/sparql.md has it.

    Examples
    --------
    >>> print(table().splitlines()[2])
    | `KG_SPARQL_TIME` | 20 s | How long a query may run before its process is ended. |
    """
    lines = ["| variable | default | |", "| --- | --- | --- |"]
    for setting in settings().values():
        default = f"{setting.default} {setting.unit}".strip() or "–"
        lines.append(f"| `{setting.variable}` | {default} | {setting.help} |")
    return "\n".join(lines)
