"""Read gold files: claims and relations, questions, or annotated sentences."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from corpus.errors import CifreError

# A line is of the first kind whose fields it has.
_KINDS: dict[str, Callable[[dict[str, Any]], bool]] = {
    "questions": lambda line: {"id", "answerable"} <= line.keys() and bool({"it", "en"} & line.keys()),
    "expressions": lambda line: {"id", "category", "text", "expected"} <= line.keys(),
    "claims": lambda line: {"article", "evidence"} <= line.keys() and bool({"metric", "relation"} & line.keys()),
}


@dataclass(frozen=True, slots=True)
class Gold:
    """The lines of a gold file and what they are: ``claims``, ``questions`` or ``expressions``."""

    kind: str
    lines: tuple[dict[str, Any], ...]
    path: Path


def read_gold(path: str | Path) -> Gold:
    """Read a gold file and tell its kind from its fields.

    Raises
    ------
    CifreError
        If it cannot be read, or a line is not JSON or of another kind than the first; file and line are named.
    """
    path = Path(path)
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise CifreError(f"{path} cannot be read", "give a gold file of JSON Lines in UTF-8") from error
    lines: list[dict[str, Any]] = []
    kind: str | None = None
    for number, raw in enumerate(text.split("\n"), start=1):
        if not raw.strip():
            continue
        try:
            line = json.loads(raw, parse_float=Decimal)
        except ValueError as error:
            raise CifreError(f"{path}, line {number}: not JSON", "write one JSON object a line") from error
        found = next((k for k, test in _KINDS.items() if isinstance(line, dict) and test(line)), None)
        if found is None or (kind is not None and found != kind):
            raise CifreError(
                f"{path}, line {number}: no gold line{f' of {kind}' if kind else ''}",
                "give claims, questions or expressions, one kind a file (see docs/command-line.md)",
            )
        kind = found
        lines.append(line)
    if kind is None:
        raise CifreError(f"{path} is empty", "give a gold file with lines")
    return Gold(kind, tuple(lines), path)
