"""The registry of formulas: the shipped ones and those of users' own files."""

from __future__ import annotations

import os
import tomllib
from collections import Counter
from decimal import Decimal
from functools import lru_cache
from pathlib import Path

from kg.calc.errors import FormulaError
from kg.calc.formula import Formula
from kg.calc.reader import FormulaReader

FORMULAS_FILE = Path(__file__).with_name("formulas.toml")
USER_FILE_SETTING = "KG_FORMULAS"
"""The environment variable that names a registry of one's own."""


def formulas(*paths: Path) -> tuple[Formula, ...]:
    """Return the shipped formulas and those of users' files, which may replace shipped ones by their id.

    Parameters
    ----------
    *paths : Path
        Further registries, in the form of ``formulas.toml``; the one that ``KG_FORMULAS`` names comes last.

    Raises
    ------
    FormulaError
        Naming file, formula and field of the first mistake.

    Examples
    --------
    >>> formulas()[0].id
    'power-per-accelerator'
    """
    found: dict[str, Formula] = {}
    setting = os.environ.get(USER_FILE_SETTING)
    for path in (FORMULAS_FILE, *paths, *((Path(setting),) if setting else ())):
        found.update((item.id, item) for item in _cached(path, _stamp(path)))
    return tuple(found.values())


def formula(name: str, *paths: Path) -> Formula:
    """Return a formula by its id.

    Raises
    ------
    FormulaError
        If there is none of that id.

    Examples
    --------
    >>> formula("yearly-energy").label.en
    'Energy in a year'
    """
    known = {item.id: item for item in formulas(*paths)}
    if name not in known:
        raise FormulaError(f'there is no calculation "{name}"', f"choose one of {', '.join(known)}")
    return known[name]


def load(path: Path) -> tuple[Formula, ...]:
    """Return the formulas of one file.

    Raises
    ------
    FormulaError
        If the file is missing or is no TOML, or a formula is wrong.
    """
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"), parse_float=Decimal)
    except OSError as error:
        raise FormulaError(f"{path} cannot be read ({error.strerror})", "give the path of a TOML file") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise FormulaError(f"{path} is no TOML: {error}", "mend that line") from error
    entries = data.get("formula")
    if not isinstance(entries, list) or data.keys() != {"formula"}:
        raise FormulaError(f"{path} has no formulas", "begin each with a line [[formula]], and put nothing else there")
    found = [FormulaReader(path, entry).formula() for entry in entries]
    for name, times in Counter(item.id for item in found).items():
        if times > 1:
            raise FormulaError(f"{path}, formula {name}: the id is used {times} times", "give each formula its own id")
    return tuple(found)


@lru_cache(maxsize=16)
def _cached(path: Path, stamp: tuple[int, int]) -> tuple[Formula, ...]:
    return load(path)


def _stamp(path: Path) -> tuple[int, int]:
    try:
        status = path.stat()
    except OSError:
        return (0, 0)
    return (status.st_mtime_ns, status.st_size)
