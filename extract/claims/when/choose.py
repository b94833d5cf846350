"""Choose when a figure holds: the period whose features weigh most."""

from __future__ import annotations

from extract.claims.context import Context
from extract.claims.when.features import WEIGHTS, features
from extract.claims.when.options import Figure, Option, options
from extract.claims.when.rules import judge
from extract.records import Period


def ranked(ctx: Context, figure: Figure) -> list[Option]:
    """Return the periods that a figure may have, likeliest first."""
    table = WEIGHTS.now
    verdict = judge(ctx, figure)

    def points(option: Option) -> float:
        total = 0.0
        for name, value in features(ctx, figure, option, verdict).items():
            total += table.get(name, 0.0) * value
        return total

    return sorted(options(ctx, figure), key=points, reverse=True)


def choose_period(ctx: Context, figure: Figure) -> tuple[Period | None, str, bool]:
    """Return the period of a figure, the words that gave it, and whether it was inferred from outside its sentence."""
    best = ranked(ctx, figure)[0]
    return best.period, best.text, best.inferred
