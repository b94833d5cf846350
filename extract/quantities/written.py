"""Say a quantity in the unit that is written where its base unit is a convention: years and months."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from extract.quantities.candidate import clean
from extract.quantities.lexer import lex
from extract.quantities.vocabulary import vocabulary
from extract.records import Quantity

_MONTH = Decimal(2628000)


def as_written(quantity: Quantity) -> Quantity:
    """Return `quantity` with its number as written, and unit ``1``, where it counts months, years or longer.

    A year has no exact length in seconds: 365 days are a convention of the claim record, not what the text says. All
    other quantities are returned as they are.

    Examples
    --------
    >>> from extract.quantities import find_quantities
    >>> (found,) = find_quantities("Serviranno da quattro a cinque anni.")
    >>> str(found.low), found.unit, str(as_written(found).low), as_written(found).unit
    ('126144000', 's', '4', '1')
    """
    if quantity.unit != "s":
        return quantity
    for cue in quantity.cues:
        found = vocabulary().units.at(lex(cue), 0)
        if found is not None and found[0].unit == "s" and found[0].factor >= _MONTH:
            factor = found[0].factor
            value, low, high = (_part(side, factor) for side in (quantity.value, quantity.low, quantity.high))
            return replace(quantity, value=value, low=low, high=high, unit="1")
    return quantity


def _part(number: Decimal | None, factor: Decimal) -> Decimal | None:
    return None if number is None else clean(number / factor)
