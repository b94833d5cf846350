"""What the features of a pair mean together: a small network that corrects the points which they add up to singly.

`weights.tsv` says what each feature is worth whatever stands beside it. That an anaphor is near says much of a figure
without a subject and little of one in a list: such things only two features tell together. The network has seen the
same annotated articles; it is no model of language, it knows no words but the names of the features.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from extract.claims.features import Features

Array = NDArray[np.float32]
PARTS = ("meaning", "meaning_bias", "hidden", "hidden_bias", "out")


class Network:
    """Several networks of two layers, whose mean counts; each feature has a vector in each of them.

    Parameters
    ----------
    names : sequence of str
        The features that it knows; n of them.
    arrays : mapping of str to array
        ``meaning`` (n, m·d) and ``meaning_bias`` (m·d,): the vectors of the features in m networks of width d;
        ``hidden`` (m, d, h), ``hidden_bias`` (m, h) and ``out`` (m, h): the second layer.

    Examples
    --------
    >>> alike = dict(zip(PARTS, map(np.array, ([[1.0], [1.0]], [-1.0], [[[1.0]]], [[0.0]], [[2.0]]))))
    >>> network = Network(["near", "anaphor"], alike)
    >>> network.points(network.sums([[{"near": 1.0}], [{"near": 1.0}, {"anaphor": 1.0}]])).tolist()  # only both count
    [0.0, 2.0]
    """

    def __init__(self, names: Sequence[str], arrays: Mapping[str, NDArray[np.floating]]) -> None:
        self.names = tuple(names)
        self.arrays: dict[str, Array] = {part: np.asarray(arrays[part], dtype=np.float32) for part in PARTS}

    @cached_property
    def _rows(self) -> dict[str, int]:
        return {name: n for n, name in enumerate(self.names)}

    def sums(self, several: Sequence[Sequence[Features]]) -> Array:
        """Return the summed vectors, shape (n, m·d), of n things, each given as the sets of features it has.

        Things may share a set, which then is looked up once.
        """
        row = self._rows.get
        sets = {id(features): features for parts in several for features in parts}
        column: dict[int, int] = {}  # of the features that occur
        cells = [
            (n, column.setdefault(number, len(column)), value)
            for n, features in enumerate(sets.values())
            for name, value in features.items()
            if value and (number := row(name)) is not None
        ]
        amounts = np.zeros((len(sets), len(column)), dtype=np.float32)
        if cells:
            of, columns, values = zip(*cells, strict=True)
            amounts[of, columns] = values
        place = {key: n for n, key in enumerate(sets)}
        having = np.zeros((len(several), len(sets)), dtype=np.float32)
        for of_thing, parts in zip(having, several, strict=True):
            of_thing[[place[id(features)] for features in parts]] = 1
        found: Array = having.dot(amounts).dot(self.arrays["meaning"][list(column)])
        return found

    def points(self, sums: Array) -> Array:
        """Return the points of pairs from the sums of all their features."""
        hidden, bias, out = (self.arrays[part] for part in ("hidden", "hidden_bias", "out"))
        first = np.maximum(sums + self.arrays["meaning_bias"], 0).reshape(len(sums), *hidden.shape[:2])
        second = np.maximum(first.swapaxes(0, 1) @ hidden + bias[:, None], 0)
        total: Array = (second @ out[:, :, None]).mean(axis=0)[:, 0]
        return total


_NO_ARRAYS = ((0, 1), (1,), (1, 1, 1), (1, 1), (1, 1))
NOTHING = Network((), {part: np.zeros(shape) for part, shape in zip(PARTS, _NO_ARRAYS, strict=True)})
"""The network that knows no feature and corrects nothing."""


class Shipped:
    """The network of a file, or another that is being tried in this process (see `Weights`).

    Parameters
    ----------
    path : Path
        A compressed ``.npz`` of `PARTS` in half precision and ``names``, one a line.

    Examples
    --------
    >>> shipped = Shipped(Path("none.npz"))
    >>> shipped.use(NOTHING)
    >>> shipped.now.names
    ()
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._tried: Network | None = None

    @property
    def now(self) -> Network:
        """The network in force: the shipped one, unless another is being tried."""
        return self._shipped if self._tried is None else self._tried

    def use(self, other: Network | None) -> None:
        """Use another network in this process, or (None) the shipped one again."""
        self._tried = other

    def write(self, network: Network) -> None:
        """Replace the shipped network."""
        arrays = {part: array.astype(np.float16) for part, array in network.arrays.items()}
        np.savez_compressed(self.path, names=np.array("\n".join(network.names)), **arrays)  # type: ignore[arg-type]

    @cached_property
    def _shipped(self) -> Network:
        with np.load(self.path, allow_pickle=False) as file:
            names = str(file["names"])
            return Network(names.split("\n") if names else (), {part: file[part] for part in PARTS})


NETWORK = Shipped(Path(__file__).with_name("data") / "network.npz")
