"""Tables of learnt weights: one row a feature, what it is worth. Learning tries others before it writes them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from pathlib import Path


class Weights:
    """The weights of a file, or others that are being tried in this process.

    Parameters
    ----------
    path : Path
        Tab-separated: feature, weight. Lines that begin with ``#`` are comments.
    head : str
        The comment that a written file opens with.

    Examples
    --------
    >>> table = Weights(Path("none.tsv"), "what each feature is worth")
    >>> table.use({"capital": 1.5})
    >>> table.now["capital"]
    1.5
    """

    def __init__(self, path: Path, head: str) -> None:
        self.path, self._head = path, head
        self._tried: Mapping[str, float] | None = None
        self._parts: dict[str, Mapping[str, float]] = {}

    @property
    def now(self) -> Mapping[str, float]:
        """The weights in force: the shipped ones, unless others are being tried."""
        return self._shipped if self._tried is None else self._tried

    def use(self, others: Mapping[str, float] | None) -> None:
        """Weigh with other weights in this process, or (None) with the shipped ones again."""
        self._tried = None if others is None else dict(others)
        self._parts.clear()

    def under(self, choice: str) -> Mapping[str, float]:
        """Return the weights in force for one of several choices: those of ``choice: feature``, by feature.

        Examples
        --------
        >>> table = Weights(Path("none.tsv"), "what each feature is worth")
        >>> table.use({"planned: future": 1.5, "actual: future": -1.0})
        >>> table.under("planned")
        {'future': 1.5}
        """
        if choice not in self._parts:
            opening = f"{choice}: "
            self._parts[choice] = {
                name.removeprefix(opening): weight for name, weight in self.now.items() if name.startswith(opening)
            }
        return self._parts[choice]

    def write(self, weights: Mapping[str, float], *, slight: float = 0.0) -> None:
        """Replace the shipped weights, those below `slight` left out."""
        rows = [f"{name}\t{weight:g}\n" for name, weight in sorted(weights.items()) if abs(weight) >= slight]
        self.path.write_text(f"# {self._head}\n" + "".join(rows), encoding="utf-8")

    @cached_property
    def _shipped(self) -> Mapping[str, float]:
        lines = self.path.read_text(encoding="utf-8").split("\n")
        rows = (line.split("\t") for line in lines if line.strip() and not line.startswith("#"))
        return {row[0]: float(row[1]) for row in rows}
