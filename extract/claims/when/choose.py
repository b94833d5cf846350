"""Choose when a figure holds: the period whose features weigh most."""

from __future__ import annotations

from collections.abc import Sequence

from extract.claims.context import Context
from extract.claims.features import Features
from extract.claims.when.features import NETWORK, WEIGHTS, features
from extract.claims.when.options import Figure, Option, options
from extract.claims.when.rules import judge
from extract.records import Period


def ranked(ctx: Context, figure: Figure) -> list[Option]:
    """Return the periods that a figure may have, likeliest first."""
    verdict = judge(ctx, figure)
    found = options(ctx, figure)
    seen = [features(ctx, figure, option, verdict) for option in found]
    points = weigh(seen)
    order = sorted(range(len(found)), key=points.__getitem__, reverse=True)
    return [found[n] for n in order]


def weigh(seen: Sequence[Features]) -> list[float]:
    """Return the points of each of several sets of features: what each says singly, and what they say together."""
    table, network = WEIGHTS.now, NETWORK.now
    singly = [sum(table.get(name, 0.0) * value for name, value in given.items()) for given in seen]
    if not network.names:
        return singly
    together = network.points(network.sums([[given] for given in seen]))
    return [one + float(more) for one, more in zip(singly, together, strict=True)]


def choose_period(ctx: Context, figure: Figure) -> tuple[Period | None, str, bool]:
    """Return the period of a figure, the words that gave it, and whether it was inferred from outside its sentence."""
    best = ranked(ctx, figure)[0]
    return best.period, best.text, best.inferred
