"""When a figure holds: its period, chosen among the times around it by weighed features."""

from extract.claims.when.choose import choose_period
from extract.claims.when.options import Figure
from extract.claims.when.times import compared_period, is_comparison

__all__ = ["Figure", "choose_period", "compared_period", "is_comparison"]
