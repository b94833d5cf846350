"""The network that weighs the features of a pair together."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus import from_text
from extract.claims.features import merged, points
from extract.claims.network import NETWORK, NOTHING, PARTS, Array, Network, Shipped
from extract.claims.pairing import pairings
from extract.pipeline import load

NAMES = ("near", "anaphor", "in a list", "salience")
features = st.dictionaries(st.sampled_from([*NAMES, "unheard of"]), st.floats(-3, 3), max_size=5)


def a_network(members: int = 2, width: int = 5, hidden: int = 3) -> Network:
    chance = np.random.default_rng(1)
    shapes = {
        "meaning": (len(NAMES), members * width),
        "meaning_bias": (members * width,),
        "hidden": (members, width, hidden),
        "hidden_bias": (members, hidden),
        "out": (members, hidden),
    }
    return Network(NAMES, {part: chance.normal(size=shapes[part]) for part in PARTS})


def by_hand(network: Network, given_features: dict[str, float]) -> float:
    """The same sum, feature by feature and network by network."""
    arrays = network.arrays
    members, width, _ = arrays["hidden"].shape
    total = 0.0
    for m in range(members):
        own = slice(m * width, (m + 1) * width)
        first: Array = arrays["meaning_bias"][own].copy()
        for name, value in given_features.items():
            if name in network.names:
                first += value * arrays["meaning"][network.names.index(name), own]
        second: Array = np.maximum(np.maximum(first, 0) @ arrays["hidden"][m] + arrays["hidden_bias"][m], 0)
        total += float(second @ arrays["out"][m])
    return float(total / members)


@given(st.lists(st.lists(features, max_size=3), min_size=1, max_size=4))
def test_points_are_those_of_the_features_added_up_whatever_parts_they_come_in(
    several: list[list[dict[str, float]]],
) -> None:
    network = a_network()
    found = network.points(network.sums(several))
    expected = [by_hand(network, merged(parts)) for parts in several]
    assert found.tolist() == pytest.approx(expected, rel=1e-4, abs=1e-3)


def test_a_written_network_is_read_again(tmp_path: Path) -> None:
    shipped = Shipped(tmp_path / "network.npz")
    network = a_network()
    shipped.write(network)
    read = shipped.now
    assert read.names == network.names
    for part in PARTS:
        assert read.arrays[part] == pytest.approx(network.arrays[part], rel=2e-3, abs=1e-3)


def test_the_shipped_network_knows_features_that_the_rules_give() -> None:
    context = (
        load()
        .read(from_text("Alfa ha raccolto 20 milioni di euro. Beta ne aveva chiesti 30 per 400 dipendenti."))
        ._.context
    )
    used = {
        name
        for quantity in context.quantities
        for pair in pairings(context, quantity, [], set(), everything=True)
        for name in pair.features
    }
    network = NETWORK.now
    assert len(used & set(network.names)) > 50


def test_no_network_leaves_the_points_of_the_weights() -> None:
    context = load().read(from_text("Alfa ha raccolto 20 milioni di euro."))._.context
    (quantity,) = context.quantities
    try:
        NETWORK.use(NOTHING)
        alone = pairings(context, quantity, [], set())[0]
        NETWORK.use(a_network())
        unmoved = pairings(context, quantity, [], set())[0]
    finally:
        NETWORK.use(None)
    assert alone.points == pytest.approx(alone.reading.points + alone.subject.points + points(alone.extra))
    assert unmoved.key == alone.key
